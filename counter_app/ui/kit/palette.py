"""The command palette: every action, matter, case and person by Chinese text or initials."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGraphicsDropShadowEffect,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from counter_app.ui.kit.entries import MOST_ENTRIES, Entry, LateSource, Source, fitting
from counter_app.ui.kit.live_search import Give, Hit, LiveSearch
from counter_app.ui.kit.theme import theme
from counter_app.words import _


def _hit(entry: Entry) -> Hit:
    return Hit(entry.text, entry.hint, entry.icon, data=entry)


class Palette(QFrame):
    """An overlay on the window, opened with Ctrl+K. It keeps every key until it is closed.

    Sources answer at once and are filtered here; late sources get the text and answer later
    (the database), what they give is listed below.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self._sources: list[Source] = []
        self._late: list[LateSource] = []
        self._came_from: QWidget | None = None
        self.setProperty("role", "overlay")
        self.setAccessibleName(_("Command palette"))
        self.search = LiveSearch(
            self._answer,
            _("Command palette"),
            _("Action, matter, case or person — text or initials"),
        )
        help_line = QLabel(_("↑ ↓ choose    Enter run    Esc close"))
        help_line.setProperty("role", "caption")
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 12, 12, 8)
        box.setSpacing(8)
        box.addWidget(self.search, 1)
        box.addWidget(help_line)
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(40)
        shadow.setOffset(0, 8)
        self.setGraphicsEffect(shadow)
        self.search.chosen.connect(self._run)
        self.search.edit.installEventFilter(self)
        self.hide()

    def add_source(self, source: Source) -> None:
        """Entries that are known without asking the database."""
        self._sources.append(source)

    def add_late_source(self, source: LateSource) -> None:
        """Entries that are looked up for the text typed."""
        self._late.append(source)

    def open(self) -> None:
        """Show it over the window with an empty line."""
        window = self._over
        wide = min(theme.px(640), window.width() - 48)
        high = min(theme.px(460), window.height() - 96)
        self.setGeometry((window.width() - wide) // 2, theme.px(64), wide, high)
        focused = window.focusWidget()
        if not self.isVisible():
            self._came_from = focused
        self.show()
        self.raise_()
        self.search.clear()
        self.search.setFocus()

    def close_again(self) -> None:
        """Hide it and give the focus back."""
        self.hide()
        if self._came_from is not None:
            self._came_from.setFocus()
            self._came_from = None

    def _answer(self, text: str, give: Give) -> None:
        known = fitting((entry for source in self._sources for entry in source()), text)
        found: list[Entry] = []
        give([_hit(entry) for entry in known])
        if not text:
            return

        def more(entries: Sequence[Entry]) -> None:
            found.extend(entries)
            give([_hit(entry) for entry in (*known, *found)][:MOST_ENTRIES])

        for source in self._late:
            source(text, more)

    def _run(self, entry: Entry) -> None:
        self.close_again()
        QTimer.singleShot(0, self, entry.run)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt's hook: no shortcut of the window fires while the palette is open."""
        if not isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.FocusOut and self.isVisible():
                QTimer.singleShot(0, self, self._leave)
            return False
        is_palette_key = event.key() == Qt.Key.Key_K and bool(
            event.modifiers() & Qt.KeyboardModifier.ControlModifier
        )
        closes = event.key() == Qt.Key.Key_Escape or is_palette_key
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress and closes:
            self.close_again()
            return True
        return False

    def _has_focus(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def _leave(self) -> None:
        window = self.window()
        if window.isActiveWindow() and not self._has_focus():
            self._came_from = None
            self.hide()
