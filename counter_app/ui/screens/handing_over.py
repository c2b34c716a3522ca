"""Getting one issued paper into the citizen's hand: print it, and ask where the printer is mute."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from counter_app.domain.bodies.paper import PrintState
from counter_app.services import papers
from counter_app.services.paper_reading import PaperLine, find_paper
from counter_app.services.papers import Printed
from counter_app.ui.context import Context
from counter_app.ui.kit.actions import Action
from counter_app.ui.kit.notice import Notice
from counter_app.words import _


class HandingOver(QObject):
    """One paper at a time. `turned`: the question was put or answered; `said(text)`: in passing."""

    turned = Signal()
    said = Signal(str)

    def __init__(self, context: Context, notice: Notice, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._notice = context, notice
        self._printing = ""
        self._asked: PaperLine | None = None
        self._no_means_failed = False

    def is_asking(self) -> bool:
        """Whether the clerk owes an answer."""
        return self._asked is not None

    def actions(self) -> list[Action]:
        """The answers to the question that stands in the notice bar."""
        if self._no_means_failed:
            return [
                Action("Enter", _("It came out"), self.confirm),
                Action("F3", _("It did not come out"), self.deny),
            ]
        return [
            Action("Enter", _("Yes, it was handed over"), self.confirm),
            Action("F3", _("Not yet"), self.deny),
        ]

    def print(self, number: str) -> None:
        """Print the paper with this number, unless one is on its way already."""
        self._look_up(number, self._print)

    def ask_handed(self, number: str) -> None:
        """Ask whether the citizen has the paper: the answer has the force of telling (A3.3)."""

        def ask(paper: PaperLine) -> None:
            question = _("Does the citizen have {number} in hand?").format(number=number)
            help = _("With your answer the paper counts as handed over and told.")
            self._ask(paper, question, help, no_means_failed=False)

        self._look_up(number, ask)

    def _look_up(self, number: str, then: Callable[[PaperLine], None]) -> None:
        def found(paper: PaperLine | None) -> None:
            if paper is not None and not self._printing:
                then(paper)

        self._context.jobs.read(lambda: find_paper(number), found)

    def _print(self, paper: PaperLine) -> None:
        self._printing = paper.id
        self._notice.say(_("Printing {number}…").format(number=paper.number), tone="info")
        counter = self._context.counter

        def done(printed: Printed) -> None:
            self.printed(paper, printed)

        self._context.jobs.paper(lambda: counter.print(paper.id, paper.kind), done, self._failed)

    def _failed(self, error: BaseException) -> None:
        self._printing = ""
        self._notice.clear()
        self._context.errors.show(error)

    def printed(self, paper: PaperLine, printed: Printed) -> None:
        """The printer has said what it says, which may be nothing."""
        self._printing = ""
        if printed.state is PrintState.PRINTED:
            self._notice.clear()
            self.said.emit(_("Printed: {number}").format(number=printed.number))
        elif printed.state is PrintState.UNCONFIRMED:
            question = _("Did {number} come out of the printer?").format(number=printed.number)
            self._ask(paper, question, printed.reason, no_means_failed=True)
        else:
            words = _("{number} was not printed").format(number=printed.number)
            help = printed.reason or _("Look at the printer, then print it again.")
            self._notice.say(words, "", help, "bad")
        self._context.bus.changed.emit(printed.changes)

    def _ask(self, paper: PaperLine, question: str, help: str, *, no_means_failed: bool) -> None:
        self._asked, self._no_means_failed = paper, no_means_failed
        self._notice.say(question, "", help, "warn")
        self.turned.emit()

    def confirm(self) -> None:
        """The paper is out."""
        self._answer(True)

    def deny(self) -> None:
        """It is not."""
        self._answer(False)

    def _answer(self, came_out: bool) -> None:
        paper, self._asked = self._asked, None
        self._notice.clear()
        if paper is not None and (came_out or self._no_means_failed):
            desk = self._context.counter.desk
            self._context.jobs.desk(
                lambda: papers.confirm(desk, paper.id, came_out=came_out),
                self._context.bus.changed.emit,
            )
        self.turned.emit()
