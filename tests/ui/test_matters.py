"""Matters: found while typing, shown with what is missing, imported whole or not at all."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import attrs
import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from counter_app.domain.matters import Material
from counter_app.services import founding, matter_publishing
from counter_app.services.profiles import Opened
from counter_app.ui.screens.matter_guide import copies_words, material_words
from counter_app.ui.screens.matters import MattersScreen
from tests.hall import Clock, open_hall
from tests.ui.desk import make_context, make_shell
from tests.ui.robots import Robot

FOOD = "JC-SP-005"
Show = Callable[..., tuple[MattersScreen, Robot]]


@pytest.fixture
def opened(tmp_path: Path) -> Opened:
    """A new hall."""
    return open_hall(tmp_path, Clock())


@pytest.fixture
def show(qtbot: QtBot, opened: Opened) -> Show:
    """The screen in a shell, for a clerk or an administrator."""

    def make(role: str = "administrator", argument: object = None) -> tuple[MattersScreen, Robot]:
        desk = opened.desk
        desk.station = attrs.evolve(desk.station, roles=frozenset({"clerk", role}))
        shell, robot = make_shell(qtbot, make_context(opened), "matters", argument=argument)
        screen = shell.shown_screen()
        assert isinstance(screen, MattersScreen)
        return screen, robot

    return make


def words(screen: MattersScreen) -> str:
    """Everything the guide says."""
    return "\n".join(label.text() for label in screen.guide.findChildren(QLabel))


def food(**changes: object) -> dict[str, object]:
    """The shipped guide of the food permit with changes."""
    content = next(one for one in founding.shipped_matters() if one["code"] == FOOD)
    return {**content, **changes}


def listing(tmp_path: Path, *contents: object) -> Path:
    """A file to import."""
    file = tmp_path / "指南.json"
    file.write_text(json.dumps({"matters": contents}, ensure_ascii=False), encoding="utf-8")
    return file


def test_typing_finds_and_shows_the_guide(show: Show) -> None:
    """Scenario: a clerk types initials; the guide of the first hit stands on the right."""
    screen, robot = show()
    robot.type("jysb")
    robot.settle(200)
    shown = screen.code
    screen.search.edit.setText("食品经营")
    screen.search.ask_now()
    assert screen.code == FOOD
    assert shown or screen.search.hits()
    assert "食品经营许可" in screen.guide.name.text()


def test_missing_elements_are_named_and_unconfirmed_values_stand_out(show: Show) -> None:
    """Scenario: the validity is not confirmed and no blank is on file (A3.4.4)."""
    screen, _robot = show(argument=FOOD)
    assert "申请规范格式文本" in screen.guide.completeness.lines[1].text()
    warned = [
        label.text()
        for label in screen.guide.findChildren(QLabel)
        if label.property("tone") == "warn"
    ]
    assert "未核定" in warned
    assert screen.guide.materials.model_rows.rowCount() == 6
    assert screen.guide.about_material.text()


def test_the_parts_turn_by_keys(show: Show) -> None:
    """Scenario: from the search line, Ctrl+PgDn shows the materials and Ctrl+PgUp goes back."""
    screen, robot = show(argument=FOOD)
    screen.search.setFocus()
    robot.press("Ctrl+PgDown")
    assert screen.guide.tabs.currentIndex() == 1
    robot.press("Ctrl+PgUp", "Ctrl+PgUp")
    assert screen.guide.tabs.currentIndex() == 3


def test_every_shipped_guide_can_be_shown(show: Show) -> None:
    """Scenario: the clerk walks through all guides; none breaks the screen."""
    screen, robot = show()
    codes = set()
    for _step in range(len(screen.search.hits())):
        codes.add(screen.code)
        robot.press("Down")
    assert len(codes) == len(screen.search.hits())


def test_enter_goes_to_the_reception_with_the_matter(show: Show) -> None:
    """Scenario: the guide was found; the one-time notice is handed out at the reception."""
    screen, robot = show(argument=FOOD)
    asked: list[tuple[str, object]] = []
    screen.screen_requested.disconnect()
    screen.screen_requested.connect(lambda id, argument: asked.append((id, argument)))
    screen.search.setFocus()
    robot.press("Enter")
    assert asked == [("reception", screen.code)]


def test_a_clerk_may_not_import_and_is_told_why(show: Show) -> None:
    """Scenario: the action stays visible, disabled, with the reason."""
    screen, _robot = show("clerk")
    button = screen.actions_row.button("F6")
    assert button is not None and not button.isEnabled()
    assert button.toolTip()


def test_a_faulty_file_changes_nothing_and_every_fault_is_named(
    show: Show, opened: Opened, tmp_path: Path
) -> None:
    """Scenario: three guides, two with faults: row and field of each, nothing taken over."""
    screen, robot = show()
    file = listing(
        tmp_path, food(fee="80元"), food(code="X1", name=""), food(code="X2", materials=3)
    )
    robot.press("F6")
    screen.importing.file.restore(str(file))
    robot.press("Ctrl+Enter")
    found = screen.importing.findings.model_rows.rows()
    assert {one.row for one in found} == {2, 3}
    assert screen.importing.findings.isVisible()
    assert len(opened.desk.reference.versions()[FOOD]) == 1
    screen.importing.file.restore("elsewhere.json")
    assert screen.importing.findings.isHidden()


def test_a_good_file_is_checked_then_published(show: Show, opened: Opened, tmp_path: Path) -> None:
    """Scenario: a new fee from December; the version waits for its day (A3.4.5)."""
    screen, robot = show(argument=FOOD)
    robot.press("F6")
    screen.importing.file.restore(str(listing(tmp_path, food(fee="80元"))))
    screen.importing.day.restore("2026-12-01")
    robot.press("Ctrl+Enter")
    assert len(opened.desk.reference.versions()[FOOD]) == 1
    robot.press("Ctrl+Enter")
    assert len(opened.desk.reference.versions()[FOOD]) == 2
    assert screen.right.currentIndex() == 0
    rows = screen.guide.versions.model_rows.rows()
    assert [(one.number, one.in_force) for one in rows] == [(2, False), (1, True)]
    screen.guide.versions.chosen.emit(rows[0])
    assert "80元" in words(screen)


@pytest.mark.parametrize(
    ("file", "day", "named"), [("", "2026-12-01", "file"), ("x.json", "", "effective_from")]
)
def test_the_form_says_what_is_missing(show: Show, file: str, day: str, named: str) -> None:
    """Scenario: Enter without a file, or without a day."""
    screen, robot = show()
    robot.press("F6")
    screen.importing.file.restore(file)
    screen.importing.day.restore(day)
    robot.press("Ctrl+Enter")
    assert screen.importing.fields[named].fault


def test_a_day_that_has_passed_is_refused_at_the_field(show: Show, tmp_path: Path) -> None:
    """Scenario: the administrator dates a version back; papers of last week would change."""
    screen, robot = show()
    robot.press("F6")
    screen.importing.file.restore(str(listing(tmp_path, food(fee="80元"))))
    screen.importing.day.restore("2026-11-01")
    robot.press("Ctrl+Enter", "Ctrl+Enter")
    assert screen.importing.day.fault
    robot.press("F4")
    assert screen.right.currentIndex() == 0


def test_files_are_chosen_with_the_window_of_the_system(
    show: Show, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Scenario: F3 fills the path; the blank workbook is written where the clerk says."""
    screen, robot = show()
    target = tmp_path / "空白.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    robot.press("F7")
    assert load_workbook(target).sheetnames == ["事项", "材料清单"]
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(target), ""))
    robot.press("F6", "F3")
    assert screen.importing.file.value == str(target)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: ("", ""))
    robot.press("F3")
    assert screen.importing.file.value == str(target)


def test_news_from_another_window_does_not_move_the_clerk(show: Show) -> None:
    """Scenario: a new version arrives while the fifth guide is being read; it stays in view."""
    screen, robot = show()
    robot.press("Down", "Down", "Down", "Down")
    read = screen.code
    screen.refresh()
    assert screen.code == read
    assert screen.search.current().code == read


@pytest.mark.parametrize(
    ("originals", "copies", "said"),
    [(None, None, "未核定"), (1, 0, "1"), (2, 3, "3"), (0, 0, "")],
)
def test_numbers_of_copies_are_never_invented(
    originals: int | None, copies: int | None, said: str
) -> None:
    """Scenario: a source that states no number leaves 未核定; 0 and 0 means shown, not kept."""
    words = copies_words(Material(id="m01", name="申请书", originals=originals, copies=copies))
    assert said in words and words


def test_a_material_is_told_with_everything_known() -> None:
    """Scenario: the line of the table is too short; the sentence under it holds the rest."""
    told = material_words(
        Material(id="m01", name="申请书", source="自备", basis="第35条", deferrable=True)
    )
    assert all(part in told for part in ("申请书", "自备", "第35条"))


def test_a_matter_of_no_window_stands_out(show: Show, opened: Opened) -> None:
    """Scenario: nobody has said which window serves the new matter."""
    screen, _robot = show()
    new = food(code="JC-XX-009", name="新增示例事项")
    matter_publishing.publish_guides(opened.desk, [new], date(2026, 11, 23))
    screen.search.edit.setText("新增示例")
    screen.search.ask_now()
    assert screen.search.hits()[0].tone == "warn"
