"""The window as a whole, signing in, the first start."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from counter_app.domain.errors import Clash, InputFault, Outage, Refusal
from counter_app.ui.context import Context
from counter_app.ui.forms.first_start import FirstStart
from counter_app.ui.forms.first_start_flow import STEPS, Setup, asked_steps, faults_of, to_setup
from counter_app.ui.forms.sign_in import ClerkChoice, SignIn
from counter_app.ui.kit.entries import Entry
from counter_app.ui.kit.icons import icon_file
from counter_app.ui.kit.palette import Palette
from counter_app.ui.kit.rail import RailButton
from counter_app.ui.kit.report_window import ReportWindow
from counter_app.ui.screens.catalogue import SCREENS, ScreenEntry
from counter_app.ui.screens.screen import Screen
from counter_app.ui.shell import Shell
from tests.ui.robots import Robot

Shown = Callable[[QWidget], Robot]
ROOT = Path(__file__).resolve().parents[2]


@frozen
class Changed:
    """The part of Changes that screens look at."""

    kinds: frozenset[str]
    ids: frozenset[str] = frozenset()


class Sample(Screen):
    """A screen that counts."""

    kinds = frozenset({"visit.opened", "case.*"})
    made = 0

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        Sample.made += 1
        self.refreshed = 0
        self.opened: list[object] = []
        self.edit = QLineEdit()
        QVBoxLayout(self).addWidget(self.edit)

    def refresh(self) -> None:
        self.refreshed += 1

    def activate(self) -> None:
        self.edit.setFocus()

    def open(self, argument: object) -> None:
        self.opened.append(argument)

    def palette_entries(self) -> Iterable[Entry]:
        return [Entry("样例动作", lambda: self.opened.append("ran"), initials="yldz")]


def entries() -> list[ScreenEntry]:
    """Two samples and one that cannot be loaded."""
    place = f"{__name__}:Sample"
    sys.modules.setdefault(__name__, sys.modules[Sample.__module__])
    return [
        ScreenEntry("today", "Today", "today", ("Ctrl+1",), "jr", place),
        ScreenEntry("reception", "Reception", "reception", ("F2", "Ctrl+2"), "jd", place),
        ScreenEntry("broken", "Broken", "cases", ("Ctrl+3",), "", "counter_app.words:Nothing"),
    ]


@pytest.fixture
def shell(context: Context, shown: Shown) -> Shell:
    """The window with sample screens."""
    window = Shell(context, entries())
    shown(window)
    return window


def test_screens_are_made_when_first_shown_and_kept(shell: Shell) -> None:
    """F2 makes the reception; coming back makes nothing anew; the focus is where work begins."""
    robot, before = Robot(shell), Sample.made
    robot.press("F2")
    assert Sample.made == before + 1
    first = shell.shown_screen()
    assert isinstance(first, Sample)
    assert first.edit.hasFocus()
    robot.press("Ctrl+1", "Ctrl+2")
    assert shell.shown_screen() is first
    assert shell.current_id() == "reception"
    assert Sample.made == before + 2


def test_only_screens_that_care_are_refreshed(shell: Shell, context: Context) -> None:
    """Changes go to every screen made; each asks itself."""
    shell.show_screen("today")
    screen = shell.shown_screen()
    assert isinstance(screen, Sample)
    context.bus.changed.emit(Changed(frozenset({"paper.printed"})))
    assert screen.refreshed == 1
    context.bus.changed.emit(Changed(frozenset({"case.accepted"})))
    context.bus.changed.emit(Changed(frozenset({"visit.opened"})))
    assert screen.refreshed == 3


def test_a_screen_leads_to_another_and_moves_the_phrases(shell: Shell) -> None:
    """A consult becomes a case: the other screen opens with its id."""
    shell.show_screen("today")
    screen = shell.shown_screen()
    assert screen is not None
    screen.set_stage("work")
    assert shell.phrases.stage() == "work"
    screen.go("reception", "case-1")
    other = shell.shown_screen()
    assert isinstance(other, Sample)
    assert other.opened == ["case-1"]
    assert shell.phrases.stage() == "welcome"


def test_the_palette_knows_screens_and_the_actions_of_the_one_shown(
    qtbot: QtBot, shell: Shell
) -> None:
    """Ctrl+K, initials, Enter."""
    shell.show_screen("today")
    robot = Robot(shell)
    robot.press("Ctrl+K")
    robot.type("yldz")
    robot.press("Enter")
    screen = shell.shown_screen()
    assert isinstance(screen, Sample)
    qtbot.waitUntil(lambda: screen.opened == ["ran"])
    robot.press("Ctrl+K")
    robot.type("jd")
    robot.press("Enter")
    qtbot.waitUntil(lambda: shell.current_id() == "reception")


def test_errors_reach_the_banner_and_work_goes_on(shell: Shell, context: Context) -> None:
    """Outage, Clash and Refusal are told over the screen, nothing is modal."""
    shell.show_screen("today")
    for error, word in (
        (Outage("共享文件夹", "照常工作"), "共享文件夹"),
        (Clash("3 号窗口已受理", "case-1"), "3 号窗口"),
        (Refusal("不能办结", "A4.3.1", "先归还原件"), "不能办结"),
    ):
        context.errors.show(error)
        assert word in shell.banner.text.text()
    assert shell.isEnabled()


@pytest.mark.logs_errors
def test_a_broken_screen_does_not_take_the_window_down(
    qtbot: QtBot, shell: Shell, context: Context
) -> None:
    """One calm window names the report; the other screens go on."""
    shell.show_screen("today")
    Robot(shell).press("Ctrl+3")
    window = shell.findChild(ReportWindow)
    assert isinstance(window, ReportWindow)
    assert "report-" in window.place.text()
    assert not window.isModal()
    window.close()
    assert shell.current_id() == "today"


def test_the_title_and_the_bar_show_no_more_than_they_may(shell: Shell) -> None:
    """The title of the window carries no name of a person."""
    assert shell.windowTitle() == "交城县政务服务分中心 · 3号窗口 市场监管"
    assert shell.top.clerk.text() == "张*"


def test_closing_asks_nothing_and_drains(context: Context, shown: Shown) -> None:
    """What runs is finished once; a second close has nothing to drain."""
    drained: list[int] = []
    window = Shell(context, entries(), drain=lambda: drained.append(1))
    shown(window)
    assert window.close()
    window.close()
    assert drained == [1]


def test_warming_up_begins_after_the_first_paint(qtbot: QtBot, context: Context) -> None:
    """Modules are imported one per tick once the window stands."""
    sys.modules.pop("this", None)
    window = Shell(context, entries(), warm=["wave", "colorsys"])
    qtbot.addWidget(window)
    assert "wave" not in sys.modules
    with qtbot.waitSignal(window.painted):
        window.show()
    qtbot.waitUntil(lambda: {"wave", "colorsys"} <= set(sys.modules))
    window.raise_again()


def test_the_catalogue_is_sound() -> None:
    """Ids and shortcuts are unique, icons exist, places are modules of the screens."""
    assert len({entry.id for entry in SCREENS}) == len(SCREENS)
    keys = [key for entry in SCREENS for key in entry.shortcuts]
    assert len(set(keys)) == len(keys)
    for entry in SCREENS:
        assert icon_file(entry.icon).is_file()
        assert entry.place.startswith("counter_app.ui.screens.")


_START = """
import sys
from counter_app.ui import shell
heavy = {"qtawesome", "reportlab", "pypinyin", "openpyxl", "peewee", "keyring", "numpy"}
print(sorted(heavy & {name.split(".")[0] for name in sys.modules}))
"""


def test_the_window_loads_nothing_heavy() -> None:
    """Importing the shell brings Qt and nothing of the heavy libraries."""
    run = subprocess.run(
        [sys.executable, "-c", _START], cwd=ROOT, capture_output=True, text=True, check=True,
        env=dict(os.environ), timeout=60,
    )  # fmt: skip
    assert run.stdout.strip() == "[]"


def _wrong(_clerk: str, _password: str) -> Any:
    raise InputFault({"password": "密码不对"})


def test_signing_in_by_keyboard(qtbot: QtBot, context: Context, shown: Shown) -> None:
    """Password, Enter: the result of unlocking comes out. Empty: told at the field."""
    clerks = [ClerkChoice("c1", "张*"), ClerkChoice("c2", "王*")]
    window = SignIn(
        "大厅", "3号窗口", clerks, lambda *who: who, context.jobs, context.errors, last="c2"
    )
    robot = shown(window)
    window.begin()
    robot.press("Enter")
    assert window.form.fields["password"].fault
    robot.type("pass word1")
    with qtbot.waitSignal(window.signed_in) as caught:
        robot.press("Enter")
    assert caught.args == [("c2", "pass word1")]
    assert window.form.draft()["password"] == ""


def test_a_wrong_password_is_told_at_the_field(context: Context, shown: Shown) -> None:
    """The field is emptied and has the focus."""
    window = SignIn("大厅", "", [ClerkChoice("c1", "张*")], _wrong, context.jobs, context.errors)
    robot = shown(window)
    window.begin()
    robot.type("x")
    robot.press("Enter")
    assert window.form.fields["password"].fault == "密码不对"
    assert window.form.fields["password"].control.hasFocus()
    assert window.form.values()["password"] == ""


def test_a_new_hall_by_keyboard(qtbot: QtBot, context: Context, shown: Shown) -> None:
    """Enter through all steps; Esc goes back and keeps what was typed."""
    window = FirstStart(lambda setup: setup, context.jobs, context.errors, ["柜台打印机"])
    robot = shown(window)
    window.begin()
    robot.press("Enter", "Enter")
    assert window.form.fields["hall_name"].fault
    robot.commit("测试县政务服务中心")
    robot.press("Enter", "Esc")
    assert window.form.fields["hall_name"].value == "测试县政务服务中心"
    robot.press("Enter")
    robot.type("3")
    robot.press("Enter")
    robot.commit("市场监管")
    robot.press("Enter")
    robot.commit("测试员")
    for _twice in range(2):
        robot.press("Enter")
        robot.type("long enough")
    robot.press("Enter", "Enter", "Down")
    with qtbot.waitSignal(window.finished) as caught:
        robot.press("Enter")
    assert caught.args == [
        Setup(
            way="new",
            hall_name="测试县政务服务中心",
            hall_key="",
            share_folder="",
            window_no=3,
            window_name="市场监管",
            clerk_name="测试员",
            password="long enough",
            printer="柜台打印机",
        )
    ]


JOIN = {
    "way": "join",
    "share_folder": " //server/hall ",
    "hall_key": "ABCD EFGH\nIJKL",
    "window_no": "12",
    "window_name": "社保",
    "clerk_name": "测试员",
    "password": "12345678",
    "repeat": "12345678",
}


def test_joining_asks_for_folder_and_key_and_not_for_a_name() -> None:
    """The key may be typed with spaces and line breaks."""
    assert [step.id for step in asked_steps(JOIN)] == ["way", "join", "window", "clerk", "printer"]
    setup = to_setup(JOIN)
    assert (setup.hall_key, setup.share_folder) == ("ABCDEFGHIJKL", "//server/hall")
    assert "12345678" not in repr(setup)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"window_no": "0"}, "window_no"),
        ({"window_no": "三"}, "window_no"),
        ({"password": "short", "repeat": "short"}, "password"),
        ({"repeat": "123456789"}, "repeat"),
        ({"hall_key": " "}, "hall_key"),
    ],
)
def test_what_cannot_be_right_is_told_at_its_field(wrong: dict[str, str], field: str) -> None:
    """Each page tells its own faults and no record is made."""
    answers = {**JOIN, **wrong}
    faults = [name for step in asked_steps(answers) for name in faults_of(step, answers)]
    assert faults == [field]
    with pytest.raises(ValueError, match="not finished"):
        to_setup(answers)
    assert len({step.id for step in STEPS}) == len(STEPS)


def test_labels_are_read_out(context: Context, shown: Shown) -> None:
    """Every field of every step has a name for the screen reader."""
    window = FirstStart(lambda setup: setup, context.jobs, context.errors)
    shown(window)
    for field in window.form.fields.values():
        assert field.control.accessibleName()
        assert isinstance(field.label, QLabel)


def test_the_rail_is_for_those_who_use_the_mouse(shell: Shell) -> None:
    """A click on the rail shows the screen."""
    buttons = shell.rail.findChildren(RailButton)
    QTest.mouseClick(buttons[1], Qt.MouseButton.LeftButton)
    assert shell.current_id() == "reception"
    assert buttons[1].isChecked()
    shell.grab()


def test_the_palette_closes_when_the_focus_goes_elsewhere(qtbot: QtBot, shell: Shell) -> None:
    """Late sources of the program are asked with the text typed."""
    asked: list[str] = []
    shell.add_late_source(lambda text, _give: asked.append(text))
    shell.show_screen("today")
    robot = Robot(shell)
    robot.press("Ctrl+K")
    robot.commit("王")
    qtbot.waitUntil(lambda: asked == ["王"])
    screen = shell.shown_screen()
    assert isinstance(screen, Sample)
    screen.edit.setFocus()
    palette = shell.findChild(Palette)
    assert isinstance(palette, Palette)
    qtbot.waitUntil(palette.isHidden)
    robot.press("Ctrl+K", "Ctrl+K")
    assert palette.isHidden()


def _refuse(_setup: Setup) -> Any:
    raise Outage("共享文件夹", "请检查网线后重试")


def test_a_setup_that_fails_can_be_tried_again(
    qtbot: QtBot, context: Context, shown: Shown
) -> None:
    """The wizard stays where it is and says what is away."""
    window = FirstStart(_refuse, context.jobs, context.errors)
    robot = shown(window)
    window.begin()
    robot.press("Right", "Enter")
    assert window.step().id == "join"
    for name in ("share_folder", "hall_key"):
        window.form.fields[name].restore(JOIN[name])
    window.form.submit()
    for name in ("window_no", "window_name"):
        window.form.fields[name].restore(JOIN[name])
    window.form.submit()
    for name in ("clerk_name", "password", "repeat"):
        window.form.fields[name].restore(JOIN[name])
    window.form.submit()
    with qtbot.waitSignal(context.errors.banner):
        window.form.submit()
    assert window.step().id == "printer"
