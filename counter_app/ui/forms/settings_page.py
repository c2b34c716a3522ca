"""What the pages of the settings share: a heading, a calm width, a word that it was saved."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal

from counter_app.services import this_pc
from counter_app.settings import ThisPC
from counter_app.ui.context import Context
from counter_app.ui.kit.form import Form
from counter_app.words import _


class SettingsPage(Form):
    """A page of the settings. `saved(text)`: said in passing by the screen."""

    saved = Signal(str)

    def __init__(self, title: str, context: Context) -> None:
        super().__init__(title)
        self.context = context

    def refresh(self) -> None:
        """Read the settings of this PC again."""
        desk = self.context.counter.desk
        self.context.jobs.read(
            lambda: this_pc.settings_of(desk), self.show_settings, self.context.errors.failed(self)
        )

    def show_settings(self, pc: ThisPC) -> None:
        """Fill the fields."""

    def keep(self, done: Callable[[ThisPC], object], **changes: Any) -> None:
        """Save the named settings; faults come back to their fields."""
        desk = self.context.counter.desk
        self.context.jobs.desk(
            lambda: this_pc.keep(desk, **changes), done, self.context.errors.failed(self)
        )

    def only_administrators(self) -> str:
        """Why somebody may read this page and not change it; empty for an administrator."""
        if "administrator" in self.context.counter.desk.station.roles:
            return ""
        return _("Only an administrator of the hall may change its settings.")

    def say_restart(self) -> None:
        """The change waits for the next start."""
        self.show_notice(
            _("Saved. It holds from the next start of the program."),
            help=_("Close the window and open it again when nobody is waiting."),
            tone="good",
        )
