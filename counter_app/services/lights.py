"""The lists of lights: what is due, what is late, and what is still owed for being late (3.5).

Each list is one question to indexed columns; nothing is folded for it.
"""

import enum
from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType

from counter_app.domain.cases.course_clocks import RENEWAL_ALARMS
from counter_app.domain.clock import CST
from counter_app.domain.workdays import WorkCalendar
from counter_app.models.base import database
from counter_app.services.case_reading import CaseLine, lines_of
from counter_app.services.desk import Desk


class Listing(enum.StrEnum):
    """A list of cases that want something, the most pressing first."""

    RED = "red"
    TODAY = "today"
    YELLOW = "yellow"
    UNEXPLAINED = "unexplained"
    TO_PUBLISH = "to_publish"
    REQUESTS = "requests"
    EXTENSIONS = "extensions"
    FOLLOW_UP = "follow_up"
    PROMISED = "promised"
    RENEWALS = "renewals"


LAPSED = "owed = 'tell' AND lapses_at < :now"
DAY = f"CASE WHEN {LAPSED} THEN next_on ELSE owed_on END"
OWED = f"CASE WHEN {LAPSED} THEN next_owed ELSE owed END"
SPOT = (
    f"lapses_at IS NOT NULL AND {DAY} = :today"
    f" AND lapses_at < :now AND {DAY} <= substr(lapses_at, 1, 10)"
)
PAST = f"({DAY} < :today OR ({SPOT}))"
LATE = f"owed_on <= :today AND {PAST}"
OPEN_LATE = f"({LATE} AND {OWED} = 'decide')"
DECIDED_LATE = "(breached = 1 AND decided_on > due_on)"

CONDITIONS: Mapping[Listing, str] = MappingProxyType(
    {
        Listing.RED: LATE,
        Listing.TODAY: f"owed_on <= :today AND {DAY} = :today AND NOT {PAST}",
        Listing.YELLOW: f"owed_on <= :soon AND {DAY} > :today AND {DAY} <= :soon",
        Listing.UNEXPLAINED: f"({OPEN_LATE} OR {DECIDED_LATE}) AND NOT explained",
        Listing.TO_PUBLISH: f"({OPEN_LATE} OR {DECIDED_LATE}) AND public_reason <> ''",
        Listing.REQUESTS: "extension_asked_by <> ''",
        Listing.EXTENSIONS: "untold = 1",
        Listing.FOLLOW_UP: "owed = 'follow_up' AND owed_on <= :today",
        Listing.PROMISED: "supply_by IS NOT NULL",
        Listing.RENEWALS: "expires_on IS NOT NULL AND expires_on <= :alarm",
    }
)
"""A case whose telling was missed is owed another day since: `next_on`, never before `owed_on`."""

ORDERS = {Listing.PROMISED: "supply_by", Listing.RENEWALS: "expires_on"}


def cases_on(
    desk: Desk, listing: Listing, *, everywhere: bool = False, limit: int = 100
) -> list[CaseLine]:
    """The first lines of a list, at this window or at all of them."""
    order = ORDERS.get(listing, "COALESCE(owed_on, decided_on)")
    condition = _condition(listing, everywhere)
    rows = database.execute_sql(
        f"SELECT id FROM cases WHERE {condition} ORDER BY {order} LIMIT :most",
        {**_values(desk), "most": limit},
    )
    ids = [case for (case,) in rows.fetchall()]
    lines = {line.id: line for line in lines_of(desk, ids)}
    return [lines[one] for one in ids]


def counts(desk: Desk, *, everywhere: bool = False) -> dict[Listing, int]:
    """How many cases stand on every list."""
    values = _values(desk)
    found = {}
    for listing in Listing:
        sql = f"SELECT COUNT(*) FROM cases WHERE {_condition(listing, everywhere)}"
        found[listing] = int(database.execute_sql(sql, values).fetchone()[0])
    return found


def _condition(listing: Listing, everywhere: bool) -> str:
    here = "" if everywhere else "counter = :here AND "
    return f"{here}({CONDITIONS[listing]})"


def last_day_with(left: int, today: date, calendar: WorkCalendar) -> date:
    """The last day until which no more than `left` working days are left after `today`.

    Rest days behind it have no more working days before them than it has.
    """
    return calendar.add(today, left + 1) - timedelta(days=1)


def _values(desk: Desk) -> dict[str, str]:
    now = desk.clock().astimezone(CST)
    calendar = desk.reference.calendar()
    warn = desk.reference.policy().warn_working_days

    def until(left: int) -> str:
        return last_day_with(left, now.date(), calendar).isoformat()

    return {
        "now": now.isoformat(),
        "today": now.date().isoformat(),
        "soon": until(warn),
        "alarm": until(max(RENEWAL_ALARMS)),
        "here": desk.station.counter,
    }
