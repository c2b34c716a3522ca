"""Letting a colleague go on with a visit; who was asked first stays responsible (A2.1)."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from counter_app.ui.kit.actions import Action
from counter_app.ui.kit.choices import ChoiceField
from counter_app.ui.kit.fields import TextField
from counter_app.ui.kit.form import Form
from counter_app.words import _


class HandOnForm(Form):
    """Who goes on, and what this colleague has to know; `people` are ids and names."""

    submitted = Signal()

    def __init__(self, people: Sequence[tuple[str, str]]) -> None:
        super().__init__(_("Let a colleague go on"))
        self.to_clerk = self.add(
            "to_clerk", ChoiceField(_("Colleague"), people, mnemonic="C", lined_up=False)
        )
        self.note = self.add("note", TextField(_("What to know"), mnemonic="W", most=500))
        self.set_actions(
            [
                Action("Enter", _("Hand on"), self.submitted.emit),
                Action("", _("Back (Esc)"), self.stepped_back.emit),
            ]
        )
