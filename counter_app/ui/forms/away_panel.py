"""Beside the list of the window: how to begin, and who is not at another window now (A1.6.2)."""

from collections.abc import Iterable

from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from counter_app.services.presence import NotThere
from counter_app.words import _


class AwayPanel(QFrame):
    """Who covers for whom is read here before a citizen is sent on."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "surface")
        hint = QLabel(_("Choose a line, or begin a new record with its key."))
        self.heading, self.lines = QLabel(_("Not at the window now")), QLabel()
        self.heading.setProperty("role", "heading")
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 24, 24, 24)
        box.setSpacing(12)
        for label in (hint, self.heading, self.lines):
            label.setWordWrap(True)
            box.addWidget(label)
        for quiet in (hint, self.lines):
            quiet.setProperty("role", "quiet")
        box.addStretch(1)
        self.show_away(())

    def show_away(self, away: Iterable[NotThere]) -> None:
        """One line for each window; everybody there: nothing."""
        self.lines.setText("\n".join(f"{one.label}　{one.words()}" for one in away))
        for label in (self.heading, self.lines):
            label.setVisible(bool(self.lines.text()))
