"""A robot that works the way a clerk does: real key events, counted.

Reader input counts as one key, as in the keystroke budgets.
"""

from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from counter_app.ui.kit.wedge import Wedge


class Robot:
    """Presses keys where the focus is; `keys` says how many so far."""

    def __init__(self, window: QWidget) -> None:
        self.window = window
        self.keys = 0
        self._clock = 1_000_000

    def focus(self) -> QWidget:
        """The widget the next key goes to."""
        return QApplication.focusWidget() or self.window

    def press(self, *keys: str) -> None:
        """Press keys by name: "Enter", "F3", "Ctrl+Enter", "Alt+N", "Down"."""
        for name in keys:
            sequence: Any = QKeySequence(name.replace("Enter", "Return"))
            pressed = sequence[0]
            QTest.keyClick(self.focus(), pressed.key(), pressed.keyboardModifiers())
            self.keys += 1
            if len(name) == 1:
                self._pass_for_a_person()

    def type(self, text: str) -> None:
        """Type letters and digits, one key each."""
        for letter in text:
            QTest.keyClicks(self.focus(), letter)
            self.keys += 1
            self._pass_for_a_person()

    def _pass_for_a_person(self) -> None:
        """Where nothing can be typed a key waits: a card reader would go on at once."""
        if not isinstance(self.focus(), QLineEdit | QPlainTextEdit):
            QTest.qWait(Wedge.QUIET_MS + 15)

    def commit(self, text: str, keys: int = 0) -> None:
        """Commit Chinese as an input method does; `keys`: what the clerk typed for it."""
        event = QInputMethodEvent("", [])
        event.setCommitString(text)
        QApplication.sendEvent(self.focus(), event)
        self.keys += keys or len(text)

    def compose(self, text: str) -> None:
        """Letters in composition, not yet committed."""
        QApplication.sendEvent(self.focus(), QInputMethodEvent(text, []))

    def scan(self, text: str, gap_ms: int = 8, end: Qt.Key = Qt.Key.Key_Return) -> None:
        """A card reader or scanner: a burst of keys and the ending key; one key for the budget."""
        self._clock += 5_000
        for letter in text:
            self.send(letter, gap_ms)
        self._send(end, "\r", gap_ms)
        self.keys += 1

    def send(self, letter: str, gap_ms: int = 8) -> None:
        """One key of a reader."""
        self._send(ord(letter.upper()), letter, gap_ms)

    def _send(self, key: int, text: str, gap_ms: int) -> None:
        self._clock += gap_ms
        none = Qt.KeyboardModifier.NoModifier
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, none, text)
            event.setTimestamp(self._clock)
            QApplication.sendEvent(self.focus(), event)

    def settle(self, milliseconds: int = 0) -> None:
        """Let timers and queued results arrive."""
        QTest.qWait(milliseconds)
