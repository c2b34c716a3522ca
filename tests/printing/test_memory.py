"""A day of printing leaves no memory behind."""

import sys
from pathlib import Path

import pytest

from tests.beside import Beside

SLIPS = 2000
MOST_GROWTH_MB = 10
DAY = f"""
import gc, random
from attrs import evolve
from counter_app.printing.canvas import to_pdf
from counter_app.printing.catalogue import paper, render
from tests.printing.reading import CREATED
from tests.printing.slips import random_values

def resident() -> float:
    gc.collect()
    with open("/proc/self/status") as status:
        (line,) = (line for line in status if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024

chance = random.Random(3)
spec = evolve(paper("one_time_notice"), copies=())

def one() -> None:
    to_pdf(render(spec, random_values("one_time_notice", chance)), title="1", created=CREATED)

for _ in range(200):
    one()
before = resident()
for _ in range({SLIPS}):
    one()
print(resident() - before)
"""


def run_beside(_folder: Path) -> list[str]:
    """The whole day, in a process of its own."""
    return [sys.executable, "-c", DAY]


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_two_thousand_slips_do_not_grow_the_process(beside: Beside) -> None:
    """2 000 notices after a warm-up, another one each time: less than 10 MB more than before."""
    done = beside.ended(__name__)
    assert done.returncode == 0, done.stderr
    assert float(done.stdout) < MOST_GROWTH_MB
