"""A later correction notice that names something new: a supervisor answers for it (S13)."""

from collections.abc import Callable, Sequence

from counter_app.ui.kit.actions import Action
from counter_app.ui.kit.choices import ChoiceField
from counter_app.ui.kit.fields import NoteField
from counter_app.ui.kit.form import Form
from counter_app.words import _


class SecondNoticeForm(Form):
    """`supervisors`: ids and names. `issue(reason, supervisor)`; 行政许可法 72(四) is recorded."""

    def __init__(
        self, supervisors: Sequence[tuple[str, str]], issue: Callable[[str, str], object]
    ) -> None:
        super().__init__(_("Second notice with something new"))
        self.title.setWordWrap(True)
        self._issue = issue
        self.approver = ChoiceField(
            _("Supervisor who answers for it"), supervisors, mnemonic="S", lined_up=False
        )
        self.reason = NoteField(_("Why the first notice did not name it"), mnemonic="Y", lines=4)
        self.add("approved_by", self.approver)
        self.add("override_reason", self.reason)
        self.set_actions(
            [
                Action("Enter", _("Issue and print"), self._submit, self._nobody),
                Action("", _("Back (Esc)"), self.stepped_back.emit),
            ]
        )

    def _nobody(self) -> str:
        if self.approver.value is None:
            return _("The hall has no supervisor on its list of staff.")
        return ""

    def _submit(self) -> None:
        values = self.values()
        if not values["override_reason"]:
            self.show_faults({"override_reason": _("Say why; it goes on record.")})
            return
        self._issue(values["override_reason"], values["approved_by"])
