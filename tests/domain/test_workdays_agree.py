"""Working days agree with two independent libraries wherever these know the years (3.1)."""

from datetime import date, timedelta
from functools import cache

import chinese_calendar
import numpy as np
from chinese_calendar.constants import holidays, workdays
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.workdays import Holiday, WorkCalendar, YearTable
from tests.domain.writers import calendar

KNOWN = range(2005, 2027)
"""Years the package has in full."""
FIRST, LAST = date(2005, 1, 1), date(2026, 12, 31)
DAYS = st.integers(0, (date(2026, 6, 30) - FIRST).days).map(lambda n: FIRST + timedelta(days=n))


@cache
def years(*, worked_too: bool) -> WorkCalendar:
    """The days off the package lists, with or without the weekend days worked for them."""
    tables = []
    for year in KNOWN:
        off = [Holiday(name="节", first=day, last=day) for day in holidays if day.year == year]
        extra = tuple(day for day in workdays if day.year == year and day.weekday() >= 5)
        if worked_too and off:
            off[0] = Holiday(name="节", first=off[0].first, last=off[0].last, make_up=extra)
        tables.append(YearTable(year=year, holidays=tuple(off)))
    return WorkCalendar(tuple(tables))


def test_every_day_of_the_shipped_year_is_what_the_package_says() -> None:
    """国办通知 2026: 365 days, one by one, our table against chinesecalendar's."""
    days = [date(2026, 1, 1) + timedelta(days=n) for n in range(365)]
    differ = [day for day in days if calendar().is_workday(day) != chinese_calendar.is_workday(day)]
    assert differ == []


@given(start=DAYS, amount=st.integers(1, 60))
def test_adding_agrees_with_the_package_over_twenty_two_years(start: date, amount: int) -> None:
    """chinesecalendar asked day by day, weekend days worked included."""
    day, left = start, amount
    while left:
        day += timedelta(days=1)
        left -= chinese_calendar.is_workday(day)
    assert years(worked_too=True).add(start, amount) == day


@given(start=DAYS, amount=st.integers(1, 60))
def test_adding_agrees_with_numpy_over_twenty_two_years(start: date, amount: int) -> None:
    """numpy.busday_offset with the same days off; it knows no weekend day that is worked."""
    off = [one.first for table in years(worked_too=False).tables for one in table.holidays]
    found = np.busday_offset(start, amount, roll="backward", holidays=off)
    assert years(worked_too=False).add(start, amount) == found.item()


@given(start=DAYS, end=DAYS)
def test_counting_agrees_with_numpy(start: date, end: date) -> None:
    """After the first day up to and including the last, either way round."""
    off = [one.first for table in years(worked_too=False).tables for one in table.holidays]
    first, last = sorted((start, end))
    day = timedelta(days=1)
    counted = int(np.busday_count(first + day, last + day, holidays=off))
    assert years(worked_too=False).count(first, last) == counted
    assert years(worked_too=False).count(last, first) == -counted
