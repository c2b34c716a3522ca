"""Pages as pictures, for the preview and for printers that take nothing else."""

import io
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from attrs import frozen

if TYPE_CHECKING:
    from PIL import Image

# PDFium keeps global state: one page at a time in the whole process.
_pdfium = threading.Lock()

_BLACKEST, _PALEST = 199, 254
"""Grey values: up to the first a dot is ink, up to the second it is pale, above it is paper."""


@frozen
class Dots:
    """A page in black and white: rows of packed bits, 1 is ink, the leftmost dot the highest
    bit; each row begins with a new byte."""

    width: int
    height: int
    rows: bytes

    @property
    def stride(self) -> int:
        """Bytes in a row."""
        return (self.width + 7) // 8


@frozen
class Picture:
    """A page in colour: four bytes a dot (blue, green, red, unused), row by row from the top."""

    width: int
    height: int
    rows: bytes


def page_count(pdf: bytes) -> int:
    """The number of pages of a PDF."""
    import pypdfium2

    with _pdfium, pypdfium2.PdfDocument(pdf) as document:
        return len(document)


def to_png(pdf: bytes, page: int = 0, dpi: int = 96) -> bytes:
    """One page (counted from 0) as a PNG at `dpi`."""
    import pypdfium2

    with _pdfium, pypdfium2.PdfDocument(pdf) as document:
        picture = document[page].render(scale=dpi / 72).to_pil()
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()


def to_dots(pdf: bytes, dpi: float) -> Iterator[Dots]:
    """Every page in the dots of a printer of `dpi`, for devices that only know ink and no ink.

    Nothing is smoothed, so every colour stays itself: pale turns into sparse dots instead of
    being lost, all others into ink.
    """
    import pypdfium2

    for number in range(page_count(pdf)):
        with _pdfium, pypdfium2.PdfDocument(pdf) as document:
            page = document[number]
            width, height = (max(1, round(side * dpi / 72)) for side in page.get_size())
            grey = page.render(
                scale=dpi / 72, grayscale=True, no_smoothtext=True, no_smoothpath=True
            ).to_pil()
        yield _inked(grey.crop((0, 0, width, height)))


def _inked(grey: "Image.Image") -> Dots:
    from PIL import Image, ImageChops

    ink = _bits(grey, 0, _BLACKEST)
    pale = _bits(grey, _BLACKEST + 1, _PALEST)
    if pale.getbbox():
        stride = (grey.width + 7) // 8
        rows = (b"\x88" * stride, b"\0" * stride, b"\x22" * stride, b"\0" * stride)
        screen = Image.frombytes("1", grey.size, b"".join(rows) * (grey.height // 4 + 1))
        ink = ImageChops.logical_or(ink, ImageChops.logical_and(pale, screen))
    return Dots(grey.width, grey.height, ink.tobytes())


def _bits(grey: "Image.Image", darkest: int, palest: int) -> "Image.Image":
    table = [255 if darkest <= value <= palest else 0 for value in range(256)]
    return grey.point(table, "1")


def to_picture(pdf: bytes, page: int, dpi: float) -> Picture:
    """One page (counted from 0) in colour at `dpi`."""
    import pypdfium2

    with _pdfium, pypdfium2.PdfDocument(pdf) as document:
        drawn: Any = document[page].render(scale=dpi / 72, prefer_bgrx=True, maybe_alpha=False)
        return Picture(drawn.width, drawn.height, bytes(drawn.buffer))
