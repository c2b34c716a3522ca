"""The peer: the same notice with stock ReportLab platypus, as its manual teaches it."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from benchmarks.peers import notices
from counter_app.words import RESOURCES

GRID = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
PADDING = [(f"{side}PADDING", (0, 0), (-1, -1), 2) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")]


def _style(face: str, size: float, lead: float, **more: Any) -> ParagraphStyle:
    return ParagraphStyle(
        f"{face}{size}{more}", fontName=face, fontSize=size, leading=lead, wordWrap="CJK", **more
    )


class Platypus:
    """Fonts registered once, a document each time."""

    def __init__(self) -> None:
        for name, file in (
            ("serif", "NotoSerifSC-Regular"), ("bold", "NotoSerifSC-Bold"),
            ("sans", "NotoSansSC-Medium"),
        ):  # fmt: skip
            registerFont(TTFont(name, RESOURCES / "fonts" / f"{file}.ttf"))
        self._body = _style("serif", 10.5, 13)
        self._label = _style("sans", 10.5, 13, alignment=TA_CENTER)
        self._titles = [
            _style(face, size, lead, alignment=TA_CENTER)
            for face, size, lead in (("bold", 15, 22), ("bold", 22, 34), ("serif", 10.5, 18))
        ]

    def notice(self, values: dict[str, Any]) -> bytes:
        """The PDF of one notice."""
        buffer = BytesIO()
        document = SimpleDocTemplate(
            buffer, pagesize=A4, leftMargin=27 * mm, rightMargin=27 * mm,
            topMargin=14 * mm, bottomMargin=12 * mm, initialFontName="serif",
        )  # fmt: skip
        titles = [values["office"], "一 次 性 告 知 单", f"编号：{values['number']}"]
        story: list[Any] = [Paragraph(*pair) for pair in zip(titles, self._titles, strict=True)]
        story.append(self._fields(values))
        story.append(Paragraph("您办理上述事项应当提交的全部申报材料如下：", self._body))
        story.append(self._materials(values))
        story += [
            Paragraph(f"{number}．{note}", self._body)
            for number, note in enumerate(values["notes"], 1)
        ]
        story.append(self._grid(notices.signatures(values), (78, 78), heights=14 * mm))
        code = self._code(values["qr"])
        left, low = A4[0] - 27 * mm - code.width, A4[1] - 14 * mm - code.height
        document.build(story, onFirstPage=lambda canvas, _: code.drawOn(canvas, left, low))
        return buffer.getvalue()

    def _fields(self, values: dict[str, Any]) -> Table:
        data, spans = [], []
        for number, row in enumerate(notices.fields(values)):
            cells = [
                Paragraph(text, self._body if place % 2 else self._label)
                for place, text in enumerate(row)
            ]
            if len(row) == 2:
                spans.append(("SPAN", (1, number), (3, number)))
            data.append(cells + [""] * (4 - len(row)))
        return self._table(data, notices.FIELD_COLUMNS, spans)

    def _materials(self, values: dict[str, Any]) -> Table:
        head = [Paragraph(text, self._label) for text in notices.TABLE_HEAD]
        body = [[Paragraph(text, self._body) for text in row] for row in notices.rows(values)]
        return self._table([head, *body], notices.TABLE_COLUMNS, [], repeatRows=1)

    def _grid(self, texts: list[list[str]], widths: Sequence[float], heights: float) -> Table:
        data = [[Paragraph(text, self._body) for text in row] for row in texts]
        return self._table(data, widths, [], rowHeights=heights)

    @staticmethod
    def _table(
        data: list[list[Any]], widths: Sequence[float], more: list[Any], **options: Any
    ) -> Table:
        return Table(
            data, colWidths=[width * mm for width in widths],
            style=[*GRID, *PADDING, *more], **options,
        )  # fmt: skip

    @staticmethod
    def _code(content: str) -> Drawing:
        side = 24 * mm
        widget = QrCodeWidget(content.encode(), barLevel="M", barWidth=side, barHeight=side)
        widget.barBorder = 0
        drawing = Drawing(side, side)
        drawing.add(widget)
        return drawing
