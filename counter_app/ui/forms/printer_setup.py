"""Printers by purpose, each tried with a test page before it is saved."""

from collections.abc import MutableMapping

from PySide6.QtWidgets import QLabel

from counter_app.domain.errors import InputFault
from counter_app.printing.catalogue import KINDS
from counter_app.services import equipment
from counter_app.services.counter import purpose_of
from counter_app.services.equipment import Finding
from counter_app.services.timeline import paper_words
from counter_app.settings import ThisPC
from counter_app.ui.context import Context
from counter_app.ui.forms.settings_page import SettingsPage
from counter_app.ui.forms.share_setup import TONES
from counter_app.ui.kit.actions import Action
from counter_app.ui.kit.choices import ChoiceField
from counter_app.ui.kit.fields import TextField
from counter_app.words import _

PURPOSES = ("papers", "labels")


class PrinterSetup(SettingsPage):
    """An empty address: papers keep their number and wait."""

    def __init__(self, context: Context) -> None:
        super().__init__(_("Printers"), context)
        self._is_busy = False
        help_text = QLabel(
            _(
                "ipp://host/ipp/print is a printer on the network, ipp://localhost/printers/name "
                "a printer of this PC, file:///folder keeps papers as PDF files in a folder."
            )
        )
        help_text.setProperty("role", "quiet")
        help_text.setWordWrap(True)
        self.body.addWidget(help_text)
        example = _("for example ipp://192.0.2.10/ipp/print")
        for purpose, label, mnemonic in (
            ("papers", _("Notices and receipts (A4)"), "P"),
            ("labels", _("Guide slips (roll printer; empty: the printer of notices)"), "L"),
        ):
            field = TextField(label, mnemonic=mnemonic, placeholder=example, most=500)
            self.add(purpose, field)
        self.kind = self.add(
            "kind",
            ChoiceField(
                _("Test page"),
                [(kind, paper_words(kind)) for kind in KINDS],
                mnemonic="T",
                lined_up=False,
            ),
        )
        self.set_actions(
            [
                Action("Enter", _("Save"), self.save),
                Action("F3", _("Print the test page"), self.try_it, self._no_address),
            ]
        )

    def _address(self) -> str:
        """The address the chosen test page would go to."""
        purpose = purpose_of(self.kind.value)
        return str(self.fields[purpose].value or self.fields["papers"].value)

    def _no_address(self) -> str:
        if self._is_busy:
            return _("The test page is on its way.")
        return "" if self._address() else _("Write the address of a printer first.")

    def show_settings(self, pc: ThisPC) -> None:
        """The addresses as they are saved."""
        for purpose in PURPOSES:
            self.fields[purpose].restore(pc.printers.get(purpose, ""))

    def try_it(self) -> None:
        """Print the sample of the chosen paper on the address as typed."""
        self.clear_faults()
        desk, kind, address = self.context.counter.desk, self.kind.value, self._address()
        self.show_notice(
            _("The test page is on its way to {address}…").format(address=address), tone="info"
        )
        self._set_busy(True)
        self.context.jobs.paper(
            lambda: equipment.print_sample(desk, kind, address), self._tried, self._failed
        )

    def _set_busy(self, is_busy: bool) -> None:
        self._is_busy = is_busy
        self.refresh_actions()

    def _failed(self, error: BaseException) -> None:
        self._set_busy(False)
        self.notice.clear()
        if isinstance(error, InputFault) and "printer" in error.faults:
            typed = self.fields[purpose_of(self.kind.value)]
            name = purpose_of(self.kind.value) if typed.value else "papers"
            error = InputFault({name: error.faults["printer"]})
        self.context.errors.show(error, self)

    def _tried(self, finding: Finding) -> None:
        self._set_busy(False)
        self.show_notice(finding.words, tone=TONES[finding.sign])

    def save(self) -> None:
        """Save both addresses; what is printed next goes there."""
        addresses = {purpose: self.fields[purpose].value for purpose in PURPOSES}
        faults = {}
        for purpose, address in addresses.items():
            try:
                equipment.check_address(address)
            except InputFault as fault:
                faults[purpose] = fault.faults["printer"]
        if faults:
            self.show_faults(faults)
            return
        printers = {purpose: address for purpose, address in addresses.items() if address}
        self.keep(self._kept, printers=printers)

    def _kept(self, pc: ThisPC) -> None:
        in_force = self.context.counter.printers
        if isinstance(in_force, MutableMapping):
            in_force.clear()
            in_force.update(pc.printers)
            self.saved.emit(_("Saved"))
        else:
            self.say_restart()
