"""Acceptance against a promise (容缺受理), and licences renewed by silence (行政许可法 50)."""

from counter_app.domain.bodies import course as b
from counter_app.domain.bodies.case import Verdict
from counter_app.domain.cases import course_commands as c
from counter_app.domain.cases.clocks import Standing
from counter_app.domain.cases.course_values import Undertaking
from counter_app.domain.cases.law import (
    approver_of,
    decide,
    in_a_known_year,
    matter_of,
    not_deemed,
    running,
    seen_now,
    undecided,
)
from counter_app.domain.cases.telling import all_judged, defects
from counter_app.domain.cases.values import OPEN, RUNNING, Case
from counter_app.domain.context import Context
from counter_app.domain.errors import InputFault, Refusal
from counter_app.domain.matters import MatterSpec
from counter_app.words import _

CLAUSE = "容缺受理"
PERMIT_LAW_50 = "行政许可法 第50条"


@decide.register
def _accept(
    command: c.AcceptConditionally, case: Case, context: Context
) -> b.AcceptedConditionally:
    undecided(case)
    not_deemed(case, context)
    matter = matter_of(context)
    all_judged(case, matter)
    missing = [item.material for item in defects(case, matter)]
    if not missing:
        raise Refusal(_("Nothing is missing: accept the application instead."), CLAUSE)
    firm = _firm(missing, case, matter)
    if firm:
        raise Refusal(
            _("These cannot follow later: {materials}.").format(materials="、".join(firm)),
            CLAUSE,
            _("Issue the correction notice; only missing papers marked deferrable may follow."),
        )
    if command.broken_before:
        raise Refusal(
            _("This applicant did not keep such a promise before (case {number}).").format(
                number=command.broken_before
            ),
            CLAUSE,
            _("Issue the correction notice."),
        )
    if command.supply_by <= context.today:
        raise InputFault({"supply_by": _("Choose a day after today.")})
    in_a_known_year(command.supply_by, context)
    return b.AcceptedConditionally(
        accepted_on=context.today,
        materials=tuple(missing),
        supply_by=command.supply_by,
        paper=command.paper,
        undertaking=command.undertaking,
    )


def _firm(missing: list[str], case: Case, matter: MatterSpec) -> list[str]:
    """The names of what cannot follow later: not marked so, or there and not in form."""
    spec = {one.id: one for one in matter.materials}
    return [
        spec[one].name
        for one in missing
        if not spec[one].deferrable or case.verdict(one) is not Verdict.MISSING
    ]


def _promised(case: Case) -> Undertaking:
    running(case, CLAUSE)
    if case.course.undertaking is None:
        raise Refusal(_("Nothing was promised in this case."), CLAUSE)
    return case.course.undertaking


@decide.register
def _supply(command: c.SupplyPromised, case: Case, context: Context) -> b.PromisedSupplied:
    outstanding = _promised(case).outstanding
    if not outstanding:
        raise Refusal(_("Everything that was promised has come."), CLAUSE)
    if not command.materials or set(command.materials) - set(outstanding):
        raise InputFault({"materials": _("Choose from what was promised and has not come.")})
    return b.PromisedSupplied(materials=command.materials)


@decide.register
def _note(command: c.NoteLicence, case: Case, context: Context) -> b.LicenceNoted:
    if case.state not in OPEN | RUNNING:
        running(case, PERMIT_LAW_50)
    matter = matter_of(context)
    if matter.renewal_lead is None and not matter.permit_law_applies:
        raise Refusal(_("Nothing is renewed by this matter."), PERMIT_LAW_50)
    if not command.licence:
        raise InputFault({"licence": _("Give the number of the licence.")})
    received = case.received_at
    if received is not None and command.expires_on < received.date():
        raise Refusal(
            _("The licence had ended before the application came: nothing is left to renew."),
            PERMIT_LAW_50,
            _("Take it as a new application."),
        )
    return b.LicenceNoted(licence=command.licence, expires_on=command.expires_on)


@decide.register
def _confirm(command: c.ConfirmRenewal, case: Case, context: Context) -> b.RenewalConfirmed:
    if seen_now(case, context).standing is not Standing.DEEMED_RENEWED:
        raise Refusal(_("Silence has not renewed this licence."), PERMIT_LAW_50)
    if case.course.renewal_confirmed_at is not None:
        raise Refusal(_("This renewal has been confirmed already."), PERMIT_LAW_50)
    confirmed_by = approver_of("", context)
    if not confirmed_by:
        raise Refusal(_("Only a supervisor may confirm it."), PERMIT_LAW_50)
    return b.RenewalConfirmed(confirmed_by=confirmed_by)
