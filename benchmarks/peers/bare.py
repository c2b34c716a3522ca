"""The floor: the same notice by hand, its places fixed in code, every byte written here.

It breaks lines, measures, subsets and compresses as it must, but knows no layout, no rules of
Chinese typesetting, no pages and no second sheet.
"""

import zlib
from typing import Any

import zxingcpp

from benchmarks.peers import notices
from counter_app.printing.truetype import Face
from counter_app.words import RESOURCES

MM = 72 / 25.4
LEFT, TOP, PAD, LEAD, SIZE = 27 * MM, 14 * MM, 2.0, 13.0, 10.5
HEIGHT = 841.89
FILES = {"serif": "NotoSerifSC-Regular", "bold": "NotoSerifSC-Bold", "sans": "NotoSansSC-Medium"}


class TypeOfOneFile:
    """One face of one document."""

    def __init__(self, face: Face) -> None:
        self.face = face
        self.glyphs = [0]
        self.codes: dict[str, str] = {}

    def digits(self, text: str) -> str:
        """The codes of `text`; new characters get the next one."""
        for character in text:
            if character not in self.codes:
                self.codes[character] = f"{len(self.glyphs):04X}"
                self.glyphs.append(self.face.glyphs[ord(character)])
        return "".join([self.codes[character] for character in text])


class Bare:
    """Faces opened once, a file each time."""

    def __init__(self) -> None:
        self._faces = {
            name: Face(name, RESOURCES / "fonts" / f"{file}.ttf") for name, file in FILES.items()
        }
        self._widths: dict[str, dict[str, float]] = {name: {} for name in FILES}

    def notice(self, values: dict[str, Any]) -> bytes:
        """The PDF of one notice."""
        page = _Page(self._faces, self._widths)
        page.code(values["qr"])
        page.line("bold", 15, values["office"], 22)
        page.line("bold", 22, "一 次 性 告 知 单", 34)
        page.line("serif", SIZE, f"编号：{values['number']}", 18)
        page.y += 8
        for row in notices.fields(values):
            columns = notices.FIELD_COLUMNS if len(row) == 4 else (24, 132)
            page.row(row, columns, ["sans", "serif"] * 2)
        page.paragraph("您办理上述事项应当提交的全部申报材料如下：")
        page.row(notices.TABLE_HEAD, notices.TABLE_COLUMNS, ["sans"] * 5)
        for row in notices.rows(values):
            page.row(row, notices.TABLE_COLUMNS, ["serif"] * 5)
        for number, note in enumerate(values["notes"], 1):
            page.paragraph(f"{number}．{note}")
        for row in notices.signatures(values):
            page.row(row, (78, 78), ["serif"] * 2, least=14 * MM)
        return page.finish()


class _Page:
    """The one page being written."""

    def __init__(self, faces: dict[str, Face], widths: dict[str, dict[str, float]]) -> None:
        self.y = TOP
        self._types = {name: TypeOfOneFile(face) for name, face in faces.items()}
        self._widths = widths
        self._text: list[str] = []
        self._strokes: list[str] = []

    def _width(self, face: str, text: str) -> float:
        known, source = self._widths[face], self._types[face].face
        total = 0.0
        for character in text:
            if character not in known:
                known[character] = source.advance(source.glyphs[ord(character)])
            total += known[character]
        return total

    def _put(self, x: float, y: float, face: str, size: float, text: str) -> None:
        digits = self._types[face].digits(text)
        self._text.append(f"/{face} {size:g} Tf 1 0 0 1 {x:.2f} {HEIGHT - y:.2f} Tm <{digits}> Tj")

    def line(self, face: str, size: float, text: str, lead: float) -> None:
        x = LEFT + (156 * MM - self._width(face, text) * size / 1000) / 2
        self._put(x, self.y + lead / 2 + 0.38 * size, face, size, text)
        self.y += lead

    def _lines(self, face: str, text: str, width: float) -> list[str]:
        lines, start, used, limit = [], 0, 0.0, width * 1000 / SIZE
        for place, character in enumerate(text):
            step = self._width(face, character)
            if used + step > limit:
                lines.append(text[start:place])
                start, used = place, 0.0
            used += step
        return [*lines, text[start:]]

    def paragraph(self, text: str) -> None:
        for line in self._lines("serif", text, 156 * MM):
            self._put(LEFT, self.y + LEAD / 2 + 0.38 * SIZE, "serif", SIZE, line)
            self.y += LEAD

    def row(
        self, texts: list[str], columns: tuple[int, ...], faces: list[str], least: float = 0.0
    ) -> None:
        cells = [
            self._lines(face, text, width * MM - 2 * PAD)
            for face, text, width in zip(faces, texts, columns, strict=False)
        ]
        height = max(max(map(len, cells)) * LEAD + 2 * PAD, least)
        x = LEFT
        for face, lines, width in zip(faces, cells, columns, strict=False):
            y = self.y + (height - len(lines) * LEAD) / 2
            for line in lines:
                self._put(x + PAD, y + LEAD / 2 + 0.38 * SIZE, face, SIZE, line)
                y += LEAD
            self._strokes.append(
                f"{x:.2f} {HEIGHT - self.y - height:.2f} {width * MM:.2f} {height:.2f} re S"
            )
            x += width * MM
        self.y += height

    def code(self, content: str) -> None:
        barcode = zxingcpp.create_barcode(content, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
        image: Any = barcode.to_image(scale=1, add_quiet_zones=False)
        pixels = memoryview(image).tobytes()
        side = round(len(pixels) ** 0.5)
        unit, left, top = 24 * MM / side, LEFT + 132 * MM, HEIGHT - 14 * MM
        for row in range(side):
            for column in range(side):
                if not pixels[row * side + column]:
                    x, y = left + column * unit, top - (row + 1) * unit
                    self._strokes.append(f"{x:.2f} {y:.2f} {unit:.2f} {unit:.2f} re f")

    def finish(self) -> bytes:
        content = "\n".join(["0.5 w", *self._strokes, "BT", *self._text, "ET"]).encode()
        fonts = "".join(f"/{name} {5 + 5 * n} 0 R" for n, name in enumerate(self._types))
        objects = [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595.28 {HEIGHT}]/Contents 4 0 R"
            f"/Resources<</Font<<{fonts}>>>>>>".encode(),
            stream(content),
        ]
        for number, used in enumerate(self._types.values()):
            objects += font_of(used, 5 + 5 * number)
        return file_of(objects)


def stream(data: bytes, more: str = "") -> bytes:
    """A compressed stream object."""
    packed = zlib.compress(data, 1)
    head = f"<</Filter/FlateDecode/Length {len(packed)}{more}>>stream\n".encode()
    return head + packed + b"\nendstream"


def font_of(used: TypeOfOneFile, first: int) -> list[bytes]:
    """The five objects of a font, numbered from `first`."""
    face, data = used.face, used.face.subset(used.glyphs)
    name = f"AAAAA{chr(65 + first)}+{face.postscript_name}"
    widths = " ".join(f"{face.advance(glyph):g}" for glyph in used.glyphs)
    pairs = [f"<{code}> <{text.encode('utf-16-be').hex()}>" for text, code in used.codes.items()]
    blocks = [pairs[start : start + 100] for start in range(0, len(pairs), 100)]
    back = "\n".join(
        f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks
    )
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def "
        f"1 begincodespacerange <0000> <FFFF> endcodespacerange\n{back}\n"
        "endcmap CMapName currentdict /CMap defineresource pop end end"
    )
    return [
        f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H"
        f"/DescendantFonts[{first + 1} 0 R]/ToUnicode {first + 4} 0 R>>".encode(),
        f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/CIDSystemInfo<</Registry(Adobe)"
        f"/Ordering(Identity)/Supplement 0>>/FontDescriptor {first + 2} 0 R/DW 1000"
        f"/CIDToGIDMap/Identity/W[0[{widths}]]>>".encode(),
        f"<</Type/FontDescriptor/FontName/{name}/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0"
        f"/Ascent 880/Descent -120/CapHeight 700/StemV 80/FontFile2 {first + 3} 0 R>>".encode(),
        stream(data, f"/Length1 {len(data)}"),
        stream(cmap.encode()),
    ]


def file_of(objects: list[bytes]) -> bytes:
    """The objects, numbered from 1, as a file."""
    out, places = [b"%PDF-1.7\n"], []
    at = len(out[0])
    for number, body in enumerate(objects, 1):
        whole = f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
        places.append(at)
        at += len(whole)
        out.append(whole)
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    out.append(
        f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n"
        f"<</Size {size}/Root 1 0 R>>\nstartxref\n{at}\n%%EOF\n".encode()
    )
    return b"".join(out)
