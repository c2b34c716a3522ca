"""A window on real files: the context and the shell that screens of tests live in."""

from collections.abc import Sequence
from pathlib import Path

from pypdfium2 import PdfDocument
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from counter_app.domain.parties import mask_name
from counter_app.services import drafts, journal
from counter_app.services.counter import CounterServices
from counter_app.services.profiles import Opened
from counter_app.ui.context import Context, Place
from counter_app.ui.kit.bus import Bus
from counter_app.ui.kit.errors import ErrorDoor
from counter_app.ui.kit.jobs import InlineJobs, Runner
from counter_app.ui.scanning import Scanning
from counter_app.ui.screens.catalogue import SCREENS, ScreenEntry
from counter_app.ui.shell import Shell
from tests.ui.robots import Robot


def make_context(opened: Opened, jobs: Runner | None = None) -> Context:
    """The context of a signed-in window; its work happens at once unless `jobs` says otherwise."""
    desk = opened.desk
    hall = desk.reference.hall()
    counter = hall.counter(opened.pc.counter)
    errors = ErrorDoor(opened.pc.profile / "reports", desk.clock)
    return Context(
        place=Place(
            hall.name,
            counter.label if counter else opened.pc.counter,
            desk.station.clerk,
            mask_name(desk.station.clerk_name),
        ),
        jobs=jobs or InlineJobs(errors.show),
        bus=Bus(),
        errors=errors,
        now=desk.clock,
        day_kind=lambda day: desk.reference.calendar().kind_of(day).value,
        counter=CounterServices(desk, opened.pc.printers),
        load_draft=drafts.load,
        save_draft=lambda form, draft: drafts.save(form, draft, desk.clock()),
    )


def make_shell(
    qtbot: QtBot,
    context: Context,
    screen: str = "",
    entries: Sequence[ScreenEntry] = SCREENS,
    argument: object = None,
) -> tuple[Shell, Robot]:
    """The clerk's window, shown and active at `screen`, and the robot that works in it."""
    shell = Shell(context, entries)
    qtbot.addWidget(shell)
    Scanning(shell)
    shell.show()
    qtbot.waitExposed(shell)
    shell.activateWindow()
    qtbot.waitUntil(shell.isActiveWindow)
    if screen:
        shell.show_screen(screen, argument)
        QApplication.processEvents()
    return shell, Robot(shell)


def papers_in(folder: Path) -> list[Path]:
    """The PDF files the folder printer has put down, oldest first."""
    return sorted(folder.rglob("*.pdf"), key=lambda file: (file.stat().st_mtime_ns, file.name))


def facts_about(opened: Opened, subject: str) -> list[str]:
    """The kinds of the facts of a subject, in the order they were written."""
    return [fact.body.kind for fact in journal.facts_of(subject, opened.desk.vault)]


def words_of(pdf: Path) -> str:
    """The text of a PDF without its spaces."""
    document = PdfDocument(pdf)
    text = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return "".join(text.split())
