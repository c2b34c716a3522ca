"""The window: opening and closing, messages, disputes, ratings, what colleagues wait for."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout

from counter_app.domain.conduct.shift import Shift
from counter_app.domain.context import SUPERVISOR
from counter_app.services import errands, inspections, shifts
from counter_app.services.changes import Changes
from counter_app.services.duties import Duty, Task
from counter_app.services.papers import Issued
from counter_app.services.presence import not_there
from counter_app.services.window_duties import window_duties
from counter_app.ui.context import Context
from counter_app.ui.forms import duty_forms, record_forms
from counter_app.ui.forms.ask_form import AskForm, Values
from counter_app.ui.forms.away_panel import AwayPanel
from counter_app.ui.forms.card import Card
from counter_app.ui.forms.doing import Doing
from counter_app.ui.forms.duty_forms import Question
from counter_app.ui.forms.paper_side import PaperSide
from counter_app.ui.forms.shift_form import ClosingForm, OpeningForm
from counter_app.ui.kit.actions import Action, ActionRow
from counter_app.ui.kit.form import Form
from counter_app.ui.kit.tables import Column, Table
from counter_app.ui.print_flow import print_issued
from counter_app.ui.screens.screen import Screen
from counter_app.ui.screens.today_words import duty_words, state_words, tone_of, when_words
from counter_app.words import _

Maker = Callable[[Any, Callable[[], Any]], Question]


class WindowDeskScreen(Screen):
    """What waits on the left, the form on the right; F-keys begin a new record.

    `open` takes a task of the list of today, `opening`, `closing`, or `("dispute", number)`.
    """

    kinds = frozenset(
        {
            "absence", "shift", "rating", "opinion", "message", "inspection", "dispute", "visit",
        }
    )  # fmt: skip

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.heading = QLabel(_("Window"))
        self.heading.setProperty("role", "title")
        self.table = Table(self._columns(), _("What waits at this window"))
        self.away = AwayPanel()
        self.side = PaperSide(self.away, self.table.setFocus)
        self._doing = Doing(context, self)
        self._lay_out()
        self.table.chosen.connect(self.ask)
        self.table.looked_at.connect(lambda _task: self._offer())
        delete = QShortcut(QKeySequence("Del"), self.table)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._delete)
        self._offer()

    def _columns(self) -> list[Column[Task]]:
        today = self.context.today
        return [
            Column(_("Duty"), lambda task: duty_words(task.duty), 130),
            Column(_("What"), lambda task: task.title),
            Column(_("Detail"), lambda task: task.detail, 190, tone=lambda _task: "quiet"),
            Column(_("State"), state_words, 100, tone=tone_of),
            Column(_("Time"), lambda task: when_words(task.by, today()), 84, is_number=True),
        ]

    def _lay_out(self) -> None:
        self.actions_row = ActionRow()
        line = QHBoxLayout()
        line.setSpacing(16)
        line.addWidget(self.table, 3)
        line.addWidget(self.side, 2)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 16, 24, 16)
        box.setSpacing(12)
        box.addWidget(self.heading)
        box.addLayout(line, 1)
        box.addWidget(self.actions_row)

    # -- what waits

    def refresh(self) -> None:
        """Ask again; the form that is open stays."""
        desk = self.context.counter.desk
        self.context.jobs.read(lambda: window_duties(desk), self._show)
        self.context.jobs.read(lambda: not_there(desk).values(), self.away.show_away)

    def _show(self, tasks: list[Task]) -> None:
        order = list(Duty)
        self.table.set_rows(sorted(tasks, key=lambda one: (order.index(one.duty), one.by)))
        self._offer()

    def activate(self) -> None:
        """Into the form that is open, else the list."""
        self.side.form.begin() if self.side.form is not None else self.table.setFocus()

    def open(self, argument: object) -> None:
        """A task, or `opening` or `closing`."""
        if isinstance(argument, Task):
            self.ask(argument)
        elif argument == "opening":
            self.open_shift()
        elif argument == "closing":
            self.close_shift()
        elif isinstance(argument, tuple):
            self.begin_record(partial(record_forms.dispute, number=argument[1]))

    def take_card(self, card: Card) -> bool:
        """Whose message or opinion it is, while that is asked."""
        return isinstance(self.side.form, AskForm) and self.side.form.take_card(card)

    def take_paper(self, number: str) -> bool:
        """What a rating from the box is about, while that is asked."""
        return isinstance(self.side.form, AskForm) and self.side.form.take_paper(number)

    def _offer(self) -> None:
        if self.side.form is not None:
            self.actions_row.set_actions([])
            return
        task = self.table.current()
        offered = []
        if task is not None:
            offered.append(Action("Enter", _("Do it"), partial(self.ask, task)))
        if task is not None and task.duty is Duty.RATING:
            offered.append(Action("Ctrl+A", _("Hear the other side"), partial(self._hear, task)))
        offered += [
            Action("F3", _("Message"), partial(self.begin_record, record_forms.message)),
            Action("F4", _("Citizen opinion"), partial(self.begin_record, record_forms.opinion)),
            Action("F5", _("Dispute"), partial(self.begin_record, record_forms.dispute)),
            Action("F6", _("Rating form"), partial(self.begin_record, record_forms.rating_form)),
            Action("F9", _("Opening"), self.open_shift),
            Action("F10", _("Closing"), self.close_shift),
        ]
        if SUPERVISOR in self.context.counter.desk.station.roles:
            offered += [
                Action("F7", _("Inspection"), partial(self.begin_record, record_forms.inspection)),
                Action("F8", _("Enter a rating"), partial(self.begin_record, record_forms.rating)),
            ]
        self.actions_row.set_actions(offered)

    # -- doing

    def ask(self, task: Task) -> None:
        """The question of a duty; a visit handed on is gone on with at the reception."""
        if task.duty in (Duty.OPENING, Duty.CLOSING):
            self.open(task.duty.value)
            return
        if task.duty not in duty_forms.ASKED:
            self.go("reception", task.subject)
            return
        desk = self.context.counter.desk

        def show(found: tuple[Any, Changes]) -> None:
            self.context.bus.changed.emit(found[1])
            self._open(duty_forms.question_of(desk, task, found[0]))

        self.context.jobs.desk(
            lambda: duty_forms.read(desk, task), show, self.context.errors.failed()
        )

    def _delete(self) -> None:
        """Del on an opinion: refused, and that somebody tried is on the supervisor's list."""
        task, desk = self.table.current(), self.context.counter.desk
        if task is not None and task.duty is Duty.OPINION:
            self.context.jobs.desk(
                lambda: inspections.delete_opinion(desk, task.subject),
                lambda _done: None,
                self.context.errors.failed(),
            )

    def _hear(self, task: Task) -> None:
        self._open(duty_forms.appeal_of(self.context.counter.desk, task))

    def begin_record(self, make: Maker) -> None:
        """A new record."""
        self._open(make(self.context.counter.desk, self.context.today))

    def _open(self, question: Question) -> None:
        form: AskForm

        def send(said: Values) -> None:
            self._doing.run(form, lambda: lambda: question.do(said), self._on_done)

        more = []
        if question.look is not None:
            more.append(Action("F3", _("See what it is about"), partial(self.go, *question.look)))
        form = AskForm(question.title, question.fields, question.act, send, *more)
        if question.about:
            form.show_notice(question.about, tone="info")
        self._put(form)

    def _put(self, form: Form) -> None:
        form.stepped_back.connect(self._offer)
        self.side.open_form(form)
        self._offer()

    def _on_done(self, outcome: Any) -> None:
        """A paper that came of it is printed; everything else is a word in passing."""
        self.side.close_form()
        self._offer()
        self.refresh()
        self.table.setFocus()
        if isinstance(outcome, Issued):
            print_issued(self.context, self, outcome.id, outcome.kind)
        else:
            self.toast(_("Recorded"))

    def _on_closed(self, sheet: Issued) -> None:
        self._on_done(sheet)
        self.toast(_("Signed off. Switch off printer and computer, clear the desk."))

    # -- the half day

    def open_shift(self) -> None:
        """The checklist of the opening."""
        desk = self.context.counter.desk
        self.context.jobs.desk(lambda: shifts.arrive(desk), self._on_arrived)

    def _on_arrived(self, done: Any) -> None:
        self.context.bus.changed.emit(done.changes)
        shift: Shift = done.value
        desk = self.context.counter.desk

        def tick(item: str) -> None:
            self.context.jobs.desk(
                lambda: shifts.tick(desk, shift.id, item),
                lambda done: self.context.bus.changed.emit(done.changes),
                self.context.errors.failed(self.side.form),
            )

        def print_sheet() -> None:
            self._doing.run(
                form, lambda: lambda: shifts.issue_opening(desk, shift.id), self._on_done
            )

        def reopen() -> None:
            self._doing.run(
                form,
                lambda: lambda: shifts.reopen(desk, shift.id),
                lambda _shift: self.open_shift(),
            )

        form = OpeningForm(shift, tick, print_sheet, self.close_shift, reopen)
        self._put(form)

    def close_shift(self) -> None:
        """The review, then the sign-off."""
        desk = self.context.counter.desk

        def ask() -> tuple[Shift | None, list[shifts.LeftOver], list[tuple[str, str]]]:
            return shifts.current(desk), shifts.review(desk), errands.colleagues(desk)

        self.context.jobs.read(ask, self._on_reviewed)

    def _on_reviewed(self, found: tuple[Shift | None, Any, Any]) -> None:
        shift, left, people = found
        if shift is None or shift.closed_at is not None:
            self.open_shift()
            return
        desk = self.context.counter.desk

        def close(reason: str, taker: str, ticked: tuple[str, ...]) -> None:
            self._doing.run(
                form,
                lambda: (
                    lambda: shifts.close(desk, shift.id, reason=reason, taker=taker, ticked=ticked)
                ),
                self._on_closed,
            )

        form = ClosingForm(left, people, close)
        self._put(form)
