"""Working days of 2026 as the notice says, and counting that holds for any calendar."""

import itertools
import tomllib
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counter_app.domain.errors import InputFault
from counter_app.domain.workdays import DayKind, WorkCalendar, YearTable
from counter_app.words import RESOURCES

DAY = timedelta(days=1)
DAYS = st.dates(date(2024, 1, 1), date(2029, 12, 31))


def _document(year: int) -> dict[str, Any]:
    return tomllib.loads((RESOURCES / "calendars" / f"{year}.toml").read_text(encoding="utf-8"))


CALENDAR = WorkCalendar.merged([_document(2026), _document(2027)])


def _naive(start: date, days: int) -> date:
    while days:
        start += DAY
        days -= CALENDAR.is_workday(start)
    return start


def test_2026_has_248_working_days() -> None:
    """The table of 2026 gives the working days of every month that the notice implies."""
    firsts = [date(2026, month, 1) for month in range(1, 13)] + [date(2027, 1, 1)]
    months = [
        CALENDAR.count(first - DAY, after - DAY) for first, after in itertools.pairwise(firsts)
    ]
    assert months == [21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23]
    assert sum(months) == 248


@pytest.mark.parametrize(
    ("day", "kind", "name"),
    [
        (date(2026, 9, 20), DayKind.MAKE_UP_WORKDAY, "国庆节"),
        (date(2026, 1, 4), DayKind.MAKE_UP_WORKDAY, "元旦"),
        (date(2026, 2, 14), DayKind.MAKE_UP_WORKDAY, "春节"),
        (date(2026, 10, 10), DayKind.MAKE_UP_WORKDAY, "国庆节"),
        (date(2026, 10, 17), DayKind.REST_DAY, ""),
        (date(2026, 9, 25), DayKind.REST_DAY, "中秋节"),
        (date(2026, 11, 23), DayKind.WORKDAY, ""),
        (date(2027, 1, 1), DayKind.REST_DAY, "元旦"),
    ],
)
def test_kind_of_day(day: date, kind: DayKind, name: str) -> None:
    """S06: a make-up Saturday is worked, an ordinary Saturday is not; festivals have names."""
    assert CALENDAR.kind_of(day) is kind
    assert CALENDAR.name_of(day) == name
    assert CALENDAR.is_workday(day) is (kind is not DayKind.REST_DAY)


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        (date(2026, 9, 24), 5, date(2026, 10, 9)),
        (date(2026, 9, 18), 1, date(2026, 9, 20)),
        (date(2026, 9, 30), 5, date(2026, 10, 13)),
        (date(2026, 12, 1), 20, date(2026, 12, 29)),
        (date(2026, 11, 23), 28, date(2026, 12, 31)),
        (date(2026, 11, 23), 30, date(2027, 1, 5)),
        (date(2026, 11, 23), 0, date(2026, 11, 23)),
    ],
)
def test_add(start: date, days: int, end: date) -> None:
    """S01, S02, S07: the start is not counted and the year may end on the way."""
    assert CALENDAR.add(start, days) == end


def test_adding_backwards_is_our_bug() -> None:
    """A negative number of working days has no meaning."""
    with pytest.raises(ValueError, match="-1"):
        CALENDAR.add(date(2026, 1, 5), -1)


def test_a_missing_year_is_computed_and_provisional() -> None:
    """No notice for 2028: Monday to Friday minus 1 January, and it says so."""
    table = CALENDAR.table(2028)
    assert table.provisional
    assert not CALENDAR.is_workday(date(2030, 1, 1))  # a Tuesday
    assert CALENDAR.provisional_in(date(2026, 12, 31), date(2027, 1, 4))
    assert not CALENDAR.provisional_in(date(2026, 1, 1), date(2026, 12, 31))
    assert len(WorkCalendar().table(2027).working_days) == 260


def test_first_workday_on_or_after() -> None:
    """A day that is worked stays; the first day of the Spring Festival rolls to its end."""
    assert CALENDAR.first_workday_on_or_after(date(2026, 2, 14)) == date(2026, 2, 14)
    assert CALENDAR.first_workday_on_or_after(date(2026, 2, 15)) == date(2026, 2, 24)


def test_a_new_year_table_moves_the_end() -> None:
    """S08: an invented table of 2027 moves the 30-day case by one day."""
    invented = {
        "year": 2027,
        "version": 2,
        "holidays": [
            {"name": "元旦", "first": "2027-01-01", "last": "2027-01-04", "make_up": ["2027-01-09"]}
        ],
    }
    renewed = WorkCalendar.merged([_document(2026), _document(2027), invented])
    assert renewed.add(date(2026, 11, 23), 30) == date(2027, 1, 6)
    assert renewed.add(date(2026, 11, 23), 28) == date(2026, 12, 31)
    assert not renewed.provisional_in(date(2026, 11, 23), date(2027, 1, 6))


def test_content_round_trip() -> None:
    """A table written as content reads back equal; one document makes a calendar."""
    content = CALENDAR.to_content(2026)
    assert YearTable.from_content(content) == CALENDAR.table(2026)
    assert WorkCalendar.from_content(content).table(2026).version == 1
    assert WorkCalendar.from_content({"year": 2027}) == WorkCalendar((YearTable(year=2027),))


HOLIDAY = {"name": "元旦", "first": "2027-01-01", "last": "2027-01-03", "make_up": []}


@pytest.mark.parametrize(
    ("content", "field"),
    [
        ({}, "year"),
        ({"year": "2027"}, "year"),
        ({"year": True}, "year"),
        ({"year": 27}, "year"),
        ({"year": 2027, "holidays": [{**HOLIDAY, "name": " "}]}, "holidays"),
        ({"year": 2027, "holidays": [{**HOLIDAY, "last": "2027-13-01"}]}, "holidays"),
        ({"year": 2027, "holidays": [{**HOLIDAY, "first": "2026-12-31"}]}, "holidays"),
        (
            {"year": 2027, "holidays": [{**HOLIDAY, "first": "2027-01-03", "last": "2027-01-01"}]},
            "holidays",
        ),
        ({"year": 2027, "holidays": [{**HOLIDAY, "make_up": ["2027-01-05"]}]}, "holidays"),
        ({"year": 2027, "holidays": [HOLIDAY, HOLIDAY]}, "holidays"),
    ],
)
def test_faulty_tables_are_refused(content: dict[str, Any], field: str) -> None:
    """An administrator's slip is named, never guessed away."""
    with pytest.raises(InputFault) as caught:
        YearTable.from_content(content)
    assert list(caught.value.faults) == [field]


def test_toml_dates_are_dates() -> None:
    """A calendar file may write its days without quotes."""
    entry = {"name": "元旦", "first": date(2027, 1, 1), "last": date(2027, 1, 1)}
    table = YearTable.from_content({"year": 2027, "holidays": [entry]})
    assert table.name_of(date(2027, 1, 1)) == "元旦"


@settings(max_examples=150, deadline=None)
@given(start=DAYS, days=st.integers(1, 300))
def test_add_and_count_are_inverse(start: date, days: int) -> None:
    """Counting to where adding ended gives the number added, and it is a working day."""
    end = CALENDAR.add(start, days)
    assert CALENDAR.count(start, end) == days
    assert CALENDAR.count(end, start) == -days
    assert CALENDAR.is_workday(end)


@settings(max_examples=60, deadline=None)
@given(start=DAYS, days=st.integers(0, 40))
def test_add_is_what_fingers_count(start: date, days: int) -> None:
    """The fast way gives what walking day by day gives."""
    assert CALENDAR.add(start, days) == _naive(start, days)


@settings(max_examples=150, deadline=None)
@given(one=DAYS, other=DAYS, days=st.integers(0, 200))
def test_add_is_monotone(one: date, other: date, days: int) -> None:
    """A later start never ends earlier, and one more day never ends earlier or the same day."""
    early, late = sorted((one, other))
    assert CALENDAR.add(early, days) <= CALENDAR.add(late, days)
    assert CALENDAR.add(early, days) < CALENDAR.add(early, days + 1)
