"""Progress with a way out, for anything that takes more than a moment."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from counter_app.words import _

PATIENCE_MS = 600


class Waiting(QFrame):
    """Hidden until 600 ms have passed since `begin`; Cancel calls what `begin` was given."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "notice")
        self._cancel: Callable[[], object] | None = None
        self.words = QLabel()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.cancel_button = QPushButton(_("Cancel"))
        self.cancel_button.clicked.connect(self._on_cancel)
        box = QHBoxLayout(self)
        box.setContentsMargins(12, 6, 12, 6)
        box.setSpacing(12)
        box.addWidget(self.words)
        box.addWidget(self.bar, 1)
        box.addWidget(self.cancel_button)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        self._patience.timeout.connect(self.show)
        self.hide()

    def begin(self, words: str, cancel: Callable[[], object] | None = None) -> None:
        """Work started; `cancel` is what the button does, none: no button."""
        self._cancel = cancel
        self.words.setText(words)
        self.bar.setAccessibleName(words)
        self.bar.setRange(0, 0)
        self.cancel_button.setVisible(cancel is not None)
        self._patience.start()

    def advance(self, done: int, total: int) -> None:
        """So many of so many."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def end(self) -> None:
        """Work is over."""
        self._patience.stop()
        self._cancel = None
        self.hide()

    def _on_cancel(self) -> None:
        cancel = self._cancel
        self.end()
        if cancel is not None:
            cancel()
