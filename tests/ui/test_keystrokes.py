"""Keystroke budgets of the reception, by real key events: the paper lies in the tray."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from counter_app.services.profiles import Opened
from counter_app.services.reception import Served
from counter_app.ui.screens.reception import ReceptionScreen
from counter_app.ui.shell import Shell
from tests.hall import Clock, open_hall
from tests.ui.desk import facts_about, make_context, make_shell, papers_in, words_of
from tests.ui.keys import at_most
from tests.ui.robots import Robot


@pytest.fixture
def opened(tmp_path: Path) -> Opened:
    """Window 3 of the hall."""
    return open_hall(tmp_path, Clock())


def at_reception(shell: Shell) -> list[Served]:
    """Visits served from now on."""
    screen = shell.shown_screen()
    assert isinstance(screen, ReceptionScreen)
    served: list[Served] = []
    screen.acts.served.connect(lambda one, _said: served.append(one))
    return served


def begin(qtbot: QtBot, opened: Opened) -> tuple[Shell, Robot]:
    """The window as it stands before the citizen comes."""
    return make_shell(qtbot, make_context(opened))


def test_one_time_notice_for_a_known_matter_printed_in_8_keys(
    qtbot: QtBot, opened: Opened, tmp_path: Path
) -> None:
    """F2, four initials, Enter: the notice lies in the tray and the visit in the journal."""
    shell, robot = begin(qtbot, opened)
    with at_most(robot, 8):
        robot.press("F2")
        served = at_reception(shell)
        robot.type("spjy")
        robot.press("Enter")
    (one,) = served
    assert facts_about(opened, one.visit) == ["visit.opened", "visit.notice_issued"]
    assert one.paper is not None
    assert facts_about(opened, one.paper.id) == [
        "paper.issued",
        "paper.print_reported",
        "paper.print_reported",
    ]
    (pdf,) = papers_in(tmp_path / "papers")
    text = words_of(pdf)
    assert "食品经营许可" in text
    assert "一次性告知单" in text


def test_guide_to_another_window_printed_in_8_keys(
    qtbot: QtBot, opened: Opened, tmp_path: Path
) -> None:
    """F2, four initials, Enter: the slip names the window and where it is (A1.5.4)."""
    shell, robot = begin(qtbot, opened)
    with at_most(robot, 8):
        robot.press("F2")
        served = at_reception(shell)
        robot.type("nyjy")
        robot.press("Enter")
    (one,) = served
    assert facts_about(opened, one.visit) == ["visit.opened", "visit.guided"]
    (pdf,) = papers_in(tmp_path / "papers")
    text = words_of(pdf)
    assert "引导单" in text
    assert "5号" in text
    assert "二楼大厅西侧" in text


def test_word_of_mouth_takes_3_keys(qtbot: QtBot, opened: Opened) -> None:
    """The matter is on the screen: one key records that it was explained (A3.3.2)."""
    shell, robot = begin(qtbot, opened)
    robot.press("F2")
    served = at_reception(shell)
    robot.type("spjy")
    with at_most(robot, 3):
        robot.press("F4")
    assert facts_about(opened, served[0].visit) == ["visit.opened", "visit.told_orally"]


def test_the_next_citizen_finds_an_empty_form(qtbot: QtBot, opened: Opened) -> None:
    """Two notices one after the other: no key is needed in between."""
    shell, robot = begin(qtbot, opened)
    robot.press("F2")
    served = at_reception(shell)
    with at_most(robot, 10):
        robot.type("spjy")
        robot.press("Enter")
        robot.type("tzsb")
        robot.press("Enter")
    assert len({one.visit for one in served}) == 2
