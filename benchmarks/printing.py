"""P3: from the click to a job that a real printer has taken, directly and through CUPS.

    python -m benchmarks.printing [--rounds N]

The floor is P1, the paper made and nothing else; what is told is how much the way to the printer
adds to it. Printer and CUPS are started here and ended here, on this machine alone.
"""

import argparse
import sys
from collections.abc import Callable
from itertools import count
from typing import Any

from attrs import evolve

from benchmarks.peers.notices import notice
from benchmarks.slip import CREATED
from benchmarks.timing import Figure, measure, table
from counter_app.printing.canvas import to_pdf
from counter_app.printing.catalogue import paper, render
from counter_app.printing.transport.addresses import printer_for
from tests.printing.daemons import Missing, cups_of, printer_of, started

DIRECT_MS, CUPS_MS = 10.0, 25.0


def made() -> Callable[[], tuple[bytes, str]]:
    """A notice, another one at each call, and its number."""
    spec = evolve(paper("one_time_notice"), copies=())
    numbers = count(1)

    def make() -> tuple[bytes, str]:
        values: dict[str, Any] = notice(next(numbers))
        title = values["number"]
        return to_pdf(render(spec, values), title=title, created=CREATED), title

    return make


def sent(address: str) -> Callable[[], object]:
    """Make a notice and hand it to the printer at `address`."""
    make, printer = made(), printer_for(address)

    def send() -> object:
        pdf, title = make()
        return printer.submit(pdf, title)

    return send


def run(rounds: int) -> list[Figure]:
    """The figures, floor first. Raises Missing where no printer can be started."""
    with started() as daemons:
        printer = printer_of(daemons)
        cups = cups_of(daemons, printer)
        contestants = {
            "made only (P1)": made(),
            "taken by the printer": sent(printer.address),
            "taken by CUPS": sent(cups.address + "Counter"),
        }
        return measure(contestants, rounds, warm_up=3)


def main() -> int:
    """Measure, print, and say whether the targets are met."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=40)
    try:
        figures = run(options.parse_args().rounds)
    except Missing as missing:
        print(f"no printer here: {missing}", file=sys.stderr)
        return 2
    floor, direct, cups = figures
    added = {one.name: one.median - floor.median for one in (direct, cups)}
    notes = {name: f"+{more:.1f} ms" for name, more in added.items()}
    print(table("P3 from the click to a job taken", figures, notes))
    print(f"\ntargets: +{DIRECT_MS:.0f} ms directly, +{CUPS_MS:.0f} ms through CUPS")
    return 0 if added[direct.name] <= DIRECT_MS and added[cups.name] <= CUPS_MS else 1


if __name__ == "__main__":
    sys.exit(main())
