"""Ledgers on screen: chosen by keys, read page by page, printed, kept as PDF."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from counter_app.services import ledgers
from counter_app.services.profiles import Opened
from counter_app.ui.screens.ledgers import LedgersScreen
from tests.hall import Clock, open_hall
from tests.services.windows import receive
from tests.ui.desk import make_context, make_shell, papers_in
from tests.ui.robots import Robot

Show = Callable[..., tuple[LedgersScreen, Robot]]


@pytest.fixture
def opened(tmp_path: Path) -> Opened:
    """A hall with one case of today."""
    opened = open_hall(tmp_path, Clock())
    receive(opened.desk)
    return opened


@pytest.fixture
def show(qtbot: QtBot, opened: Opened) -> Show:
    """The screen, the keys in its form."""

    def make(kind: str = "") -> tuple[LedgersScreen, Robot]:
        shell, robot = make_shell(qtbot, make_context(opened), "ledgers", argument=kind or None)
        screen = shell.shown_screen()
        assert isinstance(screen, LedgersScreen)
        return screen, robot

    return make


def test_every_ledger_with_facts_can_be_chosen(show: Show) -> None:
    """The list names each by its Chinese title; none by its identifier."""
    screen, _robot = show()
    words = [screen.kind.control.itemText(n) for n in range(len(ledgers.AVAILABLE))]
    assert len(words) == len(ledgers.AVAILABLE)
    assert not [one for one in words if one.isascii()]


def test_a_ledger_is_drawn_printed_and_kept(
    show: Show, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """This month's cases: Ctrl+Enter shows a page, Ctrl+P prints it, Ctrl+S keeps the same PDF."""
    screen, robot = show("case_ledger")
    assert len([one for one in screen.findChildren(QLabel) if not one.pixmap().isNull()]) == 1
    robot.press("Ctrl+P")
    assert len(papers_in(tmp_path / "papers")) == 1
    path = tmp_path / "out.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(path), ""))
    robot.press("Ctrl+S")
    assert path.read_bytes() == screen.pdf


def test_nothing_is_printed_that_was_not_shown(show: Show, tmp_path: Path) -> None:
    """Both keys are greyed until a ledger stands there."""
    screen, robot = show()
    robot.press("Ctrl+P")
    assert screen.pdf == b""
    assert papers_in(tmp_path / "papers") == []


def test_days_the_wrong_way_round_are_said_at_their_field(show: Show) -> None:
    """From December to November."""
    screen, robot = show()
    screen.first.restore("2026-12-01")
    robot.press("Ctrl+Enter")
    assert screen.last.fault
    assert screen.pdf == b""


def test_another_ledger_takes_the_place_of_the_first(show: Show) -> None:
    """Drawn one after the other: the pages of the second alone are shown."""
    screen, robot = show("case_ledger")
    screen.kind.choose("paper_register")
    robot.press("Ctrl+Enter")
    shown = [one for one in screen.findChildren(QLabel) if not one.pixmap().isNull()]
    assert f"{screen.pages.count() - 1}" in screen.heading.text()
    assert shown
