"""Not accepting: ground, reason and destination, as the citizen will read them (32(二), A3.4.3)."""

from collections.abc import Callable, Mapping, Sequence

from attrs import frozen

from counter_app.domain.bodies.case import Ground
from counter_app.domain.bodies.elsewhere import Elsewhere
from counter_app.domain.elsewhere import Destination
from counter_app.ui.forms.elsewhere_fields import ElsewhereFields
from counter_app.ui.kit.actions import Action
from counter_app.ui.kit.choices import ChoiceField
from counter_app.ui.kit.drafts import SaveDraft
from counter_app.ui.kit.fields import NoteField, TextField
from counter_app.ui.kit.form import Form
from counter_app.words import _


@frozen
class NotAccepting:
    """What stands on the form; `target` is the office of an exemption or another level."""

    ground: Ground | Elsewhere
    reason: str
    destination: str
    target: Destination


class RefusalForm(Form):
    """`grounds`: those the law allows in this case. Ctrl+Enter issues the notice."""

    def __init__(
        self,
        grounds: Sequence[Ground | Elsewhere],
        issue: Callable[[NotAccepting], object],
        save_draft: SaveDraft,
    ) -> None:
        super().__init__(_("Do not accept"), save_draft=save_draft)
        words: dict[Ground | Elsewhere, str] = {
            Ground.NOT_THIS_ORGAN: _("Not for this organ to decide (32(2))"),
            Ground.STILL_DEFECTIVE: _("Still defective after correction"),
            Elsewhere.WRONG_LEVEL: _("Another level decides it (32(2))"),
            Elsewhere.EXEMPT: _("Exempt: nothing to apply for (32(1))"),
        }
        self.ground = ChoiceField(
            _("Ground"),
            [(ground.value, words[ground]) for ground in grounds],
            mnemonic="G",
            lined_up=False,
        )
        self.reason = NoteField(_("Reason, as it will be printed"), mnemonic="R", lines=4)
        self.destination = TextField(_("Where to go instead"), mnemonic="W")
        self.add("ground", self.ground)
        self.add("reason", self.reason)
        self.add("destination", self.destination)
        self.elsewhere = ElsewhereFields(self)
        self.ground.edited.connect(self._on_ground)
        self._on_ground()
        self._issue = issue
        self.set_actions(
            [
                Action("Enter", _("Issue and print the notice"), self._submit),
                Action("", _("Back (Esc)"), self.stepped_back.emit),
            ]
        )

    def begin(self) -> None:
        """One ground needs no choosing: the keys go to the reason."""
        self.reason.setFocus()

    def restore(self, draft: Mapping[str, str]) -> None:
        """A draft may have chosen another ground."""
        super().restore(draft)
        self._on_ground()

    def _on_ground(self) -> None:
        is_elsewhere = self.ground.value in set(Elsewhere)
        self.elsewhere.set_shown(is_elsewhere)
        self.destination.setHidden(is_elsewhere)

    def _submit(self) -> None:
        values = self.values()
        ground = values["ground"]
        self._issue(
            NotAccepting(
                Elsewhere(ground) if ground in set(Elsewhere) else Ground(ground),
                values["reason"],
                values["destination"],
                self.elsewhere.destination(),
            )
        )
