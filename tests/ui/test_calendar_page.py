"""The year at a glance: typed, drawn, foreseen, published; cases and papers follow (3.1, S08)."""

from collections.abc import Callable
from pathlib import Path

import attrs
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from counter_app.services import case_reading, intake
from counter_app.services.profiles import Opened
from counter_app.ui.forms.calendar_page import CalendarPage
from counter_app.ui.screens.cases import CasesScreen
from counter_app.ui.screens.settings import SettingsScreen
from counter_app.ui.shell import Shell
from tests.hall import Clock, open_hall
from tests.services.windows import FOOD, judge_all, receive, revised
from tests.ui.desk import make_context, make_shell
from tests.ui.robots import Robot

INVENTED = "元旦 01-01至01-04 班 01-09"
Show = Callable[[], tuple[CalendarPage, Robot, Shell]]


@pytest.fixture
def clock() -> Clock:
    """Monday 2026-11-23, 09:41."""
    return Clock()


@pytest.fixture
def opened(tmp_path: Path, clock: Clock) -> Opened:
    """A hall whose first clerk administers it, with a case due on 2027-01-05, provisionally."""
    opened = open_hall(tmp_path, clock)
    roles = frozenset({"clerk", "administrator"})
    opened.desk.station = attrs.evolve(opened.desk.station, roles=roles)
    spec = opened.desk.reference.matter_in_force(FOOD, clock().date())
    assert spec.statutory is not None
    revised(opened.desk, statutory=attrs.evolve(spec.statutory, amount=30))
    case = receive(opened.desk)
    judge_all(opened.desk, case)
    intake.accept(opened.desk, case)
    return opened


@pytest.fixture
def show(qtbot: QtBot, opened: Opened) -> Show:
    """The page of next year."""

    def make() -> tuple[CalendarPage, Robot, Shell]:
        shell, robot = make_shell(qtbot, make_context(opened), "settings", argument="calendar")
        screen = shell.shown_screen()
        assert isinstance(screen, SettingsScreen)
        page = screen.page()
        assert isinstance(page, CalendarPage)
        page.begin()
        return page, robot, shell

    return make


def test_next_year_is_shown_as_provisional(show: Show) -> None:
    """3.1: no notice yet: Monday to Friday but 1 January, marked 暂定."""
    page, _robot, _shell = show()
    assert page.heading.text() == "2027 （暂定）"
    assert page.fields["holidays"].draft().startswith("元旦")


def test_a_year_is_turned_to_by_keys(show: Show) -> None:
    """Ctrl+PgUp: this year as announced, 248 working days."""
    page, robot, _shell = show()
    robot.press("Ctrl+PgUp")
    assert page.heading.text() == "2026"
    assert "248" in page.said.text()
    robot.press("Ctrl+PgDown")
    assert page.year == 2027


def test_what_would_move_is_shown_before_anything_is_published(show: Show, opened: Opened) -> None:
    """S08: F5 lists case, old day, new day and the paper to print anew."""
    page, robot, _shell = show()
    page.restore({"holidays": INVENTED, "standing": "firm", "source": "虚构"})
    robot.press("F5")
    (line,) = page.moved.model_rows.rows()
    assert (line.before, line.after) == ("2027-01-05", "2027-01-06")
    assert opened.desk.reference.calendar().table(2027).provisional


def test_a_published_year_moves_the_case_and_asks_for_its_paper(
    show: Show, opened: Opened, clock: Clock
) -> None:
    """S08: published; the case says so, and Ctrl+R prints its notice with the new day."""
    clock.at("2026-11-24 09:00")
    page, robot, shell = show()
    page.restore({"holidays": INVENTED, "standing": "firm", "source": "虚构"})
    robot.press("Ctrl+Enter")
    assert not opened.desk.reference.calendar().table(2027).provisional
    assert page.history.text().count("\n") == 1
    (line,) = case_reading.list_cases(opened.desk)
    shell.show_screen("cases", line.id)
    screen = shell.shown_screen()
    assert isinstance(screen, CasesScreen)
    assert "Ctrl+R" in screen.detail.standing_notice.accessibleName()
    QApplication.processEvents()
    robot.press("Ctrl+R")
    detail = case_reading.case_detail(opened.desk, line.id)
    assert detail.outdated == frozenset()
    assert len(detail.papers) == 2


@pytest.mark.parametrize("key", ["F5", "Ctrl+Enter"])
def test_a_line_that_means_nothing_is_named_while_typing(show: Show, key: str) -> None:
    """The last picture stays; neither foreseen nor published."""
    page, robot, _shell = show()
    page.restore({"holidays": "元旦 放三天", "source": "虚构"})
    assert "元旦 放三天" in page.fields["holidays"].fault
    robot.press(key)
    assert page.fields["holidays"].fault
    assert page.heading.text() == "2027 （暂定）"


def test_a_year_without_its_notice_is_not_published(show: Show, opened: Opened) -> None:
    """3.1: official data only: where it was read stands beside it."""
    page, robot, _shell = show()
    page.restore({"holidays": INVENTED, "standing": "firm", "source": ""})
    robot.press("Ctrl+Enter")
    assert page.fields["source"].fault
    assert opened.desk.reference.calendar().table(2027).provisional


def test_a_clerk_looks_and_does_not_publish(show: Show, opened: Opened) -> None:
    """The button is greyed and says who may."""
    roles = frozenset({"clerk"})
    opened.desk.station = attrs.evolve(opened.desk.station, roles=roles)
    page, robot, _shell = show()
    page.restore({"holidays": INVENTED, "standing": "firm", "source": "虚构"})
    robot.press("Ctrl+Enter")
    assert opened.desk.reference.calendar().table(2027).provisional
