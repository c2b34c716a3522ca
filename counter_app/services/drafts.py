"""Forms half filled in: saved by themselves, local to this PC, gone when submitted."""

import json
from datetime import datetime

from counter_app.models.base import database, outages_told


def save(form: str, draft: dict[str, str], now: datetime, key: str = "") -> None:
    """Keep `draft` of `form`; an empty one is dropped. Loses nothing at a kill -9 after return."""
    if not any(draft.values()):
        drop(form, key)
        return
    with outages_told():
        database.execute_sql(
            "INSERT INTO draft(form, key, data, saved_at) VALUES (?, ?, ?, ?)"
            " ON CONFLICT(form, key) DO UPDATE SET data = excluded.data,"
            " saved_at = excluded.saved_at",
            (form, key, json.dumps(draft, ensure_ascii=False), now.isoformat()),
        )


def load(form: str, key: str = "") -> dict[str, str]:
    """The draft of `form` as it was last saved; nothing when there is none."""
    row = database.execute_sql(
        "SELECT data FROM draft WHERE form = ? AND key = ?", (form, key)
    ).fetchone()
    return dict(json.loads(row[0])) if row else {}


def drop(form: str, key: str = "") -> None:
    """The form was submitted or emptied."""
    with outages_told():
        database.execute_sql("DELETE FROM draft WHERE form = ? AND key = ?", (form, key))
