"""What stands on the papers of the reception, and the words all papers share.

Values this county has not confirmed are written 未核定; a mandatory element that
is unconfirmed refuses the paper long before it gets here (A3.3.1).
"""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from counter_app.domain.bodies.party import Particulars
from counter_app.domain.clock import CST
from counter_app.domain.context import Context
from counter_app.domain.elsewhere import SendElsewhere
from counter_app.domain.hall import Counter, Hall
from counter_app.domain.matters import UNVERIFIED, Material, MatterSpec, pledge, shown
from counter_app.domain.parties import mask_phone
from counter_app.domain.people.state import fold as fold_party
from counter_app.domain.reception.commands import Advise, Guide
from counter_app.domain.reception.state import Visit
from counter_app.services.act import Act

ValuesFor = Callable[[str], dict[str, Any]]
ASKED_ONLY = "（咨询人未提供姓名）"
NO_TEMPLATE = "格式文本请向本窗口索取"
ON_THE_SPOT_WORDS = "当场办结"


def key_of(act: Act, party: str) -> str:
    """The key a paper naming `party` is sealed under; empty for a paper that names nobody."""
    return fold_party(party, act.facts(party)).key_of if party else ""


def particulars(act: Act, party: str) -> Particulars | None:
    """What is known of `party`; None for nobody, or after erasure."""
    return fold_party(party, act.facts(party)).particulars if party else None


def day_words(day: date | datetime | None) -> str:
    """`2026年11月23日`, as papers write a date."""
    if isinstance(day, datetime):
        day = day.astimezone(CST).date()
    return f"{day.year}年{day.month}月{day.day}日" if day else UNVERIFIED


def moment_words(moment: datetime) -> str:
    """`2026年11月23日 09:42`."""
    return f"{day_words(moment)} {moment.astimezone(CST):%H:%M}"


def printed_words(context: Context) -> str:
    """The day of printing; a late entry says beside it when the thing happened (A4.3)."""
    printed = day_words(context.written_at)
    if not context.is_late:
        return printed
    return f"{printed}（补录：{moment_words(context.now)}发生）"


def issued_words(context: Context) -> str:
    """When a slip was given; one entered late says when it was written down as well."""
    issued = moment_words(context.now)
    return f"{issued}（补录于{moment_words(context.written_at)}）" if context.is_late else issued


def qr_of(number: str) -> str:
    """What the QR holds: scanning it finds the paper; it names no person."""
    return f"JC:{number}"


def clerk_words(hall: Hall, clerk: str) -> str:
    """A clerk as papers name them: name and staff number."""
    member = hall.member(clerk)
    if member is None:
        return clerk
    return f"{member.name}（工号 {member.staff_number or member.id}）"


def window_words(counter: Counter | None) -> str:
    """Place and number of a window, so that it can be found (A1.5.4c)."""
    return f"{counter.place} {counter.number}号窗口（{counter.name}）" if counter else UNVERIFIED


def limit_words(spec: MatterSpec, *, pledged: bool) -> str:
    """The pledge or the statute with the day its clock starts from."""
    limit = pledge(spec) if pledged else spec.statutory
    if limit is None:
        return UNVERIFIED
    if limit.amount == 0:
        return ON_THE_SPOT_WORDS
    return f"{spec.clock_start.label}{limit.text()}"


def form_words(material: Material) -> str:
    """How many originals and copies; 未核定 where no source states a number."""
    parts = []
    if material.originals:
        parts.append(f"原件{material.originals}份")
    if material.copies:
        parts.append(f"复印件{material.copies}份")
    return "、".join(parts) or (material.form or UNVERIFIED) + "（份数未核定）"


def _material_row(material: Material) -> dict[str, str]:
    remarks = [material.required.label, material.notes]
    if material.deferrable:
        remarks.append("可容缺")
    return {
        "name": material.name,
        "form": form_words(material),
        "source": material.source or UNVERIFIED,
        "remark": "；".join(text for text in remarks if text),
    }


def _numbered(lines: tuple[str, ...]) -> str:
    if len(lines) == 1:
        return lines[0]
    return "\n".join(f"{place}. {line}" for place, line in enumerate(lines, start=1))


NOTICE_LINES = [
    "材料齐全、符合法定形式的，当场受理；不齐全或者不符合法定形式的，"
    "依法一次告知需要补正的全部内容。",
    "可以当场更正的错误，您可以当场更正，窗口工作人员应当协助。",
    "标注“未核定”的内容以窗口公示为准；窗口不得要求提交清单以外的材料。",
]


def one_time_notice(
    act: Act, context: Context, visit: Visit, visitor: str, number: str
) -> dict[str, Any]:
    """The one-time notice: the seven elements of A3.3.1 and the eight of A3.4.4."""
    spec, hall = context.matter, context.hall
    assert spec is not None, "the rule has demanded a matter"
    who = particulars(act, visitor)
    counter = hall.counter_for(spec.code) or hall.counter(context.counter)
    templates = [one.name for one in spec.materials if one.template]
    return {
        "office": hall.name,
        "number": number,
        "matter": spec.name,
        "matter_code": spec.code,
        "basis": "；".join(spec.legal_basis),
        "applicant": who.name if who else ASKED_ONLY,
        "contact": mask_phone(who.phone) if who and who.phone else "",
        "audience": spec.audience.label if spec.audience else UNVERIFIED,
        "content": f"{spec.matter_type.label}；办理结果：{shown(spec.result_doc)}",
        "conditions": _numbered(spec.conditions) or UNVERIFIED,
        "materials": [_material_row(one) for one in spec.materials],
        "process": " → ".join(spec.process) or UNVERIFIED,
        "time_limit": limit_words(spec, pledged=True),
        "statutory_limit": limit_words(spec, pledged=False),
        "special": "、".join(spec.special_procedures),
        "fee": shown(spec.fee),
        "templates": "、".join(templates) or NO_TEMPLATE,
        "window": window_words(counter),
        "window_phone": (counter.phone if counter else None) or spec.phone or "",
        "supervision_phone": shown(hall.supervision_phone),
        "first_contact": clerk_words(hall, visit.first_contact),
        "printed_on": printed_words(context),
        "version": str(spec.number),
        "notes": NOTICE_LINES,
        "qr": qr_of(number),
    }


MORE_TO_BRING = "其余材料以目标窗口的一次性告知单为准。"
BRING = 6
"""At most this many things to bring fit the slip; the notice at the window lists all."""


def guide_slip(context: Context, visit: Visit, told: Guide, number: str) -> dict[str, Any]:
    """The guide slip: where to go, in words a stranger finds it by (A1.5.4, A3.4.3)."""
    hall, spec = context.hall, context.matter
    target = hall.counter(told.to_counter) if told.to_counter else None
    here = hall.counter(context.counter)
    about = spec.name if spec else visit.question
    return {
        "office": hall.name,
        "number": number,
        "issued_at": issued_words(context),
        "reason": f"{about or '咨询'}（{told.reason}）",
        "window": f"{target.number}号" if target else "咨询台",
        "window_name": f"{target.name}窗口" if target else "服务咨询台",
        "place": target.place if target else hall.information_desk,
        "phone": (target.phone or "") if target else "",
        "bring": [one.name for one in spec.materials[:BRING]] if spec and target else [],
        "note": MORE_TO_BRING if spec and len(spec.materials) > BRING else "",
        "first_contact": clerk_words(hall, visit.first_contact),
        "from_window": window_words(here),
        "qr": qr_of(number),
    }


OUTSIDE = "本大厅外"
"""Where another level's office has no window of ours."""


def outside_slip(
    context: Context, visit: Visit, told: SendElsewhere, number: str
) -> dict[str, Any]:
    """The guide slip to an office outside the hall: who, where, and its telephone (A3.4.3)."""
    hall, spec = context.hall, context.matter
    assert spec is not None, "the rule has demanded a matter"
    target = told.destination
    return {
        "office": hall.name,
        "number": number,
        "issued_at": issued_words(context),
        "reason": f"{spec.name}（{told.reason}）",
        "window": OUTSIDE,
        "window_name": target.organ,
        "place": target.place or f"请先致电 {target.phone}",
        "phone": target.phone if target.place else "",
        "bring": [],
        "note": "",
        "first_contact": clerk_words(hall, visit.first_contact),
        "from_window": window_words(hall.counter(context.counter)),
        "qr": qr_of(number),
    }


def advice_slip(
    act: Act, context: Context, visit: Visit, visitor: str, told: Advise, number: str
) -> dict[str, Any]:
    """Told at once that no permit is needed: why, and what to do instead (32(一))."""
    spec, hall = context.matter, context.hall
    assert spec is not None, "the rule has demanded a matter"
    who = particulars(act, visitor)
    counter = hall.counter(context.counter)
    return {
        "office": hall.name,
        "number": number,
        "applicant": who.name if who else ASKED_ONLY,
        "told_at": moment_words(context.now),
        "matter": spec.name,
        "reason": told.advice,
        "basis": "《中华人民共和国行政许可法》第三十二条第一款第（一）项",
        "instead": told.destination,
        "window": window_words(counter),
        "phone": shown(counter.phone if counter else None),
        "supervision_phone": shown(hall.supervision_phone),
        "first_contact": clerk_words(hall, visit.first_contact),
        "printed_on": printed_words(context),
        "qr": qr_of(number),
    }
