"""How others draw the ledger of `ledger_rows`: stock tables, a canvas, by hand."""

from collections.abc import Callable
from io import BytesIO

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import LongTable, SimpleDocTemplate, Table

from benchmarks.peers.bare import TypeOfOneFile, file_of, font_of, stream
from benchmarks.peers.ledger_rows import HEAD, WIDTHS
from counter_app.printing.truetype import Face
from counter_app.words import RESOURCES

_SERIF = RESOURCES / "fonts" / "NotoSerifSC-Regular.ttf"
_PER_PAGE, _STEP, _LEFT, _TOP = 28, 17.0, 14 * mm, 14 * mm


def _cells(rows: list[dict[str, str]]) -> list[list[str]]:
    return [[str(number), *row.values()] for number, row in enumerate(rows, 1)]


def _pages(rows: list[dict[str, str]]) -> list[list[list[str]]]:
    cells = _cells(rows)
    return [
        [list(HEAD), *cells[start : start + _PER_PAGE]] for start in range(0, len(rows), _PER_PAGE)
    ]


def platypus(kind: type[Table], rows: list[dict[str, str]]) -> bytes:
    """One table of plain strings, as ReportLab's manual teaches it."""
    registerFont(TTFont("serif", _SERIF))
    buffer = BytesIO()
    document = SimpleDocTemplate(
        buffer, pagesize=landscape(A4), leftMargin=_LEFT, rightMargin=_LEFT, topMargin=_TOP,
        bottomMargin=12 * mm, initialFontName="serif",
    )  # fmt: skip
    style = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("FONT", (0, 0), (-1, -1), "serif", 9)]
    widths = [width * mm for width in WIDTHS]
    document.build([kind([list(HEAD), *_cells(rows)], widths, repeatRows=1, style=style)])
    return buffer.getvalue()


def canvas(rows: list[dict[str, str]]) -> bytes:
    """ReportLab's canvas told every place, page by page."""
    registerFont(TTFont("serif", _SERIF))
    buffer = BytesIO()
    drawing = Canvas(buffer, pagesize=landscape(A4), initialFontName="serif", pageCompression=1)
    uprights = _uprights()
    for page in _pages(rows):
        drawing.setFont("serif", 9)
        drawing.setLineWidth(0.5)
        top = landscape(A4)[1] - _TOP
        for place, cells in enumerate(page):
            for x, text in zip(uprights, cells, strict=False):
                drawing.drawString(x + 3, top - place * _STEP - 12, text)
        low = top - len(page) * _STEP
        level = [top - place * _STEP for place in range(len(page) + 1)]
        drawing.lines([(_LEFT, y, uprights[-1], y) for y in level])
        drawing.lines([(x, top, x, low) for x in uprights])
        drawing.showPage()
    drawing.save()
    return buffer.getvalue()


def _uprights() -> list[float]:
    places = [_LEFT]
    for width in WIDTHS:
        places.append(places[-1] + width * mm)
    return places


def by_hand(rows: list[dict[str, str]]) -> bytes:
    """The floor: every place fixed in code, every byte written here, one font file."""
    type_ = TypeOfOneFile(Face("serif", _SERIF))
    uprights, top = _uprights(), landscape(A4)[1] - _TOP
    pages: list[bytes] = []
    for page in _pages(rows):
        code = ["BT /S 9 Tf"]
        for place, cells in enumerate(page):
            y = top - place * _STEP - 12
            code += [
                f"1 0 0 1 {x + 3:.2f} {y:.2f} Tm <{type_.digits(text)}> Tj"
                for x, text in zip(uprights, cells, strict=False)
            ]
        low = top - len(page) * _STEP
        code.append("ET .5 w")
        for place in range(len(page) + 1):
            y = top - place * _STEP
            code.append(f"{_LEFT:.2f} {y:.2f} m {uprights[-1]:.2f} {y:.2f} l")
        code += [f"{x:.2f} {top:.2f} m {x:.2f} {low:.2f} l" for x in uprights]
        code.append("S")
        pages.append("\n".join(code).encode())
    return _bound(pages, type_)


def _bound(pages: list[bytes], type_: TypeOfOneFile) -> bytes:
    first = 8  # catalogue, pages and five objects of the font come before the pages
    kids = " ".join(f"{first + 2 * place} 0 R" for place in range(len(pages)))
    wide, tall = landscape(A4)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]/MediaBox[0 0 {wide:.2f} {tall:.2f}]"
        "/Resources<</Font<</S 3 0 R>>>>>>".encode(),
        *font_of(type_, 3),
    ]
    for place, page in enumerate(pages):
        number = first + 2 * place
        objects.append(f"<</Type/Page/Parent 2 0 R/Contents {number + 1} 0 R>>".encode())
        objects.append(stream(page))
    return file_of(objects)


CONTESTANTS: dict[str, Callable[[list[dict[str, str]]], bytes]] = {
    "bare writer": by_hand,
    "canvas": canvas,
    "LongTable": lambda rows: platypus(LongTable, rows),
    "Table": lambda rows: platypus(Table, rows),
}
