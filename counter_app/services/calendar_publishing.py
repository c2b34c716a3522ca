"""A year's working days as the State Council announces them, and what they change."""

import json
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import attrs

from counter_app.domain.bodies.document import DocumentKind
from counter_app.domain.errors import InputFault, Refusal
from counter_app.domain.workdays import WorkCalendar
from counter_app.models.base import database
from counter_app.services.act import Act
from counter_app.services.changes import Changes
from counter_app.services.desk import Desk
from counter_app.services.founding import publish
from counter_app.words import _


@attrs.frozen(kw_only=True)
class DueChange:
    """An open case whose due day moved; its papers may have to be printed again."""

    number: str
    before: str
    after: str


@attrs.frozen(kw_only=True)
class Recomputed:
    """The year that was published and every due day it moved."""

    year: int
    moved: tuple[DueChange, ...]
    changes: Changes


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


def publish_calendar(desk: Desk, content: dict[str, Any]) -> Recomputed:
    """Publish a year; due days of open cases are computed anew from their facts (heart: time).

    Refused unless an administrator publishes it.
    """
    if "administrator" not in desk.station.roles:
        raise Refusal(_("Only an administrator of the hall may publish a calendar."), "A4.1b")
    year = int(content["year"])

    def publishing(act: Act) -> None:
        publish(
            act,
            DocumentKind.CALENDAR,
            str(year),
            content,
            source=str(content.get("source", "")),
            effective_from=date(year, 1, 1),
        )

    before = _due_days()
    done = desk.act(publishing)
    after = _due_days()
    moved = tuple(
        DueChange(number=number, before=day, after=after[number])
        for number, day in before.items()
        if after[number] != day
    )
    return Recomputed(year=year, moved=moved, changes=done.changes)


def _due_days() -> dict[str, str]:
    rows = database.execute_sql(
        "SELECT number, due_on FROM cases WHERE ended_at IS NULL AND due_on IS NOT NULL"
    )
    return dict(rows.fetchall())
