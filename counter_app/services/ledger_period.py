"""What all ledgers share: the period they cover, their words, and how they write people and days.

The words stand in `resources/ledgers.toml`. Names of persons and telephones are masked; a
ledger is hung in a file that many people open (personal information law 51).
"""

import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

import attrs

from counter_app.domain.bodies.party import PartyKind
from counter_app.domain.clock import CST
from counter_app.domain.errors import InputFault
from counter_app.domain.facts import Fact, in_order
from counter_app.domain.numbering import Number
from counter_app.domain.parties import mask_name, mask_phone
from counter_app.models.base import database
from counter_app.models.codec import decode
from counter_app.services.desk import Desk
from counter_app.services.paper_values import day_words
from counter_app.words import RESOURCES

Row = dict[str, str]
Found = Sequence[tuple[Any, ...]]


@cache
def words() -> dict[str, Any]:
    """The printed words of the ledgers."""
    return tomllib.loads((RESOURCES / "ledgers.toml").read_text("utf-8"))


@attrs.frozen(kw_only=True)
class Period:
    """What one ledger covers: whole days from `first` to `last`, one window or all of them."""

    desk: Desk
    first: date
    last: date
    window: str = ""

    def select(self, sql: str, instant: str, counter: str, order: str) -> Found:
        """The rows of `sql` whose column `instant` lies in the period, at the window asked for."""
        until = (self.last + timedelta(days=1)).isoformat()
        values = [self.first.isoformat(), until]
        here = ""
        if self.window:
            here = f" AND {counter} = ?"
            values.append(self.window)
        joint = "AND" if " WHERE " in sql else "WHERE"
        condition = f"{joint} {instant} >= ? AND {instant} < ?{here}"
        rows: Found = database.execute_sql(
            f"{sql} {condition} ORDER BY {order}", tuple(values)
        ).fetchall()
        return rows

    def facts(self, sql: str, instant: str, counter: str) -> dict[str, list[Fact]]:
        """The facts whose lines `sql` selects from `fact f`, by subject and each in order."""
        found: dict[str, list[Fact]] = {}
        for (line,) in self.select(sql, instant, counter, "f.hlc"):
            fact = decode(bytes(line), self.desk.vault)
            found.setdefault(fact.subject, []).append(fact)
        return {subject: in_order(facts) for subject, facts in found.items()}

    def text(self) -> str:
        """`2026年11月1日至2026年11月30日`, or the one day."""
        if self.first == self.last:
            return day_words(self.first)
        return f"{day_words(self.first)}至{day_words(self.last)}"

    def day(self, day: date | str | None) -> str:
        """`11-23`; a day of another year than the first day's stands under its year."""
        if not day:
            return ""
        text = day if isinstance(day, str) else day.isoformat()
        year, day_of_year = text[:4], text[5:10]
        return day_of_year if year == str(self.first.year) else f"{year}\n{day_of_year}"

    def moment(self, moment: datetime | str) -> str:
        """`11-23 09:41`, in the time of the hall."""
        at = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
        at = at.astimezone(CST)
        return f"{self.day(at.date())} {at:%H:%M}"

    def clerk(self, clerk: str) -> str:
        """The name of a clerk; the id of one the hall does not know."""
        member = self.desk.reference.hall().member(clerk)
        return member.name if member else clerk

    def counter(self, counter: str) -> str:
        """`3号窗口（市场准入）`; the information desk when it is empty."""
        found = self.desk.reference.hall().counter(counter)
        return found.label if found else counter or str(words()["desk"])


def shown_name(party: str, name: str | None, kind: str | None) -> str:
    """张*, an organisation whole; who gave no name and who was erased stand as such."""
    if not party:
        return str(words()["nobody"])
    if not name:
        return str(words()["erased"])
    return mask_name(name) if kind == PartyKind.PERSON else name


def shown_phone(phone: str | None) -> str:
    """135****1234, or nothing."""
    return mask_phone(phone) if phone else ""


def short_number(text: str) -> str:
    """〔2026〕件W03-00012: a number that is only referred to; one we cannot read stays whole."""
    try:
        number = Number.parse(text)
    except InputFault:
        return text
    return f"〔{number.year}〕{number.series.mark}{number.counter}-{number.serial:05d}"


def tally(unit: str, rows: Sequence[Row], *groups: Iterable[str]) -> str:
    """`36件。窗口30件，电话6件。`: how many rows, and how many of each thing in each group."""
    parts = [f"{len(rows)}{unit}。"]
    for group in groups:
        counted = Counter(group)
        if counted:
            parts.append(
                "，".join(f"{name}{count}{unit}" for name, count in counted.items()) + "。"
            )
    return "".join(parts)
