"""A proposed version of a guide folded from its facts, and the versions it must fit between."""

import enum
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import singledispatch
from typing import Any

import attrs

from counter_app.domain.bodies import guide as b
from counter_app.domain.facts import Body, Fact, UnknownBody, in_order
from counter_app.domain.matters import MatterSpec


class ProposalState(enum.StrEnum):
    """Where a proposed version stands."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


@attrs.frozen(kw_only=True)
class Proposal:
    """One proposed version; `number` is the version it became, 0 before it is approved.

    `not_effective` are answers given after somebody else had answered.
    """

    id: str
    code: str = ""
    content: Mapping[str, Any] = attrs.field(factory=dict)
    based_on: int = 0
    effective_from: date | None = None
    note: str = ""
    basis: str = ""
    state: ProposalState | None = None
    proposed_by: str = ""
    proposed_at: datetime | None = None
    decided_by: str = ""
    decided_at: datetime | None = None
    reason: str = ""
    number: int = 0
    not_effective: tuple[str, ...] = ()
    needs_update: bool = False


@attrs.frozen(kw_only=True)
class Line:
    """A version of the matter that is published, or waits for approval (`number` 0)."""

    number: int
    effective_from: date


@attrs.frozen(kw_only=True)
class Versions:
    """What the hall has of one matter: `base` is the version edited, None for a new matter."""

    base: MatterSpec | None = None
    published: tuple[Line, ...] = ()
    waiting: tuple[Line, ...] = ()

    @property
    def next_number(self) -> int:
        """The number the next published version gets."""
        return max((one.number for one in self.published), default=0) + 1


@singledispatch
def _step(body: Body, proposal: Proposal, fact: Fact) -> Proposal:
    """`proposal` after `fact`; a body no step is registered for may be a newer program's."""
    needs = proposal.needs_update or isinstance(body, UnknownBody)
    return attrs.evolve(proposal, needs_update=needs)


@_step.register
def _proposed(body: b.GuideProposed, proposal: Proposal, fact: Fact) -> Proposal:
    return attrs.evolve(
        proposal,
        code=body.code,
        content=body.content,
        based_on=body.based_on,
        effective_from=body.effective_from,
        note=body.note,
        basis=body.basis,
        state=ProposalState.PROPOSED,
        proposed_by=fact.clerk,
        proposed_at=fact.happened_at,
    )


def _answered(
    proposal: Proposal, fact: Fact, state: ProposalState, reason: str = "", number: int = 0
) -> Proposal:
    """The first answer counts; a later one stays on record without effect."""
    if proposal.state is not ProposalState.PROPOSED:
        return attrs.evolve(proposal, not_effective=(*proposal.not_effective, fact.id))
    return attrs.evolve(
        proposal,
        state=state,
        decided_by=fact.clerk,
        decided_at=fact.happened_at,
        reason=reason,
        number=number,
    )


@_step.register
def _approved(body: b.GuideApproved, proposal: Proposal, fact: Fact) -> Proposal:
    return _answered(proposal, fact, ProposalState.APPROVED, number=body.number)


@_step.register
def _rejected(body: b.GuideRejected, proposal: Proposal, fact: Fact) -> Proposal:
    return _answered(proposal, fact, ProposalState.REJECTED, body.reason)


@_step.register
def _withdrawn(body: b.GuideWithdrawn, proposal: Proposal, fact: Fact) -> Proposal:
    return _answered(proposal, fact, ProposalState.WITHDRAWN, body.reason)


def fold(subject: str, facts: Iterable[Fact]) -> Proposal:
    """The proposal `subject` as its facts tell it; total over any set of facts."""
    proposal = Proposal(id=subject)
    for fact in in_order(facts):
        proposal = _step(fact.body, proposal, fact)
    return proposal
