"""Reference data as values: the hall, the guides of matters, the calendar, the phrases."""

import json
import tomllib
from datetime import date
from functools import cached_property
from typing import Any

from counter_app.domain.bodies.document import DocumentKind
from counter_app.domain.errors import InputFault, Outage
from counter_app.domain.hall import Hall
from counter_app.domain.matters import MatterSpec
from counter_app.domain.phrases import PhraseBook
from counter_app.domain.workdays import WorkCalendar
from counter_app.models.base import database
from counter_app.words import RESOURCES, _


class Reference:
    """Reads documents once and keeps them until one of them changes."""

    def __init__(self) -> None:
        self._hall: Hall | None = None
        self._calendar: WorkCalendar | None = None
        self._matters: dict[tuple[str, int], MatterSpec] = {}
        self._versions: dict[str, tuple[tuple[int, date], ...]] | None = None

    def forget(self) -> None:
        """Read everything anew next time: a document was published or an act failed."""
        self._hall = None
        self._calendar = None
        self._matters.clear()
        self._versions = None

    def has_hall(self) -> bool:
        """Whether this PC knows its hall yet; facts of cases may arrive before it."""
        return self._hall is not None or _newest(DocumentKind.HALL) is not None

    def hall(self) -> Hall:
        """The hall as its newest version in force describes it."""
        if self._hall is None:
            content = _newest(DocumentKind.HALL)
            if content is None:
                raise Outage(
                    _("This window knows no hall yet"),
                    _("Finish the first-start wizard, or wait for the first synchronization."),
                )
            self._hall = Hall.from_content(content)
        return self._hall

    def calendar(self) -> WorkCalendar:
        """Every year's working days; a year without a table is computed and provisional."""
        if self._calendar is None:
            rows = database.execute_sql(
                "SELECT key, content FROM document WHERE kind = ? ORDER BY key, number",
                (DocumentKind.CALENDAR.value,),
            )
            newest = {key: json.loads(content) for key, content in rows}
            self._calendar = WorkCalendar.merged(newest.values())
        return self._calendar

    def versions(self) -> dict[str, tuple[tuple[int, date], ...]]:
        """For every matter code its (version, effective from) pairs, oldest first."""
        if self._versions is None:
            found: dict[str, list[tuple[int, date]]] = {}
            rows = database.execute_sql(
                "SELECT key, number, effective_from FROM document WHERE kind = ?"
                " ORDER BY key, effective_from, number",
                (DocumentKind.MATTER.value,),
            )
            for key, number, effective_from in rows:
                found.setdefault(key, []).append((number, date.fromisoformat(effective_from)))
            self._versions = {key: tuple(pairs) for key, pairs in found.items()}
        return self._versions

    def matter(self, code: str, number: int) -> MatterSpec | None:
        """The guide of `code` in version `number`; None when this PC has not got it yet."""
        if (code, number) not in self._matters:
            row = database.execute_sql(
                "SELECT content FROM document WHERE kind = ? AND key = ? AND number = ?",
                (DocumentKind.MATTER.value, code, number),
            ).fetchone()
            if row is None:
                return None
            self._matters[code, number] = MatterSpec.from_content(json.loads(row[0]), number)
        return self._matters[code, number]

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

    @cached_property
    def phrases(self) -> PhraseBook:
        """Courtesy phrases and the forbidden ones (annex 1, 五)."""
        text = (RESOURCES / "phrases.toml").read_text(encoding="utf-8")
        return PhraseBook.from_content(tomllib.loads(text))

    def forbidden_phrases(self) -> tuple[str, ...]:
        """The phrases of A1.5.7 that nothing shown to the public may contain."""
        return self.phrases.forbidden


def _newest(kind: DocumentKind) -> dict[str, Any] | None:
    row = database.execute_sql(
        "SELECT content FROM document WHERE kind = ? ORDER BY effective_from DESC, number DESC"
        " LIMIT 1",
        (kind.value,),
    ).fetchone()
    return dict(json.loads(row[0])) if row else None
