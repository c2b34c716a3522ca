"""Materials the hall holds already: taken over instead of asked for again (若干规定 7)."""

from datetime import date

import attrs
import pytest

from counter_app.domain.bodies.case import Verdict
from counter_app.domain.cases import course_commands as c
from counter_app.domain.cases.commands import Judge
from counter_app.domain.matters import MatterSpec
from counter_app.models.base import database
from counter_app.services import course, held, intake
from counter_app.services.case_reading import case_detail
from counter_app.services.desk import Desk
from counter_app.services.held import Held
from counter_app.services.parties import PartyInput
from tests.hall import Clock
from tests.services.windows import FOOD, judge_all, receive, revised

OTHER = PartyInput(name="周示例", number="141122200506150009", phone="13500005678")


@pytest.fixture
def shared(desk: Desk) -> MatterSpec:
    """The guide of food permits shares its first material."""
    spec = desk.reference.matter_in_force(FOOD, desk.clock().date())
    first, *rest = spec.materials
    return revised(desk, materials=(attrs.evolve(first, shareable=True), *rest))


def accepted(desk: Desk) -> str:
    """A case of the citizen, everything in order and accepted."""
    case = receive(desk)
    judge_all(desk, case)
    intake.accept(desk, case)
    return case


def offered(desk: Desk, case: str) -> dict[str, Held | None]:
    """What the checklist says is held, by material."""
    return {line.material.id: line.held for line in case_detail(desk, case).materials}


def test_what_was_in_order_before_is_offered(desk: Desk, shared: MatterSpec) -> None:
    """The earlier case and its day stand in the line; what is not shared is not offered."""
    earlier = accepted(desk)
    found = offered(desk, receive(desk))
    first = found["m01"]
    assert first is not None
    assert (first.case, first.judged_on) == (earlier, date(2026, 11, 23))
    assert found["m02"] is None


def test_taken_over_it_is_in_order_with_its_source(desk: Desk, shared: MatterSpec) -> None:
    """One key instead of a journey: judged in order, the earlier number beside it."""
    accepted(desk)
    case = receive(desk)
    first = offered(desk, case)["m01"]
    assert first is not None
    intake.judge(desk, case, [first.command()])
    state = intake.case_of(desk, case)
    assert state.verdict("m01") is Verdict.IN_ORDER
    assert state.materials["m01"].taken_from == first.number


def test_the_papers_of_another_person_are_not_offered(desk: Desk, shared: MatterSpec) -> None:
    """A5.5.1: what somebody else handed in serves nobody but him."""
    accepted(desk)
    assert offered(desk, receive(desk, OTHER))["m01"] is None


def test_what_went_back_is_not_held(desk: Desk, shared: MatterSpec) -> None:
    """Withdrawn: the papers are in the applicant's hands again."""
    earlier = accepted(desk)
    course.take(desk, earlier, c.Withdraw(reason="不办了", paper=""))
    assert offered(desk, receive(desk))["m01"] is None


@pytest.mark.parametrize("verdict", [Verdict.MISSING, Verdict.UNJUDGED])
def test_what_was_not_in_order_is_not_held(
    desk: Desk, shared: MatterSpec, verdict: Verdict
) -> None:
    """Missing in the earlier case, or never looked at."""
    earlier = receive(desk)
    if verdict is not Verdict.UNJUDGED:
        intake.judge(desk, earlier, [Judge(material="m01", verdict=verdict)])
    assert offered(desk, receive(desk))["m01"] is None


def test_a_guide_that_shares_nothing_looks_nowhere(desk: Desk) -> None:
    """No material is marked: nothing is held."""
    accepted(desk)
    assert set(offered(desk, receive(desk)).values()) == {None}


def test_an_earlier_case_whose_guide_is_not_here_holds_nothing(
    desk: Desk, shared: MatterSpec
) -> None:
    """Its version has not arrived: nobody knows what was called how."""
    earlier = accepted(desk)
    case = receive(desk)
    state = intake.case_of(desk, case)
    database.execute_sql("UPDATE cases SET matter = 'JC-SP-005' WHERE id = ?", (earlier,))
    spec = attrs.evolve(shared, materials=(attrs.evolve(shared.materials[0], name="他名"),))
    assert held.held_materials(desk, state, spec) == {}


def test_what_was_asked_again_is_counted(desk: Desk, shared: MatterSpec, clock: Clock) -> None:
    """若干规定 7: a notice asked for what the hall held: case, reason, who, and where it lay."""
    earlier = accepted(desk)
    clock.at("2026-11-24 09:00")
    case = receive(desk)
    judge_all(desk, case, missing=["m01", "m02"])
    intake.ask_correction(desk, case)
    (again,) = held.asked_again(desk, date(2026, 11, 1))
    assert (again.case, again.material, again.clerk) == (case, "m01", desk.station.clerk)
    assert again.held_in == intake.case_of(desk, earlier).number
    assert held.asked_again(desk, date(2026, 11, 25)) == []


def test_asked_before_it_was_held_is_no_repeat(
    desk: Desk, shared: MatterSpec, clock: Clock
) -> None:
    """The other case came in later: at the time nobody held it."""
    case = receive(desk)
    judge_all(desk, case, missing=["m01"])
    intake.ask_correction(desk, case)
    clock.at("2026-11-24 09:00")
    accepted(desk)
    assert held.asked_again(desk, date(2026, 11, 1)) == []
