"""Too late, already decided, decided by two windows at once (行政许可法 32, heart)."""

from datetime import date
from typing import Any

import attrs
import pytest

from counter_app.domain.bodies import case as b
from counter_app.domain.bodies.case import Ground, Verdict
from counter_app.domain.cases import commands as c
from counter_app.domain.cases.rules import decide, defects
from counter_app.domain.cases.state import Case, CaseState, fold
from counter_app.domain.errors import InputFault, Refusal
from counter_app.domain.facts import UnknownBody
from tests.domain.applications import (
    HERE,
    LATER,
    SPEC,
    TOO_LATE,
    case_of,
    do,
    judged,
    refused,
)
from tests.domain.writers import MORNING, Writer, context, received, verdicts

NOT_OURS = c.NotAccept(
    ground=Ground.NOT_THIS_ORGAN, reason="不属于本机关职权", destination="税务大厅", paper="p"
)
ADVISE = c.AdviseNoPermit(advice="办理备案即可", destination="3号窗口备案", paper="p")


# Too late


@pytest.mark.parametrize("command", [c.AskCorrection(paper="p"), NOT_OURS, ADVISE])
def test_after_five_working_days_of_silence_only_acceptance_is_left(
    command: c.CaseCommand,
) -> None:
    """S11, 32(四): received 11-03, 11-11 is the sixth working day; the day is named."""
    writer = judged(("m01",))
    refusal = refused(writer, command, TOO_LATE)
    assert refusal.clause == "行政许可法 第32条第（四）项"
    assert "2026-11-03" in refusal.message
    assert "2026-11-03" in refusal.help


def test_the_acceptance_by_silence_needs_no_judging() -> None:
    """Unjudged or faulty papers do not stop what the law has already done."""
    for writer in (received(), judged(("m01",))):
        case = do(writer, c.Accept(paper="p"), TOO_LATE)
        assert (case.accepted_on, case.deemed) == (date(2026, 11, 3), True)


ANY: list[c.CaseCommand] = [
    c.Judge(material="m01", verdict=Verdict.IN_ORDER),
    c.CorrectOnTheSpot(material="m01", fault="未签名", corrected_by="申请人"),
    c.AskCorrection(paper="p"),
    c.Supply(materials=("m01",)),
    c.Accept(paper="p"),
    NOT_OURS,
    ADVISE,
]


@pytest.mark.parametrize("command", ANY)
@pytest.mark.parametrize("end", [c.Accept(paper="e"), attrs.evolve(NOT_OURS, paper="e"), ADVISE])
def test_what_is_decided_is_decided(command: c.CaseCommand, end: c.CaseCommand) -> None:
    """After acceptance or an end nothing more is judged or decided; a receipt may still be made."""
    writer = judged()
    do(writer, end)
    assert refused(writer, command).clause == "行政许可法 第32条"
    assert do(writer, c.IssueReceipt(paper="r")).papers[-1] == "r"


@pytest.mark.parametrize("command", [*ANY, c.IssueReceipt(paper="p")])
def test_a_case_whose_receipt_has_not_arrived_waits(command: c.CaseCommand) -> None:
    """Gaps are no ground to decide on."""
    with pytest.raises(Refusal) as refusal:
        decide(command, Case(id="w05-000001:1:00000000"), HERE)
    assert refusal.value.clause == "A3.1b"


def test_deciding_needs_the_guide() -> None:
    """No guide, no list, no decision."""
    with pytest.raises(InputFault, match="matter"):
        do(received(), c.Accept(paper="p"), context())


def test_a_command_without_a_rule_is_our_own_bug() -> None:
    """An unknown command is not silently allowed."""
    with pytest.raises(TypeError, match="str"):
        decide("accept", case_of(received()), HERE)


# Two windows at once


MOVES: list[Any] = [
    b.Accepted(accepted_on=date(2026, 11, 3), deemed=False, paper="pa"),
    b.NotAccepted(ground=Ground.NOT_THIS_ORGAN, reason="r", destination="d", paper="pn"),
    b.NotAPermit(advice="a", destination="d", paper="pv"),
    b.CorrectionAsked(ordinal=1, items=(), paper="pc"),
]


@pytest.mark.parametrize("first", MOVES[:3])
@pytest.mark.parametrize("second", MOVES)
def test_of_two_decisions_the_earlier_holds_and_the_other_is_a_clash(
    first: Any, second: Any
) -> None:
    """A move whose from-state no longer holds stays on record, not effective; its paper too."""
    here = judged()
    there = Writer("w05-00000b", "S05")
    there.hear(here.seen)
    subject = here.seen[0].subject
    here.write(first, MORNING)
    late = there.write(second, LATER.now, subject)
    here.hear(there.seen)
    case = case_of(here)
    assert case.state is fold(subject, here.seen[:-1]).state
    assert case.not_effective == (late.id,)
    assert case.papers == (first.paper, second.paper)


def test_advice_after_a_correction_notice_of_another_window_is_a_clash() -> None:
    """Advice leaves from `received` alone; a correction asked meanwhile stands."""
    here = judged(("m01",))
    here.write(MOVES[3])
    late = here.write(MOVES[2])
    case = case_of(here)
    assert (case.state, case.not_effective) == (CaseState.IN_CORRECTION, (late.id,))


def test_a_second_receipt_of_one_case_changes_nothing() -> None:
    """The first receipt fixes day, matter and first contact."""
    here = received()
    before = case_of(here)
    again = attrs.evolve(here.seen[0].body, first_contact="S05", matter="JC-SP-006")
    late = here.write(again, LATER.now)
    case = case_of(here)
    assert case == attrs.evolve(before, not_effective=(late.id,))


def test_a_newer_programs_fact_asks_for_an_update() -> None:
    """The case is shown as far as it is understood."""
    here = received()
    here.write(UnknownBody("case.extended", 1, {}), subject=here.seen[0].subject)
    assert case_of(here).needs_update
    do(here, verdicts(SPEC)[0])
    assert case_of(here).needs_update
    assert not defects(case_of(here), SPEC)
