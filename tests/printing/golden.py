"""Golden pages: how every layout comes out, kept as small pictures to compare with exactly.

    python -m tests.printing.golden      make them anew; look at what changed before committing

A page is drawn at 100 dpi and kept in sixteen colours: twelve greys and four reds.
"""

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
from attrs import evolve
from PIL import Image, ImageChops

from counter_app.printing.canvas import to_pdf
from counter_app.printing.catalogue import names, paper, render, sample
from tests.printing.reading import CREATED

FOLDER = Path(__file__).parent / "golden"
DPI = 100
_GREYS, _REDS = 12, 4
_COLOURED = 40
"""Red minus green above this is no grey."""


def _palette() -> list[int]:
    greys = [[level * 255 // (_GREYS - 1)] * 3 for level in range(_GREYS)]
    reds = [[217, *[level * 255 // (_REDS - 1)] * 2] for level in range(_REDS)]
    return [part for colour in (*greys, *reds) for part in colour]


def in_sixteen(picture: Image.Image) -> Image.Image:
    """`picture` in the sixteen colours of the golden pages."""
    red, green, _blue = picture.convert("RGB").split()
    greys = picture.convert("L").point([v * (_GREYS - 1) // 255 for v in range(256)])
    reds = green.point([_GREYS + v * (_REDS - 1) // 255 for v in range(256)])
    is_red = ImageChops.subtract(red, green).point([255 * (v > _COLOURED) for v in range(256)])
    levels = Image.composite(reds, greys, is_red)
    page = Image.frombytes("P", levels.size, levels.tobytes())
    page.putpalette(_palette())
    return page


def pages(name: str) -> Iterator[Image.Image]:
    """The pages of the first copy of a layout with its sample."""
    sheets = render(evolve(paper(name), copies=paper(name).copies[:1]), sample(name))
    pdf = to_pdf(sheets, title="试纸", created=CREATED)
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            yield in_sixteen(page.render(scale=DPI / 72).to_pil())


def place(name: str, page: int) -> Path:
    """Where the golden page lies; pages are counted from 1."""
    return FOLDER / f"{name}-{page}.png"


def main() -> None:
    """Make every page anew."""
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.png"):
        old.unlink()
    for name in names():
        for number, page in enumerate(pages(name), 1):
            page.save(place(name, number), optimize=True, bits=4)


if __name__ == "__main__":
    main()
