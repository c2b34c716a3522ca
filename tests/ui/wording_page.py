"""The page of wordings with somebody before it, for its tests."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from counter_app.services.profiles import Opened
from counter_app.ui.context import Context
from counter_app.ui.forms.wordings_page import WordingsPage
from counter_app.ui.screens.settings import SettingsScreen
from tests.hall import Clock, open_hall
from tests.services.wording_desk import SLIP, administrator
from tests.ui.desk import make_context, make_shell
from tests.ui.robots import Robot

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
