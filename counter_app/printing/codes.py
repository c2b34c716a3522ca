"""QR codes as rectangles."""

import math
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
