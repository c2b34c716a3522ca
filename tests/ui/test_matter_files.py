"""Blank forms, the public page and 一手清 from matters and reception (A3.2b, A3.4)."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from counter_app.services import blank_forms
from counter_app.services.profiles import Opened
from counter_app.ui.screens.matters import MattersScreen
from counter_app.ui.shell import Shell
from tests.hall import Clock, open_hall
from tests.services.test_guide_export import BLANK
from tests.services.wording_desk import administrator
from tests.ui.desk import make_context, make_shell, papers_in
from tests.ui.robots import Robot

FOOD = "JC-SP-005"


@pytest.fixture
def opened(tmp_path: Path) -> Opened:
    """A hall whose administrator sits at the window."""
    opened = open_hall(tmp_path, Clock())
    administrator(opened)
    return opened


@pytest.fixture
def shown(qtbot: QtBot, opened: Opened) -> tuple[MattersScreen, Robot, Shell]:
    """The guide of food permits, its first material chosen."""
    shell, robot = make_shell(qtbot, make_context(opened), "matters", argument=FOOD)
    screen = shell.shown_screen()
    assert isinstance(screen, MattersScreen)
    screen.guide.materials.select(0)
    return screen, robot, shell


def test_a_blank_is_attached_and_the_guide_made_public(
    shown: tuple[MattersScreen, Robot, Shell],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """F10 chooses the PDF, F11 where the page goes; the guide is complete between them."""
    _screen, robot, _shell = shown
    form, page = tmp_path / "申请书.pdf", tmp_path / "out.html"
    form.write_bytes(BLANK)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(form), ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(page), ""))
    robot.press("F10")
    assert [one.name for one in blank_forms.blanks_of(FOOD)] == ["申请书.pdf"]
    robot.press("Shift+F10")
    assert [one.is_sample for one in blank_forms.blanks_of(FOOD)] == [False, True]
    robot.press("F11")
    assert "食品经营许可" in page.read_text("utf-8")


def test_a_dialog_that_is_closed_does_nothing(
    shown: tuple[MattersScreen, Robot, Shell], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Esc in both dialogs."""
    _screen, robot, _shell = shown
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: ("", ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: ("", ""))
    robot.press("F10", "F11")
    assert blank_forms.blanks_of(FOOD) == []


def test_notice_and_blanks_come_out_together(
    shown: tuple[MattersScreen, Robot, Shell], opened: Opened, tmp_path: Path
) -> None:
    """一手清: at the reception F10 prints the one-time notice and every blank of the guide."""
    screen, robot, shell = shown
    form = tmp_path / "申请书.pdf"
    form.write_bytes(BLANK)
    screen.files.attach(form)
    shell.show_screen("reception", FOOD)
    QApplication.processEvents()
    robot.press("F10")
    assert len(papers_in(tmp_path / "papers")) == 2


def test_a_guide_without_blanks_still_gives_its_notice(
    shown: tuple[MattersScreen, Robot, Shell], tmp_path: Path
) -> None:
    """一手清 of a guide that has no form on file: the notice alone, and a word about it."""
    _screen, robot, shell = shown
    shell.show_screen("reception", FOOD)
    QApplication.processEvents()
    robot.press("F10")
    assert len(papers_in(tmp_path / "papers")) == 1


def test_guide_poster_and_changes_come_as_paper(
    shown: tuple[MattersScreen, Robot, Shell],
    opened: Opened,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Ctrl+P prints the guide, Ctrl+T keeps the poster, Ctrl+D says that nothing has changed."""
    screen, robot, _shell = shown
    form, poster = tmp_path / "申请书.pdf", tmp_path / "poster.pdf"
    form.write_bytes(BLANK)
    screen.files.attach(form)
    robot.press("Ctrl+P")
    assert len(papers_in(tmp_path / "papers")) == 1
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(poster), ""))
    robot.press("Ctrl+T")
    assert poster.read_bytes().startswith(b"%PDF")
    poster.unlink()
    robot.press("Ctrl+D")
    assert not poster.exists()
