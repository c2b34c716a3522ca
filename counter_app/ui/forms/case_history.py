"""What happened to a case, oldest first, as a quiet column."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from counter_app.domain.clock import CST
from counter_app.domain.hall import Hall
from counter_app.domain.parties import mask_name
from counter_app.services.timeline import Entry
from counter_app.ui.forms.case_words import moment
from counter_app.words import _


class History(QFrame):
    """Time on the left, what happened and who did it on the right; the newest stays in sight."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "surface")
        self._shown: Sequence[Entry] = ()
        heading = QLabel(_("Course"))
        heading.setProperty("role", "heading")
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.viewport().setAutoFillBackground(False)
        self.area.setAccessibleName(_("Course"))
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 12, 12, 12)
        box.setSpacing(8)
        box.addWidget(heading)
        box.addWidget(self.area, 1)

    def show_entries(self, entries: Sequence[Entry], hall: Hall, today: date) -> None:
        """Show what happened; nothing is touched when it is the same as before."""
        if entries == self._shown:
            return
        self._shown = entries
        page = QWidget()
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        for line, entry in enumerate(entries):
            time = QLabel(moment(entry.at, today))
            time.setProperty("role", "quiet")
            top = Qt.AlignmentFlag.AlignTop
            grid.addWidget(time, line, 0, top)
            grid.addWidget(_said(entry, hall), line, 1, top)
        grid.setRowStretch(len(entries), 1)
        self.area.setWidget(page)
        page.setAutoFillBackground(False)
        QTimer.singleShot(0, self, self._to_end)

    def _to_end(self) -> None:
        bar = self.area.verticalScrollBar()
        bar.setValue(bar.maximum())

    def texts(self) -> list[str]:
        """What stands there, in order."""
        return [entry.text for entry in self._shown]


def _said(entry: Entry, hall: Hall) -> QWidget:
    counter = hall.counter(entry.counter)
    where = _("window {number}").format(number=counter.number) if counter else entry.counter
    text = QLabel(entry.text)
    late = _late_words(entry)
    by = QLabel("　".join(part for part in (mask_name(entry.clerk), where, late) if part))
    by.setProperty("role", "caption")
    both = QWidget()
    box = QVBoxLayout(both)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(0)
    for label in (text, by):
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        box.addWidget(label)
    both.setAccessibleName(f"{entry.text} {by.text()}")
    return both


def _late_words(entry: Entry) -> str:
    """补录: when it was written down, and why only then (A4.3); empty for the rest."""
    if entry.recorded_at is None:
        return ""
    written = f"{entry.recorded_at.astimezone(CST):%m-%d %H:%M}"
    return _("entered afterwards on {moment}: {reason}").format(moment=written, reason=entry.late)
