"""Today: what this window owes, the most pressing first, with one key to act on it."""

from collections.abc import Callable, Sequence
from datetime import time
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from counter_app.domain.clauses import clause_words
from counter_app.domain.errors import InputFault
from counter_app.domain.reception.commands import PRIORITIES
from counter_app.services import reception, today
from counter_app.services.case_reading import lines_of
from counter_app.services.desk import Done
from counter_app.services.duties import Duty, Task
from counter_app.services.today import DUTIES
from counter_app.ui.context import Context
from counter_app.ui.kit.actions import Action, ActionRow
from counter_app.ui.kit.icons import pixmap
from counter_app.ui.kit.notice import Notice
from counter_app.ui.kit.tables import Table
from counter_app.ui.kit.theme import theme
from counter_app.ui.screens.handing_over import HandingOver
from counter_app.ui.screens.screen import Screen
from counter_app.ui.screens.today_words import OF_WINDOW, Line, columns, counted, lines
from counter_app.words import _

TO_RECEPTION = frozenset({Duty.PROMISE, Duty.GUIDED})


class Tally(QFrame):
    """One number with its word; quiet when there is nothing."""

    def __init__(self, word: str) -> None:
        super().__init__()
        self.setProperty("role", "surface")
        self._word = word
        self.number, self.word = QLabel("0"), QLabel(word)
        self.number.setProperty("role", "title")
        self.word.setProperty("role", "quiet")
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 8, 16, 8)
        box.setSpacing(0)
        box.addWidget(self.number)
        box.addWidget(self.word)

    def say(self, number: int, tone: str) -> None:
        """Show the number; `tone` colours it."""
        self.number.setText(str(number))
        self.number.setProperty("tone", tone if number else "")
        self.number.style().unpolish(self.number)
        self.number.style().polish(self.number)
        self.setAccessibleName(f"{self._word} {number}")


class TodayScreen(Screen):
    """The list of duties. Enter does what the line under the cursor asks for."""

    kinds = frozenset(
        {
            "case", "visit", "paper", "party", "document", "wording", "guide", "absence", "shift",
            "rating", "opinion", "message", "inspection", "dispute",
        }
    )  # fmt: skip

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.heading, self.day = QLabel(_("Today")), QLabel()
        self.heading.setProperty("role", "title")
        self.day.setProperty("role", "quiet")
        self.tallies = {group: Tally(word) for group, word, _duties in counted()}
        self.notice = Notice()
        self.table = Table(columns(context.today), _("What this window owes"))
        self.actions_row = ActionRow()
        self.pages = QStackedWidget()
        self._passed: Task | None = None
        self.handing = HandingOver(context, self.notice, self)
        self._lay_out()
        self.handing.turned.connect(self._offer_again)
        self.table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.table.chosen.connect(self._on_chosen)
        self.table.looked_at.connect(self._offer)
        self._minute = QTimer(self)
        self._minute.setSingleShot(True)
        self._minute.timeout.connect(self._on_minute)
        self._wait_for_minute()

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 16, 24, 16)
        box.setSpacing(12)
        head = QHBoxLayout()
        head.addWidget(self.heading)
        head.addSpacing(8)
        head.addWidget(self.day, 0, Qt.AlignmentFlag.AlignBottom)
        head.addStretch(1)
        box.addLayout(head)
        row = QHBoxLayout()
        row.setSpacing(12)
        for tally in self.tallies.values():
            row.addWidget(tally, 1)
        box.addLayout(row)
        box.addWidget(self.notice)
        self.pages.addWidget(self.table)
        self.pages.addWidget(self._nothing())
        box.addWidget(self.pages, 1)
        box.addWidget(self.actions_row)

    def _nothing(self) -> QWidget:
        page = QFrame()
        page.setProperty("role", "surface")
        picture = QLabel()
        picture.setPixmap(pixmap("check", theme.colour("good").name(), theme.px(48)))
        words, small = QLabel(_("Nothing is owed today")), QLabel()
        words.setProperty("role", "title")
        small.setText(_("New cases, promised replies and papers not printed yet will stand here."))
        small.setProperty("role", "quiet")
        box = QVBoxLayout(page)
        box.addStretch(2)
        for label in (picture, words, small):
            box.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch(3)
        return page

    # -- the list

    def refresh(self) -> None:
        """Ask what is owed."""
        desk = self.context.counter.desk
        day = self.context.today()

        def ask() -> tuple[list[Task], time | None]:
            works = desk.reference.calendar().is_workday(day)
            closes = desk.reference.hall().close_of_business(day) if works else None
            return today.tasks(desk), closes

        self.context.jobs.read(ask, self._show)

    def activate(self) -> None:
        """Into the list."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, answer: tuple[Sequence[Task], time | None]) -> None:
        tasks, closes = answer
        now = self.context.now()
        words = [
            _("{n} things to do").format(n=len(tasks)),
            _("as of {time}").format(time=f"{now:%H:%M}"),
        ]
        if closes is not None:
            words.append(_("the hall closes at {time}").format(time=f"{closes:%H:%M}"))
        self.day.setText(" · ".join(words))
        for group, _word, duties in counted():
            found = [task for task in tasks if task.duty in duties]
            is_late = any(task.light.value == "red" for task in found)
            self.tallies[group].say(len(found), "bad" if is_late or group == "clash" else "")
        kept = self.table.current()
        found_lines = lines(tasks)
        self.table.set_rows(found_lines)
        if kept is not None:
            self._return_to(kept, found_lines)
        self.pages.setCurrentIndex(0 if tasks else 1)
        self._offer(self.table.current())

    def _return_to(self, kept: Line, found: Sequence[Line]) -> None:
        """Stay on the same subject although its line may read differently now."""
        for place, line in enumerate(found):
            one, other = line.task, kept.task
            if (one.duty, one.subject, one.paper, one.detail) == (
                other.duty, other.subject, other.paper, other.detail,
            ):  # fmt: skip
                self.table.select(place)
                return

    def _wait_for_minute(self) -> None:
        self._minute.start((60 - self.context.now().second) * 1000 + 100)

    def _on_minute(self) -> None:
        if self.isVisible():
            self.refresh()
        self._wait_for_minute()

    # -- acting

    def _offer(self, line: Line | None) -> None:
        """The actions for the line under the cursor, or for the paper just asked about."""
        if self.handing.is_asking():
            actions = self.handing.actions()
        elif self._passed is not None:
            actions = self._reasons(self._passed)
        else:
            actions = [] if line is None else self._actions_for(line.task)
        self.actions_row.set_actions(actions)
        self.actions_row.setVisible(bool(actions))

    def _offer_again(self) -> None:
        self._offer(self.table.current())

    def _actions_for(self, task: Task) -> list[Action]:
        def act() -> None:
            self.run(task)

        def look() -> None:
            self._open_subject(task)

        def settle() -> None:
            self.handing.ask_handed(task.paper)

        words = {
            Duty.UNPRINTED: _("Print the paper now"),
            Duty.WORDING: _("See the proposal"),
            Duty.GUIDE: _("See the proposal"),
            Duty.ARRIVING: _("The citizen has arrived"),
            Duty.PROMISE: _("Answer now"),
            Duty.GUIDED: _("See the visit"),
        }
        usual = _("Do it") if task.duty in OF_WINDOW else _("Open the case")
        offered = [Action("Enter", words.get(task.duty, usual), act)]
        if task.duty is Duty.UNPRINTED:
            offered.append(Action("F3", _("Open what it belongs to"), look))
            offered.append(Action("F4", _("It was handed over already"), settle))
        if task.duty is Duty.ARRIVING:
            offered.append(Action("F3", _("Receive the citizen"), look))
        return offered

    def _on_chosen(self, line: Line) -> None:
        if self.handing.is_asking():
            self.handing.confirm()
        else:
            self.run(line.task)

    def run(self, task: Task) -> None:
        """Do what the line asks for: open it, confirm the arrival, or print the paper."""
        if task.duty is Duty.ARRIVING:
            self._receive(task)
        elif task.duty is Duty.UNPRINTED:
            self.handing.print(task.paper)
        else:
            self._open_subject(task)

    def _open_subject(self, task: Task) -> None:
        if task.duty in OF_WINDOW:
            self.go("window", task)
        elif task.duty in TO_RECEPTION or task.duty is Duty.ARRIVING:
            self.go("reception", task.subject)
        elif task.duty is Duty.EXTENSION or task.duty in DUTIES.values():
            self.go("cases", task.subject)
        elif task.duty is Duty.GUIDE:
            self.go("matters", "proposals")
        elif task.duty is Duty.WORDING:
            self.go("settings", ("wordings", task.subject))
        else:
            desk = self.context.counter.desk

            def opened(found: Sequence[Any]) -> None:
                self._open_found(task, bool(found))

            self.context.jobs.read(lambda: lines_of(desk, [task.subject]), opened)

    def _open_found(self, task: Task, is_case: bool) -> None:
        if is_case:
            self.go("cases", task.subject)
        elif task.duty is Duty.UNPRINTED:
            self.go("reception", task.subject)
        else:
            help = _("Show it to the person in charge of this hall; nothing is lost meanwhile.")
            self.notice.say(task.detail, "", help, "warn")

    def _receive(self, task: Task, priority: str = "") -> None:
        """Confirm the arrival; somebody who was sent earlier is passed by for a reason only."""
        desk = self.context.counter.desk

        def refused(error: BaseException) -> None:
            if isinstance(error, InputFault) and "priority" in error.faults:
                self._passed = task
                self.notice.say(error.faults["priority"], clause_words("A1.4.1b"), "", "warn")
                self._offer_again()
            else:
                self.context.errors.show(error)

        self.context.jobs.desk(
            lambda: reception.confirm_guide(desk, task.subject, priority), self._arrived, refused
        )

    def _reasons(self, task: Task) -> list[Action]:
        def because(reason: str) -> Callable[[], None]:
            return lambda: self._receive(task, reason)

        offered = [
            Action(f"F{place}", reason, because(reason))
            for place, reason in enumerate(PRIORITIES, start=3)
        ]
        return [*offered, Action("Esc", _("Leave the order as it is"), self._keep_order)]

    def _keep_order(self) -> None:
        self._passed = None
        self.notice.clear()
        self._offer_again()

    def _arrived(self, done: Done[Any]) -> None:
        self._keep_order()
        self.toast(_("Arrival confirmed"))
        self.context.bus.changed.emit(done.changes)
