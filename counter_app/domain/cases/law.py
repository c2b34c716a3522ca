"""What every rule of a case asks first, and the one way facts of a case are born."""

from datetime import date
from functools import singledispatch

from counter_app.domain.cases.clocks import CaseView, deemed_on, view
from counter_app.domain.cases.values import ENDED, OPEN, RUNNING, Case, CaseState
from counter_app.domain.clock import CST
from counter_app.domain.context import SUPERVISOR, Context
from counter_app.domain.deadlines import has_lapsed
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
    if case.state in RUNNING:
        raise Refusal(_("The application has already been accepted."), PERMIT_LAW_32)
    if case.state is CaseState.DECIDED or case.state in ENDED:
        raise Refusal(_("The application has already ended."), PERMIT_LAW_32)
    if case.state is CaseState.UNKNOWN:
        raise Refusal(_("The receipt of this application has not arrived here yet."), "A3.1b")


def running(case: Case, clause: str) -> None:
    """Refuse unless the case is accepted and not decided yet."""
    if case.state is CaseState.UNKNOWN:
        raise Refusal(_("The receipt of this application has not arrived here yet."), clause)
    if case.state in OPEN:
        raise Refusal(
            _("The application has not been accepted yet."),
            clause,
            _("Accept it first (F6)."),
        )
    if case.state not in RUNNING:
        raise Refusal(_("The case has been decided or has ended."), clause)


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


def seen_now(case: Case, context: Context) -> CaseView:
    """The case at this instant, with what the law did by itself."""
    return view(case, context.now, matter_of(context), context.calendar, context.hall)


def in_a_known_year(day: date, context: Context) -> None:
    """Refuse a day so far ahead that nobody can say whether it is worked (行政许可法 82).

    The year after the last one entered is computed, provisionally; later ones are not.
    """
    last = max((one.year for one in context.calendar.tables), default=context.today.year) + 1
    if day.year > last:
        raise Refusal(
            _("{day} lies outside every known calendar.").format(day=day.isoformat()),
            "行政许可法 第82条",
            _(
                "Choose a day until the end of {year}, or have the administrator enter the year."
            ).format(year=last),
        )


def expired(day: date, context: Context) -> bool:
    """Whether close of business of `day` has passed (民法典 203)."""
    now = context.now.astimezone(CST)
    return has_lapsed(day, now, context.hall.close_of_business(day))


def approver_of(approved_by: str, context: Context) -> str:
    """The supervisor behind an override: who acts, or whom the hall knows as one; "" for none."""
    if SUPERVISOR in context.roles:
        return context.clerk
    member = context.hall.member(approved_by)
    return member.id if member and SUPERVISOR in member.roles else ""
