"""Today: what this window owes, the most pressing first, with one key to act on it."""

from collections.abc import Sequence
from datetime import time
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from counter_app.domain.bodies.paper import PrintState
from counter_app.services import papers, reception, today
from counter_app.services.case_reading import lines_of
from counter_app.services.desk import Done
from counter_app.services.paper_reading import PaperLine, find_paper
from counter_app.services.today import Duty, Task
from counter_app.ui.context import Context
from counter_app.ui.kit.actions import Action, ActionRow
from counter_app.ui.kit.icons import pixmap
from counter_app.ui.kit.notice import Notice
from counter_app.ui.kit.tables import Table
from counter_app.ui.kit.theme import theme
from counter_app.ui.screens.screen import Screen
from counter_app.ui.screens.today_words import Line, columns, counted, lines
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

    kinds = frozenset({"case", "visit", "paper", "party", "document"})

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
        self._asked: PaperLine | None = None
        self._printing = ""
        self._lay_out()
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
            if (line.task.duty, line.task.subject, line.task.detail) == (
                kept.task.duty,
                kept.task.subject,
                kept.task.detail,
            ):
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
        if self._asked is not None:
            came, not_came = self._came_out, self._came_not
            self.actions_row.set_actions(
                [
                    Action("Enter", _("It came out"), came),
                    Action("F3", _("It did not come out"), not_came),
                ]
            )
            return
        self.actions_row.set_actions([] if line is None else self._actions_for(line.task))
        self.actions_row.setVisible(line is not None)

    def _actions_for(self, task: Task) -> list[Action]:
        def act() -> None:
            self.run(task)

        def look() -> None:
            self._open_subject(task)

        words = {
            Duty.UNPRINTED: _("Print the paper now"),
            Duty.ARRIVING: _("The citizen has arrived"),
            Duty.PROMISE: _("Answer now"),
            Duty.GUIDED: _("See the visit"),
        }
        offered = [Action("Enter", words.get(task.duty, _("Open the case")), act)]
        if task.duty is Duty.UNPRINTED:
            offered.append(Action("F3", _("Open what it belongs to"), look))
            offered.append(
                Action("F4", _("It was handed over already"), lambda: self._settle(task, True))
            )
        if task.duty is Duty.ARRIVING:
            offered.append(Action("F3", _("Receive the citizen"), look))
        return offered

    def _on_chosen(self, line: Line) -> None:
        if self._asked is not None:
            self._came_out()
        else:
            self.run(line.task)

    def run(self, task: Task) -> None:
        """Do what the line asks for: open it, confirm the arrival, or print the paper."""
        if task.duty is Duty.ARRIVING:
            desk = self.context.counter.desk
            self.context.jobs.desk(
                lambda: reception.confirm_guide(desk, task.subject), self._arrived
            )
        elif task.duty is Duty.UNPRINTED:
            number = task.detail
            self.context.jobs.read(lambda: find_paper(number), self._print)
        else:
            self._open_subject(task)

    def _open_subject(self, task: Task) -> None:
        if task.duty in TO_RECEPTION or task.duty is Duty.ARRIVING:
            self.go("reception", task.subject)
        elif task.duty in (Duty.TELL, Duty.DUE):
            self.go("cases", task.subject)
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

    def _arrived(self, done: Done[Any]) -> None:
        self.toast(_("Arrival confirmed"))
        self.context.bus.changed.emit(done.changes)

    # -- printing

    def _print(self, paper: PaperLine | None) -> None:
        if paper is None or self._printing:
            return
        self._printing = paper.id
        self.notice.say(_("Printing {number}…").format(number=paper.number), tone="info")
        counter = self.context.counter

        def done(printed: papers.Printed) -> None:
            self._printed(paper, printed)

        self.context.jobs.paper(lambda: counter.print(paper.id, paper.kind), done, self._failed)

    def _failed(self, error: BaseException) -> None:
        self._printing = ""
        self.notice.clear()
        self.context.errors.show(error)

    def _printed(self, paper: PaperLine, printed: papers.Printed) -> None:
        self._printing = ""
        if printed.state is PrintState.PRINTED:
            self.notice.clear()
            self.toast(_("Printed: {number}").format(number=printed.number))
        elif printed.state is PrintState.UNCONFIRMED:
            self._asked = paper
            question = _("Did {number} come out of the printer?").format(number=printed.number)
            self.notice.say(question, "", printed.reason, "warn")
        else:
            words = _("{number} was not printed").format(number=printed.number)
            help = printed.reason or _("Look at the printer, then print it again.")
            self.notice.say(words, "", help, "bad")
        self.context.bus.changed.emit(printed.changes)
        self._offer(self.table.current())

    def _came_out(self) -> None:
        self._answer(True)

    def _came_not(self) -> None:
        self._answer(False)

    def _answer(self, came_out: bool) -> None:
        paper, self._asked = self._asked, None
        self.notice.clear()
        if paper is not None:
            self._confirm(paper, came_out)

    def _settle(self, task: Task, came_out: bool) -> None:
        number = task.detail

        def found(paper: PaperLine | None) -> None:
            if paper is not None:
                self._confirm(paper, came_out)

        self.context.jobs.read(lambda: find_paper(number), found)

    def _confirm(self, paper: PaperLine, came_out: bool) -> None:
        desk = self.context.counter.desk
        self.context.jobs.desk(
            lambda: papers.confirm(desk, paper.id, came_out=came_out),
            self.context.bus.changed.emit,
        )
