"""The verbs of intake: receive, judge, then what the law allows (annex 3, 行政许可法 32)."""

from collections.abc import Callable, Sequence

import attrs

from counter_app.domain.bodies.case import Ground, Told, Verdict
from counter_app.domain.bodies.elsewhere import Elsewhere
from counter_app.domain.cases import commands as c
from counter_app.domain.cases import entering, rules
from counter_app.domain.cases.state import Case, fold
from counter_app.domain.context import Context
from counter_app.domain.elsewhere import Destination, SendElsewhere
from counter_app.domain.errors import InputFault
from counter_app.domain.matters import MatterSpec
from counter_app.domain.numbering import Series
from counter_app.domain.reception import commands as visit_commands
from counter_app.domain.reception import rules as visit_rules
from counter_app.domain.reception.state import fold as fold_visit
from counter_app.services import case_values, journal, paper_values, papers, parties
from counter_app.services.act import Act, Late
from counter_app.services.desk import Desk, Done
from counter_app.services.numbers import take_number
from counter_app.services.papers import Issued
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


@attrs.frozen(kw_only=True)
class Taken:
    """A case and the paper issued with it, if any."""

    case: str
    number: str
    paper: Issued | None = None


def case_of(desk: Desk, case: str) -> Case:
    """The folded case."""
    return fold(case, journal.facts_of(case, desk.vault))


def guide_of(act: Act, case: Case) -> MatterSpec:
    """The version of the guide the case was received under (S59)."""
    spec = act.reference.matter(case.matter, case.matter_version)
    if spec is None:
        raise InputFault({"matter": _("The guide of this case has not arrived here yet.")})
    return spec


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


def _do(act: Act, case: str, command: c.CaseCommand) -> Case:
    """Decide `command` on the case as it stands in this act and write the fact down."""
    state = fold(case, act.facts(case))
    body = rules.decide(command, state, act.context(guide_of(act, state)))
    act.append(body, case)
    return state


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
            _do(act, case, c.Supply(materials=supplied))
        for one in verdicts:
            _do(act, case, one)
        return Taken(case=case, number=before.number)

    return desk.act(judging, late)


def _with_paper(
    desk: Desk,
    case: str,
    kind: str,
    command_for: Callable[[str], c.CaseCommand],
    values_for: Callable[[Act, Context, Case, str], dict[str, object]],
    late: Late | None,
) -> Done[Taken]:
    """Decide first with no paper, then issue it and write the fact that names it.

    The rule is asked before the number is taken, so a refusal names the law and
    not an empty box on the paper. What is entered late was told when it happened, whenever
    its paper is printed.
    """

    def deciding(act: Act) -> Taken:
        before = fold(case, act.facts(case))
        context = act.context(guide_of(act, before))
        body = rules.decide(command_for(""), before, context)
        approval = entering.approval(body, before, context, late.approved_by if late else "")
        if approval is not None:
            act.append(approval, case)
        after = case_values.after(before, body, act.now)
        key_of = paper_values.key_of(act, before.applicant)
        paper = papers.issue(
            act, kind, case, lambda number: values_for(act, context, after, number), key_of
        )
        act.append(rules.decide(command_for(paper.id), before, context), case)
        if late is not None:
            act.append(Told(paper=paper.id, paper_kind=kind), case)
        return Taken(case=case, number=before.number, paper=paper)

    return desk.act(deciding, late)


def issue_receipt(desk: Desk, case: str, *, late: Late | None = None) -> Done[Taken]:
    """The receipt voucher for what was handed in (市场主体登记细则 18)."""
    return _with_paper(
        desk,
        case,
        "receipt_voucher",
        lambda paper: c.IssueReceipt(paper=paper),
        case_values.receipt_voucher,
        late,
    )


def accept(desk: Desk, case: str, *, late: Late | None = None) -> Done[Taken]:
    """Accept, or record that the law has deemed the application accepted; with its notice."""
    return _with_paper(
        desk,
        case,
        "acceptance_notice",
        lambda paper: c.Accept(paper=paper),
        case_values.acceptance_notice,
        late,
    )


def ask_correction(
    desk: Desk,
    case: str,
    *,
    override_reason: str = "",
    approved_by: str = "",
    late: Late | None = None,
) -> Done[Taken]:
    """One notice that lists everything to be corrected (行政许可法 32(四))."""
    return _with_paper(
        desk,
        case,
        "correction_notice",
        lambda paper: c.AskCorrection(
            paper=paper, override_reason=override_reason, approved_by=approved_by
        ),
        case_values.correction_notice,
        late,
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
    return _with_paper(
        desk,
        case,
        "non_acceptance_notice",
        lambda paper: c.NotAccept(
            ground=ground, reason=reason, destination=destination, paper=paper
        ),
        case_values.non_acceptance_notice,
        late,
    )


def advise_no_permit(
    desk: Desk, case: str, advice: str, destination: str, *, late: Late | None = None
) -> Done[Taken]:
    """Tell at once that no permit is needed, and what to do instead (32(一))."""
    return _with_paper(
        desk,
        case,
        "advice_slip",
        lambda paper: c.AdviseNoPermit(advice=advice, destination=destination, paper=paper),
        case_values.advice_slip,
        late,
    )


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
    exempt = ground is Elsewhere.EXEMPT
    return _with_paper(
        desk,
        case,
        "advice_slip" if exempt else "non_acceptance_notice",
        lambda paper: SendElsewhere(
            ground=ground, reason=reason, destination=destination, paper=paper
        ),
        case_values.advice_slip if exempt else case_values.non_acceptance_notice,
        late,
    )
