"""The absence sign: one key up, one key down, and the soft limit of 30 minutes (A1.6.2)."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from functools import singledispatch
from typing import Any

import attrs

from counter_app.domain.asking import need, only_supervisor
from counter_app.domain.bodies import absence as b
from counter_app.domain.bodies.absence import AbsenceKind
from counter_app.domain.context import SUPERVISOR, Context
from counter_app.domain.deadlines import Light
from counter_app.domain.errors import InputFault, Refusal
from counter_app.domain.facts import Body, Fact, UnknownBody, in_order
from counter_app.domain.fields import typed
from counter_app.domain.hall import Hall
from counter_app.domain.phrases import check_public_text
from counter_app.domain.policy import Policy
from counter_app.words import _

CLAUSE = "A1.6.2"

KIND_WORDS = {
    AbsenceKind.AWAY: "暂离",
    AbsenceKind.ERRAND: "因公外出",
    AbsenceKind.LUNCH: "午休",
    AbsenceKind.CLOSED: "下班",
    AbsenceKind.FAULT: "设备故障",
}
"""What the sign says; the uniform format leaves no other words."""

USUAL_REASON = {
    AbsenceKind.AWAY: "临时离开",
    AbsenceKind.ERRAND: "因公外出",
    AbsenceKind.LUNCH: "午间休息",
    AbsenceKind.CLOSED: "今日服务已结束",
    AbsenceKind.FAULT: "设备故障，正在处理",
}
"""The reason on the sign while nobody has typed another one."""


@attrs.frozen(kw_only=True)
class Absence:
    """One absence. `approved` is None while the supervisor asked has not answered."""

    id: str
    kind: AbsenceKind = AbsenceKind.AWAY
    reason: str = ""
    clerk: str = ""
    counter: str = ""
    begun_at: datetime | None = None
    expected_back: datetime | None = None
    cover_counter: str = ""
    cover_clerk: str = ""
    approver: str = ""
    approved: bool | None = None
    ended_at: datetime | None = None
    away_s: int = 0
    over_min: int = 0
    by_serving: bool = False
    explanation: str = ""
    not_effective: tuple[str, ...] = ()
    needs_update: bool = False

    @property
    def is_open(self) -> bool:
        """Whether the sign is up."""
        return self.begun_at is not None and self.ended_at is None

    @property
    def is_limited(self) -> bool:
        """Whether the 30 minutes count: for 暂离, and for an errand nobody has agreed to."""
        unapproved = self.kind is AbsenceKind.ERRAND and not self.approved
        return self.kind is AbsenceKind.AWAY or unapproved

    @property
    def overrun(self) -> int:
        """Full minutes above the limit once the clerk is back; 0 for what is not limited."""
        return self.over_min if self.is_limited else 0

    @property
    def owes_reason(self) -> bool:
        """Whether it took too long and nobody has said why."""
        return self.overrun > 0 and not self.explanation


def light(absence: Absence, away_s: int, policy: Policy) -> Light:
    """Yellow from the amber minute, red from the limit on; soft, so never more than a colour."""
    if not absence.is_limited:
        return Light.NONE
    minutes = away_s // 60
    if minutes >= policy.away_limit_minutes:
        return Light.RED
    return Light.YELLOW if minutes >= policy.away_amber_minutes else Light.NONE


@attrs.frozen(kw_only=True)
class Sign:
    """What the clerk says of the absence; what is empty is filled from time and register."""

    kind: AbsenceKind
    reason: str = typed("reason", default="")
    expected_back: datetime | None = None
    cover_counter: str = ""
    cover_clerk: str = ""
    approver: str = ""
    approved: bool = False


@attrs.frozen(kw_only=True)
class Revise:
    """Say something else on the sign that is up."""

    sign: Sign


@attrs.frozen(kw_only=True)
class AnswerErrand:
    """Agree to an errand, or not."""

    approved: bool
    note: str = typed("note", default="")


@attrs.frozen(kw_only=True)
class Return:
    """The clerk is back; `away_s` as measured."""

    away_s: int
    by_serving: bool = False


@attrs.frozen(kw_only=True)
class Explain:
    """Why it took longer."""

    reason: str = typed("reason")


def usual(now: datetime, context: Context) -> Sign:
    """The sign one key puts up: its kind by the time of day, its cover from the register."""
    hours = context.hall.hours_on(now.date())
    kind, back = AbsenceKind.AWAY, now + timedelta(minutes=context.hall.policy.away_limit_minutes)
    expected: datetime | None = back
    clock = now.time().replace(tzinfo=None)
    if hours.lunch and hours.lunch[0] <= clock < hours.lunch[1]:
        kind, expected = AbsenceKind.LUNCH, _at(now, hours.lunch[1])
    elif clock >= hours.closes or not context.calendar.is_workday(now.date()):
        kind, expected = AbsenceKind.CLOSED, None
    cover, who = cover_of(context.hall, context.counter)
    return Sign(kind=kind, expected_back=expected, cover_counter=cover, cover_clerk=who)


def cover_of(hall: Hall, counter: str) -> tuple[str, str]:
    """The window that covers for `counter` by the register (AB岗), and who sits there."""
    own = hall.counter(counter)
    cover = own.backup if own else ""
    who = next((one.id for one in hall.staff if cover and one.counter == cover), "")
    return cover, who


def _at(now: datetime, moment: time) -> datetime:
    return datetime.combine(now.date(), moment, tzinfo=now.tzinfo)


def begin(sign: Sign, open_here: bool, context: Context) -> b.AbsenceBegun:
    """The first fact; Refusal where a sign is up at this window already."""
    if open_here:
        raise Refusal(_("The sign is up at this window already."), CLAUSE, _("F12: back again."))
    return b.AbsenceBegun(**_checked(sign, context))


def _checked(sign: Sign, context: Context) -> dict[str, Any]:
    """The attributes of the sign; InputFault at each field that cannot stand on it."""
    faults = {}
    hall = context.hall
    if sign.expected_back is not None and sign.expected_back <= context.now:
        faults["expected_back"] = _("Give a time that is still to come.")
    if sign.cover_counter == context.counter:
        faults["cover_counter"] = _("Another window has to cover.")
    elif sign.cover_counter and hall.counter(sign.cover_counter) is None:
        faults["cover_counter"] = _("The register has no such window.")
    if sign.kind is AbsenceKind.ERRAND:
        member = hall.member(sign.approver)
        if member is None or SUPERVISOR not in member.roles:
            faults["approver"] = _("An errand needs the supervisor who allows it (A1.6.2).")
        elif sign.approver == context.clerk:
            faults["approver"] = _("Another supervisor has to allow it.")
    if faults:
        raise InputFault(faults)
    reason = sign.reason or USUAL_REASON[sign.kind]
    check_public_text(reason, context.forbidden)
    errand = sign.kind is AbsenceKind.ERRAND
    return {
        "absence_kind": sign.kind,
        "reason": reason,
        "expected_back": sign.expected_back,
        "cover_counter": sign.cover_counter,
        "cover_clerk": sign.cover_clerk,
        "approver": sign.approver if errand else "",
        "approved": sign.approved and errand,
    }


@singledispatch
def decide(command: object, absence: Absence, context: Context) -> Body:
    """The body `command` gives birth to, or a Refusal or InputFault saying why not."""
    raise TypeError(f"no rule for {type(command).__name__}")


def _is_up(absence: Absence) -> None:
    if not absence.is_open:
        raise Refusal(_("This sign is down already."), CLAUSE)


@decide.register
def _revise(command: Revise, absence: Absence, context: Context) -> b.AbsenceRevised:
    _is_up(absence)
    return b.AbsenceRevised(**_checked(command.sign, context))


@decide.register
def _answer(command: AnswerErrand, absence: Absence, context: Context) -> b.ErrandAnswered:
    only_supervisor(context, _("Only a supervisor allows an errand."), CLAUSE)
    if absence.kind is not AbsenceKind.ERRAND:
        raise Refusal(_("Nobody has to allow this absence."), CLAUSE)
    if absence.clerk == context.clerk:
        raise Refusal(_("Nobody allows an errand of his own."), CLAUSE)
    if not command.approved:
        need(note=(command.note, _("Say why it is not allowed.")))
    return b.ErrandAnswered(approved=command.approved, note=command.note)


@decide.register
def _return(command: Return, absence: Absence, context: Context) -> b.AbsenceEnded:
    _is_up(absence)
    away_s = max(0, command.away_s)
    over = max(0, away_s // 60 - context.hall.policy.away_limit_minutes)
    return b.AbsenceEnded(away_s=away_s, over_min=over, by_serving=command.by_serving)


@decide.register
def _explain(command: Explain, absence: Absence, context: Context) -> b.AbsenceExplained:
    if absence.ended_at is None:
        raise Refusal(_("Come back first, then say why it took longer."), CLAUSE)
    if absence.overrun == 0:
        raise Refusal(_("It did not take too long; nothing has to be explained."), CLAUSE)
    need(reason=(command.reason, _("Say why it took longer than allowed (A1.6.2).")))
    return b.AbsenceExplained(reason=command.reason)


@singledispatch
def _step(body: Body, absence: Absence, fact: Fact) -> Absence:
    return attrs.evolve(absence, needs_update=absence.needs_update or isinstance(body, UnknownBody))


@_step.register(b.AbsenceBegun)
@_step.register(b.AbsenceRevised)
def _said(body: b.AbsenceBegun | b.AbsenceRevised, absence: Absence, fact: Fact) -> Absence:
    if absence.ended_at is not None:
        return attrs.evolve(absence, not_effective=(*absence.not_effective, fact.id))
    changes: dict[str, Any] = {}
    if isinstance(body, b.AbsenceBegun):
        changes = {"clerk": fact.clerk, "counter": fact.window, "begun_at": fact.happened_at}
    asked = body.absence_kind is AbsenceKind.ERRAND
    return attrs.evolve(
        absence,
        kind=body.absence_kind,
        reason=body.reason,
        expected_back=body.expected_back,
        cover_counter=body.cover_counter,
        cover_clerk=body.cover_clerk,
        approver=body.approver,
        approved=(body.approved or None) if asked else None,
        **changes,
    )


@_step.register
def _answered(body: b.ErrandAnswered, absence: Absence, fact: Fact) -> Absence:
    return attrs.evolve(absence, approved=body.approved, approver=fact.clerk)


@_step.register
def _ended(body: b.AbsenceEnded, absence: Absence, fact: Fact) -> Absence:
    if absence.ended_at is not None:
        return attrs.evolve(absence, not_effective=(*absence.not_effective, fact.id))
    return attrs.evolve(
        absence,
        ended_at=fact.happened_at,
        away_s=body.away_s,
        over_min=body.over_min,
        by_serving=body.by_serving,
    )


@_step.register
def _explained(body: b.AbsenceExplained, absence: Absence, fact: Fact) -> Absence:
    return attrs.evolve(absence, explanation=body.reason)


def fold(subject: str, facts: Iterable[Fact]) -> Absence:
    """The absence `subject` as its facts tell it; total over any set of facts."""
    absence = Absence(id=subject)
    for fact in in_order(facts):
        absence = _step(fact.body, absence, fact)
    return absence
