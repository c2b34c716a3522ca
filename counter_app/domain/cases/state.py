"""A case, folded from its facts: a state machine replayed in (hlc, id) order."""

import enum
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import singledispatch

import attrs

from counter_app.domain.bodies import case as b
from counter_app.domain.bodies.case import CorrectionItem, Verdict
from counter_app.domain.facts import Body, Fact, UnknownBody, in_order

CORRECTION_NOTICE = "correction_notice"


class CaseState(enum.StrEnum):
    """Where an application stands by what was done; what time did is in `view`."""

    UNKNOWN = "unknown"
    RECEIVED = "received"
    IN_CORRECTION = "in_correction"
    ACCEPTED = "accepted"
    NOT_ACCEPTED = "not_accepted"
    NOT_A_PERMIT = "not_a_permit"


ENDED = frozenset({CaseState.NOT_ACCEPTED, CaseState.NOT_A_PERMIT})


@attrs.frozen(kw_only=True)
class MaterialState:
    """What was found in one material, and when it was last looked at."""

    verdict: Verdict = Verdict.UNJUDGED
    originals: int = 0
    copies: int = 0
    problem: str = ""
    cure: str = ""
    corrected_by: str = ""
    judged_at: datetime | None = None


@attrs.frozen(kw_only=True)
class Correction:
    """One correction notice; it counts as told only from `told_at` on."""

    ordinal: int
    items: tuple[CorrectionItem, ...]
    paper: str
    asked_at: datetime
    told_at: datetime | None = None


@attrs.frozen(kw_only=True)
class Case:
    """An application and everything done to it."""

    id: str
    state: CaseState = CaseState.UNKNOWN
    number: str = ""
    matter: str = ""
    matter_version: int = 0
    applicant: str = ""
    agent: str = ""
    agent_basis: str = ""
    visit: str = ""
    first_contact: str = ""
    clerk: str = ""
    counter: str = ""
    received_at: datetime | None = None
    rest_day_reason: str = ""
    materials: Mapping[str, MaterialState] = attrs.field(factory=dict)
    corrections: tuple[Correction, ...] = ()
    supplied_at: datetime | None = None
    accepted_on: date | None = None
    deemed: bool = False
    ended_at: datetime | None = None
    reason: str = ""
    destination: str = ""
    papers: tuple[str, ...] = ()
    not_effective: tuple[str, ...] = ()
    needs_update: bool = False

    def verdict(self, material: str) -> Verdict:
        """The verdict on `material`; unjudged until somebody looked."""
        found = self.materials.get(material)
        return found.verdict if found else Verdict.UNJUDGED

    def first_told(self) -> Correction | None:
        """The first correction notice that reached the applicant."""
        return next((asked for asked in self.corrections if asked.told_at), None)


@singledispatch
def step(body: Body, case: Case, fact: Fact) -> Case:
    """`case` after `fact` with `body`; an unregistered body may be a newer program's."""
    return attrs.evolve(case, needs_update=case.needs_update or isinstance(body, UnknownBody))


def _late(case: Case, fact: Fact) -> Case:
    """The move stays on record but its from-state no longer held: a clash for a person."""
    return attrs.evolve(case, not_effective=(*case.not_effective, fact.id))


@step.register
def _received(body: b.CaseReceived, case: Case, fact: Fact) -> Case:
    if case.state is not CaseState.UNKNOWN:
        return _late(case, fact)
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


def _with_material(case: Case, material: str, found: MaterialState) -> Case:
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
    return _with_material(case, body.material, found)


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
    return _with_material(case, body.material, found)


def _with_paper(case: Case, paper: str) -> Case:
    return attrs.evolve(case, papers=(*case.papers, paper))


@step.register
def _receipt(body: b.ReceiptIssued, case: Case, fact: Fact) -> Case:
    return _with_paper(case, body.paper)


@step.register
def _asked(body: b.CorrectionAsked, case: Case, fact: Fact) -> Case:
    case = _with_paper(case, body.paper)
    if case.state not in (CaseState.RECEIVED, CaseState.IN_CORRECTION):
        return _late(case, fact)
    asked = Correction(
        ordinal=body.ordinal, items=body.items, paper=body.paper, asked_at=fact.happened_at
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
    return attrs.evolve(case, corrections=corrections)


@step.register
def _supplied(body: b.MaterialsSupplied, case: Case, fact: Fact) -> Case:
    return attrs.evolve(case, supplied_at=fact.happened_at)


@step.register
def _accepted(body: b.Accepted, case: Case, fact: Fact) -> Case:
    case = _with_paper(case, body.paper)
    if case.state not in (CaseState.RECEIVED, CaseState.IN_CORRECTION):
        return _late(case, fact)
    return attrs.evolve(
        case, state=CaseState.ACCEPTED, accepted_on=body.accepted_on, deemed=body.deemed
    )


@step.register
def _not_accepted(body: b.NotAccepted, case: Case, fact: Fact) -> Case:
    case = _with_paper(case, body.paper)
    if case.state not in (CaseState.RECEIVED, CaseState.IN_CORRECTION):
        return _late(case, fact)
    return attrs.evolve(
        case,
        state=CaseState.NOT_ACCEPTED,
        reason=body.reason,
        destination=body.destination,
        ended_at=fact.happened_at,
    )


@step.register
def _not_a_permit(body: b.NotAPermit, case: Case, fact: Fact) -> Case:
    case = _with_paper(case, body.paper)
    if case.state is not CaseState.RECEIVED:
        return _late(case, fact)
    return attrs.evolve(
        case,
        state=CaseState.NOT_A_PERMIT,
        reason=body.advice,
        destination=body.destination,
        ended_at=fact.happened_at,
    )


def fold(subject: str, facts: Iterable[Fact]) -> Case:
    """The case `subject` as its facts tell it; total over any set of facts."""
    case = Case(id=subject)
    for fact in in_order(facts):
        case = step(fact.body, case, fact)
    return case
