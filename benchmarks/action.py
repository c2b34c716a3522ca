"""P8: one counter action, encrypted and synchronous=FULL, against plain sqlite3 writing its rows.

    python -m benchmarks.action [--rounds N]

The action answers a consult: it takes a number, writes two facts, refreshes the row and
queues both for the share. The floor replays the very statements the action wrote, bound to
the same values, on an unencrypted file of the standard library's SQLite with the same tables
and indexes. The two libraries never open the same file.
"""

import argparse
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.timing import measure, table
from counter_app.domain.bodies.visit import AnswerWay
from counter_app.models.base import database
from counter_app.models.tables import TABLES
from counter_app.services import reception
from counter_app.services.reception import Reception
from tests.hall import Clock, open_hall

TARGET = 1.6
Statement = tuple[str, tuple[Any, ...]]
WRITES = ("INSERT", "UPDATE", "DELETE")


@contextmanager
def recorded() -> Iterator[list[Statement]]:
    """Every statement that writes, as the database is given it."""
    written: list[Statement] = []
    original = database.obj.execute_sql

    def record(sql: str, params: Any = None) -> Any:
        if sql.lstrip().upper().startswith(WRITES):
            written.append((sql, tuple(params or ())))
        return original(sql, params)

    database.obj.execute_sql = record
    try:
        yield written
    finally:
        del database.obj.execute_sql


def plain_copy(path: Path) -> sqlite3.Connection:
    """An unencrypted file with the same tables and indexes, and none of the search triggers."""
    names = tuple(table._meta.table_name for table in TABLES)
    schema = database.execute_sql(
        "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND type IN ('table', 'index')"
        " AND tbl_name IN (" + ", ".join("?" * len(names)) + ")",
        names,
    ).fetchall()
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    for (sql,) in schema:
        connection.execute(sql)
    return connection


def floor(connection: sqlite3.Connection, acts: list[list[Statement]]) -> Callable[[], None]:
    """Replays one recorded act a call, in a transaction of its own."""
    turn = iter(acts)

    def replay() -> None:
        connection.execute("BEGIN IMMEDIATE")
        for sql, values in next(turn):
            connection.execute(sql, values)
        connection.execute("COMMIT")

    return replay


def main() -> int:
    """Measure and print the table; the exit status says whether the target was met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=300)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        opened = open_hall(Path(folder), Clock())
        entry = Reception(matter="JC-SP-005", question="办理食品经营许可需要什么材料")

        def act() -> None:
            reception.answer(opened.desk, entry, AnswerWay.BY_GUIDE)

        acts = []  # from the first on: the floor too has leased the numbers it draws
        for _ in range(rounds + 20):
            with recorded() as written:
                act()
            acts.append(written)
        connection = plain_copy(Path(folder) / "plain.db")
        figures = measure(
            {"plain sqlite3, same rows": floor(connection, acts), "one action": act}, rounds, 10
        )
        connection.close()
    print(table("P8 one counter action", figures))
    print(f"\nstatements that write: {len(acts[-1])}")
    reached = figures[1].ratio(figures[0])
    print(f"target ≤ ×{TARGET}: ×{reached:.2f}")
    return int(reached > TARGET)


if __name__ == "__main__":
    sys.exit(main())
