"""A visit, folded from its facts in any order, with duplicates and gaps."""

import enum
from collections.abc import Iterable
from datetime import date, datetime
from functools import singledispatch

import attrs

from counter_app.domain.bodies import visit as v
from counter_app.domain.facts import Body, Fact, UnknownBody, in_order


class VisitState(enum.StrEnum):
    """What became of the visit so far; the strongest outcome wins."""

    OPEN = "open"
    PROMISED = "promised"
    ANSWERED = "answered"
    GUIDED = "guided"
    APPLIED = "applied"


@attrs.frozen(kw_only=True)
class Visit:
    """Whoever came, who was asked first, and every answer given.

    `with_clerk` goes on with it, empty for the first-contact clerk, and is told `hand_note`.
    """

    id: str
    number: str = ""
    channel: v.Channel = v.Channel.COUNTER
    first_contact: str = ""
    counter: str = ""
    opened_at: datetime | None = None
    visitor: str = ""
    question: str = ""
    matter: str = ""
    matter_version: int = 0
    state: VisitState = VisitState.OPEN
    answers: tuple[str, ...] = ()
    promised_by: date | None = None
    guided_to: str | None = None
    guided_at: datetime | None = None
    guide_confirmed_by: str = ""
    guide_followed_up: str = ""
    with_clerk: str = ""
    hand_note: str = ""
    case: str = ""
    papers: tuple[str, ...] = ()
    not_effective: tuple[str, ...] = ()
    late_entries: tuple[str, ...] = ()
    needs_update: bool = False


def _reached(visit: Visit, state: VisitState) -> VisitState:
    """`state`, unless the visit has already become an application."""
    return VisitState.APPLIED if visit.state is VisitState.APPLIED else state


@singledispatch
def _step(body: Body, visit: Visit, fact: Fact) -> Visit:
    """`visit` after `fact`; a body no step is registered for may be a newer program's."""
    return attrs.evolve(visit, needs_update=visit.needs_update or isinstance(body, UnknownBody))


@_step.register
def _opened(body: v.VisitOpened, visit: Visit, fact: Fact) -> Visit:
    return attrs.evolve(
        visit,
        number=body.number,
        channel=body.channel,
        first_contact=body.first_contact,
        counter=body.counter,
        opened_at=fact.happened_at,
        visitor=body.visitor,
        question=body.question,
        matter=body.matter,
        matter_version=body.matter_version,
    )


@_step.register
def _answered(body: v.VisitAnswered, visit: Visit, fact: Fact) -> Visit:
    promised = body.way is v.AnswerWay.TO_VERIFY
    return attrs.evolve(
        visit,
        state=_reached(visit, VisitState.PROMISED if promised else VisitState.ANSWERED),
        answers=(*visit.answers, body.answer),
        promised_by=body.promised_by if promised else None,
    )


@_step.register
def _told(body: v.ToldOrally, visit: Visit, fact: Fact) -> Visit:
    return attrs.evolve(
        visit,
        state=_reached(visit, VisitState.ANSWERED),
        answers=(*visit.answers, body.remark),
        matter=body.matter,
        matter_version=body.matter_version,
    )


@_step.register
def _noticed(body: v.NoticeIssued, visit: Visit, fact: Fact) -> Visit:
    return attrs.evolve(
        visit,
        state=_reached(visit, VisitState.ANSWERED),
        papers=(*visit.papers, body.paper),
        matter=body.matter,
        matter_version=body.matter_version,
    )


@_step.register
def _guided(body: v.Guided, visit: Visit, fact: Fact) -> Visit:
    return attrs.evolve(
        visit,
        state=_reached(visit, VisitState.GUIDED),
        guided_to=body.to_counter,
        guided_at=fact.happened_at,
        guide_confirmed_by="",
        guide_followed_up="",
        matter=body.matter or visit.matter,
        papers=(*visit.papers, body.paper),
    )


@_step.register
def _confirmed(body: v.GuideConfirmed, visit: Visit, fact: Fact) -> Visit:
    return attrs.evolve(visit, guide_confirmed_by=body.counter)


@_step.register
def _followed_up(body: v.GuideFollowedUp, visit: Visit, fact: Fact) -> Visit:
    return attrs.evolve(visit, guide_followed_up=body.note)


@_step.register
def _handed_on(body: v.HandedOn, visit: Visit, fact: Fact) -> Visit:
    """An answer that is there does not end it: the colleague is asked to go on."""
    is_done = visit.state is VisitState.ANSWERED or bool(visit.guide_confirmed_by)
    state = _reached(visit, VisitState.OPEN) if is_done else visit.state
    return attrs.evolve(visit, state=state, with_clerk=body.to_clerk, hand_note=body.note)


@_step.register
def _advised(body: v.Advised, visit: Visit, fact: Fact) -> Visit:
    return attrs.evolve(
        visit,
        state=_reached(visit, VisitState.ANSWERED),
        answers=(*visit.answers, body.advice),
        papers=(*visit.papers, body.paper),
        matter=body.matter,
        matter_version=body.matter_version,
    )


@_step.register
def _sent_elsewhere(body: v.SentElsewhere, visit: Visit, fact: Fact) -> Visit:
    return attrs.evolve(
        visit,
        state=_reached(visit, VisitState.ANSWERED),
        answers=(*visit.answers, body.reason),
        papers=(*visit.papers, body.paper),
        matter=body.matter,
        matter_version=body.matter_version,
    )


@_step.register
def _applied(body: v.VisitApplied, visit: Visit, fact: Fact) -> Visit:
    if visit.case and visit.case != body.case:
        return attrs.evolve(visit, not_effective=(*visit.not_effective, fact.id))
    return attrs.evolve(visit, state=VisitState.APPLIED, case=body.case)


def fold(subject: str, facts: Iterable[Fact]) -> Visit:
    """The visit `subject` as its facts tell it; total over any set of facts."""
    visit = Visit(id=subject)
    for fact in in_order(facts):
        visit = _step(fact.body, visit, fact)
        if fact.late_reason:
            visit = attrs.evolve(visit, late_entries=(*visit.late_entries, fact.id))
    return visit
