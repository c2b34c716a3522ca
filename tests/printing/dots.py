"""Black-and-white pictures for the languages of printers."""

from hypothesis import strategies as st

from counter_app.printing.raster import Dots


@st.composite
def pictures(draw: st.DrawFn) -> Dots:
    """Any black-and-white picture; the bits beyond its width are white."""
    width, height = draw(st.integers(1, 60)), draw(st.integers(1, 600))
    stride = (width + 7) // 8
    noise = draw(st.binary(min_size=7, max_size=64))
    last = 0xFF << (stride * 8 - width) & 0xFF
    rows = bytearray((noise * (stride * height // len(noise) + 1))[: stride * height])
    for row in range(height):
        rows[row * stride + stride - 1] &= last
    return Dots(width, height, bytes(rows))


def ink_of(dots: Dots) -> set[tuple[int, int]]:
    """Where a picture has ink, as (x, y)."""
    return {
        (x, y)
        for y in range(dots.height)
        for x in range(dots.width)
        if dots.rows[y * dots.stride + x // 8] >> (7 - x % 8) & 1
    }
