"""Settings: chosen, tried, saved; what waits for the next start says so."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from attrs import evolve
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from counter_app.models.base import database
from counter_app.services import demo, equipment, profiles, this_pc
from counter_app.services.profiles import Opened
from counter_app.ui.context import Context
from counter_app.ui.forms import password_change
from counter_app.ui.forms.about import About
from counter_app.ui.forms.appearance import Appearance, px_of, tokens_of
from counter_app.ui.forms.printer_setup import PrinterSetup
from counter_app.ui.forms.share_setup import ShareSetup
from counter_app.ui.forms.window_setup import hours_words
from counter_app.ui.kit.theme import HIGH_CONTRAST, LIGHT, theme
from counter_app.ui.screens.settings import SettingsScreen
from tests.hall import Clock, open_hall
from tests.ui.desk import make_context, make_shell
from tests.ui.robots import Robot

Show = Callable[[str], tuple[SettingsScreen, Robot]]


@pytest.fixture
def opened(tmp_path: Path) -> Opened:
    """A new hall."""
    return open_hall(tmp_path, Clock())


@pytest.fixture
def context(opened: Opened) -> Context:
    """The context of its window."""
    return make_context(opened)


@pytest.fixture
def show(qtbot: QtBot, context: Context) -> Show:
    """The screen at a section, the focus in its page."""

    def make(section: str) -> tuple[SettingsScreen, Robot]:
        shell, robot = make_shell(qtbot, context, "settings", argument=section)
        screen = shell.shown_screen()
        assert isinstance(screen, SettingsScreen)
        screen.page().begin()
        return screen, robot

    return make


def test_sections_are_walked_by_keys(show: Show) -> None:
    """Scenario: Down to the next section, Enter into its page, Esc back."""
    screen, robot = show("hall")
    screen.activate()
    robot.press("Down", "Enter")
    page = screen.page()
    assert isinstance(page, ShareSetup)
    assert page.folder.edit.hasFocus()
    robot.press("Esc")
    assert screen.list.hasFocus()


def test_the_palette_opens_a_section(show: Show) -> None:
    """Scenario: Ctrl+K, dyj: the printers."""
    screen, _robot = show("hall")
    entry = next(one for one in screen.palette_entries() if one.initials == "dyj")
    entry.run()
    assert isinstance(screen.page(), PrinterSetup)


def test_the_hall_names_every_window_and_what_is_not_confirmed(show: Show) -> None:
    """Scenario: nobody has confirmed the supervision telephone; it says so."""
    screen, _robot = show("hall")
    texts = [label.text() for label in screen.page().findChildren(QLabel)]
    assert "未核定" in texts
    assert any("3号窗口" in text for text in texts)
    assert screen.pages["hall"].table.model_rows.rowCount() == 6  # type: ignore[attr-defined]


def test_hours_without_a_lunch_break_are_one_span(opened: Opened) -> None:
    """Scenario: a hall that stays open at noon."""
    table = evolve(opened.desk.reference.hall().hours[0], lunch=None)
    assert hours_words(table) == "08:30–18:00"


# Share


def test_a_share_is_tried_and_saved_for_the_next_start(
    show: Show, opened: Opened, tmp_path: Path
) -> None:
    """Scenario: the folder of the hall is typed, tried with F3 and saved with Enter."""
    screen, robot = show("share")
    page = screen.page()
    assert isinstance(page, ShareSetup)
    folder = tmp_path / "hall"
    folder.mkdir()
    marker = json.dumps({"hall": opened.desk.reference.hall().id})
    (folder / equipment.MARKER).write_text(marker, encoding="utf-8")
    page.folder.restore(str(folder))
    robot.press("F3")
    assert page.notice.property("tone") == "good"
    robot.press("Enter")
    assert this_pc.settings_of(opened.desk).share == folder
    assert page.notice.isVisible()


def test_a_share_that_is_away_lights_the_lamp_red(show: Show, tmp_path: Path) -> None:
    """Scenario: a slip in the path; the lamp and a sentence say so."""
    screen, robot = show("share")
    page = screen.page()
    assert isinstance(page, ShareSetup)
    page.folder.restore(str(tmp_path / "nowhere"))
    robot.press("F3")
    assert page.notice.property("tone") == "bad"
    page.folder.restore("")
    button = page.actions_row.button("F3")
    assert button is not None and not button.isEnabled()


def test_a_relative_share_is_a_fault_and_none_means_alone(show: Show, opened: Opened) -> None:
    """Scenario: `hall` is refused at the field; an empty line means a window that works alone."""
    screen, robot = show("share")
    page = screen.page()
    assert isinstance(page, ShareSetup)
    page.folder.restore("hall")
    robot.press("Enter")
    assert page.folder.fault
    page.folder.restore("")
    robot.press("Enter")
    assert this_pc.settings_of(opened.desk).share is None


# Printers


def test_a_printer_is_tried_saved_and_used_at_once(
    show: Show, opened: Opened, context: Context, tmp_path: Path
) -> None:
    """Scenario: the sample of the guide slip comes out; the next paper goes to the new printer."""
    screen, robot = show("printers")
    page = screen.page()
    assert isinstance(page, PrinterSetup)
    new = (tmp_path / "new").as_uri()
    page.fields["labels"].restore(new)
    page.kind.choose("guide_slip")
    robot.press("F3")
    assert page.notice.property("tone") == "good"
    assert len(list((tmp_path / "new").glob("*.pdf"))) == 1
    robot.press("Ctrl+Enter")
    assert this_pc.settings_of(opened.desk).printers["labels"] == new
    assert context.counter.address("guide_slip") == new


def test_a_wrong_address_is_named_at_its_field(show: Show) -> None:
    """Scenario: a web address instead of a printer's, tried and saved."""
    screen, robot = show("printers")
    page = screen.page()
    assert isinstance(page, PrinterSetup)
    page.fields["labels"].restore("http://192.0.2.1")
    page.kind.choose("guide_slip")
    robot.press("F3")
    assert page.fields["labels"].fault
    page.fields["papers"].restore("printer")
    robot.press("Ctrl+Enter")
    assert page.fields["papers"].fault and page.fields["labels"].fault
    page.fields["labels"].restore("")
    robot.press("F3")
    assert page.fields["papers"].fault
    page.fields["papers"].restore("")
    button = page.actions_row.button("F3")
    assert button is not None and not button.isEnabled()


def test_printers_given_as_a_fixed_table_wait_for_the_next_start(
    qtbot: QtBot, context: Context, opened: Opened
) -> None:
    """Scenario: the printers in force cannot be changed while running: the page says so."""
    from types import MappingProxyType

    fixed = evolve(context.counter, printers=MappingProxyType(dict(opened.pc.printers)))
    page = PrinterSetup(evolve(context, counter=fixed))
    qtbot.addWidget(page)
    page.refresh()
    page.save()
    assert page.notice.property("tone") == "good"


# Appearance


def test_size_and_colours_are_applied_at_once_and_kept(
    qtbot: QtBot, show: Show, opened: Opened
) -> None:
    """Scenario: 18 pt and high contrast are chosen; the window changes, the file knows it."""
    screen, robot = show("appearance")
    page = screen.page()
    assert isinstance(page, Appearance)
    robot.press(*["Right"] * 6)
    page.colours.choose("high_contrast")
    qtbot.waitUntil(lambda: theme.tokens is HIGH_CONTRAST, timeout=3000)
    assert theme.base_px == px_of(18)
    kept = this_pc.settings_of(opened.desk)
    assert (kept.font_size, kept.theme) == (18, "high_contrast")
    page.refresh()
    assert page.text_size.value == 18


def test_looking_at_the_page_applies_nothing(show: Show) -> None:
    """Scenario: the section is opened and left; the colours stay."""
    screen, _robot = show("appearance")
    screen.open("about")
    assert theme.tokens is LIGHT
    assert tokens_of("system") is LIGHT


def test_the_slider_takes_drafts_of_numbers_only(show: Show) -> None:
    """Scenario: a draft that is no number changes nothing."""
    screen, _robot = show("appearance")
    page = screen.page()
    assert isinstance(page, Appearance)
    page.text_size.restore("large")
    assert page.text_size.draft() == "12"


# Password


def fill(screen: SettingsScreen, *values: str) -> None:
    """Type the three passwords."""
    fields = screen.page().fields.values()
    for field, value in zip(fields, values, strict=True):
        field.restore(value)


def test_the_password_is_changed(show: Show, opened: Opened) -> None:
    """Scenario: old once, new twice; the new one opens the window tomorrow."""
    screen, robot = show("password")
    fill(screen, demo.PASSWORD, "new-secret-26", "new-secret-26")
    robot.press("Ctrl+Enter")
    assert [field.edit.text() for field in screen.page().fields.values()] == ["", "", ""]  # type: ignore[attr-defined]
    folder = this_pc.folder_of(opened.desk)
    assert profiles.sign_in(folder, opened.desk.station.clerk, "new-secret-26", Clock())


@pytest.mark.parametrize(
    ("values", "named"),
    [
        (("", "a-long-one", "a-long-one"), "old"),
        ((demo.PASSWORD, "a-long-one", "another-one"), "repeat"),
        (("not-it", "a-long-one", "a-long-one"), "old"),
    ],
)
def test_a_slip_in_a_password_is_named(show: Show, values: tuple[str, ...], named: str) -> None:
    """Scenario: empty, different, or not the password of this clerk."""
    screen, robot = show("password")
    fill(screen, *values)
    robot.press("Ctrl+Enter")
    assert screen.page().fields[named].fault
    assert password_change.PasswordChange is type(screen.page())


# About


def test_sound_records_are_said_to_be_sound(show: Show) -> None:
    """Scenario: the administrator verifies in the evening."""
    screen, robot = show("about")
    page = screen.page()
    assert isinstance(page, About)
    robot.press("F3")
    assert page.notice.property("tone") == "good"
    assert page.busy.isHidden()


def test_spoiled_records_are_listed(show: Show) -> None:
    """Scenario: a line of a list was edited by hand."""
    screen, robot = show("about")
    page = screen.page()
    assert isinstance(page, About)
    database.execute_sql("UPDATE document SET source = 'x' WHERE kind = 'hall'")
    robot.press("F3")
    assert page.notice.property("tone") == "bad"
    assert page.findings.model_rows.rowCount() == 1


def test_an_outage_while_verifying_is_told(show: Show) -> None:
    """Scenario: the table of the records is gone: a report is written, the page is free again."""
    screen, _robot = show("about")
    page = screen.page()
    assert isinstance(page, About)
    page._set_busy(True)
    assert page._busy_words()
    from counter_app.domain.errors import Refusal

    page._failed(Refusal("不能核验", "A5"))
    assert not page._busy_words()
    assert page.notice.isVisible()


def test_licences_and_the_data_folder(
    show: Show, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Scenario: F5 shows whose work is inside, F4 opens the folder of the records."""
    screen, robot = show("about")
    page = screen.page()
    assert isinstance(page, About)
    urls: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: urls.append(url.toLocalFile()))
    robot.press("F5", "F4")
    assert "LGPL" in page.licences.toPlainText()
    assert [Path(url) for url in urls] == [this_pc.folder_of(opened.desk)]


def test_news_of_the_hall_leave_typing_alone(show: Show) -> None:
    """Scenario: a new version of the hall arrives while a path is being typed."""
    screen, _robot = show("share")
    page = screen.page()
    assert isinstance(page, ShareSetup)
    page.folder.restore("/mnt/ha")
    screen.refresh()
    assert page.folder.value == "/mnt/ha"
