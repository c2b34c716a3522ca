"""About: version, where the files lie, licences; and whether the records are sound."""

from collections.abc import Sequence

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QProgressBar, QTextBrowser

from counter_app import __version__, logs
from counter_app.services import this_pc, verifying
from counter_app.services.verifying import Finding
from counter_app.ui.context import Context
from counter_app.ui.forms.facts import Facts
from counter_app.ui.forms.settings_page import SettingsPage
from counter_app.ui.kit.actions import Action
from counter_app.ui.kit.tables import Column, Table
from counter_app.words import RESOURCES, _

NOTICES = RESOURCES.parent / "NOTICES.md"


def finding_columns() -> list[Column[Finding]]:
    """What is wrong, and with which record."""
    return [
        Column(_("What is wrong"), lambda one: one.message, tone=lambda _one: "bad"),
        Column(_("Record"), lambda one: one.subject, 260, tone=lambda _one: "quiet"),
    ]


class About(SettingsPage):
    """Verifying reads everything anew and changes nothing."""

    def __init__(self, context: Context) -> None:
        super().__init__(_("About, and verifying"), context)
        self._is_busy = False
        self.facts = Facts()
        self.busy = QProgressBar()
        self.busy.setRange(0, 0)
        self.busy.setTextVisible(False)
        self.busy.setAccessibleName(_("Verifying the records…"))
        self.findings = Table(finding_columns(), _("What verifying found"))
        self.licences = QTextBrowser()
        self.licences.setTabChangesFocus(True)
        self.licences.setAccessibleName(_("Licences"))
        self.body.addWidget(self.facts)
        self.body.addWidget(self.busy)
        for pane in (self.findings, self.licences):
            self.body.addWidget(pane, 1)
        self.body.addStretch()
        for hidden in (self.busy, self.findings, self.licences):
            hidden.hide()
        self.set_actions(
            [
                Action("F3", _("Verify the records"), self.verify, self._busy_words),
                Action("F4", _("Open the data folder"), self.open_folder),
                Action("F5", _("Licences"), self.show_licences),
            ]
        )

    def _busy_words(self) -> str:
        return _("Verifying the records…") if self._is_busy else ""

    def begin(self) -> None:
        """To the first button."""
        button = self.actions_row.button("F3")
        if button is not None:
            button.setFocus()

    def refresh(self) -> None:
        """Say where everything lies."""
        folder = this_pc.folder_of(self.context.counter.desk)
        self.facts.show_rows(
            [
                (_("Version"), __version__),
                (_("Data folder"), str(folder)),
                (_("Log"), str(folder / logs.FILE_NAME)),
                (_("Reports of errors"), str(folder / "reports")),
            ]
        )

    def verify(self) -> None:
        """Hash every record again and compare the lists with them."""
        self._set_busy(True)
        self.licences.hide()
        desk = self.context.counter.desk
        self.context.jobs.read(lambda: verifying.verify(desk), self._verified, self._failed)

    def _set_busy(self, is_busy: bool) -> None:
        self._is_busy = is_busy
        self.busy.setVisible(is_busy)
        self.refresh_actions()

    def _failed(self, error: BaseException) -> None:
        self._set_busy(False)
        self.context.errors.show(error, self)

    def _verified(self, findings: Sequence[Finding]) -> None:
        self._set_busy(False)
        self.findings.set_rows(findings)
        self.findings.setVisible(bool(findings))
        if findings:
            words = _("{n} records are not as they were written.").format(n=len(findings))
            help = _("Nothing was changed. Leave the PC as it is and call the administrator.")
            self.show_notice(words, help=help, tone="bad")
            self.findings.setFocus()
        else:
            self.show_notice(_("All records are as they were written."), tone="good")

    def show_licences(self) -> None:
        """The works of others in this program, and their terms."""
        self.findings.hide()
        self.licences.setMarkdown(NOTICES.read_text(encoding="utf-8"))
        self.licences.show()
        self.licences.setFocus()

    def open_folder(self) -> None:
        """Show the data folder with the system's program."""
        folder = this_pc.folder_of(self.context.counter.desk)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
