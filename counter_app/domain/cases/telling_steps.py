"""What each fact of telling and accepting makes of a case."""

from functools import singledispatch

import attrs

from counter_app.domain.bodies import case as b
from counter_app.domain.bodies.case import Verdict
from counter_app.domain.bodies.elsewhere import Elsewhere
from counter_app.domain.cases.values import Case, CaseState, Correction, MaterialState
from counter_app.domain.elsewhere import Destination
from counter_app.domain.facts import Body, Fact, UnknownBody


@singledispatch
def step(body: Body, case: Case, fact: Fact) -> Case:
    """`case` after `fact` with `body`; an unregistered body may be a newer program's."""
    return attrs.evolve(case, needs_update=case.needs_update or isinstance(body, UnknownBody))


def late(case: Case, fact: Fact) -> Case:
    """The move stays on record but its from-state no longer held: a clash for a person."""
    return attrs.evolve(case, not_effective=(*case.not_effective, fact.id))


@step.register
def _received(body: b.CaseReceived, case: Case, fact: Fact) -> Case:
    if case.state is not CaseState.UNKNOWN:
        return late(case, fact)
    return attrs.evolve(
        case,
        state=CaseState.RECEIVED,
        number=body.number,
        matter=body.matter,
        matter_version=body.matter_version,
        applicant=body.applicant,
        agent=body.agent,
        agent_basis=body.agent_basis,
        visit=body.visit,
        first_contact=body.first_contact,
        clerk=fact.clerk,
        counter=fact.window,
        received_at=fact.happened_at,
        rest_day_reason=body.rest_day_reason,
    )


def with_material(case: Case, material: str, found: MaterialState) -> Case:
    """`case` with `found` in `material`."""
    return attrs.evolve(case, materials={**case.materials, material: found})


@step.register
def _judged(body: b.MaterialJudged, case: Case, fact: Fact) -> Case:
    found = MaterialState(
        verdict=body.verdict,
        originals=body.originals,
        copies=body.copies,
        problem=body.problem,
        cure=body.cure,
        judged_at=fact.happened_at,
    )
    return with_material(case, body.material, found)


@step.register
def _taken_over(body: b.MaterialTakenOver, case: Case, fact: Fact) -> Case:
    found = MaterialState(
        verdict=Verdict.IN_ORDER, taken_from=body.source_number, judged_at=fact.happened_at
    )
    return with_material(case, body.material, found)


@step.register
def _corrected(body: b.CorrectedOnTheSpot, case: Case, fact: Fact) -> Case:
    before = case.materials.get(body.material, MaterialState())
    found = attrs.evolve(
        before,
        verdict=Verdict.CORRECTED,
        problem=body.fault,
        corrected_by=body.corrected_by,
        judged_at=fact.happened_at,
    )
    return with_material(case, body.material, found)


def with_paper(case: Case, paper: str) -> Case:
    """`case` with one paper more."""
    return attrs.evolve(case, papers=(*case.papers, paper))


@step.register
def _receipt(body: b.ReceiptIssued, case: Case, fact: Fact) -> Case:
    return with_paper(case, body.paper)


@step.register
def _asked(body: b.CorrectionAsked, case: Case, fact: Fact) -> Case:
    case = with_paper(case, body.paper)
    if case.state not in (CaseState.RECEIVED, CaseState.IN_CORRECTION):
        return late(case, fact)
    asked = Correction(
        ordinal=body.ordinal,
        items=body.items,
        paper=body.paper,
        asked_at=fact.happened_at,
        approved_by=body.approved_by,
    )
    return attrs.evolve(case, state=CaseState.IN_CORRECTION, corrections=(*case.corrections, asked))


@step.register
def _told(body: b.Told, case: Case, fact: Fact) -> Case:
    corrections = tuple(
        attrs.evolve(asked, told_at=fact.happened_at)
        if asked.paper == body.paper and asked.told_at is None
        else asked
        for asked in case.corrections
    )
    course = case.course.told(body.paper, fact.happened_at)
    return attrs.evolve(case, corrections=corrections, course=course)


@step.register
def _supplied(body: b.MaterialsSupplied, case: Case, fact: Fact) -> Case:
    return attrs.evolve(case, supplied_at=fact.happened_at)


@step.register
def _accepted(body: b.Accepted, case: Case, fact: Fact) -> Case:
    case = with_paper(case, body.paper)
    if case.state not in (CaseState.RECEIVED, CaseState.IN_CORRECTION):
        return late(case, fact)
    return attrs.evolve(
        case, state=CaseState.ACCEPTED, accepted_on=body.accepted_on, deemed=body.deemed
    )


@step.register
def _not_accepted(body: b.NotAccepted, case: Case, fact: Fact) -> Case:
    case = with_paper(case, body.paper)
    if case.state not in (CaseState.RECEIVED, CaseState.IN_CORRECTION):
        return late(case, fact)
    return attrs.evolve(
        case,
        state=CaseState.NOT_ACCEPTED,
        ground=body.ground.value,
        reason=body.reason,
        destination=body.destination,
        ended_at=fact.happened_at,
    )


@step.register
def _not_a_permit(body: b.NotAPermit, case: Case, fact: Fact) -> Case:
    case = with_paper(case, body.paper)
    if case.state is not CaseState.RECEIVED:
        return late(case, fact)
    return attrs.evolve(
        case,
        state=CaseState.NOT_A_PERMIT,
        reason=body.advice,
        destination=body.destination,
        ended_at=fact.happened_at,
    )


@step.register
def _sent_elsewhere(body: b.SentElsewhere, case: Case, fact: Fact) -> Case:
    case = with_paper(case, body.paper)
    is_exempt = body.ground is Elsewhere.EXEMPT
    held = (CaseState.RECEIVED,) if is_exempt else (CaseState.RECEIVED, CaseState.IN_CORRECTION)
    if case.state not in held:
        return late(case, fact)
    target = Destination(organ=body.organ, place=body.place, phone=body.phone)
    return attrs.evolve(
        case,
        state=CaseState.NOT_A_PERMIT if is_exempt else CaseState.NOT_ACCEPTED,
        ground=body.ground.value,
        reason=body.reason,
        destination=target.words(),
        ended_at=fact.happened_at,
    )
