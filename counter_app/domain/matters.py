"""Matters (政务服务事项): what a service guide says, which version holds, what is missing.

Values that this county has not confirmed are None and shown as 未核定; a paper
never prints them as fact. The material list is closed: nobody adds to it at the
counter (A3.4.6, 行政许可法 第31条).
"""

import enum
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Protocol, Self, TypeVar

import attrs

from counter_app.domain.content import (
    UNVERIFIED,
    read_fact,
    read_flag,
    read_kind,
    read_record,
    read_required,
    read_rows,
    read_text,
    read_texts,
    shown,
)
from counter_app.domain.deadlines import ON_THE_SPOT, Limit, add_months
from counter_app.domain.errors import InputFault
from counter_app.domain.hall import Counter, Hall
from counter_app.domain.matter_kinds import (
    Audience,
    CaseClass,
    ClockStart,
    DeemRule,
    MatterType,
    Required,
)
from counter_app.domain.matter_parts import Instead, Material, read_instead, read_materials
from counter_app.words import _

__all__ = [
    "APPLICATION_FORMS",
    "UNVERIFIED",
    "Audience",
    "CaseClass",
    "ClockStart",
    "DeemRule",
    "Instead",
    "Material",
    "MatterSpec",
    "MatterType",
    "Required",
    "is_note_stale",
    "materials_for",
    "materials_without_form",
    "missing_of_eight",
    "missing_of_seven",
    "pledge",
    "search_keys",
    "shown",
    "version_in_force",
]

APPLICATION_FORMS = ("申请书", "申请表", "登记表", "申报表", "采集表", "审批表")
"""Names ending so are the application itself: it needs a blank and never follows later."""


@attrs.frozen(kw_only=True)
class MatterSpec:
    """One version of one guide; `number` is the version.

    Two limits: `statutory` is what the law gives, `pledged` what the hall promised;
    `statutory_note` keeps how the law words it. `correction_within` is how long the applicant
    may take to correct, `renewal_lead` how long before its licence ends a renewal is asked for
    in time (行政许可法 50). `special_procedures` stand on the guide; `excluded_procedures` are
    those of its own law whose time does not count, beside the list of 行政许可法 45. Of matters
    reported upward, `superior` decides within `superior_limit` of the report. `unknown` names
    the fields that this county has not confirmed. `plain_note` explains the guide in plain words,
    read in `plain_source` and last compared with it on `plain_checked_on` (A3.2a).
    """

    code: str
    name: str
    number: int = 1
    aliases: tuple[str, ...] = ()
    initials: str = ""
    matter_type: MatterType = MatterType.OTHER
    department: str | None = None
    section: str | None = None
    counters: tuple[str, ...] = ()
    phone: str | None = None
    legal_basis: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    materials: tuple[Material, ...] = ()
    process: tuple[str, ...] = ()
    statutory: Limit | None = None
    statutory_note: str = ""
    pledged: Limit | None = None
    clock_start: ClockStart = ClockStart.ACCEPTED
    extension: Limit | None = None
    extension_approver: str = ""
    case_class: CaseClass = CaseClass.PLEDGED
    fee: str | None = None
    fee_basis: str = ""
    audience: Audience | None = None
    permit_law_applies: bool = False
    deem_rule: DeemRule = DeemRule.NONE
    correction_limit: str = ""
    correction_within: Limit | None = None
    special_procedures: tuple[str, ...] = ()
    excluded_procedures: tuple[str, ...] = ()
    result_doc: str | None = None
    deliver: Limit | None = None
    validity: str | None = None
    renewal: str | None = None
    renewal_lead: Limit | None = None
    superior: str | None = None
    superior_limit: Limit | None = None
    retention: str | None = None
    instead: tuple[Instead, ...] = ()
    notes: str = ""
    plain_note: str = ""
    plain_source: str = ""
    plain_checked_on: date | None = None
    source_urls: tuple[str, ...] = ()
    verified: tuple[tuple[str, str], ...] = ()
    unknown: frozenset[str] = frozenset()

    def material(self, material_id: str) -> Material | None:
        """The material with this id, or None."""
        return next((one for one in self.materials if one.id == material_id), None)

    @classmethod
    def from_content(cls, content: Mapping[str, Any], number: int = 1) -> Self:
        """Read version `number` of a guide; InputFault names the field, `materials[2].name` too."""
        return cls(number=number, **_identity(content), **_guide(content), **_law(content))

    def to_content(self) -> dict[str, Any]:
        """Plain JSON that `from_content` reads back to an equal guide."""
        content: dict[str, Any] = {
            field.name: _plain(getattr(self, field.name))
            for field in attrs.fields(type(self))
            if field.name != "number"
        }
        content["verified"] = dict(self.verified)
        if not self.plain_note:
            for name in ("plain_note", "plain_source", "plain_checked_on"):
                del content[name]
        return content


class Effective(Protocol):
    """A version of anything: the day it takes effect and its number."""

    @property
    def effective_from(self) -> date:
        """The first day it holds."""

    @property
    def number(self) -> int:
        """Higher is later written."""


Version = TypeVar("Version", bound=Effective)


def version_in_force(versions: Iterable[Version], day: date) -> Version | None:
    """The version that holds on `day`: the latest effective, the highest number among equals."""
    begun = [version for version in versions if version.effective_from <= day]
    return max(begun, key=lambda version: (version.effective_from, version.number), default=None)


def materials_for(spec: MatterSpec, *, by_agent: bool) -> tuple[Material, ...]:
    """The papers that can be asked for; those for agents only when an agent comes."""
    return tuple(
        one for one in spec.materials if by_agent or one.required is not Required.WHEN_BY_AGENT
    )


def search_keys(spec: MatterSpec) -> tuple[str, ...]:
    """What a search looks through: name, aliases, code, and the initials of each name."""
    return (spec.name, *spec.aliases, spec.code, *spec.initials.split())


def pledge(spec: MatterSpec) -> Limit | None:
    """What is printed under 承诺时间: the pledge, else the law's limit, else on the spot."""
    if spec.pledged is not None:
        return spec.pledged
    if spec.statutory is not None:
        return spec.statutory
    return ON_THE_SPOT if spec.case_class is CaseClass.ON_THE_SPOT else None


def missing_of_seven(spec: MatterSpec, hall: Hall, counter: str) -> tuple[str, ...]:
    """Which of the seven elements of the one-time notice are empty (A3.3.1).

    `counter` is the window the notice points to; a window that this hall does not
    have counts as empty, and so does a telephone nobody has confirmed.
    """
    window: Counter | None = hall.counter(counter)
    phone = (window.phone if window else None) or spec.phone
    elements = {
        "事项名称": spec.name,
        "设立依据": spec.legal_basis,
        "申请人": spec.audience,
        "申报材料": spec.materials,
        "承诺时间": pledge(spec),
        "办事窗口": window,
        "窗口电话": phone,
    }
    return tuple(name for name, value in elements.items() if not value)


def missing_of_eight(spec: MatterSpec) -> tuple[str, ...]:
    """Which of the eight elements a guide needs before it is published are empty (A3.4.4)."""
    elements = {
        "项目内容": spec.name and spec.result_doc,
        "依据": spec.legal_basis,
        "条件": spec.conditions,
        "申报材料": spec.materials,
        "办理程序": spec.process,
        "承诺期限": pledge(spec),
        "收费标准": spec.fee,
        "申请规范格式文本": any(one.template for one in spec.materials),
    }
    return tuple(name for name, value in elements.items() if not value)


def is_note_stale(spec: MatterSpec, today: date, months: int) -> bool:
    """Whether the plain note has to be compared with its source again (A3.2a: 待核实)."""
    checked = spec.plain_checked_on
    return bool(spec.plain_note) and checked is not None and add_months(checked, months) < today


def materials_without_form(spec: MatterSpec) -> tuple[Material, ...]:
    """Application forms without a blank on file (A3.2b): 申请书, 申请表, 登记表 and their like."""
    return tuple(
        one for one in spec.materials if one.name.endswith(APPLICATION_FORMS) and not one.template
    )


def _identity(content: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "code": read_required(content, "code"),
        "name": read_required(content, "name"),
        "aliases": read_texts(content, "aliases"),
        "initials": read_text(content, "initials"),
        "matter_type": read_kind(content, "matter_type", MatterType),
        "department": read_fact(content, "department"),
        "section": read_fact(content, "section"),
        "counters": read_texts(content, "counters"),
        "phone": read_fact(content, "phone"),
        "audience": (read_kind(content, "audience", Audience) if content.get("audience") else None),
        "source_urls": read_texts(content, "source_urls"),
        "verified": _verified(content),
        "unknown": frozenset(read_texts(content, "unknown")),
    }


def _guide(content: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "legal_basis": read_texts(content, "legal_basis"),
        "conditions": read_texts(content, "conditions"),
        "materials": read_materials(content),
        "process": read_texts(content, "process"),
        "fee": read_fact(content, "fee"),
        "fee_basis": read_text(content, "fee_basis"),
        "result_doc": read_fact(content, "result_doc"),
        "validity": read_fact(content, "validity"),
        "renewal": read_fact(content, "renewal"),
        "instead": tuple(
            read_instead(read_record(row, f"instead[{place}]"), f"instead[{place}].")
            for place, row in enumerate(read_rows(content, "instead"), start=1)
        ),
        "notes": read_text(content, "notes"),
        **_plain_note(content),
    }


def _plain_note(content: Mapping[str, Any]) -> dict[str, Any]:
    checked = read_text(content, "plain_checked_on")
    try:
        day = date.fromisoformat(checked) if checked else None
    except ValueError:
        message = _("Give the day as 2026-11-23.")
        raise InputFault({"plain_checked_on": message}) from None
    note, source = read_text(content, "plain_note"), read_text(content, "plain_source")
    if note and not (source and day):
        message = _("A plain note says where it was read, and when it was compared last.")
        raise InputFault({"plain_source" if not source else "plain_checked_on": message})
    return {"plain_note": note, "plain_source": source, "plain_checked_on": day}


def _law(content: Mapping[str, Any]) -> dict[str, Any]:
    statutory, pledged = _limit(content, "statutory"), _limit(content, "pledged")
    _check_pledge(statutory, pledged)
    return {
        "statutory": statutory,
        "statutory_note": read_text(content, "statutory_note"),
        "pledged": pledged,
        "clock_start": read_kind(content, "clock_start", ClockStart),
        "extension": _limit(content, "extension"),
        "extension_approver": read_text(content, "extension_approver"),
        "case_class": read_kind(content, "case_class", CaseClass),
        "permit_law_applies": read_flag(content, "permit_law_applies"),
        "deem_rule": read_kind(content, "deem_rule", DeemRule),
        "correction_limit": read_text(content, "correction_limit"),
        "correction_within": _limit(content, "correction_within"),
        "special_procedures": read_texts(content, "special_procedures"),
        "excluded_procedures": read_texts(content, "excluded_procedures"),
        "deliver": _limit(content, "deliver"),
        "renewal_lead": _limit(content, "renewal_lead"),
        "superior": read_fact(content, "superior"),
        "superior_limit": _limit(content, "superior_limit"),
        "retention": read_fact(content, "retention"),
    }


def _check_pledge(statutory: Limit | None, pledged: Limit | None) -> None:
    """A pledge in the same unit never exceeds the law's limit."""
    if statutory is None or pledged is None or statutory.unit is not pledged.unit:
        return
    if pledged.amount > statutory.amount:
        message = _("The pledge ({pledged}) is longer than the law allows ({statutory}).")
        raise InputFault(
            {"pledged": message.format(pledged=pledged.text(), statutory=statutory.text())}
        )


def _limit(content: Mapping[str, Any], key: str) -> Limit | None:
    value = content.get(key)
    if value is None:
        return None
    try:
        return Limit.from_content(read_record(value, key))
    except InputFault as fault:
        raise InputFault({key: next(iter(fault.faults.values()))}) from None


def _verified(content: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    value = content.get("verified")
    record = read_record({} if value is None else value, "verified")
    return tuple(sorted((str(key), str(said)) for key, said in record.items()))


def _plain(value: object) -> Any:
    """Plain JSON of a field."""
    if isinstance(value, Limit):
        return value.to_content()
    if isinstance(value, Material | Instead):
        return {key: _plain(part) for key, part in attrs.asdict(value, recurse=False).items()}
    if isinstance(value, enum.StrEnum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return value
