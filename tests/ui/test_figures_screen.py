"""The figures on screen: bars, table, paper, workbook; nothing for clerks (A1.4.1c)."""

from pathlib import Path

from openpyxl import load_workbook
from pytestqt.qtbot import QtBot

from counter_app.services import reception
from counter_app.services.reception import Reception
from counter_app.ui.screens.figures import FiguresScreen
from tests.hall import Clock, open_hall
from tests.services.windows import FOOD
from tests.services.wording_desk import signed_in
from tests.ui.desk import make_context, make_shell, papers_in
from tests.ui.robots import Robot


def sit(qtbot: QtBot, folder: Path, *roles: str) -> tuple[FiguresScreen, Robot]:
    """Somebody looks at the figures of a window that told one citizen."""
    opened = open_hall(folder, Clock())
    reception.tell_orally(opened.desk, Reception(matter=FOOD))
    signed_in(opened, "S07", *roles)
    shell, robot = make_shell(qtbot, make_context(opened), "figures")
    screen = shell.shown_screen()
    assert isinstance(screen, FiguresScreen)
    return screen, robot


def test_bars_and_table_say_the_same(qtbot: QtBot, tmp_path: Path) -> None:
    """One consult at window 3: the bar, the sum over it, the line of the table."""
    screen, _robot = sit(qtbot, tmp_path, "clerk", "supervisor")
    said = screen.chart.accessibleDescription()
    assert "3号窗口（食品与特种设备） 1" in said and "5号窗口" in said
    assert screen.heading.text().endswith("1")
    screen.by.choose("matter")
    assert screen.chart.accessibleDescription() == "食品经营许可(新办) 1"
    screen.figure.choose("bad")
    assert screen.heading.text().endswith("0")
    assert screen.chart.grab().width() > 0


def test_the_report_is_printed_and_kept_as_a_workbook(qtbot: QtBot, tmp_path: Path) -> None:
    """A day is a daily report, more days the monthly one."""
    screen, robot = sit(qtbot, tmp_path, "clerk", "supervisor")
    robot.press("Ctrl+P")
    screen.first.restore("2026-11-23")
    robot.press("Ctrl+P")
    assert len(papers_in(tmp_path / "papers")) == 2
    screen.write(tmp_path / "f.xlsx")
    assert load_workbook(tmp_path / "f.xlsx").worksheets[0].max_row > 2


def test_clerks_are_told_why_not(qtbot: QtBot, tmp_path: Path) -> None:
    """The form says who reads the figures; nothing else stands there."""
    screen, _robot = sit(qtbot, tmp_path, "clerk")
    assert screen.form.notice.text.text()
    assert screen.table.model_rows.rows() == []
