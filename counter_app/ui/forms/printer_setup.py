"""Printers by purpose, each tried with a test page before it is saved."""

from collections.abc import MutableMapping

from PySide6.QtWidgets import QLabel

from counter_app.domain.errors import InputFault
from counter_app.printing.catalogue import KINDS, LAYOUTS, paper
from counter_app.services import equipment
from counter_app.services.counter import PURPOSES, purpose_of
from counter_app.services.equipment import Finding
from counter_app.services.papers import layout_of
from counter_app.services.timeline import paper_words
from counter_app.settings import ThisPC
from counter_app.ui.context import Context
from counter_app.ui.forms.settings_page import SettingsPage
from counter_app.ui.forms.share_setup import TONES
from counter_app.ui.kit.actions import Action
from counter_app.ui.kit.choices import ChoiceField
from counter_app.ui.kit.fields import TextField
from counter_app.ui.kit.theme import theme
from counter_app.words import _

LAYOUT = "layout."
"""Before the kind in the names of the fields that choose a sheet size."""


_NARROWEST = 560
"""The help needs its height at this width (px), or the fields below would cover it."""


def _size_choice(kind: str) -> ChoiceField:
    """The sheet size of a kind that is laid out for several."""
    sizes = (paper(kind).page.size, *LAYOUTS[kind])
    choices = [("" if size == sizes[0] else size, _size_words(size)) for size in sizes]
    return ChoiceField(paper_words(kind), choices, lined_up=False)


def _size_words(size: str) -> str:
    """A sheet size as a clerk asks for it."""
    return {
        "A4L": _("A4, across"),
        "A5L": _("A5, across"),
        "roll80": _("80 mm roll"),
        "form241": _("241×140 mm, continuous"),
    }.get(size, size)


class PrinterSetup(SettingsPage):
    """An empty address: papers keep their number and wait."""

    def __init__(self, context: Context) -> None:
        super().__init__(_("Printers"), context)
        self._is_busy = False
        help_text = QLabel(
            _(
                "ipp://host/ipp/print is a printer on the network, ipp://localhost/printers/name "
                "a printer of this PC, file:///folder keeps papers as PDF files in a folder. "
                "Receipt printers: escpos://host:9100 or escpos:///dev/usb/lp0; dot matrix: "
                "escp://host:9100?form=241x140; Windows: winspool:///name. "
                "?dx=1&dy=-2 moves the page by millimetres."
            )
        )
        help_text.setProperty("role", "quiet")
        help_text.setWordWrap(True)
        help_text.setMinimumHeight(help_text.heightForWidth(theme.px(_NARROWEST)))
        self.body.addWidget(help_text)
        self._add_addresses()
        self.kind = self.add(
            "kind",
            ChoiceField(
                _("Test page"),
                [(kind, paper_words(kind)) for kind in KINDS],
                mnemonic="T",
                lined_up=False,
            ),
        )
        chosen = [(LAYOUT + kind, _size_choice(kind)) for kind in LAYOUTS]
        for place in range(0, len(chosen), 2):
            self.add_row(*chosen[place : place + 2])
        self.set_actions(
            [
                Action("Enter", _("Save"), self.save),
                Action("F3", _("Print the test page"), self.try_it, self._no_address),
            ]
        )

    def _add_addresses(self) -> None:
        """One printer for each purpose."""
        example = _("for example ipp://192.0.2.10/ipp/print")
        for purpose, label, mnemonic in (
            ("papers", _("Notices and receipts (A4)"), "P"),
            ("labels", _("Guide slips (roll printer; empty: the printer of notices)"), "L"),
            ("forms", _("Continuous forms (dot matrix; empty: the printer of notices)"), "C"),
        ):
            field = TextField(label, mnemonic=mnemonic, placeholder=example, most=500)
            self.add(purpose, field)

    def _layouts(self) -> dict[str, str]:
        """The sheet size chosen for each kind that has several, where it is not the usual one."""
        chosen = {kind: str(self.fields[LAYOUT + kind].value) for kind in LAYOUTS}
        return {kind: size for kind, size in chosen.items() if size}

    def _name(self) -> str:
        """The layout of the chosen test page."""
        return layout_of(self.kind.value, self._layouts())

    def _address(self) -> str:
        """The address the chosen test page would go to."""
        purpose = purpose_of(self._name())
        return str(self.fields[purpose].value or self.fields["papers"].value)

    def _no_address(self) -> str:
        if self._is_busy:
            return _("The test page is on its way.")
        return "" if self._address() else _("Write the address of a printer first.")

    def show_settings(self, pc: ThisPC) -> None:
        """The addresses as they are saved."""
        for purpose in PURPOSES:
            self.fields[purpose].restore(pc.printers.get(purpose, ""))
        for kind in LAYOUTS:
            self.fields[LAYOUT + kind].restore(pc.layouts.get(kind, ""))

    def try_it(self) -> None:
        """Print the sample of the chosen paper on the address as typed."""
        self.clear_faults()
        desk, name, address = self.context.counter.desk, self._name(), self._address()
        self.show_notice(
            _("The test page is on its way to {address}…").format(address=address), tone="info"
        )
        self._set_busy(True)
        self.context.jobs.paper(
            lambda: equipment.print_sample(desk, name, address), self._tried, self._failed
        )

    def _set_busy(self, is_busy: bool) -> None:
        self._is_busy = is_busy
        self.refresh_actions()

    def _failed(self, error: BaseException) -> None:
        self._set_busy(False)
        self.notice.clear()
        if isinstance(error, InputFault) and "printer" in error.faults:
            purpose = purpose_of(self._name())
            name = purpose if self.fields[purpose].value else "papers"
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
        self.keep(self._kept, printers=printers, layouts=self._layouts())

    def _kept(self, pc: ThisPC) -> None:
        in_force = self.context.counter.printers
        self.context.counter.choose_layouts(pc.layouts)
        if isinstance(in_force, MutableMapping):
            in_force.clear()
            in_force.update(pc.printers)
            self.saved.emit(_("Saved"))
        else:
            self.say_restart()
