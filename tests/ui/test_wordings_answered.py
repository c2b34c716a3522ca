"""Wordings in the settings: proposed with a reason, put in force or sent back by another."""

from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from counter_app.domain.wordings.state import WordingState
from counter_app.services import wording_check, wording_reading, wordings
from counter_app.services.profiles import Opened
from counter_app.ui.context import Context
from counter_app.ui.forms.case_papers import PaperPreview
from counter_app.ui.forms.wording_editor import FORM, VERSIONS
from counter_app.ui.forms.wordings_page import WordingsPage
from counter_app.ui.screens.settings import SettingsScreen
from counter_app.ui.screens.today import TodayScreen
from tests.services.wording_desk import (
    SLIP,
    administrator,
    put_in_force,
    reworded,
    supervisor,
)
from tests.ui.desk import make_shell
from tests.ui.wording_page import (
    SHIPPED,
    Show,
    change,
    context,
    focused,
    opened,
    propose,
    show,
)

__all__ = ["context", "opened", "show"]


# Proposing and answering


def test_a_wording_is_proposed_and_put_in_force_by_a_second_person(
    show: Show, opened: Opened
) -> None:
    """Scenario: S08 proposes with a reason; S07 compares it and puts it in force, by keys alone."""
    page, robot = show()
    propose(page, robot)
    assert page.text == SHIPPED
    proposal = page.versions.current()
    assert proposal is not None and proposal.note == "用语更礼貌"
    assert "待审定" in page.list.currentItem().text()
    button = page.row.button("F4")
    assert button is not None and not button.isEnabled()
    supervisor(opened)
    page.refresh()
    robot.press("F7")
    found = page.versions.differences.model_rows.rows()
    assert [one.field for one in found] == ["text"]
    robot.press("F4")
    today = opened.desk.clock().date()
    assert "请您前往" in wordings.text_in_force(SLIP, today)
    assert "自订第1版" in page.list.currentItem().text()


def test_a_day_in_the_past_is_said_at_its_field(show: Show, opened: Opened) -> None:
    """Scenario: the second person types yesterday."""
    page, robot = show()
    propose(page, robot)
    supervisor(opened)
    page.refresh()
    page.versions.day.restore("2026-11-22")
    robot.press("F4")
    assert page.versions.day.fault and focused(page.versions.day)
    page.versions.day.restore("no day")
    robot.press("F4")
    assert page.versions.day.fault


def test_a_proposal_is_sent_back_with_a_reason_or_withdrawn(show: Show, opened: Opened) -> None:
    """Scenario: F5 asks why; F6 is the proposer's own."""
    page, robot = show()
    propose(page, robot)
    supervisor(opened)
    page.refresh()
    robot.press("F5")
    assert focused(page.versions.reason) and page.versions.reason.fault
    robot.commit("“前往”不够口语")
    robot.press("F5")
    administrator(opened)
    page.refresh()
    propose(page, robot, "请您去")
    page.versions.table.select(0)
    robot.press("F6")
    states = [one.state for one in wording_reading.versions(opened.desk, SLIP)]
    assert states == [None, WordingState.REJECTED, WordingState.WITHDRAWN]
    page.versions.table.select(1)
    assert "“前往”不够口语" in page.versions.about.text()


def test_a_wording_put_in_force_meanwhile_is_told(show: Show, opened: Opened) -> None:
    """Scenario: while one administrator types, another wording comes into force.

    What was typed stays; it is compared, then begun anew.
    """
    page, robot = show()
    change(page, robot)
    typed = page.text
    put_in_force(opened, reworded())
    administrator(opened)
    page.editor.setCurrentIndex(VERSIONS)
    page.versions.note.restore("用语更礼貌")
    robot.press("F3")
    assert page.notice.property("tone") == "warn" and page.text == typed
    page.saving.save_now()
    again, _robot = show()
    assert again.notice.property("tone") == "warn" and again.text == typed
    robot.press("F11")
    assert again.text == reworded()


def test_begin_from_an_older_version_and_back_to_the_shipped_one(
    show: Show, opened: Opened
) -> None:
    """Scenario: F8 takes the version looked at, F9 the shipped text; both are proposed as usual."""
    put_in_force(opened, reworded())
    put_in_force(opened, reworded(mark="（二）"))
    administrator(opened)
    page, robot = show()
    assert page.text == reworded(mark="（二）")
    page.versions.table.select(1)
    robot.press("F8")
    assert page.text == reworded() and page.is_changed
    robot.press("F9")
    assert page.text == SHIPPED
    page.versions.note.restore("恢复出厂版式")
    robot.press("F3")
    newest = page.versions.current()
    assert newest is not None and newest.back_to_shipped
    assert "出厂" in page.versions.about.text()


def test_two_texts_without_a_difference_say_so(show: Show) -> None:
    """Scenario: the wording in force is compared with itself."""
    page, robot = show()
    robot.press("F7")
    assert page.versions.compared.isVisible() and not page.versions.differences.isVisible()


def test_a_sample_is_printed_and_looked_at_large(show: Show, opened: Opened) -> None:
    """Scenario: F10 prints with 样张 across, Ctrl+O opens the pages in a window, Esc closes it."""
    page, robot = show()
    robot.press("F10")
    assert page.notice.property("tone") == "good"
    folder = opened.pc.profile.parent / "papers"
    assert len(list(folder.rglob("*.pdf"))) == 1
    robot.press("Ctrl+O")
    windows = [one for one in QApplication.topLevelWidgets() if isinstance(one, PaperPreview)]
    assert [len(one.findChildren(QLabel)) > 0 for one in windows] == [True]
    windows[0].close()


def test_a_sample_without_a_printer_says_what_to_do(
    show: Show, opened: Opened, context: Context
) -> None:
    """Scenario: no printer is set up; the key works again afterwards."""
    page, robot = show()
    context.counter.printers.clear()
    told: list[object] = []
    context.errors.banner.connect(lambda outage, _retry: told.append(outage))
    robot.press("F10")
    button = page.row.button("F10")
    assert told and button is not None and button.isEnabled()


def test_other_windows_change_the_lists_not_what_is_typed(show: Show, opened: Opened) -> None:
    """Scenario: a wording of another paper arrives; the list shows it, the draft stays."""
    page, robot = show()
    change(page, robot)
    typed = page.text
    put_in_force(opened, reworded("advice_slip"), layout="advice_slip")
    administrator(opened)
    page.refresh()
    words = [page.list.item(row).text() for row in range(page.list.count())]
    assert any("自订第1版" in one for one in words)
    assert page.text == typed and page.layout_name == SLIP


def test_among_the_versions_the_one_looked_at_is_drawn(show: Show, opened: Opened) -> None:
    """Scenario: the second person walks through the versions; back at the form, the form's text."""
    page, robot = show()
    propose(page, robot)
    supervisor(opened)
    page.refresh()
    proposed = page.versions.current()
    assert proposed is not None
    assert page.preview.pages == wording_check.preview(SLIP, proposed.text)
    page.versions.table.setFocus()
    robot.press("Down")
    assert page.preview.pages == wording_check.preview(SLIP, SHIPPED)
    robot.press("Up", "Ctrl+PgDown")
    assert page.editor.currentIndex() == FORM
    assert page.preview.pages == wording_check.preview(SLIP, SHIPPED)


def test_a_waiting_wording_stands_on_the_list_of_today(
    qtbot: QtBot, context: Context, opened: Opened
) -> None:
    """Scenario: the supervisor signs in; Enter on the line leads to the proposal, F4 answers it."""
    base = wordings.standing(SLIP).last
    wordings.propose(opened.desk, SLIP, reworded(), base, "用语更礼貌")
    supervisor(opened)
    shell, robot = make_shell(qtbot, context, "today")
    today = shell.shown_screen()
    assert isinstance(today, TodayScreen)
    details = [line.task.detail for line in today.table.model_rows.rows()]
    assert details == ["用语更礼貌"]
    robot.press("Enter")
    screen = shell.shown_screen()
    assert isinstance(screen, SettingsScreen)
    page = screen.page()
    assert isinstance(page, WordingsPage)
    assert page.layout_name == SLIP and page.editor.currentIndex() == VERSIONS
    robot.press("F4")
    assert wordings.last_text(SLIP) == reworded()
