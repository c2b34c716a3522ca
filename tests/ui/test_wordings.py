"""Wordings in the settings: changed in a form or as text, proposed, put in force by another."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from counter_app.printing import catalogue
from counter_app.services.profiles import Opened
from counter_app.ui.context import Context
from counter_app.ui.forms.wording_editor import FORM, TEXT
from counter_app.ui.forms.wordings_page import WordingsPage
from counter_app.ui.screens.settings import SettingsScreen
from tests.services.wording_desk import (
    SLIP,
    signed_in,
    supervisor,
)
from tests.ui.desk import make_shell
from tests.ui.wording_page import (
    GREETING,
    SHIPPED,
    Show,
    after_a_moment,
    change,
    context,
    focused,
    opened,
    show,
)

__all__ = ["context", "opened", "show"]

# Who


def test_a_clerk_is_told_why_not(show: Show, opened: Opened) -> None:
    """Scenario: a clerk looks into the section: who changes wordings, and on what ground."""
    signed_in(opened, "S03", "clerk")
    page, _robot = show("")
    assert page.notice.isVisible() and not page.panes.isVisible()
    assert page.window().focusWidget() is not page.list
    assert "管理员" in page.notice.text.text() and "一次性告知制" in page.notice.small.text()


def test_a_supervisor_looks_and_answers_but_does_not_propose(show: Show, opened: Opened) -> None:
    """Scenario: F3 is refused and says why."""
    supervisor(opened)
    page, robot = show()
    change(page, robot)
    button = page.row.button("F3")
    assert button is not None and not button.isEnabled()
    assert "管理员" in button.toolTip()


def test_the_page_takes_the_room_of_the_sections_and_gives_it_back(
    qtbot: QtBot, context: Context
) -> None:
    """Scenario: Enter into the page, Enter into the parts, Esc back to the sections."""
    shell, robot = make_shell(qtbot, context, "settings", argument="wordings")
    screen = shell.shown_screen()
    assert isinstance(screen, SettingsScreen)
    page = screen.page()
    assert isinstance(page, WordingsPage)
    assert screen.list.isVisible()
    robot.press("Enter")
    assert not screen.list.isVisible() and page.list.hasFocus()
    screen.activate()
    assert page.list.hasFocus()
    robot.press("Enter")
    assert page.editor.blocks.hasFocus()
    robot.press("Esc")
    assert screen.list.isVisible() and screen.list.hasFocus()


def test_the_list_names_every_paper_under_its_group(show: Show) -> None:
    """Scenario: every paper is on the list; walking down passes a heading by and opens each."""
    page, robot = show("")
    data = (page.list.item(row).data(Qt.ItemDataRole.UserRole) for row in range(page.list.count()))
    assert [layout for layout in data if layout] == list(catalogue.names())
    first_group = len(next(iter(catalogue.GROUPS.values())))
    seen = [page.layout_name]
    for _step in range(first_group + 1):
        robot.press("Down")
        seen.append(page.layout_name)
    assert seen == list(catalogue.names()[: first_group + 2])
    assert page.list.title_of(SLIP) == "引导单"
    assert page.list.title_of("hologram") == "hologram"


# The form


def test_a_field_changes_the_text_the_picture_and_nothing_else(show: Show) -> None:
    """Scenario: another greeting; the text has it, the preview is drawn anew without faults."""
    page, robot = show()
    before = page.preview.pages
    change(page, robot)
    assert page.text == SHIPPED.replace('text = "请您到"', 'text = "请您前往"')
    assert page.preview.pages != before and page.preview.first_fault() is None


def test_what_was_typed_is_there_after_a_restart(show: Show) -> None:
    """Scenario: the program ends before anything was proposed; the draft comes back."""
    page, robot = show()
    change(page, robot)
    robot.settle(500)
    again, _robot = show()
    assert again.text == page.text and again is not page
    assert again.notice.property("tone") == "info"
    robot.press("F11")
    assert again.text == SHIPPED
    assert show()[0].text == SHIPPED


def test_each_paper_keeps_its_own_draft(show: Show) -> None:
    """Scenario: the administrator turns to another paper and comes back."""
    page, robot = show()
    change(page, robot)
    typed = page.text
    page.list.choose("advice_slip")
    assert page.text == catalogue.text_of("advice_slip")
    page.list.choose(SLIP)
    assert page.text == typed


def test_parts_are_moved_switched_removed_added_and_taken_back_by_keys(show: Show) -> None:
    """Scenario: each key changes the list and the text; Ctrl+B gives every step back."""
    page, robot = show()
    robot.press("Enter")
    page.editor.blocks.select(GREETING)

    def words() -> list[str]:
        return [line.words for line in page.editor.layout_text.blocks()]

    shipped = words()
    robot.press("Ctrl+Up")
    assert words()[GREETING - 2] == shipped[GREETING - 1]
    assert page.editor.place() == GREETING - 2
    robot.press("Ctrl+Down", "Ctrl+D")
    assert page.editor.layout_text.blocks()[GREETING - 1].off
    robot.press("Space", "Delete")
    assert len(words()) == len(shipped) - 1
    robot.press("Ctrl+N")
    assert focused(page.editor.fields.fields["text"])
    robot.press("Ctrl+R")
    assert len(words()) == len(shipped) - 1
    robot.press(*["Ctrl+B"] * 7)
    assert page.text == SHIPPED
    button = page.editor.row.button("Ctrl+B")
    assert button is not None and not button.isEnabled()


def test_the_sheet_is_not_moved_or_removed(show: Show) -> None:
    """Scenario: the first line is the sheet itself."""
    page, robot = show()
    robot.press("Enter", "Delete", "Space", "Ctrl+Down")
    assert page.text == SHIPPED


def test_sheet_margins_and_copies_are_fields_too(show: Show) -> None:
    """Scenario: Enter from field to field; the paper size is chosen, margins and copies typed."""
    page, robot = show("one_time_notice")
    robot.press("Enter", "Enter")
    fields = page.editor.fields.fields
    assert focused(fields["title"])
    fields["page.margin"].restore("20, 27, 16, 27")
    fields["copies"].restore("第一联　申请人")
    fields["page.size"].restore("A4L")
    after_a_moment(robot)
    spec = catalogue.read("one_time_notice", page.text)
    assert (spec.page.size, spec.page.margin, spec.copies) == (
        "A4L",
        (20, 27, 16, 27),
        ("第一联　申请人",),
    )
    last = list(fields.values())[-1]
    last.setFocus()
    robot.press("Enter")
    assert page.editor.blocks.hasFocus()


def test_widths_that_mean_nothing_are_said_at_the_field(show: Show) -> None:
    """Scenario: letters among the widths: the sentence stands below, the text stays."""
    page, robot = show("one_time_notice")
    page.editor.blocks.select(5)
    field = page.editor.fields.fields["cols"]
    before = page.text
    field.restore("24, abc")
    after_a_moment(robot)
    assert field.fault and page.text == before
    page.editor.fields.fields["gap"].restore("4")
    after_a_moment(robot)
    assert field.fault and "gap = 4" in page.text
    field.restore("30, 48, 30, 48")
    assert not field.fault and "[30, 48, 30, 48]" in page.text


def test_a_fault_of_the_layout_stands_at_its_field_and_in_the_list(show: Show) -> None:
    """Scenario: type as tall as the sheet; the last good picture stays, Ctrl+G leads to the field.

    The sentence goes as soon as it is right again.
    """
    page, robot = show()
    page.editor.blocks.select(GREETING)
    page.editor.fields.fields["size"].restore("400")
    pages = page.preview.pages
    after_a_moment(robot)
    fault = page.preview.first_fault()
    assert fault is not None and fault.field == "size"
    assert page.editor.fields.fields["size"].fault == fault.message
    assert page.preview.pages == pages and page.preview.faults.isVisible()
    page.editor.blocks.select(1)
    robot.press("Ctrl+G")
    assert page.editor.place() == GREETING - 1
    assert focused(page.editor.fields.fields["size"])
    page.editor.fields.fields["size"].restore("12")
    after_a_moment(robot)
    assert not page.editor.fields.fields["size"].fault
    assert not page.preview.faults.isVisible()


# The text


def test_text_and_form_are_two_sides_of_one_layout(show: Show) -> None:
    """Scenario: Ctrl+PgDn to the text at the same block; what is typed there is in the form."""
    page, robot = show()
    robot.press("Enter")
    page.editor.blocks.select(GREETING)
    robot.press("Ctrl+PgDown")
    assert page.editor.currentIndex() == TEXT and page.editor.text.edit.hasFocus()
    line = page.editor.text.edit.textCursor().blockNumber() + 1
    assert page.editor.layout_text.place_of(line) == GREETING - 1
    page.editor.text.edit.setPlainText(SHIPPED.replace("请您到", "请往"))
    robot.press("Ctrl+PgUp")
    assert page.editor.currentIndex() == FORM and page.editor.blocks.hasFocus()
    page.editor.blocks.select(GREETING)
    assert page.editor.fields.fields["text"].draft() == "请往"


def test_a_text_that_is_no_toml_closes_the_form_until_it_is_right(show: Show) -> None:
    """Scenario: the expert forgets a quote; line and reason are named, nothing typed is lost."""
    page, robot = show()
    page.editor.setCurrentIndex(TEXT)
    broken = SHIPPED.replace('title = "引导单"', 'title = "引导单')
    page.editor.text.edit.setPlainText(broken)
    after_a_moment(robot)
    fault = page.preview.first_fault()
    assert fault is not None and fault.line == 2
    page.preview.faults.setFocus()
    robot.press("Enter")
    assert page.editor.text.edit.textCursor().blockNumber() == 1
    page.editor.setCurrentIndex(FORM)
    assert page.editor.unreadable.isVisible()
    assert page.editor.blocks.model_rows.rowCount() == 0
    robot.press("Ctrl+G")
    assert page.editor.currentIndex() == TEXT and page.text == broken
    page.editor.text.edit.setPlainText(SHIPPED)
    page.editor.setCurrentIndex(FORM)
    assert not page.editor.unreadable.isVisible() and page.editor.blocks.current() is not None


def test_a_fault_without_a_field_of_its_own_leads_to_its_line(show: Show) -> None:
    """Scenario: an unknown word in a block; the form has no field for it, the text has a line."""
    page, robot = show()
    page.editor.setCurrentIndex(TEXT)
    page.editor.text.edit.setPlainText(
        SHIPPED.replace('type = "rule"', 'type = "rule"\nmood = 1', 1)
    )
    page.editor.setCurrentIndex(FORM)
    after_a_moment(robot)
    robot.press("Ctrl+G")
    assert page.editor.currentIndex() == TEXT
    assert page.editor.text.edit.textCursor().block().text() == "mood = 1"
