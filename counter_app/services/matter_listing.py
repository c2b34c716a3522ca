"""Service guides in the shape of a collected listing (Chinese values, one record per matter).

What the collector marked as a placeholder, as unverified, or as published by
another county does not become a fact of this county: it goes into the notes,
and the field is named as unknown.
"""

import re
from collections.abc import Mapping
from typing import Any

from counter_app.domain.content import (
    is_placeholder,
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
from counter_app.words import _

TYPES = {
    "行政许可": "license",
    "行政确认": "confirmation",
    "公共服务": "public_service",
    "行政给付": "payment",
    "其他行政权力": "other",
}
CLOCKS = {"受理": "accepted", "收到": "received", "收到全部有效文件": "all_received"}
CLASSES = {"即办件": "on_the_spot", "承诺件": "pledged", "上报件": "referred_up", "联办件": "joint"}
AUDIENCES = {"个人": "person", "法人": "organisation", "个人、法人": "both"}
NEEDS = {"必要": "required", "情形": "when_applicable", "委托办理时": "when_by_agent"}
_ELSEWHERE = re.compile(r"第三方|口径|非交城")


def choice(content: Mapping[str, Any], key: str, known: Mapping[str, str], where: str = "") -> str:
    """The identifier behind a Chinese value; InputFault lists the values known here."""
    value = read_required(content, key, where)
    if value not in known:
        message = _("“{value}” is not known here; use one of: {known}.")
        raise InputFault({where + key: message.format(value=value, known="、".join(known))})
    return known[value]


def is_listing(content: Mapping[str, Any]) -> bool:
    """Whether a record has the collector's shape and not our own."""
    return "matter_type" not in content and "case_kind" in content


def content_of(record: Mapping[str, Any]) -> dict[str, Any]:
    """Our content for one record of the listing; InputFault names the record's own field."""
    remarks: list[str] = []
    unknown: set[str] = {"section", "counters", "phone", "pledged"}
    content = {
        "code": read_required(record, "code"),
        "name": read_required(record, "name"),
        "aliases": list(read_texts(record, "aliases")),
        "matter_type": choice(record, "type", TYPES),
        "department": read_fact(record, "department"),
        "section": read_fact(record, "section"),
        "counters": list(read_texts(record, "counters")),
        "phone": read_fact(record, "phone"),
        "audience": choice(record, "audience", AUDIENCES),
        "legal_basis": _confirmed(record, "legal_basis", "依据", remarks),
        "conditions": _confirmed(record, "conditions", "条件", remarks),
        "process": _confirmed(record, "process", "程序", remarks),
        "materials": _materials(record, remarks),
        "case_class": choice(record, "case_kind", CLASSES),
        "clock_start": choice(record, "clock_start", CLOCKS),
        "permit_law_applies": read_flag(record, "permit_law_applies"),
        "correction_limit": read_text(record, "correction_limit"),
        "special_procedures": _confirmed(record, "special_procedures", "特殊程序", remarks),
        "extension_approver": read_text(record, "extension_approver"),
        "instead": [dict(row) for row in read_rows(record, "instead")],
        "source_urls": list(read_texts(record, "source_url")),
        "verified": dict(read_record(record.get("verified") or {}, "verified")),
    }
    content |= _limits(record, remarks, unknown)
    content |= _fee(record, remarks, unknown)
    content |= _particulars(record, remarks, unknown)
    content["deem_rule"] = _deem_rule(record, remarks)
    remarks.extend(text for key in ("type_note", "notes") if (text := read_text(record, key)))
    content["notes"] = "\n".join(remarks)
    content["unknown"] = sorted(key for key in unknown if not content[key])
    return content


def _limits(record: Mapping[str, Any], remarks: list[str], unknown: set[str]) -> dict[str, Any]:
    permit = read_flag(record, "permit_law_applies")
    wording = read_text(record, "statutory_unit")
    unit = unit_of(wording, permit)
    amounts = {key: read_count(record, key) for key in ("statutory_days", "extension_days")}
    statutory = _limit(amounts["statutory_days"], unit)
    if statutory is None:
        unknown.add("statutory")
    promised = read_count(record, "promised_days")
    if promised is not None:
        source = read_text(record, "promised_source")
        remarks.append(f"承诺时限参考：{promised}{read_text(record, 'promised_unit')}（{source}）")
    delivery = read_count(record, "deliver_days")
    return {
        "statutory": statutory,
        "statutory_note": "" if wording == "工作日" else wording,
        # A pledge is this county's word: what another county published is only a remark.
        "pledged": None,
        "extension": _limit(amounts["extension_days"], unit),
        "deliver": _limit(delivery, "working_day"),
    }


def unit_of(wording: str, permit: bool) -> str:
    """The unit meant by the law's wording; a bare 日 of a permit is a working day (许可法 82)."""
    if wording.startswith("工作日"):
        return "working_day"
    if wording.startswith(("个月", "月")):
        return "month"
    if wording.startswith("小时"):
        return "hour"
    return "working_day" if permit else "calendar_day"


def _limit(amount: int | None, unit: str) -> dict[str, Any] | None:
    return {"amount": amount, "unit": unit} if amount else None


def _fee(record: Mapping[str, Any], remarks: list[str], unknown: set[str]) -> dict[str, Any]:
    """A fee holds only where the source states it; everything else is a remark."""
    fee, basis = read_text(record, "fee"), read_text(record, "fee_basis")
    if fee and read_text(record, "fee_status") == "sourced" and not is_placeholder(fee):
        return {"fee": fee, "fee_basis": basis}
    unknown.add("fee")
    if fee:
        remarks.append(
            f"收费待核定，资料写：{_plain(fee)}{f'（{_plain(basis)}）' if basis else ''}"
        )
    return {"fee": None, "fee_basis": ""}


def _particulars(
    record: Mapping[str, Any], remarks: list[str], unknown: set[str]
) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, source, label in (
        ("validity", "validity", "有效期"),
        ("renewal", "renewal_lead", "延续"),
        ("result_doc", "result_doc", "办理结果"),
    ):
        value = read_text(record, source)
        if value and (is_placeholder(value) or _ELSEWHERE.search(value)):
            remarks.append(f"{label}待核定，资料写：{_plain(value)}")
            unknown.add(key)
            value = ""
        found[key] = value or None
    return found


def _deem_rule(record: Mapping[str, Any], remarks: list[str]) -> str:
    wording = read_text(record, "deem_rule")
    if wording.startswith("行政许可法32"):
        return "five_working_days"
    if wording.startswith("不动产登记暂行条例17"):
        return "same_day"
    if wording:
        remarks.append(f"视为受理：{wording}")
    return "none"


def _materials(record: Mapping[str, Any], remarks: list[str]) -> list[dict[str, Any]]:
    found = []
    for place, value in enumerate(read_rows(record, "materials"), start=1):
        where = f"materials[{place}]."
        row = read_record(value, where.rstrip("."))
        notes = read_text(row, "notes", where)
        name = read_required(row, "name", where)
        if is_placeholder(notes):
            remarks.append(f"材料“{name}”待核定：{_plain(notes) or '名称与格式'}")
            notes = ""
        found.append(
            {
                "id": read_text(row, "id", where) or f"m{place:02d}",
                "name": name,
                "form": read_text(row, "form", where),
                "originals": read_count(row, "original", where),
                "copies": read_count(row, "copies", where),
                "source": read_text(row, "source", where),
                "required": choice(row, "required", NEEDS, where),
                "notes": notes,
                "template": read_text(row, "template", where),
                "basis": read_text(row, "basis", where),
                "deferrable": read_flag(row, "deferrable", where),
            }
        )
    return found


def _confirmed(record: Mapping[str, Any], key: str, label: str, remarks: list[str]) -> list[str]:
    """The entries of a list that carry no mark of doubt; the others become remarks."""
    entries = read_texts(record, key)
    remarks.extend(f"{label}待核定：{_plain(entry)}" for entry in entries if is_placeholder(entry))
    return [entry for entry in entries if not is_placeholder(entry)]


def _plain(text: str) -> str:
    """The wording without the collector's mark."""
    bare = re.sub(r"[（(]\s*UNVERIFIED\s*[）)]", "", text)
    return re.sub(r"[\s,，;；—]*UNVERIFIED", "", bare).strip(" ,，;；—")
