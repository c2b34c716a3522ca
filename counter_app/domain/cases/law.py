"""What every rule of a case asks first, and the one way facts of a case are born."""

from functools import singledispatch

from counter_app.domain.cases.clocks import deemed_on
from counter_app.domain.cases.values import ENDED, Case, CaseState
from counter_app.domain.context import SUPERVISOR, Context
from counter_app.domain.errors import InputFault, Refusal
from counter_app.domain.facts import Body
from counter_app.domain.matters import MatterSpec
from counter_app.words import _

PERMIT_LAW_32 = "行政许可法 第32条"


@singledispatch
def decide(command: object, case: Case, context: Context) -> Body:
    """The body `command` gives birth to, or a Refusal or InputFault saying why not."""
    raise TypeError(f"no rule for {type(command).__name__}")


def matter_of(context: Context) -> MatterSpec:
    """The guide the case lives under."""
    if context.matter is None:
        raise InputFault({"matter": _("Choose the matter first.")})
    return context.matter


def undecided(case: Case) -> None:
    """Refuse when the application has been accepted or has ended."""
    if case.state is CaseState.ACCEPTED:
        raise Refusal(_("The application has already been accepted."), PERMIT_LAW_32)
    if case.state in ENDED:
        raise Refusal(_("The application has already ended."), PERMIT_LAW_32)
    if case.state is CaseState.UNKNOWN:
        raise Refusal(_("The receipt of this application has not arrived here yet."), "A3.1b")


def not_deemed(case: Case, context: Context) -> None:
    """Refuse what comes too late: silence has accepted the application (S11)."""
    matter = matter_of(context)
    deemed = deemed_on(case, context.now, matter, context.calendar, context.hall)
    if deemed is not None:
        raise Refusal(
            _("Deemed accepted on {day}: nothing was told in time.").format(day=deemed.isoformat()),
            PERMIT_LAW_32 + "第（四）项",
            _("Issue the notice of acceptance dated {day}.").format(day=deemed.isoformat()),
        )


def approver_of(approved_by: str, context: Context) -> str:
    """The supervisor behind an override: who acts, or whom the hall knows as one; "" for none."""
    if SUPERVISOR in context.roles:
        return context.clerk
    member = context.hall.member(approved_by)
    return member.id if member and SUPERVISOR in member.roles else ""
