"""The lists of lights and the responsibility register, out of real records (3.5, A3.5)."""

from datetime import date

import attrs
import pytest

from counter_app.domain.bodies.course import Piece
from counter_app.domain.cases import course_commands as c
from counter_app.domain.cases.warnings import Breach
from counter_app.domain.errors import InputFault, Refusal
from counter_app.models.base import database
from counter_app.services import course, lights, registers
from counter_app.services.case_reading import case_detail
from counter_app.services.desk import Desk
from counter_app.services.lights import Listing
from tests.hall import Clock
from tests.services.test_course import GRANTED, REPORTED, accepted, supervised
from tests.services.windows import receive

FIRST, LAST = date(2026, 1, 1), date(2027, 12, 31)


def standing(desk: Desk) -> dict[str, int]:
    """How much stands on every list that is not empty."""
    return {one.value: count for one, count in lights.counts(desk).items() if count}


def test_a_case_goes_from_list_to_list(desk: Desk, clock: Clock) -> None:
    """S34: due on Monday 12-21: yellow on Friday, due on Monday, red on Tuesday."""
    accepted(desk)
    seen = []
    for day in ("2026-12-17", "2026-12-18", "2026-12-21", "2026-12-22"):
        clock.at(f"{day} 09:00")
        seen.append(set(standing(desk)) - {"unexplained"})
    assert seen == [set(), {"yellow"}, {"today"}, {"red"}]


def test_an_explained_delay_is_published(desk: Desk, clock: Clock) -> None:
    """优化营商环境条例 36: late and unexplained, then explained with a reason to publish."""
    case = accepted(desk)
    clock.at("2026-12-22 09:00")
    assert "unexplained" in standing(desk)
    told = c.Explain(about="overdue", way="电话", said="因复测", public_reason="设备检修")
    course.take(desk, case, told)
    assert set(standing(desk)) == {"red", "to_publish"}
    late = attrs.evolve(GRANTED, decided_on=date(2026, 12, 22))
    course.take(desk, case, late)
    assert "to_publish" in standing(desk)


def test_the_superior_that_does_not_answer_stands_on_its_list(desk: Desk, clock: Clock) -> None:
    """A4.1c: where the guide knows the superior's time."""
    case = accepted(desk, REPORTED)
    piece = Piece(name="申请书")
    course.take(
        desk,
        case,
        c.ReferUp(superior="晋中市示例局", materials=(piece,), paper=""),
        on_paper={"way": "专人报送"},
    )
    due = case_detail(desk, case).view.follow_up
    clock.at("2027-03-01 09:00")
    assert ("follow_up" in standing(desk)) is (due is not None)


@pytest.mark.parametrize("listing", list(Listing))
def test_a_list_has_as_many_lines_as_it_counts(desk: Desk, clock: Clock, listing: Listing) -> None:
    """Every list: the number on the left equals the lines on the right."""
    accepted(desk)
    receive(desk)
    clock.at("2026-12-22 09:00")
    lines = lights.cases_on(desk, listing)
    assert len(lines) == lights.counts(desk)[listing]
    everywhere = lights.cases_on(desk, listing, everywhere=True)
    assert [one.id for one in everywhere] == [one.id for one in lines]


def test_the_register_finds_every_row_in_its_period(desk: Desk, clock: Clock) -> None:
    """A3.5: silence from 11-30, overdue from 12-22; a period and a window narrow it."""
    accepted(desk)
    receive(desk)
    clock.at("2026-12-22 09:00")
    every = registers.responsibilities(desk, FIRST, LAST)
    assert [one.record.breach for one in every] == [
        Breach.NOT_TOLD,
        Breach.OVERDUE,
        Breach.OVERDUE,
    ]
    november = registers.responsibilities(desk, date(2026, 11, 1), date(2026, 11, 30))
    assert [one.record.breach for one in november] == [Breach.NOT_TOLD]
    assert registers.responsibilities(desk, FIRST, LAST, "W09") == []


def test_an_answered_row_is_open_no_more(desk: Desk, clock: Clock) -> None:
    """A4.3: a supervisor answers; the row stays in the register."""
    case = accepted(desk)
    clock.at("2026-12-22 09:00")
    (row,) = registers.unanswered(desk)
    with pytest.raises(Refusal):
        registers.answer(desk, case, row.record.id, words="交接遗漏")
    supervised(desk)
    registers.answer(desk, case, row.record.id, words="交接遗漏", consequence="已提醒")
    assert registers.unanswered(desk) == []
    (kept,) = registers.responsibilities(desk, FIRST, LAST)
    assert kept.record.answer is not None


def test_a_row_that_is_none_is_not_answered(desk: Desk, clock: Clock) -> None:
    """A3.5: a case in time has no such row."""
    case = accepted(desk)
    supervised(desk)
    with pytest.raises(InputFault) as fault:
        registers.answer(desk, case, "overdue", words="交接遗漏")
    assert set(fault.value.faults) == {"record"}


def test_a_case_whose_guide_has_not_arrived_waits(desk: Desk, clock: Clock) -> None:
    """S59: nobody knows its limits at this window yet: no row is invented."""
    accepted(desk)
    clock.at("2026-12-22 09:00")
    desk.reference.forget()
    database.execute_sql("DELETE FROM document WHERE kind = 'matter'")
    assert registers.responsibilities(desk, FIRST, LAST) == []
