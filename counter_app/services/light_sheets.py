"""A list of lights as a workbook to hand on: no person stands in it (优化营商环境条例 36)."""

from datetime import date
from pathlib import Path

from counter_app.domain.clock import CST
from counter_app.models.base import database
from counter_app.services.desk import Desk
from counter_app.services.lights import Listing, cases_on
from counter_app.words import _

EVERY = 100_000
"""A workbook holds the whole list, not its first page."""


def headings() -> list[str]:
    """The first row."""
    return [
        _("Number"),
        _("Matter"),
        _("Window"),
        _("Received on"),
        _("Due on"),
        _("Working days late"),
        _("Reason to publish"),
    ]


def rows_of(desk: Desk, listing: Listing, *, everywhere: bool) -> list[list[str]]:
    """The rows of a list, in its order."""
    lines = cases_on(desk, listing, everywhere=everywhere, limit=EVERY)
    told = _told([line.id for line in lines])
    hall, calendar, today = desk.reference.hall(), desk.reference.calendar(), desk.clock().date()
    rows = []
    for line in lines:
        promised, decided, reason = told[line.id]
        due = promised or line.due_on
        counter = hall.counter(line.counter)
        until = date.fromisoformat(decided) if decided else today
        late = calendar.count(date.fromisoformat(due), until) if due else 0
        rows.append(
            [
                line.number,
                line.matter,
                counter.label if counter else line.counter,
                line.received_at.astimezone(CST).date().isoformat(),
                due,
                str(max(late, 0)),
                reason,
            ]
        )
    return rows


def _told(ids: list[str]) -> dict[str, tuple[str, str, str]]:
    """By case: due day, day of the decision, reason to publish; empty texts for none."""
    found = {}
    for case in ids:
        row = database.execute_sql(
            "SELECT due_on, decided_on, public_reason FROM cases WHERE id = ?", (case,)
        ).fetchone()
        found[case] = (row[0] or "", row[1] or "", row[2])
    return found


def write(desk: Desk, listing: Listing, path: Path, *, everywhere: bool) -> int:
    """Write the list to `path`; gives the number of its rows."""
    from openpyxl import Workbook

    rows = rows_of(desk, listing, everywhere=everywhere)
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (headings(), *rows):
        sheet.append(row)
    book.save(path)
    return len(rows)
