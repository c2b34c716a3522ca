"""What each fact after acceptance makes of a case."""

from collections.abc import Iterable
from typing import Any

import attrs

from counter_app.domain.bodies import course as b
from counter_app.domain.bodies.case import Verdict
from counter_app.domain.cases import course_values as v
from counter_app.domain.cases.telling_steps import late, step, with_material, with_paper
from counter_app.domain.cases.values import OPEN, RUNNING, Case, CaseState, MaterialState
from counter_app.domain.facts import Fact

__all__ = ["step"]


def _course(case: Case, **changes: Any) -> Case:
    return attrs.evolve(case, course=attrs.evolve(case.course, **changes))


def _ended(case: Case, fact: Fact, state: CaseState, reason: str) -> Case:
    return attrs.evolve(case, state=state, reason=reason, ended_at=fact.happened_at)


@step.register
def _begun(body: b.SpecialProcedureBegun, case: Case, fact: Fact) -> Case:
    case = with_paper(case, body.paper)
    if case.state not in RUNNING:
        return late(case, fact)
    pause = v.Pause(
        procedure=body.procedure,
        name=body.name,
        conductor=body.conductor,
        reason=body.reason,
        starts_on=body.starts_on,
        ends_on=body.ends_on,
        paper=body.paper,
    )
    return _course(case, pauses=(*case.course.pauses, pause))


@step.register
def _procedure_ended(body: b.SpecialProcedureEnded, case: Case, fact: Fact) -> Case:
    pauses = tuple(
        attrs.evolve(one, ended_on=body.ended_on)
        if one.paper == body.paper and one.ended_on is None
        else one
        for one in case.course.pauses
    )
    return _course(case, pauses=pauses)


@step.register
def _requested(body: b.ExtensionRequested, case: Case, fact: Fact) -> Case:
    case = with_paper(case, body.paper)
    if case.state not in RUNNING:
        return late(case, fact)
    request = v.Extension(
        id=fact.id,
        until=body.until,
        pledged_days=body.pledged_days,
        statutory_days=body.statutory_days,
        reason=body.reason,
        progress=body.progress,
        opinion=body.opinion,
        approver=body.approver,
        request_paper=body.paper,
        requested_by=fact.clerk,
        requested_at=fact.happened_at,
    )
    return _course(case, extensions=(*case.course.extensions, request))


def _answered(
    extensions: Iterable[v.Extension], request: str, **changes: Any
) -> tuple[v.Extension, ...]:
    """The first answer holds; a second one changes nothing."""
    return tuple(
        attrs.evolve(one, **changes)
        if one.id == request and one.state is v.ExtensionState.REQUESTED
        else one
        for one in extensions
    )


@step.register
def _approved(body: b.ExtensionApproved, case: Case, fact: Fact) -> Case:
    case = with_paper(case, body.paper)
    waiting = case.course.request
    if case.state not in RUNNING or waiting is None or waiting.id != body.request:
        return late(case, fact)
    extensions = _answered(
        case.course.extensions,
        body.request,
        state=v.ExtensionState.APPROVED,
        answered_by=body.approved_by,
        answered_at=fact.happened_at,
        answer=body.opinion,
        paper=body.paper,
    )
    return _course(case, extensions=extensions)


@step.register
def _rejected(body: b.ExtensionRejected, case: Case, fact: Fact) -> Case:
    extensions = _answered(
        case.course.extensions,
        body.request,
        state=v.ExtensionState.REJECTED,
        answered_by=fact.clerk,
        answered_at=fact.happened_at,
        answer=body.reason,
    )
    return _course(case, extensions=extensions)


@step.register
def _explained(body: b.Explained, case: Case, fact: Fact) -> Case:
    explanation = v.Explanation(
        about=body.about,
        way=body.way,
        said=body.said,
        public_reason=body.public_reason,
        at=fact.happened_at,
        clerk=fact.clerk,
        late_reason=fact.late_reason,
    )
    return _course(case, explanations=(*case.course.explanations, explanation))


@step.register
def _responsibility(body: b.ResponsibilityAnswered, case: Case, fact: Fact) -> Case:
    answer = v.Answer(
        record=body.record,
        answer=body.answer,
        consequence=body.consequence,
        at=fact.happened_at,
        clerk=fact.clerk,
    )
    return _course(case, answers=(*case.course.answers, answer))


@step.register
def _offered(body: b.HearingOffered, case: Case, fact: Fact) -> Case:
    if case.course.hearing is not None:
        return late(case, fact)
    return _course(case, hearing=v.Hearing(offered_at=fact.happened_at))


@step.register
def _hearing_asked(body: b.HearingAsked, case: Case, fact: Fact) -> Case:
    hearing = case.course.hearing or v.Hearing(offered_at=fact.happened_at)
    return _course(case, hearing=attrs.evolve(hearing, asked_at=fact.happened_at))


@step.register
def _hearing_set(body: b.HearingSet, case: Case, fact: Fact) -> Case:
    hearing = case.course.hearing or v.Hearing(offered_at=fact.happened_at)
    return _course(case, hearing=attrs.evolve(hearing, held_on=body.held_on, place=body.place))


@step.register
def _conditionally(body: b.AcceptedConditionally, case: Case, fact: Fact) -> Case:
    case = with_paper(with_paper(case, body.undertaking), body.paper)
    if case.state not in OPEN:
        return late(case, fact)
    promised = v.Undertaking(
        materials=body.materials, supply_by=body.supply_by, paper=body.undertaking
    )
    accepted = attrs.evolve(case, state=CaseState.ACCEPTED, accepted_on=body.accepted_on)
    return _course(accepted, undertaking=promised)


@step.register
def _promised_supplied(body: b.PromisedSupplied, case: Case, fact: Fact) -> Case:
    for material in body.materials:
        found = case.materials.get(material, MaterialState())
        brought = attrs.evolve(found, verdict=Verdict.IN_ORDER, judged_at=fact.happened_at)
        case = with_material(case, material, brought)
    promised = case.course.undertaking
    if promised is None:
        return late(case, fact)
    supplied = tuple(dict.fromkeys((*promised.supplied, *body.materials)))
    return _course(case, undertaking=attrs.evolve(promised, supplied=supplied))


@step.register
def _referred(body: b.ReferredUp, case: Case, fact: Fact) -> Case:
    case = with_paper(case, body.paper)
    if case.state is not CaseState.ACCEPTED:
        return late(case, fact)
    referral = v.Referral(
        superior=body.superior,
        document_number=body.document_number,
        materials=body.materials,
        paper=body.paper,
        sent_at=fact.happened_at,
    )
    return _course(attrs.evolve(case, state=CaseState.REFERRED_UP), referral=referral)


@step.register
def _contacted(body: b.SuperiorContacted, case: Case, fact: Fact) -> Case:
    referral = case.course.referral
    if referral is None:
        return late(case, fact)
    contact = v.Contact(
        person=body.person, way=body.way, said=body.said, at=fact.happened_at, clerk=fact.clerk
    )
    return _course(case, referral=attrs.evolve(referral, contacts=(*referral.contacts, contact)))


@step.register
def _replied(body: b.SuperiorReplied, case: Case, fact: Fact) -> Case:
    referral = case.course.referral
    if referral is None or referral.replied_at is not None:
        return late(case, fact)
    told = attrs.evolve(
        referral, replied_at=fact.happened_at, reply_number=body.document_number, reply=body.said
    )
    return _course(case, referral=told)


@step.register
def _joint(body: b.JointHandlingBegun, case: Case, fact: Fact) -> Case:
    if case.course.joint is not None:
        return late(case, fact)
    return _course(case, joint=v.Joint(lead=body.lead, departments=body.departments))


@step.register
def _department(body: b.DepartmentAnswered, case: Case, fact: Fact) -> Case:
    joint = case.course.joint
    if joint is None:
        return late(case, fact)
    answers = {**joint.answers, body.department: body.agrees}
    return _course(case, joint=attrs.evolve(joint, answers=answers))


@step.register
def _licence(body: b.LicenceNoted, case: Case, fact: Fact) -> Case:
    return _course(case, licence=v.Licence(number=body.licence, expires_on=body.expires_on))


@step.register
def _renewed(body: b.RenewalConfirmed, case: Case, fact: Fact) -> Case:
    if case.state not in RUNNING | OPEN:
        return late(case, fact)
    return _course(case, renewal_confirmed_at=fact.happened_at)


@step.register
def _decided(body: b.Decided, case: Case, fact: Fact) -> Case:
    case = with_paper(case, body.paper)
    if case.state not in RUNNING | OPEN:
        return late(case, fact)
    decision = v.Decision(
        outcome=body.outcome,
        decided_on=body.decided_on,
        decided_at=fact.happened_at,
        reason=body.reason,
        basis=body.basis,
        documents=body.documents,
        paper=body.paper,
        late_reason=body.late_reason,
    )
    accepted_on = case.accepted_on or body.decided_on
    decided = attrs.evolve(case, state=CaseState.DECIDED, accepted_on=accepted_on)
    return _course(decided, decision=decision)


@step.register
def _collection(body: b.CollectionTold, case: Case, fact: Fact) -> Case:
    case = with_paper(case, body.paper) if body.paper else case
    return _course(case, collection_told_at=case.course.collection_told_at or fact.happened_at)


@step.register
def _served(body: b.Served, case: Case, fact: Fact) -> Case:
    case = with_paper(case, body.paper) if body.paper else case
    if case.state is not CaseState.DECIDED:
        return late(case, fact)
    service = v.Service(
        way=body.way, received_by=body.received_by, at=fact.happened_at, paper=body.paper
    )
    return _course(_ended(case, fact, CaseState.SERVED, case.reason), service=service)


@step.register
def _withdrawn(body: b.Withdrawn, case: Case, fact: Fact) -> Case:
    case = with_paper(case, body.paper)
    if case.state not in RUNNING | OPEN:
        return late(case, fact)
    return _ended(case, fact, CaseState.WITHDRAWN, body.reason)


@step.register
def _returned(body: b.Returned, case: Case, fact: Fact) -> Case:
    case = with_paper(case, body.paper)
    if case.state not in OPEN:
        return late(case, fact)
    return _ended(case, fact, CaseState.RETURNED, body.reason)


@step.register
def _terminated(body: b.Terminated, case: Case, fact: Fact) -> Case:
    case = with_paper(case, body.paper)
    if case.state not in RUNNING | OPEN:
        return late(case, fact)
    return _ended(case, fact, CaseState.TERMINATED, body.reason)


@step.register
def _archived(body: b.Archived, case: Case, fact: Fact) -> Case:
    case = with_paper(case, body.paper)
    return _course(case, archived_at=case.course.archived_at or fact.happened_at)


@step.register
def _recomputed(body: b.DaysRecomputed, case: Case, fact: Fact) -> Case:
    moved = v.Recomputed(year=body.year, table=body.table, moved=body.moved, at=fact.happened_at)
    return _course(case, recomputed=(*case.course.recomputed, moved))
