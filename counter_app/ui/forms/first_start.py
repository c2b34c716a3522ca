"""The first start as a window: walks through the flow and hands over a `Setup`."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QProgressBar, QVBoxLayout, QWidget

from counter_app.domain.errors import InputFault
from counter_app.ui.forms.first_start_flow import (
    Question,
    Setup,
    Step,
    asked_steps,
    faults_of,
    to_setup,
)
from counter_app.ui.forms.sign_in import card
from counter_app.ui.kit.actions import Action
from counter_app.ui.kit.choices import ChoiceField
from counter_app.ui.kit.errors import ErrorDoor
from counter_app.ui.kit.fields import Field, LatinField, NoteField, TextField
from counter_app.ui.kit.first_paint import FirstPaint
from counter_app.ui.kit.form import Form
from counter_app.ui.kit.jobs import Runner
from counter_app.words import _

Finish = Callable[[Setup], Any]


class FirstStart(QWidget):
    """`finished(result)` carries what `finish(setup)` returned; it runs on the desk lane.

    `painted`: the first picture stands.
    """

    finished = Signal(object)
    painted = Signal()

    def __init__(self, finish: Finish, jobs: Runner, errors: ErrorDoor) -> None:
        super().__init__()
        self._finish, self._jobs, self._errors = finish, jobs, errors
        self._answers: dict[str, str] = {}
        self._index, self._is_busy = 0, False
        FirstPaint(self).happened.connect(self.painted)
        self.form = Form()
        self.setWindowTitle(_("First start"))
        self.resize(1366, 768)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._page = QWidget()
        self._box.addWidget(self._page)
        self._show_step()

    def step(self) -> Step:
        """The page shown."""
        return asked_steps(self._answers)[self._index]

    def begin(self) -> None:
        """Focus into the first field."""
        self.form.begin()

    def _show_step(self) -> None:
        steps, step = asked_steps(self._answers), self.step()
        is_last = self._index == len(steps) - 1
        self.form = Form()
        for question in step.asked(self._answers):
            field = self.form.add(question.name, self._field(question))
            field.restore(self._answers.get(question.name, ""))
        actions = [Action("Enter", _("Finish") if is_last else _("Next"), self._next, self._busy)]
        if self._index:
            actions.append(Action("Esc", _("Previous step"), self._back, self._busy))
        self.form.set_actions(actions)
        self.form.stepped_back.connect(self._back)
        page, frame = card(self.form, _(step.title), _(step.why))
        self._add_progress(frame, len(steps))
        self._box.replaceWidget(self._page, page)
        self._page.hide()
        self._page.deleteLater()
        self._page = page
        self.begin()

    def _add_progress(self, frame: QWidget, count: int) -> None:
        done = QLabel(_("Step {number} of {count}").format(number=self._index + 1, count=count))
        done.setProperty("role", "caption")
        bar = QProgressBar()
        bar.setRange(0, count)
        bar.setValue(self._index + 1)
        bar.setTextVisible(False)
        bar.setAccessibleName(done.text())
        box = frame.layout()
        if isinstance(box, QVBoxLayout):
            box.addSpacing(12)
            box.addWidget(bar)
            box.addWidget(done)

    def _field(self, question: Question) -> Field:
        label, key = _(question.label), question.mnemonic
        hint = _(question.hint) if question.hint else ""
        if question.is_optional:
            label = _("{label} (may stay empty)").format(label=label)
        if question.kind == "choice":
            choices = [(value, _(text)) for value, text in question.choices]
            return ChoiceField(label, choices, mnemonic=key, hint=hint)
        if question.kind == "note":
            return NoteField(label, mnemonic=key, hint=hint)
        if question.kind == "latin":
            return LatinField(label, mnemonic=key, hint=hint, placeholder=hint)
        is_secret = question.kind == "secret"
        return TextField(label, mnemonic=key, hint=hint, is_secret=is_secret, placeholder=hint)

    def _collect(self) -> None:
        for name, field in self.form.fields.items():
            self._answers[name] = str(field.value or "")

    def _busy(self) -> str:
        return _("Setting up…") if self._is_busy else ""

    def _next(self) -> None:
        self._collect()
        if faults := faults_of(self.step(), self._answers):
            self.form.show_faults(faults)
            return
        if self._index + 1 < len(asked_steps(self._answers)):
            self._index += 1
            self._show_step()
            return
        setup = to_setup(self._answers)
        self._set_busy(True)
        self._jobs.desk(lambda: self._finish(setup), self._done, self._failed)

    def _back(self) -> None:
        if self._index and not self._is_busy:
            self._collect()
            self._index -= 1
            self._show_step()

    def _set_busy(self, is_busy: bool) -> None:
        self._is_busy = is_busy
        self.form.refresh_actions()

    def _done(self, result: Any) -> None:
        self._set_busy(False)
        self.finished.emit(result)

    def _failed(self, error: BaseException) -> None:
        self._set_busy(False)
        if isinstance(error, InputFault):
            self._go_where_it_is_asked(next(iter(error.faults), ""))
        self._errors.show(error, self.form)

    def _go_where_it_is_asked(self, name: str) -> None:
        for index, step in enumerate(asked_steps(self._answers)):
            if any(question.name == name for question in step.asked(self._answers)):
                self._index = index
                self._show_step()
