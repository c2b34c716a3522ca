"""What the five regimes allow at the reception, and what they refuse."""

from functools import singledispatch

import attrs

from counter_app.domain.asking import need
from counter_app.domain.bodies import visit as v
from counter_app.domain.context import Context
from counter_app.domain.elsewhere import SendElsewhere, complete
from counter_app.domain.errors import InputFault, Refusal
from counter_app.domain.facts import Body
from counter_app.domain.hall import Counter
from counter_app.domain.matters import MatterSpec, missing_of_seven
from counter_app.domain.phrases import check_public_text
from counter_app.domain.reception import commands as c
from counter_app.domain.reception.state import Visit, VisitState
from counter_app.words import _

MIN_ANSWER = 2
"""An answer shorter than this many characters says nothing (A2.2)."""


def opened(command: c.OpenVisit, context: Context) -> v.VisitOpened:
    """The first fact of a visit: the signed-in clerk becomes the first-contact clerk (A2.1)."""
    return v.VisitOpened(
        number=command.number,
        channel=command.channel,
        first_contact=context.clerk,
        counter=context.counter,
        question=command.question,
        visitor=command.visitor,
        matter=context.matter.code if context.matter else "",
        matter_version=context.matter.number if context.matter else 0,
    )


@singledispatch
def decide(command: object, visit: Visit, context: Context) -> Body:
    """The body `command` gives birth to, or a Refusal or InputFault saying why not."""
    raise TypeError(f"no rule for {type(command).__name__}")


def _matter(context: Context) -> MatterSpec:
    if context.matter is None:
        raise InputFault({"matter": _("Choose the matter first.")})
    return context.matter


def _is_here(visit: Visit) -> None:
    """Refuse while the opening is unknown: nobody could say who was asked first (A2.1)."""
    if visit.opened_at is None:
        raise Refusal(_("This visit has not arrived here yet."), "A2.1")


def _still_open(visit: Visit) -> None:
    _is_here(visit)
    if visit.state is VisitState.APPLIED:
        raise Refusal(
            _("This visit has already become an application; continue in the case."),
            "A1.4.1a",
        )


@decide.register
def _answer(command: c.Answer, visit: Visit, context: Context) -> v.VisitAnswered:
    _still_open(visit)
    answer = command.answer
    if command.way is v.AnswerWay.BY_GUIDE:
        matter = _matter(context)
        answer = answer or _("Explained by the guide in force: {matter}").format(matter=matter.name)
    elif len(answer) < MIN_ANSWER:
        raise InputFault(
            {"answer": _("Write down what was answered (A2.2: every question gets one).")}
        )
    if command.way is v.AnswerWay.TO_VERIFY:
        if command.promised_by is None:
            raise InputFault({"promised_by": _("Say by which day the citizen gets the reply.")})
        if command.promised_by < context.today:
            raise InputFault({"promised_by": _("The promised day has already passed.")})
    check_public_text(answer, context.forbidden)
    return v.VisitAnswered(
        way=command.way,
        answer=answer,
        matter=context.matter.code if context.matter else "",
        matter_version=context.matter.number if context.matter else 0,
        promised_by=command.promised_by if command.way is v.AnswerWay.TO_VERIFY else None,
    )


@decide.register
def _tell(command: c.TellOrally, visit: Visit, context: Context) -> v.ToldOrally:
    _still_open(visit)
    matter = _matter(context)
    check_public_text(command.remark, context.forbidden)
    return v.ToldOrally(matter=matter.code, matter_version=matter.number, remark=command.remark)


@decide.register
def _notice(command: c.IssueOneTimeNotice, visit: Visit, context: Context) -> v.NoticeIssued:
    _is_here(visit)
    matter = _matter(context)
    refuse_incomplete_notice(matter, context, command.applicant_name)
    return v.NoticeIssued(paper=command.paper, matter=matter.code, matter_version=matter.number)


def refuse_incomplete_notice(matter: MatterSpec, context: Context, applicant_name: str) -> None:
    """Refuse the one-time notice while one of the seven elements is empty, naming it (A3.3.1a).

    The applicant's element is met by who may apply (办理对象) when the citizen
    does not give a name: the law asks no name of somebody who only asks.
    """
    missing = missing_of_seven(matter, context.hall, context.counter)
    if missing:
        raise Refusal(
            _("The one-time notice cannot be printed: {elements} is empty.").format(
                elements="、".join(missing)
            ),
            "A3.3.1",
            _("Have the administrator complete the guide or the window; then print again."),
        )
    check_public_text(applicant_name, context.forbidden)


@decide.register
def _guide(command: c.Guide, visit: Visit, context: Context) -> v.Guided:
    _still_open(visit)
    if not command.reason:
        raise InputFault({"reason": _("Say why this window does not handle it (A3.4.3).")})
    check_public_text(command.reason, context.forbidden)
    if command.to_counter == context.counter:
        raise Refusal(
            _("This matter belongs to your own window; take the application here."), "A2.3"
        )
    if command.to_counter:
        _can_be_found(context.hall.counter(command.to_counter))
    return v.Guided(
        to_counter=command.to_counter,
        matter=context.matter.code if context.matter else "",
        reason=command.reason,
        paper=command.paper,
    )


def _can_be_found(target: Counter | None) -> None:
    """Nobody is sent to a window that is not in the register, or has no place in it (A1.5.4c)."""
    if target is None:
        raise InputFault({"to_counter": _("There is no such window in the register (A1.5.4).")})
    if not target.place:
        message = _("The register does not say where this window is; the administrator adds it.")
        raise InputFault({"to_counter": message})


@decide.register
def _confirm(command: c.ConfirmGuide, visit: Visit, context: Context) -> v.GuideConfirmed:
    _is_here(visit)
    if visit.guided_to is None:
        raise Refusal(_("Nobody was guided in this visit."), "A2.4")
    if visit.guided_to and visit.guided_to != context.counter:
        raise Refusal(_("The citizen was guided to another window."), "A2.4")
    if command.waiting and command.priority not in c.PRIORITIES:
        message = _("Somebody came earlier. Say why this citizen comes first (A1.4.1).")
        raise InputFault({"priority": message})
    return v.GuideConfirmed(counter=context.counter)


@decide.register
def _follow_up(command: c.FollowUpGuide, visit: Visit, context: Context) -> v.GuideFollowedUp:
    _is_here(visit)
    if visit.guided_to is None or visit.guide_confirmed_by:
        raise Refusal(_("Nobody has to be looked for in this visit."), "A2.4")
    need(note=(command.note, _("Say what became of the citizen.")))
    return v.GuideFollowedUp(note=command.note)


@decide.register
def _hand_on(command: c.HandOn, visit: Visit, context: Context) -> v.HandedOn:
    _still_open(visit)
    if context.hall.member(command.to_clerk) is None or command.to_clerk == context.clerk:
        raise InputFault({"to_clerk": _("Choose a colleague of the hall.")})
    need(note=(command.note, _("Say what the colleague has to know.")))
    check_public_text(command.note, context.forbidden)
    return v.HandedOn(to_clerk=command.to_clerk, note=command.note)


@decide.register
def _advise(command: c.Advise, visit: Visit, context: Context) -> v.Advised:
    _still_open(visit)
    matter = _matter(context)
    advice, destination = _advice(command.advice, command.destination, context)
    return v.Advised(
        matter=matter.code,
        matter_version=matter.number,
        advice=advice,
        destination=destination,
        paper=command.paper,
    )


def _advice(advice: str, destination: str, context: Context) -> tuple[str, str]:
    """Advice and destination, both demanded by 行政许可法 32(一)."""
    faults = {}
    if not advice:
        faults["advice"] = _("Say why no permit is needed and what to do instead.")
    if not destination:
        faults["destination"] = _("Say where to go instead.")
    if faults:
        raise InputFault(faults)
    check_public_text(advice + destination, context.forbidden)
    return advice, destination


@decide.register
def _send(command: SendElsewhere, visit: Visit, context: Context) -> v.SentElsewhere:
    _still_open(visit)
    matter = _matter(context)
    target = complete(command, context.forbidden)
    return v.SentElsewhere(
        matter=matter.code,
        matter_version=matter.number,
        ground=command.ground,
        reason=command.reason,
        paper=command.paper,
        **attrs.asdict(target),
    )


@decide.register
def _apply(command: c.Apply, visit: Visit, context: Context) -> v.VisitApplied:
    _still_open(visit)
    return v.VisitApplied(case=command.case)
