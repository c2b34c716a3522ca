"""A year's working days as the State Council announces them, and what they change (3.1, S08)."""

import json
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import attrs

from counter_app.domain.bodies.course import DaysRecomputed, MovedDay
from counter_app.domain.bodies.document import DocumentKind
from counter_app.domain.cases.recomputing import moved
from counter_app.domain.cases.state import Case, fold
from counter_app.domain.errors import InputFault, Refusal
from counter_app.domain.workdays import WorkCalendar, YearTable
from counter_app.models.base import database
from counter_app.services import journal
from counter_app.services.act import Act
from counter_app.services.changes import Changes
from counter_app.services.desk import Desk
from counter_app.services.founding import publish
from counter_app.services.paper_reading import PaperLine, papers_about
from counter_app.words import _

DATED = frozenset(
    {
        "acceptance_notice",
        "correction_notice",
        "extension_notice",
        "special_procedure_notice",
        "completion_notice",
        "collection_notice",
    }
)
"""Papers on which a day stands that a calendar can move."""


@attrs.frozen(kw_only=True)
class DueChange:
    """An open case whose days move; `before` and `after` are the day the citizen was given.

    `papers` bear the old day: they are to be printed anew.
    """

    case: str
    number: str
    counter: str
    before: str
    after: str
    moved: tuple[MovedDay, ...]
    papers: tuple[PaperLine, ...] = ()


@attrs.frozen(kw_only=True)
class Recomputed:
    """The year that was published and every case it moved."""

    year: int
    moved: tuple[DueChange, ...]
    changes: Changes


@attrs.frozen(kw_only=True)
class CalendarVersion:
    """A version of a year: its number, where it was read, and who published it."""

    version: int
    source: str
    published_by: str
    table: YearTable


def read_calendar(path: Path) -> dict[str, Any]:
    """A calendar from .toml or .json; InputFault names what cannot be right."""
    try:
        text = path.read_text("utf-8")
        content = json.loads(text) if path.suffix == ".json" else tomllib.loads(text)
    except (OSError, ValueError) as error:
        message = _("The file cannot be read: {reason}")
        raise InputFault({"file": message.format(reason=error)}) from error
    WorkCalendar.merged([content])
    return dict(content)


def effects(desk: Desk, content: dict[str, Any]) -> tuple[DueChange, ...]:
    """What publishing `content` would move, before anybody publishes it."""
    return desk.read(lambda: tuple(_effects(desk, YearTable.from_content(content))))


def publish_calendar(desk: Desk, content: dict[str, Any]) -> Recomputed:
    """Publish a year; every open case whose days move with it says so in a fact of its own.

    Refused unless an administrator publishes it.
    """
    if "administrator" not in desk.station.roles:
        raise Refusal(_("Only an administrator of the hall may publish a calendar."), "A4.1b")
    table = YearTable.from_content(content)

    def publishing(act: Act) -> tuple[DueChange, ...]:
        changed = tuple(_effects(desk, table))
        publish(
            act,
            DocumentKind.CALENDAR,
            str(table.year),
            content,
            source=table.source,
            effective_from=date(table.year, 1, 1),
        )
        for one in changed:
            body = DaysRecomputed(year=table.year, table=table.version, moved=one.moved)
            act.append(body, one.case)
        return changed

    done = desk.act(publishing)
    return Recomputed(year=table.year, moved=done.value, changes=done.changes)


def _effects(desk: Desk, table: YearTable) -> Iterator[DueChange]:
    before = desk.reference.calendar()
    others = tuple(one for one in before.tables if one.year != table.year)
    calendars = before, WorkCalendar((*others, table))
    now, hall = desk.clock(), desk.reference.hall()
    rows = database.execute_sql("SELECT id FROM cases WHERE ended_at IS NULL ORDER BY n")
    for (case_id,) in rows.fetchall():
        case = fold(case_id, journal.facts_of(case_id, desk.vault))
        spec = desk.reference.matter(case.matter, case.matter_version)
        found = moved(case, now, spec, calendars, hall) if spec else ()
        if found:
            yield _change(case, found)


def _change(case: Case, found: tuple[MovedDay, ...]) -> DueChange:
    shown = next((one for one in found if one.what in ("pledged", "statutory")), found[0])
    return DueChange(
        case=case.id,
        number=case.number,
        counter=case.counter,
        before=shown.before.isoformat() if shown.before else "",
        after=shown.after.isoformat() if shown.after else "",
        moved=found,
        papers=tuple(_dated(papers_about(case.id))),
    )


def _dated(papers: list[PaperLine]) -> list[PaperLine]:
    """The newest valid paper of every kind that bears a day."""
    newest = {one.kind: one for one in papers if one.kind in DATED and not one.void}
    return list(newest.values())


def outdated(case: Case, papers: list[PaperLine]) -> frozenset[str]:
    """The papers of a case issued before its days moved and not issued anew since."""
    moves = case.course.recomputed
    if not moves:
        return frozenset()
    return frozenset(one.id for one in _dated(papers) if one.issued_at < moves[-1].at)


def versions(desk: Desk, year: int) -> list[CalendarVersion]:
    """Every version of a year that was published, the newest first."""
    rows = database.execute_sql(
        "SELECT content, source, approved_by FROM document WHERE kind = ? AND key = ?"
        " ORDER BY number DESC",
        (DocumentKind.CALENDAR.value, str(year)),
    )
    found = []
    for content, source, approved_by in rows.fetchall():
        table = YearTable.from_content(json.loads(content))
        found.append(
            CalendarVersion(
                version=table.version, source=source, published_by=approved_by, table=table
            )
        )
    return found
