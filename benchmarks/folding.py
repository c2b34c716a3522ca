"""P15: folding a case of twenty facts, and today's list among half a million cases.

    python -m benchmarks.folding [--cases N] [--rounds N]

The floor of the fold is reading the same twenty facts without making a case of them; the floor of
the list is counting the rows of the same index that are owed by today.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.timing import measure, table
from counter_app.domain.bodies import case as b
from counter_app.domain.cases.state import fold
from counter_app.domain.clock import CST
from counter_app.domain.facts import Fact, in_order
from counter_app.models.base import database
from counter_app.services import demo, profiles, today
from counter_app.services.desk import Desk
from counter_app.settings import ThisPC

FACTS, CASES = 20, 500_000
FOLD_MS, LIST_MS = 1.0, 30.0
NOW = datetime(2026, 11, 23, 9, 41, tzinfo=CST)
COLUMNS = (
    "id, number, state, matter, matter_name, case_class, applicant, applicant_name,"
    " applicant_initials, number_tail, phone_tail, counter, clerk, first_contact, received_at,"
    " owed, owed_on, updated_hlc"
)


def facts() -> list[Fact]:
    """A case received, judged material by material, and accepted."""
    bodies: list[Any] = [
        b.CaseReceived(
            number="交政务〔2026〕件字第W03-00001号",
            matter="JC-SP-005",
            matter_version=1,
            applicant="p",
            first_contact="S03",
        )
    ]
    bodies += [
        b.MaterialJudged(
            material=f"m{n:02d}",
            verdict=b.Verdict.IN_ORDER,
            originals=1,
            copies=0,
            problem="",
            cure="",
        )
        for n in range(FACTS - 2)
    ]
    bodies.append(b.Accepted(accepted_on=NOW.date(), deemed=False, paper="受1"))
    return [_fact(place, one) for place, one in enumerate(bodies)]


def _fact(place: int, body: Any) -> Fact:
    moment = NOW + timedelta(minutes=place)
    return Fact(
        id=f"w03:{place}",
        actor="w03",
        seq=place,
        subject_kind="case",
        subject="w03:0",
        parents=(f"w03:{place - 1}",) if place else (),
        hlc=place,
        happened_at=moment,
        recorded_at=moment,
        clerk="S03",
        window="W03",
        body=body,
    )


def rows(count: int) -> Iterator[tuple[Any, ...]]:
    """Made-up cases, one in a hundred thousand owed today at window 3, the others later."""
    for n in range(1, count + 1):
        owed = NOW.date() + timedelta(days=n % 90 + 3)
        owed_on = NOW.date() if n % 20_000 == 0 else owed
        yield (
            f"w03-bench:{n}",
            f"交政务〔2026〕件字第W03-{n:05d}号",
            "accepted",
            "JC-SP-005",
            "食品经营许可(新办)",
            "pledged",
            f"p{n}",
            "王示例",
            "wsl",
            "0005",
            "1234",
            f"W{n % 12 + 1:02d}" if owed_on != NOW.date() else "W03",
            "S03",
            "S03",
            f"2026-11-01T09:00:00.{n:07d}+08:00",
            "decide",
            owed_on.isoformat(),
            n,
        )


def fill(count: int) -> float:
    """Put the cases in; seconds it took."""
    start = time.perf_counter()
    marks = ", ".join("?" * len(COLUMNS.split(",")))
    cursor = database.connection().cursor()
    with database.atomic():
        cursor.executemany(f"INSERT INTO cases({COLUMNS}) VALUES ({marks})", rows(count))
    return time.perf_counter() - start


def owed(desk: Desk) -> object:
    """How many are owed by today at this window: the floor of the list."""
    return database.execute_sql(
        "SELECT COUNT(*) FROM cases WHERE counter = ? AND owed_on <= ?",
        (desk.station.counter, NOW.date().isoformat()),
    ).fetchone()


def main() -> int:
    """Measure, print, and say whether the targets are met."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--cases", type=int, default=CASES)
    options.add_argument("--rounds", type=int, default=15)
    given = options.parse_args()
    told = facts()
    floor, folding = measure(
        {"reading them": partial(in_order, told), "folding": partial(fold, "w03:0", told)},
        given.rounds * 10,
    )
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        pc = ThisPC(profile=folder / "W03", counter="W03", share=folder / "share", printers={})
        opened = profiles.found_hall(pc, demo.clerk_of("W03"), lambda: NOW, cost=demo.LIGHT)
        seconds = fill(given.cases)
        bare, listed = measure(
            {
                "counting the index": partial(owed, opened.desk),
                "today's list": partial(today.tasks, opened.desk),
            },
            given.rounds,
        )
        opened.desk.database.close()
    print(table(f"P15: a case of {FACTS} facts", [floor, folding]))
    print()
    title = f"P15: today's list among {given.cases:,} cases (filled in {seconds:.0f} s)"
    print(table(title, [bare, listed]))
    met = folding.median <= FOLD_MS and listed.median <= LIST_MS
    print(f"\nfold {folding.median:.2f} ms (target ≤ {FOLD_MS:.0f}), ", end="")
    print(f"list {listed.median:.1f} ms (target ≤ {LIST_MS:.0f}): {'met' if met else 'missed'}")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
