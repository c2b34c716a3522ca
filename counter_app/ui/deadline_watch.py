"""What is late or due today, on the top bar of every screen: quiet, and not to be missed (3.5)."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, QTimer

from counter_app.services import lights
from counter_app.services.changes import Changes
from counter_app.services.lights import Listing
from counter_app.ui.shell import Shell
from counter_app.words import _

KINDS = frozenset({"case", "document"})


class DeadlineWatch(QObject):
    """Counts again with every change and every minute; the lamp is away while nothing presses."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._shell = shell
        self._lamp = shell.top.deadlines
        self._lamp.hide()
        self._lamp.pressed.connect(self._open)
        self._minute = QTimer(self)
        self._minute.setSingleShot(True)
        self._minute.timeout.connect(self.ask)
        self._first = Listing.RED
        shell.context.bus.changed.connect(self._on_changes)
        self.ask()

    def _on_changes(self, changes: Changes) -> None:
        if KINDS & changes.kinds:
            self.ask()

    def ask(self) -> None:
        """Count the red cases of this window and those due today."""
        context = self._shell.context
        desk = context.counter.desk
        context.jobs.read(lambda: lights.counts(desk), self._show)
        self._minute.start((60 - context.now().second) * 1000 + 200)

    def _show(self, counts: Mapping[Any, int]) -> None:
        late, today = counts[Listing.RED], counts[Listing.TODAY]
        parts = []
        if late:
            parts.append(_("{n} overdue").format(n=late))
        if today:
            parts.append(_("{n} due today").format(n=today))
        self._first = Listing.RED if late else Listing.TODAY
        self._lamp.say(" · ".join(parts), "bad" if late else "warn")
        self._lamp.setVisible(bool(parts))

    def _open(self) -> None:
        self._shell.show_screen("duty", self._first.value)
