"""The page of wordings with somebody before it, for its tests."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from counter_app.printing import catalogue
from counter_app.services.profiles import Opened
from counter_app.ui.context import Context
from counter_app.ui.forms.wording_editor import FORM
from counter_app.ui.forms.wordings_page import WordingsPage
from counter_app.ui.kit.fields import Field
from counter_app.ui.screens.settings import SettingsScreen
from tests.hall import Clock, open_hall
from tests.services.wording_desk import SLIP, administrator
from tests.ui.desk import make_context, make_shell
from tests.ui.robots import Robot

SHIPPED = catalogue.text_of(SLIP)
GREETING = 5
"""The line of the list at which the slip says 请您到: the sheet stands before the blocks."""

Show = Callable[..., tuple[WordingsPage, Robot]]


@pytest.fixture
def opened(tmp_path: Path) -> Opened:
    """A new hall with an administrator at its window."""
    hall = open_hall(tmp_path, Clock())
    administrator(hall)
    return hall


@pytest.fixture
def context(opened: Opened) -> Context:
    """The context of its window."""
    return make_context(opened)


@pytest.fixture
def show(qtbot: QtBot, context: Context) -> Show:
    """The page, entered as with Enter in the sections, with a layout open."""

    def make(layout: str = SLIP) -> tuple[WordingsPage, Robot]:
        shell, robot = make_shell(qtbot, context, "settings", argument="wordings")
        screen = shell.shown_screen()
        assert isinstance(screen, SettingsScreen)
        robot.press("Enter")
        page = screen.page()
        assert isinstance(page, WordingsPage)
        if layout:
            page.list.choose(layout)
        return page, robot

    return make


def focused(field: Field) -> bool:
    """Whether typing goes into the field."""
    return field.control.hasFocus()


def after_a_moment(robot: Robot) -> None:
    """The preview waits until nothing more is typed."""
    robot.settle(450)


def change(page: WordingsPage, robot: Robot, text: str = "请您前往") -> None:
    """Another greeting on the slip, typed in the form."""
    page.editor.setCurrentIndex(FORM)
    page.list.setFocus()
    robot.press("Enter")
    page.editor.blocks.select(GREETING)
    robot.press("Enter", "Ctrl+A")
    robot.commit(text)
    after_a_moment(robot)


def propose(page: WordingsPage, robot: Robot, text: str = "请您前往") -> None:
    """The greeting changed and proposed, with its reason."""
    change(page, robot, text)
    robot.press("F3")
    assert focused(page.versions.note) and page.versions.note.fault
    robot.commit("用语更礼貌")
    robot.press("F3")
