"""The duty screen: every list counted, its lines opened, the register answered by a supervisor."""

from pathlib import Path

import attrs
import pytest
from openpyxl import load_workbook
from pytestqt.qtbot import QtBot

from counter_app.domain.cases import course_commands as c
from counter_app.services import course, intake
from counter_app.services.profiles import Opened
from counter_app.ui.forms.duty_words import REGISTER
from counter_app.ui.screens.duty import DutyScreen
from counter_app.ui.shell import Shell
from tests.hall import Clock, open_hall
from tests.services.windows import CITIZEN, judge_all, receive
from tests.ui.desk import make_context, make_shell
from tests.ui.robots import Robot


@attrs.frozen
class Duty:
    """The duty screen of a window, with the robot that works in it."""

    opened: Opened
    shell: Shell
    robot: Robot
    clock: Clock

    @property
    def screen(self) -> DutyScreen:
        """The screen."""
        screen = self.shell.shown_screen()
        assert isinstance(screen, DutyScreen)
        return screen

    def counts(self) -> dict[str, int]:
        """How much stands on every list that is not empty."""
        return {one.key: one.count for one in self.screen.lists.model_rows.rows() if one.count}


def accepted(opened: Opened) -> str:
    """A case accepted on Monday 2026-11-23, due on 2026-12-21."""
    case = receive(opened.desk)
    judge_all(opened.desk, case)
    intake.accept(opened.desk, case)
    return case


def supervised(opened: Opened) -> None:
    """A supervisor sits down at the window."""
    roles = frozenset({"clerk", "supervisor"})
    opened.desk.station = attrs.evolve(opened.desk.station, clerk="S01", roles=roles)


@pytest.fixture
def late(qtbot: QtBot, tmp_path: Path) -> Duty:
    """A case decided by nobody until the day after it was due, and one not told in time."""
    clock = Clock()
    opened = open_hall(tmp_path, clock)
    accepted(opened)
    receive(opened.desk)
    clock.at("2026-12-22 09:00")
    supervised(opened)
    shell, robot = make_shell(qtbot, make_context(opened), "duty")
    return Duty(opened, shell, robot, clock)


def test_the_lists_say_how_much_stands_on_them(late: Duty) -> None:
    """3.5: both are late; nobody explained; the register has a row for each rule broken."""
    assert late.counts() == {"red": 2, "unexplained": 2, REGISTER: 3}


def test_a_list_that_is_not_empty_is_shown_first_and_enter_opens_the_case(late: Duty) -> None:
    """The cursor stands on the first list with something on it; Enter, Enter opens the case."""
    assert late.screen.heading.text() == "已超期"
    late.robot.press("Enter", "Enter")
    assert late.shell.shown_screen() is not None
    assert not isinstance(late.shell.shown_screen(), DutyScreen)


def test_the_register_is_answered_by_a_supervisor(late: Duty) -> None:
    """A3.5: a row, what is said of it, what follows; it counts as answered afterwards."""
    late.screen.open(REGISTER)
    late.screen.register.setFocus()
    late.robot.press("Enter")
    form = late.screen.form
    assert form is not None
    form.fields["answer"].restore("窗口交接遗漏")
    form.fields["consequence"].restore("当事人已作检讨")
    late.robot.press("Ctrl+Enter")
    assert late.screen.form is None
    assert late.counts()[REGISTER] == 2


def test_an_empty_answer_is_said_at_its_field(late: Duty) -> None:
    """The register wants words; Esc leads back to its rows."""
    late.screen.open(REGISTER)
    late.screen.register.setFocus()
    late.robot.press("Enter", "Ctrl+Enter")
    form = late.screen.form
    assert form is not None
    assert form.fields["answer"].fault
    late.robot.press("Esc")
    assert late.screen.form is None


def test_a_clerk_reads_the_register_and_is_told_who_answers(late: Duty) -> None:
    """A3.5: the answer is greyed with its reason; no form opens."""
    roles = frozenset({"clerk"})
    late.opened.desk.station = attrs.evolve(late.opened.desk.station, roles=roles)
    late.screen.open(REGISTER)
    late.screen.register.setFocus()
    late.robot.press("Enter")
    assert late.screen.form is None


def test_a_list_goes_out_without_persons(late: Duty, tmp_path: Path) -> None:
    """优化营商环境条例 36: number, matter, days late; no applicant stands in the workbook."""
    path = tmp_path / "list.xlsx"
    late.screen.write(path)
    rows = [[str(cell) for cell in row] for row in load_workbook(path).active.values]
    assert len(rows) == 3
    assert all(CITIZEN.name not in cell for row in rows for cell in row)
    assert rows[1][5] == "1"


def test_this_window_alone_or_the_whole_hall(late: Duty) -> None:
    """Whole hall off: only what this window has; here that is everything."""
    late.screen.everywhere.setChecked(False)
    assert late.counts()["red"] == 2


def test_a_request_waits_on_both_screens_of_the_supervisor(qtbot: QtBot, tmp_path: Path) -> None:
    """A4.2: a clerk asked for time; 今日 and 值班 of the supervisor show it."""
    clock = Clock()
    opened = open_hall(tmp_path, clock)
    case = accepted(opened)
    until = clock().date().replace(month=12, day=25)
    course.take(opened.desk, case, c.RequestExtension(until=until, reason="需要复测", paper=""))
    supervised(opened)
    shell, robot = make_shell(qtbot, make_context(opened), "duty")
    duty = Duty(opened, shell, robot, clock)
    assert duty.counts() == {"requests": 1}
    shell.show_screen("today")
    robot.press("Enter")
    detail = shell.shown_screen()
    assert detail is not None
    assert detail.detail.case == case  # type: ignore[attr-defined]
