"""The hall: its windows, who works there, and when it closes.

A window without a place cannot be pointed to, so its configuration fails (A1.5.4c).
"""

import itertools
import re
from collections.abc import Mapping
from datetime import date, time
from typing import Any, Self

import attrs

from counter_app.domain.content import (
    read_count,
    read_fact,
    read_flag,
    read_record,
    read_required,
    read_rows,
    read_text,
    read_texts,
)
from counter_app.domain.errors import InputFault
from counter_app.domain.policy import Policy
from counter_app.words import _

ROLES = ("clerk", "proxy_clerk", "supervisor", "administrator")
_COUNTER_ID = re.compile(r"W[0-9]{2,3}")
_MONTH_DAY = re.compile(r"(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")


@attrs.frozen(kw_only=True)
class Counter:
    """One window. `backup` is the window that covers for it (A/B posts)."""

    id: str
    number: int
    name: str
    place: str
    floor: str = ""
    phone: str | None = None
    section: str = ""
    matters: tuple[str, ...] = ()
    backup: str = ""

    @property
    def label(self) -> str:
        """How papers and phrases name the window, e.g. 3号窗口（市场准入）."""
        return f"{self.number}号窗口（{self.name}）"


@attrs.frozen(kw_only=True)
class Staff:
    """A clerk by id; `roles` are taken from `ROLES`, `counter` is the usual window."""

    id: str
    name: str
    roles: frozenset[str]
    counter: str = ""
    staff_number: str = ""


@attrs.frozen(kw_only=True)
class Hours:
    """Office hours from `first` to `last` (month-day, both included, may span New Year)."""

    name: str
    first: str
    last: str
    opens: time
    closes: time
    lunch: tuple[time, time] | None = None

    def covers(self, day: date) -> bool:
        """Whether this table holds on `day`."""
        key = day.strftime("%m-%d")
        if self.first <= self.last:
            return self.first <= key <= self.last
        return key >= self.first or key <= self.last


@attrs.frozen(kw_only=True)
class Hall:
    """The whole hall as one versioned document.

    `abbreviation` opens every paper number; `demo` says that windows, persons and
    telephones are made up, so that papers carry 样张.
    """

    id: str
    name: str
    abbreviation: str
    counters: tuple[Counter, ...]
    hours: tuple[Hours, ...]
    information_desk: str
    supervision_phone: str | None = None
    sections: tuple[str, ...] = ()
    staff: tuple[Staff, ...] = ()
    demo: bool = False
    policy: Policy = attrs.field(factory=Policy)

    def counter(self, counter_id: str) -> Counter | None:
        """The window with this id, or None."""
        return next((one for one in self.counters if one.id == counter_id), None)

    def counter_for(self, matter_code: str) -> Counter | None:
        """The first window that serves the matter; None sends people to the information desk."""
        return next((one for one in self.counters if matter_code in one.matters), None)

    def counters_for(self, matter_code: str) -> tuple[Counter, ...]:
        """Every window that serves the matter."""
        return tuple(one for one in self.counters if matter_code in one.matters)

    def member(self, staff_id: str) -> Staff | None:
        """The member of staff with this id, or None."""
        return next((one for one in self.staff if one.id == staff_id), None)

    def hours_on(self, day: date) -> Hours:
        """The table that holds on `day`; the reader has made sure that one does."""
        return next(table for table in self.hours if table.covers(day))

    def close_of_business(self, day: date) -> time:
        """When the last day of a period ends (民法典 203)."""
        return self.hours_on(day).closes

    @classmethod
    def from_content(cls, content: Mapping[str, Any]) -> Self:
        """Read a hall document; InputFault names the window, person or table and its field."""
        hall = cls(
            id=read_required(content, "id"),
            name=read_required(content, "name"),
            abbreviation=read_required(content, "abbreviation"),
            counters=tuple(
                _counter(read_record(row, f"counters[{place}]"), place)
                for place, row in enumerate(read_rows(content, "counters"), start=1)
            ),
            hours=tuple(
                _hours(read_record(row, f"hours[{place}]"), place)
                for place, row in enumerate(read_rows(content, "hours"), start=1)
            ),
            information_desk=read_required(content, "information_desk"),
            supervision_phone=read_fact(content, "supervision_phone"),
            sections=read_texts(content, "sections"),
            staff=tuple(
                _staff(read_record(row, f"staff[{place}]"), place)
                for place, row in enumerate(read_rows(content, "staff"), start=1)
            ),
            demo=read_flag(content, "demo"),
            policy=Policy.from_content(read_record(content.get("policy") or {}, "policy")),
        )
        _check_counters(hall)
        _check_staff(hall)
        _check_hours(hall)
        return hall

    def to_content(self) -> dict[str, Any]:
        """Plain JSON that `from_content` reads back to an equal hall."""
        return {
            "id": self.id,
            "name": self.name,
            "abbreviation": self.abbreviation,
            "information_desk": self.information_desk,
            "supervision_phone": self.supervision_phone,
            "sections": list(self.sections),
            "demo": self.demo,
            "policy": self.policy.to_content(),
            "counters": [
                {**attrs.asdict(one), "matters": list(one.matters)} for one in self.counters
            ],
            "staff": [{**attrs.asdict(one), "roles": sorted(one.roles)} for one in self.staff],
            "hours": [_hours_content(table) for table in self.hours],
        }


def _counter(row: Mapping[str, Any], place: int) -> Counter:
    where = f"counters[{row.get('id') or place}]."
    counter_id = read_required(row, "id", where)
    if not _COUNTER_ID.fullmatch(counter_id):
        raise InputFault({f"{where}id": _("Write the window as W and its number, e.g. W03.")})
    if not read_text(row, "place", where):
        message = _("Say where the window is, so that people can be shown the way (A1.5.4).")
        raise InputFault({f"{where}place": message})
    number = read_count(row, "number", where)
    return Counter(
        id=counter_id,
        number=int(counter_id[1:]) if number is None else number,
        name=read_required(row, "name", where),
        place=read_text(row, "place", where),
        floor=read_text(row, "floor", where),
        phone=read_fact(row, "phone", where),
        section=read_text(row, "section", where),
        matters=read_texts(row, "matters", where),
        backup=read_text(row, "backup", where),
    )


def _staff(row: Mapping[str, Any], place: int) -> Staff:
    where = f"staff[{row.get('id') or place}]."
    roles = frozenset(read_texts(row, "roles", where))
    if not roles or not roles <= set(ROLES):
        message = _("Give at least one role out of: {known}.")
        raise InputFault({f"{where}roles": message.format(known=", ".join(ROLES))})
    return Staff(
        id=read_required(row, "id", where),
        name=read_required(row, "name", where),
        roles=roles,
        counter=read_text(row, "counter", where),
        staff_number=read_text(row, "staff_number", where),
    )


def _hours(row: Mapping[str, Any], place: int) -> Hours:
    where = f"hours[{place}]."
    for key in ("first", "last"):
        if not _MONTH_DAY.fullmatch(read_text(row, key, where)):
            raise InputFault({where + key: _("Write month and day as 05-01.")})
    lunch = tuple(_time(value, f"{where}lunch") for value in read_texts(row, "lunch", where))
    if len(lunch) not in (0, 2):
        raise InputFault({f"{where}lunch": _("Give the beginning and the end of the lunch break.")})
    opens = _time(read_text(row, "opens", where), f"{where}opens")
    closes = _time(read_text(row, "closes", where), f"{where}closes")
    moments = (opens, *lunch, closes)
    if any(later <= earlier for earlier, later in itertools.pairwise(moments)):
        raise InputFault({f"{where}closes": _("The hours do not follow one another.")})
    return Hours(
        name=read_text(row, "name", where),
        first=read_text(row, "first", where),
        last=read_text(row, "last", where),
        opens=opens,
        closes=closes,
        lunch=(lunch[0], lunch[1]) if lunch else None,
    )


def _hours_content(table: Hours) -> dict[str, Any]:
    return {
        "name": table.name,
        "first": table.first,
        "last": table.last,
        "opens": table.opens.isoformat("minutes"),
        "closes": table.closes.isoformat("minutes"),
        "lunch": [moment.isoformat("minutes") for moment in table.lunch or ()],
    }


def _time(text: str, field: str) -> time:
    if not re.fullmatch(r"([01][0-9]|2[0-3]):[0-5][0-9]", text):
        raise InputFault({field: _("Write a time as 08:30.")})
    return time.fromisoformat(text)


def _check_counters(hall: Hall) -> None:
    if not hall.counters:
        raise InputFault({"counters": _("A hall needs at least one window.")})
    ids = [one.id for one in hall.counters]
    for one in hall.counters:
        where = f"counters[{one.id}]."
        if ids.count(one.id) > 1:
            raise InputFault({f"{where}id": _("Two windows have this number.")})
        if one.backup and (one.backup not in ids or one.backup == one.id):
            message = _("The covering window must be another window of this hall.")
            raise InputFault({f"{where}backup": message})


def _check_staff(hall: Hall) -> None:
    ids = [one.id for one in hall.staff]
    for one in hall.staff:
        where = f"staff[{one.id}]."
        if ids.count(one.id) > 1:
            raise InputFault({f"{where}id": _("Two members of staff have this id.")})
        if one.counter and hall.counter(one.counter) is None:
            raise InputFault({f"{where}counter": _("This hall has no such window.")})


def _check_hours(hall: Hall) -> None:
    """Every day of a leap year must have its hours, or a period would have no end."""
    first = date(2024, 1, 1).toordinal()
    for day in map(date.fromordinal, range(first, first + 366)):
        if not any(table.covers(day) for table in hall.hours):
            message = _("No office hours are given for {day}.")
            raise InputFault({"hours": message.format(day=day.strftime("%m-%d"))})
