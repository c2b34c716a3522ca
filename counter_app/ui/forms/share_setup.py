"""The folder the windows of the hall share, tried before it is saved."""

from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QLabel

from counter_app.services import equipment
from counter_app.services.equipment import Finding
from counter_app.settings import ThisPC
from counter_app.ui.context import Context
from counter_app.ui.forms.settings_page import SettingsPage
from counter_app.ui.kit.actions import Action
from counter_app.ui.kit.bars import Lamp
from counter_app.ui.kit.fields import TextField
from counter_app.words import _

TONES = {"good": "good", "doubtful": "warn", "bad": "bad"}


class ShareSetup(SettingsPage):
    """Empty means that this window works alone."""

    def __init__(self, context: Context) -> None:
        super().__init__(_("Shared folder"), context)
        words = QLabel(
            _(
                "The windows of the hall exchange their records through this folder. "
                "Without it, or while it is away, this window goes on working."
            )
        )
        words.setProperty("role", "quiet")
        words.setWordWrap(True)
        self.body.addWidget(words)
        self.folder = self.add(
            "share",
            TextField(
                _("Folder"),
                mnemonic="S",
                hint=_("The whole path, as this PC sees the folder."),
                placeholder=_("for example /mnt/hall or \\\\server\\hall"),
                most=1000,
            ),
        )
        self.lamp = Lamp(_("Share"), "share")
        self.lamp.say(_("not tried yet"), "quiet")
        line = QHBoxLayout()
        line.addWidget(self.lamp)
        line.addStretch(1)
        self.body.addLayout(line)
        self.set_actions(
            [
                Action("Enter", _("Save"), self.save),
                Action("F3", _("Check the folder"), self.check, self._nothing_to_check),
            ]
        )
        self.folder.edited.connect(self._untried)

    def _nothing_to_check(self) -> str:
        return "" if self.folder.value else _("Name a folder first.")

    def _untried(self) -> None:
        self.lamp.say(_("not tried yet"), "quiet")

    def show_settings(self, pc: ThisPC) -> None:
        """The folder as it is saved."""
        self.folder.restore(str(pc.share) if pc.share else "")

    def check(self) -> None:
        """Try the folder as typed."""
        self.clear_faults()
        desk, folder = self.context.counter.desk, Path(self.folder.value)
        self.lamp.say(_("being tried…"), "quiet")
        self.context.jobs.courier(
            lambda: equipment.look_at_share(desk, folder),
            self._found,
            self.context.errors.failed(self),
        )

    def _found(self, finding: Finding) -> None:
        words = {"good": _("works"), "doubtful": _("works, but look"), "bad": _("does not work")}
        tone = TONES[finding.sign]
        self.lamp.say(words[finding.sign], tone)
        self.show_notice(finding.words, tone=tone)

    def save(self) -> None:
        """Save the folder; the courier takes it up at the next start."""
        folder = self.folder.value
        self.keep(self._kept, share=Path(folder) if folder else None)

    def _kept(self, _pc: ThisPC) -> None:
        self.say_restart()
