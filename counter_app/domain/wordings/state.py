"""A wording folded from its facts, and which wording of a layout holds on a day."""

import enum
import hashlib
from collections.abc import Iterable
from datetime import date, datetime
from functools import singledispatch

import attrs

from counter_app.domain.bodies import wording as b
from counter_app.domain.facts import Body, Fact, UnknownBody, in_order

VERSION_DIGITS = 12


def version_of(text: str) -> str:
    """The version a layout's text is known by: a short hash of all of it."""
    return hashlib.sha256(text.encode()).hexdigest()[:VERSION_DIGITS]


class WordingState(enum.StrEnum):
    """Where a wording stands."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    KEPT = "kept"


@attrs.frozen(kw_only=True)
class Wording:
    """One text of one layout. An empty `text` stands for the shipped one, and has no `version`.

    `order` places approvals of the same day: the later one holds. `not_effective` are answers
    given after somebody else had answered.
    """

    id: str
    layout: str = ""
    text: str = ""
    version: str = ""
    based_on: str = ""
    note: str = ""
    state: WordingState | None = None
    proposed_by: str = ""
    proposed_at: datetime | None = None
    decided_by: str = ""
    decided_at: datetime | None = None
    effective_from: date | None = None
    reason: str = ""
    order: tuple[int, str] = (0, "")
    not_effective: tuple[str, ...] = ()
    needs_update: bool = False


@attrs.frozen(kw_only=True)
class Holding:
    """An approved wording: its version (empty: the shipped one) and its first day."""

    version: str
    effective_from: date


@attrs.frozen(kw_only=True)
class Standing:
    """All approved wordings of a layout in the order they take effect, over the shipped one."""

    shipped: str
    approved: tuple[Holding, ...] = ()

    def on(self, day: date) -> str:
        """The version that holds on `day`; a future one waits by itself (A3.4.5)."""
        begun = [one.version for one in self.approved if one.effective_from <= day]
        return (begun[-1] if begun else "") or self.shipped

    @property
    def last(self) -> str:
        """The version that holds once everything approved has taken effect."""
        return self.on(date.max)


@singledispatch
def _step(body: Body, wording: Wording, fact: Fact) -> Wording:
    """`wording` after `fact`; a body no step is registered for may be a newer program's."""
    return attrs.evolve(wording, needs_update=wording.needs_update or isinstance(body, UnknownBody))


@_step.register
def _proposed(body: b.WordingProposed, wording: Wording, fact: Fact) -> Wording:
    return attrs.evolve(
        wording,
        layout=body.layout,
        text=body.text,
        version=version_of(body.text) if body.text else "",
        based_on=body.based_on,
        note=body.note,
        state=WordingState.PROPOSED,
        proposed_by=fact.clerk,
        proposed_at=fact.happened_at,
    )


@_step.register
def _kept(body: b.WordingKept, wording: Wording, fact: Fact) -> Wording:
    return attrs.evolve(
        wording,
        layout=body.layout,
        text=body.text,
        version=version_of(body.text),
        state=WordingState.KEPT,
        proposed_by=fact.clerk,
        proposed_at=fact.happened_at,
    )


def _answered(wording: Wording, fact: Fact, state: WordingState, reason: str = "") -> Wording:
    """The first answer counts; a later one stays on record without effect."""
    if wording.state is not WordingState.PROPOSED:
        return attrs.evolve(wording, not_effective=(*wording.not_effective, fact.id))
    return attrs.evolve(
        wording,
        state=state,
        decided_by=fact.clerk,
        decided_at=fact.happened_at,
        reason=reason,
        order=fact.order,
    )


@_step.register
def _approved(body: b.WordingApproved, wording: Wording, fact: Fact) -> Wording:
    answered = _answered(wording, fact, WordingState.APPROVED)
    counts = answered.order == fact.order
    return attrs.evolve(answered, effective_from=body.effective_from) if counts else answered


@_step.register
def _rejected(body: b.WordingRejected, wording: Wording, fact: Fact) -> Wording:
    return _answered(wording, fact, WordingState.REJECTED, body.reason)


@_step.register
def _withdrawn(body: b.WordingWithdrawn, wording: Wording, fact: Fact) -> Wording:
    return _answered(wording, fact, WordingState.WITHDRAWN, body.reason)


def fold(subject: str, facts: Iterable[Fact]) -> Wording:
    """The wording `subject` as its facts tell it; total over any set of facts."""
    wording = Wording(id=subject)
    for fact in in_order(facts):
        wording = _step(fact.body, wording, fact)
    return wording
