"""The strip at the foot says what the hall wants said, from the moment that is published."""

from PySide6.QtCore import QObject

from counter_app.services.changes import Changes
from counter_app.ui.shell import Shell
from counter_app.ui.wiring import phrases, telephone_phrases


class PhraseWatch(QObject):
    """Fills the strip, and fills it anew when a document of the hall changes."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._shell = shell
        shell.context.bus.changed.connect(self._on_changes)
        self._say()

    def _on_changes(self, changes: Changes) -> None:
        if "document" in changes.kinds:
            self._say()

    def _say(self) -> None:
        desk = self._shell.context.counter.desk
        self._shell.phrases.set_phrases(*phrases(desk))
        self._shell.phrases.set_telephone_phrases(*telephone_phrases(desk))
