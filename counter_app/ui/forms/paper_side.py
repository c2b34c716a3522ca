"""The right side of the print desk: the paper looked at, or the form that takes its place."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from counter_app.services import handwritten
from counter_app.services.handwritten import Entry
from counter_app.services.papers import Issued
from counter_app.ui.context import Context
from counter_app.ui.forms.doing import Doing
from counter_app.ui.forms.paper_by_hand import PaperByHand, PaperChoice
from counter_app.ui.kit.form import Form
from counter_app.ui.kit.toast import toast
from counter_app.ui.print_flow import print_issued


class PaperSide(QStackedWidget):
    """`left()` is called when a form was stepped out of."""

    def __init__(self, front: QWidget, left: Callable[[], object]) -> None:
        super().__init__()
        self._front, self._left = front, left
        self.form: Form | None = None
        self.addWidget(front)

    def open_form(self, form: Form) -> None:
        """Show a form in place of the paper."""
        self.close_form()
        page = QFrame()
        page.setProperty("role", "surface")
        box = QVBoxLayout(page)
        box.setContentsMargins(16, 14, 16, 12)
        box.addWidget(form)
        if not isinstance(form, PaperByHand):  # that one scrolls and wants the whole height
            box.addStretch(1)
        self.form = form
        form.stepped_back.connect(self._step_back)
        self.addWidget(page)
        self.setCurrentWidget(page)
        form.begin()

    def _step_back(self) -> None:
        self.close_form()
        self._left()

    def close_form(self) -> None:
        """Back to the paper."""
        if self.form is not None:
            page = self.widget(1)
            self.removeWidget(page)
            page.deleteLater()
            self.form = None
            self.setCurrentWidget(self._front)


class ByHand(QObject):
    """Choosing a paper that no step writes yet, filling it in, printing it."""

    def __init__(self, context: Context, side: PaperSide) -> None:
        super().__init__(side)
        self._context, self._side = context, side
        self._doing = Doing(context, self)

    def choose(self) -> None:
        """Which paper, for which case."""
        form = PaperChoice()
        form.chosen.connect(self.fill_in)
        self._side.open_form(form)

    def fill_in(self, kind: str, about: str) -> None:
        """The form of one paper, with everything known in it."""
        desk = self._context.counter.desk

        def show(entries: list[Entry]) -> None:
            form = PaperByHand(self._context, kind, about, entries)
            form.issue_requested.connect(partial(self._issue, form))
            form.blank_requested.connect(partial(self._print_blank, kind))
            self._side.open_form(form)

        failed = self._context.errors.failed(self._side.form)
        self._context.jobs.read(lambda: handwritten.entries(desk, kind, about), show, failed)

    def _issue(self, form: PaperByHand) -> None:
        desk = self._context.counter.desk

        def issued(paper: Issued) -> None:
            form.finish_draft()
            self._side.close_form()
            print_issued(self._context, self._side, paper.id, paper.kind)

        def prepare() -> Any:
            typed = form.typed()
            return lambda: handwritten.issue(desk, form.kind, typed, form.about)

        self._doing.run(form, prepare, issued)

    def _print_blank(self, kind: str) -> None:
        counter = self._context.counter
        self._context.jobs.paper(
            lambda: counter.print_blank(kind), self._say, self._context.errors.failed()
        )

    def _say(self, words: str) -> None:
        toast(self._side, words)
