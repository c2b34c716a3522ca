"""One TrueType face, mapped from its file: which characters it has, how wide, and its outlines.

Only what a paper needs is parsed (cmap, hmtx, loca), with array loops in C instead of
per-glyph Python; loading a 15 MB face takes some ten milliseconds and copies nothing.
"""

import mmap
from array import array
from pathlib import Path
from struct import pack, unpack_from

_SCALED = 0x08
_TWO_SCALES = 0x40
_MATRIX = 0x80
_WORDS = 0x01
_MORE = 0x20


class FontFault(ValueError):
    """The file is no font this program can embed; the text says which and why."""


def _big_endian(code: str, data: bytes) -> "array[int]":
    numbers = array(code)
    numbers.frombytes(data)
    numbers.byteswap()
    return numbers


class Face:
    """A face with glyf outlines. Read only after construction, so threads may share it.

    `glyphs` maps a code point to the glyph number; `scale` turns font units into 1/1000 em.
    """

    def __init__(self, name: str, path: Path) -> None:
        self.name = name
        with path.open("rb") as file:
            self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._tables = self._directory(path)
        head = self._tables["head"][0]
        self.scale = 1000 / self._word(head + 18)
        self.box = [value * self.scale for value in unpack_from(">4h", self._data, head + 36)]
        hhea = self._tables["hhea"][0]
        ascent, descent = unpack_from(">2h", self._data, hhea + 4)
        self.ascent, self.descent = ascent * self.scale, descent * self.scale
        count = self._word(self._tables["maxp"][0] + 4)
        self._offsets = self._read_offsets(count, long=bool(self._word(head + 50)))
        self._advances, self._bearings = self._read_metrics(count, self._word(hhea + 34))
        self.glyphs = self._read_characters()
        self.postscript_name = self._read_name()

    def advance(self, glyph: int) -> float:
        """The width of a glyph in 1/1000 em."""
        return self._advances[glyph] * self.scale

    def _word(self, at: int) -> int:
        value: int = unpack_from(">H", self._data, at)[0]
        return value

    def _directory(self, path: Path) -> dict[str, tuple[int, int]]:
        if self._data[:4] not in (b"\0\1\0\0", b"true"):
            raise FontFault(f"{path.name}: no TrueType outlines")
        tables: dict[str, tuple[int, int]] = {}
        for index in range(self._word(4)):
            tag, _, offset, length = unpack_from(">4sIII", self._data, 12 + 16 * index)
            tables[tag.decode("latin-1")] = (offset, length)
        if "fvar" in tables or "glyf" not in tables:
            raise FontFault(f"{path.name}: only static TrueType faces can be embedded")
        return tables

    def _table(self, tag: str) -> bytes:
        offset, length = self._tables[tag]
        return self._data[offset : offset + length]

    def _read_offsets(self, count: int, *, long: bool) -> "array[int]":
        at = self._tables["loca"][0]
        if long:
            return _big_endian("I", self._data[at : at + 4 * (count + 1)])
        halves = _big_endian("H", self._data[at : at + 2 * (count + 1)])
        return array("I", [2 * half for half in halves])

    def _read_metrics(self, count: int, measured: int) -> tuple["array[int]", "array[int]"]:
        at = self._tables["hmtx"][0]
        pairs = _big_endian("H", self._data[at : at + 4 * measured])
        advances, bearings = pairs[0::2], pairs[1::2]
        if count > measured:
            rest = at + 4 * measured
            bearings += _big_endian("H", self._data[rest : rest + 2 * (count - measured)])
            advances += array("H", [advances[-1]]) * (count - measured)
        return advances, bearings

    def _read_characters(self) -> dict[int, int]:
        start = self._tables["cmap"][0]
        best: dict[int, int] = {}
        for index in range(self._word(start + 2)):
            platform, _, offset = unpack_from(">HHI", self._data, start + 4 + 8 * index)
            if platform in (0, 3):
                best[self._word(start + offset)] = start + offset
        if 12 in best:
            return self._groups(best[12])
        if 4 in best:
            return self._segments(best[4])
        raise FontFault(f"{self.name}: no Unicode character map")

    def _groups(self, at: int) -> dict[int, int]:
        count = unpack_from(">I", self._data, at + 12)[0]
        numbers = _big_endian("I", self._data[at + 16 : at + 16 + 12 * count])
        glyphs: dict[int, int] = {}
        for first, last, glyph in zip(numbers[0::3], numbers[1::3], numbers[2::3], strict=True):
            if first == last:
                glyphs[first] = glyph
            else:
                glyphs.update(
                    zip(range(first, last + 1), range(glyph, glyph + last - first + 1), strict=True)
                )
        return glyphs

    def _segments(self, at: int) -> dict[int, int]:
        half = self._word(at + 6) // 2
        words = _big_endian("H", self._data[at : at + self._word(at + 2)])
        ends, starts = words[7 : 7 + half], words[8 + half : 8 + 2 * half]
        deltas, base = words[8 + 2 * half : 8 + 3 * half], 8 + 3 * half
        glyphs: dict[int, int] = {}
        for index, (first, last, delta) in enumerate(zip(starts, ends, deltas, strict=True)):
            if first == 0xFFFF:
                continue
            shift = words[base + index]
            for code in range(first, last + 1):
                glyph = code if shift == 0 else words[base + index + shift // 2 + code - first]
                if glyph:
                    glyphs[code] = (glyph + delta) & 0xFFFF
        return glyphs

    def _read_name(self) -> str:
        start = self._tables["name"][0]
        _, count, strings = unpack_from(">3H", self._data, start)
        for index in range(count):
            platform, _, _, kind, length, offset = unpack_from(
                ">6H", self._data, start + 6 + 12 * index
            )
            if kind == 6 and platform == 3:
                at = start + strings + offset
                return self._data[at : at + length].decode("utf-16-be").replace(" ", "")
        return self.name

    def subset(self, glyphs: list[int]) -> bytes:
        """A font file with only `glyphs` (glyph 0 first); the new number is the position.

        Parts of composite glyphs are appended to `glyphs`.
        """
        places = {glyph: place for place, glyph in enumerate(glyphs)}
        outlines: list[bytes] = []
        offsets = array("I", [0])
        base, loca = self._tables["glyf"][0], self._offsets
        for glyph in glyphs:  # grows while it runs: parts of composites join at the end
            outline = self._data[base + loca[glyph] : base + loca[glyph + 1]]
            if outline and outline[0] & 0x80:
                outline = self._renumbered(outline, glyphs, places)
            outline += b"\0" * (-len(outline) & 3)
            outlines.append(outline)
            offsets.append(offsets[-1] + len(outline))
        return self._assembled(glyphs, b"".join(outlines), offsets)

    @staticmethod
    def _renumbered(outline: bytes, wanted: list[int], places: dict[int, int]) -> bytes:
        changed, at, flags = bytearray(outline), 10, _MORE
        while flags & _MORE:
            flags, part = unpack_from(">HH", changed, at)
            if part not in places:
                places[part] = len(wanted)
                wanted.append(part)
            changed[at + 2 : at + 4] = pack(">H", places[part])
            at += 8 if flags & _WORDS else 6
            at += (
                2 if flags & _SCALED else 4 if flags & _TWO_SCALES else 8 if flags & _MATRIX else 0
            )
        return bytes(changed)

    def _assembled(self, glyphs: list[int], outlines: bytes, offsets: "array[int]") -> bytes:
        metrics = array("H", [n for g in glyphs for n in (self._advances[g], self._bearings[g])])
        metrics.byteswap()
        offsets.byteswap()
        count = pack(">H", len(glyphs))
        head, hhea, maxp = (bytearray(self._table(tag)) for tag in ("head", "hhea", "maxp"))
        head[8:12], head[50:52], hhea[34:36], maxp[4:6] = b"\0" * 4, b"\0\1", count, count
        tables = {
            "glyf": outlines,
            "head": bytes(head),
            "hhea": bytes(hhea),
            "hmtx": metrics.tobytes(),
            "loca": offsets.tobytes(),
            "maxp": bytes(maxp),
        }
        tables |= {tag: self._table(tag) for tag in ("cvt ", "fpgm", "prep") if tag in self._tables}
        steps = len(tables).bit_length() - 1
        search = 16 << steps
        header = [pack(">IHHHH", 0x10000, len(tables), search, steps, 16 * len(tables) - search)]
        body, at = [], 12 + 16 * len(tables)
        for tag, data in sorted(tables.items()):
            header.append(pack(">4sIII", tag.encode(), 0, at, len(data)))
            padded = data + b"\0" * (-len(data) & 3)
            body.append(padded)
            at += len(padded)
        return b"".join(header + body)
