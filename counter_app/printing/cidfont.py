"""One Type0 font per face and document: two-byte codes, only the glyphs used.

ReportLab's own TrueType fonts split a face into subsets of 255 characters and mistranslate
characters beyond the BMP; this adapter writes one CIDFontType2 with Identity-H instead.
"""

import zlib
from struct import pack
from typing import Any

from reportlab.pdfbase import pdfdoc

from counter_app.printing.fonts import MissingGlyph
from counter_app.printing.truetype import Face

_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange"""
_TAIL = """endcmap
CMapName currentdict /CMap defineresource pop
end
end"""
_BLOCK = 100  # entries a bfchar block may have
_LEVEL = 1


def to_unicode(characters: list[str]) -> str:
    """The map back from code to text; `characters[i]` is what code i + 1 stands for."""
    lines = [_HEAD]
    for start in range(0, len(characters), _BLOCK):
        block = characters[start : start + _BLOCK]
        lines.append(f"{len(block)} beginbfchar")
        for code, character in enumerate(block, start + 1):
            lines.append(f"<{code:04X}> <{character.encode('utf-16-be').hex().upper()}>")
        lines.append("endbfchar")
    lines.append(_TAIL)
    return "\n".join(lines)


class Stream(pdfdoc.PDFStream):  # type: ignore[misc]
    """A stream written as it is, its end on a line of its own as PDF/A wants it."""

    def __init__(self, data: bytes, entries: dict[str, Any]) -> None:
        super().__init__(content=data)
        for name, value in {**entries, "Length": len(data)}.items():
            self.dictionary[name] = value

    def format(self, document: Any) -> bytes:
        head: bytes = self.dictionary.format(document)
        return b"".join((head, b"\nstream\n", self.content, b"\nendstream\n"))


def compressed(data: bytes, **entries: Any) -> Stream:
    """A Flate stream; ReportLab would wrap it in ASCII85 as well."""
    return Stream(zlib.compress(data, _LEVEL), {**entries, "Filter": "/FlateDecode"})


class CidFont:
    """The characters of one face that one document uses.

    With `listed` the file also says which glyphs it holds, as PDF/A-1 wants it.
    """

    def __init__(self, face: Face, name: str, tag: str, *, listed: bool = False) -> None:
        self._face = face
        self._is_listed = listed
        self.name = name
        self._tag = tag
        self._glyphs = [0]
        self._characters: list[str] = []
        self._codes: dict[str, str] = {}

    def encode(self, text: str) -> str:
        """`text` as the hexadecimal digits of a PDF string; raises MissingGlyph."""
        codes = self._codes
        try:
            return "".join([codes[character] for character in text])
        except KeyError:
            for character in text:
                if character not in codes:
                    self._add(character)
        return "".join([codes[character] for character in text])

    def _add(self, character: str) -> None:
        glyph = self._face.glyphs.get(ord(character))
        if not glyph:
            raise MissingGlyph(character)
        self._codes[character] = pack(">H", len(self._glyphs)).hex().upper()
        self._glyphs.append(glyph)
        self._characters.append(character)

    def addObjects(self, document: Any) -> None:
        """Write the font into the document; ReportLab asks for it when the pages are done."""
        name = f"/{self._tag}+{self._face.postscript_name}"
        descendant = pdfdoc.PDFArray([document.Reference(self._descendant(document, name))])
        unicode_map = compressed(to_unicode(self._characters).encode())
        font = {
            "Type": "/Font",
            "Subtype": "/Type0",
            "BaseFont": name,
            "Encoding": "/Identity-H",
            "DescendantFonts": descendant,
            "ToUnicode": document.Reference(unicode_map),
        }
        fonts = document.idToObject["BasicFonts"].dict
        fonts[self.name] = document.Reference(pdfdoc.PDFDictionary(font))

    def _descendant(self, document: Any, name: str) -> Any:
        face, glyphs = self._face, [*self._glyphs]
        data = face.subset(glyphs)
        widths = " ".join(f"{face.advance(glyph):g}" for glyph in glyphs)
        return pdfdoc.PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/CIDFontType2",
                "BaseFont": name,
                "CIDSystemInfo": "<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>",
                "FontDescriptor": document.Reference(
                    self._descriptor(document, name, data, len(glyphs))
                ),
                "W": f"[0 [{widths}]]",
                "DW": 1000,
                "CIDToGIDMap": "/Identity",
            }
        )

    def _descriptor(self, document: Any, name: str, data: bytes, count: int) -> Any:
        face = self._face
        listed: dict[str, Any] = {}
        if self._is_listed:
            bits = (1 << count) - 1 << -count % 8
            listed["CIDSet"] = document.Reference(
                compressed(bits.to_bytes((count + 7) // 8, "big"))
            )
        return pdfdoc.PDFDictionary(
            {
                **listed,
                "Type": "/FontDescriptor",
                "FontName": name,
                "Flags": 4,
                "FontBBox": pdfdoc.PDFArray([round(value) for value in face.box]),
                "ItalicAngle": 0,
                "Ascent": round(face.ascent),
                "Descent": round(face.descent),
                "CapHeight": round(face.ascent),
                "StemV": 80,
                "FontFile2": document.Reference(compressed(data, Length1=len(data))),
            }
        )
