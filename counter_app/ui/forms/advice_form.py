"""No permit is needed: told at once, with what to do instead (行政许可法 32(一))."""

from PySide6.QtCore import Signal

from counter_app.ui.forms.guide_card import GuideCard
from counter_app.ui.kit.actions import Action
from counter_app.ui.kit.choices import ChoiceField
from counter_app.ui.kit.fields import NoteField, TextField
from counter_app.ui.kit.form import Form
from counter_app.words import _


class AdviceForm(Form):
    """Why no permit is needed and where to go, filled in from the guide where it knows."""

    submitted = Signal()

    def __init__(self, card: GuideCard) -> None:
        super().__init__(_("No permit is needed"))
        self._card = card
        cases = card.spec.instead
        if len(cases) > 1:
            self.when = ChoiceField(
                _("Because"), [(str(place), one.when) for place, one in enumerate(cases)]
            )
            self.when.edited.connect(self._fill)
            self.add("when", self.when)
        self.advice = NoteField(_("What to tell"), mnemonic="W", lines=3)
        self.destination = TextField(_("Where to go instead"), mnemonic="G")
        self.add("advice", self.advice)
        self.add("destination", self.destination)
        if cases:
            self._fill()
        self.set_actions(
            [
                Action("Enter", _("Print advice slip"), self.submitted.emit),
                Action("", _("Back (Esc)"), self.stepped_back.emit),
            ]
        )

    def _fill(self) -> None:
        cases = self._card.spec.instead
        chosen = cases[int(self.when.value)] if len(cases) > 1 else cases[0]
        self.advice.restore(chosen.advice)
        self.destination.restore(self._card.destination(chosen))
