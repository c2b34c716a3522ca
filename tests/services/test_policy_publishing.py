"""The hall sets what law leaves to it; every field that is wrong is named at once (3.2, 3.5)."""

import attrs
import pytest

from counter_app.domain.bodies.visit import AnswerWay
from counter_app.domain.deadlines import Limit, Unit
from counter_app.domain.errors import InputFault, Refusal
from counter_app.services import intake, papers, reception
from counter_app.services.desk import Desk
from counter_app.services.policy_publishing import PolicyInput, publish_policy, typed
from counter_app.services.reception import Reception
from tests.hall import Clock
from tests.printing.reading import pages_of
from tests.services.windows import judge_all, receive

GIVEN = PolicyInput(
    warn_working_days="3",
    extension_times="2",
    note_months="6",
    away_amber_minutes="20",
    away_limit_minutes="25",
    guide_minutes="40",
    rectify_working_days="5",
    forbidden="不归我管=>我帮您问清楚",
    correction_amount="20",
    note="中心会议决定",
)


@pytest.fixture
def administrator(desk: Desk) -> Desk:
    """The desk of somebody who may set the rules."""
    roles = frozenset({"clerk", "administrator"})
    desk.station = attrs.evolve(desk.station, roles=roles)
    return desk


def test_what_is_published_holds_and_stands_in_the_form(administrator: Desk) -> None:
    """Every setting is read back as it was typed."""
    publish_policy(administrator, GIVEN)
    policy = administrator.reference.policy()
    assert policy.correction_limit == Limit(20, Unit.WORKING_DAY)
    shown = typed(policy)
    assert attrs.evolve(shown, note=GIVEN.note) == GIVEN


def test_nothing_decided_is_nothing_decided(administrator: Desk) -> None:
    """An empty limit of corrections stays 未核定."""
    publish_policy(administrator, attrs.evolve(GIVEN, correction_amount=""))
    assert administrator.reference.policy().correction_limit is None
    assert typed(administrator.reference.policy()).correction_amount == ""


def test_a_rule_of_tomorrow_holds_tomorrow(administrator: Desk, clock: Clock) -> None:
    """It takes effect by itself."""
    publish_policy(administrator, attrs.evolve(GIVEN, effective_from="2026-11-24"))
    assert administrator.reference.policy().warn_working_days == 1
    clock.at("2026-11-24 08:00")
    administrator.reference.forget()
    assert administrator.reference.policy().warn_working_days == 3


def test_every_slip_is_named_at_once(administrator: Desk) -> None:
    """Too many days, words for numbers, no month, a unit that is none, a day past, no note."""
    wrong = PolicyInput(
        warn_working_days="99",
        extension_times="两次",
        note_months="0",
        away_amber_minutes="20",
        away_limit_minutes="0",
        guide_minutes="",
        rectify_working_days="61",
        correction_amount="20",
        correction_unit="moon",
        effective_from="2026-11-22",
    )
    with pytest.raises(InputFault) as fault:
        publish_policy(administrator, wrong)
    assert set(fault.value.faults) == {
        "warn_working_days",
        "extension_times",
        "note_months",
        "away_limit_minutes",
        "guide_minutes",
        "rectify_working_days",
        "correction_unit",
        "effective_from",
        "note",
    }


def test_a_day_that_is_none_is_named(administrator: Desk) -> None:
    """明天 is no day here."""
    with pytest.raises(InputFault) as fault:
        publish_policy(administrator, attrs.evolve(GIVEN, effective_from="明天"))
    assert set(fault.value.faults) == {"effective_from"}


def test_a_hall_forbids_sentences_of_its_own(administrator: Desk) -> None:
    """A1.5.7: 不归我管 is refused in what the public reads, with what to say instead."""
    given = attrs.evolve(GIVEN, forbidden="\n不归我管 => 我帮您问清楚\n\n")
    publish_policy(administrator, given)
    entry = Reception(question="在哪里办")
    with pytest.raises(Refusal) as refused:
        reception.answer(administrator, entry, AnswerWay.OWN_WORDS, "这个不归，我管")
    assert "我帮您问清楚" in refused.value.help


def test_only_an_administrator_sets_the_rules(desk: Desk) -> None:
    """A4.1b: a clerk is refused, nothing changes."""
    with pytest.raises(Refusal):
        publish_policy(desk, GIVEN)
    assert desk.reference.policy().warn_working_days == 1


def test_the_limit_of_corrections_stands_on_the_notice(administrator: Desk) -> None:
    """3.2: twenty working days after 11-23 end on 12-21; what follows then stands beside it."""
    publish_policy(administrator, GIVEN)
    case = receive(administrator)
    judge_all(administrator, case, missing=["m01"])
    paper = intake.ask_correction(administrator, case).value.paper
    assert paper is not None
    text = "".join("".join(pages_of(papers.pdf_of(administrator, paper.id))).split())
    assert "2026年12月21日前" in text
    assert "逾期未补正" in text
