"""How a case is decided and the decision reaches its addressee (行政许可法 37–44, A4.1)."""

from datetime import date

import attrs
import pytest

from counter_app.domain.bodies import course as b
from counter_app.domain.bodies.course import Outcome, ResultDocument, ServiceWay
from counter_app.domain.cases import commands
from counter_app.domain.cases import course_commands as c
from counter_app.domain.cases.state import CaseState
from counter_app.domain.matters import CaseClass
from tests.domain.applications import SPEC, case_of, do, judged, refused
from tests.domain.courses import boss, faults, on, running
from tests.domain.test_pausing import ASK, OFFER, REVIEW
from tests.domain.test_promising import DEFERRABLE, NURSE, SUPPLY, promised, renewing
from tests.domain.test_referring import AGREES, JOINT, REPLY, TOGETHER, UPWARD, reported
from tests.domain.writers import Writer, received

GRANT = c.Decide(
    outcome=Outcome.GRANTED,
    decided_on=date(2026, 11, 16),
    documents=(ResultDocument(name="食品经营许可证", number="JY1"),),
    paper="结1",
)
REFUSE = attrs.evolve(
    GRANT, outcome=Outcome.REFUSED, documents=(), reason="核查不合格", basis="食品安全法 第35条"
)
SERVE = c.Serve(way=ServiceWay.COUNTER, received_by="本人", paper="送1")
SPOT = attrs.evolve(
    SPEC, case_class=CaseClass.ON_THE_SPOT, statutory=None, permit_law_applies=False
)


def decided() -> Writer:
    """Granted on Monday 2026-11-16."""
    writer = running()
    do(writer, GRANT, on("2026-11-16"))
    return writer


def test_a_decision_keeps_what_was_given() -> None:
    """37: the day, the outcome and the documents; the case waits to be delivered."""
    case = case_of(decided())
    assert case.state is CaseState.DECIDED
    decision = case.course.decision
    assert decision is not None
    assert (decision.decided_on, decision.documents[0].number) == (date(2026, 11, 16), "JY1")


def test_a_refusal_names_reason_and_article() -> None:
    """38: without them both gaps stand at their fields; with them it is decided."""
    writer = running()
    bare = attrs.evolve(REFUSE, reason="", basis="")
    assert faults(writer, bare, on("2026-11-16")) == {"reason", "basis"}
    do(writer, REFUSE, on("2026-11-16"))
    assert case_of(writer).state is CaseState.DECIDED


@pytest.mark.parametrize("day", [date(2026, 11, 2), date(2026, 11, 17)])
def test_a_decision_lies_between_acceptance_and_today(day: date) -> None:
    """37: neither before 11-03 nor tomorrow."""
    wrong = attrs.evolve(GRANT, decided_on=day)
    assert faults(running(), wrong, on("2026-11-16")) == {"decided_on"}


def test_what_was_not_accepted_is_not_decided() -> None:
    """38: an open permit application; a withdrawn one."""
    assert "第38条" in refused(received(), GRANT, on("2026-11-04")).clause
    writer = running()
    do(writer, c.Withdraw(reason="不办了", paper="退1"), on("2026-11-04"))
    assert "第38条" in refused(writer, GRANT, on("2026-11-16")).clause


# -- whatever has begun comes to its end first


def test_a_procedure_under_way_is_ended_first() -> None:
    """45: the review runs until 11-17."""
    writer = running()
    do(writer, REVIEW, on("2026-11-09"))
    assert "第45条" in refused(writer, GRANT, on("2026-11-16")).clause


def test_a_hearing_asked_for_is_held_first() -> None:
    """47–48: neither before its day is fixed nor before it is over; then it may be decided."""
    writer = running()
    do(writer, OFFER, on("2026-11-04"))
    do(writer, ASK, on("2026-11-05"))
    assert "第48条" in refused(writer, GRANT, on("2026-11-16")).clause
    do(writer, c.SetHearing(held_on=date(2026, 11, 18), place="听证室"), on("2026-11-06"))
    assert "第48条" in refused(writer, GRANT, on("2026-11-16")).clause
    do(writer, attrs.evolve(GRANT, decided_on=date(2026, 11, 19)), on("2026-11-19"))


def test_every_department_answers_first() -> None:
    """26: one of two is missing, and named."""
    writer = running(JOINT)
    do(writer, TOGETHER, on("2026-11-04", JOINT))
    do(writer, AGREES, on("2026-11-05", JOINT))
    assert "卫健" in refused(writer, GRANT, on("2026-11-16", JOINT)).message
    do(writer, attrs.evolve(AGREES, department="卫健"), on("2026-11-05", JOINT))
    do(writer, GRANT, on("2026-11-16", JOINT))


def test_what_was_promised_comes_first() -> None:
    """3.4: then it may be decided."""
    writer = promised()
    where = on("2026-11-16", DEFERRABLE)
    assert refused(writer, GRANT, where).clause == "容缺受理"
    do(writer, SUPPLY, where)
    do(writer, GRANT, where)


def test_the_superior_answers_first() -> None:
    """A4.1c: reported upward, it is decided after the reply."""
    writer = reported()
    where = on("2026-11-16", UPWARD)
    assert refused(writer, GRANT, where).clause == "A4.1c"
    do(writer, REPLY, where)
    do(writer, GRANT, where)


def test_what_silence_renewed_is_not_refused_any_more() -> None:
    """50: it may still be granted."""
    writer = renewing()
    where = on("2027-01-04", NURSE)
    late = attrs.evolve(REFUSE, decided_on=date(2027, 1, 4))
    assert "第50条" in refused(writer, late, where).clause
    do(writer, attrs.evolve(GRANT, decided_on=date(2027, 1, 4)), where)


# -- on the spot


DONE = c.Decide(outcome=Outcome.DONE, decided_on=date(2026, 11, 3), paper="结1")


def spot() -> Writer:
    """Received and judged on Tuesday 2026-11-03 at 09:00."""
    return judged()


def test_on_the_spot_needs_no_notice_of_acceptance() -> None:
    """A4.1a: decided the same day, it counts as accepted that day."""
    writer = spot()
    do(writer, DONE, on("2026-11-03", SPOT))
    case = case_of(writer)
    assert (case.state, case.accepted_on) == (CaseState.DECIDED, date(2026, 11, 3))


def test_on_the_spot_everything_is_judged_and_in_order() -> None:
    """32(四): nothing unjudged, nothing missing."""
    where = on("2026-11-03", SPOT)
    assert refused(received(), DONE, where).clause == "A3.1b"
    missing = judged(missing=("m01",))
    assert "第（四）项" in refused(missing, DONE, where).clause


def test_the_next_day_a_supervisor_says_why() -> None:
    """A4.1a: finished on the day it comes, else with a reason and a name on record."""
    writer = spot()
    late = attrs.evolve(DONE, decided_on=date(2026, 11, 4))
    assert refused(writer, late, on("2026-11-04", SPOT)).clause == "A4.1a"
    reasoned = attrs.evolve(late, late_reason="系统故障")
    assert refused(writer, reasoned, on("2026-11-04", SPOT)).clause == "A4.1a"
    do(writer, reasoned, boss("2026-11-04", SPOT))
    decision = case_of(writer).course.decision
    assert decision is not None
    assert decision.late_reason == "系统故障"


def test_where_the_law_has_a_limit_the_spot_is_not_owed() -> None:
    """市场主体登记: three working days for what cannot be done at once; no reason is asked."""
    limited = attrs.evolve(SPEC, case_class=CaseClass.ON_THE_SPOT)
    late = attrs.evolve(GRANT, decided_on=date(2026, 11, 4))
    assert do(running(limited), late, on("2026-11-04", limited)).state is CaseState.DECIDED


# -- delivery


def test_a_decision_is_delivered_and_ends_the_case() -> None:
    """44: way, quality and paper are kept."""
    writer = decided()
    do(writer, SERVE, on("2026-11-17"))
    case = case_of(writer)
    assert case.state is CaseState.SERVED
    assert case.ended_at == on("2026-11-17").now
    service = case.course.service
    assert service is not None
    assert (service.way, service.received_by) == (ServiceWay.COUNTER, "本人")


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"received_by": ""}, {"received_by"}),
        ({"way": ServiceWay.POST}, {"tracking"}),
        ({"way": ServiceWay.LEFT}, {"remark"}),
        ({"way": ServiceWay.RECEIVED_FOR}, {"remark"}),
    ],
)
def test_each_way_of_delivery_has_its_proof(changes: dict[str, object], wrong: set[str]) -> None:
    """44: a posted letter its number, a letter left its witness."""
    assert faults(decided(), attrs.evolve(SERVE, **changes), on("2026-11-17")) == wrong


@pytest.mark.parametrize("command", [SERVE, c.TellCollection(way="电话")])
def test_nothing_is_delivered_before_the_decision(command: c.Serve | c.TellCollection) -> None:
    """44: and nothing after the case has ended."""
    assert "第44条" in refused(running(), command, on("2026-11-17")).clause
    writer = decided()
    do(writer, SERVE, on("2026-11-17"))
    assert "第44条" in refused(writer, command, on("2026-11-17")).clause


def test_the_first_call_to_collect_counts() -> None:
    """劳务派遣: five working days; called twice, the first call is the one in time."""
    writer = decided()
    assert faults(writer, c.TellCollection(way=""), on("2026-11-17")) == {"way"}
    do(writer, c.TellCollection(way="电话"), on("2026-11-17"))
    do(writer, c.TellCollection(way="领取通知单", paper="领1"), on("2026-11-18"))
    case = case_of(writer)
    assert case.course.collection_told_at == on("2026-11-17").now
    assert "领1" in case.papers


# -- facts that arrive late


def test_a_second_decision_is_kept_without_effect() -> None:
    """Two windows decide the same case: the first stands, and so with its delivery."""
    writer = decided()
    body = b.Decided(
        outcome=Outcome.REFUSED,
        decided_on=date(2026, 11, 16),
        reason="核查不合格",
        basis="食品安全法 第35条",
        documents=(),
        paper="结2",
    )
    second = writer.write(body, on("2026-11-16 11:00").now)
    served = b.Served(
        way=ServiceWay.ELECTRONIC, received_by="本人", tracking="", remark="", paper=""
    )
    writer.write(served, on("2026-11-17").now)
    again = writer.write(served, on("2026-11-18").now)
    case = case_of(writer)
    assert case.course.decision is not None
    assert case.course.decision.outcome is Outcome.GRANTED
    assert {second.id, again.id} <= set(case.not_effective)


def test_an_open_case_takes_a_judgement_before_it_is_done() -> None:
    """A4.1a: what another window decided on the spot is decided here too, once it arrives."""
    writer = received()
    writer.write(
        b.Decided(
            outcome=Outcome.DONE,
            decided_on=date(2026, 11, 3),
            reason="",
            basis="",
            documents=(),
            paper="结1",
        ),
        on("2026-11-03").now,
    )
    assert case_of(writer).state is CaseState.DECIDED
    refusal = refused(writer, commands.Accept(paper="受1"), on("2026-11-03"))
    assert "第32条" in refusal.clause
