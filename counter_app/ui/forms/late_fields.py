"""Entering what was done before it could be entered (补录): when, why, and who answers for it."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtGui import QKeySequence, QShortcut

from counter_app.domain.errors import InputFault
from counter_app.domain.moments import parse_moment
from counter_app.services.act import Late
from counter_app.ui.kit.actions import Action
from counter_app.ui.kit.choices import ChoiceField
from counter_app.ui.kit.fields import TextField
from counter_app.ui.kit.form import Form
from counter_app.words import _

LATE_KEY = "Ctrl+B"


class LateFields:
    """Two fields of `form` that stay away until Ctrl+B asks for them."""

    def __init__(self, form: Form, now: Callable[[], datetime], *, shown: bool = False) -> None:
        self._now = now
        self.happened_at = TextField(_("When it happened"), placeholder=_("e.g. 11-25 16:50"))
        self.late_reason = TextField(_("Why it is entered only now"))
        form.add("happened_at", self.happened_at)
        form.add("late_reason", self.late_reason)
        self._show(shown)

    def bind(self, form: Form) -> None:
        """Ctrl+B brings the fields and takes them away again."""
        key = QShortcut(QKeySequence(LATE_KEY), form)
        key.setAutoRepeat(False)
        key.activated.connect(self.toggle)

    def toggle(self) -> None:
        """Bring the fields, or take them and what stands in them away."""
        self._show(self.happened_at.isHidden())
        if self.happened_at.isHidden():
            self.happened_at.restore("")
            self.late_reason.restore("")
        else:
            self.happened_at.setFocus()

    def show_typed(self) -> None:
        """A draft may have brought something back."""
        if self.happened_at.draft() or self.late_reason.draft():
            self._show(True)

    def _show(self, shown: bool) -> None:
        self.happened_at.setHidden(not shown)
        self.late_reason.setHidden(not shown)

    def late(self, approved_by: str = "") -> Late | None:
        """What they say; None while they are away. InputFault at each that cannot be right."""
        if self.happened_at.isHidden():
            return None
        faults: dict[str, str] = {}
        moment = self._now()
        try:
            moment = parse_moment(self.happened_at.value, moment)
        except InputFault as fault:
            faults.update(fault.faults)
        if not self.late_reason.value:
            faults["late_reason"] = _("Say why this is entered later than it happened.")
        if faults:
            raise InputFault(faults)
        return Late(happened_at=moment, reason=self.late_reason.value, approved_by=approved_by)


class LateForm(Form):
    """Beside a case: what is done from here on happened at the time given.

    `supervisors`: who can confirm with a password here. `enter(Late, password)`.
    """

    def __init__(
        self,
        now: Callable[[], datetime],
        supervisors: Sequence[tuple[str, str]],
        enter: Callable[[Late, str], object],
    ) -> None:
        super().__init__(_("Enter afterwards"))
        self._enter = enter
        self.late = LateFields(self, now, shown=True)
        self.approver = ChoiceField(
            _("Supervisor, where the law had accepted by silence"),
            [("", _("nobody")), *supervisors],
            mnemonic="S",
            lined_up=False,
        )
        self.password = TextField(_("Password of the supervisor"), mnemonic="P", is_secret=True)
        self.add("approved_by", self.approver)
        self.add("password", self.password)
        self.approver.edited.connect(self._on_approver)
        self._on_approver()
        self.set_actions(
            [
                Action("Enter", _("Go on"), self._submit),
                Action("", _("Back (Esc)"), self.stepped_back.emit),
            ]
        )

    def _on_approver(self) -> None:
        self.password.setHidden(not self.approver.value)

    def _submit(self) -> None:
        try:
            late = self.late.late(str(self.approver.value or ""))
        except InputFault as fault:
            self.show_faults(fault.faults)
            return
        if late is not None:
            self._enter(late, self.password.value)
