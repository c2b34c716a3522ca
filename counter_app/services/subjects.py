"""What a number or an id belongs to: a visit or a case."""

from counter_app.models.base import database

TABLES = {"visit": "visit", "case": "cases"}


def find_subject(text: str) -> tuple[str, str] | None:
    """The kind (`visit` or `case`) and the id of what has this number or id; None if not here."""
    wanted = text.strip()
    for kind, table in TABLES.items():
        row = database.execute_sql(
            f"SELECT id FROM {table} WHERE number = ?1 OR id = ?1 LIMIT 1", (wanted,)
        ).fetchone()
        if wanted and row is not None:
            return kind, str(row[0])
    return None
