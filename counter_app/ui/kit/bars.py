"""The top bar (who, where, when, lamps, absence) and the phrase strip."""

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QMouseEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from counter_app.ui.kit.icons import pixmap
from counter_app.ui.kit.theme import theme
from counter_app.words import N_, _

STAGES = ("welcome", "work", "farewell")
_STAGE_WORDS = {"welcome": N_("Greeting"), "work": N_("At work"), "farewell": N_("Farewell")}
_WEEKDAYS = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)


class Lamp(QWidget):
    """State of a device in colour, shape and words. `tone`: good, warn, bad or quiet.

    `pressed`: somebody wants to know more.
    """

    pressed = Signal()

    _SHAPES = {"good": "●", "warn": "▲", "bad": "■", "quiet": "○"}

    def __init__(self, name: str, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._icon = icon
        self._state = ("", "quiet")
        self._picture = QLabel()
        self._words = QLabel()
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(self._picture)
        box.addWidget(self._words)
        self.say("", "quiet")

    def say(self, words: str, tone: str) -> None:
        """Show the state, e.g. ("ready", "good")."""
        self._state = (words, tone)
        self._picture.setPixmap(pixmap(self._icon, theme.colour(tone).name(), theme.px(18)))
        told = " ".join(part for part in (self._SHAPES[tone], self._name, words) if part)
        self._words.setText(told)
        self._words.setProperty("tone", tone)
        self._words.style().unpolish(self._words)
        self._words.style().polish(self._words)
        self.setAccessibleName(f"{self._name} {words}".strip())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt's hook."""
        self.pressed.emit()
        event.accept()

    def event(self, event: QEvent) -> bool:
        """Qt's hook: other colours or another size of text."""
        if event.type() == QEvent.Type.PaletteChange:
            QTimer.singleShot(0, self, self._say_again)
        return super().event(event)

    def _say_again(self) -> None:
        self.say(*self._state)


class TopBar(QFrame):
    """Hall, window, clerk; the kind of day and the clock; lamps; the absence switch (F12)."""

    absence_requested = Signal()

    def __init__(
        self,
        now: Callable[[], datetime],
        day_kind: Callable[[date], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self._now, self._day_kind = now, day_kind
        self.place = QLabel()
        self.place.setProperty("role", "heading")
        self.clerk = QLabel()
        self.time = QLabel()
        self.deadlines = Lamp("", "clock")
        self.deadlines.hide()
        self.printer = Lamp(_("Printer"), "printer")
        self.share = Lamp(_("Sync"), "share")
        self.absence = QPushButton(_("F12  Away"))
        self.absence.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.absence.clicked.connect(self.absence_requested)
        self._absence_key = QShortcut(QKeySequence("F12"), self)
        self._absence_key.setContext(Qt.ShortcutContext.ApplicationShortcut)
        self._absence_key.setAutoRepeat(False)
        self._absence_key.activated.connect(self.absence_requested)
        box = QHBoxLayout(self)
        box.setContentsMargins(16, 8, 12, 8)
        box.setSpacing(20)
        box.addWidget(self.place)
        box.addWidget(self.clerk)
        box.addStretch(1)
        for widget in (self.deadlines, self.time, self.printer, self.share, self.absence):
            box.addWidget(widget)
        self._tick = QTimer(self)
        self._tick.setSingleShot(True)
        self._tick.timeout.connect(self.refresh_time)
        self.refresh_time()

    def set_place(self, hall: str, window: str, clerk: str) -> None:
        """Who sits where; `clerk` is shown as given."""
        self.place.setText(" · ".join(part for part in (hall, window) if part))
        self.clerk.setText(clerk)

    def offer_absence(self, is_offered: bool) -> None:
        """Without somebody who answers it, the switch is not there: no dead control."""
        self.absence.setVisible(is_offered)
        self._absence_key.setEnabled(is_offered)

    def set_absent(self, is_absent: bool) -> None:
        """The switch says what it will do next."""
        self.absence.setText(_("F12  Back") if is_absent else _("F12  Away"))
        self.absence.setProperty("role", "primary" if is_absent else "")
        self.absence.style().unpolish(self.absence)
        self.absence.style().polish(self.absence)

    def refresh_time(self) -> None:
        """Show the minute and ask again when the next one begins."""
        now = self._now()
        parts = (
            self._day_kind(now.date()),
            _("{month}/{day}").format(month=now.month, day=now.day),
            _(_WEEKDAYS[now.weekday()]),
            f"{now:%H:%M}",
        )
        self.time.setText("  ".join(part for part in parts if part))
        self._tick.start((60 - now.second) * 1000 + 50)


class PhraseStrip(QFrame):
    """The courtesy phrase of each step; the step the case is in stands out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "strip")
        self.setAccessibleName(_("Courtesy phrases"))
        self._labels: dict[str, QLabel] = {}
        self._phrases = dict.fromkeys(STAGES, "")
        self._by_telephone = dict.fromkeys(STAGES, "")
        self._is_telephone = False
        self._parting = ""
        self._stage = STAGES[0]
        box = QHBoxLayout(self)
        box.setContentsMargins(16, 8, 16, 8)
        box.setSpacing(24)
        for stage in STAGES:
            label = QLabel()
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setProperty("role", "phrase")
            self._labels[stage] = label
            box.addWidget(label, 3 if stage == "welcome" else 2)
        self._paint()

    def set_phrases(self, welcome: str, work: str, farewell: str) -> None:
        """The sentences as they are to be said, names and dates already in place."""
        self._phrases = {"welcome": welcome, "work": work, "farewell": farewell}
        self._paint()

    def set_telephone_phrases(self, welcome: str, work: str, farewell: str) -> None:
        """The same for calls (A1.5.6)."""
        self._by_telephone = {"welcome": welcome, "work": work, "farewell": farewell}

    def set_telephone(self, is_telephone: bool) -> None:
        """Somebody calls: the phrases of the telephone stand there, those of the counter not."""
        self._is_telephone = is_telephone
        self._paint()

    def set_parting(self, text: str) -> None:
        """What this citizen is told on leaving, with the real day or place; empty: as always."""
        self._parting = text
        self._paint()

    def set_stage(self, stage: str) -> None:
        """welcome, work or farewell; anything else changes nothing."""
        if stage in STAGES:
            self._stage = stage
            self._paint()

    def stage(self) -> str:
        """The step that stands out."""
        return self._stage

    def said(self, stage: str) -> str:
        """The words shown for a stage."""
        return self._labels[stage].text()

    def _paint(self) -> None:
        for stage, label in self._labels.items():
            phrases = self._by_telephone if self._is_telephone else self._phrases
            word, phrase = _(_STAGE_WORDS[stage]), phrases[stage]
            if stage == "farewell":
                phrase = self._parting or phrase
            label.setText(f"{word}　“{phrase}”" if phrase else word)
            is_here = stage == self._stage
            if label.property("here") != is_here:
                label.setProperty("here", is_here)
                label.style().unpolish(label)
                label.style().polish(label)
