"""What stands on the papers of a case: receipt, correction, acceptance, refusal, advice."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from counter_app.domain.bodies.case import Ground, Verdict
from counter_app.domain.cases.clocks import CaseView, view
from counter_app.domain.cases.rules import listed
from counter_app.domain.cases.state import Case, MaterialState, step
from counter_app.domain.context import Context
from counter_app.domain.deadlines import DueDate, Limit, due
from counter_app.domain.facts import Body, Fact
from counter_app.domain.matters import UNVERIFIED, Material, MatterSpec, shown
from counter_app.domain.parties import mask_phone
from counter_app.services.act import Act
from counter_app.services.paper_values import (
    ON_THE_SPOT_WORDS,
    clerk_words,
    day_words,
    limit_words,
    moment_words,
    particulars,
    printed_words,
    qr_of,
    window_words,
)

PERMIT_LAW = "《中华人民共和国行政许可法》第三十二条第一款"
GENERAL_RULE = "《优化营商环境条例》第三十六条"
NONE = "—"
NO_PLEDGE = "未另行承诺，按法定时限办理"
Values = Callable[[Act, Context, Case, str], dict[str, Any]]
"""What stands on a paper: from the act, its context, the case as it will stand, the number."""

HANDED_IN = frozenset({Verdict.IN_ORDER, Verdict.CORRECTED, Verdict.NOT_IN_FORM})


def after(case: Case, body: Body, now: datetime) -> Case:
    """The case as it will stand once `body` is written: what its paper speaks of."""
    fact = Fact(
        id="",
        actor="",
        seq=0,
        subject_kind="case",
        subject=case.id,
        parents=(),
        hlc=0,
        happened_at=now,
        recorded_at=now,
        clerk=case.clerk,
        window=case.counter,
        body=body,
    )
    return step(body, case, fact)


def _matter(context: Context) -> MatterSpec:
    assert context.matter is not None, "the rule has demanded a matter"
    return context.matter


def head(act: Act, context: Context, case: Case, number: str) -> dict[str, Any]:
    """What every paper of a case begins and ends with."""
    hall = context.hall
    who = particulars(act, case.applicant)
    counter = hall.counter(context.counter)
    return {
        "number": number,
        "applicant": who.name if who else UNVERIFIED,
        "matter": _matter(context).name,
        "phone": shown(counter.phone if counter else None),
        "supervision_phone": shown(hall.supervision_phone),
        "first_contact": clerk_words(hall, case.first_contact),
        "printed_on": printed_words(context),
        "qr": qr_of(number),
    }


def agent_of(act: Act, case: Case) -> str:
    """Who acts for the applicant and on what ground; "" for nobody."""
    who = particulars(act, case.agent)
    return f"{who.name}（{case.agent_basis}）" if who else ""


def basis_of(context: Context, item: str) -> str:
    """The article a notice rests on: the permit law for permits, else the general rule."""
    return f"{PERMIT_LAW}{item}" if _matter(context).permit_law_applies else GENERAL_RULE


def _found(case: Case, material: Material) -> MaterialState:
    return case.materials.get(material.id, MaterialState())


def count_words(number: int | None) -> str:
    """A number of pieces; a dash for none."""
    return str(number) if number else NONE


def _originals(material: Material, found: MaterialState) -> int | None:
    """What was counted; where nobody counted, what the guide asks for."""
    counted = found.originals or found.copies
    return found.originals if counted else material.originals


def _copies(material: Material, found: MaterialState) -> int | None:
    counted = found.originals or found.copies
    return found.copies if counted else material.copies


def handed_in(case: Case, context: Context) -> list[tuple[Material, MaterialState]]:
    """What the applicant has handed in, in the order of the guide."""
    return [
        (one, _found(case, one))
        for one in listed(case, _matter(context))
        if case.verdict(one.id) in HANDED_IN
    ]


def receipt_voucher(act: Act, context: Context, case: Case, number: str) -> dict[str, Any]:
    """The receipt voucher: what should have come, what came (市场主体登记细则 18)."""
    common = head(act, context, case, number)
    who = particulars(act, case.applicant)
    counter = context.hall.counter(context.counter)
    del common["phone"]
    rows = [_receipt_row(one, _found(case, one)) for one in listed(case, _matter(context))]
    return common | {
        "office": context.hall.name,
        "agent": agent_of(act, case),
        "contact": mask_phone(who.phone) if who and who.phone else "",
        "received_at": moment_words(case.received_at or context.now),
        "materials": rows,
        "next_step": _next_step(case, context),
        "return_terms": "依法不予受理的，所收材料当面清点退还。",
        "window": window_words(counter),
        "window_phone": shown(counter.phone if counter else None),
    }


def _receipt_row(material: Material, found: MaterialState) -> dict[str, str]:
    due = (material.originals or 0) + (material.copies or 0)
    came = found.verdict in HANDED_IN
    given = (found.originals + found.copies) or (due if came else 0) or (1 if came else 0)
    remarks = {
        Verdict.MISSING: "待交",
        Verdict.NOT_IN_FORM: found.problem,
        Verdict.CORRECTED: "已当场更正",
        Verdict.NOT_NEEDED: "本次不需要",
        Verdict.UNJUDGED: "尚未审查",
        Verdict.IN_ORDER: f"共享{found.taken_from}" if found.taken_from else "",
    }
    return {
        "name": material.name,
        "due": str(due) if due else UNVERIFIED,
        "given": str(given),
        "original": count_words(_originals(material, found)) if came else NONE,
        "copy": count_words(_copies(material, found)) if came else NONE,
        "pages": NONE,
        "remark": remarks[found.verdict],
    }


def _next_step(case: Case, context: Context) -> str:
    seen = seen_of(case, context)
    if seen.tell_by is not None:
        return f"本窗口于{day_words(seen.tell_by)}前告知是否受理或者需要补正的全部内容。"
    return "本窗口当场审查；不能当场决定的，依照办事指南载明的时限办理。"


def seen_of(case: Case, context: Context) -> CaseView:
    """The case at the instant of the act."""
    return view(case, context.now, _matter(context), context.calendar, context.hall)


def due_words(due: DueDate | None, accepted: str) -> str:
    """The day as papers print it, marked 暂定 where a year has no firm calendar yet."""
    if due is None:
        return f"{accepted}（{ON_THE_SPOT_WORDS}）"
    return day_words(due.day) + ("（暂定）" if due.provisional else "")


def acceptance_notice(act: Act, context: Context, case: Case, number: str) -> dict[str, Any]:
    """The notice of acceptance: the three dates, the limits and the arithmetic (32(五))."""
    spec, seen = _matter(context), seen_of(case, context)
    accepted = day_words(case.accepted_on)
    due_on = due_words(seen.due, accepted)
    counter = context.hall.counter(context.counter)
    waiting = [{"name": one.name, "remark": "尚未收齐"} for one in listed(case, spec)]
    return head(act, context, case, number) | {
        "organ": context.hall.name,
        "agent": agent_of(act, case),
        "received_on": day_words(case.received_at),
        "accepted_on": accepted,
        "basis": basis_of(context, "第（四）项" if case.deemed else "第（五）项"),
        "materials": _accepted_materials(case, context) or waiting,
        "statutory_limit": limit_words(spec, pledged=False),
        "pledged_limit": _pledged_words(spec),
        "due_on": due_on,
        "arithmetic": "；".join(seen.due.arithmetic()) if seen.due else ON_THE_SPOT_WORDS,
        "special": "、".join(spec.special_procedures),
        "deemed": _otherwise(case, accepted),
        "pickup": _pickup(due_on, window_words(counter), spec),
    }


def _otherwise(case: Case, accepted: str) -> str:
    """Why it is accepted though the papers were not all found in order; "" where they were."""
    if case.deemed:
        return f"自收到申请材料之日起法定期限内未一次告知补正，依法自{accepted}起视为受理。"
    if case.course.undertaking is not None:
        return (
            f"主要材料齐全、符合法定形式，其余材料按你（单位）的承诺容缺补交，自{accepted}起受理。"
        )
    return ""


def _accepted_materials(case: Case, context: Context) -> list[dict[str, str]]:
    """What was handed in, then what follows by the undertaking (容缺受理)."""
    rows = [
        {
            "name": one.name,
            "original": count_words(_originals(one, found)),
            "copy": count_words(_copies(one, found)),
            "remark": "已当场更正" if found.verdict is Verdict.CORRECTED else "",
        }
        for one, found in handed_in(case, context)
    ]
    promised = case.course.undertaking
    if promised is None:
        return rows
    until = day_words(promised.supply_by)
    return rows + [
        {"name": one.name, "original": NONE, "copy": NONE, "remark": f"容缺，{until}前补交"}
        for one in listed(case, _matter(context))
        if one.id in promised.outstanding
    ]


def _pledged_words(spec: MatterSpec) -> str:
    """The pledge; what has neither pledge nor statute is done on the spot or 未核定."""
    if spec.pledged is None and spec.statutory is not None:
        return NO_PLEDGE
    return limit_words(spec, pledged=True)


def _pickup(due: str, window: str, spec: MatterSpec) -> str:
    return f"请您{due}凭本通知书和身份证件到{window}领取{shown(spec.result_doc)}"


def correction_notice(act: Act, context: Context, case: Case, number: str) -> dict[str, Any]:
    """The correction notice: everything at once, and nothing outside the list (32(四), A3.4.6)."""
    names = {one.id: one.name for one in _matter(context).materials}
    asked = case.corrections[-1]
    corrected = [
        f"{names[material]}：{found.problem}，已当场更正（更正人：{found.corrected_by}）"
        for material, found in case.materials.items()
        if found.verdict is Verdict.CORRECTED
    ]
    return head(act, context, case, number) | {
        "organ": context.hall.name,
        "received_on": day_words(case.received_at),
        "basis": basis_of(context, "第（四）项"),
        "items": [
            {"name": names[item.material], "problem": item.problem, "remedy": item.cure}
            for item in asked.items
        ],
        "corrected": corrected,
        "limit": _correction_limit(context),
        "consequence": _correction_consequence(context),
    }


def _limit_of_correction(context: Context) -> Limit | None:
    return _matter(context).correction_within or context.hall.policy.correction_limit


def _correction_limit(context: Context) -> str:
    """How long the applicant may take; from today, the day the notice is handed over."""
    limit = _limit_of_correction(context)
    if limit is None:
        return f"{UNVERIFIED}（本县补正期限由中心核定后公布，请尽早补齐）"
    last = due(context.today, limit, context.calendar)
    return f"自收到本通知书之日起{limit.text()}内（{due_words(last, '')}前）"


def _correction_consequence(context: Context) -> str:
    if _limit_of_correction(context) is None:
        return f"{UNVERIFIED}（逾期处理以中心公布的规定为准）"
    return "逾期未补正又未说明理由的，本机关可以终止办理并退还材料；您可以重新提出申请。"


def non_acceptance_notice(act: Act, context: Context, case: Case, number: str) -> dict[str, Any]:
    """The notice of non-acceptance: reason, destination, remedies, papers returned (32, 38)."""
    item = "第（四）项" if case.ground == Ground.STILL_DEFECTIVE else "第（二）项"
    returned = [
        {
            "name": one.name,
            "count": str((found.originals + found.copies) or 1),
            "remark": "",
        }
        for one, found in handed_in(case, context)
    ]
    return head(act, context, case, number) | {
        "organ": context.hall.name,
        "received_on": day_words(case.received_at),
        "basis": basis_of(context, item),
        "reason": case.reason,
        "destination": case.destination,
        "review_organ": UNVERIFIED,
        "court": UNVERIFIED,
        "returned": returned,
    }


def advice_slip(act: Act, context: Context, case: Case, number: str) -> dict[str, Any]:
    """The slip of a case that needs no permit: what to do instead (32(一))."""
    counter = context.hall.counter(context.counter)
    return head(act, context, case, number) | {
        "office": context.hall.name,
        "told_at": moment_words(context.now),
        "reason": case.reason,
        "basis": f"{PERMIT_LAW}第（一）项",
        "instead": case.destination,
        "window": window_words(counter),
    }
