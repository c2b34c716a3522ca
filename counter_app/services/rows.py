"""One way to write a row: insert it, or update it in place."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from counter_app.models.base import database


def upsert(table: str, key: str, values: Mapping[str, Any]) -> None:
    """Write `values` (which include `key`) into `table`; an existing row is updated in place."""
    database.execute_sql(_upsert(table, key, tuple(values)), tuple(values.values()))


@cache
def _upsert(table: str, key: str, names: tuple[str, ...]) -> str:
    columns = ", ".join(names)
    marks = ", ".join("?" * len(names))
    updates = ", ".join(f"{name} = excluded.{name}" for name in names if name != key)
    return (
        f"INSERT INTO {table}({columns}) VALUES ({marks})"
        f" ON CONFLICT({key}) DO UPDATE SET {updates}"
    )


def mark_clash(subject: str, sentence: str) -> None:
    """Say on a subject what a person has to settle; an empty sentence clears it."""
    database.execute_sql(
        "UPDATE subject SET clash = ?1 WHERE id = ?2 AND clash <> ?1", (sentence, subject)
    )


def mark_first_clash(subject: str, sentence: str) -> None:
    """The same, unless the subject has something else to settle already."""
    database.execute_sql(
        "UPDATE subject SET clash = ? WHERE id = ? AND clash = ''", (sentence, subject)
    )


def same_number(table: str, number: str, subject: str) -> list[str]:
    """Ids of other subjects in `table` that bear the same number: a clash (heart: ledgers)."""
    rows = database.execute_sql(
        f"SELECT id FROM {table} WHERE number = ? AND id <> ?", (number, subject)
    )
    return [found for (found,) in rows]
