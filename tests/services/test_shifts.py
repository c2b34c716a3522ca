"""Opening and closing in the records: what is left, who goes on (A1.1, A1.6.3)."""

from pathlib import Path

import pytest

from counter_app.domain.bodies.shift import Left
from counter_app.domain.cases.course_commands import Withdraw
from counter_app.domain.conduct.shift import CLOSING_ITEMS
from counter_app.domain.errors import InputFault
from counter_app.models.base import database
from counter_app.services import course, errands, intake, papers, reception, shifts, today
from counter_app.services.desk import Desk
from counter_app.services.duties import Duty
from counter_app.services.profiles import Opened
from counter_app.services.reception import Reception
from counter_app.services.window_duties import window_duties
from tests.hall import Clock
from tests.printing.reading import pages_of
from tests.services.windows import FOOD, carry, join, judge_all, receive, switch

SPOT = "JC-SP-006"


def text_of(desk: Desk, paper: str) -> str:
    """What stands on a paper, without spaces."""
    return "".join("".join(pages_of(papers.pdf_of(desk, paper))).split())


def test_signing_in_twice_is_one_shift(desk: Desk, clock: Clock) -> None:
    """The program is started again at nine: still the shift of this morning."""
    clock.at("2026-11-23 08:41")
    first = shifts.arrive(desk).value
    clock.at("2026-11-23 09:10")
    assert shifts.arrive(desk).value == first
    assert first.late_minutes == 11
    assert shifts.current(desk) == first
    clock.at("2026-11-23 14:00")
    assert shifts.current(desk) is None


def test_ticks_survive_the_night_of_the_program(desk: Desk) -> None:
    """A1.1.2: ticked, closed by a kill, started again: the tick is there."""
    shift = shifts.arrive(desk).value
    shifts.tick(desk, shift.id, "tidy")
    assert shifts.arrive(desk).value.ticked == ("tidy",)


def test_the_opening_sheet_says_what_was_ticked(desk: Desk, clock: Clock) -> None:
    """On a make-up Saturday the sheet names the kind of day."""
    clock.at("2026-10-10 08:41")
    shift = shifts.arrive(desk).value
    shifts.tick(desk, shift.id, "tidy")
    text = text_of(desk, shifts.issue_opening(desk, shift.id).value.id)
    assert "调休" in text and "11" in text and "工作台面整洁" in text
    clock.at("2026-10-01 09:00")
    holiday = shifts.arrive(desk).value
    assert "—" in text_of(desk, shifts.issue_opening(desk, holiday.id).value.id)


def test_an_on_the_spot_case_open_at_closing(desk: Desk, clock: Clock) -> None:
    """S24: opened 16:40, open at 17:30: the review names it, a reason is asked, it stays listed."""
    clock.at("2026-11-23 16:40")
    shift = shifts.arrive(desk).value
    case = receive(desk, matter=SPOT)
    clock.at("2026-11-23 17:30")
    found = shifts.review(desk)
    assert found[0].kind is Left.ON_THE_SPOT
    assert found[0].number == intake.case_of(desk, case).number
    with pytest.raises(InputFault) as fault:
        shifts.close(desk, shift.id)
    assert list(fault.value.faults) == ["reason"]
    paper = shifts.close(desk, shift.id, reason="申请人回家取证", ticked=("power", "power")).value
    text = text_of(desk, paper.id)
    assert "申请人回家取证" in text and found[0].number in text
    assert shifts.current(desk) is not None
    clock.at("2026-11-24 08:35")
    assert case in [one.subject for one in today.tasks(desk)]


def test_a_clean_window_closes_without_a_word(desk: Desk, clock: Clock) -> None:
    """Nothing is left; every line of the checklist stands on the sheet."""
    shift = shifts.arrive(desk).value
    database.execute_sql("DELETE FROM outbox")
    assert shifts.review(desk) == []
    paper = shifts.close(desk, shift.id, ticked=tuple(CLOSING_ITEMS)).value
    assert "椅子推进办公桌" in text_of(desk, paper.id)
    assert shifts.reopen(desk, shift.id).value.closed_at is None


def test_what_is_handed_over_waits_for_the_colleague(
    tmp_path: Path, first: Opened, clock: Clock
) -> None:
    """AB岗: W03 signs off to S05, who finds it at W05 and takes it over."""
    desk = first.desk
    shift = shifts.arrive(desk).value
    paper = reception.issue_one_time_notice(desk, Reception(matter=FOOD)).value.paper
    assert paper is not None
    kinds = [one.kind for one in shifts.review(desk)]
    assert Left.UNPRINTED in kinds and Left.UNSHARED in kinds
    shifts.close(desk, shift.id, taker="S05")
    other = join(tmp_path, first, clock)
    carry(first, other)
    desk = switch(other)
    (task,) = [one for one in window_duties(desk) if one.duty is Duty.TAKE_OVER]
    assert task.subject == shift.id and "未打印" in task.detail
    shifts.take_over(desk, shift.id)
    assert not [one for one in window_duties(desk) if one.duty is Duty.TAKE_OVER]


def test_papers_of_a_case_that_came_to_nothing_are_handed_back(desk: Desk) -> None:
    """A1.5.3e: withdrawn, and what was handed in is still here: the review says so."""
    case = receive(desk)
    judge_all(desk, case)
    course.take(desk, case, Withdraw(reason="不办了", paper=""))
    assert Left.ORIGINALS in [one.kind for one in shifts.review(desk)]


def test_colleagues_are_named_with_their_windows(desk: Desk) -> None:
    """Everybody but the clerk signed in; supervisors only where one is asked for."""
    people = dict(errands.colleagues(desk))
    assert "S03" not in people and "5号" in people["S05"]
    assert set(dict(errands.colleagues(desk, "supervisor"))) < set(people)


def test_opening_and_closing_stand_on_the_list_in_their_time(desk: Desk, clock: Clock) -> None:
    """A1.1, A1.6.3: the checklist until it is ticked, the sign-off once the hall closes."""
    assert own(desk) == []
    shift = shifts.arrive(desk).value
    assert own(desk) == [(Duty.OPENING, "已勾选 0/6 项")]
    for item in shift.items():
        shifts.tick(desk, shift.id, item)
    assert own(desk) == []
    clock.at("2026-11-23 17:31")
    afternoon = shifts.arrive(desk).value
    assert [duty for duty, _detail in own(desk)] == [Duty.OPENING, Duty.CLOSING]
    shifts.close(desk, afternoon.id)
    assert own(desk) == []


def own(desk: Desk) -> list[tuple[Duty, str]]:
    """What the list says of this clerk's own half day."""
    wanted = (Duty.OPENING, Duty.CLOSING)
    return [(one.duty, one.detail) for one in window_duties(desk) if one.duty in wanted]
