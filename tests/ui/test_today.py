"""Today: what is owed stands there, and Enter does it."""

from collections.abc import Callable
from pathlib import Path

import attrs
import pytest
from pytestqt.qtbot import QtBot

from counter_app.services import reception, shifts
from counter_app.services.duties import Duty
from counter_app.services.paper_reading import unprinted
from counter_app.services.profiles import Opened
from counter_app.services.reception import Reception
from counter_app.ui.kit.notice import Notice
from counter_app.ui.screens.today import TodayScreen
from counter_app.ui.shell import Shell
from tests.hall import Clock, open_demo, open_hall
from tests.ui.desk import make_context, make_shell, papers_in
from tests.ui.robots import Robot

FOOD, COMPANY = "JC-SP-005", "JC-SJ-001"


@pytest.fixture
def opened(tmp_path: Path) -> Opened:
    """The filled demo hall with papers to print and citizens on their way."""
    opened = open_demo(tmp_path, Clock())
    desk = opened.desk
    reception.issue_one_time_notice(desk, Reception(matter=FOOD))
    reception.guide(desk, Reception(matter=COMPANY), "W01")
    here = desk.station
    desk.station = attrs.evolve(here, counter="W01")
    reception.guide(desk, Reception(matter=FOOD), "W03")
    desk.station = here
    return opened


Show = Callable[[Opened], tuple[TodayScreen, Robot]]


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    """The screen in a shell, with the robot in it."""

    def make(opened: Opened) -> tuple[TodayScreen, Robot]:
        shell, robot = make_shell(qtbot, make_context(opened), "today")
        screen = shell.shown_screen()
        assert isinstance(screen, TodayScreen)
        return screen, robot

    return make


def go_to(screen: TodayScreen, duty: Duty) -> None:
    """To the first line of a duty."""
    rows = screen.table.model_rows.rows()
    screen.table.select(next(place for place, row in enumerate(rows) if row.task.duty is duty))


def duties(screen: TodayScreen) -> list[Duty]:
    """The duties on the list, in order."""
    return [row.task.duty for row in screen.table.model_rows.rows()]


def test_what_is_owed_stands_grouped_and_counted(opened: Opened, show: Show) -> None:
    """Scenario: the morning begins; the list is grouped, the tallies say how much there is."""
    screen, _robot = show(opened)
    found = duties(screen)
    assert found == sorted(found, key=list(Duty).index)
    assert {Duty.TELL, Duty.UNPRINTED, Duty.PROMISE, Duty.ARRIVING, Duty.GUIDED} <= set(found)
    assert screen.tallies["unprinted"].number.text() == "2"
    assert screen.tallies["guides"].number.text() == "2"
    assert screen.tallies["clash"].number.text() == "0"


def test_lights_are_words_too(opened: Opened, show: Show) -> None:
    """Scenario: somebody does not see colours: every line with a colour has a shape and a word."""
    screen, _robot = show(opened)
    model = screen.table.model_rows
    for line in range(model.rowCount()):
        words = model.data(model.index(line, 3))
        assert words[0] in "■▲●○" and len(words) > 2


def test_enter_prints_what_was_not_printed(opened: Opened, show: Show, tmp_path: Path) -> None:
    """Scenario: the notice waits; one Enter prints it and the line goes."""
    screen, robot = show(opened)
    before = len(papers_in(tmp_path))
    go_to(screen, Duty.UNPRINTED)
    robot.press("Enter")
    assert len(papers_in(tmp_path)) == before + 1
    assert duties(screen).count(Duty.UNPRINTED) == 1


def test_sheets_without_a_number_are_told_apart(tmp_path: Path, show: Show) -> None:
    """Two opening sheets wait, neither has a number: the one under the cursor is printed, and the
    other one is asked about and settled."""
    opened = open_hall(tmp_path / "own", Clock())
    desk = opened.desk
    shift = shifts.arrive(desk).value
    first, second = (shifts.issue_opening(desk, shift.id).value.id for _each in range(2))
    screen, robot = show(opened)
    rows = [row.task for row in screen.table.model_rows.rows()]
    screen.table.select(next(n for n, task in enumerate(rows) if task.paper == second))
    robot.press("Enter")
    assert [one.id for one in unprinted(desk)] == [first]
    go_to(screen, Duty.UNPRINTED)
    robot.press("F4")
    assert "上岗" in screen.notice.text.text()
    robot.press("Enter")
    assert unprinted(desk) == []


def test_a_failed_print_says_why_and_stays(opened: Opened, show: Show, tmp_path: Path) -> None:
    """Scenario: the printer is away; the line stays, the banner says what to do."""
    screen, robot = show(opened)
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    address = (tmp_path / "file").as_uri()
    opened.pc.printers.update({"papers": address, "labels": address})
    go_to(screen, Duty.UNPRINTED)
    robot.press("Enter")
    shell = screen.window()
    assert isinstance(shell, Shell) and shell.banner.isVisible()
    assert duties(screen).count(Duty.UNPRINTED) == 2
    opened.pc.printers.update({"papers": (tmp_path / "again").as_uri()})
    opened.pc.printers.pop("labels")
    screen.table.setFocus()
    robot.press("Enter")
    assert duties(screen).count(Duty.UNPRINTED) == 1


def test_without_a_printer_the_banner_says_so(opened: Opened, show: Show) -> None:
    """Scenario: no printer is set up; the paper keeps its number and waits."""
    screen, robot = show(opened)
    opened.pc.printers.clear()
    go_to(screen, Duty.UNPRINTED)
    robot.press("Enter")
    shell = screen.window()
    assert isinstance(shell, Shell) and shell.banner.isVisible()
    assert duties(screen).count(Duty.UNPRINTED) == 2


def test_a_paper_handed_over_otherwise_is_settled(opened: Opened, show: Show) -> None:
    """Scenario: the clerk copied the notice by hand: F4, and yes; a slip of the finger is no."""
    screen, robot = show(opened)
    go_to(screen, Duty.UNPRINTED)
    robot.press("F4", "F3")
    assert len(unprinted(opened.desk)) == 2
    robot.press("F4", "Enter")
    assert len(unprinted(opened.desk)) == 1
    assert duties(screen).count(Duty.UNPRINTED) == 1


def test_one_key_confirms_an_arrival(opened: Opened, show: Show) -> None:
    """Scenario: the citizen window 1 sent stands here (A2.4)."""
    screen, robot = show(opened)
    go_to(screen, Duty.ARRIVING)
    robot.press("Enter")
    assert Duty.ARRIVING not in duties(screen)


@pytest.mark.parametrize(
    ("duty", "target"),
    [
        (Duty.TELL, "cases"),
        (Duty.PROMISE, "reception"),
        (Duty.GUIDED, "reception"),
    ],
)
def test_enter_opens_what_it_is_about(opened: Opened, show: Show, duty: Duty, target: str) -> None:
    """Scenario: a case to tell opens the case, a promise and a guide open the visit."""
    screen, robot = show(opened)
    asked: list[tuple[str, object]] = []
    screen.screen_requested.disconnect()
    screen.screen_requested.connect(lambda id, argument: asked.append((id, argument)))
    go_to(screen, duty)
    subject = screen.table.current().task.subject
    robot.press("Enter")
    assert asked == [(target, subject)]


def test_the_paper_of_a_visit_opens_the_visit(opened: Opened, show: Show) -> None:
    """Scenario: F3 on a notice not printed shows whose it is; an arrival can be received."""
    screen, robot = show(opened)
    asked: list[str] = []
    screen.screen_requested.disconnect()
    screen.screen_requested.connect(lambda id, _argument: asked.append(id))
    for duty in (Duty.UNPRINTED, Duty.ARRIVING):
        go_to(screen, duty)
        robot.press("F3")
    assert asked == ["reception", "reception"]


def test_a_clash_of_something_else_than_a_case_is_explained(opened: Opened, show: Show) -> None:
    """Scenario: two windows wrote different particulars of one person."""
    screen, robot = show(opened)
    opened.desk.database.execute_sql(
        "UPDATE subject SET clash = '两处不一' WHERE id = (SELECT id FROM party LIMIT 1)"
    )
    screen.refresh()
    go_to(screen, Duty.CLASH)
    robot.press("Enter")
    assert screen.notice.isVisible()
    assert screen.notice.text.text() == "两处不一"


def test_the_clash_of_a_case_opens_the_case(opened: Opened, show: Show) -> None:
    """Scenario: two windows decided one case."""
    screen, robot = show(opened)
    opened.desk.database.execute_sql(
        "UPDATE subject SET clash = '两处不一' WHERE id = (SELECT id FROM cases LIMIT 1)"
    )
    screen.refresh()
    asked: list[str] = []
    screen.screen_requested.disconnect()
    screen.screen_requested.connect(lambda id, _argument: asked.append(id))
    go_to(screen, Duty.CLASH)
    robot.press("Enter")
    assert asked == ["cases"]


def test_nothing_owed_is_said_kindly(tmp_path: Path, show: Show) -> None:
    """Scenario: a new hall; the list gives way to a friendly word."""
    screen, _robot = show(open_hall(tmp_path, Clock()))
    assert screen.pages.currentIndex() == 1
    assert not screen.actions_row.isVisible()
    assert screen.findChildren(Notice)[0].isHidden()


def test_the_line_looked_at_stays_when_the_list_moves(opened: Opened, show: Show) -> None:
    """Scenario: a paper is printed elsewhere while the clerk reads a line further down."""
    screen, _robot = show(opened)
    go_to(screen, Duty.PROMISE)
    reception.issue_one_time_notice(opened.desk, Reception(matter=FOOD))
    screen.refresh()
    assert screen.table.current().task.duty is Duty.PROMISE


def test_the_list_is_asked_again_at_the_turn_of_the_minute(opened: Opened, show: Show) -> None:
    """Scenario: nobody touches anything; the minute turns and the list is fresh."""
    screen, _robot = show(opened)
    reception.issue_one_time_notice(opened.desk, Reception(matter=FOOD))
    screen._on_minute()
    assert screen.tallies["unprinted"].number.text() == "3"
    assert screen._minute.isActive()


def test_impatience_does_not_print_twice(opened: Opened, show: Show, tmp_path: Path) -> None:
    """Scenario: the printer is slow and Enter is pressed again: one paper, one number."""
    screen, robot = show(opened)
    before = len(papers_in(tmp_path))
    screen.handing._printing = "the paper on its way"
    go_to(screen, Duty.UNPRINTED)
    robot.press("Enter")
    assert len(papers_in(tmp_path)) == before


def test_the_hour_of_closing_stands_on_working_days(opened: Opened, show: Show) -> None:
    """Scenario: Monday says when the hall closes."""
    screen, _robot = show(opened)
    assert "17:30" in screen.day.text()


def test_who_is_passed_by_and_why(qtbot: QtBot, tmp_path: Path, show: Show) -> None:
    """A1.4.1b: the later citizen first asks for a listed reason; Esc keeps the order."""
    clock = Clock()
    opened = open_hall(tmp_path, clock)
    here = opened.desk.station
    opened.desk.station = attrs.evolve(here, counter="W01")
    first = reception.guide(opened.desk, Reception(matter=FOOD), "W03").value
    clock.at("2026-11-23 09:50")
    second = reception.guide(opened.desk, Reception(matter=FOOD), "W03").value
    opened.desk.station = here
    screen, robot = show(opened)
    rows = screen.table.model_rows.rows()
    screen.table.select([row.task.subject for row in rows].index(second.visit))
    robot.press("Enter")
    assert "老年人" in [one.text for one in screen.actions_row.actions_list()]
    robot.press("Escape")
    assert not reception.visit_of(opened.desk, second.visit).guide_confirmed_by
    robot.press("Enter", "F3")
    assert reception.visit_of(opened.desk, second.visit).guide_confirmed_by == "W03"
    assert not reception.visit_of(opened.desk, first.visit).guide_confirmed_by
