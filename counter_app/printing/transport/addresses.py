"""From the address in the settings to a printer."""

from functools import lru_cache
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit
from urllib.request import url2pathname

from counter_app.domain.errors import InputFault
from counter_app.printing.spec import SIZES
from counter_app.printing.transport import options as opt
from counter_app.printing.transport.device import DevicePrinter
from counter_app.printing.transport.escpos import WIDTHS
from counter_app.printing.transport.folder import FolderPrinter
from counter_app.printing.transport.ipp import IppPrinter
from counter_app.printing.transport.jobs import Jobs
from counter_app.printing.transport.languages import Escp, Escpos
from counter_app.printing.transport.lines import RAW_PORT, FileLine, Line, TcpLine
from counter_app.printing.transport.printers import Printer, PrinterOptions
from counter_app.words import _

_WIDEST_HEAD = 576


def printer_for(address: str) -> Printer:
    """The printer at `address`; the same one each time, for it knows what it is printing.

    - `ipp://host:port/path?paper=A5&dx=2&dy=-1`: a printer or a CUPS queue; `ipps` with TLS;
    - `escpos://host:9100?width=576`, `escpos:///dev/usb/lp0`: a receipt printer;
    - `escp://host:9100?form=241x140&dx=2`, `escp:///dev/usb/lp1`: a dot-matrix printer;
    - `winspool:///NAME?dx=2`: a printer installed in Windows;
    - `file:///folder`: a folder that takes PDF files.

    Raises InputFault for any other address, and for an option that is unknown or wrong.
    """
    return _made(address)


def options_of(address: str) -> PrinterOptions:
    """What `address` says of paper and offsets; InputFault as `printer_for`."""
    parts = _parts(address)
    chosen = opt.read(parts)
    paper = chosen.get("paper", "")
    if parts.scheme == "escpos":
        paper = WIDTHS[chosen.get("width", _WIDEST_HEAD)]
    if parts.scheme == "escp" and not paper:
        held = opt.form_of(chosen)
        paper = "form241" if (held.width, held.height) == SIZES["form241"] else ""
    return PrinterOptions(paper, chosen.get("dx", 0.0), chosen.get("dy", 0.0))


@lru_cache(maxsize=64)
def _made(address: str) -> Printer:
    parts = _parts(address)
    chosen = opt.read(parts)
    match parts.scheme:
        case "ipp" | "ipps":
            return IppPrinter(parts._replace(query="").geturl())
        case "escpos":
            language = Escpos(chosen.get("width", _WIDEST_HEAD))
            return DevicePrinter(lambda: _line(parts), language, Jobs())
        case "escp":
            return DevicePrinter(lambda: _line(parts), Escp(opt.form_of(chosen)), Jobs())
        case "winspool":
            from counter_app.printing.transport.winspool import WindowsPrinter

            return WindowsPrinter(unquote(parts.path[1:]))
        case _:
            return FolderPrinter(Path(url2pathname(parts.path)))


def _line(parts: SplitResult) -> Line:
    if parts.hostname:
        return TcpLine(parts.hostname, parts.port or RAW_PORT)
    return FileLine(unquote(parts.path))


def _parts(address: str) -> SplitResult:
    """The parts of an address whose scheme is known and whose place is given."""
    try:
        parts = urlsplit(address)
        host, port, path = parts.hostname, parts.port, parts.path.strip("/")
    except ValueError as odd:
        raise _no_address(address) from odd
    if "@" in parts.netloc:
        raise opt.fault(
            _(
                "A printer's address holds no name or password: it is recorded with every print. "
                "Let the printer accept this PC instead."
            )
        )
    places = {
        "ipp": bool(host),
        "ipps": bool(host),
        "escpos": bool(path) != bool(host),
        "escp": bool(path) != bool(host),
        "winspool": bool(path) and not host,
        "file": bool(parts.path),
    }
    if not places.get(parts.scheme, False) or (port is not None and not host):
        raise _no_address(address)
    return parts


def _no_address(address: str) -> InputFault:
    return opt.fault(
        _(
            "{address} is no printer address. Use ipp://host/path, escpos://host:9100, "
            "escp:///dev/usb/lp0, winspool:///NAME or file:///folder."
        ).format(address=address)
    )
