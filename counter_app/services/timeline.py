"""A subject's facts as a clerk reads them: when, who, what."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

import attrs

from counter_app.domain.bodies import case as b
from counter_app.domain.bodies import visit as v
from counter_app.domain.bodies.case import Verdict
from counter_app.domain.facts import Body, Fact, in_order
from counter_app.printing import catalogue
from counter_app.services.course_words import COURSE_WORDS
from counter_app.services.desk import Desk
from counter_app.words import _


@attrs.frozen(kw_only=True)
class Entry:
    """One line of a timeline; `late` says why it was entered after the fact."""

    at: datetime
    text: str
    clerk: str
    counter: str
    late: str = ""
    recorded_at: datetime | None = None


def timeline(desk: Desk, facts: Sequence[Fact]) -> tuple[Entry, ...]:
    """What happened, oldest first; several materials judged at one moment stand in one line."""
    hall = desk.reference.hall()
    lines: list[Entry] = []
    judged: list[Fact] = []
    for fact in in_order(facts):
        member = hall.member(fact.clerk)
        entry = Entry(
            at=fact.happened_at,
            text=words_of(fact.body),
            clerk=member.name if member else fact.clerk,
            counter=fact.window,
            late=fact.late_reason,
            recorded_at=fact.recorded_at if fact.late_reason else None,
        )
        if not isinstance(fact.body, b.MaterialJudged):
            judged = []
            lines.append(entry)
            continue
        together = bool(judged) and _moment(judged[-1]) == _moment(fact)
        judged = [*judged, fact] if together else [fact]
        text = _("Judged {count} materials").format(count=len(judged))
        lines[len(lines) - together :] = [attrs.evolve(entry, text=text)]
    return tuple(lines)


def _moment(fact: Fact) -> tuple[datetime, str, str]:
    """When, who, where: what makes several facts one line."""
    return (fact.happened_at, fact.clerk, fact.window)


_WORDS: dict[type[Body], Callable[[Any], str]] = {
    b.CaseReceived: lambda body: _("Received"),
    b.CorrectedOnTheSpot: lambda body: _("Corrected on the spot: {fault}").format(fault=body.fault),
    b.ReceiptIssued: lambda body: _("Receipt voucher issued"),
    b.CorrectionAsked: lambda body: _("Correction notice {ordinal} issued").format(
        ordinal=body.ordinal
    ),
    b.Told: lambda body: _("Handed to the applicant: {paper}").format(
        paper=paper_words(body.paper_kind)
    ),
    b.MaterialsSupplied: lambda body: _("Corrected materials supplied"),
    b.Accepted: lambda body: (
        _("Deemed accepted on {day}") if body.deemed else _("Accepted on {day}")
    ).format(day=body.accepted_on.isoformat()),
    b.NotAccepted: lambda body: _("Not accepted: {reason}").format(reason=body.reason),
    b.NotAPermit: lambda body: _("No permit needed: {advice}").format(advice=body.advice),
    b.SentElsewhere: lambda body: _("Sent to {organ}: {reason}").format(
        organ=body.organ, reason=body.reason
    ),
    b.MaterialTakenOver: lambda body: _("Material taken over from {number}").format(
        number=body.source_number
    ),
    b.TwinConfirmed: lambda body: _("Taken besides another application: {reason}").format(
        reason=body.reason
    ),
    b.LateEntryApproved: lambda body: _("Late entry confirmed by {who}").format(
        who=body.approved_by
    ),
    v.VisitOpened: lambda body: _("Received as first contact"),
    v.VisitAnswered: lambda body: _("Answered"),
    v.ToldOrally: lambda body: _("Told orally"),
    v.NoticeIssued: lambda body: _("One-time notice issued"),
    v.Guided: lambda body: _("Guided to {counter}").format(
        counter=body.to_counter or _("the information desk")
    ),
    v.GuideConfirmed: lambda body: _("Arrived at {counter}").format(counter=body.counter),
    v.Advised: lambda body: _("Told that no permit is needed"),
    v.SentElsewhere: lambda body: _("Sent to {organ}: {reason}").format(
        organ=body.organ, reason=body.reason
    ),
    v.Preferred: lambda body: _("Received first: {reason}").format(reason=body.reason),
    v.GuideFollowedUp: lambda body: _("Arrival followed up: {note}").format(note=body.note),
    v.HandedOn: lambda body: _("Handed on to {clerk}: {note}").format(
        clerk=body.to_clerk, note=body.note
    ),
    v.VisitApplied: lambda body: _("Turned into an application"),
    **COURSE_WORDS,
}


def words_of(body: Body) -> str:
    """One sentence for a fact; a newer program's fact says that it needs an update."""
    say = _WORDS.get(type(body))
    return say(body) if say else _("Written by a newer program: update this window")


def paper_words(kind: str) -> str:
    """The name of a kind of paper as buttons and lists show it: the title it prints."""
    return catalogue.paper(kind).title if kind in catalogue.KINDS else kind


def verdict_words(verdict: Verdict) -> str:
    """A verdict as the checklist shows it."""
    return {
        Verdict.UNJUDGED: _("Not judged"),
        Verdict.IN_ORDER: _("In order"),
        Verdict.MISSING: _("Missing"),
        Verdict.NOT_IN_FORM: _("Not in legal form"),
        Verdict.CORRECTED: _("Corrected on the spot"),
        Verdict.NOT_NEEDED: _("Not needed"),
    }[verdict]
