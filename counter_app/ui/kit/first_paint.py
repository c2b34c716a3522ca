"""When the first picture of a window stands."""

import os
import time

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget


class FirstPaint(QObject):
    """`happened` once, right after the first paint of `window`.

    With COUNTER_TRACE_START=1 it prints `painted` and the monotonic clock in seconds, so that a
    benchmark can tell how long the start took.
    """

    happened = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt's hook: waits for one paint, then leaves."""
        if event.type() == QEvent.Type.Paint:
            self._window.removeEventFilter(self)
            QTimer.singleShot(0, self, self._tell)
        return False

    def _tell(self) -> None:
        if os.environ.get("COUNTER_TRACE_START") == "1":
            print(f"painted {time.monotonic():.6f}", flush=True)
        self.happened.emit()
