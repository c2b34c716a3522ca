"""The next version of a guide: written, checked, approved by a second person (A3.4.4, A3.4.5)."""

from collections.abc import Callable
from pathlib import Path

import attrs
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from counter_app.services import guide_changes
from counter_app.services.desk import Desk
from counter_app.services.matter_guides import guide_of
from counter_app.services.profiles import Opened
from counter_app.ui.forms.guide_editor import GuideEditor
from counter_app.ui.screens.matters import MattersScreen
from counter_app.ui.shell import Shell
from tests.hall import Clock, open_hall
from tests.services.wording_desk import administrator, supervisor
from tests.ui.desk import make_context, make_shell
from tests.ui.robots import Robot

CODE = "JC-SP-005"
Show = Callable[[], tuple[MattersScreen, Robot, Shell]]


@pytest.fixture
def opened(tmp_path: Path) -> Opened:
    """A hall whose administrator sits at the window."""
    opened = open_hall(tmp_path, Clock())
    administrator(opened)
    return opened


@pytest.fixture
def show(qtbot: QtBot, opened: Opened) -> Show:
    """The guide of food permits."""

    def make() -> tuple[MattersScreen, Robot, Shell]:
        shell, robot = make_shell(qtbot, make_context(opened), "matters", argument=CODE)
        screen = shell.shown_screen()
        assert isinstance(screen, MattersScreen)
        return screen, robot, shell

    return make


def editing(show: Show) -> tuple[GuideEditor, Robot, Shell]:
    """The editor of its next version, told what changes and why."""
    screen, robot, shell = show()
    robot.press("F8")
    QApplication.processEvents()
    editor = screen.editor
    assert editor.base is not None
    editor.restore({"effective_from": "2026-12-01", "note": "调整承诺", "basis": "中心通知"})
    return editor, robot, shell


def newest(desk: Desk) -> int:
    """The number of the newest version."""
    return guide_of(desk, CODE).versions[0].number


def test_a_version_goes_from_one_person_to_the_other(show: Show, opened: Opened) -> None:
    """A3.4.5: written with F8, approved with F9 and F6; a later day: the old one still holds."""
    editor, robot, shell = editing(show)
    editor.fields["pledged"].restore("10工作日")
    robot.press("Ctrl+Enter")
    assert len(guide_changes.waiting(opened.desk)) == 1
    supervisor(opened)
    shell.show_screen("today")
    robot.press("Enter")
    screen = shell.shown_screen()
    assert isinstance(screen, MattersScreen)
    (change,) = screen.answering.changes.model_rows.rows()
    assert (change.heading, change.after) == ("承诺时限", "10工作日")
    robot.press("F6")
    assert newest(opened.desk) == 2
    assert guide_of(opened.desk, CODE).spec.number == 1


def test_a_version_is_sent_back_with_a_reason(show: Show, opened: Opened) -> None:
    """A3.4.5: without a reason the field asks for it."""
    editor, robot, shell = editing(show)
    editor.fields["phone"].restore("0000-0000000")
    robot.press("Ctrl+Enter")
    supervisor(opened)
    shell.show_screen("matters", "proposals")
    screen = shell.shown_screen()
    assert isinstance(screen, MattersScreen)
    robot.press("F8")
    assert screen.answering.fields["reason"].fault
    screen.answering.fields["reason"].restore("依据不足")
    robot.press("F8")
    assert guide_changes.waiting(opened.desk) == ()
    assert newest(opened.desk) == 1


def test_who_proposed_does_not_approve(show: Show, opened: Opened) -> None:
    """A3.4.5: his own version is refused; he may withdraw it."""
    editor, robot, _shell = editing(show)
    editor.fields["phone"].restore("0000-0000000")
    robot.press("Ctrl+Enter")
    robot.press("F9", "F6")
    assert newest(opened.desk) == 1
    robot.press("F9")
    assert guide_changes.waiting(opened.desk) == ()


def test_what_is_missing_for_the_public_is_said_while_writing(show: Show) -> None:
    """A3.4.4: the eight elements: the blank form is missing until a material names one."""
    editor, _robot, _shell = editing(show)
    assert "申请规范格式文本" in editor.notice.text.text()
    editor.materials.fields["template"].restore("食品经营许可申请书.pdf")
    assert editor.notice.isHidden() or "申请规范格式文本" not in editor.notice.text.text()


@pytest.mark.parametrize(
    ("field", "text"), [("statutory", "二十天"), ("pledged", "30工作日"), ("effective_from", "昨")]
)
def test_what_means_nothing_is_said_at_its_field(show: Show, field: str, text: str) -> None:
    """A limit without a unit, a pledge longer than the law, a day that is none."""
    editor, robot, _shell = editing(show)
    editor.fields[field].restore(text)
    robot.press("Ctrl+Enter")
    assert editor.fields[field].fault


def test_a_material_without_its_basis_is_refused(show: Show, opened: Opened) -> None:
    """A3.4.6: added by hand, no article demands it: nothing is proposed."""
    editor, robot, _shell = editing(show)
    editor.materials.add()
    editor.materials.fields["name"].restore("无违法证明")
    robot.press("Ctrl+Enter")
    assert guide_changes.waiting(opened.desk) == ()
    editor.materials.fields["basis"].restore("食品安全法 第35条")
    editor.setFocus()
    robot.press("Ctrl+Enter")
    assert len(guide_changes.waiting(opened.desk)) == 1


def test_a_number_of_copies_that_is_none_leads_to_its_material(show: Show) -> None:
    """The fault stands at the field of the material it is about."""
    editor, robot, _shell = editing(show)
    editor.materials.fields["originals"].restore("两份")
    robot.press("Ctrl+Enter")
    assert editor.materials.fields["originals"].fault


def test_materials_are_moved_and_left_out(show: Show) -> None:
    """The order of the guide, and what the next version asks for no more."""
    editor, _robot, _shell = editing(show)
    names = [row["name"] for row in editor.materials.rows()]
    editor.materials.move_by(1)
    assert [row["name"] for row in editor.materials.rows()][:2] == [names[1], names[0]]
    editor.materials.remove()
    assert len(editor.materials.rows()) == len(names) - 1


def test_a_half_written_version_is_there_again(show: Show) -> None:
    """Esc keeps it; F4 drops it."""
    editor, robot, _shell = editing(show)
    editor.fields["phone"].restore("0000-0000000")
    robot.press("Esc")
    robot.press("F8")
    QApplication.processEvents()
    assert editor.fields["phone"].draft() == "0000-0000000"
    robot.press("F4")
    assert editor.fields["phone"].draft() == ""


def test_a_clerk_reads_and_does_not_write(show: Show, opened: Opened) -> None:
    """A3.4.5: the key says who may."""
    station = opened.desk.station
    opened.desk.station = attrs.evolve(station, roles=frozenset({"clerk"}))
    screen, robot, _shell = show()
    robot.press("F8")
    assert screen.right.currentIndex() == 0
