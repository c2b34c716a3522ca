"""Reference data as values: the hall, the guides of matters, the calendar, the phrases."""

import json
import tomllib
from collections.abc import Callable
from datetime import date, datetime
from functools import cached_property
from typing import Any

from counter_app.domain.bodies.document import DocumentKind
from counter_app.domain.errors import InputFault, Outage
from counter_app.domain.hall import Hall
from counter_app.domain.matters import MatterSpec
from counter_app.domain.phrases import Forbidden, PhraseBook
from counter_app.domain.policy import Policy
from counter_app.domain.workdays import WorkCalendar
from counter_app.models.base import database
from counter_app.words import RESOURCES, _


class Reference:
    """Reads documents once and keeps them until one of them changes.

    Several threads read it while one may `forget`: each answer is taken once.
    Without a `clock` the newest hall counts as in force.
    """

    def __init__(self, clock: Callable[[], datetime] | None = None) -> None:
        self._clock = clock
        self._hall: tuple[date, Hall] | None = None
        self._calendar: WorkCalendar | None = None
        self._matters: dict[tuple[str, int], MatterSpec] = {}
        self._versions: dict[str, tuple[tuple[int, date], ...]] | None = None

    def forget(self) -> None:
        """Read everything anew next time: a document was published or an act failed."""
        self._hall = None
        self._calendar = None
        self._matters.clear()
        self._versions = None

    def _today(self) -> date:
        return self._clock().date() if self._clock else date.max

    def policy(self) -> Policy:
        """The hall's own settings; as proposed while its document has not arrived here."""
        return self.hall().policy if self.has_hall() else Policy()

    def has_hall(self) -> bool:
        """Whether this PC knows its hall yet; facts of cases may arrive before it."""
        return self._hall is not None or _hall_on(self._today()) is not None

    def hall(self) -> Hall:
        """The hall as the version in force today describes it (A3.4.5)."""
        today, kept = self._today(), self._hall
        if kept is not None and kept[0] == today:
            return kept[1]
        content = _hall_on(today)
        if content is None:
            raise Outage(
                _("This window knows no hall yet"),
                _("Finish the first-start wizard, or wait for the first synchronization."),
            )
        hall = Hall.from_content(content)
        self._hall = (today, hall)
        return hall

    def calendar(self) -> WorkCalendar:
        """Every year's working days; a year without a table is computed and provisional."""
        calendar = self._calendar
        if calendar is None:
            rows = database.execute_sql(
                "SELECT key, content FROM document WHERE kind = ? ORDER BY key, number, id",
                (DocumentKind.CALENDAR.value,),
            )
            newest = {key: json.loads(content) for key, content in rows}
            calendar = self._calendar = WorkCalendar.merged(newest.values())
        return calendar

    def versions(self) -> dict[str, tuple[tuple[int, date], ...]]:
        """For every matter code its (version, effective from) pairs, oldest first."""
        versions = self._versions
        if versions is None:
            found: dict[str, list[tuple[int, date]]] = {}
            rows = database.execute_sql(
                "SELECT key, number, effective_from FROM document WHERE kind = ?"
                " ORDER BY key, effective_from, number",
                (DocumentKind.MATTER.value,),
            )
            for key, number, effective_from in rows:
                found.setdefault(key, []).append((number, date.fromisoformat(effective_from)))
            versions = self._versions = {key: tuple(pairs) for key, pairs in found.items()}
        return versions

    def matter(self, code: str, number: int) -> MatterSpec | None:
        """The guide of `code` in version `number`; None when this PC has not got it yet."""
        spec = self._matters.get((code, number))
        if spec is None:
            row = database.execute_sql(
                "SELECT content FROM document WHERE kind = ? AND key = ? AND number = ?"
                " ORDER BY id DESC LIMIT 1",
                (DocumentKind.MATTER.value, code, number),
            ).fetchone()
            if row is None:
                return None
            spec = self._matters[code, number] = MatterSpec.from_content(json.loads(row[0]), number)
        return spec

    def matter_in_force(self, code: str, day: date) -> MatterSpec:
        """The guide of `code` in force on `day` (A3.4.5: a future version waits by itself)."""
        number = 0
        for version, effective_from in self.versions().get(code, ()):
            if effective_from <= day:
                number = version
        spec = self.matter(code, number)
        if spec is None:
            raise InputFault(
                {"matter": _("The hall has no matter {code}. Search by name.").format(code=code)}
            )
        return spec

    def matters_in_force(self, day: date) -> list[MatterSpec]:
        """Every guide in force on `day`, in the order of their codes."""
        return [
            self.matter_in_force(code, day)
            for code, pairs in sorted(self.versions().items())
            if any(effective_from <= day for _number, effective_from in pairs)
        ]

    @property
    def phrases(self) -> PhraseBook:
        """Courtesy phrases in the words of this hall, and the forbidden ones (annex 1, 五)."""
        return self.seed_phrases.revised(dict(self.policy().phrases))

    @cached_property
    def seed_phrases(self) -> PhraseBook:
        """The same in the words of annex 1."""
        text = (RESOURCES / "phrases.toml").read_text(encoding="utf-8")
        return PhraseBook.from_content(tomllib.loads(text))

    def forbidden_phrases(self) -> tuple[str, ...]:
        """What nothing shown to the public may contain: A1.5.7, and what the hall has added."""
        return (*self.seed_phrases.forbidden, *map(Forbidden.read, self.policy().forbidden))


def _hall_on(day: date) -> dict[str, Any] | None:
    """The hall document in force on `day`; the first there is, should none have begun yet."""
    row = database.execute_sql(
        "SELECT content FROM document WHERE kind = ?"
        " ORDER BY effective_from > ?, CASE WHEN effective_from > ? THEN effective_from END,"
        " effective_from DESC, number DESC, id DESC LIMIT 1",
        (DocumentKind.HALL.value, day.isoformat(), day.isoformat()),
    ).fetchone()
    return dict(json.loads(row[0])) if row else None
