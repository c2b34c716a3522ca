"""The print desk on the screen: find a paper, print it, take it back, void it, fill one in."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from counter_app.services import papers, print_desk, reception, voiding
from counter_app.services import print_register as register
from counter_app.services.print_register import Part
from counter_app.services.profiles import Opened
from counter_app.services.reception import Reception
from counter_app.ui.forms.paper_by_hand import PaperByHand, PaperChoice
from counter_app.ui.forms.void_form import VoidForm
from counter_app.ui.screens.papers import PapersScreen
from tests.hall import Clock, open_hall
from tests.ui.desk import make_context, make_shell, papers_in
from tests.ui.robots import Robot


@pytest.fixture
def opened(tmp_path: Path) -> Opened:
    """A window with a printer that is a folder."""
    return open_hall(tmp_path, Clock())


def slip(opened: Opened) -> str:
    """A guide slip nobody has printed yet."""
    entry = Reception(matter="JC-SJ-001")
    paper = reception.guide(opened.desk, entry, "W01").value.paper
    assert paper is not None
    return paper.id


def start(qtbot: QtBot, opened: Opened) -> tuple[PapersScreen, Robot]:
    """The screen, reached by its key."""
    shell, robot = make_shell(qtbot, make_context(opened))
    robot.press("Ctrl+0")
    screen = shell.shown_screen()
    assert isinstance(screen, PapersScreen)
    return screen, robot


def test_a_paper_that_waits_is_printed_with_one_key(
    qtbot: QtBot, opened: Opened, tmp_path: Path
) -> None:
    """Scenario: Ctrl+0 shows what nobody has; Ctrl+P prints it; it leaves the list."""
    paper = slip(opened)
    screen, robot = start(qtbot, opened)
    assert screen.card.card is not None and screen.card.card.paper.id == paper
    robot.press("Ctrl+P")
    assert len(papers_in(tmp_path / "papers")) == 1
    assert papers.paper_of(opened.desk, paper).is_told
    assert screen.list.table.model_rows.rows() == []
    assert not screen.list.nothing.isHidden()


@pytest.mark.parametrize(("key", "told"), [("Ctrl+H", True), ("Ctrl+J", False)])
def test_the_clerk_says_how_it_ended(qtbot: QtBot, opened: Opened, key: str, told: bool) -> None:
    """Scenario: the paper lies in the tray, or it does not."""
    paper = slip(opened)
    _screen, robot = start(qtbot, opened)
    robot.press(key)
    assert papers.paper_of(opened.desk, paper).is_told == told


def test_typing_finds_and_arrows_walk(qtbot: QtBot, opened: Opened) -> None:
    """Scenario: two slips; the number of one is typed, Esc empties the line, Up walks."""
    first, second = slip(opened), slip(opened)
    screen, robot = start(qtbot, opened)
    robot.type(papers.paper_of(opened.desk, first).number[-6:-1])
    robot.settle(200)
    assert [line.id for line in screen.list.table.model_rows.rows()] == [first]
    robot.press("Esc")
    robot.settle(200)
    before = screen.card.card
    robot.press("Up")
    after = screen.card.card
    assert before is not None and after is not None
    assert {before.paper.id, after.paper.id} == {first, second}


def test_the_reason_why_not_stands_at_the_key(qtbot: QtBot, opened: Opened) -> None:
    """Scenario: a paper handed over can be voided or printed again, but not confirmed."""
    paper = slip(opened)
    print_desk.confirm(opened.desk, paper, came_out=True)
    screen, _robot = start(qtbot, opened)
    screen.open(papers.paper_of(opened.desk, paper).number)
    button = screen.card.row.button("Ctrl+H")
    assert button is not None and not button.isEnabled() and button.toolTip()
    assert screen.card.row.button("F8").isEnabled()


def test_voiding_is_asked_for_and_shown(qtbot: QtBot, opened: Opened) -> None:
    """Scenario: F8, too short a reason is said at the field; a good one goes to the supervisor."""
    paper = slip(opened)
    screen, robot = start(qtbot, opened)
    robot.press("F8")
    assert isinstance(screen.side.form, VoidForm)
    robot.commit("错")
    robot.press("Ctrl+Return")
    assert screen.side.form.fields["reason"].fault
    robot.commit("窗口号写错了")
    robot.press("Ctrl+Return")
    assert screen.side.form is None
    assert papers.paper_of(opened.desk, paper).void_request
    assert not screen.card.row.button("F8").isEnabled()


def test_the_second_person_agrees_with_one_key(qtbot: QtBot, opened: Opened) -> None:
    """Scenario: another clerk asked; the supervisor signed in here presses F9."""
    paper = slip(opened)
    voiding.request(opened.desk, paper, "窗口号写错了")
    object.__setattr__(opened.desk.station, "roles", frozenset({"supervisor"}))
    object.__setattr__(opened.desk.station, "clerk", "S07")
    screen, robot = start(qtbot, opened)
    screen.list.part.setCurrentIndex(screen.list.part.findData(Part.VOIDING))
    robot.press("F9")
    assert papers.paper_of(opened.desk, paper).void_approved_by == "S07"


def test_a_paper_is_filled_in_by_keys_alone(qtbot: QtBot, opened: Opened, tmp_path: Path) -> None:
    """Scenario: F6, a message slip; what is known stands there, the rest is typed, it prints."""
    screen, robot = start(qtbot, opened)
    robot.press("F6")
    assert isinstance(screen.side.form, PaperChoice)
    screen.side.form.kind.choose("message_slip")
    robot.press("Ctrl+Return")
    form = screen.side.form
    assert isinstance(form, PaperByHand)
    assert form.fields["office"].draft() == opened.desk.reference.hall().name
    for name in ("called_at", "to", "caller", "callback", "content", "due"):
        assert form.fields[name].hasFocus() or form.fields[name].control.hasFocus()
        robot.commit("示例内容")
        robot.press("Enter")
    robot.press("Ctrl+Return")
    assert screen.side.form is None
    (line,) = register.list_papers(opened.desk, Part.ALL)
    assert (line.kind, line.told) == ("message_slip", True)
    assert len(papers_in(tmp_path / "papers")) == 1


def test_a_form_can_be_printed_empty(qtbot: QtBot, opened: Opened, tmp_path: Path) -> None:
    """Scenario: F7 gives a form for the pen; Esc leads back to the register."""
    screen, robot = start(qtbot, opened)
    screen.open("by_hand")
    robot.press("Ctrl+Return")
    robot.press("F7")
    assert len(papers_in(tmp_path / "papers")) == 1
    robot.press("Esc")
    assert screen.side.form is None
    assert register.list_papers(opened.desk, Part.ALL) == []


def test_taking_back_asks_the_printer(qtbot: QtBot, opened: Opened) -> None:
    """Scenario: nothing of this PC is at a printer: the key says so."""
    slip(opened)
    screen, _robot = start(qtbot, opened)
    button = screen.card.row.button("Ctrl+T")
    assert button is not None and not button.isEnabled()
