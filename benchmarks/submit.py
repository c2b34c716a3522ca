"""P3: from the click to “job accepted”, in milliseconds over making the same paper.

    python -m benchmarks.submit ADDRESS... [--rounds N]

ADDRESS is an IPP printer or a CUPS queue, e.g. ipp://localhost:8632/ipp/print; each is given
another notice in turn. The floor is the notice alone, to PDF bytes.
"""

import argparse
import sys
import time
from collections.abc import Callable
from itertools import count
from typing import Any

from benchmarks.peers.notices import notice
from benchmarks.slip import fresh, ours
from benchmarks.timing import measure_with, stopwatch, table
from counter_app.printing.transport.addresses import printer_for

ROUNDS = 15
TITLE = "一次性告知单"


class Submitted:
    """Makes a notice and hands it over; the job's end is awaited off the clock."""

    def __init__(self, address: str, make: Callable[[dict[str, Any]], bytes]) -> None:
        self._printer = printer_for(address)
        self._make = make
        self._numbers = count(1)

    def probe(self) -> float:
        """Milliseconds until the job was accepted."""
        values = notice(next(self._numbers))
        jobs: list[str] = []
        took = stopwatch(lambda: jobs.append(self._printer.submit(self._make(values), TITLE)))
        while not self._printer.poll(jobs[0]).is_final:
            time.sleep(0.05)
        return took


def main() -> int:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("addresses", nargs="+")
    options.add_argument("--rounds", type=int, default=ROUNDS)
    chosen = options.parse_args()
    make = ours()
    alone = fresh(make, count(1))
    alone()
    probes: dict[str, Callable[[], float]] = {"notice to PDF": lambda: stopwatch(alone)}
    probes |= {address: Submitted(address, make).probe for address in chosen.addresses}
    figures = measure_with(probes, chosen.rounds)
    floor = figures[0].median
    over = {figure.name: f"+{figure.median - floor:.1f} ms" for figure in figures[1:]}
    print(table("P3 click → job accepted", figures, over))
    return 0


if __name__ == "__main__":
    sys.exit(main())
