"""Somebody who came earlier still waits: why does this citizen come first (A1.4.1b)."""

from PySide6.QtCore import Signal

from counter_app.domain.clauses import clause_words
from counter_app.domain.reception.commands import PRIORITIES
from counter_app.ui.kit.actions import Action
from counter_app.ui.kit.choices import ChoiceField
from counter_app.ui.kit.form import Form
from counter_app.words import _


class PriorityForm(Form):
    """`reason` is one of the reasons of the rules; Esc leaves the order as it is."""

    submitted = Signal()

    def __init__(self, why: str) -> None:
        super().__init__(_("Who comes first"))
        self.show_notice(why, clause_words("A1.4.1b"), tone="warn")
        reasons = [(one, one) for one in PRIORITIES]
        self.reason = self.add("priority", ChoiceField(_("Reason"), reasons, mnemonic="R"))
        self.set_actions(
            [
                Action("Enter", _("Receive this citizen first"), self.submitted.emit),
                Action("", _("Leave the order as it is (Esc)"), self.stepped_back.emit),
            ]
        )
