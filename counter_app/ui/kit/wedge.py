"""Card readers and scanners that type like a keyboard: catch the burst wherever the focus is."""

from collections.abc import Callable
from time import monotonic

from attrs import define
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

Route = Callable[[str], bool]

_END = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)


@define
class _Before:
    """What stood in the field when the burst began."""

    target: QWidget
    text: str
    cursor: int

    def give_back(self) -> None:
        if isinstance(self.target, QLineEdit):
            self.target.setText(self.text)
            self.target.setCursorPosition(self.cursor)
        elif isinstance(self.target, QPlainTextEdit):
            self.target.setPlainText(self.text)
            cursor = QTextCursor(self.target.document())
            cursor.setPosition(self.cursor)
            self.target.setTextCursor(cursor)


def _looked_at(target: QWidget) -> _Before | None:
    if isinstance(target, QLineEdit):
        return _Before(target, target.text(), target.cursorPosition())
    if isinstance(target, QPlainTextEdit):
        return _Before(target, target.toPlainText(), target.textCursor().position())
    return None


class Wedge(QObject):
    """A burst is at least 6 keys with gaps under 35 ms, ended by Enter or Tab (people: over 60 ms).

    `route(text)` says whether the text means something (ID checksum, QR prefix). If it does,
    the field gets back what the burst overwrote, the ending key is swallowed and `scanned` is
    emitted; if not, the burst stays typed where it was.
    """

    scanned = Signal(str)
    GAP_MS, LEAST = 35, 6

    def __init__(self, app: QApplication, route: Route | None = None) -> None:
        super().__init__(app)
        self._route = route
        self._text = ""
        self._last = 0
        self._before: _Before | None = None
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt's hook: sees every key before its widget; True swallows it."""
        if (
            not isinstance(event, QKeyEvent)
            or event.type() != QEvent.Type.KeyPress
            or watched is not (QApplication.focusWidget() or QApplication.activeWindow())
            or not isinstance(watched, QWidget)
        ):
            return False
        return self._key(watched, event)

    def _key(self, target: QWidget, event: QKeyEvent) -> bool:
        now = event.timestamp() or int(monotonic() * 1000)
        gap = now - self._last
        if event.key() in _END:
            is_burst = len(self._text) >= self.LEAST and 0 <= gap <= self.GAP_MS
            return self._finish() if is_burst else self._forget()
        text = event.text()
        if len(text) != 1 or not text.isprintable():
            return False
        if not self._text or not 0 <= gap <= self.GAP_MS:
            self._text = ""
            self._before = _looked_at(target)
        self._text += text
        self._last = now
        return False

    def _finish(self) -> bool:
        text, before = self._text, self._before
        self._forget()
        if self._route is not None and not self._route(text):
            return False
        if before is not None:
            before.give_back()
        self.scanned.emit(text)
        return True

    def _forget(self) -> bool:
        self._text, self._before = "", None
        return False
