"""Getting an issued paper into the citizen's hand: print it, or say that it is there already."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from counter_app.services import print_desk
from counter_app.services.paper_reading import PaperLine, paper_line
from counter_app.services.timeline import paper_words
from counter_app.ui.context import Context
from counter_app.ui.kit.actions import Action
from counter_app.ui.kit.notice import Notice
from counter_app.ui.print_flow import print_issued
from counter_app.words import _


class HandingOver(QObject):
    """One paper at a time, by its id: sheets of the window bear no number.

    `turned`: the question was put or answered.
    """

    turned = Signal()

    def __init__(self, context: Context, notice: Notice, origin: QWidget) -> None:
        super().__init__(origin)
        self._context, self._notice, self._origin = context, notice, origin
        self._printing = ""
        self._asked: PaperLine | None = None
        errors = context.errors
        for ended in (errors.banner, errors.refused, errors.clash, errors.reported):
            ended.connect(self._ended)

    def print(self, paper: str) -> None:
        """Print the paper, unless one is on its way already: impatience makes no second copy."""
        self._look_up(paper, self._print)

    def _look_up(self, id: str, then: Callable[[PaperLine], None]) -> None:
        def found(paper: PaperLine | None) -> None:
            if paper is not None:
                then(paper)

        self._context.jobs.read(lambda: paper_line(id), found)

    def _print(self, paper: PaperLine) -> None:
        if not self._printing:
            self._printing = paper.id
            print_issued(self._context, self._origin, paper.id, paper.kind, self._ended)

    def _ended(self, *_outcome: object) -> None:
        self._printing = ""

    # -- handed over without this printer

    def is_asking(self) -> bool:
        """Whether the clerk owes an answer."""
        return self._asked is not None

    def ask_handed(self, paper: str) -> None:
        """Ask whether the citizen has the paper: the answer has the force of telling (A3.3)."""
        self._look_up(paper, self._ask)

    def _ask(self, paper: PaperLine) -> None:
        self._asked = paper
        named = paper.number or paper_words(paper.kind)
        question = _("Does the citizen have {number} in hand?").format(number=named)
        help = _("With your answer the paper counts as handed over and told.")
        self._notice.say(question, "", help, "warn")
        self.turned.emit()

    def actions(self) -> list[Action]:
        """The answers to the question that stands in the notice bar."""
        return [
            Action("Enter", _("Yes, it was handed over"), self.confirm),
            Action("F3", _("Not yet"), self.deny),
        ]

    def confirm(self) -> None:
        """The citizen has it."""
        paper, desk = self._asked, self._context.counter.desk
        self.deny()
        if paper is not None:
            self._context.jobs.desk(
                lambda: print_desk.confirm(desk, paper.id, came_out=True),
                self._context.bus.changed.emit,
            )

    def deny(self) -> None:
        """Not yet: nothing is written."""
        self._asked = None
        self._notice.clear()
        self.turned.emit()
