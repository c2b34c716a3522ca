"""Not accepting: ground, reason and destination, as the citizen will read them (32(二), A3.4.3)."""

from collections.abc import Callable

from attrs import frozen

from counter_app.domain.bodies.case import Ground
from counter_app.ui.kit.actions import Action
from counter_app.ui.kit.choices import ChoiceField
from counter_app.ui.kit.drafts import SaveDraft
from counter_app.ui.kit.fields import NoteField, TextField
from counter_app.ui.kit.form import Form
from counter_app.words import _


@frozen
class NotAccepting:
    """What stands on the form."""

    ground: Ground
    reason: str
    destination: str


class RefusalForm(Form):
    """`grounds`: those the law allows in this case. Ctrl+Enter issues the notice."""

    def __init__(
        self,
        grounds: list[Ground],
        issue: Callable[[NotAccepting], object],
        save_draft: SaveDraft,
    ) -> None:
        super().__init__(_("Do not accept"), save_draft=save_draft)
        words = {
            Ground.NOT_THIS_ORGAN: _("Not for this organ to decide (32(2))"),
            Ground.STILL_DEFECTIVE: _("Still defective after correction"),
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

    def _submit(self) -> None:
        values = self.values()
        self._issue(NotAccepting(Ground(values["ground"]), values["reason"], values["destination"]))
