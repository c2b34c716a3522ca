"""P14: the twentieth working day after each of a million days of receipt.

    python -m benchmarks.duedates [--dates N] [--rounds N]

The floor is numpy.busday_offset over the whole array with the same days off; weekend days worked
instead are left out of both, because numpy knows none. chinesecalendar, which is asked day by day,
is given a hundredth of the dates and its time is multiplied.
"""

import argparse
import sys
from datetime import date, timedelta
from functools import partial

import chinese_calendar
import numpy as np

from benchmarks.timing import Figure, measure, table
from counter_app.domain.workdays import Holiday, WorkCalendar, YearTable
from counter_app.services.founding import shipped_calendars

DAYS = 20
FIRST, SPAN = date(2026, 1, 1), 330
SHARE = 100
OURS, NUMPY, PACKAGE = "counter-app", "numpy.busday_offset", "chinesecalendar day by day"
NO_SLOWER_THAN, FASTER_THAN = 12, 200


def receipts(count: int) -> list[date]:
    """Days of receipt all over a year, whose due days lie in the same year."""
    return [FIRST + timedelta(days=n * 7 % SPAN) for n in range(count)]


def plain_calendar() -> WorkCalendar:
    """The official days off of 2026 without the weekend days worked for them."""
    official = WorkCalendar.merged(shipped_calendars()).table(2026)
    holidays = tuple(
        Holiday(name=one.name, first=one.first, last=one.last) for one in official.holidays
    )
    return WorkCalendar((YearTable(year=2026, holidays=holidays),))


def ours(days: list[date], calendar: WorkCalendar) -> list[date]:
    """The program's own way, one date after the other."""
    add = calendar.add
    return [add(day, DAYS) for day in days]


def numpy_way(days: "np.ndarray", off: list[date]) -> "np.ndarray":
    """Vectorised: a day that is no working day counts from the last one before it."""
    return np.busday_offset(days, DAYS, roll="backward", holidays=off)


def day_by_day(days: list[date]) -> list[date]:
    """Ask the package about every day until twenty were worked."""
    found = []
    for day in days:
        left = DAYS
        while left:
            day += timedelta(days=1)
            left -= chinese_calendar.is_workday(day)
        found.append(day)
    return found


def main() -> int:
    """Measure, print, and say whether the targets are met."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--dates", type=int, default=1_000_000)
    options.add_argument("--rounds", type=int, default=5)
    given = options.parse_args()
    calendar, days = plain_calendar(), receipts(given.dates)
    off = [day for one in calendar.table(2026).holidays for day in one.days()]
    array, few = np.array(days, dtype="datetime64[D]"), days[::SHARE]
    assert ours(days[:SPAN], calendar) == list(numpy_way(array[:SPAN], off).tolist())
    floor, mine, asked = measure(
        {
            NUMPY: partial(numpy_way, array, off),
            OURS: partial(ours, days, calendar),
            PACKAGE: partial(day_by_day, few),
        },
        given.rounds,
        warm_up=1,
    )
    package = Figure(PACKAGE, tuple(one * SHARE for one in asked.samples))
    title = f"P14: {given.dates:,} due dates, {DAYS} working days"
    notes = {PACKAGE: f"measured with 1/{SHARE} of the dates"}
    print(table(title, [floor, mine, package], notes))
    slower, faster = mine.ratio(floor), package.ratio(mine)
    met = slower <= NO_SLOWER_THAN and faster >= FASTER_THAN
    print(f"\n×{slower:.1f} of numpy (target ≤ {NO_SLOWER_THAN}), {faster:.0f} times as fast as")
    print(f"the package (target ≥ {FASTER_THAN}): {'met' if met else 'missed'}")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
