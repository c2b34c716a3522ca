"""The guide on paper: for the citizen, for the wall, and what changed with a version (A3.4.4, 5).

They bear no number and are drawn from the guide in force as often as wanted.
"""

from typing import Any

from counter_app.domain.errors import Refusal
from counter_app.domain.matters import Material, MatterSpec, missing_of_eight, shown
from counter_app.printing import catalogue
from counter_app.printing.canvas import to_pdf
from counter_app.services import guide_editing, wordings
from counter_app.services.blank_forms import with_blanks
from counter_app.services.desk import Desk
from counter_app.services.matter_guides import GuideVersion, MatterGuide, guide_of
from counter_app.services.paper_values import (
    NO_TEMPLATE,
    clerk_words,
    day_words,
    form_words,
    limit_words,
    window_words,
)
from counter_app.words import _

GUIDE, POSTER, CHANGE_NOTE = "service_guide", "guide_poster", "change_note"


def pdf_of(desk: Desk, code: str, kind: str) -> bytes:
    """The guide of `code` as `kind`; Refusal naming what an incomplete guide lacks (A3.4.4)."""
    guide = guide_of(desk, code)
    values = _change(desk, guide) if kind == CHANGE_NOTE else _public(desk, guide)
    declared = catalogue.paper(kind).values
    spec = wordings.spec_in_force(kind, desk.clock().date())
    known = {name: value for name, value in values.items() if name in declared}
    sheets = catalogue.render(spec, known, sample=desk.reference.hall().demo)
    return to_pdf(sheets, title=f"{spec.title} {guide.spec.name}", created=desk.clock())


def _public(desk: Desk, guide: MatterGuide) -> dict[str, Any]:
    spec = with_blanks(guide.spec)
    missing = missing_of_eight(spec)
    if missing:
        raise Refusal(
            _("Not public yet; still missing: {names}.").format(names="、".join(missing)),
            "A3.4.4",
            _("Complete the guides and attach their blank forms first."),
        )
    hall = desk.reference.hall()
    templates = "、".join(f"{one.name}（{one.template}）" for one in spec.materials if one.template)
    return {
        "office": hall.name,
        "matter": spec.name,
        "matter_code": spec.code,
        "version": _numbered(spec.number),
        "effective_from": day_words(guide.effective_from),
        "content": f"{spec.matter_type.label}；办理结果：{shown(spec.result_doc)}",
        "audience": shown(spec.audience.label if spec.audience else None),
        "basis": "；".join(spec.legal_basis),
        "conditions": list(spec.conditions),
        "materials": [_material(one) for one in spec.materials],
        "process": list(spec.process),
        "pledged_limit": limit_words(spec, pledged=True),
        "statutory_limit": limit_words(spec, pledged=False),
        "special": "、".join(spec.special_procedures),
        "fee": f"{shown(spec.fee)} {spec.fee_basis}".strip(),
        "templates": templates or NO_TEMPLATE,
        "visits": "",
        "hours": shown(None),
        "questions": _questions(spec),
        "window": window_words(guide.counter),
        "window_phone": shown((guide.counter.phone if guide.counter else None) or spec.phone),
        "supervision_phone": shown(hall.supervision_phone),
        "first_contact": clerk_words(hall, desk.station.clerk),
        "printed_on": day_words(desk.clock()),
    }


def _material(one: Material) -> dict[str, str]:
    return {
        "name": one.name,
        "form": form_words(one),
        "source": shown(one.source),
        "remark": "；".join(filter(None, (one.required.label, one.notes))),
    }


def _numbered(number: int) -> str:
    return f"第{number}版"


def _questions(spec: MatterSpec) -> list[dict[str, str]]:
    """What the guide explains in plain words, and what needs no permit at all."""
    told = [{"question": one.when, "answer": one.advice} for one in spec.instead]
    if spec.plain_note:
        told.insert(0, {"question": "通俗解读", "answer": spec.plain_note})
    return told


def _change(desk: Desk, guide: MatterGuide) -> dict[str, Any]:
    """What the newest version changes in the one before; Refusal where there is but one."""
    if len(guide.versions) < 2:
        raise Refusal(_("This guide has one version; nothing has changed in it."), "A3.4.5")
    newest, before = guide.versions[0], guide.versions[1]
    after, old = (_version(desk, guide, one) for one in (newest, before))
    return {
        "office": desk.reference.hall().name,
        "matter": after.name,
        "old_version": _numbered(before.number),
        "new_version": _numbered(newest.number),
        "effective_from": day_words(newest.effective_from),
        "reason": newest.note or newest.source,
        "basis": newest.source,
        "changes": [
            {"item": one.heading, "before": one.before or "—", "after": one.after or "—"}
            for one in guide_editing.changes(old, after)
        ],
        "proposed_by": shown(None),
        "approved_by": newest.approved_by,
        "printed_on": day_words(desk.clock()),
    }


def _version(desk: Desk, guide: MatterGuide, version: GuideVersion) -> MatterSpec:
    spec = desk.reference.matter(guide.spec.code, version.number)
    assert spec is not None, "a version that is listed is in the records"
    return spec
