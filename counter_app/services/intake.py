"""The verbs of intake: receive, judge, then what the law allows (annex 3, 行政许可法 32)."""

from collections.abc import Sequence

import attrs

from counter_app.domain.bodies.case import Ground, Verdict
from counter_app.domain.bodies.elsewhere import Elsewhere
from counter_app.domain.cases import commands as c
from counter_app.domain.cases import entering, rules
from counter_app.domain.cases.state import Case, fold
from counter_app.domain.elsewhere import Destination, SendElsewhere
from counter_app.domain.errors import InputFault
from counter_app.domain.numbering import Series
from counter_app.domain.reception import commands as visit_commands
from counter_app.domain.reception import rules as visit_rules
from counter_app.domain.reception.state import fold as fold_visit
from counter_app.services import case_values, journal, parties, second_person
from counter_app.services.act import Act, Late
from counter_app.services.case_acts import Taken, Wanted, do, issuing
from counter_app.services.desk import Desk, Done
from counter_app.services.numbers import take_number
from counter_app.services.parties import PartyInput
from counter_app.services.twins import Twin, twins_in
from counter_app.words import _


@attrs.frozen(kw_only=True)
class Application:
    """What stands on the application form; `visit` is the consult it grew out of.

    `twin_reason`: why it is taken although the applicant has a case of the same matter.
    """

    matter: str
    applicant: PartyInput
    agent: PartyInput | None = None
    agent_basis: str = ""
    visit: str = ""
    rest_day_reason: str = ""
    twin_reason: str = ""
    late: Late | None = None


def case_of(desk: Desk, case: str) -> Case:
    """The folded case."""
    return fold(case, journal.facts_of(case, desk.vault))


def receive(desk: Desk, application: Application) -> Done[Taken]:
    """Take in an application; the consult it came from becomes it without retyping."""

    def receiving(act: Act) -> Taken:
        spec = act.reference.matter_in_force(application.matter, act.now.date())
        context = act.context(spec)
        visit = fold_visit(application.visit, act.facts(application.visit))
        if application.visit:
            visit_rules.decide(visit_commands.Apply(case=""), visit, context)
        twins = _twins(act, application)
        applicant = parties.record(act, application.applicant, "applicant.")
        agent = parties.record(act, application.agent, "agent.") if application.agent else ""
        command = c.Receive(
            number=take_number(act, Series.CASE),
            applicant=applicant,
            visit=application.visit,
            agent=agent,
            agent_basis=application.agent_basis,
            rest_day_reason=application.rest_day_reason,
            first_contact=visit.first_contact,
        )
        received = act.append(rules.received(command, context))
        if twins:
            others = [one.case for one in twins]
            act.append(entering.confirmed(others, application.twin_reason.strip()), received.id)
        if application.visit:
            applied = visit_commands.Apply(case=received.id)
            act.append(visit_rules.decide(applied, visit, context), application.visit)
        return Taken(case=received.id, number=command.number)

    return desk.act(receiving, application.late)


def _twins(act: Act, application: Application) -> list[Twin]:
    """The twins the clerk goes on besides; InputFault while no reason says why."""
    twins = twins_in(act, application.matter, application.applicant)
    if twins and not application.twin_reason.strip():
        raise InputFault({"twin_reason": _twin_words(act, twins[0])})
    return twins


def _twin_words(act: Act, twin: Twin) -> str:
    """Number, window, day and state; nothing of the person (A5.5.1)."""
    return _(
        "The same applicant has applied for this matter: {number}, window {window}, {day}."
        " Open that case, or say why another one is taken."
    ).format(
        number=twin.number,
        window=twin.where(act.reference.hall()),
        day=twin.received_at.date().isoformat(),
    )


Finding = c.Judge | c.CorrectOnTheSpot | c.TakeOver


def judge(
    desk: Desk, case: str, verdicts: Sequence[Finding], *, late: Late | None = None
) -> Done[Taken]:
    """Write down what was found in some materials, corrections and takings-over included.

    After a correction notice, judging a material again also records that the
    applicant supplied it.
    """

    def judging(act: Act) -> Taken:
        before = fold(case, act.facts(case))
        asked = {item.material for one in before.corrections for item in one.items}
        supplied = tuple(
            one.material
            for one in verdicts
            if one.material in asked
            and (not isinstance(one, c.Judge) or one.verdict is Verdict.IN_ORDER)
            and before.verdict(one.material) in rules.DEFECTIVE
        )
        if supplied:
            do(act, case, c.Supply(materials=supplied))
        for one in verdicts:
            do(act, case, one)
        return Taken(case=case, number=before.number)

    return desk.act(judging, late)


def issue_receipt(desk: Desk, case: str, *, late: Late | None = None) -> Done[Taken]:
    """The receipt voucher for what was handed in (市场主体登记细则 18)."""
    wanted = [Wanted(kind="receipt_voucher", values=case_values.receipt_voucher)]
    return issuing(desk, case, c.IssueReceipt(paper=""), wanted, late)


def accept(desk: Desk, case: str, *, late: Late | None = None) -> Done[Taken]:
    """Accept, or record that the law has deemed the application accepted; with its notice."""
    wanted = [Wanted(kind="acceptance_notice", values=case_values.acceptance_notice)]
    return issuing(desk, case, c.Accept(paper=""), wanted, late)


def ask_correction(
    desk: Desk,
    case: str,
    *,
    override_reason: str = "",
    approved_by: str = "",
    late: Late | None = None,
) -> Done[Taken]:
    """One notice that lists everything to be corrected (行政许可法 32(四))."""
    command = c.AskCorrection(paper="", override_reason=override_reason, approved_by=approved_by)
    wanted = [Wanted(kind="correction_notice", values=case_values.correction_notice)]
    return issuing(desk, case, command, wanted, late)


def ask_correction_confirmed(
    desk: Desk,
    case: str,
    *,
    override_reason: str,
    approved_by: str,
    password: str,
    late: Late | None = None,
) -> Done[Taken]:
    """A later notice with something new, the supervisor confirming it here (72(四), S13).

    Raises Refusal for who cannot confirm it, InputFault on `password`; then nothing is written.
    """
    second_person.confirm(desk, approved_by, password)
    return ask_correction(
        desk, case, override_reason=override_reason, approved_by=approved_by, late=late
    )


def refuse(
    desk: Desk,
    case: str,
    ground: Ground,
    reason: str,
    destination: str,
    *,
    late: Late | None = None,
) -> Done[Taken]:
    """Do not accept: reason and destination on the paper (32(二), A3.4.3)."""
    command = c.NotAccept(ground=ground, reason=reason, destination=destination, paper="")
    wanted = [Wanted(kind="non_acceptance_notice", values=case_values.non_acceptance_notice)]
    return issuing(desk, case, command, wanted, late)


def advise_no_permit(
    desk: Desk, case: str, advice: str, destination: str, *, late: Late | None = None
) -> Done[Taken]:
    """Tell at once that no permit is needed, and what to do instead (32(一))."""
    command = c.AdviseNoPermit(advice=advice, destination=destination, paper="")
    wanted = [Wanted(kind="advice_slip", values=case_values.advice_slip)]
    return issuing(desk, case, command, wanted, late)


def send_elsewhere(
    desk: Desk,
    case: str,
    ground: Elsewhere,
    reason: str,
    destination: Destination,
    *,
    late: Late | None = None,
) -> Done[Taken]:
    """Exempt, or another level's matter: on paper with its destination (32(一)(二), A4.1d)."""
    command = SendElsewhere(ground=ground, reason=reason, destination=destination, paper="")
    exempt = Wanted(kind="advice_slip", values=case_values.advice_slip)
    other = Wanted(kind="non_acceptance_notice", values=case_values.non_acceptance_notice)
    return issuing(desk, case, command, [exempt if ground is Elsewhere.EXEMPT else other], late)
