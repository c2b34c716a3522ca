"""The running program: signing in, what goes wrong before there is a shell, closing."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from counter_app.domain.errors import Clash, Outage, Refusal
from counter_app.services import demo, profiles
from counter_app.ui.forms.sign_in import SignIn
from counter_app.ui.kit.report_window import ReportWindow
from counter_app.ui.program import Doors, Program
from counter_app.ui.shell import Shell
from tests.hall import Clock, open_hall
from tests.ui.robots import Robot

CLERKS = [("S03", "示例3号")]


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """A window with a hall."""
    opened = open_hall(tmp_path, Clock())
    opened.desk.database.close()
    return tmp_path / "W03"


class Hanging:
    """A courier whose share has not answered for a while."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds

    def poke(self) -> None:
        """Nothing moves."""

    def busy_for(self) -> float:
        """Since when it waits."""
        return self.seconds

    def stop(self) -> None:
        """The program may end without it."""


class Running:
    """The program in this process; `stood` counts how often the first picture was told."""

    def __init__(self, profile: Path) -> None:
        self.stood = 0
        self.fault: Exception | None = None
        self.sharing: Hanging | None = None
        doors = Doors(self._unlock, self._unlock, lambda _o, _t: self.sharing, self._stands)
        self.profile = profile
        self.program = Program(profile, Clock(), doors)

    def _unlock(self, clerk: str, password: str = "") -> Any:
        if self.fault is not None:
            raise self.fault
        return profiles.sign_in(self.profile, clerk, password, Clock())

    def _stands(self) -> None:
        self.stood += 1


@pytest.fixture
def running(profile: Path, qtbot: QtBot) -> Iterator[Running]:
    """The program, ended after the test."""
    made = Running(profile)
    yield made
    window = made.program.window
    if window is not None:
        window.close()
        window.deleteLater()
    made.program.end()


def signed_in(running: Running, qtbot: QtBot, password: str = demo.PASSWORD) -> Robot:
    """Type the password at the sign-in."""
    running.program.sign_in(CLERKS)
    window = running.program.window
    assert isinstance(window, SignIn)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    robot = Robot(window)
    robot.type(password)
    robot.press("Enter")
    return robot


def test_the_password_opens_the_window(running: Running, qtbot: QtBot) -> None:
    """Password, Enter: the shell, at Today; the title names hall and window, nobody else."""
    signed_in(running, qtbot)
    qtbot.waitUntil(lambda: isinstance(running.program.window, Shell), timeout=20000)
    shell = running.program.window
    assert isinstance(shell, Shell)
    assert shell.current_id() == "today"
    assert "示例3号" not in shell.windowTitle()
    assert running.stood == 1
    shell.showMinimized()
    running.program.raise_again([])
    assert not shell.isMinimized()


def test_a_wrong_password_is_told_at_the_field(running: Running, qtbot: QtBot) -> None:
    """The sentence stands under the password, which is empty and has the focus again."""
    signed_in(running, qtbot, "not the password")
    window = running.program.window
    assert isinstance(window, SignIn)
    field = window.form.fields["password"]
    qtbot.waitUntil(lambda: bool(field.fault), timeout=20000)
    assert field.value == ""
    assert field.control.hasFocus()


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (Outage("盘满了", "请清理磁盘"), "盘满了"),
        (Refusal("不可以", "A1.1", "请联系管理员"), "不可以"),
        (Clash("别的窗口先办了", "x"), "别的窗口先办了"),
    ],
)
def test_what_goes_wrong_at_sign_in_stands_in_the_form(
    running: Running, qtbot: QtBot, fault: Exception, words: str
) -> None:
    """Without a shell there is no banner: the form says it, and the clerk can try again."""
    running.fault = fault
    signed_in(running, qtbot)
    window = running.program.window
    assert isinstance(window, SignIn)
    qtbot.waitUntil(window.form.notice.isVisible)
    assert words in window.form.notice.text.text()


@pytest.mark.logs_errors
def test_our_own_fault_at_sign_in_opens_the_report_window(running: Running, qtbot: QtBot) -> None:
    """A bug while unlocking: the calm window with the report, the sign-in still there."""
    running.fault = ZeroDivisionError("bug")
    signed_in(running, qtbot)
    window = running.program.window
    assert window is not None
    qtbot.waitUntil(lambda: window.findChild(ReportWindow) is not None)
    assert list((running.profile / "reports").iterdir())
    assert running.program.status == 0


@pytest.mark.logs_errors
def test_a_fault_before_any_window_opens_the_report_window(
    running: Running, qtbot: QtBot, qapp: QApplication
) -> None:
    """The demo enters without a sign-in and something breaks: told, and the exit status says so."""
    running.program.errors.show(ZeroDivisionError("bug"))
    shown = [window for window in qapp.topLevelWidgets() if isinstance(window, ReportWindow)]
    assert len(shown) == 1
    assert running.program.status == 1
    shown[0].close()


def test_an_outage_before_any_window_is_one_line(
    running: Running, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nowhere to show it: the terminal has it, and the program ends with a status."""
    running.program.errors.show(Outage("盘满了", "请清理磁盘"))
    assert capsys.readouterr().err == "盘满了 请清理磁盘\n"
    assert running.program.status == 1


@pytest.mark.logs_errors
def test_a_report_that_cannot_be_written_is_told_once(running: Running, qtbot: QtBot) -> None:
    """Our own fault, and no room for the report: the form says so and nothing goes in circles."""
    (running.profile / "reports").write_text("in the way")
    running.fault = ZeroDivisionError("bug")
    signed_in(running, qtbot)
    window = running.program.window
    assert isinstance(window, SignIn)
    qtbot.waitUntil(window.form.notice.isVisible)
    assert window.findChild(ReportWindow) is None


def test_the_first_start_shows_the_wizard(running: Running) -> None:
    """Nobody can sign in yet: the wizard, with its first question."""
    running.program.first_start()
    assert running.program.window is not None
    assert "way" in running.program.window.form.fields  # type: ignore[attr-defined]


@pytest.mark.parametrize(("seconds", "shown"), [(2.0, False), (31.0, True)])
def test_a_share_that_hangs_shows_in_the_lamp(
    running: Running, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, seconds: float, shown: bool
) -> None:
    """H12: no report comes from a share that hangs; after half a minute the lamp says so."""
    monkeypatch.setattr("counter_app.ui.program.WATCH_MS", 20)
    running.sharing = Hanging(seconds)
    running.program.enter(profiles.sign_in(running.profile, "S03", demo.PASSWORD, Clock()))
    shell = running.program.window
    assert isinstance(shell, Shell)
    qtbot.wait(120)
    assert ("共享文件夹没有应答" in shell.top.share.accessibleName()) is shown
