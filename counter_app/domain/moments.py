"""A moment as clerks type it: day and 24-hour time in one field."""

import re
from datetime import date, datetime, time

from counter_app.domain.clock import CST
from counter_app.domain.errors import InputFault
from counter_app.domain.fields import half_width, parse_date
from counter_app.words import _

_MOMENT = re.compile(r"(?P<day>\S*?)[ T]*(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})")


def parse_moment(text: str, now: datetime, *, field: str = "happened_at") -> datetime:
    """The moment meant by `text`, never after `now`.

    `11-25 16:50`, `2026-11-25 16:50`, `昨天 16:50`; the time alone means today. A day without
    a year that would lie ahead belongs to last year. Raises InputFault.
    """
    today = now.astimezone(CST).date()
    found = _MOMENT.fullmatch(half_width(text).replace("　", " ").strip())
    if found is None:
        raise InputFault({field: _("Please give day and time, e.g. 11-25 16:50.")})
    day = parse_date(found["day"], today, field=field) if found["day"] else today
    if day > today and str(day.year) not in found["day"]:
        day = _a_year_before(day, field)
    hour, minute = int(found["hour"]), int(found["minute"])
    if hour > 23 or minute > 59:
        raise InputFault({field: _("A day has 24 hours of 60 minutes; please check the time.")})
    moment = datetime.combine(day, time(hour, minute), tzinfo=CST)
    if moment > now:
        raise InputFault({field: _("This lies in the future; please check the time.")})
    return moment


def _a_year_before(day: date, field: str) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        message = _("There is no day “{text}”; please check year, month and day.")
        raise InputFault({field: message.format(text=day.isoformat())}) from None
