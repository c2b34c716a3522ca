"""What stands on the papers that end a case: decision, collection, service, return, file."""

from typing import Any

from counter_app.domain.bodies.course import Outcome, Piece, ServiceWay
from counter_app.domain.cases.law import matter_of
from counter_app.domain.cases.state import Case, CaseState
from counter_app.domain.context import Context
from counter_app.domain.errors import InputFault
from counter_app.domain.matter_kinds import MatterType
from counter_app.domain.matters import UNVERIFIED, MatterSpec, shown
from counter_app.domain.parties import mask_phone
from counter_app.services.act import Act
from counter_app.services.case_values import (
    NONE,
    Values,
    agent_of,
    basis_of,
    due_words,
    handed_in,
    seen_of,
)
from counter_app.services.course_values import organ_head, window_head
from counter_app.services.paper_values import (
    clerk_words,
    day_words,
    moment_words,
    particulars,
    window_words,
)
from counter_app.words import _

BASIS_38 = "《中华人民共和国行政许可法》第三十八条第一款"
BRING = ["本通知单和受理通知书", "申请人身份证件；代领的，另带委托书和代领人身份证件"]
WAYS = {
    ServiceWay.COUNTER: "窗口直接送达",
    ServiceWay.POST: "邮寄送达",
    ServiceWay.LEFT: "留置送达",
    ServiceWay.RECEIVED_FOR: "代收",
    ServiceWay.ELECTRONIC: "电子送达",
}
"""As the proof of service prints the ways (its tick boxes name them so)."""


def result_words(outcome: Outcome, spec: MatterSpec) -> str:
    """The result as papers print it: 准予行政许可, 不予登记, 已办结."""
    if outcome is Outcome.DONE:
        return "已办结"
    what = "行政许可" if spec.permit_law_applies else spec.matter_type.label
    if spec.matter_type is MatterType.OTHER:
        what = "办理"
    return f"{'准予' if outcome is Outcome.GRANTED else '不予'}{what}"


def _documents(case: Case, spec: MatterSpec) -> list[dict[str, str]]:
    """The documents handed over; the result of the guide where none was written down."""
    decision = case.course.decision
    assert decision is not None, "the rule has made it"
    rows = [
        {"name": one.name, "number": one.number or NONE, "count": str(one.count)}
        for one in decision.documents
    ]
    if rows:
        return rows
    granted = decision.outcome is not Outcome.REFUSED
    name = shown(spec.result_doc) if granted else f"{result_words(decision.outcome, spec)}决定书"
    return [{"name": name, "number": NONE, "count": "1"}]


def completion_notice(act: Act, context: Context, case: Case, number: str) -> dict[str, Any]:
    """The notice of the decision, with the remedies where it says no (行政许可法 38)."""
    spec, decision = matter_of(context), case.course.decision
    assert decision is not None, "the rule has made it"
    counter = context.hall.counter(context.counter)
    window = window_words(counter)
    return organ_head(act, context, case, number) | {
        "decided_on": day_words(decision.decided_on),
        "result": result_words(decision.outcome, spec),
        "basis": decision.basis or _general_basis(spec),
        "documents": _documents(case, spec),
        "reason": decision.reason if decision.outcome is Outcome.REFUSED else "",
        "review_organ": UNVERIFIED,
        "court": UNVERIFIED,
        "collect_on": _collect_words(case, context),
        "delivery": f"到{window}领取",
        "bring": "本通知书、身份证件",
    }


def _general_basis(spec: MatterSpec) -> str:
    return BASIS_38 if spec.permit_law_applies else "；".join(spec.legal_basis[:1]) or UNVERIFIED


def _collect_words(case: Case, context: Context) -> str:
    seen = seen_of(case, context)
    by = seen.collect_by or seen.deliver_by
    return f"{due_words(by, '')}前" if by else ""


def completion_slip_on_the_spot(
    act: Act, context: Context, case: Case, number: str
) -> dict[str, Any]:
    """The slip of a case finished while the citizen waited (A4.1a)."""
    spec, decision = matter_of(context), case.course.decision
    assert decision is not None, "the rule has made it"
    return window_head(act, context, case, number) | {
        "kind": spec.case_class.label,
        "opened_at": moment_words(case.received_at or context.now),
        "done_at": moment_words(context.now),
        "result": result_words(decision.outcome, spec),
        "documents": [_document_line(row) for row in _documents(case, spec)],
        "returned": _originals(case, context),
        "fee": shown(spec.fee),
    }


def _document_line(row: dict[str, str]) -> str:
    numbered = f"（编号 {row['number']}）" if row["number"] != NONE else ""
    return f"{row['name']}{numbered}{row['count']}份"


def _originals(case: Case, context: Context) -> list[str]:
    """Originals that go back to the citizen once the matter is done."""
    return [f"{one.name}原件" for one, found in handed_in(case, context) if found.originals]


def collection_notice(act: Act, context: Context, case: Case, number: str) -> dict[str, Any]:
    """The slip that asks the applicant to come for the result."""
    spec, decision = matter_of(context), case.course.decision
    assert decision is not None, "the rule has made it"
    common = window_head(act, context, case, number)
    seen = seen_of(case, context)
    by = seen.deliver_by or seen.collect_by
    return common | {
        "decided_on": day_words(decision.decided_on),
        "documents": _documents(case, spec),
        "collect_on": f"{by.day.month}月{by.day.day}日前" if by else "工作日",
        "place": common["window"],
        "hours": f"{UNVERIFIED}（以中心公布的服务时间为准）",
        "bring": BRING,
    }


def service_receipt(received_by: str, recipient: str, way: ServiceWay, tracking: str) -> Values:
    """The proof of service; `recipient` is whoever signed, named in the paper alone."""

    def values(act: Act, context: Context, case: Case, number: str) -> dict[str, Any]:
        spec, decision = matter_of(context), case.course.decision
        assert decision is not None, "the rule has made it"
        who = particulars(act, case.applicant)
        common = window_head(act, context, case, number)
        seen = seen_of(case, context)
        in_person = way is ServiceWay.COUNTER
        return common | {
            "organ": context.hall.name,
            "recipient": who.name if who else UNVERIFIED,
            "agent": agent_of(act, case),
            "documents": _documents(case, spec),
            "decided_on": day_words(decision.decided_on),
            "serve_by": due_words(seen.deliver_by, NONE) if seen.deliver_by else UNVERIFIED,
            "ways": [WAYS[way]],
            "place": common["window"] if in_person else "受送达人住所",
            "served_at": moment_words(context.now),
            "tracking": tracking,
            "proxy": f"{recipient}（{received_by}）" if recipient else "",
            "server": clerk_words(context.hall, context.clerk),
        }

    return values


def returned_materials(next_step: str = "") -> Values:
    """What is handed back, and why (A4.1d); `next_step` says what the applicant can do."""

    def values(act: Act, context: Context, case: Case, number: str) -> dict[str, Any]:
        who = particulars(act, case.applicant)
        return window_head(act, context, case, number) | {
            "agent": agent_of(act, case),
            "contact": mask_phone(who.phone) if who and who.phone else "",
            "received_on": day_words(case.received_at),
            "returned_at": moment_words(context.now),
            "reason": case.reason,
            "basis": _basis_of_return(case, context),
            "next_step": next_step,
            "materials": _rows(handed_back(case, context)),
        }

    return values


def _basis_of_return(case: Case, context: Context) -> str:
    if case.state is CaseState.WITHDRAWN:
        return "申请人撤回申请"
    return basis_of(context, "第（四）项")


def handed_back(case: Case, context: Context) -> tuple[Piece, ...]:
    """Everything the applicant handed in, as counted at the window."""
    return tuple(
        Piece(name=one.name, count=(found.originals + found.copies) or 1)
        for one, found in handed_in(case, context)
    )


def _rows(pieces: tuple[Piece, ...]) -> list[dict[str, str]]:
    if not pieces:
        return [
            {
                "name": "（未收材料）",
                **dict.fromkeys(("original", "copy", "pages", "code", "remark"), NONE),
            }
        ]
    return [
        {
            "name": one.name,
            "original": str(one.count),
            "copy": NONE,
            "pages": NONE,
            "code": NONE,
            "remark": "",
        }
        for one in pieces
    ]


def file_cover(box: str, retention: str, documents: int, pages: int) -> Values:
    """The cover of the file (档案法; one thing one file)."""

    def values(act: Act, context: Context, case: Case, number: str) -> dict[str, Any]:
        spec, who = matter_of(context), particulars(act, case.applicant)
        return window_head(act, context, case, number) | {
            "title": f"{who.name if who else UNVERIFIED}{spec.name}",
            "section": spec.section or UNVERIFIED,
            "starts_on": day_words(case.received_at),
            "ends_on": day_words(case.ended_at),
            "pages_in_file": str(pages),
            "documents": str(documents),
            "retention": retention or shown(spec.retention),
            "box": box,
            "secrecy": "含个人信息，查阅须登记",
            "filed_by": clerk_words(context.hall, context.clerk),
            "checked_by": NONE,
        }

    return values


def see_pieces(names: str) -> tuple[Piece, ...]:
    """A list of papers as typed, one a line, with “×2” behind a name for two.

    Raises InputFault on `materials` for a number that is none.
    """
    pieces = []
    for line in filter(None, (one.strip() for one in names.splitlines())):
        name, _times, count = (
            line.replace("x", "×").replace("＊", "×").replace("*", "×").partition("×")
        )
        if count.strip() and not count.strip().isdecimal():
            message = _("“{line}”: write the number of pieces behind ×, e.g. form×2.")
            raise InputFault({"materials": message.format(line=line)})
        pieces.append(Piece(name=name.strip(), count=int(count) if count.strip() else 1))
    return tuple(pieces)
