"""From the address in the settings to a printer."""

from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from counter_app.domain.errors import InputFault
from counter_app.printing.transport.folder import FolderPrinter
from counter_app.printing.transport.ipp import IppPrinter
from counter_app.printing.transport.printers import Printer
from counter_app.words import _


def printer_for(address: str) -> Printer:
    """`ipp://host:port/path` is a printer or a CUPS queue, `file:///folder` takes PDF files.

    Raises InputFault for any other address.
    """
    parts = urlsplit(address)
    if parts.scheme == "ipp" and parts.hostname:
        return IppPrinter(address)
    if parts.scheme == "file" and parts.path:
        return FolderPrinter(Path(url2pathname(parts.path)))
    raise InputFault(
        {
            "printer": _(
                "{address} is no printer address. Use ipp://host/path or file:///folder."
            ).format(address=address)
        }
    )
