"""How a case ends: decision, delivery, withdrawal, return, termination; then the file (37–44)."""

from datetime import date

from counter_app.domain.bodies import course as b
from counter_app.domain.bodies.course import Outcome, Piece, ServiceWay, TerminationCause
from counter_app.domain.cases import course_commands as c
from counter_app.domain.cases.clocks import CaseView, Standing
from counter_app.domain.cases.course_clocks import awaits_correction
from counter_app.domain.cases.law import (
    PERMIT_LAW_32,
    approver_of,
    decide,
    expired,
    matter_of,
    not_deemed,
    running,
    seen_now,
    undecided,
)
from counter_app.domain.cases.promising import CLAUSE as PROMISE
from counter_app.domain.cases.promising import PERMIT_LAW_50
from counter_app.domain.cases.telling import all_judged, defects
from counter_app.domain.cases.values import ENDED, OPEN, Case, CaseState
from counter_app.domain.clock import CST
from counter_app.domain.context import Context
from counter_app.domain.errors import InputFault, Refusal
from counter_app.domain.matters import CaseClass
from counter_app.domain.phrases import check_public_text
from counter_app.words import _

PERMIT_LAW_38 = "行政许可法 第38条"
PERMIT_LAW_44 = "行政许可法 第44条"
PERMIT_LAW_45 = "行政许可法 第45条"


@decide.register
def _decide(command: c.Decide, case: Case, context: Context) -> b.Decided:
    seen = seen_now(case, context)
    if case.state in OPEN:
        _complete_on_the_spot(case, context, seen)
    else:
        running(case, PERMIT_LAW_38)
    _nothing_pending(case, context, seen)
    _not_renewed(command, seen)
    first = case.accepted_on or context.today
    faults = {}
    if command.outcome is Outcome.REFUSED and not command.reason:
        faults["reason"] = _("Give the reason; the citizen reads it on the paper.")
    if command.outcome is Outcome.REFUSED and not command.basis:
        faults["basis"] = _("Name the article the refusal rests on.")
    if not first <= command.decided_on <= context.today:
        faults["decided_on"] = _("The day of the decision lies between {first} and today.").format(
            first=first.isoformat()
        )
    if faults:
        raise InputFault(faults)
    check_public_text(command.reason, context.forbidden)
    return b.Decided(
        outcome=command.outcome,
        decided_on=command.decided_on,
        reason=command.reason,
        basis=command.basis,
        documents=command.documents,
        paper=command.paper,
        late_reason=command.late_reason,
        approved_by=_answered_for(command, case, context),
    )


def _complete_on_the_spot(case: Case, context: Context, seen: CaseView) -> None:
    """Only a case of the kind 即办 is decided without a notice of acceptance (A4.1a)."""
    matter = matter_of(context)
    if seen.deemed_on is not None or matter.case_class is not CaseClass.ON_THE_SPOT:
        running(case, PERMIT_LAW_38)
    all_judged(case, matter)
    if defects(case, matter):
        names = {one.id: one.name for one in matter.materials}
        raise Refusal(
            _("Not complete or not in legal form: {materials}.").format(
                materials="、".join(names[item.material] for item in defects(case, matter))
            ),
            PERMIT_LAW_32 + "第（四）项",
            _("Issue the correction notice, or correct it on the spot."),
        )


def _nothing_pending(case: Case, context: Context, seen: CaseView) -> None:
    """Whatever has begun comes to its end before the decision."""
    course = case.course
    if seen.pauses:
        raise Refusal(
            _("A special procedure is under way until {day}.").format(
                day=seen.pauses[0].ends_on.isoformat()
            ),
            PERMIT_LAW_45,
            _("Record its end first."),
        )
    hearing = course.hearing
    if hearing and hearing.asked_at and (not hearing.held_on or hearing.held_on > context.today):
        raise Refusal(
            _("A hearing was asked for and has not been held."), "行政许可法 第47条、第48条"
        )
    if course.joint is not None and course.joint.outstanding:
        raise Refusal(
            _("These departments have not answered: {departments}.").format(
                departments="、".join(course.joint.outstanding)
            ),
            "行政许可法 第26条",
        )
    if course.undertaking is not None and course.undertaking.outstanding:
        raise Refusal(
            _("What was promised has not come yet."),
            PROMISE,
            _("Record it when it comes; once the day has passed, end the case."),
        )
    if case.state is CaseState.REFERRED_UP and not (course.referral and course.referral.replied_at):
        raise Refusal(
            _("The superior authority has not answered yet."), "A4.1c", _("Note its reply first.")
        )


def _not_renewed(command: c.Decide, seen: CaseView) -> None:
    if seen.standing is Standing.DEEMED_RENEWED and command.outcome is Outcome.REFUSED:
        assert seen.renewal is not None, "deemed renewed names its licence"
        raise Refusal(
            _("Silence renewed the licence on {day}: it cannot be refused any more.").format(
                day=seen.renewal.expires_on.isoformat()
            ),
            PERMIT_LAW_50,
            _("A supervisor confirms the renewal."),
        )


def _answered_for(command: c.Decide, case: Case, context: Context) -> str:
    """The supervisor behind an on-the-spot case that was not finished the day it came (A4.1a)."""
    if matter_of(context).case_class is not CaseClass.ON_THE_SPOT or case.received_at is None:
        return ""
    received: date = case.received_at.astimezone(CST).date()
    if seen_now(case, context).due is not None or command.decided_on == received:
        return ""
    approver = approver_of(command.approved_by, context)
    if not command.late_reason or not approver:
        raise Refusal(
            _("This kind of case is finished on the day it comes: {day}.").format(
                day=received.isoformat()
            ),
            "A4.1a",
            _("A supervisor says why it took longer; it is recorded as a responsibility."),
        )
    return approver


@decide.register
def _tell(command: c.TellCollection, case: Case, context: Context) -> b.CollectionTold:
    _decided(case, PERMIT_LAW_44)
    if not command.way:
        raise InputFault({"way": _("Say how the applicant was told.")})
    return b.CollectionTold(way=command.way, paper=command.paper)


def _decided(case: Case, clause: str) -> None:
    if case.state is not CaseState.DECIDED:
        ended = _("The application has already ended.")
        raise Refusal(ended if case.state in ENDED else _("There is no decision yet."), clause)


@decide.register
def _serve(command: c.Serve, case: Case, context: Context) -> b.Served:
    _decided(case, PERMIT_LAW_44)
    faults = {}
    if not command.received_by:
        faults["received_by"] = _("Say who took it: the applicant, an agent, family.")
    if command.way is ServiceWay.POST and not command.tracking:
        faults["tracking"] = _("Give the number of the posted letter.")
    if command.way in (ServiceWay.LEFT, ServiceWay.RECEIVED_FOR) and not command.remark:
        faults["remark"] = _("Say why it was not handed to the applicant, and who witnessed it.")
    if faults:
        raise InputFault(faults)
    return b.Served(
        way=command.way,
        received_by=command.received_by,
        tracking=command.tracking,
        remark=command.remark,
        paper=command.paper,
    )


def _given_back(reason: str, returned: tuple[Piece, ...], context: Context) -> None:
    faults = {}
    if not reason:
        faults["reason"] = _("Give the reason; the citizen reads it on the paper.")
    if any(not one.name or one.count < 1 for one in returned):
        faults["returned"] = _("Each line of the list needs a name and a number above 0.")
    if faults:
        raise InputFault(faults)
    check_public_text(reason, context.forbidden)


@decide.register
def _withdraw(command: c.Withdraw, case: Case, context: Context) -> b.Withdrawn:
    if case.state not in OPEN:
        running(case, "行政许可法 第32条")
    _given_back(command.reason, command.returned, context)
    return b.Withdrawn(reason=command.reason, returned=command.returned, paper=command.paper)


@decide.register
def _return(command: c.Return, case: Case, context: Context) -> b.Returned:
    undecided(case)
    matter = matter_of(context)
    if matter.permit_law_applies:
        raise Refusal(
            _("A permit application is corrected, or not accepted; it is not sent back."),
            PERMIT_LAW_32,
            _("Issue the correction notice (F7), or do not accept (F10)."),
        )
    not_deemed(case, context)
    all_judged(case, matter)
    _given_back(command.reason, command.returned, context)
    return b.Returned(reason=command.reason, returned=command.returned, paper=command.paper)


@decide.register
def _terminate(command: c.Terminate, case: Case, context: Context) -> b.Terminated:
    if case.state not in OPEN:
        running(case, PERMIT_LAW_32)
    if command.cause is TerminationCause.NOT_CORRECTED:
        _correction_lapsed(case, context)
    elif command.cause is TerminationCause.UNDERTAKING_BROKEN:
        _promise_broken(case, context)
    elif not approver_of("", context):
        raise Refusal(_("Only a supervisor ends a case that has lost its object."), "A4.1d")
    _given_back(command.reason, command.returned, context)
    return b.Terminated(
        cause=command.cause,
        reason=command.reason,
        returned=command.returned,
        paper=command.paper,
    )


def _correction_lapsed(case: Case, context: Context) -> None:
    by = seen_now(case, context).correct_by
    if by is None:
        raise Refusal(
            _("No limit for corrections has been set, or none was told: waiting has no end."),
            PERMIT_LAW_32 + "第（四）项",
            _("An administrator sets the limit in the guide or for the hall."),
        )
    if not expired(by.day, context):
        raise Refusal(
            _("The applicant may correct until {day}.").format(day=by.day.isoformat()),
            PERMIT_LAW_32 + "第（四）项",
        )
    if not awaits_correction(case):
        raise Refusal(_("Nothing is missing any more: accept it."), PERMIT_LAW_32 + "第（五）项")


def _promise_broken(case: Case, context: Context) -> None:
    promised = case.course.undertaking
    if promised is None or not promised.outstanding:
        raise Refusal(_("Everything that was promised has come."), PROMISE)
    if not expired(promised.supply_by, context):
        raise Refusal(
            _("The applicant may supply it until {day}.").format(
                day=promised.supply_by.isoformat()
            ),
            PROMISE,
        )


@decide.register
def _archive(command: c.Archive, case: Case, context: Context) -> b.Archived:
    if case.state not in ENDED:
        raise Refusal(_("Only a case that has ended is filed."), "档案法 第14条")
    if case.course.archived_at is not None:
        raise Refusal(_("The case has been filed already."), "档案法 第14条")
    faults = {}
    if not command.box:
        faults["box"] = _("Say in which box the file stands.")
    for name in ("documents", "pages"):
        if getattr(command, name) < 1:
            faults[name] = _("Give a number above 0.")
    if faults:
        raise InputFault(faults)
    return b.Archived(
        box=command.box,
        retention=command.retention,
        documents=command.documents,
        pages=command.pages,
        paper=command.paper,
    )
