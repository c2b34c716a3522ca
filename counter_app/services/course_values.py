"""What stands on the papers of a case that runs: procedures, extensions, reports, promises."""

from typing import Any

import attrs

from counter_app.domain.cases.clocks import view
from counter_app.domain.cases.course_values import Course, Extension, Pause
from counter_app.domain.cases.extending import approver_words
from counter_app.domain.cases.law import matter_of
from counter_app.domain.cases.state import Case
from counter_app.domain.context import Context
from counter_app.domain.deadlines import DueDate, Limit, excluded_days
from counter_app.domain.matters import UNVERIFIED, MatterSpec, shown
from counter_app.domain.parties import mask_id, mask_phone
from counter_app.services.act import Act
from counter_app.services.case_values import (
    NONE,
    Values,
    agent_of,
    due_words,
    head,
    seen_of,
)
from counter_app.services.course_words import procedure_words
from counter_app.services.paper_values import (
    clerk_words,
    day_words,
    limit_words,
    moment_words,
    particulars,
    window_words,
)

BASIS_45 = "《中华人民共和国行政许可法》第四十五条"
BASIS_42 = "《中华人民共和国行政许可法》第四十二条"
BASIS_43 = "《中华人民共和国行政许可法》第四十三条"
BASIS_PLEDGE = "《限时办结制》第二条（承诺时限的延长不超过法定时限）"


def window_head(act: Act, context: Context, case: Case, number: str) -> dict[str, Any]:
    """The head of papers the hall issues: like `head`, with office, case number and window."""
    counter = context.hall.counter(context.counter)
    common = head(act, context, case, number)
    return common | {
        "office": context.hall.name,
        "case_number": case.number,
        "window": window_words(counter),
        "window_phone": common.pop("phone"),
    }


def organ_head(act: Act, context: Context, case: Case, number: str) -> dict[str, Any]:
    """The head of papers the organ issues."""
    return head(act, context, case, number) | {
        "organ": context.hall.name,
        "case_number": case.number,
        "accepted_on": day_words(case.accepted_on),
    }


def arithmetic(due: DueDate | None) -> str:
    """How a due day was computed, as one paragraph."""
    return "；".join(due.arithmetic()) if due else NONE


def _due_with(case: Case, context: Context, course: Course) -> DueDate | None:
    """The due day the citizen is given once `course` holds."""
    changed = attrs.evolve(case, course=course)
    return view(changed, context.now, matter_of(context), context.calendar, context.hall).due


def special_procedure_notice(act: Act, context: Context, case: Case, number: str) -> dict[str, Any]:
    """The notice that stops the clock: which procedure, how long, the day it leads to (45)."""
    pause = case.course.pauses[-1]
    told = attrs.evolve(pause, told_at=context.now)
    course = attrs.evolve(case.course, pauses=(*case.course.pauses[:-1], told))
    due = _due_with(case, context, course)
    limit = matter_of(context).pledged or matter_of(context).statutory
    return organ_head(act, context, case, number) | {
        "procedure": procedure_words(pause.procedure, pause.name),
        "conductor": pause.conductor,
        "starts_on": day_words(pause.starts_on),
        "ends_on": day_words(pause.ends_on),
        "needed": _working_days(pause, context),
        "excluded": _excluded(pause, limit, context),
        "original_due": due_words(seen_of(case, context).due, NONE),
        "due_on": due_words(due, NONE),
        "arithmetic": arithmetic(due),
        "reason": pause.reason.rstrip("。."),
        "basis": BASIS_45 if not pause.name else f"{matter_of(context).name}所依据的法规",
    }


def _working_days(pause: Pause, context: Context) -> str:
    days = context.calendar.count(pause.starts_on, pause.ends_on)
    days += context.calendar.is_workday(pause.starts_on)
    return f"{days}个工作日"


def _excluded(pause: Pause, limit: Limit | None, context: Context) -> str:
    if limit is None:
        return NONE
    days = excluded_days([(pause.starts_on, pause.ends_on)], limit, context.calendar)
    unit = "个工作日" if limit.unit.value == "working_day" else "日"
    return f"{days}{unit}"


def _extended(case: Case, context: Context, request: Extension) -> DueDate | None:
    """The due day once `request` is granted."""
    granted = attrs.evolve(request, state=type(request.state).APPROVED)
    others = tuple(one for one in case.course.extensions if one.id != request.id)
    return _due_with(case, context, attrs.evolve(case.course, extensions=(*others, granted)))


def _without(case: Case, context: Context, request: Extension) -> DueDate | None:
    others = tuple(one for one in case.course.extensions if one.id != request.id)
    return _due_with(case, context, attrs.evolve(case.course, extensions=others))


def _longer(request: Extension, before: DueDate | None, context: Context) -> str:
    """By how much the date the citizen was given moves, in working days."""
    days = context.calendar.count(before.day, request.until) if before else 0
    return f"{days}个工作日"


def _legal_basis(request: Extension) -> str:
    return BASIS_42 if request.is_statutory else BASIS_PLEDGE


def extension_approval(act: Act, context: Context, case: Case, number: str) -> dict[str, Any]:
    """The form another person decides on: the request, both limits, the cap, the dates (42)."""
    spec, request = matter_of(context), case.course.extensions[-1]
    before, after = _without(case, context, request), _extended(case, context, request)
    counter = context.hall.counter(context.counter)
    common = organ_head(act, context, case, number)
    return common | {
        "window": window_words(counter),
        "window_phone": common.pop("phone"),
        "statutory_limit": limit_words(spec, pledged=False),
        "pledged_limit": limit_words(spec, pledged=True),
        "original_due": due_words(before, NONE),
        "extension": _longer(request, before, context),
        "due_on": due_words(after, NONE),
        "cap": f"{spec.extension.text()}，一次" if spec.extension else "法律未规定延长",
        "arithmetic": arithmetic(after),
        "reason": request.reason,
        "basis": _legal_basis(request),
        "progress": request.progress,
        "asked_on": day_words(context.today),
        "opinion": request.opinion or "建议延期",
        "approver": request.approver,
    }


def extension_notice(act: Act, context: Context, case: Case, number: str) -> dict[str, Any]:
    """The notice of an extension, with its reason (行政许可法 42, A4.2)."""
    spec, request = matter_of(context), case.course.granted[-1]
    before, after = _without(case, context, request), _extended(case, context, request)
    approver = clerk_words(context.hall, request.answered_by)
    return organ_head(act, context, case, number) | {
        "original_due": due_words(before, NONE),
        "extension": _longer(request, before, context),
        "due_on": due_words(after, NONE),
        "arithmetic": arithmetic(after),
        "reason": request.reason.rstrip("。."),
        "basis": _legal_basis(request),
        "approver": f"{request.approver or approver_words(spec)}　经办审批：{approver}"
        if request.is_statutory
        else approver,
        "delivery": f"{day_words(context.today)}窗口送达",
    }


def referral_list(way: str, opinion: str) -> Values:
    """What goes to the superior authority; `way` of sending and the first review's `opinion`."""

    def values(act: Act, context: Context, case: Case, number: str) -> dict[str, Any]:
        spec, referral = matter_of(context), case.course.referral
        assert referral is not None, "the rule has made it"
        seen = seen_of(case, context)
        report_by = due_words(seen.due, UNVERIFIED)
        return window_head(act, context, case, number) | {
            "accepted_on": day_words(case.accepted_on),
            "due_on": report_by,
            "superior": referral.superior,
            "report_by": report_by,
            "reported_at": moment_words(context.now),
            "way": way,
            "basis": BASIS_43 if spec.permit_law_applies else UNVERIFIED,
            "opinion": opinion or "材料齐全、符合法定形式，同意上报。",
            "superior_number": referral.document_number,
            "materials": [
                {
                    "name": one.name,
                    "original": str(one.count),
                    "copy": NONE,
                    "pages": NONE,
                    "remark": "",
                }
                for one in referral.materials
            ],
            "contacts": [],
        }

    return values


def supply_undertaking(act: Act, context: Context, case: Case, number: str) -> dict[str, Any]:
    """The written promise to bring what is missing (容缺受理承诺书)."""
    spec, promised = matter_of(context), case.course.undertaking
    assert promised is not None, "the rule has made it"
    who = particulars(act, case.applicant)
    names = {one.id: one.name for one in spec.materials}
    return window_head(act, context, case, number) | {
        "organ": context.hall.name,
        "id_document": mask_id(who.number) if who and who.number else UNVERIFIED,
        "legal_representative": who.legal_representative if who else "",
        "agent": agent_of(act, case),
        "contact": mask_phone(who.phone) if who and who.phone else UNVERIFIED,
        "address": who.address if who else "",
        "missing": [
            {
                "name": names[one],
                "state": "尚未提交",
                "supply_by": day_words(promised.supply_by),
                "way": "窗口补交",
            }
            for one in promised.materials
        ],
        "supply_by": day_words(promised.supply_by),
        "pledged_limit": limit_words(spec, pledged=True),
        "basis": shown(_undertaking_basis(spec)),
        "consequence": "逾期未补齐的，本机关可以终止办理；以后申请不再适用容缺受理。",
    }


def _undertaking_basis(spec: MatterSpec) -> str:
    """The rule that lets papers follow, where the guide names one."""
    return "；".join(dict.fromkeys(one.basis for one in spec.materials if one.deferrable))
