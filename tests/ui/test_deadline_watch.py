"""What is late or due today stands on the top bar of every screen (3.5)."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from counter_app.domain.cases import course_commands as c
from counter_app.services import course, intake
from counter_app.ui.deadline_watch import DeadlineWatch
from counter_app.ui.screens.duty import DutyScreen
from tests.hall import Clock, open_hall
from tests.services.windows import judge_all, receive
from tests.ui.desk import make_context, make_shell


@pytest.mark.parametrize(
    ("now", "words"),
    [
        ("2026-12-18 09:00", ""),
        ("2026-12-21 09:00", "1件今天截止"),
        ("2026-12-22 09:00", "1件超期"),
    ],
)
def test_the_lamp_tells_what_presses(qtbot: QtBot, tmp_path: Path, now: str, words: str) -> None:
    """A case due on Monday 12-21: nothing on Friday, then a lamp that leads to its list."""
    clock = Clock()
    opened = open_hall(tmp_path, clock)
    case = receive(opened.desk)
    judge_all(opened.desk, case)
    intake.accept(opened.desk, case)
    clock.at(now)
    shell, _robot = make_shell(qtbot, make_context(opened), "cases")
    DeadlineWatch(shell)
    lamp = shell.top.deadlines
    assert lamp.isVisible() is bool(words)
    assert words in lamp.accessibleName()
    if words:
        lamp.pressed.emit()
        assert isinstance(shell.shown_screen(), DutyScreen)


def test_the_lamp_goes_out_with_the_last_case(qtbot: QtBot, tmp_path: Path) -> None:
    """Withdrawn: nothing is late any more, and no clerk has to look for it."""
    clock = Clock()
    opened = open_hall(tmp_path, clock)
    case = receive(opened.desk)
    judge_all(opened.desk, case)
    intake.accept(opened.desk, case)
    clock.at("2026-12-22 09:00")
    shell, _robot = make_shell(qtbot, make_context(opened), "cases")
    DeadlineWatch(shell)
    done = course.take(opened.desk, case, c.Withdraw(reason="不办了", paper=""))
    shell.context.bus.changed.emit(done.changes)
    assert not shell.top.deadlines.isVisible()
