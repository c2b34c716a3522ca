"""No permit is needed: told at once, with what to do instead (行政许可法 32(一))."""

from collections.abc import Mapping

from PySide6.QtCore import Signal

from counter_app.domain.bodies.elsewhere import Elsewhere
from counter_app.ui.forms.elsewhere_fields import ElsewhereFields
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
        self.answer = ChoiceField(
            _("Answer"),
            [
                ("", _("no permit needed (32(1))")),
                (Elsewhere.EXEMPT.value, _("exempt (32(1))")),
                (Elsewhere.WRONG_LEVEL.value, _("another level decides it (32(2))")),
            ],
            lined_up=False,
        )
        self.add("answer", self.answer)
        self.advice = NoteField(_("What to tell"), mnemonic="W", lines=3)
        self.destination = TextField(_("Where to go instead"), mnemonic="G")
        self.add("advice", self.advice)
        self.add("destination", self.destination)
        self.elsewhere = ElsewhereFields(self)
        self.answer.edited.connect(self._on_answer)
        if cases:
            self._fill()
        self.set_actions(
            [
                Action("Enter", _("Print advice slip"), self.submitted.emit),
                Action("", _("Back (Esc)"), self.stepped_back.emit),
            ]
        )

    @property
    def ground(self) -> Elsewhere | None:
        """Why somebody else does it; None where no permit is needed at all."""
        return Elsewhere(self.answer.value) if self.answer.value else None

    def begin(self) -> None:
        """The keys go to what the guide names, else to what is told; the answer is right mostly."""
        (self.fields.get("when") or self.advice).setFocus()

    def show_faults(self, faults: Mapping[str, str]) -> None:
        """What is told is the reason of an answer that sends somebody elsewhere."""
        super().show_faults(
            {"advice" if name == "reason" else name: text for name, text in faults.items()}
        )

    def _on_answer(self) -> None:
        self.elsewhere.set_shown(self.ground is not None)
        self.destination.setHidden(self.ground is not None)

    def _fill(self) -> None:
        cases = self._card.spec.instead
        chosen = cases[int(self.when.value)] if len(cases) > 1 else cases[0]
        self.advice.restore(chosen.advice)
        self.destination.restore(self._card.destination(chosen))
