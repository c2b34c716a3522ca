"""No permit is needed: what to do instead, told at once (行政许可法 32(一))."""

from collections.abc import Callable, Sequence

from counter_app.domain.matters import Instead
from counter_app.ui.kit.actions import Action
from counter_app.ui.kit.choices import ChoiceField
from counter_app.ui.kit.drafts import SaveDraft
from counter_app.ui.kit.fields import NoteField, TextField
from counter_app.ui.kit.form import Form
from counter_app.words import _


class NoPermitForm(Form):
    """What the guide says of such cases is filled in; `issue(advice, destination)`."""

    def __init__(
        self,
        known: Sequence[Instead],
        destination: str,
        issue: Callable[[str, str], object],
        save_draft: SaveDraft,
    ) -> None:
        super().__init__(_("No permit needed"), save_draft=save_draft)
        self._known, self._issue = known, issue
        self.case_of: ChoiceField | None = None
        if known:
            self.case_of = ChoiceField(
                _("When"),
                [(str(place), one.when) for place, one in enumerate(known)],
                mnemonic="C",
                lined_up=False,
            )
            self.add("case_of", self.case_of)
            self.case_of.edited.connect(self._fill)
        self.advice = NoteField(_("What to do instead, as it will be printed"), mnemonic="I")
        self.destination = TextField(_("Where"), mnemonic="W")
        self.add("advice", self.advice)
        self.add("destination", self.destination)
        self.destination.restore(destination)
        self._fill()
        self.set_actions(
            [
                Action("Enter", _("Issue and print the slip"), self._submit),
                Action("", _("Back (Esc)"), self.stepped_back.emit),
            ]
        )

    def _fill(self) -> None:
        """The advice of the guide for what was chosen."""
        if self.case_of is not None:
            self.advice.restore(self._known[int(self.case_of.value)].advice)

    def _submit(self) -> None:
        values = self.values()
        self._issue(values["advice"], values["destination"])
