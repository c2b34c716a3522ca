"""What another calendar makes of the days of a case (rules 3.1, S08)."""

from datetime import date, datetime

from counter_app.domain.bodies.course import MovedDay
from counter_app.domain.cases.clocks import CaseView, view
from counter_app.domain.cases.values import Case
from counter_app.domain.hall import Hall
from counter_app.domain.matters import MatterSpec
from counter_app.domain.workdays import WorkCalendar

DATES = ("pledged", "statutory", "correct_by", "deliver_by", "collect_by", "follow_up")
"""The days a citizen or a clerk was given; with `tell_by`, everything a calendar can move."""


def moved(
    case: Case,
    now: datetime,
    matter: MatterSpec,
    calendars: tuple[WorkCalendar, WorkCalendar],
    hall: Hall,
) -> tuple[MovedDay, ...]:
    """The days that differ between the calendar before and the one after."""
    before, after = (view(case, now, matter, one, hall) for one in calendars)
    found = (
        MovedDay(what=what, before=_day(before, what), after=_day(after, what))
        for what in ("tell_by", *DATES)
    )
    return tuple(one for one in found if one.before != one.after)


def _day(seen: CaseView, what: str) -> date | None:
    if what == "tell_by":
        return seen.tell_by.date() if seen.tell_by else None
    due = getattr(seen, what)
    day: date | None = due.day if due else None
    return day
