"""A year's holidays as one line each, the way the yearly notice is read out.

`国庆节 10-01至10-07 班 09-20 10-10`: the name, the days off, the weekend days worked for it.
"""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from counter_app.domain.errors import InputFault
from counter_app.domain.fields import half_width
from counter_app.domain.workdays import Holiday, YearTable
from counter_app.words import _

WORKED = "班"
TO = "至"
_DAY = r"(\d{1,2})[-/.月](\d{1,2})日?"
_LINE = re.compile(rf"(?P<name>\S+)\s+(?P<days>.+?)(?:\s*{WORKED}\s*(?P<worked>.*))?")
_SPAN = re.compile(rf"{_DAY}(?:\s*(?:{TO}|到|~|—|–)\s*{_DAY})?")


def written(table: YearTable) -> str:
    """The holidays of a year, a line each, in their order."""
    return "\n".join(_line(one) for one in table.holidays)


def _line(holiday: Holiday) -> str:
    span = _short(holiday.first)
    if holiday.last != holiday.first:
        span += TO + _short(holiday.last)
    worked = [WORKED, *map(_short, holiday.make_up)] if holiday.make_up else []
    return " ".join([holiday.name, span, *worked])


def _short(day: date) -> str:
    return f"{day:%m-%d}"


def read(text: str, year: int) -> list[dict[str, Any]]:
    """The holidays of a calendar document; InputFault on `holidays` naming the line."""
    lines = enumerate(half_width(text).splitlines(), start=1)
    return [_holiday(line.strip(), place, year) for place, line in lines if line.strip()]


def _holiday(line: str, place: int, year: int) -> dict[str, Any]:
    found = _LINE.fullmatch(line)
    span = _SPAN.fullmatch(found["days"].strip()) if found else None
    if found is None or span is None:
        raise _fault(place, line)
    month, day, last_month, last_day = span.groups()
    try:
        first = date(year, int(month), int(day))
        last = date(year, int(last_month), int(last_day)) if last_month else first
        make_up = list(_days(found["worked"] or "", year))
    except ValueError:
        raise _fault(place, line) from None
    return {
        "name": found["name"],
        "first": first.isoformat(),
        "last": last.isoformat(),
        "make_up": [one.isoformat() for one in make_up],
    }


def _days(text: str, year: int) -> Iterable[date]:
    for part in re.split(r"[\s、,，]+", text.strip()):
        if part:
            found = re.fullmatch(_DAY, part)
            if found is None:
                raise ValueError(part)
            yield date(year, int(found[1]), int(found[2]))


def _fault(place: int, line: str) -> InputFault:
    message = _("Line {place} “{line}”: write name, days off and days worked as in the example.")
    return InputFault({"holidays": message.format(place=place, line=line)})
