"""The print register as a list: a line that filters while typing, and which part of it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
)

from counter_app.services.desk import Desk
from counter_app.services.paper_reading import PaperLine
from counter_app.services.print_register import PAGE, Part, list_papers
from counter_app.services.timeline import paper_words
from counter_app.ui.context import Context
from counter_app.ui.forms.case_words import moment, paper_state, shaped
from counter_app.ui.kit.tables import Column, Table
from counter_app.words import _

DEBOUNCE_MS = 120
_WALK = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class PaperList(QFrame):
    """`looked_at(PaperLine or None)`: the line the keys are at."""

    looked_at = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setProperty("role", "surface")
        self.context = context
        self._question = 0
        self.edit = QLineEdit()
        self.edit.setPlaceholderText(_("Number or name of a paper, or scan its code"))
        self.edit.setAccessibleName(_("Find a paper"))
        self.edit.setClearButtonEnabled(True)
        self.part = QComboBox()
        self.part.setAccessibleName(_("Which papers"))
        for part, words in (
            (Part.OPEN, _("Not handed over yet")),
            (Part.TODAY, _("Issued today")),
            (Part.VOIDING, _("To be voided")),
            (Part.ALL, _("All papers of the hall")),
        ):
            self.part.addItem(words, part)
        self.table = Table(self._columns(), _("Issued papers"))
        self.nothing = QLabel(_("No paper is waiting here."))
        self.nothing.setProperty("role", "quiet")
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(DEBOUNCE_MS)
        self._lay_out()
        self._wait.timeout.connect(self.ask)
        self.edit.textChanged.connect(self._wait.start)
        self.edit.installEventFilter(self)
        self.part.currentIndexChanged.connect(self.ask)
        self.table.looked_at.connect(self.looked_at)
        self.table.model_rows.page_requested.connect(self._ask_page)

    def _columns(self) -> list[Column[PaperLine]]:
        def state(line: PaperLine) -> tuple[str, str]:
            return paper_state(line.state, told=line.told, void=line.void)

        return [
            Column(_("Paper"), lambda line: paper_words(line.kind)),
            Column(_("Number"), lambda line: line.number.partition("〔")[2] or "—", 190),
            Column(
                _("State"), lambda line: shaped(*state(line)), 150, tone=lambda line: state(line)[1]
            ),
            Column(_("Times"), lambda line: str(line.attempts), 56, is_number=True),
            Column(
                _("Issued at"),
                lambda line: moment(line.issued_at, self.context.today()),
                116,
                is_number=True,
                tone=lambda _line: "quiet",
            ),
        ]

    def _lay_out(self) -> None:
        title = QLabel(_("Issued papers"))
        title.setProperty("role", "heading")
        head = QHBoxLayout()
        head.setSpacing(12)
        for widget in (title, self.edit, self.part):
            head.addWidget(widget)
        head.setStretchFactor(self.edit, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 14, 16, 12)
        box.setSpacing(10)
        box.addLayout(head)
        box.addWidget(self.nothing)
        box.addWidget(self.table, 1)
        self.setFocusProxy(self.edit)

    def _asked(self) -> tuple[Desk, Part, str]:
        """What the line and the part say."""
        part = Part(self.part.currentData())  # Qt hands back the plain text of the enumeration
        return self.context.counter.desk, part, self.edit.text().strip()

    def ask(self) -> None:
        """Ask again for what the line and the part say; an older answer is dropped."""
        self._wait.stop()
        self._question += 1
        desk, part, text = self._asked()
        show = partial(self._show, self._question)
        self.context.jobs.read(lambda: list_papers(desk, part, text), show)

    def _show(self, question: int, lines: Sequence[PaperLine]) -> None:
        if question != self._question:
            return
        kept = self.table.current()
        self.table.set_rows(lines, more=len(lines) == PAGE)
        ids = [line.id for line in lines]
        if lines:
            self.table.select(ids.index(kept.id) if kept is not None and kept.id in ids else 0)
        self.nothing.setVisible(not lines)
        self.looked_at.emit(self.table.current())

    def _ask_page(self, last: PaperLine) -> None:
        desk, part, text = self._asked()
        question = self._question

        def page(lines: Sequence[PaperLine]) -> None:
            if question == self._question:
                self.table.append(lines, more=len(lines) == PAGE)

        self.context.jobs.read(lambda: list_papers(desk, part, text, last), page)

    def show_paper(self, paper: str) -> None:
        """Look for one paper among all of them."""
        self.part.setCurrentIndex(self.part.findData(Part.ALL))
        self.edit.setText(paper)
        self.ask()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt's hook: arrows walk the list while the keys stay in the line."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() in _WALK:
            QApplication.sendEvent(self.table, event)
            return True
        if event.key() == Qt.Key.Key_Escape and self.edit.text():
            self.edit.clear()
            return True
        return False
