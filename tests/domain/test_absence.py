"""The absence sign: kinds, limits, who allows an errand, what an overrun owes (A1.6.2)."""

from datetime import datetime
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.bodies import absence as b
from counter_app.domain.bodies.absence import AbsenceKind
from counter_app.domain.conduct import absence as rules
from counter_app.domain.conduct.absence import Absence, Explain, Return, Revise, Sign
from counter_app.domain.deadlines import Light
from counter_app.domain.errors import InputFault, Refusal
from counter_app.domain.facts import UnknownBody
from counter_app.domain.policy import Policy
from tests.domain.writers import Writer, at, context

TEN = at("2026-11-23 10:00")
HERE = context(TEN)
ERRAND = Sign(kind=AbsenceKind.ERRAND, reason="送件到市局", approver="S07")
CHIEF = context(TEN, clerk="S07", roles=("clerk", "supervisor"))


def gone(sign: Sign | None = None) -> Writer:
    """A window whose clerk left at ten."""
    writer = Writer()
    writer.write(rules.begin(sign or rules.usual(TEN, HERE), False, HERE), TEN)
    return writer


def now(writer: Writer) -> Absence:
    """The absence as it stands."""
    return rules.fold(writer.seen[0].subject, writer.seen)


def do(writer: Writer, command: object, when: datetime = TEN, where: Any = HERE) -> Absence:
    """Decide and write; gives the absence afterwards."""
    writer.write(rules.decide(command, now(writer), where), when)
    return now(writer)


@pytest.mark.parametrize(
    ("moment", "kind", "back"),
    [
        ("2026-11-23 10:00", AbsenceKind.AWAY, "10:30"),
        ("2026-11-23 12:30", AbsenceKind.LUNCH, "14:00"),
        ("2026-11-23 18:05", AbsenceKind.CLOSED, None),
        ("2026-11-22 10:00", AbsenceKind.CLOSED, None),
    ],
)
def test_one_key_says_the_usual_thing(moment: str, kind: AbsenceKind, back: str | None) -> None:
    """F12 in the morning, at noon, after closing, on a Sunday: nothing has to be typed."""
    sign = rules.usual(at(moment), context(at(moment)))
    assert sign.kind is kind
    assert (f"{sign.expected_back:%H:%M}" if sign.expected_back else None) == back


def test_the_register_says_who_covers() -> None:
    """AB岗: the window named as backup, and who sits there; a window without one has nobody."""
    own = HERE.hall.counter("W03")
    assert own is not None
    counter, clerk = rules.cover_of(HERE.hall, "W03")
    assert counter == own.backup != ""
    member = HERE.hall.member(clerk)
    assert member is not None and member.counter == counter
    assert rules.cover_of(HERE.hall, "W99") == ("", "")


def test_only_one_sign_stands_at_a_window() -> None:
    """Two keys at once put up one sign."""
    with pytest.raises(Refusal) as refused:
        rules.begin(Sign(kind=AbsenceKind.AWAY), True, HERE)
    assert refused.value.clause == "A1.6.2"


@pytest.mark.parametrize(
    ("sign", "field"),
    [
        (Sign(kind=AbsenceKind.AWAY, expected_back=TEN), "expected_back"),
        (Sign(kind=AbsenceKind.AWAY, cover_counter="W03"), "cover_counter"),
        (Sign(kind=AbsenceKind.AWAY, cover_counter="W99"), "cover_counter"),
        (Sign(kind=AbsenceKind.ERRAND), "approver"),
        (Sign(kind=AbsenceKind.ERRAND, approver="S05"), "approver"),
    ],
)
def test_what_cannot_stand_on_the_sign_is_named(sign: Sign, field: str) -> None:
    """A return in the past, a window covering itself or unknown, an errand nobody may allow."""
    with pytest.raises(InputFault) as fault:
        rules.begin(sign, False, HERE)
    assert list(fault.value.faults) == [field]


def test_nobody_allows_an_errand_of_his_own() -> None:
    """The supervisor who leaves asks another one."""
    with pytest.raises(InputFault):
        rules.begin(ERRAND, False, CHIEF)
    writer = gone(ERRAND)
    writer.clerk = "S07"
    own = attrs.evolve(now(writer), clerk="S07")
    with pytest.raises(Refusal):
        rules.decide(rules.AnswerErrand(approved=True), own, CHIEF)


def test_the_public_reads_no_forbidden_sentence_on_the_sign() -> None:
    """A1.5.7: 有牌子自己看 on an absence sign."""
    with pytest.raises(Refusal) as refused:
        gone(Sign(kind=AbsenceKind.AWAY, reason="有牌子，自己看"))
    assert refused.value.clause == "A1.5.7"


def test_five_minutes_over_owe_a_reason() -> None:
    """S51: away at 10:00, back at 10:35: overrun 5 min; the reason is asked and then known."""
    writer = gone()
    assert now(writer).is_open
    back = do(writer, Return(away_s=35 * 60 + 20), at("2026-11-23 10:35"))
    assert (back.is_open, back.overrun, back.owes_reason) == (False, 5, True)
    with pytest.raises(InputFault):
        do(writer, Explain(reason=" "))
    told = do(writer, Explain(reason="送老人下楼"))
    assert (told.owes_reason, told.explanation) == (False, "送老人下楼")


def test_thirty_minutes_are_not_too_long() -> None:
    """The limit itself is allowed, and nothing has to be explained."""
    writer = gone()
    with pytest.raises(Refusal):
        do(writer, Explain(reason="还没回来"))
    assert not do(writer, Return(away_s=30 * 60)).owes_reason
    with pytest.raises(Refusal):
        do(writer, Explain(reason="没有超时"))


@pytest.mark.parametrize(
    ("minutes", "light"),
    [(24, Light.NONE), (25, Light.YELLOW), (29, Light.YELLOW), (30, Light.RED)],
)
def test_amber_and_red_at_the_limits(minutes: int, light: Light) -> None:
    """A1.6.2b: amber at 25, red at 30."""
    assert rules.light(now(gone()), minutes * 60, Policy()) is light


@pytest.mark.parametrize("kind", [AbsenceKind.LUNCH, AbsenceKind.CLOSED, AbsenceKind.FAULT])
def test_what_is_no_leaving_has_no_limit(kind: AbsenceKind) -> None:
    """Lunch, closing and broken equipment never turn red nor owe a reason."""
    writer = gone(Sign(kind=kind))
    assert rules.light(now(writer), 7200, Policy()) is Light.NONE
    assert not do(writer, Return(away_s=7200)).owes_reason


def test_an_errand_counts_until_it_is_allowed() -> None:
    """S53: approved by the supervisor it has no limit; not allowed it is 暂离."""
    writer = gone(ERRAND)
    assert now(writer).approved is None and now(writer).is_limited
    with pytest.raises(Refusal):
        do(writer, rules.AnswerErrand(approved=True))
    with pytest.raises(InputFault):
        do(writer, rules.AnswerErrand(approved=False), where=CHIEF)
    writer.clerk = "S07"
    assert not do(writer, rules.AnswerErrand(approved=True), where=CHIEF).is_limited
    refused = do(writer, rules.AnswerErrand(approved=False, note="窗口缺人"), where=CHIEF)
    assert refused.is_limited and refused.approver == "S07"


def test_only_errands_are_allowed_by_somebody() -> None:
    """A supervisor cannot turn 暂离 into something without a limit."""
    with pytest.raises(Refusal):
        do(gone(), rules.AnswerErrand(approved=True), where=CHIEF)


def test_the_sign_is_revised_while_it_is_up() -> None:
    """The clerk takes longer: the sign says so, and the time goes on counting."""
    writer = gone()
    fault = do(writer, Revise(sign=Sign(kind=AbsenceKind.FAULT)))
    assert (fault.kind, fault.begun_at, fault.reason) == (
        AbsenceKind.FAULT, TEN, "设备故障，正在处理",
    )  # fmt: skip
    do(writer, Return(away_s=60))
    for late in (Revise(sign=Sign(kind=AbsenceKind.AWAY)), Return(away_s=99)):
        with pytest.raises(Refusal):
            do(writer, late)


def test_what_another_copy_wrote_after_the_end_changes_nothing() -> None:
    """Two facts crossed on the share: the first end stands, the later ones are marked."""
    writer = gone()
    do(writer, Return(away_s=60), at("2026-11-23 10:01"))
    again = writer.write(b.AbsenceEnded(away_s=99, over_min=0), at("2026-11-23 10:02"))
    body = rules.begin(Sign(kind=AbsenceKind.FAULT), False, HERE)
    said = writer.write(
        b.AbsenceRevised(**{f.name: getattr(body, f.name) for f in attrs.fields(type(body))}),
        at("2026-11-23 10:03"),
    )
    found = now(writer)
    assert (found.away_s, found.kind) == (60, AbsenceKind.AWAY)
    assert found.not_effective == (again.id, said.id)


def test_a_fact_of_a_newer_program_asks_for_an_update() -> None:
    """Nothing is lost: the fact is kept and the absence says that it needs a newer program."""
    writer = gone()
    writer.write(UnknownBody("absence.danced", 1, {}))
    assert now(writer).needs_update
    do(writer, Return(away_s=60))
    assert now(writer).needs_update


def test_a_command_without_a_rule_is_a_mistake_of_the_program() -> None:
    """Nothing is decided by default."""
    with pytest.raises(TypeError):
        rules.decide("?", now(gone()), HERE)


@given(away=st.integers(-100, 10_000), limit=st.integers(0, 60))
def test_the_overrun_is_what_lies_above_the_limit(away: int, limit: int) -> None:
    """Whatever the clocks say, an overrun is never negative and grows by full minutes."""
    hall = attrs.evolve(HERE.hall, policy=Policy(away_limit_minutes=limit))
    where = attrs.evolve(HERE, hall=hall)
    body: Any = rules.decide(Return(away_s=away), now(gone()), where)
    assert body.over_min == max(0, max(0, away) // 60 - limit)
