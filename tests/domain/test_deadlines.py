"""Due dates, their arithmetic, the telling deadline and the lights."""

import tomllib
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counter_app.domain.clock import CST
from counter_app.domain.deadlines import (
    ON_THE_SPOT,
    Clocks,
    Light,
    Limit,
    StepKind,
    Unit,
    clocks,
    due,
    due_day,
    due_instant,
    excluded_working_days,
    has_lapsed,
    light,
    remaining,
    telling_deadline,
)
from counter_app.domain.errors import InputFault
from counter_app.domain.workdays import WorkCalendar
from counter_app.words import RESOURCES

CALENDAR = WorkCalendar.merged(
    [tomllib.loads((RESOURCES / "calendars" / "2026.toml").read_text(encoding="utf-8"))]
)
CLOSE = time(17, 30)


def _wd(amount: int) -> Limit:
    return Limit(amount, Unit.WORKING_DAY)


@pytest.mark.parametrize(
    ("start", "days", "end", "provisional"),
    [
        (date(2026, 9, 24), 5, date(2026, 10, 9), False),
        (date(2026, 9, 18), 1, date(2026, 9, 20), False),
        (date(2026, 12, 1), 20, date(2026, 12, 29), False),
        (date(2026, 11, 23), 28, date(2026, 12, 31), False),
        (date(2026, 11, 23), 30, date(2027, 1, 5), True),
        (date(2026, 9, 30), 20, date(2026, 11, 3), False),
        (date(2026, 11, 11), 10, date(2026, 11, 25), False),
        (date(2026, 11, 12), 5, date(2026, 11, 19), False),
    ],
)
def test_working_day_limits(start: date, days: int, end: date, provisional: bool) -> None:
    """S01, S02, S07, S11, S17, S27: the dates the scenarios give, provisional past 2026."""
    found = due(start, _wd(days), CALENDAR)
    assert (found.day, found.provisional) == (end, provisional)
    assert any(step.kind is StepKind.PROVISIONAL for step in found.steps) is provisional


def test_arithmetic_of_the_national_day_case() -> None:
    """S01: the printed arithmetic names the festivals that were skipped."""
    steps = due(date(2026, 9, 24), _wd(5), CALENDAR).steps
    assert [(step.kind, step.days, step.reason) for step in steps[1:-1]] == [
        (StepKind.SKIPPED, 3, "中秋节"),
        (StepKind.COUNTED, 3, ""),
        (StepKind.SKIPPED, 7, "国庆节"),
        (StepKind.COUNTED, 2, ""),
    ]
    lines = due(date(2026, 9, 24), _wd(5), CALENDAR).arithmetic()
    assert "2026-09-24" in lines[0]
    assert "国庆节" in lines[3]
    assert "2026-10-09" in lines[-1]


def test_arithmetic_names_make_up_days() -> None:
    """S02: the working Sunday stands apart with its festival."""
    kinds = [step.kind for step in due(date(2026, 9, 18), _wd(1), CALENDAR).steps]
    assert kinds == [StepKind.START, StepKind.SKIPPED, StepKind.MAKE_UP, StepKind.DUE]


def test_special_procedures_do_not_count() -> None:
    """S28: an expert review of six working days moves 11-30 to 12-08, and a line says so."""
    review = [(date(2026, 11, 10), date(2026, 11, 17))]
    excluded = excluded_working_days(review, CALENDAR)
    found = due(date(2026, 11, 2), _wd(20), CALENDAR, excluded=excluded)
    assert (excluded, found.day) == (6, date(2026, 12, 8))
    assert StepKind.EXCLUDED in [step.kind for step in found.steps]


def test_overlapping_procedures_count_once() -> None:
    """A day two procedures share is excluded once; a period inside another adds nothing."""
    periods = [
        (date(2026, 11, 12), date(2026, 11, 18)),
        (date(2026, 11, 10), date(2026, 11, 17)),
        (date(2026, 11, 11), date(2026, 11, 12)),
    ]
    assert excluded_working_days(periods, CALENDAR) == 7
    assert excluded_working_days([], CALENDAR) == 0


def test_two_clocks() -> None:
    """S33: pledge 11-09 and statute 11-30 stand side by side; the pledge may be extended."""
    both = clocks(date(2026, 11, 2), _wd(20), _wd(5), CALENDAR)
    assert both.statutory is not None
    assert both.pledged is not None
    assert (both.statutory.day, both.pledged.day) == (date(2026, 11, 30), date(2026, 11, 9))
    extended = clocks(date(2026, 11, 2), _wd(20), _wd(5), CALENDAR, pledged_extension=9)
    assert extended.pledged is not None
    assert extended.pledged.day == date(2026, 11, 20)
    assert StepKind.EXTENDED in [step.kind for step in extended.pledged.steps]
    assert clocks(date(2026, 11, 2), None, None, CALENDAR) == Clocks(None, None)


def test_calendar_days_roll_off_a_rest_day() -> None:
    """30 natural days from 10-06 end on Thursday; 4 days from 9-23 roll over the festival."""
    plain = due(date(2026, 10, 6), Limit(30, Unit.CALENDAR_DAY), CALENDAR)
    assert plain.day == date(2026, 11, 5)
    assert [step.kind for step in plain.steps] == [StepKind.START, StepKind.SPAN, StepKind.DUE]
    rolled = due(date(2026, 9, 23), Limit(4, Unit.CALENDAR_DAY), CALENDAR)
    assert rolled.day == date(2026, 9, 28)
    assert StepKind.ROLLED in [step.kind for step in rolled.steps]


def test_months_end_on_the_same_day_or_the_last_of_the_month() -> None:
    """Three months from 11-30 have no 30th of February: its last day counts, rolled to Monday."""
    found = due(date(2026, 11, 30), Limit(3, Unit.MONTH), CALENDAR)
    assert found.day == date(2027, 3, 1)
    assert due_day(date(2026, 8, 5), Limit(3, Unit.MONTH), CALENDAR) == date(2026, 11, 5)
    assert due_day(date(2026, 8, 5), Limit(3, Unit.MONTH), CALENDAR, 1) == date(2026, 11, 6)


def test_hours_and_on_the_spot() -> None:
    """24 hours may end on a Saturday; on the spot is the same day."""
    day_after = due(date(2026, 11, 20), Limit(24, Unit.HOUR), CALENDAR)
    assert day_after.day == date(2026, 11, 21)
    assert due_day(date(2026, 11, 20), Limit(25, Unit.HOUR), CALENDAR) == date(2026, 11, 22)
    at_once = due(date(2026, 11, 20), ON_THE_SPOT, CALENDAR)
    assert at_once.day == date(2026, 11, 20)
    assert [step.kind for step in at_once.steps] == [StepKind.START, StepKind.DUE]
    start = datetime(2026, 11, 20, 16, 40, tzinfo=CST)
    assert due_instant(start, Limit(24, Unit.HOUR)) == start + timedelta(hours=24)
    with pytest.raises(ValueError, match="hour"):
        due_instant(start, _wd(1))


def test_telling_deadline_ends_at_close_of_business() -> None:
    """S10, S11: received 9-30 16:50, told 10-13 17:00 is in time, 10-14 08:30 is not."""
    found = telling_deadline(date(2026, 9, 30), CALENDAR)
    assert found.day == date(2026, 10, 13)
    for moment, lapsed in (
        (datetime(2026, 10, 13, 17, 0, tzinfo=CST), False),
        (datetime(2026, 10, 13, 17, 30, tzinfo=CST), False),
        (datetime(2026, 10, 13, 17, 30, 1, tzinfo=CST), True),
        (datetime(2026, 10, 14, 8, 30, tzinfo=CST), True),
        (datetime(2026, 10, 12, 23, 0, tzinfo=CST), False),
    ):
        assert has_lapsed(found.day, moment, CLOSE) is lapsed


@pytest.mark.parametrize(
    ("today", "colour", "left"),
    [
        (date(2026, 11, 26), Light.BLUE, 2),
        (date(2026, 11, 27), Light.YELLOW, 1),
        (date(2026, 11, 28), Light.YELLOW, 1),
        (date(2026, 11, 30), Light.TODAY, 0),
        (date(2026, 12, 1), Light.RED, -1),
    ],
)
def test_lights(today: date, colour: Light, left: int) -> None:
    """S34: yellow with one working day left, today on the day, red after it."""
    day = date(2026, 11, 30)
    assert light(day, today, CALENDAR) is colour
    assert remaining(day, today, CALENDAR) == left


def test_no_due_date_no_light() -> None:
    """A case without a clock has no colour; the warning distance can be set."""
    assert light(None, date(2026, 11, 26), CALENDAR) is Light.NONE
    assert light(date(2026, 11, 30), date(2026, 11, 26), CALENDAR, warn=2) is Light.YELLOW


def test_limits_as_content_and_words() -> None:
    """Every unit has its words, and content reads back equal."""
    limits = [
        ON_THE_SPOT,
        _wd(20),
        Limit(30, Unit.CALENDAR_DAY),
        Limit(3, Unit.MONTH),
        Limit(24, Unit.HOUR),
    ]
    assert len({limit.text() for limit in limits}) == 5
    assert [Limit.from_content(limit.to_content()) for limit in limits] == limits


@pytest.mark.parametrize(
    "content",
    [
        {},
        {"amount": True, "unit": "working_day"},
        {"amount": 5, "unit": "fortnight"},
        {"amount": 0, "unit": "working_day"},
        {"amount": 5, "unit": "on_the_spot"},
        {"amount": -5, "unit": "month"},
    ],
)
def test_faulty_limits_are_refused(content: dict[str, Any]) -> None:
    """A limit is a positive number with a known unit, or nothing at all on the spot."""
    with pytest.raises(InputFault):
        Limit.from_content(content)


@settings(max_examples=150, deadline=None)
@given(
    start=st.dates(date(2025, 6, 1), date(2028, 6, 1)),
    amount=st.integers(1, 90),
    unit=st.sampled_from([Unit.WORKING_DAY, Unit.CALENDAR_DAY, Unit.MONTH]),
    excluded=st.integers(0, 30),
)
def test_due_dates_hold(start: date, amount: int, unit: Unit, excluded: int) -> None:
    """Never on a rest day, never earlier for an exclusion, and the counted lines add up."""
    limit = Limit(amount, unit)
    found = due(start, limit, CALENDAR, excluded)
    assert CALENDAR.is_workday(found.day)
    assert found.day >= due_day(start, limit, CALENDAR)
    if unit is Unit.WORKING_DAY:
        counted = {StepKind.COUNTED, StepKind.MAKE_UP}
        assert sum(s.days for s in found.steps if s.kind in counted) == amount + excluded
