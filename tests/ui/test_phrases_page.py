"""The courtesy phrases in the settings: what is published is said at the foot at once."""

from pathlib import Path

import attrs
import pytest
from pytestqt.qtbot import QtBot

from counter_app.services.profiles import Opened
from counter_app.ui.forms.phrases_page import PhrasesPage
from counter_app.ui.phrase_watch import PhraseWatch
from counter_app.ui.screens.settings import SettingsScreen
from counter_app.ui.shell import Shell
from tests.hall import Clock, open_hall
from tests.ui.desk import make_context, make_shell
from tests.ui.robots import Robot


@pytest.fixture
def opened(tmp_path: Path) -> Opened:
    """A new hall."""
    return open_hall(tmp_path, Clock())


def page_of(qtbot: QtBot, opened: Opened, *roles: str) -> tuple[PhrasesPage, Shell, Robot]:
    """The page before somebody with these roles, the keys in its first field."""
    opened.desk.station = attrs.evolve(opened.desk.station, roles=frozenset(roles))
    shell, robot = make_shell(qtbot, make_context(opened), "settings", argument="phrases")
    PhraseWatch(shell)
    screen = shell.shown_screen()
    assert isinstance(screen, SettingsScreen)
    page = screen.page()
    assert isinstance(page, PhrasesPage)
    page.begin()
    return page, shell, robot


def test_the_strip_says_what_was_published(qtbot: QtBot, opened: Opened) -> None:
    """An administrator words the greeting; the strip says it; annex 1 can be brought back."""
    page, shell, robot = page_of(qtbot, opened, "clerk", "administrator")
    before = shell.phrases.said("welcome")
    page.restore({"hello": "您好，欢迎您！", "note": "中心会议决定"})
    robot.press("Ctrl+Enter")
    assert "您好，欢迎您！" in shell.phrases.said("welcome")
    page.actions_row.actions_list()[1].call()
    page.restore({"note": "恢复原文"})
    robot.press("Ctrl+Enter")
    assert shell.phrases.said("welcome") == before


def test_a_lost_day_is_told_at_its_sentence(qtbot: QtBot, opened: Opened) -> None:
    """A1.5.3f: nothing is published without it."""
    page, _shell, robot = page_of(qtbot, opened, "clerk", "administrator")
    page.restore({"collect_on": "请来领取。", "note": "试"})
    robot.press("Ctrl+Enter")
    assert "{date}" in page.fields["collect_on"].fault


def test_clerks_read_and_change_nothing(qtbot: QtBot, opened: Opened) -> None:
    """The button says why not."""
    page, _shell, _robot = page_of(qtbot, opened, "clerk")
    assert page.fields["hello"].value == "您好！"
    assert page.actions_row.actions_list()[0].refused_because()
