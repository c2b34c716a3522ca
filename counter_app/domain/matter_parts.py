"""The parts a guide is made of: its closed list of materials, and what needs no permit."""

from collections.abc import Mapping
from typing import Any

import attrs

from counter_app.domain.content import (
    read_count,
    read_flag,
    read_kind,
    read_record,
    read_required,
    read_rows,
    read_text,
)
from counter_app.domain.errors import InputFault
from counter_app.domain.matter_kinds import Required
from counter_app.words import _


@attrs.frozen(kw_only=True)
class Material:
    """One paper of the closed list; `originals`/`copies` are None where no source states them.

    `deferrable` marks a material that may follow later against a written
    undertaking (容缺受理); `shareable` one the hall can read elsewhere and must not ask
    for again (在线政务服务若干规定 7); `basis` is the rule that demands it.
    """

    id: str
    name: str
    form: str = ""
    originals: int | None = None
    copies: int | None = None
    source: str = ""
    required: Required = Required.REQUIRED
    notes: str = ""
    template: str = ""
    basis: str = ""
    deferrable: bool = False
    shareable: bool = False


@attrs.frozen(kw_only=True)
class Instead:
    """When no permit is needed and what to do instead (行政许可法 32(一))."""

    when: str
    advice: str
    matter: str = ""


def read_materials(content: Mapping[str, Any]) -> tuple[Material, ...]:
    """The closed list of a guide; two materials of one number are refused (InputFault)."""
    found: dict[str, Material] = {}
    for place, row in enumerate(read_rows(content, "materials"), start=1):
        where = f"materials[{place}]."
        one = _material(read_record(row, where.rstrip(".")), where)
        if one.id in found:
            raise InputFault({f"{where}id": _("Two materials have this number.")})
        found[one.id] = one
    return tuple(found.values())


def _material(row: Mapping[str, Any], where: str) -> Material:
    return Material(
        id=read_required(row, "id", where),
        name=read_required(row, "name", where),
        form=read_text(row, "form", where),
        originals=read_count(row, "originals", where),
        copies=read_count(row, "copies", where),
        source=read_text(row, "source", where),
        required=read_kind(row, "required", Required, where),
        notes=read_text(row, "notes", where),
        template=read_text(row, "template", where),
        basis=read_text(row, "basis", where),
        deferrable=read_flag(row, "deferrable", where),
        shareable=read_flag(row, "shareable", where),
    )


def read_instead(row: Mapping[str, Any], where: str) -> Instead:
    """One way without a permit."""
    return Instead(
        when=read_required(row, "when", where),
        advice=read_required(row, "advice", where),
        matter=read_text(row, "matter", where),
    )
