"""Special procedures and hearings: what stops the clock, and only that (行政许可法 45–48)."""

from datetime import date

from counter_app.domain.bodies import course as b
from counter_app.domain.cases import course_commands as c
from counter_app.domain.cases.course_values import PROCEDURE_WORDS, Hearing
from counter_app.domain.cases.law import (
    decide,
    expired,
    in_a_known_year,
    matter_of,
    running,
    seen_now,
)
from counter_app.domain.cases.values import Case
from counter_app.domain.clock import CST
from counter_app.domain.context import Context
from counter_app.domain.deadlines import Limit, Unit, due_day
from counter_app.domain.errors import InputFault, Refusal
from counter_app.domain.matters import MatterSpec
from counter_app.domain.phrases import check_public_text
from counter_app.words import _

PERMIT_LAW_45 = "行政许可法 第45条"
PERMIT_LAW_47 = "行政许可法 第47条"
PERMIT_LAW_48 = "行政许可法 第48条"

ASK_WITHIN = Limit(5, Unit.WORKING_DAY)
HOLD_WITHIN = Limit(20, Unit.WORKING_DAY)
TELL_AHEAD = 7
"""Working days between telling the day of a hearing and the hearing (48; counted as in 82)."""


def procedures(matter: MatterSpec) -> tuple[str, ...]:
    """What may stop the clock of this matter, as clerks choose it.

    The closed list of 行政许可法 45 for permits, and what the matter's own law excludes.
    """
    listed = tuple(PROCEDURE_WORDS.values()) if matter.permit_law_applies else ()
    return tuple(dict.fromkeys((*listed, *matter.excluded_procedures)))


def _procedure(typed: str, matter: MatterSpec) -> tuple[b.Procedure, str]:
    allowed = procedures(matter)
    if typed not in allowed:
        raise Refusal(
            _("“{reason}” does not stop the clock: it is no special procedure.").format(
                reason=typed
            ),
            PERMIT_LAW_45,
            _("Only these do: {listed}. Otherwise ask for an extension before the due day.").format(
                listed="、".join(allowed) or _("none for this matter")
            ),
        )
    for procedure, words in PROCEDURE_WORDS.items():
        if typed == words:
            return procedure, ""
    return b.Procedure.OWN, typed


@decide.register
def _begin(
    command: c.BeginSpecialProcedure, case: Case, context: Context
) -> b.SpecialProcedureBegun:
    running(case, PERMIT_LAW_45)
    procedure, name = _procedure(command.procedure, matter_of(context))
    _not_expired(case, context)
    faults = {}
    if not command.conductor:
        faults["conductor"] = _("Say who carries the procedure out.")
    if not command.reason:
        faults["reason"] = _("Give the reason; the citizen reads it on the paper.")
    if command.starts_on < context.today:
        faults["starts_on"] = _(
            "Days before the applicant is told do count. Begin today or later, or enter it late."
        )
    if command.ends_on < command.starts_on:
        faults["ends_on"] = _("The last day lies before the first.")
    if faults:
        raise InputFault(faults)
    in_a_known_year(command.ends_on, context)
    check_public_text(command.conductor + command.reason, context.forbidden)
    return b.SpecialProcedureBegun(
        procedure=procedure,
        name=name,
        conductor=command.conductor,
        reason=command.reason,
        starts_on=command.starts_on,
        ends_on=command.ends_on,
        paper=command.paper,
    )


def _not_expired(case: Case, context: Context) -> None:
    due = seen_now(case, context).due
    if due is not None and expired(due.day, context):
        raise Refusal(
            _("The due day {day} has passed: nothing stops this clock any more.").format(
                day=due.day.isoformat()
            ),
            PERMIT_LAW_45,
            _("Decide the case, explain the delay to the applicant, and record how."),
        )


@decide.register
def _end(command: c.EndSpecialProcedure, case: Case, context: Context) -> b.SpecialProcedureEnded:
    running(case, PERMIT_LAW_45)
    pause = next((one for one in case.course.pauses if one.paper == command.paper), None)
    if pause is None or pause.ended_on is not None:
        raise Refusal(_("No such special procedure is under way."), PERMIT_LAW_45)
    if command.ended_on > context.today:
        raise InputFault({"ended_on": _("This day lies in the future.")})
    if command.ended_on < pause.starts_on:
        raise InputFault({"ended_on": _("The last day lies before the first.")})
    if command.ended_on > pause.ends_on:
        raise Refusal(
            _("The applicant was told {day} as the last day; days after it do count.").format(
                day=pause.ends_on.isoformat()
            ),
            PERMIT_LAW_45,
            _("End it on {day}, or tell a further procedure in writing.").format(
                day=pause.ends_on.isoformat()
            ),
        )
    return b.SpecialProcedureEnded(paper=command.paper, ended_on=command.ended_on)


@decide.register
def _offer(command: c.OfferHearing, case: Case, context: Context) -> b.HearingOffered:
    running(case, PERMIT_LAW_47)
    if case.course.hearing is not None:
        raise Refusal(_("The right to a hearing has been told already."), PERMIT_LAW_47)
    return b.HearingOffered(said=command.said)


def _hearing(case: Case) -> Hearing:
    if case.course.hearing is None:
        raise Refusal(
            _("Nobody has been told of the right to a hearing."),
            PERMIT_LAW_47,
            _("Tell the applicant first."),
        )
    return case.course.hearing


@decide.register
def _ask(command: c.AskHearing, case: Case, context: Context) -> b.HearingAsked:
    running(case, PERMIT_LAW_47)
    hearing = _hearing(case)
    if hearing.asked_at is not None:
        raise Refusal(_("The hearing has been asked for already."), PERMIT_LAW_47)
    last = due_day(hearing.offered_at.astimezone(CST).date(), ASK_WITHIN, context.calendar)
    if expired(last, context):
        raise Refusal(
            _("The five days to ask for a hearing ended on {day}.").format(day=last.isoformat()),
            PERMIT_LAW_47,
        )
    if not command.asked_by:
        raise InputFault({"asked_by": _("Say who asks: the applicant or a third party.")})
    return b.HearingAsked(asked_by=command.asked_by)


def hold_hearing_by(case: Case, context: Context) -> date | None:
    """The last day for a hearing that was asked for: twenty days (行政许可法 47)."""
    hearing = case.course.hearing
    if hearing is None or hearing.asked_at is None:
        return None
    return due_day(hearing.asked_at.astimezone(CST).date(), HOLD_WITHIN, context.calendar)


@decide.register
def _set(command: c.SetHearing, case: Case, context: Context) -> b.HearingSet:
    running(case, PERMIT_LAW_48)
    _hearing(case)
    last = hold_hearing_by(case, context)
    if last is None:
        raise Refusal(_("Nobody has asked for the hearing yet."), PERMIT_LAW_47)
    if not command.place:
        raise InputFault({"place": _("Say where the hearing is held.")})
    if context.calendar.count(context.today, command.held_on) < TELL_AHEAD:
        raise Refusal(
            _("Day and place must be told seven days before the hearing."),
            PERMIT_LAW_48,
            _("Choose {day} or later.").format(
                day=context.calendar.add(context.today, TELL_AHEAD).isoformat()
            ),
        )
    if command.held_on > last:
        raise Refusal(
            _("The hearing must be held by {day}.").format(day=last.isoformat()), PERMIT_LAW_47
        )
    return b.HearingSet(held_on=command.held_on, place=command.place)
