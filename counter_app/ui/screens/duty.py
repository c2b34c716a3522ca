"""Duty: the lists of lights, what waits for a supervisor, the responsibility register (3.5)."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from attrs import frozen
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from counter_app.domain.context import SUPERVISOR
from counter_app.services import light_sheets, lights, registers
from counter_app.services.case_reading import CaseLine
from counter_app.services.desk import Done
from counter_app.services.lights import Listing
from counter_app.services.registers import Responsibility
from counter_app.ui.context import Context
from counter_app.ui.forms import case_words
from counter_app.ui.forms.answer_form import AnswerForm
from counter_app.ui.forms.duty_words import REGISTER, breach_words, list_words
from counter_app.ui.kit.actions import Action, ActionRow
from counter_app.ui.kit.tables import Column, Table
from counter_app.ui.screens.screen import Screen
from counter_app.words import _

TONES = {Listing.RED: "bad", Listing.UNEXPLAINED: "bad", Listing.REQUESTS: "warn"}


@frozen
class Entry:
    """One list on the left: its key, its name, how much stands on it."""

    key: str
    words: str
    count: int
    tone: str


class DutyScreen(Screen):
    """Lists on the left, what stands on the one chosen in the middle; Enter acts on the line."""

    kinds = frozenset({"case", "paper", "document"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.lists = Table(self._entry_columns(), _("Lists"), row_px=36)
        self.cases = Table(self._case_columns(), _("Cases"))
        self.register = Table(self._register_columns(), _("Responsibility register"))
        self.everywhere = QCheckBox(_("&Whole hall"))
        self.heading, self.nothing = QLabel(), QLabel(_("Nothing stands on this list."))
        self.actions_row = ActionRow()
        self.form: AnswerForm | None = None
        self._key, self._question = "", 0
        self._lay_out()
        self.lists.looked_at.connect(self._on_list)
        self.lists.chosen.connect(lambda _entry: self._shown_table().setFocus())
        self.cases.chosen.connect(lambda line: self.go("cases", line.id))
        self.cases.looked_at.connect(self._offer)
        self.register.chosen.connect(self.answer)
        self.register.looked_at.connect(self._offer)
        self.everywhere.setChecked(context.place.role == SUPERVISOR or self._is_supervisor())
        self.everywhere.toggled.connect(self.refresh)

    def _is_supervisor(self) -> bool:
        return SUPERVISOR in self.context.counter.desk.station.roles

    # -- building

    def _entry_columns(self) -> list[Column[Entry]]:
        return [
            Column(_("List"), lambda one: one.words, tone=lambda one: one.tone),
            Column("", lambda one: str(one.count) if one.count else "", 44, is_number=True),
        ]

    def _case_columns(self) -> list[Column[CaseLine]]:
        today = self.context.today
        return [
            Column(_("Number"), lambda line: case_words.short_number(line, today()), 124),
            Column(_("Applicant"), lambda line: line.applicant, 110),
            Column(_("Matter"), lambda line: line.matter),
            Column(_("State"), case_words.line_state, 120),
            Column(_("Due on"), lambda line: line.due_on, 104, is_number=True),
            Column(
                _("Time left"),
                case_words.line_light,
                176,
                tone=lambda line: case_words.TONES[line.light],
            ),
        ]

    def _register_columns(self) -> list[Column[Responsibility]]:
        return [
            Column(_("Since"), lambda row: row.record.since.isoformat(), 104, is_number=True),
            Column(_("Breach"), lambda row: breach_words(row.record.breach), 230),
            Column(_("Matter"), lambda row: row.matter.name),
            Column(_("Window"), lambda row: row.case.counter, 72),
            Column(
                _("Answer"),
                lambda row: row.record.answer.answer if row.record.answer else _("○ none yet"),
                tone=lambda row: "" if row.record.answer else "warn",
            ),
        ]

    def _lay_out(self) -> None:
        title = QLabel(_("On duty"))
        title.setProperty("role", "title")
        head = QHBoxLayout()
        head.addWidget(title)
        head.addStretch(1)
        head.addWidget(self.everywhere)
        self.heading.setProperty("role", "heading")
        self.nothing.setProperty("role", "quiet")
        self.pages, self.side = QStackedWidget(), QStackedWidget()
        self.pages.addWidget(self.cases)
        self.pages.addWidget(self.register)
        right = QVBoxLayout()
        right.setSpacing(8)
        for widget in (self.heading, self.nothing):
            right.addWidget(widget)
        right.addWidget(self.pages, 1)
        right.addWidget(self.actions_row)
        self.lists.setMinimumWidth(230)
        self.side.addWidget(self.lists)
        columns = QHBoxLayout()
        columns.setSpacing(16)
        columns.addWidget(self.side, 2)
        columns.addLayout(right, 7)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 16, 24, 16)
        box.setSpacing(12)
        box.addLayout(head)
        box.addLayout(columns, 1)

    # -- the lists

    def refresh(self) -> None:
        """Count again; the list looked at stays."""
        desk, everywhere = self.context.counter.desk, self.everywhere.isChecked()
        window = "" if everywhere else desk.station.counter

        def ask() -> tuple[dict[Listing, int], int]:
            return (
                lights.counts(desk, everywhere=everywhere),
                len(registers.unanswered(desk, window)),
            )

        self.context.jobs.read(ask, self._show_counts)

    def _show_counts(self, answer: tuple[dict[Listing, int], int]) -> None:
        counts, open_rows = answer
        entries = [
            Entry(one.value, words, counts[one], TONES.get(one, "") if counts[one] else "")
            for one, words in list_words().items()
        ]
        tone = "warn" if open_rows else ""
        entries.append(Entry(REGISTER, _("Responsibility register"), open_rows, tone))
        kept = self._key
        self.lists.set_rows(entries)
        keys = [one.key for one in entries]
        wanted = kept or next((one.key for one in entries if one.count), keys[0])
        self.lists.select(keys.index(wanted))
        self._ask(wanted)

    def activate(self) -> None:
        """Into the lists."""
        if self.form is not None:
            self.form.begin()
        else:
            self.lists.setFocus(Qt.FocusReason.OtherFocusReason)

    def open(self, argument: object) -> None:
        """The key of a list."""
        self._key = str(argument)
        self.refresh()

    def _on_list(self, entry: Entry | None) -> None:
        if entry is not None and entry.key != self._key:
            self._ask(entry.key)

    def _ask(self, key: str) -> None:
        self._key = key
        self._question += 1
        desk, everywhere = self.context.counter.desk, self.everywhere.isChecked()
        show = partial(self._show_rows, self._question)
        if key == REGISTER:
            window, today = "" if everywhere else desk.station.counter, self.context.today()
            first = today.replace(year=today.year - 1, day=1)
            self.context.jobs.read(
                lambda: registers.responsibilities(desk, first, today, window), show
            )
        else:
            listing = Listing(key)
            self.context.jobs.read(
                lambda: lights.cases_on(desk, listing, everywhere=everywhere), show
            )

    def _show_rows(self, question: int, rows: Sequence[Any]) -> None:
        if question != self._question:
            return
        table = self._shown_table()
        self.pages.setCurrentWidget(table)
        kept = table.current()
        table.set_rows(rows)
        places = [place for place, row in enumerate(rows) if kept is not None and row == kept]
        if places:
            table.select(places[0])
        entry = self.lists.current()
        self.heading.setText(entry.words if entry else "")
        self.nothing.setVisible(not rows)
        self.pages.setVisible(bool(rows))
        self._offer(table.current())

    def _shown_table(self) -> Table:
        return self.register if self._key == REGISTER else self.cases

    # -- acting

    def _offer(self, row: Any) -> None:
        actions = []
        if row is not None and self._key == REGISTER:
            actions.append(
                Action("Enter", _("Answer…"), lambda: self.answer(row), self._not_answering)
            )
            actions.append(Action("F3", _("Open the case"), lambda: self._open_case(row.case.id)))
        elif row is not None:
            actions.append(Action("Enter", _("Open the case"), lambda: self._open_case(row.id)))
            actions.append(Action("Ctrl+E", _("Write as a workbook…"), self.ask_file))
        self.actions_row.set_actions(actions)
        self.actions_row.setVisible(bool(actions))

    def _open_case(self, case: str) -> None:
        self.go("cases", case)

    def _not_answering(self) -> str:
        if self._is_supervisor():
            return ""
        return _("Only a supervisor answers the responsibility register.")

    def answer(self, row: Responsibility) -> None:
        """The form of the answer takes the place of the lists."""
        if self._not_answering():
            return
        desk = self.context.counter.desk
        case, record = row.case.id, row.record.id

        def write(words: str, consequence: str) -> None:
            self.context.jobs.desk(
                lambda: registers.answer(desk, case, record, words=words, consequence=consequence),
                self._on_answered,
                self.context.errors.failed(self.form),
            )

        self._open_form(AnswerForm(row, write))

    def _open_form(self, form: AnswerForm) -> None:
        self.close_form()
        page = QFrame()
        page.setProperty("role", "surface")
        box = QVBoxLayout(page)
        box.setContentsMargins(12, 12, 12, 12)
        box.addWidget(form)
        box.addStretch(1)
        self.form = form
        form.stepped_back.connect(self._step_back)
        self.side.addWidget(page)
        self.side.setCurrentWidget(page)
        form.begin()

    def close_form(self) -> None:
        """Back to the lists."""
        if self.form is not None:
            page: QWidget = self.side.widget(1)
            self.side.removeWidget(page)
            page.deleteLater()
            self.form = None

    def _step_back(self) -> None:
        self.close_form()
        self.register.setFocus()

    def _on_answered(self, done: Done[Any]) -> None:
        self._step_back()
        self.toast(_("Recorded"))
        self.context.bus.changed.emit(done.changes)

    # -- handing a list on

    def ask_file(self) -> None:
        """Ask where the workbook goes."""
        entry = self.lists.current()
        name = f"{entry.words if entry else self._key}.xlsx"
        path, _kind = QFileDialog.getSaveFileName(self, _("Write as a workbook…"), name, "*.xlsx")
        if path:
            self.write(Path(path))

    def write(self, path: Path) -> None:
        """Write the list shown to `path`; no person stands in it."""
        desk, listing = self.context.counter.desk, Listing(self._key)
        everywhere = self.everywhere.isChecked()

        def written(count: int) -> None:
            text = _("Written: {file}, {n} rows").format(file=path.name, n=count)
            self.toast(text)

        self.context.jobs.read(
            lambda: light_sheets.write(desk, listing, path, everywhere=everywhere), written
        )
