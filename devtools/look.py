"""Contact sheets: every paper as it comes out of the printer, and every screen, as PNG under look/.

    python -m devtools.look [papers] [screens]

Runs inside the environment. Single pictures lie in look/papers and look/screens, the sheets
in look/papers.png and look/screens-*.png: look at them before you finish.
"""

import importlib
import importlib.util
import io
import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, ImageOps

from devtools.fonts import FOLDER as FONTS
from devtools.machine import ROOT

LOOK = ROOT / "look"
DPI = 100
MOMENT = datetime(2026, 11, 23, 9, 41, tzinfo=UTC)
GAP, LABEL = 24, 28
GROUND, INK = "#808890", "#ffffff"
SCREENS = "devtools.screens"
"""The module that photographs the screens: `shots(folder) -> dict[sheet name, list of PNGs]`."""


def papers() -> list[Path]:
    """Every layout of every paper with its sample values, the first copy; where the sheet lies."""
    from counter_app.printing.canvas import to_pdf
    from counter_app.printing.catalogue import names, paper, render, sample
    from counter_app.printing.raster import page_count, to_png

    folder = emptied(LOOK / "papers")
    pages = []
    for name in names():
        pdf = to_pdf(render(name, sample(name), sample=True), title=name, created=MOMENT)
        (folder / f"{name}.pdf").write_bytes(pdf)
        copies = max(len(paper(name).copies), 1)
        for page in range(page_count(pdf) // copies):
            picture = folder / f"{name}-{page + 1}.png"
            picture.write_bytes(to_png(pdf, page, DPI))
            pages.append(picture)
    return [contact_sheet(pages, LOOK / "papers.png", columns=10)]


def screens() -> list[Path]:
    """Every screen in its themes and sizes; one sheet for each group the module names."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    photographer = importlib.import_module(SCREENS)
    groups: dict[str, list[Path]] = photographer.shots(emptied(LOOK / "screens"))
    return [
        contact_sheet(pictures, LOOK / f"screens-{name}.png", columns=2)
        for name, pictures in groups.items()
    ]


def emptied(folder: Path) -> Path:
    """`folder`, without the pictures of an earlier look."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    return folder


def contact_sheet(pictures: Sequence[Path], target: Path, columns: int) -> Path:
    """All `pictures` at their own size in rows of `columns`, each under its name."""
    images = [Image.open(io.BytesIO(picture.read_bytes())).convert("RGB") for picture in pictures]
    rows = [images[start : start + columns] for start in range(0, len(images), columns)]
    widths = [max(row[n].width for row in rows if n < len(row)) for n in range(len(rows[0]))]
    heights = [max(image.height for image in row) + LABEL for row in rows]
    sheet = Image.new("RGB", (sum(widths) + GAP * (len(widths) + 1),
                              sum(heights) + GAP * (len(heights) + 1)), GROUND)  # fmt: skip
    pen = ImageDraw.Draw(sheet)
    font = ImageFont.truetype(str(FONTS / "NotoSansSC-Medium.ttf"), 16)
    names = iter(picture.stem for picture in pictures)
    top = GAP
    for row, height in zip(rows, heights, strict=True):
        left = GAP
        for image, width in zip(row, widths, strict=False):
            pen.text((left, top), next(names), fill=INK, font=font)
            sheet.paste(ImageOps.expand(image, 1, "#404850"), (left - 1, top + LABEL - 1))
            left += width + GAP
        top += height + GAP
    sheet.save(target)
    return target


def main(arguments: Sequence[str]) -> int:
    """Make the named groups, or all that there are."""
    known = {"papers": papers}
    if importlib.util.find_spec(SCREENS):
        known["screens"] = screens
    for name in arguments or known:
        if name not in known:
            print(f"unknown group {name}; there is: {', '.join(known)}", file=sys.stderr)
            return 2
        for sheet in known[name]():
            print(sheet.relative_to(ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
