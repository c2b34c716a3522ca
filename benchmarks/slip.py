"""P1: a one-page 一次性告知单 with twelve materials and a QR code, warm, to the bytes of a PDF.

    python -m benchmarks.slip [--rounds N] [--save FOLDER]

Every contestant prints the same content, another notice each time. The floor is a PDF written
by hand at fixed places; the peers are stock ReportLab platypus, typst, WeasyPrint and LibreOffice
with the same fonts. The last three are asked when they are installed: `pip install .[bench]`, and
LibreOffice by the system.
"""

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import Any

from attrs import evolve

from benchmarks.peers.bare import Bare
from benchmarks.peers.notices import notice
from benchmarks.peers.platypus import Platypus
from benchmarks.timing import Figure, measure, table
from counter_app.domain.clock import CST
from counter_app.printing.canvas import to_pdf
from counter_app.printing.catalogue import paper, render

CREATED = datetime(2026, 11, 23, 9, 0, tzinfo=CST)
TARGETS = {
    "platypus": 1 / 4,
    "typst": 1 / 2.5,
    "WeasyPrint": 1 / 15,
    "LibreOffice": 1 / 150,
    "bare writer": 2.0,
}
"""What our time may be of each contestant's."""
Maker = Callable[[dict[str, Any]], bytes]
FEW = 5
"""Rounds for a contestant that takes a second."""


def ours() -> Callable[[dict[str, Any]], bytes]:
    """The program's own way, one copy."""
    spec = evolve(paper("one_time_notice"), copies=())
    return lambda values: to_pdf(render(spec, values), title="一次性告知单", created=CREATED)


def fresh(make: Callable[[dict[str, Any]], bytes], numbers: Iterator[int]) -> Callable[[], bytes]:
    """A contestant that makes another notice at each call; the values are made beforehand."""
    stock = [notice(next(numbers)) for _ in range(400)]
    turn = count()
    return lambda: make(stock[next(turn) % len(stock)])


def quick() -> dict[str, Maker]:
    """Those that take turns, floor first; peers that are not installed are named and left out."""
    makers: dict[str, Maker] = {
        "bare writer": Bare().notice,
        "counter-app": ours(),
        "platypus": Platypus().notice,
    }
    if find_spec("typst"):
        from benchmarks.peers.typst_notice import Typst

        makers["typst"] = Typst().notice
    if find_spec("weasyprint"):
        from benchmarks.peers.weasy import Weasy

        makers["WeasyPrint"] = Weasy().notice
    return makers


def slow() -> dict[str, Maker]:
    """LibreOffice, when it and python-docx are here."""
    from benchmarks.peers.office import Office, is_here

    return {"LibreOffice": Office().notice} if is_here() and find_spec("docx") else {}


def verdicts(figures: list[Figure]) -> Mapping[str, bool]:
    """A sentence for each target, and whether it is met."""
    own = next(figure for figure in figures if figure.name == "counter-app")
    said: dict[str, bool] = {}
    for name, most in TARGETS.items():
        peer = next((figure for figure in figures if figure.name == name), None)
        if peer is None:
            said[f"{name}: not installed, not measured"] = True
        else:
            ratio = own.ratio(peer)
            said[f"ours / {name}: {ratio:.4f} (target {most:.4f})"] = ratio <= most
    return said


def main() -> int:
    """Measure, print, and say whether the targets are met."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=60)
    options.add_argument("--save", type=Path, help="keep one notice of each contestant here")
    chosen = options.parse_args()
    makers, late = quick(), slow()
    if chosen.save:
        chosen.save.mkdir(parents=True, exist_ok=True)
        for name, make in {**makers, **late}.items():
            (chosen.save / f"{name}.pdf").write_bytes(make(notice(1)))
    numbers = count(1)
    figures = measure(
        {name: fresh(make, numbers) for name, make in makers.items()}, chosen.rounds, warm_up=5
    )
    if late:
        figures += measure({name: fresh(make, numbers) for name, make in late.items()}, FEW)
    print(table("P1 slip: one page, twelve materials", figures))
    said = verdicts(figures)
    print("", *said, sep="\n")
    return 0 if all(said.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
