"""What the screens are handed: the desk, and the printers of this PC by purpose."""

from collections.abc import Mapping

import attrs

from counter_app.domain.errors import Outage
from counter_app.printing.transport.addresses import printer_for
from counter_app.services import papers
from counter_app.services.desk import Desk
from counter_app.services.papers import Printed
from counter_app.words import _

SLIPS = frozenset({"guide_slip"})
"""Papers for the roll printer; everything else goes to the printer of notices."""


def purpose_of(kind: str) -> str:
    """`labels` for slips of a roll, `papers` for everything else."""
    return "labels" if kind in SLIPS else "papers"


@attrs.frozen
class CounterServices:
    """`printers` maps a purpose to a printer's address, as the settings of this PC say."""

    desk: Desk
    printers: Mapping[str, str]

    def address(self, kind: str) -> str:
        """The address of the printer for a kind of paper; Outage when this PC has none."""
        address = self.printers.get(purpose_of(kind)) or self.printers.get("papers")
        if not address:
            raise Outage(
                _("No printer is set up"),
                _("Choose a printer in the settings; the paper keeps its number and waits."),
            )
        return address

    def print(self, paper: str, kind: str) -> Printed:
        """Print an issued paper on the printer of its purpose; runs outside the desk's lane."""
        address = self.address(kind)
        return papers.print_paper(self.desk, paper, printer_for(address), address)
