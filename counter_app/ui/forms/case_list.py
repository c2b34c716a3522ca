"""The list of cases: a line that filters while typing, a state, this window or all of them."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from counter_app.services.case_reading import CaseLine, find_cases, list_cases
from counter_app.ui.context import Context
from counter_app.ui.forms import case_words
from counter_app.ui.kit.tables import Column, Table
from counter_app.words import _

PAGE = 100
DEBOUNCE_MS = 120
_WALK = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CaseList(QWidget):
    """`opened(case id)`: Enter or double click on a line. The keys stay in the search line."""

    opened = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._question, self._answered = 0, 0
        self._then: Callable[[], object] | None = None
        self.edit = QLineEdit()
        self.edit.setPlaceholderText(
            _("Number, name, initials, last digits of ID or telephone, or scan a paper")
        )
        self.edit.setAccessibleName(_("Find a case"))
        self.edit.setClearButtonEnabled(True)
        self.state = QComboBox()
        self.state.setAccessibleName(_("State"))
        for key, words in case_words.states():
            self.state.addItem(words, key)
        self.only_here = QCheckBox(_("&Only this window"))
        self.table = Table(self._columns(), _("Cases"))
        self.nothing = QLabel()
        self.nothing.setProperty("role", "quiet")
        self.nothing.hide()
        self._lay_out()
        self._connect()

    def _columns(self) -> list[Column[CaseLine]]:
        return [
            Column(
                _("Number"), lambda line: case_words.short_number(line, self.context.today()), 124
            ),
            Column(_("Applicant"), lambda line: line.applicant, 190),
            Column(_("Matter"), lambda line: line.matter),
            Column(_("State"), case_words.line_state, 104),
            Column(
                _("Time left"),
                case_words.line_light,
                166,
                tone=lambda line: case_words.TONES[line.light],
            ),
            Column(
                _("Received on"),
                lambda line: case_words.moment(line.received_at, self.context.today()),
                116,
                is_number=True,
                tone=lambda _line: "quiet",
            ),
        ]

    def _lay_out(self) -> None:
        title = QLabel(_("Cases"))
        title.setProperty("role", "title")
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(title)
        head.addSpacing(8)
        head.addWidget(self.edit, 1)
        head.addWidget(self.state)
        head.addWidget(self.only_here)
        keys = QLabel(_("↑↓ choose    Enter open    F2 reception    Ctrl+K everything"))
        keys.setProperty("role", "caption")
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 16, 24, 12)
        box.setSpacing(12)
        box.addLayout(head)
        box.addWidget(self.nothing)
        box.addWidget(self.table, 1)
        box.addWidget(keys)
        self.setFocusProxy(self.edit)

    def _connect(self) -> None:
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(DEBOUNCE_MS)
        self._wait.timeout.connect(self.ask)
        self.edit.textChanged.connect(self._on_text)
        self.edit.installEventFilter(self)
        self.state.currentIndexChanged.connect(self.ask)
        self.only_here.toggled.connect(self.ask)
        self.table.chosen.connect(lambda line: self.opened.emit(line.id))
        self.table.model_rows.page_requested.connect(self._ask_page)

    # -- asking

    def look_for(self, text: str) -> None:
        """Look for `text` in all cases of the hall."""
        self.only_here.setChecked(False)
        self.state.setCurrentIndex(0)
        self.edit.setText(text)
        self.ask()

    def _filters(self) -> dict[str, Any]:
        return {"only_here": self.only_here.isChecked(), "state": self.state.currentData()}

    def ask(self) -> None:
        """Ask again for what the line and the filters say; an older answer is dropped."""
        self._wait.stop()
        self._question += 1
        desk, text = self.context.counter.desk, self.edit.text().strip()
        filters = self._filters()
        most = max(PAGE, len(self.table.model_rows.rows()) if not text else 0)
        show = partial(self._show, self._question, 0 if text else most)

        def read() -> list[CaseLine]:
            if not text:
                return list_cases(desk, limit=most, **filters)
            here, state = desk.station.counter, filters["state"]
            return [
                line
                for line in find_cases(desk, text)
                if (not filters["only_here"] or line.counter == here)
                and (not state or line.state == state)
            ]

        self.context.jobs.read(read, show)

    def _ask_page(self, last: CaseLine) -> None:
        desk, filters = self.context.counter.desk, self._filters()
        question = self._question

        def page(lines: Sequence[CaseLine]) -> None:
            if question == self._question:
                self.table.append(lines, more=len(lines) == PAGE)

        self.context.jobs.read(lambda: list_cases(desk, before=last.n, limit=PAGE, **filters), page)

    def _show(self, question: int, asked: int, lines: Sequence[CaseLine]) -> None:
        """Show an answer; the line looked at stays, even when its case has changed."""
        if question != self._question:
            return
        self._answered = question
        kept = self.table.current()
        bar = self.table.verticalScrollBar()
        place = bar.value()
        self.table.set_rows(lines, more=bool(asked) and len(lines) == asked)
        ids = [line.id for line in lines]
        if kept is not None and kept.id in ids:
            bar.setValue(place)
            self.table.select(ids.index(kept.id))
        self.nothing.setVisible(not lines)
        self.nothing.setText(
            _("Nothing found. Try fewer characters or the initials.")
            if self.edit.text().strip()
            else _("No cases yet. Applications are received at the reception (F2).")
        )
        then, self._then = self._then, None
        if then is not None:
            then()

    # -- keys

    def _on_text(self) -> None:
        self._then = None
        self._wait.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt's hook: arrows walk the list, Enter opens, Esc empties the line."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() in _WALK:
            QApplication.sendEvent(self.table, event)
            return True
        if event.key() in _RETURN:
            self._when_answered(self._enter)
            return True
        if event.key() == Qt.Key.Key_Escape and self.edit.text():
            self.edit.clear()
            return True
        return False

    def _when_answered(self, call: Callable[[], object]) -> None:
        """Enter right after the last letter must not open a line of an older list."""
        if self._wait.isActive():
            self.ask()
        if self._answered == self._question:
            call()
        else:
            self._then = call

    def _enter(self) -> None:
        line = self.table.current()
        if line is not None:
            self.opened.emit(line.id)
