"""What this window owes today, the most pressing first."""

from datetime import date
from pathlib import Path

from counter_app.domain.bodies.visit import AnswerWay
from counter_app.domain.deadlines import Light
from counter_app.models.base import database
from counter_app.services import intake, print_desk, reception, wordings
from counter_app.services.desk import Desk
from counter_app.services.duties import Duty, Task
from counter_app.services.profiles import Opened
from counter_app.services.reception import Reception
from counter_app.services.today import tasks
from tests.hall import Clock
from tests.services.windows import FOOD, carry, join, judge_all, receive, switch
from tests.services.wording_desk import SLIP, administrator, reworded, signed_in, supervisor


def owed(desk: Desk, duty: Duty) -> list[Task]:
    """The tasks of one kind."""
    return [task for task in tasks(desk) if task.duty is duty]


def test_an_empty_morning_owes_nothing(desk: Desk) -> None:
    """No work, no list."""
    assert tasks(desk) == []


def test_what_must_be_told_appears_the_day_before(desk: Desk, clock: Clock) -> None:
    """32(四): received Monday, owed from Friday; red once the day is past."""
    case = receive(desk)
    assert owed(desk, Duty.TELL) == []
    clock.at("2026-11-27 09:00")
    (task,) = owed(desk, Duty.TELL)
    assert (task.subject, task.by, task.light) == (case, "2026-11-30", Light.YELLOW)
    assert "孙*" in task.title
    clock.at("2026-12-01 09:00")
    assert owed(desk, Duty.TELL)[0].light is Light.RED


def test_a_notice_nobody_got_still_has_to_be_told(desk: Desk, clock: Clock) -> None:
    """S55: asked but never printed stays on the list; told, it leaves it."""
    case = receive(desk)
    judge_all(desk, case, missing=("m01",))
    paper = intake.ask_correction(desk, case).value.paper
    assert paper is not None
    clock.at("2026-11-30 09:00")
    assert [task.subject for task in owed(desk, Duty.TELL)] == [case]
    (waiting,) = owed(desk, Duty.UNPRINTED)
    assert (waiting.subject, waiting.detail) == (case, paper.number)
    print_desk.confirm(desk, paper.id, came_out=True)
    assert owed(desk, Duty.TELL) == owed(desk, Duty.UNPRINTED) == []


def test_accepted_cases_appear_when_their_day_is_near(desk: Desk, clock: Clock) -> None:
    """S34: yellow the day before, today, red after."""
    case = receive(desk)
    judge_all(desk, case)
    paper = intake.accept(desk, case).value.paper
    assert paper is not None
    print_desk.confirm(desk, paper.id, came_out=True)
    assert tasks(desk) == []
    for moment, light in (
        ("2026-12-18 09:00", Light.YELLOW),
        ("2026-12-21 09:00", Light.TODAY),
        ("2026-12-22 09:00", Light.RED),
    ):
        clock.at(moment)
        (task,) = tasks(desk)
        assert (task.duty, task.subject, task.light) == (Duty.DUE, case, light)


def test_promised_replies_turn_red(desk: Desk, clock: Clock) -> None:
    """A2.5: blue before, today on the day, red when the promise is broken."""
    reception.answer(
        desk, Reception(matter=FOOD), AnswerWay.TO_VERIFY, "与股室核实", date(2026, 11, 25)
    )
    reception.answer(
        desk, Reception(question="开门"), AnswerWay.TO_VERIFY, "与股室核实", date(2026, 11, 26)
    )
    lights = []
    for moment in ("2026-11-24 09:00", "2026-11-25 09:00", "2026-11-26 09:00"):
        clock.at(moment)
        lights.append([task.light for task in owed(desk, Duty.PROMISE)])
    assert lights == [
        [Light.BLUE, Light.BLUE],
        [Light.TODAY, Light.BLUE],
        [Light.RED, Light.TODAY],
    ]
    assert all(task.title for task in owed(desk, Duty.PROMISE))


def test_guided_citizens_stand_on_both_lists_until_they_arrive(
    tmp_path: Path, first: Opened, clock: Clock
) -> None:
    """A2.4: whom we sent, and who is coming to us; unknown windows are named by their id."""
    served = reception.guide(first.desk, Reception(matter="JC-NY-034"), "W05").value
    (sent,) = owed(first.desk, Duty.GUIDED)
    assert "5号窗口" in sent.detail and sent.by == "09:41"
    other = join(tmp_path, first, clock, "W05")
    carry(first, other)
    (arriving,) = owed(other.desk, Duty.ARRIVING)
    assert arriving.subject == served.visit and "3号窗口" in arriving.detail
    switch(first)
    database.execute_sql("UPDATE visit SET guided_to = 'W77'")
    (sent,) = owed(first.desk, Duty.GUIDED)
    assert sent.detail.startswith("W77")
    switch(other)
    reception.confirm_guide(other.desk, served.visit)
    carry(other, first)
    assert owed(first.desk, Duty.GUIDED) == []


def test_clashes_come_first(tmp_path: Path, first: Opened, clock: Clock) -> None:
    """A person has to settle them before anything else."""
    case = receive(first.desk)
    judge_all(first.desk, case)
    other = join(tmp_path, first, clock)
    carry(first, other)
    intake.accept(other.desk, case)
    clock.at("2026-11-23 10:00")
    switch(first)
    intake.advise_no_permit(first.desk, case, "备案即可", "3号窗口")
    carry(other, first)
    found = tasks(first.desk)
    assert (found[0].duty, found[0].subject) == (Duty.CLASH, case)
    assert found[0].detail


def test_a_wording_waits_for_the_second_person(first: Opened) -> None:
    """The supervisor sees it; neither the one who proposed it nor a clerk does."""
    desk = administrator(first)
    base = wordings.standing(SLIP).last
    wordings.propose(desk, SLIP, reworded(), base, "按新规定改")
    assert owed(desk, Duty.WORDING) == []
    (task,) = owed(supervisor(first), Duty.WORDING)
    assert (task.subject, task.title, task.detail) == (SLIP, "引导单", "按新规定改")
    assert owed(signed_in(first, "S03", "clerk"), Duty.WORDING) == []
