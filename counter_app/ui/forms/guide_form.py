"""Sending a citizen on: the window comes from the register, never from the keyboard (A1.5.4)."""

from PySide6.QtCore import Signal

from counter_app.services.reception import NOT_OURS
from counter_app.ui.forms.guide_card import Ways
from counter_app.ui.kit.actions import Action
from counter_app.ui.kit.choices import ChoiceField
from counter_app.ui.kit.fields import TextField
from counter_app.ui.kit.form import Form
from counter_app.words import _

INFORMATION_DESK = ""


class GuideForm(Form):
    """Which window, and why this one does not handle it (A3.4.3)."""

    submitted = Signal()

    def __init__(self, ways: Ways, chosen: str) -> None:
        super().__init__(_("Send to another window"))
        hall = ways.hall
        windows = [
            (
                one.id,
                _("{window} — this window").format(window=one.label)
                if one.id == ways.here
                else f"{one.label}　{ways.state(one.id) or one.place}",
            )
            for one in hall.counters
        ]
        desk = _("Information desk — {place}").format(place=hall.information_desk)
        self.to_counter = ChoiceField(
            _("Where to"), [(INFORMATION_DESK, desk), *windows], mnemonic="W", lined_up=False
        )
        self.to_counter.choose(chosen)
        self.add("to_counter", self.to_counter)
        self.reason = TextField(_("Why"), mnemonic="R")
        self.reason.restore(NOT_OURS)
        self.add("reason", self.reason)
        self.set_actions(
            [
                Action("Enter", _("Print guide slip"), self.submitted.emit),
                Action("", _("Back (Esc)"), self.stepped_back.emit),
            ]
        )
