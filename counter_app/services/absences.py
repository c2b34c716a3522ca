"""The verbs of the absence sign, and what it says on the citizen screen and on paper (A1.6.2)."""

from datetime import datetime
from typing import Any

import attrs

from counter_app.domain.bodies.absence import AbsenceKind
from counter_app.domain.clock import CST
from counter_app.domain.conduct import absence as rules
from counter_app.domain.conduct.absence import KIND_WORDS, Absence, Sign
from counter_app.domain.deadlines import Light
from counter_app.domain.matters import shown
from counter_app.printing import catalogue
from counter_app.printing.canvas import to_pdf
from counter_app.services import journal, wordings
from counter_app.services.absence_rows import away_seconds, drop_anchor, open_at
from counter_app.services.act import Act
from counter_app.services.desk import Desk, Done
from counter_app.services.papers import layout_of
from counter_app.services.second_person import confirm_other


@attrs.frozen(kw_only=True)
class Away:
    """The sign that is up: the absence, seconds away so far, its light, what it says."""

    absence: Absence
    seconds: int
    light: Light
    sign: "SignWords"


@attrs.frozen(kw_only=True)
class SignWords:
    """What everybody may read on the sign; `back_at` is empty where nobody knows."""

    kind: str
    window: str
    reason: str
    back_at: str
    cover: str
    desk: str
    phone: str
    supervision_phone: str


def absence_of(desk: Desk, absence: str) -> Absence:
    """The folded absence."""
    return rules.fold(absence, journal.facts_of(absence, desk.vault))


def current(desk: Desk) -> Away | None:
    """The sign up at this window, None while somebody serves."""
    up = open_at(desk.station.counter)
    if not up:
        return None
    found = absence_of(desk, up)
    seconds = away_seconds(found, desk.clock(), desk.uptime)
    light = rules.light(found, seconds, desk.reference.policy())
    return Away(absence=found, seconds=seconds, light=light, sign=sign_words(desk, found))


def go(desk: Desk, sign: Sign | None = None, password: str = "") -> Done[Absence]:
    """Put the sign up; without `sign` it is the usual one of this time of day.

    With the password of the approver an errand is allowed at once; else it counts as 暂离
    until that supervisor agrees. Raises Refusal while a sign is up here, InputFault by field.
    """
    _allow(desk, sign, password)

    def going(act: Act) -> Absence:
        context = act.context()
        said = _allowed(sign, password) if sign else rules.usual(act.now, context)
        begun = act.append(rules.begin(said, bool(open_at(act.station.counter)), context))
        drop_anchor(begun.id, desk.uptime)
        return rules.fold(begun.id, act.facts(begun.id))

    return desk.act(going)


def revise(desk: Desk, absence: str, sign: Sign, password: str = "") -> Done[Absence]:
    """Say something else on the sign that is up; the time away goes on."""
    _allow(desk, sign, password)
    return _do(desk, absence, rules.Revise(sign=_allowed(sign, password)))


def _allow(desk: Desk, sign: Sign | None, password: str) -> None:
    """Check the approver's password, where one was typed."""
    if sign is not None and sign.kind is AbsenceKind.ERRAND and password:
        confirm_other(desk, sign.approver, password)


def _allowed(sign: Sign, password: str) -> Sign:
    return attrs.evolve(sign, approved=bool(password))


def answer_errand(desk: Desk, absence: str, *, approved: bool, note: str = "") -> Done[Absence]:
    """The supervisor agrees to an errand, or does not and says why."""
    return _do(desk, absence, rules.AnswerErrand(approved=approved, note=note))


def come_back(desk: Desk) -> Done[Absence | None]:
    """Take the sign down at this window; nothing happens where none is up."""

    def coming(act: Act) -> Absence | None:
        up = open_at(act.station.counter)
        if not up:
            return None
        before = rules.fold(up, act.facts(up))
        away = away_seconds(before, act.recorded_at, desk.uptime)
        act.append(rules.decide(rules.Return(away_s=away), before, act.context()), up)
        return rules.fold(up, act.facts(up))

    return desk.act(coming)


def explain(desk: Desk, absence: str, reason: str) -> Done[Absence]:
    """Say why it took longer than allowed; InputFault on `reason` where nothing is said."""
    return _do(desk, absence, rules.Explain(reason=reason))


def _do(desk: Desk, absence: str, command: object) -> Done[Absence]:
    def doing(act: Act) -> Absence:
        before = rules.fold(absence, act.facts(absence))
        act.append(rules.decide(command, before, act.context()), absence)
        return rules.fold(absence, act.facts(absence))

    return desk.act(doing)


# -- the sign


def sign_words(desk: Desk, absence: Absence) -> SignWords:
    """The sign in the uniform format."""
    hall = desk.reference.hall()
    own = hall.counter(absence.counter)
    return SignWords(
        kind=KIND_WORDS[absence.kind],
        window=f"{own.number}号窗口　{own.name}" if own else absence.counter,
        reason=absence.reason,
        back_at=back_words(absence.expected_back),
        cover=cover_words(desk, absence),
        desk=f"服务咨询台：{hall.information_desk}",
        phone=shown(own.phone if own else None),
        supervision_phone=shown(hall.supervision_phone),
    )


def back_words(expected: datetime | None) -> str:
    """The time of the return as the sign says it."""
    return f"{expected.astimezone(CST):%H:%M}" if expected else ""


def cover_words(desk: Desk, absence: Absence) -> str:
    """Which window covers and who sits there; the information desk where the register has none."""
    hall = desk.reference.hall()
    counter = hall.counter(absence.cover_counter) if absence.cover_counter else None
    member = hall.member(absence.cover_clerk) if absence.cover_clerk else None
    if counter is None:
        return "请到服务咨询台询问"
    who = f"（AB岗：{member.name}）" if member else ""
    return f"请到{counter.number}号窗口办理{who}，{counter.place}"


def sign_pdf(desk: Desk, absence: str) -> bytes:
    """The sign as a sheet for the desk, where there is no citizen screen; it bears no number."""
    words = attrs.asdict(sign_words(desk, absence_of(desk, absence)))
    name = layout_of("absence_sign", desk.station.layouts)
    spec = wordings.spec_in_force(name, desk.clock().date())
    values: dict[str, Any] = {**words, "back_at": words["back_at"] or "下一工作时间"}
    known = {key: value for key, value in values.items() if key in spec.values}
    sheets = catalogue.render(spec, known, sample=desk.reference.hall().demo)
    return to_pdf(sheets, title=spec.title, created=desk.clock())
