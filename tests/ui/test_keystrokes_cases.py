"""Keystroke budgets from the reception to the notice in the tray, by real key events."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from counter_app.domain.cases.state import Case, CaseState
from counter_app.services import demo, intake
from counter_app.services.case_reading import list_cases
from counter_app.services.profiles import Opened
from counter_app.ui.shell import Shell
from tests.hall import Clock, open_hall
from tests.ui.desk import make_context, make_shell, papers_in
from tests.ui.keys import at_most
from tests.ui.robots import Robot

CARD = "|".join(demo.CITIZENS[0][:2])


@pytest.fixture
def opened(tmp_path: Path) -> Opened:
    """Window 5 of the hall: its guide JC-WS-007 asks for six materials."""
    return open_hall(tmp_path, Clock(), "W05")


@pytest.fixture
def window(qtbot: QtBot, opened: Opened) -> tuple[Shell, Robot]:
    """The window at its reception screen."""
    return make_shell(qtbot, make_context(opened), "reception")


def apply_by_card(robot: Robot) -> None:
    """The matter by its initials, F5, the card read, handed in: the checklist stands open."""
    robot.type("ggcs")
    robot.press("F5")
    robot.scan(CARD)
    robot.press("Ctrl+Enter")


def the_case(opened: Opened) -> Case:
    """The one case of the hall."""
    (line,) = list_cases(opened.desk)
    return intake.case_of(opened.desk, line.id)


def test_applied_and_accepted_in_14_keys(
    window: tuple[Shell, Robot], opened: Opened, tmp_path: Path
) -> None:
    """Six materials in order: from the reception to the printed notice of acceptance."""
    _shell, robot = window
    with at_most(robot, 14):
        apply_by_card(robot)
        robot.press("F9", "F6")
    case = the_case(opened)
    assert case.state is CaseState.ACCEPTED
    assert len(case.materials) == 6
    assert len(papers_in(tmp_path / "papers")) == 1


def test_correction_asked_in_24_keys(
    window: tuple[Shell, Robot], opened: Opened, tmp_path: Path
) -> None:
    """Two missing, one corrected on the spot: from the reception to the printed notice."""
    _shell, robot = window
    with at_most(robot, 24):
        apply_by_card(robot)
        robot.press("1", "2", "2", "4", "Enter", "1", "1", "F7")
    case = the_case(opened)
    assert case.state is CaseState.IN_CORRECTION
    assert case.first_told() is not None
    assert [len(asked.items) for asked in case.corrections] == [2]
    assert len(papers_in(tmp_path / "papers")) == 1
