"""P6: finding one case among a million, by every kind of query a clerk types.

    python -m benchmarks.search [--cases N] [--rounds N]

Made-up names, numbers and telephones go into the real encrypted table with its triggers. Each
kind of query runs in turn with a LIKE scan of the same table. Filling a million rows takes a
minute or two.
"""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.timing import measure, table
from counter_app.models.base import database
from counter_app.models.grams import initials, tail
from counter_app.models.opening import open_profile
from counter_app.models.search import cases_matching

TARGET = 1 / 30
SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀英霞平刚桂晓文博宇轩梓萱欣怡"
MATTERS = ("食品经营许可", "公司设立登记", "取水许可", "社会保障卡首次申领", "道路货物运输")
COLUMNS = (
    "id, number, state, matter, matter_name, case_class, applicant, applicant_name,"
    " applicant_initials, number_tail, phone_tail, counter, clerk, first_contact, received_at,"
    " updated_hlc"
)


def rows(count: int, seed: int = 1) -> Iterator[tuple[Any, ...]]:
    """Made-up cases."""
    dice = random.Random(seed)
    letters = {
        first + second + third: initials(first + second + third)
        for first in SURNAMES
        for second in GIVEN
        for third in GIVEN
    }
    for n in range(1, count + 1):
        name = dice.choice(SURNAMES) + dice.choice(GIVEN) + dice.choice(GIVEN)
        number = f"141122{dice.randrange(19400101, 20060101)}{dice.randrange(10000):04d}"
        phone = f"135{dice.randrange(10**8):08d}"
        yield (
            f"w03-bench:{n}",
            f"交政务〔2026〕件字第W03-{n:05d}号",
            "accepted",
            "JC-SP-005",
            dice.choice(MATTERS),
            "pledged",
            f"p{n}",
            name,
            letters[name],
            tail(number),
            tail(phone),
            "W03",
            "S03",
            "S03",
            f"2026-01-01T09:00:00.{n:07d}+08:00",
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


def scan() -> object:
    """What people would write instead, for words that few cases hold: it reads every row."""
    sql = (
        "SELECT id FROM cases WHERE applicant_name LIKE ? OR number LIKE ? OR matter_name LIKE ?"
        " ORDER BY n DESC LIMIT 50"
    )
    return database.execute_sql(sql, ("%罗桂桂%",) * 3).fetchall()


def queries(count: int) -> dict[str, str]:
    """Kind of query and what is typed."""
    return {
        "1 Chinese character": "晓",
        "2 Chinese characters": "晓明",
        "3 Chinese characters": "王晓明",
        "rare name": "罗桂桂",
        "initials": "wx",
        "number of the case": f"W03-{count // 2:05d}",
        "last 4 of ID or telephone": "1234",
    }


def main() -> int:
    """Measure and print the table; the exit status says whether the target was met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=9)
    arguments = parser.parse_args()
    contestants: dict[str, Callable[[], object]] = {"LIKE scan": scan}
    for kind, typed in queries(arguments.cases).items():
        contestants[kind] = partial(cases_matching, typed)
    with tempfile.TemporaryDirectory() as folder:
        opened = open_profile(Path(folder), b"k" * 32)
        seconds = fill(arguments.cases)
        figures = measure(contestants, arguments.rounds)
        opened.close()
    print(table(f"P6 search over {arguments.cases:,} cases", figures))
    worst = max(figure.ratio(figures[0]) for figure in figures[1:])
    print(f"\nfilled in {seconds:.0f} s")
    print(f"target ≤ 1/30 of a scan: 1/{1 / worst:.0f}")
    return int(worst > TARGET)


if __name__ == "__main__":
    sys.exit(main())
