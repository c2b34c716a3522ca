"""More time: asked before the due day, within the cap, granted by another person (A4.2, 42)."""

from datetime import date

from counter_app.domain.bodies import course as b
from counter_app.domain.cases import course_commands as c
from counter_app.domain.cases.course_values import Extension
from counter_app.domain.cases.law import (
    decide,
    expired,
    in_a_known_year,
    matter_of,
    running,
    seen_now,
)
from counter_app.domain.cases.values import Case, CaseState
from counter_app.domain.context import SUPERVISOR, Context
from counter_app.domain.deadlines import DueDate, Limit, Unit, due_day
from counter_app.domain.errors import InputFault, Refusal
from counter_app.domain.matters import CaseClass, MatterSpec
from counter_app.domain.phrases import check_public_text
from counter_app.domain.workdays import WorkCalendar
from counter_app.words import _

CLAUSE = "A4.2"
PERMIT_LAW_42 = "行政许可法 第42条"
JOINT_APPROVER = "本级人民政府负责人"
ORGAN_APPROVER = "本行政机关负责人"


def approver_words(matter: MatterSpec) -> str:
    """Whose approval the law asks for beyond the statutory limit (行政许可法 42)."""
    joint = JOINT_APPROVER if matter.case_class is CaseClass.JOINT else ORGAN_APPROVER
    return matter.extension_approver or joint


def _days(before: date, until: date, limit: Limit, calendar: WorkCalendar) -> int:
    """Days from `before` to `until` in the unit of `limit`."""
    if limit.unit is Unit.WORKING_DAY:
        return calendar.count(before, until)
    return (until - before).days


@decide.register
def _request(command: c.RequestExtension, case: Case, context: Context) -> b.ExtensionRequested:
    matter, calendar = matter_of(context), context.calendar
    seen = _extendable(case, context)
    in_a_known_year(command.until, context)
    faults = {}
    if not command.reason:
        faults["reason"] = _("Give the reason; the citizen reads it on the paper.")
    if not calendar.is_workday(command.until):
        faults["until"] = _("{day} is not a working day; choose one.").format(
            day=command.until.isoformat()
        )
    elif command.until <= seen.day:
        faults["until"] = _("Choose a day after {day}, when the case is due now.").format(
            day=seen.day.isoformat()
        )
    if faults:
        raise InputFault(faults)
    check_public_text(command.reason, context.forbidden)
    pledged, statutory = _moved(command.until, case, context)
    _once(case, context, is_statutory=statutory > 0)
    return b.ExtensionRequested(
        until=command.until,
        pledged_days=pledged,
        statutory_days=statutory,
        reason=command.reason,
        progress=command.progress,
        opinion=command.opinion,
        approver=approver_words(matter) if statutory else "",
        paper=command.paper,
    )


def _extendable(case: Case, context: Context) -> DueDate:
    """The date that could move; refused when there is none, or it has passed."""
    running(case, CLAUSE)
    if case.state is CaseState.REFERRED_UP:
        raise Refusal(_("Our clock has stopped: the case is at the superior authority."), CLAUSE)
    if case.course.request is not None:
        raise Refusal(_("A request for extension is waiting for its answer already."), CLAUSE)
    seen = seen_now(case, context)
    statutory_open = seen.statutory is not None and not expired(seen.statutory.day, context)
    if seen.due is None:
        raise Refusal(_("This case has no due day that could be extended."), CLAUSE)
    if expired(seen.due.day, context) and not (
        statutory_open and matter_of(context).extension is not None
    ):
        raise Refusal(
            _("Due on {day}: after that nothing can be extended.").format(
                day=seen.due.day.isoformat()
            ),
            f"{CLAUSE}、{PERMIT_LAW_42}",
            _("Decide the case, explain the delay to the applicant, and record how."),
        )
    return seen.due


def _moved(until: date, case: Case, context: Context) -> tuple[int, int]:
    """(days of the pledge, days of the statute) that lead to `until`, each within its cap.

    A pledge that has lapsed stays lapsed: a statutory extension does not heal it.
    """
    matter, seen = matter_of(context), seen_now(case, context)
    statutory_days = 0
    if seen.statutory is not None and matter.statutory and until > seen.statutory.day:
        statutory_days = _days(seen.statutory.day, until, matter.statutory, context.calendar)
        _check_cap(until, seen.statutory, matter, context)
    if seen.pledged is None or matter.pledged is None or expired(seen.pledged.day, context):
        if not statutory_days:
            raise Refusal(_("The pledge has lapsed; only the law's own extension is left."), CLAUSE)
        return 0, statutory_days
    return _days(seen.pledged.day, until, matter.pledged, context.calendar), statutory_days


def _check_cap(until: date, statutory: DueDate, matter: MatterSpec, context: Context) -> None:
    cap = matter.extension
    if cap is None:
        raise Refusal(
            _("The law gives this matter no extension beyond {day}.").format(
                day=statutory.day.isoformat()
            ),
            PERMIT_LAW_42,
            _("Choose {day} or earlier.").format(day=statutory.day.isoformat()),
        )
    last = due_day(statutory.day, cap, context.calendar)
    if until > last:
        raise Refusal(
            _("The law allows {cap} more, until {day} at the latest.").format(
                cap=cap.text(), day=last.isoformat()
            ),
            PERMIT_LAW_42,
            _("Choose {day} or earlier.").format(day=last.isoformat()),
        )


def _once(case: Case, context: Context, *, is_statutory: bool) -> None:
    """As often as the hall allows: once, unless it set more; the law's own cap always once."""
    times = 1 if is_statutory else context.hall.policy.extension_times
    granted = [one for one in case.course.granted if one.is_statutory == is_statutory]
    if len(granted) >= times:
        raise Refusal(
            _("This case has been extended before; it cannot be extended again."),
            PERMIT_LAW_42 if is_statutory else CLAUSE,
            _("Decide the case, or explain the delay to the applicant."),
        )


def _waiting(case: Case, context: Context) -> Extension:
    """The request, seen by somebody who may answer it: a supervisor other than who asked."""
    running(case, CLAUSE)
    request = case.course.request
    if request is None:
        raise Refusal(_("No request for extension is waiting."), CLAUSE)
    if SUPERVISOR not in context.roles:
        raise Refusal(
            _("Only a supervisor may answer a request for extension."),
            CLAUSE,
            _("It stands on the supervisor's list."),
        )
    if request.requested_by == context.clerk:
        raise Refusal(
            _("Nobody approves a request of their own."),
            CLAUSE,
            _("Ask another supervisor to sign in and answer it."),
        )
    return request


@decide.register
def _approve(command: c.ApproveExtension, case: Case, context: Context) -> b.ExtensionApproved:
    request = _waiting(case, context)
    seen = seen_now(case, context)
    limits = [seen.pledged if request.pledged_days else None]
    limits.append(seen.statutory if request.statutory_days else None)
    lapsed = [one.day for one in limits if one is not None and expired(one.day, context)]
    if lapsed:
        raise Refusal(
            _("Due on {day}: after that nothing can be extended.").format(
                day=lapsed[0].isoformat()
            ),
            f"{CLAUSE}、{PERMIT_LAW_42}",
            _("Reject the request; the delay has to be explained to the applicant."),
        )
    return b.ExtensionApproved(
        request=request.id,
        approved_by=context.clerk,
        opinion=command.opinion,
        paper=command.paper,
    )


@decide.register
def _reject(command: c.RejectExtension, case: Case, context: Context) -> b.ExtensionRejected:
    request = _waiting(case, context)
    if not command.reason:
        raise InputFault({"reason": _("Say why it is rejected.")})
    return b.ExtensionRejected(request=request.id, reason=command.reason)
