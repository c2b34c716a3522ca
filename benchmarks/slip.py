"""P1: a one-page 一次性告知单 with twelve materials and a QR code, warm, to the bytes of a PDF.

    python -m benchmarks.slip [--rounds N] [--save FOLDER]

Every contestant prints the same content, another notice each time. The floor is a PDF written
by hand at fixed places; the peer is stock ReportLab platypus with the same fonts.
"""

import argparse
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any

from attrs import evolve

from benchmarks.peers.bare import Bare
from benchmarks.peers.notices import notice
from benchmarks.peers.platypus import Platypus
from benchmarks.timing import measure, table
from counter_app.domain.clock import CST
from counter_app.printing.canvas import to_pdf
from counter_app.printing.catalogue import paper, render

CREATED = datetime(2026, 11, 23, 9, 0, tzinfo=CST)
TARGET = 0.25


def ours() -> Callable[[dict[str, Any]], bytes]:
    """The program's own way, one copy."""
    spec = evolve(paper("one_time_notice"), copies=())
    return lambda values: to_pdf(render(spec, values), title="一次性告知单", created=CREATED)


def fresh(make: Callable[[dict[str, Any]], bytes], numbers: Iterator[int]) -> Callable[[], bytes]:
    """A contestant that makes another notice at each call; the values are made beforehand."""
    stock = [notice(next(numbers)) for _ in range(400)]
    turn = count()
    return lambda: make(stock[next(turn) % len(stock)])


def main() -> int:
    """Measure, print, and say whether the target is met."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=60)
    options.add_argument("--save", type=Path, help="keep one notice of each contestant here")
    chosen = options.parse_args()
    makers = {"bare writer": Bare().notice, "counter-app": ours(), "platypus": Platypus().notice}
    if chosen.save:
        chosen.save.mkdir(parents=True, exist_ok=True)
        for name, make in makers.items():
            (chosen.save / f"{name}.pdf").write_bytes(make(notice(1)))
    numbers = count(1)
    figures = measure(
        {name: fresh(make, numbers) for name, make in makers.items()}, chosen.rounds, warm_up=5
    )
    _, own, peer = figures
    ratio = own.ratio(peer)
    print(table("P1 slip: one page, twelve materials", figures))
    print(f"\nours / platypus: {ratio:.3f} (target {TARGET})")
    return 0 if ratio <= TARGET else 1


if __name__ == "__main__":
    sys.exit(main())
