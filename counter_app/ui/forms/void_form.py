"""Voiding a paper: a reason, and a second person here or at another window."""

from collections.abc import Callable, Sequence

from counter_app.ui.kit.actions import Action
from counter_app.ui.kit.choices import ChoiceField
from counter_app.ui.kit.fields import NoteField, TextField
from counter_app.ui.kit.form import Form
from counter_app.words import _

ELSEWHERE = ""


class VoidForm(Form):
    """`void(reason, approver, password)`; an empty approver asks a supervisor elsewhere."""

    def __init__(
        self,
        approvers: Sequence[tuple[str, str]],
        void: Callable[[str, str, str], object],
    ) -> None:
        super().__init__(_("Void the paper"))
        self._void = void
        self.reason = self.add("reason", NoteField(_("Why it no longer counts"), lines=3))
        everybody = [(ELSEWHERE, _("Ask a supervisor, who agrees at another window")), *approvers]
        self.approver = self.add(
            "approved_by", ChoiceField(_("Second person"), everybody, lined_up=False)
        )
        self.password = self.add(
            "password", TextField(_("Password of the second person"), is_secret=True)
        )
        self.approver.edited.connect(self._on_approver)
        self._on_approver()
        self.set_actions(
            [
                Action("Enter", _("Void; number and record stay"), self._submit),
                Action("", _("Back (Esc)"), self.stepped_back.emit),
            ]
        )

    def _on_approver(self) -> None:
        self.password.setHidden(self.approver.value == ELSEWHERE)

    def _submit(self) -> None:
        values = self.values()
        self._void(values["reason"], values["approved_by"], values["password"])
