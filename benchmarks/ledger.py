"""P2: a ledger of 29 000 rows and eight columns to PDF: rows a second, growth and memory.

    python -m benchmarks.ledger [--rounds N] [--rows N] [--table-rows N]

Every run is a process of its own that makes the rows, draws them and tells its time and peak
memory; the rows and the imports are made before the clock starts. The floor is a PDF written by
hand at fixed places, beside it ReportLab's canvas told every place; the peers are platypus'
`Table` and `LongTable` given plain strings. Both peers take quadratic time, so each runs once
and `--table-rows` lets them off with fewer rows, which favours them.
"""

import argparse
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import datetime

from attrs import define

from benchmarks.peers.ledger_rows import PAPER, entries
from benchmarks.timing import MILLI, Figure, measure_with, table
from counter_app.domain.clock import CST
from counter_app.printing.canvas import to_pdf
from counter_app.printing.catalogue import run
from counter_app.printing.spec import load_spec

CREATED = datetime(2026, 11, 23, 9, 0, tzinfo=CST)
SMALL = 4_000
FASTER, GROWTH, MEGABYTES = 15, 8, 120
OURS = "counter-app"


def ours(rows: list[dict[str, str]]) -> bytes:
    """The program's own way, sheet by sheet."""
    spec = load_spec("ledger", PAPER)
    return to_pdf(run(spec, {"rows": rows}), title="台账", created=CREATED)


def once(name: str, count: int) -> None:
    """What the child does: print milliseconds and the peak of its memory in megabytes."""
    make: Callable[[list[dict[str, str]]], bytes] = ours
    if name != OURS:
        from benchmarks.peers.ledgers import CONTESTANTS

        make = CONTESTANTS[name]
    make(entries(60))
    rows = entries(count)
    start = time.perf_counter()
    make(rows)
    took = (time.perf_counter() - start) * MILLI
    print(took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


@define
class Drawn:
    """One contestant with so many rows, in a process of its own each time."""

    name: str
    rows: int
    megabytes: float = 0.0

    def probe(self) -> float:
        """Milliseconds of one run; the largest memory is remembered."""
        command = [sys.executable, "-m", "benchmarks.ledger", "--child", self.name]
        told = subprocess.run(
            [*command, "--rows", str(self.rows)], check=True, capture_output=True, text=True
        ).stdout
        took, peak = map(float, told.split())
        self.megabytes = max(self.megabytes, peak)
        return took

    def speed(self, figure: Figure) -> float:
        """Rows a second at the median."""
        return self.rows / figure.median * MILLI


def contest(drawn: list[Drawn], rounds: int) -> dict[str, Figure]:
    """The figures by name and number of rows, contestants in turn."""
    probes = {f"{one.name}, {one.rows:,} rows": one.probe for one in drawn}
    return dict(zip(probes, measure_with(probes, rounds, warm_up=0), strict=True))


def main() -> int:
    """Measure, print, and say whether the targets are met."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--rows", type=int, default=29_000)
    options.add_argument("--table-rows", type=int, default=29_000)
    options.add_argument("--child", help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.child:
        once(chosen.child, chosen.rows)
        return 0
    quick = [Drawn("bare writer", chosen.rows), Drawn("canvas", chosen.rows),
             Drawn(OURS, chosen.rows), Drawn(OURS, SMALL)]  # fmt: skip
    slow = [Drawn(name, chosen.table_rows) for name in ("LongTable", "Table")]
    figures = contest(quick, chosen.rounds) | contest(slow, 1)
    everyone = [*quick, *slow]
    notes = {
        figure.name: f"{one.speed(figure):,.0f} rows/s, {one.megabytes:.0f} MB"
        for one, figure in zip(everyone, figures.values(), strict=True)
    }
    print(table("P2 ledger of eight columns", [*figures.values()], notes))
    _, _, own, small, _, stock = figures.values()
    faster = quick[2].speed(own) / slow[1].speed(stock)
    growth, peak = own.ratio(small), quick[2].megabytes
    print(f"\nrows/s over Table: {faster:.1f} (target ≥ {FASTER})")
    print(f"time for {chosen.rows / SMALL:.2f} × the rows: × {growth:.2f} (target ≤ {GROWTH})")
    print(f"peak: {peak:.0f} MB (target ≤ {MEGABYTES})")
    return int(faster < FASTER or growth > GROWTH or peak > MEGABYTES)


if __name__ == "__main__":
    sys.exit(main())
