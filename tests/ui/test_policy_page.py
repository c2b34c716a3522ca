"""The rules the hall sets for itself: shown to everybody, published by an administrator."""

from collections.abc import Callable
from pathlib import Path

import attrs
import pytest
from pytestqt.qtbot import QtBot

from counter_app.services.profiles import Opened
from counter_app.ui.forms.policy_page import PolicyPage
from counter_app.ui.screens.settings import SettingsScreen
from tests.hall import Clock, open_hall
from tests.ui.desk import make_context, make_shell
from tests.ui.robots import Robot

Show = Callable[[], tuple[PolicyPage, Robot]]


@pytest.fixture
def opened(tmp_path: Path) -> Opened:
    """A new hall whose first clerk administers it."""
    opened = open_hall(tmp_path, Clock())
    roles = frozenset({"clerk", "administrator"})
    opened.desk.station = attrs.evolve(opened.desk.station, roles=roles)
    return opened


@pytest.fixture
def show(qtbot: QtBot, opened: Opened) -> Show:
    """The page, the keys in its first field."""

    def make() -> tuple[PolicyPage, Robot]:
        context = make_context(opened)
        shell, robot = make_shell(qtbot, context, "settings", argument="policy")
        screen = shell.shown_screen()
        assert isinstance(screen, SettingsScreen)
        page = screen.page()
        assert isinstance(page, PolicyPage)
        page.begin()
        return page, robot

    return make


def test_an_administrator_publishes_the_rules(show: Show, opened: Opened) -> None:
    """3.5: yellow from three days on, corrections within twenty working days; it holds at once."""
    page, robot = show()
    page.restore({"warn_working_days": "3", "correction_amount": "20", "note": "中心会议决定"})
    robot.press("Ctrl+Enter")
    policy = opened.desk.reference.policy()
    assert policy.warn_working_days == 3
    assert policy.correction_limit is not None
    assert policy.correction_limit.amount == 20


def test_a_number_that_cannot_be_is_said_at_its_field(show: Show, opened: Opened) -> None:
    """99 days of warning: a slip of the finger; nothing is published."""
    page, robot = show()
    page.restore({"warn_working_days": "99", "note": "试"})
    robot.press("Ctrl+Enter")
    assert page.fields["warn_working_days"].fault
    assert opened.desk.reference.policy().warn_working_days == 1


def test_a_clerk_reads_and_is_told_who_decides(show: Show, opened: Opened) -> None:
    """A clerk: the button is greyed and says why."""
    roles = frozenset({"clerk"})
    opened.desk.station = attrs.evolve(opened.desk.station, roles=roles)
    page, robot = show()
    page.restore({"warn_working_days": "3", "note": "试"})
    robot.press("Ctrl+Enter")
    assert opened.desk.reference.policy().warn_working_days == 1
