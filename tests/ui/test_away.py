"""F12: one key puts the absence sign up, one takes it down, on both screens (A1.6.2)."""

from collections.abc import Iterator
from pathlib import Path

import attrs
import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from counter_app.domain.conduct.absence import Absence
from counter_app.services import absences, reception
from counter_app.services.profiles import Opened
from counter_app.services.reception import Reception
from counter_app.ui.away import AwayWatch
from counter_app.ui.citizen import CitizenDirector
from counter_app.ui.forms.away_form import AwayForm, OverrunForm
from counter_app.ui.public.reading import AbsencePage
from counter_app.ui.public.window import CitizenWindow
from counter_app.ui.shell import Shell
from counter_app.ui.wiring import citizen_window
from tests.hall import Clock, open_hall
from tests.services.windows import FOOD
from tests.ui.desk import make_context, make_shell, papers_in
from tests.ui.robots import Robot


@attrs.frozen
class Hall:
    """A window with both screens, and the robot that works at it."""

    opened: Opened
    shell: Shell
    robot: Robot
    watch: AwayWatch
    citizen: CitizenWindow
    director: CitizenDirector
    clock: Clock

    def absence(self) -> Absence | None:
        """The sign that is up in the records."""
        away = absences.current(self.opened.desk)
        return away.absence if away else None

    def pass_minutes(self, minutes: int) -> None:
        """Both clocks go on, and the window looks again."""
        hour, minute = divmod(10 * 60 + minutes, 60)
        self.clock.at(f"2026-11-23 {hour:02d}:{minute:02d}")
        self.opened.desk.uptime = lambda: ("boot", minutes * 60.0)
        self.watch.ask()

    def read(self) -> str:
        """Everything on the citizen screen."""
        return words_on(self.citizen)


def words_on(widget: QWidget) -> str:
    """Every word of the labels shown in a widget."""
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


def at_work(qtbot: QtBot, opened: Opened, clock: Clock) -> Hall:
    """The program as `Program` furnishes it."""
    shell, robot = make_shell(qtbot, make_context(opened), "reception")
    citizen = citizen_window(shell, opened.desk)
    qtbot.addWidget(citizen)
    citizen.setGeometry(QGuiApplication.primaryScreen().geometry())
    citizen.show()
    director = CitizenDirector(citizen, shell.context)
    watch = AwayWatch(shell, director)
    shell.answer_absence(watch.toggle)
    shell.activateWindow()
    return Hall(opened, shell, robot, watch, citizen, director, clock)


@pytest.fixture
def hall(qtbot: QtBot, tmp_path: Path) -> Iterator[Hall]:
    """Ten o'clock at window 3."""
    clock = Clock()
    clock.at("2026-11-23 10:00")
    opened = open_hall(tmp_path, clock)
    opened.desk.uptime = lambda: ("boot", 0.0)
    hall = at_work(qtbot, opened, clock)
    yield hall
    hall.citizen.close()


def test_one_key_up_one_key_down(hall: Hall) -> None:
    """The sign stands on the citizen screen with the return and who covers; F12 again: idle."""
    hall.robot.press("F12")
    assert isinstance(hall.director.page, AbsencePage)
    assert hall.absence() is not None
    for words in ("暂　离", "10:30", "30 分钟后", "AB岗"):
        assert words in hall.read()
    assert "返岗" in hall.shell.top.absence.text()
    hall.robot.press("F12")
    assert hall.absence() is None and hall.director.page is None
    assert "暂离" in hall.shell.top.absence.text()


def test_too_long_turns_red_and_asks_why_afterwards(hall: Hall) -> None:
    """S51: 35 minutes; the sign comes down at once, then the form asks for the reason."""
    hall.robot.press("F12")
    for minutes, tone in ((24, ""), (26, "warn"), (31, "bad")):
        hall.pass_minutes(minutes)
        assert isinstance(hall.watch.form, AwayForm)
        assert hall.watch.form.time.property("tone") == tone
    hall.pass_minutes(35)
    absence = hall.absence()
    assert absence is not None
    hall.robot.press("F12")
    assert hall.absence() is None
    assert isinstance(hall.watch.form, OverrunForm)
    hall.robot.press("Ctrl+Enter")
    assert hall.watch.form.fields["reason"].fault
    hall.robot.commit("送老人下楼")
    hall.robot.press("Enter")
    assert hall.watch.form is None
    assert absences.absence_of(hall.opened.desk, absence.id).explanation == "送老人下楼"


def test_the_reason_may_wait(hall: Hall) -> None:
    """A citizen stands there: Esc leaves the form, the reason stays owed."""
    hall.robot.press("F12")
    hall.pass_minutes(40)
    hall.robot.press("F12", "Escape")
    assert hall.watch.form is None
    assert hall.shell.current_id() == "reception"


def test_the_sign_is_up_again_after_a_restart(qtbot: QtBot, hall: Hall) -> None:
    """S54: the program was killed; a new one shows the sign before anybody signs for it."""
    hall.robot.press("F12")
    hall.shell.close()
    again = at_work(qtbot, hall.opened, hall.clock)
    assert isinstance(again.director.page, AbsencePage)
    assert isinstance(again.watch.form, AwayForm)
    again.citizen.close()


def test_serving_a_citizen_takes_it_down(hall: Hall) -> None:
    """A1.6.2a: the clerk goes on at the reception; both screens follow."""
    hall.robot.press("F12")
    done = reception.tell_orally(hall.opened.desk, Reception(matter=FOOD))
    hall.shell.context.bus.changed.emit(done.changes)
    assert hall.absence() is None and hall.director.page is None
    assert hall.watch.form is None


def test_the_sign_says_what_the_clerk_chose(hall: Hall) -> None:
    """Broken equipment, no return known, another window covers; a bad time is told at its field."""
    hall.robot.press("F12")
    form = hall.watch.form
    assert isinstance(form, AwayForm)
    form.kind.choose("fault")
    form.fields["expected_back"].restore("25:99")
    hall.robot.press("Ctrl+Enter")
    assert form.fields["expected_back"].fault
    form.fields["expected_back"].restore("")
    hall.robot.press("Ctrl+Enter")
    assert "设备故障" in hall.read()
    form.kind.choose("errand")
    hall.robot.press("Ctrl+Enter")
    assert form.fields["approver"].fault and not form.fields["password"].isHidden()


def test_the_sign_is_printed_where_no_screen_shows_it(hall: Hall, tmp_path: Path) -> None:
    """The sheet for the desk comes out of the counter printer; Esc is back at work."""
    hall.robot.press("F12", "Ctrl+P")
    assert papers_in(tmp_path / "papers")
    hall.robot.press("Escape")
    assert hall.absence() is None


def test_without_the_citizen_screen_the_sign_still_counts(qtbot: QtBot, hall: Hall) -> None:
    """Unplugged while away: when the screen comes back, so does the sign."""
    hall.robot.press("F12")
    hall.citizen._on_removed(QGuiApplication.primaryScreen())
    assert isinstance(hall.director.page, AbsencePage)
    hall.citizen.show()
    assert "暂　离" in hall.read()
