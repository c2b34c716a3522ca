"""Drafts save themselves: 400 ms after the last change and at least every 2 s while typing."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

SaveDraft = Callable[[dict[str, str]], object]

IDLE_MS, MOST_MS = 400, 1800


class Autosave(QObject):
    """`touch` on every change; `save(draft())` is called in time."""

    def __init__(
        self, parent: QObject, draft: Callable[[], dict[str, str]], save: SaveDraft
    ) -> None:
        super().__init__(parent)
        self._draft, self._save = draft, save
        self._idle = self._timer(IDLE_MS)
        self._most = self._timer(MOST_MS)

    def _timer(self, milliseconds: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(self.save_now)
        return timer

    def touch(self) -> None:
        """Something was typed."""
        self._idle.start()
        if not self._most.isActive():
            self._most.start()

    def save_now(self) -> None:
        """Save what is there."""
        self.stop()
        self._save(self._draft())

    def stop(self) -> None:
        """Nothing is left to save, e.g. after the form was submitted."""
        self._idle.stop()
        self._most.stop()
