"""Sheets of operations as a PDF. ReportLab is imported when the first paper is drawn."""

from datetime import datetime

from counter_app.printing.fonts import Fonts, house_fonts
from counter_app.printing.marks import Run
from counter_app.printing.operations import Sheets


def to_pdf(
    sheets: Sheets | Run,
    *,
    title: str,
    created: datetime,
    fonts: Fonts | None = None,
    archive: bool = False,
) -> bytes:
    """Draw `sheets`: the same sheets, title and time give the same bytes.

    A `Run` is drawn sheet by sheet, so that a paper of any length takes little memory. `title`
    shows in the print queue and must not name a person. Every font is embedded and subset.
    With `archive` the file is PDF/A-1b. Raises MissingGlyph when a stored paper has a
    character no font has.
    """
    from counter_app.printing.pen import Pen

    pen = Pen(fonts or house_fonts(), title, created, archive=archive)
    if isinstance(sheets, Sheets):
        for sheet in sheets.sheets:
            pen.draw(sheet)
    else:
        for sheet in sheets:
            pen.draw(sheet)
        pen.add(sheets.feet())
    return pen.finish()
