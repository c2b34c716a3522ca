"""Printing from a screen: said, failed and tried again, asked when nobody knows."""

from collections.abc import Callable
from pathlib import Path

import pytest
from attrs import evolve, frozen
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from counter_app.domain.bodies.paper import PrintState
from counter_app.domain.errors import Outage
from counter_app.printing.transport.printers import Outcome, OutcomeState, PrinterStatus
from counter_app.services import papers, print_desk, reception
from counter_app.services.counter import CounterServices
from counter_app.services.desk import Desk
from counter_app.services.papers import Issued
from counter_app.services.print_desk import Printed
from counter_app.services.profiles import Opened
from counter_app.services.reception import Reception
from counter_app.ui.context import Context
from counter_app.ui.kit.toast import Toast
from counter_app.ui.print_flow import Question, print_issued
from counter_app.ui.screens.screen import Screen
from tests.hall import Clock, open_hall
from tests.ui.desk import make_context, papers_in
from tests.ui.robots import Robot

Shown = Callable[[QWidget], Robot]


class MutePrinter:
    """A printer that takes every job and never says how it ended."""

    def submit(self, pdf: bytes, title: str, copies: int = 1) -> str:
        """Take it."""
        assert pdf.startswith(b"%PDF")
        return "job-1"

    def poll(self, job: str) -> Outcome:
        """Nobody knows."""
        return Outcome(OutcomeState.PENDING)

    def cancel(self, job: str) -> None:
        """Nothing to take back."""

    def status(self) -> PrinterStatus:
        """As far as anybody knows."""
        return PrinterStatus(True)


@frozen
class MuteCounter:
    """The services of a window whose printer is mute."""

    desk: Desk

    def address_of(self, paper: str) -> str:
        """The only printer there is."""
        return "file:///mute"

    def print(self, paper: str, reason: str = "", copies: int = 1) -> Printed:
        """Print without waiting between the questions."""
        printer = MutePrinter()
        return print_desk.print_paper(
            self.desk, paper, printer, "file:///mute", pause=lambda _s: None
        )


class Place(Screen):
    """A screen with a line to type in."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.line = QLineEdit()
        self.stages: list[str] = []
        self.stage_changed.connect(self.stages.append)
        QVBoxLayout(self).addWidget(self.line)


@pytest.fixture
def opened(tmp_path: Path) -> Opened:
    """Window 3 of the hall."""
    return open_hall(tmp_path, Clock())


@pytest.fixture
def issued(opened: Opened) -> Issued:
    """A notice that waits for its printer."""
    served = reception.issue_one_time_notice(opened.desk, Reception(matter="JC-SP-005")).value
    assert served.paper is not None
    return served.paper


def outages(context: Context) -> list[tuple[Outage, Callable[[], object]]]:
    """What the banner is told from now on."""
    found: list[tuple[Outage, Callable[[], object]]] = []
    context.errors.banner.connect(lambda outage, retry: found.append((outage, retry)))
    return found


def test_a_printed_paper_is_said_with_its_number(
    opened: Opened, issued: Issued, shown: Shown, tmp_path: Path
) -> None:
    """请稍等 while it prints, the number when it lies in the tray, then the farewell."""
    context = make_context(opened)
    place = Place(context)
    shown(place)
    ended: list[Printed] = []
    changes: list[object] = []
    context.bus.changed.connect(changes.append)
    print_issued(context, place.line, issued.id, issued.kind, ended.append)
    assert [one.state for one in ended] == [PrintState.PRINTED]
    assert changes
    assert place.stages == ["work", "farewell"]
    (toast,) = place.findChildren(Toast)
    assert issued.number in toast.accessibleName()
    assert len(papers_in(tmp_path / "papers")) == 1


def test_without_a_printer_the_paper_keeps_its_number(
    opened: Opened, issued: Issued, shown: Shown
) -> None:
    """The banner says what to do; the paper waits in the list of today."""
    context = evolve(make_context(opened), counter=CounterServices(opened.desk, {}))
    place = Place(context)
    shown(place)
    told = outages(context)
    print_issued(context, place, issued.id, issued.kind)
    assert len(told) == 1
    assert papers.paper_of(opened.desk, issued.id).number == issued.number


def test_a_failed_print_is_tried_again_from_the_banner(
    opened: Opened, issued: Issued, shown: Shown, tmp_path: Path
) -> None:
    """The folder cannot be written; mended, Try again prints the same number."""
    blocked = tmp_path / "blocked"
    blocked.write_text("")
    counter = CounterServices(opened.desk, {"papers": blocked.as_uri()})
    context = evolve(make_context(opened), counter=counter)
    place = Place(context)
    shown(place)
    told = outages(context)
    ended: list[Printed] = []
    print_issued(context, place, issued.id, issued.kind, ended.append)
    ((outage, retry),) = told
    assert issued.number in outage.what
    blocked.unlink()
    retry()
    assert [one.state for one in ended] == [PrintState.FAILED, PrintState.PRINTED]
    assert len(papers_in(blocked)) == 1


@pytest.mark.parametrize(
    ("keys", "state"),
    [
        (("Y",), PrintState.HANDED_OVER),
        (("Enter",), PrintState.HANDED_OVER),
        (("N",), PrintState.FAILED),
        (("Tab", "Enter"), PrintState.FAILED),
        (("Esc", "Alt+Y"), PrintState.HANDED_OVER),
    ],
)
def test_the_clerk_is_asked_when_nobody_knows(
    qtbot: QtBot,
    opened: Opened,
    issued: Issued,
    shown: Shown,
    keys: tuple[str, ...],
    state: PrintState,
) -> None:
    """Y: it came out; N: the banner offers another try; Esc leaves the question standing."""
    context = evolve(make_context(opened), counter=MuteCounter(opened.desk))
    place = Place(context)
    robot = shown(place)
    place.line.setFocus()
    told = outages(context)
    print_issued(context, place, issued.id, issued.kind)
    robot.press(*keys)
    qtbot.waitUntil(lambda: not place.findChildren(Question))
    paper = papers.paper_of(opened.desk, issued.id)
    assert paper.state is state
    assert bool(told) == (state is PrintState.FAILED)
    assert place.line.hasFocus()


def test_the_question_does_not_take_the_keys_from_somebody_typing(
    opened: Opened, issued: Issued, shown: Shown
) -> None:
    """A letter of the next citizen's name is no answer."""
    context = evolve(make_context(opened), counter=MuteCounter(opened.desk))
    place = Place(context)
    robot = shown(place)
    place.line.setFocus()
    robot.type("w")
    print_issued(context, place, issued.id, issued.kind)
    robot.type("y")
    assert place.line.text() == "wy"
    (question,) = place.findChildren(Question)
    question.no.click()
    assert papers.paper_of(opened.desk, issued.id).state is PrintState.FAILED
