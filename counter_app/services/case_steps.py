"""The steps a clerk sees beside a case: which fit where it stands, and what the law says to each.

A step that does not fit is not shown; one that fits and is refused is shown with its reason.
"""

from collections.abc import Callable, Iterator
from datetime import date

import attrs

from counter_app.domain.bodies.case import Ground, Verdict
from counter_app.domain.bodies.course import Outcome, Piece, ServiceWay, TerminationCause
from counter_app.domain.cases import commands as c
from counter_app.domain.cases import course_commands as v
from counter_app.domain.cases import rules
from counter_app.domain.cases.clocks import CaseView, Standing, view
from counter_app.domain.cases.explaining import EXTENSION, OVERDUE
from counter_app.domain.cases.law import matter_of
from counter_app.domain.cases.pausing import procedures
from counter_app.domain.cases.state import ENDED, Case, CaseState
from counter_app.domain.cases.values import OPEN, RUNNING
from counter_app.domain.context import Context
from counter_app.domain.errors import InputFault, Refusal
from counter_app.domain.matters import CaseClass
from counter_app.words import _

SAMPLE = "示例"
"""Stands for text the clerk has not typed yet when a rule is only asked whether it would allow."""


@attrs.frozen(kw_only=True)
class Possible:
    """A step on the case; when the law does not allow it now, why, and by which clause."""

    id: str
    allowed: bool
    reason: str = ""
    clause: str = ""


@attrs.frozen
class Looked:
    """A case as the steps look at it."""

    case: Case
    seen: CaseView
    context: Context

    @property
    def is_open(self) -> bool:
        """Nobody has decided on acceptance yet."""
        return self.case.state in OPEN

    @property
    def is_running(self) -> bool:
        """Accepted, and no decision yet."""
        return self.case.state in RUNNING

    @property
    def is_decided(self) -> bool:
        """Decided, and not served yet."""
        return self.case.state is CaseState.DECIDED

    @property
    def kind(self) -> CaseClass:
        """What kind of case the guide makes it (A4.1)."""
        return matter_of(self.context).case_class


@attrs.frozen
class Step:
    """One step: when it fits, and the command the rules are asked with."""

    fits: Callable[[Looked], bool]
    sample: Callable[[Looked], c.CaseCommand]


def possible(case: Case, context: Context) -> tuple[Possible, ...]:
    """Every step that fits the case, and whether the law allows it now: the rules are asked."""
    looked = Looked(
        case, view(case, context.now, matter_of(context), context.calendar, context.hall), context
    )
    return (*_asked(looked), _judging(case))


def _asked(looked: Looked) -> Iterator[Possible]:
    for name, step in STEPS.items():
        if step.fits(looked):
            yield _answer(name, step.sample(looked), looked)


def _answer(name: str, command: c.CaseCommand, looked: Looked) -> Possible:
    try:
        rules.decide(command, looked.case, looked.context)
    except Refusal as refusal:
        return Possible(id=name, allowed=False, reason=refusal.message, clause=refusal.basis)
    except InputFault as fault:
        return Possible(id=name, allowed=False, reason="；".join(fault.faults.values()))
    return Possible(id=name, allowed=True)


def _judging(case: Case) -> Possible:
    if case.state in OPEN:
        return Possible(id="judge", allowed=True)
    return Possible(id="judge", allowed=False, reason=_("The application has been decided."))


# -- what the samples need


def _today(looked: Looked) -> date:
    return looked.context.today


def _after_due(looked: Looked) -> date:
    """The first working day an extension could lead to."""
    due, calendar = looked.seen.due, looked.context.calendar
    return calendar.add(max(due.day if due else _today(looked), _today(looked)), 1)


def _procedure(looked: Looked) -> str:
    return next(iter(procedures(matter_of(looked.context))), SAMPLE)


def _pause_paper(looked: Looked) -> str:
    return looked.seen.pauses[0].paper


def _department(looked: Looked) -> str:
    joint = looked.case.course.joint
    return joint.outstanding[0] if joint else ""


def _hearing_day(looked: Looked) -> date:
    """A day the law would allow for the hearing: seven working days ahead."""
    return looked.context.calendar.add(_today(looked), 7)


def _promised(looked: Looked) -> tuple[str, ...]:
    promised = looked.case.course.undertaking
    return promised.outstanding[:1] if promised else ()


def _outcome(looked: Looked) -> Outcome:
    return Outcome.GRANTED if matter_of(looked.context).permit_law_applies else Outcome.DONE


# -- when a step fits


def _may_defer(looked: Looked) -> bool:
    """Something that may follow later is missing."""
    return looked.is_open and any(
        one.deferrable and looked.case.verdict(one.id) is Verdict.MISSING
        for one in matter_of(looked.context).materials
    )


def _renews(looked: Looked) -> bool:
    is_live = looked.is_open or looked.is_running
    lead = matter_of(looked.context).renewal_lead
    return is_live and lead is not None and looked.case.course.licence is None


def _owes_promise(looked: Looked) -> bool:
    promised = looked.case.course.undertaking
    return looked.is_running and promised is not None and bool(promised.outstanding)


def _is_reported(looked: Looked) -> bool:
    return looked.case.state is CaseState.REFERRED_UP


def _awaits_reply(looked: Looked) -> bool:
    referral = looked.case.course.referral
    return _is_reported(looked) and referral is not None and referral.replied_at is None


def _was_offered(looked: Looked) -> bool:
    hearing = looked.case.course.hearing
    return looked.is_running and hearing is not None and hearing.asked_at is None


def _was_asked_for(looked: Looked) -> bool:
    hearing = looked.case.course.hearing
    return looked.is_running and hearing is not None and hearing.asked_at is not None


def _waits_for_departments(looked: Looked) -> bool:
    joint = looked.case.course.joint
    return looked.is_running and joint is not None and bool(joint.outstanding)


def _is_extended(looked: Looked) -> bool:
    return looked.is_running and bool(looked.case.course.granted)


def _is_late(looked: Looked) -> bool:
    return (looked.is_running or looked.is_decided) and bool(looked.seen.late_days)


def _ends(cause: TerminationCause) -> Callable[[Looked], v.Terminate]:
    return lambda looked: v.Terminate(cause=cause, reason=SAMPLE, paper="")


_INTAKE: dict[str, Callable[[], c.CaseCommand]] = {
    "accept": lambda: c.Accept(paper=""),
    "ask_correction": lambda: c.AskCorrection(paper=""),
    "refuse": lambda: c.NotAccept(
        ground=Ground.NOT_THIS_ORGAN, reason=SAMPLE, destination=SAMPLE, paper=""
    ),
    "refuse_defective": lambda: c.NotAccept(
        ground=Ground.STILL_DEFECTIVE, reason=SAMPLE, destination="", paper=""
    ),
    "advise": lambda: c.AdviseNoPermit(advice=SAMPLE, destination=SAMPLE, paper=""),
}


def _taking_in(make: Callable[[], c.CaseCommand]) -> Step:
    """A step of intake; it also fits a case whose receipt has not arrived here yet."""
    return Step(
        lambda looked: looked.is_open or looked.case.state is CaseState.UNKNOWN,
        lambda looked: make(),
    )


STEPS: dict[str, Step] = {
    **{name: _taking_in(make) for name, make in _INTAKE.items()},
    "receipt": Step(
        lambda looked: looked.case.state not in ENDED, lambda looked: c.IssueReceipt(paper="")
    ),
    "accept_conditionally": Step(
        _may_defer,
        lambda looked: v.AcceptConditionally(
            supply_by=_hearing_day(looked), paper="", undertaking=""
        ),
    ),
    "note_licence": Step(
        _renews,
        lambda looked: v.NoteLicence(licence=SAMPLE, expires_on=_today(looked)),
    ),
    "decide": Step(
        lambda looked: (
            looked.is_running or (looked.is_open and looked.kind is CaseClass.ON_THE_SPOT)
        ),
        lambda looked: v.Decide(
            outcome=_outcome(looked),
            decided_on=_today(looked),
            late_reason=SAMPLE,
            paper="",
        ),
    ),
    "begin_procedure": Step(
        lambda looked: looked.is_running and not _is_reported(looked),
        lambda looked: v.BeginSpecialProcedure(
            procedure=_procedure(looked),
            conductor=SAMPLE,
            reason=SAMPLE,
            starts_on=_today(looked),
            ends_on=_today(looked),
            paper="",
        ),
    ),
    "end_procedure": Step(
        lambda looked: looked.is_running and bool(looked.seen.pauses),
        lambda looked: v.EndSpecialProcedure(paper=_pause_paper(looked), ended_on=_today(looked)),
    ),
    "request_extension": Step(
        lambda looked: looked.is_running and not _is_reported(looked),
        lambda looked: v.RequestExtension(until=_after_due(looked), reason=SAMPLE, paper=""),
    ),
    "approve_extension": Step(
        lambda looked: looked.case.course.request is not None,
        lambda looked: v.ApproveExtension(paper=""),
    ),
    "reject_extension": Step(
        lambda looked: looked.case.course.request is not None,
        lambda looked: v.RejectExtension(reason=SAMPLE),
    ),
    "explain_extension": Step(
        _is_extended, lambda looked: v.Explain(about=EXTENSION, way=SAMPLE, said=SAMPLE)
    ),
    "explain_delay": Step(
        _is_late, lambda looked: v.Explain(about=OVERDUE, way=SAMPLE, said=SAMPLE)
    ),
    "offer_hearing": Step(
        lambda looked: looked.is_running and looked.case.course.hearing is None,
        lambda looked: v.OfferHearing(),
    ),
    "ask_hearing": Step(_was_offered, lambda looked: v.AskHearing(asked_by=SAMPLE)),
    "set_hearing": Step(
        _was_asked_for,
        lambda looked: v.SetHearing(held_on=_hearing_day(looked), place=SAMPLE),
    ),
    "supply_promised": Step(
        _owes_promise, lambda looked: v.SupplyPromised(materials=_promised(looked))
    ),
    "refer_up": Step(
        lambda looked: looked.is_running and looked.kind is CaseClass.REFERRED_UP,
        lambda looked: v.ReferUp(superior=SAMPLE, materials=(Piece(name=SAMPLE),), paper=""),
    ),
    "contact_superior": Step(
        _is_reported,
        lambda looked: v.ContactSuperior(person=SAMPLE, way=SAMPLE, said=SAMPLE),
    ),
    "note_reply": Step(_awaits_reply, lambda looked: v.NoteReply(said=SAMPLE)),
    "begin_joint": Step(
        lambda looked: looked.is_running and looked.kind is CaseClass.JOINT,
        lambda looked: v.BeginJointHandling(lead=SAMPLE, departments=(SAMPLE,)),
    ),
    "answer_department": Step(
        _waits_for_departments,
        lambda looked: v.AnswerForDepartment(department=_department(looked), agrees=True),
    ),
    "confirm_renewal": Step(
        lambda looked: looked.seen.standing is Standing.DEEMED_RENEWED,
        lambda looked: v.ConfirmRenewal(),
    ),
    "tell_collection": Step(
        lambda looked: looked.is_decided, lambda looked: v.TellCollection(way=SAMPLE)
    ),
    "serve": Step(
        lambda looked: looked.is_decided,
        lambda looked: v.Serve(way=ServiceWay.COUNTER, received_by=SAMPLE, paper=""),
    ),
    "withdraw": Step(
        lambda looked: looked.is_open or looked.is_running,
        lambda looked: v.Withdraw(reason=SAMPLE, paper=""),
    ),
    "return": Step(
        lambda looked: looked.is_open and not matter_of(looked.context).permit_law_applies,
        lambda looked: v.Return(reason=SAMPLE, paper=""),
    ),
    "end_uncorrected": Step(
        lambda looked: looked.case.state is CaseState.IN_CORRECTION,
        _ends(TerminationCause.NOT_CORRECTED),
    ),
    "end_unsupplied": Step(_owes_promise, _ends(TerminationCause.UNDERTAKING_BROKEN)),
    "end_objectless": Step(
        lambda looked: looked.is_open or looked.is_running, _ends(TerminationCause.NO_OBJECT)
    ),
    "archive": Step(
        lambda looked: looked.case.state in ENDED,
        lambda looked: v.Archive(box=SAMPLE, documents=1, pages=1, paper=""),
    ),
}
"""In the order a clerk reads them."""
