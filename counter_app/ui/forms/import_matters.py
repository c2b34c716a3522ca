"""Bringing guides in: name the file, see every fault, publish all of it from a day or nothing."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QLabel

from counter_app.domain.errors import InputFault
from counter_app.services import matter_import, matter_publishing
from counter_app.services.desk import Done
from counter_app.services.matter_import import Finding, ImportFault
from counter_app.services.matter_publishing import Published
from counter_app.ui.context import Context
from counter_app.ui.kit.actions import Action
from counter_app.ui.kit.fields import DateField, TextField
from counter_app.ui.kit.form import Form
from counter_app.ui.kit.tables import Column, Table
from counter_app.words import _

Contents = list[dict[str, Any]]


def finding_columns() -> list[Column[Finding]]:
    """Where it is and what is wrong."""
    return [
        Column(_("Row"), lambda one: str(one.row) if one.row else _("File"), 60),
        Column(_("Field"), lambda one: one.field, 170),
        Column(_("What to correct"), lambda one: one.message, tone=lambda _one: "bad"),
    ]


class ImportMatters(Form):
    """`published(Published)`: new versions stand. Nothing is written while anything is wrong."""

    published = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__(_("Import guides"))
        self.context = context
        self._contents: Contents = []
        self._checked_file = ""
        self.file = self.add(
            "file",
            TextField(
                _("File"),
                mnemonic="F",
                hint=_("An .xlsx workbook in our shape, or .json."),
                placeholder=_("Whole path of the .xlsx or .json file"),
                most=1000,
            ),
        )
        self.day = DateField(_("In force from"), context.today, mnemonic="D")
        self.day.restore(context.today().isoformat())
        self.add_row(
            ("effective_from", self.day),
            ("note", TextField(_("Reason of the change"), mnemonic="N")),
        )
        self.result = QLabel()
        self.findings = Table(finding_columns(), _("Faults of the file"))
        self.whole = QLabel()
        for label in (self.result, self.whole):
            label.setWordWrap(True)
        self.body.addWidget(self.result)
        self.body.addWidget(self.findings, 1)
        self.body.addWidget(self.whole)
        self.body.addStretch()
        self.findings.looked_at.connect(self._spell_out)
        self.file.edited.connect(self._forget)
        self.set_actions(
            [
                Action("Enter", _("Check, then publish"), self.go_on),
                Action("F3", _("Choose a file"), self.browse),
                Action("F4", _("Back to the guides"), self.stepped_back.emit),
            ]
        )
        self._forget()

    def _forget(self) -> None:
        self._contents, self._checked_file = [], ""
        self._say(_("The file is checked first; nothing changes until it is free of faults."))
        self.findings.set_rows([])
        self.findings.hide()
        self.whole.hide()

    def _spell_out(self, finding: Finding | None) -> None:
        """The whole sentence of the line looked at; lines of the table may be cut."""
        self.whole.setText(finding.line() if finding else "")
        self.whole.setVisible(finding is not None)

    def _say(self, text: str, tone: str = "") -> None:
        self.result.setText(text)
        self.result.setProperty("tone", tone)
        self.result.style().unpolish(self.result)
        self.result.style().polish(self.result)

    def browse(self) -> None:
        """Choose the file with the system's window."""
        kinds = _("Guides") + " (*.xlsx *.json)"
        name, _kind = QFileDialog.getOpenFileName(self, _("Choose a file"), "", kinds)
        if name:
            self.file.restore(name)

    def go_on(self) -> None:
        """Check a file not checked yet; publish one that is in order."""
        try:
            values = self.values()
            if not values["file"]:
                raise InputFault({"file": _("Name the file or choose it with F3.")})
            if values["effective_from"] is None:
                raise InputFault({"effective_from": _("Say from which day the guides hold.")})
        except InputFault as fault:
            self.show_faults(fault.faults)
            return
        if self._contents and self._checked_file == values["file"]:
            self._publish(values)
        else:
            self._check(values["file"])

    def _check(self, file: str) -> None:
        self._say(_("Checking {file}…").format(file=Path(file).name))

        def checked(contents: Contents) -> None:
            self._contents, self._checked_file = contents, file
            self.findings.hide()
            text = _("● {n} guides, no faults. Enter once more publishes them.")
            self._say(text.format(n=len(contents)), "good")

        self.context.jobs.read(lambda: matter_import.read(Path(file)), checked, self._failed)

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, ImportFault):
            self._show_findings(error.findings)
        else:
            self.context.errors.show(error, self)

    def _show_findings(self, findings: Sequence[Finding]) -> None:
        text = _("■ {n} faults. Nothing was taken over; correct the file, then check it again.")
        self._say(text.format(n=len(findings)), "bad")
        self.findings.set_rows(findings)
        self.findings.show()
        self.findings.setFocus()

    def _publish(self, values: dict[str, Any]) -> None:
        desk, contents = self.context.counter.desk, self._contents
        self.context.jobs.desk(
            lambda: matter_publishing.publish_guides(
                desk, contents, values["effective_from"], values["note"]
            ),
            self._published,
            self._failed,
        )

    def _published(self, done: Done[Published]) -> None:
        self.file.restore("")
        self.context.bus.changed.emit(done.changes)
        self.published.emit(done.value)
