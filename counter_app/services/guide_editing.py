"""A guide as an editor types it: a text for each field, read back by the columns of the workbook.

What was not touched stays exactly as it was, whether the workbook could say it or not.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import attrs

from counter_app.domain.errors import InputFault
from counter_app.domain.matters import MatterSpec
from counter_app.services.matter_listing import AUDIENCES, CLASSES, CLOCKS, NEEDS, TYPES
from counter_app.services.matter_sheets import (
    DEEM_RULES,
    EDITOR_COLUMNS,
    MATERIAL_COLUMNS,
    MATTER_COLUMNS,
    UNITS,
    YES_OR_NO,
    Column,
)

Texts = Mapping[str, str]

CHOICES: Mapping[str, Mapping[str, Any]] = {
    "matter_type": TYPES,
    "audience": AUDIENCES,
    "clock_start": CLOCKS,
    "case_class": CLASSES,
    "deem_rule": DEEM_RULES,
    "required": NEEDS,
    "permit_law_applies": YES_OR_NO,
    "deferrable": YES_OR_NO,
    "shareable": YES_OR_NO,
}
"""Fields with a closed list of words."""

NAMES = frozenset({"aliases", "counters"})
"""Lists written on one line."""

PLAIN = (
    Column("通俗解读", "plain_note", str),
    Column("解读来源", "plain_source", str),
    Column("解读核对日期", "plain_checked_on", str),
)
"""The plain note, its source and the day it was compared with it last (A3.2a)."""

FIELDS = (*(one for one in MATTER_COLUMNS if one.field != "code"), *EDITOR_COLUMNS, *PLAIN)
SHARED = Column("可共享", "shareable", lambda text: YES_OR_NO.get(text, False), "否")
MATERIAL_FIELDS = (*(one for one in MATERIAL_COLUMNS if one.field != "code"), SHARED)


@attrs.frozen(kw_only=True)
class Change:
    """One field that differs between two versions, in words."""

    heading: str
    before: str
    after: str


def texts_of(spec: MatterSpec) -> dict[str, str]:
    """The fields of a guide as an editor shows them, by field."""
    content = spec.to_content()
    return {one.field: _written(one.field, content.get(one.field)) for one in FIELDS}


def materials_of(spec: MatterSpec) -> list[dict[str, str]]:
    """The materials of a guide as an editor shows them, each with its id."""
    return [
        {"id": row["id"]}
        | {one.field: _written(one.field, row.get(one.field)) for one in MATERIAL_FIELDS}
        for row in spec.to_content()["materials"]
    ]


def _written(field: str, value: Any) -> str:
    if value is None:
        return ""
    if field in CHOICES:
        return next((word for word, key in CHOICES[field].items() if key == value), str(value))
    if isinstance(value, Mapping):
        unit = next((word for word, key in UNITS.items() if key == value["unit"]), "")
        return f"{value['amount']}{unit}" if unit else ""
    if isinstance(value, list):
        return ("；" if field in NAMES else "\n").join(map(str, value))
    return str(value)


def spec_from(base: MatterSpec, texts: Texts, materials: Sequence[Texts]) -> MatterSpec:
    """The next version of `base` as typed. InputFault names every field that means nothing."""
    content, faults = base.to_content(), dict[str, str]()
    _read_into(content, FIELDS, texts, texts_of(base), faults, "")
    confirmed = {field for field, text in texts.items() if text and content.get(field)}
    content["unknown"] = [one for one in content["unknown"] if one not in confirmed]
    known = {row["id"]: row for row in content["materials"]}
    before = {row["id"]: row for row in materials_of(base)}
    rows = []
    for place, typed in enumerate(materials, start=1):
        row = dict(known.get(typed["id"], {"id": typed["id"]}))
        _read_into(
            row,
            MATERIAL_FIELDS,
            typed,
            before.get(typed["id"], {}),
            faults,
            f"materials[{place}].",
        )
        rows.append(row)
    if faults:
        raise InputFault(faults)
    return MatterSpec.from_content({**content, "materials": rows}, base.number)


def _read_into(
    content: dict[str, Any],
    columns: Sequence[Column],
    texts: Texts,
    before: Texts,
    faults: dict[str, str],
    prefix: str,
) -> None:
    for one in columns:
        text = texts.get(one.field, "")
        if one.field in before and text == before[one.field]:
            continue
        try:
            content[one.field] = one.read(text)
        except ValueError as fault:
            faults[prefix + one.field] = str(fault)


def next_id(materials: Sequence[Texts]) -> str:
    """An id no material of the guide bears yet; ids are never used again."""
    taken = {row["id"] for row in materials}
    place = len(materials) + 1
    while f"m{place:02d}" in taken:
        place += 1
    return f"m{place:02d}"


def changes(before: MatterSpec, after: MatterSpec) -> list[Change]:
    """What differs between two versions, field by field, then material by material."""
    old, new = texts_of(before), texts_of(after)
    found = [
        Change(heading=one.heading, before=old[one.field], after=new[one.field])
        for one in FIELDS
        if old[one.field] != new[one.field]
    ]
    olds = {row["id"]: row for row in materials_of(before)}
    news = {row["id"]: row for row in materials_of(after)}
    for id in dict.fromkeys((*olds, *news)):
        was, now = olds.get(id), news.get(id)
        if was != now:
            found.append(Change(heading=_named(was or now), before=_row(was), after=_row(now)))
    return found


def _named(row: Texts | None) -> str:
    return f"材料：{row['name']}" if row else ""


def _row(row: Texts | None) -> str:
    """A material in one line; "" where it is not in the version."""
    if row is None:
        return ""
    shown = [f"{one.heading}{row[one.field]}" for one in MATERIAL_FIELDS if row.get(one.field)]
    return "；".join(shown)
