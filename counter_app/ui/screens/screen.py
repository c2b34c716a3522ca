"""The base of every screen."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from counter_app.ui.context import Context
from counter_app.ui.kit.entries import Entry

if TYPE_CHECKING:
    from counter_app.ui.forms.card import Card


class Screen(QWidget):
    """One screen, made when it is first shown and kept.

    Subclasses set `kinds` (the kinds of facts they show), build their widgets in `__init__` and
    load in `refresh`. `stage_changed(stage)` moves the phrase strip;
    `screen_requested(id, argument)` asks the shell for another screen.
    """

    kinds: ClassVar[frozenset[str]] = frozenset()

    stage_changed = Signal(str)
    parting_changed = Signal(str)
    telephone_changed = Signal(bool)
    screen_requested = Signal(str, object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._stage = "welcome"
        self._parting = ""

    def cares(self, changes: Any) -> bool:
        """Whether `changes` touch what is shown; `kinds` ends with "*" for a prefix."""
        changed: Iterable[str] = changes.kinds
        return any(
            kind == wanted or (wanted.endswith("*") and kind.startswith(wanted[:-1]))
            for kind in changed
            for wanted in self.kinds
        )

    def refresh(self) -> None:
        """Ask again for what is shown; runs on the lanes and returns at once."""

    def activate(self) -> None:
        """Put the focus where work begins."""
        self.setFocus()

    def open(self, argument: object) -> None:
        """Another screen or the palette asked for something particular, e.g. a case id."""

    def take_card(self, card: "Card") -> bool:
        """A card was read; whether there is a place for it here now."""
        return False

    def take_paper(self, number: str) -> bool:
        """The code of a paper was read; whether it means something else here than its subject."""
        return False

    def palette_entries(self) -> Iterable[Entry]:
        """What the command palette offers while this screen is shown."""
        return ()

    def phrase_stage(self) -> str:
        """welcome, work or farewell."""
        return self._stage

    def set_stage(self, stage: str) -> None:
        """The case moved on: welcome, work or farewell."""
        self._stage = stage
        self.stage_changed.emit(stage)

    def is_on_telephone(self) -> bool:
        """Whether somebody calls instead of standing there."""
        return False

    def parting(self) -> str:
        """What the citizen is told on leaving; empty for the usual words."""
        return self._parting

    def say_at_parting(self, text: str) -> None:
        """The day to come back, or where to go: one value with the paper (A1.5.3f, A1.5.4)."""
        self._parting = text
        self.parting_changed.emit(text)

    def go(self, screen_id: str, argument: object = None) -> None:
        """Show another screen."""
        self.screen_requested.emit(screen_id, argument)

    def toast(self, text: str, undo: Any = None) -> None:
        """A word in passing; `undo` stands behind Ctrl+Z while it is shown."""
        from counter_app.ui.kit.toast import toast

        toast(self, text, undo)
