"""Why the full particulars are needed: asked before they are shown, and kept (A5.5.1, S61)."""

from collections.abc import Callable

from counter_app.ui.kit.actions import Action
from counter_app.ui.kit.choices import ChoiceField
from counter_app.ui.kit.fields import TextField
from counter_app.ui.kit.form import Form
from counter_app.words import _

OTHER = "other"


class LookReasonForm(Form):
    """One key chooses the usual reason; another one is written out. `look(reason)`."""

    def __init__(self, look: Callable[[str], object]) -> None:
        super().__init__(_("Show the full particulars"), enter_submits=True)
        self._look = look
        self._reasons = {
            "compare": _("Compare with the document handed in"),
            "call": _("Call the applicant"),
            OTHER: _("Another reason"),
        }
        self.why = ChoiceField(
            _("Why they are needed"), list(self._reasons.items()), mnemonic="Y", lined_up=False
        )
        self.words = TextField(_("In words"), mnemonic="W", hint=_("needed for another reason"))
        self.add("why", self.why)
        self.add("reason", self.words)
        self.set_actions(
            [
                Action("Enter", _("Show; this is kept on record"), self._submit),
                Action("", _("Back (Esc)"), self.stepped_back.emit),
            ]
        )

    def _submit(self) -> None:
        values = self.values()
        usual = "" if values["why"] == OTHER else self._reasons[values["why"]]
        self._look("：".join(part for part in (usual, values["reason"]) if part))
