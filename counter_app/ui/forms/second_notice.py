"""A later correction notice that names something new: a supervisor answers for it (S13)."""

from collections.abc import Callable, Sequence

from counter_app.ui.kit.actions import Action
from counter_app.ui.kit.choices import ChoiceField
from counter_app.ui.kit.fields import NoteField, TextField
from counter_app.ui.kit.form import Form
from counter_app.words import _


class SecondNoticeForm(Form):
    """`supervisors`: ids and names of who can confirm here; `is_own`: one sits here himself.

    `issue(reason, supervisor, password)`; 行政许可法 72(四) is recorded.
    """

    def __init__(
        self,
        supervisors: Sequence[tuple[str, str]],
        issue: Callable[[str, str, str], object],
        *,
        is_own: bool,
    ) -> None:
        super().__init__(_("Second notice with something new"))
        self.title.setWordWrap(True)
        self._issue, self._is_own = issue, is_own
        self.approver = ChoiceField(
            _("Supervisor who answers for it"), supervisors, mnemonic="S", lined_up=False
        )
        self.password = TextField(_("Password of the supervisor"), mnemonic="P", is_secret=True)
        self.reason = NoteField(_("Why the first notice did not name it"), mnemonic="Y", lines=4)
        self.add("approved_by", self.approver)
        self.add("password", self.password)
        self.add("override_reason", self.reason)
        self.approver.setHidden(is_own)
        self.password.setHidden(is_own)
        self.set_actions(
            [
                Action("Enter", _("Issue and print"), self._submit, self._nobody),
                Action("", _("Back (Esc)"), self.stepped_back.emit),
            ]
        )

    def _nobody(self) -> str:
        if self.approver.value is None and not self._is_own:
            return _("No supervisor has a password at this PC; he takes the step at his own.")
        return ""

    def _submit(self) -> None:
        values = self.values()
        if not values["override_reason"]:
            self.show_faults({"override_reason": _("Say why; it goes on record.")})
            return
        self._issue(values["override_reason"], values["approved_by"] or "", values["password"])
