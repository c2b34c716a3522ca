"""The reception on real threads: fast keys act on what was typed, never on an older list."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from counter_app.services import intake, reception
from counter_app.services.case_acts import Taken
from counter_app.services.profiles import Opened
from counter_app.services.reception import Served
from counter_app.ui.kit.jobs import Jobs
from counter_app.ui.screens.reception import ReceptionScreen
from tests.hall import Clock, open_hall
from tests.ui.desk import make_context, papers_in
from tests.ui.receptionist import read_cards
from tests.ui.robots import Robot

Shown = Callable[[QWidget], Robot]


@pytest.fixture
def opened(tmp_path: Path) -> Opened:
    """Window 3 of the hall."""
    return open_hall(tmp_path, Clock())


@pytest.fixture
def jobs() -> Iterator[Jobs]:
    """The lanes of the running program; an error nobody asked about fails the test."""
    errors: list[BaseException] = []
    lanes = Jobs(errors.append)
    yield lanes
    assert lanes.close(10)
    assert errors == []


@pytest.fixture
def screen(opened: Opened, jobs: Jobs, qtbot: QtBot, shown: Shown) -> ReceptionScreen:
    """The screen, its first list loaded."""
    made = ReceptionScreen(make_context(opened, jobs))
    shown(made)
    read_cards(made)
    made.refresh()
    made.activate()
    qtbot.waitUntil(lambda: made.panel.card is not None)
    return made


def test_enter_right_after_the_last_letter(
    screen: ReceptionScreen, opened: Opened, qtbot: QtBot, tmp_path: Path
) -> None:
    """Typed and sent off before the list has answered: the slip is of the matter typed."""
    served: list[Served] = []
    screen.acts.served.connect(lambda one, _said: served.append(one))
    robot = Robot(screen)
    robot.type("nyjy")
    robot.press("Enter")
    robot.press("Enter")
    qtbot.waitUntil(lambda: bool(served))
    qtbot.waitUntil(lambda: bool(papers_in(tmp_path / "papers")))
    visit = reception.visit_of(opened.desk, served[0].visit)
    assert visit.guided_to == "W05"
    assert len(served) == 1


def test_an_f_key_right_after_the_last_letter(
    screen: ReceptionScreen, opened: Opened, qtbot: QtBot
) -> None:
    """F5 opens the form of the matter typed; Ctrl+Enter takes it in once, however often pressed."""
    taken: list[Taken] = []
    screen.acts.received.connect(taken.append)
    robot = Robot(screen)
    robot.type("tzsb")
    robot.press("F5")
    qtbot.waitUntil(lambda: screen.sides.shown is not None)
    robot.scan("王示例 141122199001010005")
    robot.press("Ctrl+Enter", "Ctrl+Enter")
    qtbot.waitUntil(lambda: bool(taken))
    assert intake.case_of(opened.desk, taken[0].case).matter == "JC-TZ-047"
    robot.settle(100)
    assert len(taken) == 1


def test_an_f_key_that_the_last_matter_did_not_offer(screen: ReceptionScreen, qtbot: QtBot) -> None:
    """A matter of another window is shown, the next one typed at once: F5 is meant for that."""
    screen.finder.go_to("公司设立登记")
    qtbot.waitUntil(lambda: "公司设立" in screen.panel.title.text())
    assert "F5" not in [one.key for one in screen.form.actions_row.actions_list()]
    screen.finder.search.edit.clear()
    robot = Robot(screen)
    robot.type("tzsb")
    robot.press("F5")
    qtbot.waitUntil(lambda: screen.sides.shown is not None)


def test_typing_on_takes_back_the_key(screen: ReceptionScreen, qtbot: QtBot) -> None:
    """A key pressed too early is dropped when the clerk goes on typing."""
    served: list[Served] = []
    screen.acts.served.connect(lambda one, _said: served.append(one))
    robot = Robot(screen)
    robot.type("ny")
    screen.finder.search.when_answered(lambda: screen.finder.when_ready(screen.acts.tell))
    robot.type("jy")
    qtbot.waitUntil(lambda: "农药" in screen.panel.title.text())
    robot.settle(200)
    assert served == []
