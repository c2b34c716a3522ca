"""The ReportLab canvas that draws plain operations."""

from collections.abc import Iterable
from datetime import datetime
from io import BytesIO
from typing import Any

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from counter_app.printing.archive import PRODUCER, srgb_profile, xmp
from counter_app.printing.cidfont import CidFont, Stream, compressed
from counter_app.printing.codes import code128_bars, qr_bars
from counter_app.printing.fonts import Fonts
from counter_app.printing.operations import (
    PALE,
    Bars,
    Ink,
    Line,
    Operation,
    Qr,
    Rect,
    Sheet,
    Text,
)

_COLORS = {"black": "0 0 0", "red": ".85 .05 .08", "grey": ".4 .4 .4", "pale": ".91 .91 .91"}


class _Particulars(pdfdoc.PDFInfo):  # type: ignore[misc]
    """Title, program and time; no person's name and nothing empty."""

    def __init__(self, title: str, created: datetime) -> None:
        super().__init__()
        offset = created.strftime("%z") or "+0000"
        self.stamp = f"D:{created:%Y%m%d%H%M%S}{offset[:3]}'{offset[3:5]}'"
        self.title = title

    def format(self, document: Any) -> bytes:
        entries = {
            "Title": pdfdoc.PDFString(self.title),
            "Producer": pdfdoc.PDFString(PRODUCER),
            "CreationDate": pdfdoc.PDFString(self.stamp),
            "ModDate": pdfdoc.PDFString(self.stamp),
        }
        data: bytes = pdfdoc.PDFDictionary(entries).format(document)
        return data


class Pen(Canvas):  # type: ignore[misc]
    """A canvas whose fonts are ours and whose bytes depend on nothing but what is drawn."""

    def __init__(
        self, fonts: Fonts, title: str, created: datetime, *, archive: bool = False
    ) -> None:
        self._buffer = BytesIO()
        super().__init__(self._buffer, invariant=1, pageCompression=0, lang="zh-CN")
        self._fonts = fonts
        self._is_archive = archive
        self._embedded: dict[str, CidFont] = {}
        self._pages: list[Any] = []
        document = self._doc
        document.info = particulars = _Particulars(title, created)
        document.updateSignature(particulars.stamp)
        if archive:
            document._pdfVersion = (1, 4)
            self._describe(xmp(title, created))

    def _describe(self, metadata: bytes) -> None:
        """The two things the catalogue of a file for the archive has to name."""
        document = self._doc
        profile = document.Reference(compressed(srgb_profile(), N=3))
        intent = {
            "Type": "/OutputIntent",
            "S": "/GTS_PDFA1",
            "OutputConditionIdentifier": pdfdoc.PDFString("sRGB"),
            "Info": pdfdoc.PDFString("sRGB IEC61966-2.1"),
            "DestOutputProfile": profile,
        }
        catalogue = document.Catalog
        catalogue.Metadata = Stream(metadata, {"Type": "/Metadata", "Subtype": "/XML"})
        catalogue.OutputIntents = pdfdoc.PDFArray([pdfdoc.PDFDictionary(intent)])
        catalogue.__NoDefault__ = [*catalogue.__NoDefault__, "OutputIntents"]

    def _make_preamble(self) -> None:
        # ReportLab would name Helvetica here, a font nobody uses and nobody embeds
        self._preamble = ""

    def draw(self, sheet: Sheet) -> None:
        """One page."""
        page: Any = pdfdoc.PDFPage()
        page.ExtGState, page._shadingUsed = None, {}
        page.pagewidth, page.pageheight = sheet.width, sheet.height
        page.Contents = self._content(sheet.height, sheet.operations)
        self._doc.addPage(page)
        self._pages.append(page)

    def add(self, more: Iterable[tuple[Operation, ...]]) -> None:
        """Draw on the pages there are what was known only after the last one."""
        for page, operations in zip(self._pages, more, strict=True):
            if operations:
                content = self._content(page.pageheight, operations)
                page.Contents = pdfdoc.PDFArray([page.Contents, content])

    def _content(self, tall: float, operations: tuple[Operation, ...]) -> Any:
        """What lies under everything first, then strokes, codes and type, as a stream."""
        code: list[str] = []
        under = [op for op in operations if isinstance(op, Text) and op.color == PALE]
        self._draw_type(tall, under, code)
        self._draw_strokes(tall, operations, code)
        for operation in operations:
            if isinstance(operation, Qr):
                self._draw_code(tall, operation, code)
            elif isinstance(operation, Bars):
                self._draw_bars(tall, operation, code)
            elif isinstance(operation, Ink):
                self._draw_ink(tall, operation, code)
        type_ = [op for op in operations if isinstance(op, Text) and op.color != PALE]
        self._draw_type(tall, type_, code)
        stream = "\n".join(code).encode("ascii")
        self._doc.updateSignature(stream)
        return self._doc.Reference(compressed(stream))

    def finish(self) -> bytes:
        """The whole file."""
        self._doc.SaveToFile(self._buffer, self)
        return self._buffer.getvalue()

    @staticmethod
    def _draw_strokes(tall: float, operations: tuple[Operation, ...], code: list[str]) -> None:
        style = ("", 0.0)
        for operation in operations:
            if isinstance(operation, Line):
                wanted = (operation.color, operation.width)
                x1, y1, x2, y2 = operation[:4]
                path = f"{x1:.2f} {tall - y1:.2f} m {x2:.2f} {tall - y2:.2f} l S"
            elif isinstance(operation, Rect):
                wanted = (operation.color, operation.stroke)
                x, y, width, height = operation[:4]
                path = f"{x:.2f} {tall - y - height:.2f} {width:.2f} {height:.2f} re S"
            else:
                continue
            if wanted != style:
                style = wanted
                code.append(f"{_COLORS[wanted[0]]} RG {wanted[1]:g} w 2 J")
            code.append(path)

    @staticmethod
    def _draw_code(tall: float, qr: Qr, code: list[str]) -> None:
        count, bars = qr_bars(qr.content)
        unit = qr.side / count
        top = tall - qr.y
        code.append("0 0 0 rg")
        code += [
            f"{qr.x + column * unit:.3f} {top - (row + 1) * unit:.3f} "
            f"{wide * unit:.3f} {unit:.3f} re"
            for column, row, wide in bars
        ]
        code.append("f")

    @staticmethod
    def _draw_bars(tall: float, bars: Bars, code: list[str]) -> None:
        count, dark = code128_bars(bars.content)
        unit, foot = bars.width / count, tall - bars.y - bars.height
        code.append("0 0 0 rg")
        code += [
            f"{bars.x + first * unit:.3f} {foot:.2f} {wide * unit:.3f} {bars.height:g} re"
            for first, wide in dark
        ]
        code.append("f")

    @staticmethod
    def _draw_ink(tall: float, ink: Ink, code: list[str]) -> None:
        foot = tall - ink.y - ink.height
        code.append(f"q 0 0 0 rg {ink.width:g} 0 0 {ink.height:g} {ink.x:g} {foot:.2f} cm")
        code.append(f"BI /W {ink.columns} /H {ink.rows} /IM true /D [1 0] /BPC 1 /F [/AHx /Fl]")
        code.append(f"ID {ink.dots}> EI Q")

    def _draw_type(self, tall: float, texts: list[Text], code: list[str]) -> None:
        if not texts:
            return
        x = y = spread = 0.0
        color, font = "", ("", 0.0)
        code.append("BT")
        for operation in texts:
            if operation.color != color:
                color = operation.color
                code.append(f"{_COLORS[color]} rg")
            if (operation.face, operation.size) != font:
                font = (operation.face, operation.size)
                code.append(f"/{self._font(operation.face).name} {operation.size:g} Tf")
            if operation.spread != spread:
                spread = operation.spread
                code.append(f"{spread:g} Tc")
            digits = self._font(operation.face).encode(operation.text)
            right, up = round(operation.x - x, 2), round(tall - operation.y - y, 2)
            code.append(f"{right:g} {up:g} Td <{digits}> Tj")
            x, y = x + right, y + up
        code.append("ET")

    def _font(self, face: str) -> CidFont:
        font = self._embedded.get(face)
        if font is None:
            number = len(self._embedded)
            font = CidFont(
                self._fonts.face(face),
                f"F{number + 1}",
                "AAAAA" + chr(65 + number),
                listed=self._is_archive,
            )
            self._embedded[face] = font
            self._doc.delayedFonts.append(font)
        return font
