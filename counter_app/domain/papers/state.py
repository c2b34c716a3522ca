"""An issued paper, folded from its facts: told means printed or handed over."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import singledispatch
from typing import Any

import attrs

from counter_app.domain.bodies import paper as b
from counter_app.domain.bodies.paper import PrintState
from counter_app.domain.facts import Body, Fact, UnknownBody, in_order

TELLS = frozenset({PrintState.PRINTED, PrintState.HANDED_OVER})
"""The outcomes that put the paper into the citizen's hand."""


@attrs.frozen(kw_only=True)
class Paper:
    """A paper with its number, what is printed on it and how its prints went."""

    id: str
    kind: str = ""
    number: str = ""
    about: str = ""
    key_of: str = ""
    spec: str = ""
    values: Mapping[str, Any] | None = None
    issued_at: datetime | None = None
    clerk: str = ""
    counter: str = ""
    state: PrintState | None = None
    reason: str = ""
    attempts: int = 0
    printer: str = ""
    job: str = ""
    told_at: datetime | None = None
    replaces: str = ""
    reprints: tuple[str, ...] = ()
    void_request: str = ""
    void_requested_by: str = ""
    void_reason: str = ""
    void_approved_by: str = ""
    signed_at: datetime | None = None
    strokes: str | None = None
    needs_update: bool = False

    @property
    def layout(self) -> str:
        """The layout it was issued in, e.g. `one_time_notice.roll80`: a reprint uses the same."""
        return self.spec.partition("@")[0]

    @property
    def is_told(self) -> bool:
        """Whether the paper reached the citizen; a merely generated one has not (S55)."""
        return self.told_at is not None


@singledispatch
def _step(body: Body, paper: Paper, fact: Fact) -> Paper:
    """`paper` after `fact`; a body no step is registered for may be a newer program's."""
    return attrs.evolve(paper, needs_update=paper.needs_update or isinstance(body, UnknownBody))


@_step.register
def _issued(body: b.PaperIssued, paper: Paper, fact: Fact) -> Paper:
    return attrs.evolve(
        paper,
        kind=body.paper_kind,
        number=body.number,
        about=body.about,
        key_of=body.key_of,
        spec=body.spec,
        values=body.values,
        replaces=body.replaces,
        issued_at=fact.happened_at,
        clerk=fact.clerk,
        counter=fact.window,
    )


@_step.register
def _reported(body: b.PrintReported, paper: Paper, fact: Fact) -> Paper:
    told = paper.told_at or (fact.happened_at if body.state in TELLS else None)
    return attrs.evolve(
        paper,
        state=body.state,
        reason=body.reason,
        attempts=max(paper.attempts, body.attempt),
        printer=body.printer,
        job=body.job,
        told_at=told,
    )


@_step.register
def _reprint(body: b.ReprintAsked, paper: Paper, fact: Fact) -> Paper:
    return attrs.evolve(paper, reprints=(*paper.reprints, body.reason))


@_step.register
def _void_requested(body: b.VoidRequested, paper: Paper, fact: Fact) -> Paper:
    return attrs.evolve(paper, void_request=body.reason, void_requested_by=fact.clerk)


@_step.register
def _voided(body: b.PaperVoided, paper: Paper, fact: Fact) -> Paper:
    return attrs.evolve(paper, void_reason=body.reason, void_approved_by=body.approved_by)


@_step.register
def _signed(body: b.PaperSigned, paper: Paper, fact: Fact) -> Paper:
    return attrs.evolve(paper, signed_at=fact.happened_at, strokes=body.strokes)


def fold(subject: str, facts: Iterable[Fact]) -> Paper:
    """The paper `subject` as its facts tell it; total over any set of facts."""
    paper = Paper(id=subject)
    for fact in in_order(facts):
        paper = _step(fact.body, paper, fact)
    return paper
