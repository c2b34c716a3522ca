"""What the law allows with an application, and what it refuses (annex 3, 行政许可法 32)."""

from counter_app.domain.bodies import case as b
from counter_app.domain.bodies.case import CorrectionItem, Ground, Verdict
from counter_app.domain.cases import commands as c
from counter_app.domain.cases.clocks import deemed_on
from counter_app.domain.cases.law import (
    PERMIT_LAW_32,
    approver_of,
    decide,
    matter_of,
    not_deemed,
    undecided,
)
from counter_app.domain.cases.values import Case, CaseState
from counter_app.domain.clock import CST
from counter_app.domain.context import Context
from counter_app.domain.errors import InputFault, Refusal
from counter_app.domain.matters import Material, MatterSpec, Required, materials_for
from counter_app.domain.phrases import check_public_text
from counter_app.words import _

DEFECTIVE = frozenset({Verdict.MISSING, Verdict.NOT_IN_FORM})


def received(command: c.Receive, context: Context) -> b.CaseReceived:
    """The first fact of a case; a receipt on a rest day needs its reason (S06)."""
    matter = matter_of(context)
    if not context.calendar.is_workday(context.today) and not command.rest_day_reason:
        raise InputFault(
            {
                "rest_day_reason": _(
                    "Today is not a working day. Say why the application is taken all the same."
                )
            }
        )
    if command.agent and not command.agent_basis:
        raise InputFault(
            {"agent_basis": _("Say what entitles the agent, e.g. a power of attorney.")}
        )
    return b.CaseReceived(
        number=command.number,
        matter=matter.code,
        matter_version=matter.number,
        applicant=command.applicant,
        first_contact=command.first_contact or context.clerk,
        visit=command.visit,
        agent=command.agent,
        agent_basis=command.agent_basis,
        rest_day_reason=command.rest_day_reason,
    )


def material_of(context: Context, code: str) -> Material:
    """The material `code` of the closed list (A3.4.6)."""
    matter = matter_of(context)
    found = matter.material(code)
    if found is None:
        raise Refusal(
            _("“{material}” is not in the list of this matter and cannot be asked for.").format(
                material=code
            ),
            "A3.4.6",
            _("A material can only be added to the guide by a supervisor, with its legal basis."),
        )
    return found


@decide.register
def _judge(command: c.Judge, case: Case, context: Context) -> b.MaterialJudged:
    undecided(case)
    material = material_of(context, command.material)
    if command.verdict is Verdict.CORRECTED:
        raise InputFault({"verdict": _("Say what was corrected, and by whom (F4).")})
    if command.verdict is Verdict.NOT_NEEDED and material.required is Required.REQUIRED:
        raise Refusal(_("“{material}” is always required.").format(material=material.name), "A3.1b")
    problem, cure = command.problem, command.cure
    if command.verdict is Verdict.MISSING:
        problem, cure = problem or "未提交", cure or f"请提交{material.name}"
    if command.verdict is Verdict.NOT_IN_FORM and not (problem and cure):
        blank = "cure" if problem else "problem"
        raise InputFault({blank: _("Say what is wrong with it and how to put it right.")})
    check_public_text(problem + cure, context.forbidden)
    return b.MaterialJudged(
        material=command.material,
        verdict=command.verdict,
        originals=command.originals,
        copies=command.copies,
        problem=problem,
        cure=cure,
    )


@decide.register
def _correct(command: c.CorrectOnTheSpot, case: Case, context: Context) -> b.CorrectedOnTheSpot:
    undecided(case)
    material_of(context, command.material)
    faults = {}
    if not command.fault:
        faults["fault"] = _("Say what was put right.")
    if not command.corrected_by:
        faults["corrected_by"] = _("Say who put it right.")
    if faults:
        raise InputFault(faults)
    check_public_text(command.fault + command.corrected_by, context.forbidden)
    return b.CorrectedOnTheSpot(
        material=command.material,
        fault=command.fault,
        corrected_by=command.corrected_by,
    )


@decide.register
def _receipt(command: c.IssueReceipt, case: Case, context: Context) -> b.ReceiptIssued:
    if case.state is CaseState.UNKNOWN:
        undecided(case)
    return b.ReceiptIssued(paper=command.paper)


def listed(case: Case, matter: MatterSpec) -> tuple[Material, ...]:
    """The materials this application needs: those for agents only when an agent applies."""
    return materials_for(matter, by_agent=bool(case.agent))


def unjudged(case: Case, matter: MatterSpec) -> list[Material]:
    """The materials nobody has looked at yet: they block every notice (A3.1b)."""
    return [one for one in listed(case, matter) if case.verdict(one.id) is Verdict.UNJUDGED]


def defects(case: Case, matter: MatterSpec) -> list[CorrectionItem]:
    """Everything that is missing or not in legal form, in the order of the guide."""
    return [
        CorrectionItem(
            material=one.id,
            problem=case.materials[one.id].problem,
            cure=case.materials[one.id].cure,
        )
        for one in listed(case, matter)
        if case.verdict(one.id) in DEFECTIVE
    ]


def all_judged(case: Case, matter: MatterSpec) -> None:
    """Refuse while a material is unjudged: the citizen is told everything at once (A3.1b)."""
    left = unjudged(case, matter)
    if left:
        raise Refusal(
            _("Not judged yet: {materials}.").format(materials="、".join(one.name for one in left)),
            "A3.1b",
            _("Judge every material first: the citizen is told everything at once."),
        )


@decide.register
def _ask(command: c.AskCorrection, case: Case, context: Context) -> b.CorrectionAsked:
    undecided(case)
    not_deemed(case, context)
    matter = matter_of(context)
    all_judged(case, matter)
    items = tuple(defects(case, matter))
    if not items:
        raise Refusal(
            _("Nothing is missing: accept the application instead."), PERMIT_LAW_32 + "第（五）项"
        )
    approved_by = _only_what_was_told(command, case, matter, items, context)
    return b.CorrectionAsked(
        ordinal=len(case.corrections) + 1,
        items=items,
        paper=command.paper,
        override_reason=command.override_reason,
        approved_by=approved_by,
    )


def _only_what_was_told(
    command: c.AskCorrection,
    case: Case,
    matter: MatterSpec,
    items: tuple[CorrectionItem, ...],
    context: Context,
) -> str:
    """Refuse a second notice that goes beyond the first one (S13; 行政许可法 72(四)).

    Gives the supervisor who answers for an override, "" where none was needed.
    """
    first = case.first_told()
    if first is None:
        return ""
    told = {item.material for item in first.items}
    names = {one.id: one.name for one in matter.materials}
    new = [names[item.material] for item in items if item.material not in told]
    if not new:
        return ""
    approver = approver_of(command.approved_by, context)
    if approver and command.override_reason:
        return approver
    raise Refusal(
        _("A second notice may only list what the first one told: {materials} is new.").format(
            materials="、".join(new)
        ),
        "行政许可法 第32条第（四）项、第72条第（四）项",
        _("A supervisor may override this with a reason; it is recorded as a responsibility."),
    )


@decide.register
def _supply(command: c.Supply, case: Case, context: Context) -> b.MaterialsSupplied:
    undecided(case)
    if not case.corrections:
        raise Refusal(_("No correction was asked for in this case."), "A3.3.1b")
    for material in command.materials:
        material_of(context, material)
    return b.MaterialsSupplied(materials=command.materials)


@decide.register
def _accept(command: c.Accept, case: Case, context: Context) -> b.Accepted:
    undecided(case)
    matter = matter_of(context)
    deemed = deemed_on(case, context.now, matter, context.calendar, context.hall)
    if deemed is not None:
        return b.Accepted(accepted_on=deemed, deemed=True, paper=command.paper)
    all_judged(case, matter)
    names = {one.id: one.name for one in matter.materials}
    missing = [names[item.material] for item in defects(case, matter)]
    if missing:
        raise Refusal(
            _("Not complete or not in legal form: {materials}.").format(
                materials="、".join(missing)
            ),
            PERMIT_LAW_32 + "第（四）项",
            _("Issue the correction notice, or correct it on the spot."),
        )
    complete = case.supplied_at.astimezone(CST).date() if case.supplied_at else context.today
    return b.Accepted(accepted_on=complete, deemed=False, paper=command.paper)


@decide.register
def _refuse(command: c.NotAccept, case: Case, context: Context) -> b.NotAccepted:
    undecided(case)
    not_deemed(case, context)
    reason, destination = _reasoned(command.reason, command.destination, command.ground, context)
    if command.ground is Ground.STILL_DEFECTIVE:
        if case.first_told() is None:
            raise Refusal(
                _("Ask for correction first, in one notice that lists everything."),
                PERMIT_LAW_32 + "第（四）项",
            )
        all_judged(case, matter_of(context))
        if not defects(case, matter_of(context)):
            raise Refusal(
                _("Nothing is missing any more: accept it."), PERMIT_LAW_32 + "第（五）项"
            )
    return b.NotAccepted(
        ground=command.ground, reason=reason, destination=destination, paper=command.paper
    )


def _reasoned(reason: str, destination: str, ground: Ground, context: Context) -> tuple[str, str]:
    """Reason and destination as the law demands them (32(一)(二), A3.4.3, A4.1d)."""
    faults = {}
    if not reason:
        faults["reason"] = _("Give the reason; the citizen reads it on the paper.")
    if ground is not Ground.STILL_DEFECTIVE and not destination:
        faults["destination"] = _("Say where the citizen should go instead.")
    if faults:
        raise InputFault(faults)
    check_public_text(reason + destination, context.forbidden)
    return reason, destination


@decide.register
def _advise(command: c.AdviseNoPermit, case: Case, context: Context) -> b.NotAPermit:
    undecided(case)
    if case.state is not CaseState.RECEIVED:
        raise Refusal(_("Correction has already been asked for in this case."), PERMIT_LAW_32)
    not_deemed(case, context)
    advice, destination = _reasoned(
        command.advice, command.destination, Ground.NO_PERMIT_NEEDED, context
    )
    return b.NotAPermit(advice=advice, destination=destination, paper=command.paper)
