"""Sheets of operations as a PDF. ReportLab is imported when the first paper is drawn."""

from datetime import datetime

from counter_app.printing.fonts import Fonts, house_fonts
from counter_app.printing.operations import Sheets


def to_pdf(sheets: Sheets, *, title: str, created: datetime, fonts: Fonts | None = None) -> bytes:
    """Draw `sheets`: the same sheets, title and time give the same bytes.

    `title` shows in the print queue and must not name a person. Every font is embedded and
    subset. Raises MissingGlyph when a stored paper has a character no font has.
    """
    from counter_app.printing.pen import Pen

    offset = created.strftime("%z") or "+0000"
    stamp = f"D:{created:%Y%m%d%H%M%S}{offset[:3]}'{offset[3:5]}'"
    pen = Pen(fonts or house_fonts(), title, stamp)
    for sheet in sheets.sheets:
        pen.draw(sheet)
    return pen.finish()
