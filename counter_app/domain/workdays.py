"""Working days: which days the hall works, and counting them fast.

The notice of the State Council's general office names, per year, the days off
and the weekend days worked instead. A period does not count its first day
(民法典 第201条) and permit periods count working days only (行政许可法 第82条).
"""

import enum
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, Self

import attrs

from counter_app.domain.errors import InputFault
from counter_app.words import _

DAY = timedelta(days=1)
SATURDAY = 5


class DayKind(enum.StrEnum):
    """What a day is for the hall."""

    WORKDAY = "workday"
    MAKE_UP_WORKDAY = "make_up_workday"
    REST_DAY = "rest_day"


@attrs.frozen(kw_only=True)
class Holiday:
    """One festival: the days off `first`…`last` and the weekend days worked for it."""

    name: str
    first: date
    last: date
    make_up: tuple[date, ...] = ()

    def days(self) -> Iterator[date]:
        """Every day off of this festival."""
        for offset in range((self.last - self.first).days + 1):
            yield self.first + offset * DAY


@attrs.frozen(kw_only=True)
class YearTable:
    """The days off and the make-up working days of one year.

    `provisional` says that the notice of that year is not known; `version` is
    the number of the table, raised with every correction; `source` where it was read.
    Made once and asked a million times: `worked` are the working days, `before` how many of them
    lie on or before each day of the year, whose first day has the ordinal `first`.
    """

    year: int
    holidays: tuple[Holiday, ...] = ()
    provisional: bool = False
    version: int = 1
    source: str = ""
    _off: dict[date, str] = attrs.field(init=False, eq=False, repr=False)
    _make_up: dict[date, str] = attrs.field(init=False, eq=False, repr=False)
    _ordinals: tuple[int, ...] = attrs.field(init=False, eq=False, repr=False)
    first: int = attrs.field(init=False, eq=False, repr=False)
    before: tuple[int, ...] = attrs.field(init=False, eq=False, repr=False)
    worked: tuple[date, ...] = attrs.field(init=False, eq=False, repr=False)

    @_off.default
    def _collect_off(self) -> dict[date, str]:
        return {day: holiday.name for holiday in self.holidays for day in holiday.days()}

    @_make_up.default
    def _collect_make_up(self) -> dict[date, str]:
        return {day: holiday.name for holiday in self.holidays for day in holiday.make_up}

    @_ordinals.default
    def _list_working_days(self) -> tuple[int, ...]:
        first, after = date(self.year, 1, 1).toordinal(), date(self.year, 12, 31).toordinal() + 1
        return tuple(n for n in range(first, after) if self._works(date.fromordinal(n)))

    @first.default
    def _find_first(self) -> int:
        return date(self.year, 1, 1).toordinal()

    @before.default
    def _count_working_days(self) -> tuple[int, ...]:
        after = date(self.year, 12, 31).toordinal() + 1
        return tuple(bisect_right(self._ordinals, day) for day in range(self.first, after))

    @worked.default
    def _name_working_days(self) -> tuple[date, ...]:
        return tuple(map(date.fromordinal, self._ordinals))

    def _works(self, day: date) -> bool:
        return day in self._make_up or (day.weekday() < SATURDAY and day not in self._off)

    def kind_of(self, day: date) -> DayKind:
        """What `day` of this year is."""
        if day in self._make_up:
            return DayKind.MAKE_UP_WORKDAY
        return DayKind.WORKDAY if self._works(day) else DayKind.REST_DAY

    def name_of(self, day: date) -> str:
        """The festival that gives the day off or that it is worked for; "" for any other day."""
        return self._make_up.get(day) or self._off.get(day, "")

    def position(self, ordinal: int) -> int:
        """How many working days of this year lie on or before `ordinal`."""
        return self.before[ordinal - self.first]

    @property
    def working_days(self) -> tuple[int, ...]:
        """Proleptic ordinals of the working days, rising."""
        return self._ordinals

    @classmethod
    def from_content(cls, content: Mapping[str, Any]) -> Self:
        """Read one calendar document.

        Raises InputFault naming the entry: a day outside the year, a range
        written backwards, a make-up day on a day that is worked anyway, a day named twice.
        """
        year = content.get("year")
        if not isinstance(year, int) or isinstance(year, bool) or not 1950 <= year <= 9000:
            raise InputFault({"year": _("Give the year of the calendar, e.g. 2027.")})
        holidays = tuple(_holiday(entry, year) for entry in content.get("holidays", ()))
        _check_overlap(holidays)
        table = cls(
            year=year,
            holidays=holidays,
            provisional=bool(content.get("provisional", False)),
            version=int(content.get("version", 1)),
            source=str(content.get("source", "")),
        )
        _check_months(table)
        return table

    def to_content(self) -> dict[str, Any]:
        """Plain JSON that `from_content` reads back to an equal table."""
        return {
            "year": self.year,
            "version": self.version,
            "provisional": self.provisional,
            "source": self.source,
            "holidays": [
                {
                    "name": holiday.name,
                    "first": holiday.first.isoformat(),
                    "last": holiday.last.isoformat(),
                    "make_up": [day.isoformat() for day in holiday.make_up],
                }
                for holiday in self.holidays
            ],
        }


@attrs.frozen
class WorkCalendar:
    """The tables of all known years; a year without one is computed and provisional."""

    tables: tuple[YearTable, ...] = ()
    _by_year: dict[int, YearTable] = attrs.field(init=False, eq=False, repr=False)

    @_by_year.default
    def _index(self) -> dict[int, YearTable]:
        return {table.year: table for table in self.tables}

    def table(self, year: int) -> YearTable:
        """The table of `year`, or Monday to Friday minus 1 January, provisional."""
        return self._by_year.get(year) or _computed(year)

    def kind_of(self, day: date) -> DayKind:
        """Whether `day` is worked, worked as a make-up day, or a rest day."""
        return self.table(day.year).kind_of(day)

    def name_of(self, day: date) -> str:
        """The festival behind a day off or a make-up day; "" for any other day."""
        return self.table(day.year).name_of(day)

    def is_workday(self, day: date) -> bool:
        """Whether the hall works on `day`."""
        return self.kind_of(day) is not DayKind.REST_DAY

    def add(self, start: date, days: int) -> date:
        """The `days`-th working day after `start`; `start` itself is not counted (民法典 201).

        `add(start, 0)` is `start`. Raises ValueError for a negative number.
        """
        if days < 0:
            raise ValueError(f"cannot count {days} working days")
        if days == 0:
            return start
        table = self._by_year.get(start.year) or _computed(start.year)
        index = table.before[start.toordinal() - table.first] + days - 1
        while index >= len(table.worked):
            index -= len(table.worked)
            table = self.table(table.year + 1)
        return table.worked[index]

    def count(self, start: date, end: date) -> int:
        """Working days after `start` up to and including `end`; negative when `end` is earlier."""
        if end < start:
            return -self.count(end, start)
        total = self.table(end.year).position(end.toordinal())
        total -= self.table(start.year).position(start.toordinal())
        return total + sum(
            len(self.table(year).working_days) for year in range(start.year, end.year)
        )

    def first_workday_on_or_after(self, day: date) -> date:
        """`day` when it is worked, else the next day that is (民法典 203)."""
        return day if self.is_workday(day) else self.add(day, 1)

    def provisional_in(self, start: date, end: date) -> bool:
        """Whether any year from `start` to `end` has no firm table."""
        return any(self.table(year).provisional for year in range(start.year, end.year + 1))

    @classmethod
    def merged(cls, documents: Iterable[Mapping[str, Any]]) -> Self:
        """One calendar out of one document per year; a later document of a year wins."""
        tables = {table.year: table for table in map(YearTable.from_content, documents)}
        return cls(tuple(tables[year] for year in sorted(tables)))

    @classmethod
    def from_content(cls, content: Mapping[str, Any]) -> Self:
        """A calendar that knows the one year of `content`."""
        return cls.merged([content])

    def to_content(self, year: int) -> dict[str, Any]:
        """The document of `year`, computed when the calendar has none."""
        return self.table(year).to_content()


@lru_cache(maxsize=64)
def _computed(year: int) -> YearTable:
    """Monday to Friday minus 1 January: what is certain before the notice is out."""
    new_year = date(year, 1, 1)
    return YearTable(
        year=year,
        holidays=(Holiday(name=_("New Year's Day"), first=new_year, last=new_year),),
        provisional=True,
        version=0,
        source=_("Computed: no notice for this year has been entered"),
    )


def _holiday(entry: Mapping[str, Any], year: int) -> Holiday:
    name = str(entry.get("name", "")).strip()
    if not name:
        raise InputFault({"holidays": _("A holiday has no name.")})
    first, last = _day(entry.get("first"), name, year), _day(entry.get("last"), name, year)
    if last < first:
        raise InputFault(
            {"holidays": _("{name}: the last day lies before the first.").format(name=name)}
        )
    make_up = tuple(_day(value, name, year) for value in entry.get("make_up", ()))
    for day in make_up:
        if day.weekday() < SATURDAY:
            message = _("{name}: {day} is not a Saturday or Sunday; it is worked anyway.")
            raise InputFault({"holidays": message.format(name=name, day=day)})
    return Holiday(name=name, first=first, last=last, make_up=make_up)


def _day(value: object, name: str, year: int) -> date:
    """A day of the table; TOML may hold it as text or as a date."""
    try:
        day = value if isinstance(value, date) else date.fromisoformat(str(value))
    except ValueError:
        message = _("{name}: “{value}” is not a date; write it as 2027-10-01.")
        raise InputFault({"holidays": message.format(name=name, value=value)}) from None
    if day.year != year:
        message = _("{name}: {day} is not in {year}; enter it in the calendar of its own year.")
        raise InputFault({"holidays": message.format(name=name, day=day, year=year)})
    return day


def _check_months(table: YearTable) -> None:
    """No notice closes a month: a span typed a month too long would move every deadline."""
    worked = {date.fromordinal(day).month for day in table.working_days}
    for month in range(1, 13):
        if month not in worked:
            message = _("{year}-{month:02d} would have no working day; compare it with the notice.")
            raise InputFault({"holidays": message.format(year=table.year, month=month)})


def _check_overlap(holidays: tuple[Holiday, ...]) -> None:
    seen: dict[date, str] = {}
    for holiday in holidays:
        for day in (*holiday.days(), *holiday.make_up):
            if day in seen:
                message = _("{day} is named twice: {first} and {second}.")
                raise InputFault(
                    {"holidays": message.format(day=day, first=seen[day], second=holiday.name)}
                )
            seen[day] = holiday.name
