"""Founding a hall: its windows, guides and calendars become the first documents."""

import json
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from counter_app.domain.bodies.document import DocumentKind, DocumentPublished
from counter_app.domain.hall import Hall
from counter_app.domain.matters import MatterSpec
from counter_app.domain.workdays import WorkCalendar
from counter_app.models.base import database
from counter_app.services.act import Act
from counter_app.services.desk import Desk, Done
from counter_app.words import RESOURCES

SHIPPED = "随程序提供的示例数据"
BEGINNING = date(2026, 1, 1)
"""Documents shipped with the program hold from the first day its calendar knows."""


def shipped_hall() -> dict[str, Any]:
    """The demo hall: windows, staff and hours are made up and marked so."""
    return tomllib.loads((RESOURCES / "hall.toml").read_text(encoding="utf-8"))


def shipped_matters() -> list[dict[str, Any]]:
    """The guides shipped with the program, each with its source kept."""
    return [
        json.loads(path.read_text(encoding="utf-8"))
        for path in sorted((RESOURCES / "matters").glob("*.json"))
    ]


def shipped_calendars() -> list[dict[str, Any]]:
    """The working-day calendars shipped with the program."""
    return [
        tomllib.loads(path.read_text(encoding="utf-8"))
        for path in sorted((RESOURCES / "calendars").glob("*.toml"))
    ]


def publish(
    act: Act,
    kind: DocumentKind,
    key: str,
    content: Mapping[str, Any],
    *,
    source: str,
    effective_from: date,
    note: str = "",
) -> DocumentPublished:
    """Write one version of a document; its number follows the versions already known."""
    row = database.execute_sql(
        "SELECT MAX(number) FROM document WHERE kind = ? AND key = ?", (kind.value, key)
    ).fetchone()
    body = DocumentPublished(
        document_kind=kind,
        key=key,
        number=int(row[0] or 0) + 1,
        effective_from=effective_from,
        content=dict(content),
        source=source,
        approved_by=act.station.clerk,
        note=note,
    )
    act.append(body)
    return body


def found(
    desk: Desk,
    hall: Mapping[str, Any],
    matters: Iterable[Mapping[str, Any]],
    calendars: Iterable[Mapping[str, Any]],
) -> Done[int]:
    """Publish everything a hall needs to open, in one act; returns how many matters.

    Raises InputFault naming the field when any document is not in order; then
    nothing is published.
    """
    checked = Hall.from_content(hall).to_content()
    specs = [MatterSpec.from_content(content) for content in matters]
    tables = list(calendars)
    WorkCalendar.merged(tables)

    def founding(act: Act) -> int:
        _first(act, DocumentKind.HALL, checked["id"], checked, SHIPPED)
        for table in tables:
            source = str(table.get("source", SHIPPED))
            _first(act, DocumentKind.CALENDAR, str(table["year"]), _plain(table), source)
        for spec in specs:
            source = "；".join(spec.source_urls) or SHIPPED
            _first(act, DocumentKind.MATTER, spec.code, spec.to_content(), source)
        return len(specs)

    return desk.act(founding)


def _first(act: Act, kind: DocumentKind, key: str, content: Mapping[str, Any], source: str) -> None:
    publish(act, kind, key, content, source=source, effective_from=BEGINNING)


def _plain(value: Any) -> Any:
    """TOML days as ISO text, so that the content is plain JSON."""
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value
