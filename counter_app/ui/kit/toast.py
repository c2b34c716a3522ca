"""A word in passing that never takes the focus; with undo where the law allows it."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from counter_app.words import _

SHORT_MS, UNDO_MS = 3500, 8000


def _has_typing(target: QObject) -> bool:
    if isinstance(target, QLineEdit):
        return target.isUndoAvailable()
    return isinstance(target, QPlainTextEdit) and target.document().isUndoAvailable()


class Toast(QFrame):
    """Shown in the lower right corner of `parent`; Ctrl+Z calls `undo` while it is shown."""

    def __init__(
        self, parent: QWidget, text: str, undo: Callable[[], object] | None = None
    ) -> None:
        super().__init__(parent)
        self._undo = undo
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setProperty("role", "toast")
        self.setAccessibleName(text)
        box = QHBoxLayout(self)
        box.setContentsMargins(18, 10, 14 if undo else 18, 10)
        box.setSpacing(16)
        box.addWidget(QLabel(text))
        if undo is not None:
            button = QPushButton(_("Undo  Ctrl+Z"))
            button.setProperty("role", "toast")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(self._take_back)
            box.addWidget(button)
        self.adjustSize()
        self.move(parent.width() - self.width() - 24, parent.height() - self.height() - 56)
        self.show()
        self.raise_()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
        QTimer.singleShot(UNDO_MS if undo else SHORT_MS, self, self.close)

        app = QApplication.instance()
        if undo is not None and app is not None:
            app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt's hook: Ctrl+Z belongs to the toast, unless the field has typing to take back."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.matches(QKeySequence.StandardKey.Undo)
            and watched is QApplication.focusWidget()
            and not _has_typing(watched)
        ):
            self._take_back()
            return True
        return False

    def _take_back(self) -> None:
        undo, self._undo = self._undo, None
        self.close()
        if undo is not None:
            undo()


def toast(parent: QWidget, text: str, undo: Callable[[], object] | None = None) -> Toast:
    """Show one toast on the window of `parent`; an older one gives way."""
    window = parent.window()
    for older in window.findChildren(Toast):
        older.close()
    return Toast(window, text, undo)
