"""A clerk's own password."""

from PySide6.QtWidgets import QLabel

from counter_app.services import passwords
from counter_app.ui.context import Context
from counter_app.ui.forms.settings_page import SettingsPage
from counter_app.ui.kit.actions import Action
from counter_app.ui.kit.fields import TextField
from counter_app.words import _


class PasswordChange(SettingsPage):
    """Old once, new twice."""

    def __init__(self, context: Context) -> None:
        super().__init__(_("My password"), context)
        words = QLabel(
            _("It opens the records of this PC. Nobody can look it up; write it down safely.")
        )
        words.setProperty("role", "quiet")
        words.setWordWrap(True)
        self.body.addWidget(words)
        for name, label, mnemonic in (
            ("old", _("Present password"), "O"),
            ("new", _("New password"), "N"),
            ("repeat", _("New password again"), "A"),
        ):
            self.add(name, TextField(label, mnemonic=mnemonic, is_secret=True))
        self.set_actions([Action("Enter", _("Change the password"), self.change)])

    def refresh(self) -> None:
        """Nothing is kept in the fields."""

    def change(self) -> None:
        """Check what can be checked here, then wrap the key anew."""
        values = self.values()
        faults = {name: _("Please fill this in.") for name, value in values.items() if not value}
        if not faults and values["new"] != values["repeat"]:
            faults["repeat"] = _("The two passwords differ. Type the same one again.")
        if faults:
            self.show_faults(faults)
            return
        desk, old, new = self.context.counter.desk, values["old"], values["new"]
        self.context.jobs.desk(
            lambda: passwords.change_password(desk, old, new),
            self._changed,
            self.context.errors.failed(self),
        )

    def _changed(self, _result: None) -> None:
        for field in self.fields.values():
            field.restore("")
        self.saved.emit(_("The password was changed"))
