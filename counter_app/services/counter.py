"""What the screens are handed: the desk, and the printers of this PC by purpose."""

from collections.abc import Mapping

import attrs

from counter_app.domain.errors import Outage
from counter_app.printing import catalogue
from counter_app.printing.transport.addresses import printer_for
from counter_app.printing.transport.printers import Outcome
from counter_app.services import equipment, handwritten, print_desk, print_jobs
from counter_app.services.blank_forms import blanks_of
from counter_app.services.desk import Desk
from counter_app.services.papers import layout_of, paper_of
from counter_app.services.print_desk import Printed
from counter_app.services.print_jobs import PrintJob
from counter_app.words import _

PURPOSES = ("papers", "labels", "forms")
"""Notices on sheets, slips on a roll, continuous forms."""


def purpose_of(name: str) -> str:
    """The purpose of the layout `name`, by the size of its sheet."""
    size = catalogue.paper(name).page.size
    if size.startswith("roll"):
        return "labels"
    return "forms" if size.startswith("form") else "papers"


@attrs.frozen
class CounterServices:
    """`printers` maps a purpose to a printer's address, as the settings of this PC say."""

    desk: Desk
    printers: Mapping[str, str]

    def address(self, kind: str) -> str:
        """Where a paper of `kind` issued now would be printed; Outage when this PC has nothing."""
        return self._address(layout_of(kind, self.desk.station.layouts))

    def address_of(self, paper: str) -> str:
        """Where an issued paper is printed, in the layout it was issued in."""
        issued = paper_of(self.desk, paper)
        return self._address(issued.layout if issued.layout in catalogue.names() else issued.kind)

    def _address(self, layout: str) -> str:
        address = self.printers.get(purpose_of(layout)) or self.printers.get("papers")
        if not address:
            raise Outage(
                _("No printer is set up"),
                _("Choose a printer in the settings; the paper keeps its number and waits."),
            )
        return address

    def print(self, paper: str, reason: str = "", copies: int = 1) -> Printed:
        """Print an issued paper on the printer of its purpose; runs in that printer's lane."""
        address = self.address_of(paper)
        return print_desk.print_paper(
            self.desk, paper, printer_for(address), address, reason=reason, copies=copies
        )

    def print_blank(self, kind: str) -> str:
        """Print a paper with empty fields for a pen, unrecorded; gives what became of it in words.

        Raises Refusal for a paper that comes out of its own step, Outage without a printer.
        """
        pdf = handwritten.blank_pdf(self.desk, kind)
        return equipment.try_out(printer_for(self.address(kind)), pdf).words

    def print_blanks(self, code: str) -> list[Outcome]:
        """Print the blank forms of a guide one after the other; no record is kept (A3.2b).

        Outage without a printer.
        """
        printer = printer_for(self._address(layout_of("one_time_notice", {})))
        return [equipment.handed_over(printer, one.pdf, one.name) for one in blanks_of(code)]

    def print_pdf(self, address: str, pdf: bytes, title: str) -> Outcome:
        """Print what bears no number, a ledger say; Outage where the printer is away."""
        return equipment.handed_over(printer_for(address), pdf, title)

    def resume(self, left: PrintJob) -> Printed:
        """What became of a print the last run of the program left open; nothing is sent again."""
        return print_desk.resume(self.desk, left, printer_for(left.printer))

    def open_jobs(self) -> list[PrintJob]:
        """Prints whose end nobody knows yet."""
        return print_jobs.open_jobs()

    def choose_layouts(self, layouts: Mapping[str, str]) -> None:
        """Issue papers in these sizes from now on."""
        in_force = self.desk.station.layouts
        in_force.clear()
        in_force.update(layouts)
