"""Cards and papers read on any screen: nothing of them stays where it was not meant."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from counter_app.services import errands, intake, reception
from counter_app.services.parties import PartyInput
from counter_app.services.profiles import Opened
from counter_app.services.reception import Reception
from counter_app.ui.forms.ask_form import AskForm
from counter_app.ui.forms.paper_by_hand import PaperChoice
from counter_app.ui.kit.palette import Palette
from counter_app.ui.kit.toast import Toast
from counter_app.ui.screens.cases import CasesScreen
from counter_app.ui.screens.catalogue import SCREENS
from counter_app.ui.screens.papers import PapersScreen
from counter_app.ui.screens.reception import ReceptionScreen
from counter_app.ui.screens.screen import Screen
from counter_app.ui.screens.window_desk import WindowDeskScreen
from counter_app.ui.shell import Shell
from tests.hall import Clock, open_hall
from tests.ui.desk import facts_about, make_context, make_shell
from tests.ui.robots import Robot

NUMBER = "141122199001010005"
CARD = f"王示例 {NUMBER}"
UNKNOWN = "JC:交政务〔2026〕引字第W09-00001号"


@pytest.fixture
def opened(tmp_path: Path) -> Opened:
    """Window 3 of the hall."""
    return open_hall(tmp_path, Clock())


@pytest.fixture
def window(qtbot: QtBot, opened: Opened) -> tuple[Shell, Robot]:
    """The clerk's window at the list of today."""
    return make_shell(qtbot, make_context(opened), "today")


def at(shell: Shell, id: str) -> Screen:
    """Go to a screen."""
    shell.show_screen(id)
    screen = shell.shown_screen()
    assert screen is not None
    return screen


def typed_in(shell: Shell) -> str:
    """All that stands in the fields of the window."""
    lines = [one.text() for one in shell.findChildren(QLineEdit)]
    return "".join([*lines, *(one.toPlainText() for one in shell.findChildren(QPlainTextEdit))])


def toasts(shell: Shell) -> list[str]:
    """The words in passing."""
    return [one.accessibleName() for one in shell.findChildren(Toast)]


def receipt(opened: Opened) -> tuple[str, str]:
    """A case of 王示例 and the number of its receipt."""
    who = PartyInput(name="王示例", number=NUMBER)
    entry = intake.Application(matter="JC-SP-005", applicant=who)
    case = intake.receive(opened.desk, entry).value.case
    paper = intake.issue_receipt(opened.desk, case).value.paper
    assert paper is not None
    return case, paper.number


@pytest.mark.parametrize("id", [one.id for one in SCREENS if one.id not in ("reception", "cases")])
def test_a_card_stays_in_no_field_of_any_screen(window: tuple[Shell, Robot], id: str) -> None:
    """S-bad input: wherever the keys are, the number is not typed; the clerk is told where."""
    shell, robot = window
    at(shell, id)
    robot.scan(CARD)
    assert NUMBER not in typed_in(shell)
    assert any("F2" in text for text in toasts(shell))


@pytest.mark.parametrize(("key", "field"), [("F3", "caller.name"), ("F4", "person.name")])
def test_a_card_names_who_a_record_is_about(
    window: tuple[Shell, Robot], key: str, field: str
) -> None:
    """A message and an opinion take the name; the note the keys were in stays as it was."""
    shell, robot = window
    screen = at(shell, "window")
    robot.press(key)
    assert isinstance(screen, WindowDeskScreen) and isinstance(screen.side.form, AskForm)
    content = screen.side.form.fields["content"]
    content.setFocus()
    robot.commit("请回电")
    robot.scan(CARD)
    assert screen.side.form.fields[field].value == "王示例"
    assert content.value == "请回电" and NUMBER not in typed_in(shell)


def test_a_form_without_a_name_takes_no_card(window: tuple[Shell, Robot]) -> None:
    """A dispute names nobody: the clerk is told, the note stays as it was."""
    shell, robot = window
    at(shell, "window")
    robot.press("F5")
    robot.scan(CARD)
    assert NUMBER not in typed_in(shell) and toasts(shell)


def test_a_card_finds_the_cases_of_its_owner(window: tuple[Shell, Robot], opened: Opened) -> None:
    """On the list of cases only the last digits are typed for the clerk."""
    case, _number = receipt(opened)
    shell, robot = window
    screen = at(shell, "cases")
    robot.scan(CARD)
    assert isinstance(screen, CasesScreen)
    assert [one.id for one in screen.list.table.model_rows.rows()] == [case]
    assert NUMBER not in typed_in(shell)
    screen.open(case)
    robot.scan(CARD)
    assert screen.pages.currentWidget() is screen.detail and toasts(shell)


def test_a_card_judges_no_material(window: tuple[Shell, Robot], opened: Opened) -> None:
    """The digits of a number are no verdicts: the checklist of the case stays as it was."""
    case, _number = receipt(opened)
    shell, robot = window
    shell.show_screen("cases", case)
    before = facts_about(opened, case)
    robot.scan(CARD)
    robot.settle(60)
    assert facts_about(opened, case) == before


def test_a_slip_of_another_window_finds_its_citizen(
    window: tuple[Shell, Robot], opened: Opened
) -> None:
    """The QR of a paper read on any screen goes on with its visit, even from the palette."""
    made = reception.tell_orally(opened.desk, Reception(matter="JC-SP-006")).value
    entry = Reception(matter="JC-SP-006", visit=made.visit)
    served = reception.issue_one_time_notice(opened.desk, entry).value
    assert served.paper is not None
    shell, robot = window
    shell.open_palette()
    robot.scan(f"JC:{served.paper.number}")
    screen = shell.shown_screen()
    assert isinstance(screen, ReceptionScreen)
    assert (screen.form.visit, screen.form.matter) == (made.visit, "JC-SP-006")
    robot.settle()
    palette = shell.findChild(Palette)
    assert palette is not None and not palette.isVisible()


def test_a_paper_of_a_case_shows_the_case(window: tuple[Shell, Robot], opened: Opened) -> None:
    """A receipt voucher read at the reception belongs to the cases."""
    case, number = receipt(opened)
    shell, robot = window
    at(shell, "reception")
    robot.scan(f"JC:{number}")
    screen = shell.shown_screen()
    assert isinstance(screen, CasesScreen) and screen.detail.isVisible()
    assert screen.detail.case == case


def test_a_paper_of_neither_visit_nor_case_stands_in_the_register(
    window: tuple[Shell, Robot], opened: Opened
) -> None:
    """The slip of a message is about a caller: it is found among the papers, and no case of his is
    looked for."""
    caller = PartyInput(name="孙试样", phone="13500001234")
    day = opened.desk.clock().date()
    slip = errands.take_message(opened.desk, "S05", "请回电", day, caller).value
    shell, robot = window
    robot.scan(f"JC:{slip.number}")
    screen = shell.shown_screen()
    assert isinstance(screen, PapersScreen) and screen.list.edit.text() == slip.number


def test_a_paper_nobody_knows_is_told(window: tuple[Shell, Robot]) -> None:
    """It may come from a window that has not synchronized yet."""
    shell, robot = window
    robot.scan(UNKNOWN)
    assert shell.current_id() == "today" and toasts(shell)


def test_the_register_of_papers_finds_the_paper(
    window: tuple[Shell, Robot], opened: Opened
) -> None:
    """On the print desk the paper itself is meant; in its form the case it is filled in for."""
    _case, number = receipt(opened)
    shell, robot = window
    screen = at(shell, "papers")
    assert isinstance(screen, PapersScreen)
    robot.scan(f"JC:{number}")
    assert screen.list.edit.text() == number
    robot.press("F6")
    robot.scan(f"JC:{number}")
    assert isinstance(screen.side.form, PaperChoice) and screen.side.form.about.value == number


def test_a_rating_form_is_for_the_paper_that_was_read(
    window: tuple[Shell, Robot], opened: Opened
) -> None:
    """What the rating is about is read, not typed."""
    _case, number = receipt(opened)
    shell, robot = window
    screen = at(shell, "window")
    robot.press("F6")
    robot.scan(f"JC:{number}")
    assert isinstance(screen, WindowDeskScreen) and screen.side.form is not None
    assert screen.side.form.fields["about"].value == number


def test_under_the_absence_sign_a_card_is_only_told_of(window: tuple[Shell, Robot]) -> None:
    """A cover lies over the reception: nothing is filled in under it."""
    shell, robot = window
    screen = at(shell, "reception")
    shell.cover(QLineEdit())
    robot.scan(CARD)
    assert isinstance(screen, ReceptionScreen) and screen.form.name.value == ""
    assert toasts(shell)
