"""Due dates with their arithmetic, the telling deadline, and the lights of a case.

Working-day periods: 行政许可法 第82条. The first day is not counted: 民法典 第201条;
months: 第202条; a last day on a rest day rolls on and a day ends at close of
business: 第203条. Days of special procedures do not count: 行政许可法 第45条.
"""

import calendar as gregorian
import enum
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, Self

import attrs

from counter_app.domain.errors import InputFault
from counter_app.domain.workdays import DayKind, WorkCalendar
from counter_app.words import _, ngettext

DAY = timedelta(days=1)
TELLING_WORKING_DAYS = 5


class Unit(enum.StrEnum):
    """In what a limit is counted; regulations differ, so each limit carries its own."""

    WORKING_DAY = "working_day"
    CALENDAR_DAY = "calendar_day"
    MONTH = "month"
    HOUR = "hour"
    ON_THE_SPOT = "on_the_spot"


@attrs.frozen
class Limit:
    """A time limit; `amount` is 0 exactly when it is to be done on the spot."""

    amount: int
    unit: Unit

    def __attrs_post_init__(self) -> None:
        if (self.amount == 0) != (self.unit is Unit.ON_THE_SPOT) or self.amount < 0:
            raise InputFault({"limit": _("A time limit needs a number of days above 0.")})

    def text(self) -> str:
        """The limit in words, as papers print it."""
        if self.unit is Unit.ON_THE_SPOT:
            return _("done on the spot")
        phrase = {
            Unit.WORKING_DAY: ngettext("{n} working day", "{n} working days", self.amount),
            Unit.CALENDAR_DAY: ngettext("{n} calendar day", "{n} calendar days", self.amount),
            Unit.MONTH: ngettext("{n} month", "{n} months", self.amount),
            Unit.HOUR: ngettext("{n} hour", "{n} hours", self.amount),
        }
        return phrase[self.unit].format(n=self.amount)

    @classmethod
    def from_content(cls, content: Mapping[str, Any]) -> Self:
        """Read `{"amount": 20, "unit": "working_day"}`; raises InputFault on anything else."""
        amount = content.get("amount")
        if not isinstance(amount, int) or isinstance(amount, bool):
            raise InputFault({"limit": _("A time limit needs a number of days above 0.")})
        try:
            unit = Unit(content.get("unit", ""))
        except ValueError:
            message = _("“{unit}” is not a unit of time limits.")
            raise InputFault({"limit": message.format(unit=content.get("unit", ""))}) from None
        return cls(amount, unit)

    def to_content(self) -> dict[str, Any]:
        """Plain JSON that `from_content` reads back."""
        return {"amount": self.amount, "unit": self.unit.value}


ON_THE_SPOT = Limit(0, Unit.ON_THE_SPOT)


class StepKind(enum.StrEnum):
    """One line of the arithmetic of a due date."""

    START = "start"
    EXCLUDED = "excluded"
    EXTENDED = "extended"
    COUNTED = "counted"
    MAKE_UP = "make_up"
    SKIPPED = "skipped"
    SPAN = "span"
    ROLLED = "rolled"
    DUE = "due"
    PROVISIONAL = "provisional"


@attrs.frozen
class Step:
    """A run of days `first`…`last` and why it counts or not; `days` is how many it holds."""

    kind: StepKind
    first: date
    last: date
    days: int = 0
    reason: str = ""

    def line(self) -> str:
        """The step as one line for screen and paper."""
        return _step_texts()[self.kind].format(
            span=_span(self.first, self.last),
            first=_short(self.first),
            last=self.last.isoformat(),
            n=self.days,
            reason=self.reason,
        )


@attrs.frozen
class DueDate:
    """The day something is due and how it was computed.

    `provisional` says that a year on the way has no firm calendar: the date is
    printed with 暂定 and computed again when the calendar of that year arrives.
    """

    day: date
    provisional: bool
    steps: tuple[Step, ...]

    def arithmetic(self) -> list[str]:
        """One line per step, to print under the date."""
        return [step.line() for step in self.steps]


@attrs.frozen
class Clocks:
    """The two clocks of a case: what the law gives and what the hall pledged."""

    statutory: DueDate | None
    pledged: DueDate | None


def due_day(
    start: date, limit: Limit, calendar: WorkCalendar, excluded: int = 0, extended: int = 0
) -> date:
    """The day alone, for lists; see `due`."""
    if limit.unit is Unit.ON_THE_SPOT:
        return start
    if limit.unit is Unit.WORKING_DAY:
        return calendar.add(start, limit.amount + excluded + extended)
    if limit.unit is Unit.HOUR:
        # A period by the hour may end on a rest day (民法典 200); part days are rounded up.
        return start + -(-limit.amount // 24) * DAY
    return calendar.first_workday_on_or_after(_raw_end(start, limit, excluded + extended))


def due(
    start: date, limit: Limit, calendar: WorkCalendar, excluded: int = 0, extended: int = 0
) -> DueDate:
    """When a period that began on `start` (day 0, not counted) ends, with the arithmetic.

    `excluded` are days of special procedures (行政许可法 45), `extended` days of a
    granted extension (42): working days for limits in working days, calendar days otherwise.
    """
    day = due_day(start, limit, calendar, excluded, extended)
    provisional = calendar.provisional_in(start, day)
    steps = [Step(StepKind.START, start, start, limit.amount, limit.text())]
    if excluded:
        steps.append(Step(StepKind.EXCLUDED, start, start, excluded))
    if extended:
        steps.append(Step(StepKind.EXTENDED, start, start, extended))
    if limit.unit is Unit.WORKING_DAY:
        steps.extend(_runs(start, day, calendar))
    elif day > start:
        steps.extend(_plain_steps(start, day, limit, excluded + extended))
    steps.append(Step(StepKind.DUE, day, day))
    if provisional:
        steps.append(Step(StepKind.PROVISIONAL, start, day))
    return DueDate(day, provisional, tuple(steps))


def clocks(
    start: date,
    statutory: Limit | None,
    pledged: Limit | None,
    calendar: WorkCalendar,
    *,
    excluded: Sequence[tuple[date, date]] = (),
    statutory_extension: int = 0,
    pledged_extension: int = 0,
) -> Clocks:
    """Both clocks from the same day 0; each may have its own extension.

    `excluded` are the closed periods of special procedures (行政许可法 45).
    """

    def clock(limit: Limit | None, extended: int) -> DueDate | None:
        if limit is None:
            return None
        return due(start, limit, calendar, excluded_days(excluded, limit, calendar), extended)

    return Clocks(clock(statutory, statutory_extension), clock(pledged, pledged_extension))


def due_instant(start: datetime, limit: Limit) -> datetime:
    """The end of a period counted by the hour (民法典 200); ValueError for any other unit."""
    if limit.unit is not Unit.HOUR:
        raise ValueError(f"{limit} is not counted by the hour")
    return start + timedelta(hours=limit.amount)


def excluded_working_days(periods: Iterable[tuple[date, date]], calendar: WorkCalendar) -> int:
    """Working days inside the closed periods; a day two periods share counts once."""
    return sum(calendar.count(before, last) for before, last in _disjoint(periods))


def excluded_days(
    periods: Iterable[tuple[date, date]], limit: Limit, calendar: WorkCalendar
) -> int:
    """Days of the closed periods that `limit` does not count, in its own unit.

    Working days for a limit in working days, else calendar days; none for a limit by the hour
    or on the spot, which no special procedure stops.
    """
    if limit.unit is Unit.WORKING_DAY:
        return excluded_working_days(periods, calendar)
    if limit.unit in (Unit.HOUR, Unit.ON_THE_SPOT):
        return 0
    return sum((last - before).days for before, last in _disjoint(periods))


def _disjoint(periods: Iterable[tuple[date, date]]) -> Iterator[tuple[date, date]]:
    """(day before the first, last day) of each stretch the periods cover, none twice."""
    covered = date.min
    for first, last in sorted(periods):
        before = max(first - DAY, covered)
        if last > before:
            yield before, last
            covered = last


def telling_deadline(received_day: date, calendar: WorkCalendar) -> DueDate:
    """By when everything missing must have been told: 5 working days (行政许可法 32(四)).

    It ends at close of business of that day; see `has_lapsed`.
    """
    return due(received_day, Limit(TELLING_WORKING_DAYS, Unit.WORKING_DAY), calendar)


def has_lapsed(day: date, now: datetime, close: time) -> bool:
    """Whether close of business of `day` has passed (民法典 203); `now` in the hall's time zone."""
    return now.date() > day or (now.date() == day and now.time() > close)


class Light(enum.StrEnum):
    """The colour of a due date today; texts stand beside it, colour is never alone."""

    BLUE = "blue"
    YELLOW = "yellow"
    TODAY = "today"
    RED = "red"
    NONE = "none"


def remaining(due_on: date, today: date, calendar: WorkCalendar) -> int:
    """Working days left after today; 0 on the day itself, negative when past due."""
    return calendar.count(today, due_on)


def light(due_on: date | None, today: date, calendar: WorkCalendar, warn: int = 1) -> Light:
    """Red past due, today on the day, yellow with `warn` or fewer working days left, else blue."""
    if due_on is None:
        return Light.NONE
    if today > due_on:
        return Light.RED
    if today == due_on:
        return Light.TODAY
    return Light.YELLOW if remaining(due_on, today, calendar) <= warn else Light.BLUE


def add_months(start: date, months: int) -> date:
    """The same day of a later month, or that month's last day (民法典 202)."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, gregorian.monthrange(year, month + 1)[1]))


def _raw_end(start: date, limit: Limit, more: int) -> date:
    """The last day of a limit in calendar days or months, before it rolls off a rest day."""
    if limit.unit is Unit.MONTH:
        return add_months(start, limit.amount) + more * DAY
    return start + (limit.amount + more) * DAY


def _plain_steps(start: date, day: date, limit: Limit, more: int) -> Iterator[Step]:
    """Steps of limits that count every day: the span, then the roll off a rest day."""
    raw = day if limit.unit is Unit.HOUR else _raw_end(start, limit, more)
    yield Step(StepKind.SPAN, start + DAY, raw, (raw - start).days)
    if raw != day:
        yield Step(StepKind.ROLLED, raw, day, (day - raw).days)


def _runs(start: date, end: date, calendar: WorkCalendar) -> Iterator[Step]:
    """Group the days after `start` into counted and skipped runs with their reasons."""
    days = (start + offset * DAY for offset in range(1, (end - start).days + 1))
    for (kind, reason), group in itertools.groupby(days, lambda day: _nature(day, calendar)):
        run = tuple(group)
        yield Step(kind, run[0], run[-1], len(run), reason)


def _nature(day: date, calendar: WorkCalendar) -> tuple[StepKind, str]:
    name, kind = calendar.name_of(day), calendar.kind_of(day)
    if kind is DayKind.REST_DAY:
        return StepKind.SKIPPED, name or _("weekend")
    return (StepKind.MAKE_UP if kind is DayKind.MAKE_UP_WORKDAY else StepKind.COUNTED), name


def _short(day: date) -> str:
    return _("{month}/{day}").format(month=day.month, day=day.day)


def _span(first: date, last: date) -> str:
    if first == last:
        return _short(first)
    return _("{first} to {last}").format(first=_short(first), last=_short(last))


def _step_texts() -> dict[StepKind, str]:
    return {
        StepKind.START: _("From {last} (not counted): {reason}"),
        StepKind.EXCLUDED: _("plus {n} days of special procedures that do not count"),
        StepKind.EXTENDED: _("plus {n} days of extension"),
        StepKind.COUNTED: _("{span}: {n} working days"),
        StepKind.MAKE_UP: _("{span}: {n} make-up working days ({reason})"),
        StepKind.SKIPPED: _("{span}: not counted ({reason})"),
        StepKind.SPAN: _("{span}: {n} days"),
        StepKind.ROLLED: _("{first} is a rest day; the period ends on {last}"),
        StepKind.DUE: _("Due on {last}"),
        StepKind.PROVISIONAL: _("Provisional: the calendar of a year on the way is not known yet"),
    }
