"""Saying when a window was first painted, for the start-up benchmark."""

import os
import time

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget


class _FirstPaint(QObject):
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt's hook: the first paint ends the wait."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, _say)
        return False


def _say() -> None:
    print(f"painted {time.monotonic():.6f}", flush=True)


def trace_first_paint(window: QWidget) -> None:
    """With COUNTER_TRACE_START=1, print `painted <monotonic seconds>` at the first paint."""
    if os.environ.get("COUNTER_TRACE_START") == "1":
        window.installEventFilter(_FirstPaint(window))
