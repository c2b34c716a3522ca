"""ESC/P, the language of 24-pin dot-matrix printers: pages as columns of 24 dots.

Only what every 24-pin printer knows (ESC * 39, 180 dots an inch), so no resident font and no
code page takes part and rare names come out.
"""

import struct

from attrs import frozen

from counter_app.domain.errors import Outage
from counter_app.printing.raster import Dots
from counter_app.words import _

DPI = 180
_PINS = 24
_SIXTH = DPI // 6
# Tractor holes lie half an inch apart: endless forms are sold by the millimetre but cut on them.
_ROUNDED_MM = 0.65
_MOST_LINES, _WIDEST_LINE = 127, 255

_INITIALISE = b"\x1b@"
_LINE_SPACING = b"\x1b3"
_LENGTH_IN_LINES = b"\x1bC"
_COLUMNS = b"\x1b*\x27"
_NEXT_LINE = b"\r\n"
_NEXT_FORM = b"\r\x0c"


@frozen
class Form:
    """The paper in the printer in mm, and the dots its carriage can reach."""

    width: float
    height: float
    reach: int = 2448

    @property
    def length(self) -> int:
        """From one form to the next, in dots; 140 mm means the 5½ inches between the holes."""
        sixths = round(self.height / 25.4 * 6)
        if abs(sixths / 6 * 25.4 - self.height) <= _ROUNDED_MM:
            return sixths * _SIXTH
        return round(self.height / 25.4 * DPI)


def page_length(length: int) -> bytes:
    """Line spacing and page length for forms of `length` dots, as near as lines can come."""
    best = min(
        (abs(lines * spacing - length), abs(spacing - _SIXTH), spacing, lines)
        for spacing in range(1, _WIDEST_LINE + 1)
        if 1 <= (lines := round(length / spacing)) <= _MOST_LINES
    )
    _off, _unusual, spacing, lines = best
    return _LINE_SPACING + bytes([spacing]) + _LENGTH_IN_LINES + bytes([lines])


def encode(dots: Dots, form: Form) -> bytes:
    """One form: its length, the picture line by line, then the next form.

    Outage when the picture is larger than the form or its ink beyond the carriage.
    """
    most = round(form.width / 25.4 * DPI) + 1, max(form.length, form.height / 25.4 * DPI) + 1
    if dots.width > most[0] or dots.height > most[1]:
        raise _too_large()
    parts = [_INITIALISE, page_length(form.length), _LINE_SPACING, bytes([_PINS])]
    for top, line in zip(range(0, dots.height, _PINS), _lines(dots), strict=True):
        columns = len(line) // 3
        if columns > form.reach or (columns and top + _lowest(line) >= form.length):
            raise _too_large()
        if columns:
            parts += [_COLUMNS, struct.pack("<H", columns), line]
        parts.append(_NEXT_LINE)
    while parts[-1] == _NEXT_LINE:
        parts.pop()
    return b"".join([*parts, _NEXT_FORM])


def _lines(dots: Dots) -> list[bytes]:
    """The picture in lines of 24 rows, each as three bytes a column up to its last ink."""
    from PIL import Image

    lines: list[bytes] = []
    for top in range(0, dots.height, _PINS):
        rows = dots.rows[top * dots.stride : (top + _PINS) * dots.stride]
        picture = Image.frombytes(
            "1", (dots.width, _PINS), rows.ljust(_PINS * dots.stride, b"\0")
        ).transpose(Image.Transpose.TRANSPOSE)
        columns = picture.tobytes().rstrip(b"\0")
        lines.append(columns.ljust(-(-len(columns) // 3) * 3, b"\0"))
    return lines


def _lowest(line: bytes) -> int:
    """The lowest pin that strikes in this line, counted from 0."""
    struck = 0
    for at in range(0, len(line), 3):
        struck |= int.from_bytes(line[at : at + 3], "big")
    return _PINS - (struck & -struck).bit_length()


def _too_large() -> Outage:
    return Outage(
        _("This paper is larger than the form in the printer."),
        _("Choose a printer that holds its size, or correct the form in the printer's address."),
        retry=False,
    )
