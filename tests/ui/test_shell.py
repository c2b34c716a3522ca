"""The window as a whole, signing in, the first start."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from attrs import frozen
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from counter_app.domain.errors import Clash, Outage, Refusal
from counter_app.ui.context import Context
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


def test_without_an_absence_sign_there_is_no_switch(context: Context, shown: Shown) -> None:
    """Nobody answers the switch: neither button nor palette entry. With one, both and F12."""
    bare = Shell(context, entries())
    shown(bare)
    assert bare.top.absence.isHidden()
    words = [entry.text for entry in bare._palette_entries()]
    bare.close()
    asked: list[int] = []
    window = Shell(context, entries())
    window.answer_absence(lambda: asked.append(1))
    robot = shown(window)
    robot.press("F12")
    assert asked == [1]
    assert len(list(window._palette_entries())) == len(words) + 1


def test_warming_up_begins_after_the_first_paint(qtbot: QtBot, context: Context) -> None:
    """Modules are imported one per tick once the window stands."""
    sys.modules.pop("this", None)
    window = Shell(context, entries(), warm=["wave", "colorsys"])
    qtbot.addWidget(window)
    assert "wave" not in sys.modules
    with qtbot.waitSignal(window.painted):
        window.show()
    qtbot.waitUntil(lambda: {"wave", "colorsys"} <= set(sys.modules))


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


def test_the_rail_is_for_those_who_use_the_mouse(shell: Shell) -> None:
    """A click on the rail shows the screen."""
    buttons = shell.rail.findChildren(RailButton)
    QTest.mouseClick(buttons[1], Qt.MouseButton.LeftButton)
    assert shell.current_id() == "reception"
    assert buttons[1].isChecked()
    shell.grab()


def test_a_screen_reader_turns_a_screen_on(shell: Shell) -> None:
    """Assistive programs do not click: they turn the button on, and the screen is shown."""
    buttons = shell.rail.findChildren(RailButton)
    buttons[1].toggle()
    assert shell.current_id() == "reception"


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
