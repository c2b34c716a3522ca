"""Timing that says what it saw: contestants take turns, the first is the floor."""

import gc
import os
import platform
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

MILLI = 1000.0


@dataclass(frozen=True)
class Figure:
    """What was measured of one contestant, in milliseconds."""

    name: str
    samples: tuple[float, ...]

    @property
    def least(self) -> float:
        """The fastest round: what the machine can do undisturbed."""
        return min(self.samples)

    @property
    def median(self) -> float:
        """The usual round; ratios are taken of it."""
        return statistics.median(self.samples)

    @property
    def most(self) -> float:
        """The slowest round."""
        return max(self.samples)

    def ratio(self, floor: "Figure") -> float:
        """How many times the floor's median."""
        return self.median / floor.median


def stopwatch(work: Callable[[], object]) -> float:
    """Milliseconds one call takes, the garbage collector kept out."""
    gc.collect()
    gc.disable()
    try:
        start = time.perf_counter()
        work()
        return (time.perf_counter() - start) * MILLI
    finally:
        gc.enable()


def measure(
    contestants: Mapping[str, Callable[[], object]], rounds: int = 15, warm_up: int = 2
) -> list[Figure]:
    """Call every contestant once a round, in turn; figures in the order given.

    The machine's noise then falls on all of them alike. `warm_up` rounds are thrown away.
    """
    return measure_with(
        {name: partial(stopwatch, work) for name, work in contestants.items()},
        rounds,
        warm_up,
    )


def measure_with(
    probes: Mapping[str, Callable[[], float]], rounds: int = 15, warm_up: int = 1
) -> list[Figure]:
    """The same for contestants that tell their own milliseconds (another process, say)."""
    samples: dict[str, list[float]] = {name: [] for name in probes}
    for turn in range(warm_up + rounds):
        for name, probe in probes.items():
            took = probe()
            if turn >= warm_up:
                samples[name].append(took)
    return [Figure(name, tuple(values)) for name, values in samples.items()]


def table(
    title: str, figures: list[Figure], notes: Mapping[str, str] | None = None, floor: str = ""
) -> str:
    """A Markdown table: min / median / max and the ratio to `floor` (else to the first)."""
    base = next((figure for figure in figures if figure.name == floor), figures[0])
    rows = [
        f"| {figure.name} | {figure.least:.1f} | {figure.median:.1f} | {figure.most:.1f} "
        f"| ×{figure.ratio(base):.2f} | {(notes or {}).get(figure.name, '')} |"
        for figure in figures
    ]
    head = ["| what | min ms | median ms | max ms | ratio | |", "|---|--:|--:|--:|--:|---|"]
    return "\n".join([f"## {title}", machine(), "", *head, *rows])


def machine() -> str:
    """The machine in one line, for whoever reads the figures later."""
    return (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, "
        f"Python {platform.python_version()}"
    )
