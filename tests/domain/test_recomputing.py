"""What another calendar makes of the days of a case (3.1, S08)."""

from datetime import date, timedelta

import attrs
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.cases.clocks import view
from counter_app.domain.cases.recomputing import moved
from counter_app.domain.workdays import Holiday, WorkCalendar, YearTable
from tests.domain.applications import SPEC, case_of
from tests.domain.courses import on, running
from tests.domain.test_course_clocks import DISPATCH
from tests.domain.test_ending import decided
from tests.domain.writers import calendar, hall, received


def with_holiday(first: date, days: int) -> WorkCalendar:
    """The official calendar of 2026 with one more festival, where it meets no other."""
    last = first + timedelta(days=days - 1)
    table = calendar().table(2026)
    taken = {day for one in table.holidays for day in (*one.days(), *one.make_up)}
    more = Holiday(name="试节", first=first, last=last)
    if taken & set(more.days()):
        return calendar()
    others = tuple(one for one in calendar().tables if one.year != 2026)
    return WorkCalendar((*others, YearTable(year=2026, holidays=(*table.holidays, more))))


def names(case: object, matter: object, after: WorkCalendar) -> set[str]:
    """Which days move."""
    where = on("2026-11-16", SPEC)
    pair = calendar(), after
    found = moved(case, where.now, matter, pair, hall())  # type: ignore[arg-type]
    return {one.what for one in found}


def test_a_day_that_does_not_move_is_not_told() -> None:
    """The same calendar: nothing; a festival next year: nothing."""
    assert names(case_of(running()), SPEC, calendar()) == set()


def test_every_day_that_moves_is_named() -> None:
    """A festival in November: the answer of an open case, the decision, the delivery, the call."""
    festival = with_holiday(date(2026, 11, 17), 3)
    assert names(case_of(running()), SPEC, festival) == {"statutory"}
    assert names(case_of(decided()), DISPATCH, festival) >= {"deliver_by", "collect_by"}
    week = with_holiday(date(2026, 11, 5), 2)
    assert names(case_of(received()), SPEC, week) >= {"tell_by"}


@given(
    first=st.integers(0, 50).map(lambda days: date(2026, 11, 4) + timedelta(days=days)),
    days=st.integers(1, 5),
)
def test_moved_is_exactly_what_two_views_differ_in(first: date, days: int) -> None:
    """Property: the day told equals the day the case has under the other calendar."""
    case, where, after = case_of(running()), on("2026-11-16"), with_holiday(first, days)
    found = {one.what: one for one in moved(case, where.now, SPEC, (calendar(), after), hall())}
    new = view(case, where.now, SPEC, after, hall()).statutory
    old = view(case, where.now, SPEC, calendar(), hall()).statutory
    assert new is not None
    assert old is not None
    told = found.get("statutory")
    assert (told.after if told else old.day) == new.day
    assert attrs.evolve(new, day=new.day).day >= old.day
