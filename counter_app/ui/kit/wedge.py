"""Card readers and scanners that type like a keyboard: catch the burst wherever the focus is."""

from collections.abc import Callable
from time import monotonic

import shiboken6
from attrs import define
from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import (
    QGuiApplication,
    QInputMethodEvent,
    QInputMethodQueryEvent,
    QKeyEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from counter_app.ui.kit.keys import is_alone

Route = Callable[[str], bool]

_END = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
_MODIFIERS = (Qt.Key.Key_Shift, Qt.Key.Key_CapsLock, Qt.Key.Key_AltGr)
"""A reader presses these between letters."""
_SHIFTED = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


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


def _is_typing(event: QKeyEvent) -> bool:
    """A character, pressed once: no shortcut, no key held down."""
    text = event.text()
    is_free = not event.modifiers() & ~_SHIFTED and not event.isAutoRepeat()
    return is_free and len(text) == 1 and text.isprintable()


def _now() -> int:
    return int(monotonic() * 1000)


def _is_end(event: QKeyEvent) -> bool:
    return event.key() in _END and is_alone(event)


def _is_between(event: QKeyEvent) -> bool:
    """Whether a burst may go on after this key."""
    return _is_typing(event) or _is_end(event) or event.key() in _MODIFIERS


class Wedge(QObject):
    """A burst is at least 6 keys with gaps under 35 ms (people: over 60 ms), then Enter or Tab.

    Without an ending key it is over after 45 ms of silence. `route(text)` says whether the text
    means something (ID checksum, QR prefix). If it does, `scanned` is emitted, the field gets
    back what the burst overwrote and the ending key is swallowed; if not, it stays typed.
    Where nothing can be typed a digit judges a material and a space ticks a box: there every
    key waits until it is known that a person pressed it, and a burst without meaning is
    `ignored`.
    From the third fast key on the input method stands aside: it would take a letter in the
    burst, and the ending key, for a word to be written. It may still hold a key that came
    before, so that keys are put in order by their own time. The first key is lost to it where
    a word was being composed: what then means nothing is `torn`, and taken back as well.
    """

    scanned = Signal(str)
    ignored = Signal()
    torn = Signal()
    GAP_MS, QUIET_MS, LEAST = 35, 45, 6
    TOO_FAST = 3
    AFTER_WORD_MS = 100

    def __init__(self, app: QApplication, route: Route | None = None) -> None:
        super().__init__(app)
        self._route = route
        self._keys: list[tuple[int, str]] = []
        self._last = 0
        self._before: _Before | None = None
        self._held: list[tuple[QWidget, QKeyEvent]] = []
        self._word_at, self._is_after_word = 0, False
        self._is_replaying = False
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(self.QUIET_MS)
        self._quiet.timeout.connect(self._on_quiet)
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt's hook: sees every key before its widget; True swallows it."""
        if isinstance(event, QInputMethodEvent):
            self._word_at = _now() if event.commitString() else self._word_at
            return False
        if isinstance(event, QInputMethodQueryEvent):
            return self._is_suspected() and self._refuse(event)
        if self._is_replaying or not isinstance(event, QKeyEvent):
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            if self._held and not _is_between(event):
                self._on_quiet()  # a shortcut may follow at once, and these keys came first
            return False
        if (
            event.type() != QEvent.Type.KeyPress
            or watched is not (QApplication.focusWidget() or QApplication.activeWindow())
            or not isinstance(watched, QWidget)
        ):
            return False
        return self._key(watched, event)

    def _key(self, target: QWidget, event: QKeyEvent) -> bool:
        now = event.timestamp() or _now()
        gap = now - self._last
        if _is_end(event):
            is_burst = len(self._keys) >= self.LEAST and abs(gap) <= self.GAP_MS
            return self._finish() if is_burst else self._let_go()
        if not _is_typing(event):
            return False if _is_between(event) else self._let_go()
        if not self._keys or abs(gap) > self.GAP_MS:
            self._let_go()
            if event.text() == " ":  # no card begins so, and a box wants it now
                return False
            self._before, self._last = _looked_at(target), now
            self._is_after_word = _now() - self._word_at < self.AFTER_WORD_MS
        self._keys.append((now, event.text()))
        self._last = max(now, self._last)
        self._quiet.start()
        if len(self._keys) == self.TOO_FAST:
            QGuiApplication.inputMethod().update(Qt.InputMethodQuery.ImEnabled)
        if self._before is not None:
            return False
        self._held.append((target, event.clone()))
        return True

    def _is_suspected(self) -> bool:
        return len(self._keys) >= self.TOO_FAST

    def _refuse(self, query: QInputMethodQueryEvent) -> bool:
        """Answer for the field that nothing is to be composed in it now."""
        if not query.queries() & Qt.InputMethodQuery.ImEnabled:
            return False
        query.setValue(Qt.InputMethodQuery.ImEnabled, False)
        query.accept()
        return True

    def _on_quiet(self) -> None:
        if len(self._keys) >= self.LEAST:
            self._finish()
        else:
            self._let_go()

    def _finish(self) -> bool:
        """The burst is over: whether its ending key goes no further."""
        text = "".join(letter for _at, letter in sorted(self._keys, key=lambda key: key[0]))
        before, is_held = self._before, bool(self._held)
        self._forget()
        if self._route is not None and not self._route(text):
            is_torn = before is not None and self._is_after_word
            if before is not None and is_torn:
                before.give_back()
                self.torn.emit()
            elif is_held:
                self.ignored.emit()
            return is_held or is_torn
        if before is not None:
            before.give_back()
        self.scanned.emit(text)
        return True

    def _let_go(self) -> bool:
        """Somebody typed this: every key that waited goes where it was meant to."""
        held = self._held
        self._forget()
        self._is_replaying = True
        for target, press in held:
            if shiboken6.isValid(target):
                QApplication.sendEvent(target, press)
                release = QKeyEvent(
                    QEvent.Type.KeyRelease, press.key(), press.modifiers(), press.text()
                )
                QApplication.sendEvent(target, release)
        self._is_replaying = False
        return False

    def _forget(self) -> None:
        was_suspected = self._is_suspected()
        self._quiet.stop()
        self._keys, self._before, self._held = [], None, []
        if was_suspected:
            QGuiApplication.inputMethod().update(Qt.InputMethodQuery.ImEnabled)
