"""QR codes and bar codes as rectangles, pictures as dots of ink."""

import base64
import binascii
import io
import math
import zlib
from functools import lru_cache
from typing import Any

Bar = tuple[int, int, int]


@lru_cache(maxsize=64)
def qr_bars(content: str) -> tuple[int, tuple[Bar, ...]]:
    """(modules a side, dark bars) of a level M code; a bar is (column, row, modules wide).

    Dark modules that touch in a row are one bar, so that no hairline shows between them.
    """
    import zxingcpp  # takes 20 ms and is not needed at the start

    barcode = zxingcpp.create_barcode(content, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    image: Any = barcode.to_image(scale=1, add_quiet_zones=False)
    pixels = memoryview(image).tobytes()
    side = math.isqrt(len(pixels))
    bars: list[Bar] = []
    for row in range(side):
        line = pixels[row * side : (row + 1) * side]
        start = line.find(0)
        while start >= 0:
            end = start + 1
            while end < side and not line[end]:
                end += 1
            bars.append((start, row, end - start))
            start = line.find(0, end)
    return side, tuple(bars)


@lru_cache(maxsize=64)
def code128_bars(content: str) -> tuple[int, tuple[tuple[int, int], ...]]:
    """(modules wide, dark bars) of a Code 128; a bar is (first module, modules wide).

    Raises ValueError for a text that Code 128 cannot hold: it knows ASCII alone.
    """
    import zxingcpp

    barcode = zxingcpp.create_barcode(content, zxingcpp.BarcodeFormat.Code128)
    image: Any = barcode.to_image(scale=1, add_quiet_zones=False)
    pixels = memoryview(image)
    _tall, wide = pixels.shape or (0, 0)
    line = pixels.tobytes()[:wide]
    bars: list[tuple[int, int]] = []
    start = line.find(0)
    while start >= 0:
        end = start + 1
        while end < wide and not line[end]:
            end += 1
        bars.append((start, end - start))
        start = line.find(0, end)
    return wide, tuple(bars)


_MOST_DOTS = 1200
_DARK = 160
"""Grey below this is ink: a signature has to survive one-bit printers."""


@lru_cache(maxsize=16)
def ink_of(picture: str) -> tuple[int, int, str]:
    """(columns, rows, deflated packed bits in hex) of a base64 PNG; raises ValueError."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(base64.b64decode(picture, validate=True))) as opened:
            opened.thumbnail((_MOST_DOTS, _MOST_DOTS))
            over = opened.convert("RGBA")
    except (binascii.Error, UnidentifiedImageError, OSError) as fault:
        raise ValueError(f"not a picture: {fault}") from fault
    white = Image.new("RGBA", over.size, "white")
    white.alpha_composite(over)
    dots = white.convert("L").point(lambda grey: 255 if grey < _DARK else 0).convert("1")
    return dots.width, dots.height, zlib.compress(dots.tobytes(), 9).hex()
