"""From an issued paper to the citizen's hand: print it, say how it went, ask when nobody knows."""

from collections.abc import Callable, Sequence
from typing import Any, Protocol, runtime_checkable

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from counter_app.domain.bodies.paper import PrintState
from counter_app.domain.errors import InputFault, Outage
from counter_app.printing.transport.printers import Outcome, OutcomeState
from counter_app.services import print_desk
from counter_app.services.changes import Changes
from counter_app.services.papers import Issued
from counter_app.services.print_desk import Printed
from counter_app.services.print_jobs import PrintJob
from counter_app.services.timeline import paper_words
from counter_app.ui.context import Context
from counter_app.ui.kit.toast import toast
from counter_app.ui.print_reason import Why
from counter_app.words import _


@runtime_checkable
class Staged(Protocol):
    """A screen, whose phrase strip follows the work."""

    def set_stage(self, stage: str) -> None:
        """welcome, work or farewell."""
        ...


Ended = Callable[[Any], object]


def print_issued(
    context: Context,
    origin: QWidget,
    paper_id: str,
    kind: str,
    done: Ended | None = None,
    *,
    reason: str = "",
    copies: int = 1,
) -> None:
    """Print an issued paper; returns at once and never raises.

    `done` is called with every outcome, failed ones included. The phrase strip
    says 请稍等 while the printer works (A1.5.3a). A failure or a missing printer
    stands in the banner with Try again; an outcome nobody knows becomes a
    question. The number stays the same whatever happens (S55). A paper that was handed
    over and names somebody asks why first, unless `reason` says so (S61).
    """
    counter = context.counter

    def work() -> Printed:
        printed: Printed = counter.print(paper_id, reason, copies)
        return printed

    def ask_why() -> None:
        Why(
            origin.window(),
            lambda why: print_issued(
                context, origin, paper_id, kind, done, reason=why, copies=copies
            ),
        )

    _Print(context, origin, paper_id, kind, work, done, ask_why).start()


def print_all(context: Context, origin: QWidget, papers: Sequence[Issued]) -> None:
    """Print the papers of one act one after the other, whatever becomes of each."""
    first, *rest = papers
    then = (lambda _outcome: print_all(context, origin, rest)) if rest else None
    print_issued(context, origin, first.id, first.kind, then)


def print_blanks(context: Context, origin: QWidget, code: str) -> None:
    """Print the blank forms of a guide: what the citizen fills in goes along (A3.2b)."""
    counter, address = context.counter, context.counter.address("one_time_notice")

    def told(outcomes: Sequence[Outcome]) -> None:
        bad = [one for one in outcomes if one.state is not OutcomeState.CONFIRMED]
        if not outcomes:
            toast(origin, _("This guide has no blank forms on file yet."))
        elif bad:
            text = _("{n} blank forms may not have come out. {reason}")
            toast(origin, text.format(n=len(bad), reason=bad[0].reason).strip())
        else:
            toast(origin, _("{n} blank forms printed").format(n=len(outcomes)))

    context.jobs.printer(address)(lambda: counter.print_blanks(code), told, context.errors.show)


def let_go(context: Context, paper_id: str) -> None:
    """A paper was handed over otherwise: what a printer still holds of it must not come out."""
    desk = context.counter.desk

    def end(address: str) -> None:
        if address:
            context.jobs.printer(address)(
                lambda: print_desk.let_go(desk, paper_id), None, context.errors.failed()
            )

    context.jobs.desk(lambda: print_desk.held_at(desk, paper_id), end)


def resume_open(context: Context, origin: QWidget) -> None:
    """Take up the prints a killed program left open: their end is found out, or asked for."""
    counter = context.counter

    def found(jobs: list[PrintJob]) -> None:
        for left in jobs:
            _resume(context, origin, left)

    context.jobs.read(counter.open_jobs, found)


def _resume(context: Context, origin: QWidget, left: PrintJob) -> None:
    counter = context.counter

    def ended(printed: Printed) -> None:
        line = _Print(context, origin, left.paper, printed.kind, lambda: printed, None)
        line.on_printed(printed)

    context.jobs.printer(left.printer)(lambda: counter.resume(left), ended)


class _Print:
    """One paper on its way out; the work under way keeps it, so it outlives its screen."""

    def __init__(
        self,
        context: Context,
        origin: QWidget,
        paper_id: str,
        kind: str,
        work: Callable[[], Printed],
        done: Ended | None,
        ask_why: Callable[[], object] = lambda: None,
    ) -> None:
        self._context, self._origin = context, origin
        self._paper, self._kind, self._done = paper_id, kind, done
        self._work, self._ask_why = work, ask_why

    def start(self) -> None:
        """Hand the paper to the lane of its printer."""
        self._stage("work")
        counter = self._context.counter
        self._context.jobs.desk(
            lambda: counter.address_of(self._paper), self._on_address, self._on_error
        )

    def _on_address(self, address: str) -> None:
        self._context.jobs.printer(address)(self._work, self.on_printed, self._on_error)

    def on_printed(self, printed: Printed) -> None:
        self._context.bus.changed.emit(printed.changes)
        if printed.state in (PrintState.PRINTED, PrintState.HANDED_OVER):
            self._say(_("Printed: {paper} {number}"), printed)
            self._stage("farewell")
        elif printed.state is PrintState.UNCONFIRMED:
            self._ask(printed)
        else:
            self._failed(printed)
        if self._done is not None:
            self._done(printed)

    def _failed(self, printed: Printed) -> None:
        what = _("Not printed: {paper} {number}").format(
            paper=paper_words(self._kind), number=printed.number
        )
        hint = printed.reason or _("Look at the printer, then print again; the number stays.")
        self._context.errors.show(Outage(what, hint), retry=self.start)

    def _on_error(self, error: BaseException) -> None:
        if isinstance(error, InputFault) and "reason" in error.faults:
            if self._done is not None:
                self._done(None)
            self._ask_why()
            return
        self._context.errors.show(error, retry=self.start)

    def _ask(self, printed: Printed) -> None:
        if shiboken6.isValid(self._origin):
            text = _("Did the paper come out? {paper} {number}").format(
                paper=paper_words(self._kind), number=printed.number
            )
            Question(self._origin.window(), text, lambda is_out: self._answer(printed, is_out))

    def _answer(self, printed: Printed, is_out: bool) -> None:
        desk = self._context.counter.desk
        told = self._on_out if is_out else self._on_lost

        def confirming() -> tuple[Printed, Changes]:
            return printed, print_desk.confirm(desk, printed.paper, came_out=is_out)

        self._context.jobs.desk(confirming, told, self._on_error)

    def _on_out(self, answer: tuple[Printed, Changes]) -> None:
        printed, changes = answer
        self._context.bus.changed.emit(changes)
        let_go(self._context, printed.paper)
        self._say(_("Handed over: {paper} {number}"), printed)
        self._stage("farewell")

    def _on_lost(self, answer: tuple[Printed, Changes]) -> None:
        printed, changes = answer
        self._context.bus.changed.emit(changes)
        self._failed(printed)

    def _say(self, text: str, printed: Printed) -> None:
        if shiboken6.isValid(self._origin):
            toast(self._origin, text.format(paper=paper_words(self._kind), number=printed.number))

    def _stage(self, stage: str) -> None:
        widget: QWidget | None = self._origin if shiboken6.isValid(self._origin) else None
        while widget is not None and not isinstance(widget, Staged):
            widget = widget.parentWidget()
        if widget is not None:
            widget.set_stage(stage)


def _is_typing() -> bool:
    """Whether the keys belong to a text the clerk has begun."""
    focus = QApplication.focusWidget()
    if isinstance(focus, QLineEdit):
        return bool(focus.text())
    return isinstance(focus, QPlainTextEdit) and bool(focus.toPlainText())


class Question(QFrame):
    """A yes-or-no that waits beside the work. Y and N answer it while it has the focus.

    It takes the focus unless the clerk is typing; Alt+Y and Alt+N always reach it,
    and Esc leaves it standing.
    """

    def __init__(self, parent: QWidget, text: str, answer: Callable[[bool], object]) -> None:
        super().__init__(parent)
        self._answer = answer
        self._before = QApplication.focusWidget()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "overlay")
        self.setAccessibleName(text)
        self.yes = QPushButton(_("&Y  It came out"))
        self.no = QPushButton(_("&N  No"))
        self.yes.setProperty("role", "primary")
        self.yes.clicked.connect(self._on_yes)
        self.no.clicked.connect(self._on_no)
        box = QHBoxLayout(self)
        box.setContentsMargins(16, 12, 12, 12)
        box.setSpacing(12)
        for widget in (QLabel(text), self.yes, self.no):
            box.addWidget(widget)
        self.adjustSize()
        self.move(parent.width() - self.width() - 24, parent.height() - self.height() - 56)
        self.show()
        self.raise_()
        if not _is_typing():
            self.yes.setFocus(Qt.FocusReason.OtherFocusReason)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's hook."""
        if event.key() == Qt.Key.Key_Y:
            self._on_yes()
        elif event.key() == Qt.Key.Key_N:
            self._on_no()
        elif event.key() == Qt.Key.Key_Escape:
            self._give_back()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            (self._on_no if self.no.hasFocus() else self._on_yes)()
        else:
            super().keyPressEvent(event)

    def _on_yes(self) -> None:
        self._close(True)

    def _on_no(self) -> None:
        self._close(False)

    def _close(self, is_yes: bool) -> None:
        self._give_back()
        self.close()
        self._answer(is_yes)

    def _give_back(self) -> None:
        before = self._before
        if before is not None and shiboken6.isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
