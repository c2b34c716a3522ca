"""Addresses of printers: what they may say, and what a mistake in them is told."""

import pytest

from counter_app.domain.errors import InputFault, Outage
from counter_app.printing.transport.addresses import options_of, printer_for
from counter_app.printing.transport.device import DevicePrinter
from counter_app.printing.transport.folder import FolderPrinter
from counter_app.printing.transport.ipp import IppPrinter
from counter_app.printing.transport.printers import PrinterOptions
from counter_app.printing.transport.winspool import WindowsPrinter


@pytest.mark.parametrize(
    ("address", "kind", "options"),
    [
        ("ipp://host/ipp/print", IppPrinter, PrinterOptions()),
        ("ipp://host:631/p?dx=2&dy=-1.5&paper=A5", IppPrinter, PrinterOptions("A5", 2, -1.5)),
        ("ipps://host/ipp/print", IppPrinter, PrinterOptions()),
        ("escpos://10.0.0.9", DevicePrinter, PrinterOptions("roll80")),
        ("escpos://host:9100?width=576", DevicePrinter, PrinterOptions("roll80")),
        ("escpos:///dev/usb/lp0?width=384", DevicePrinter, PrinterOptions("roll58")),
        ("escp:///dev/usb/lp1", DevicePrinter, PrinterOptions("form241")),
        ("escp://h?form=241x140&dx=2&dy=-1", DevicePrinter, PrinterOptions("form241", 2, -1)),
        ("escp://h?form=241x93&reach=1440", DevicePrinter, PrinterOptions()),
        ("escp://h?paper=A5", DevicePrinter, PrinterOptions("A5")),
        ("winspool:///HP LaserJet 1020?dx=1", WindowsPrinter, PrinterOptions("", 1)),
        ("file:///tmp/papers", FolderPrinter, PrinterOptions()),
    ],
)
def test_addresses_and_what_they_say(
    address: str, kind: type[object], options: PrinterOptions
) -> None:
    """Scenario: the administrator types each kind of address with its options."""
    assert type(printer_for(address)) is kind
    assert options_of(address) == options


def test_one_address_is_one_printer() -> None:
    """Scenario: each print asks anew; a device's jobs are known to the printer that sent them."""
    assert printer_for("escpos://h:1") is printer_for("escpos://h:1")
    assert printer_for("escpos://h:1") is not printer_for("escpos://h:2")


@pytest.mark.parametrize(
    "address",
    [
        "",
        "lpt1",
        "http://x/",
        "ipp:///x",
        "ipp://h:99999/",
        "ipp://[h/",
        "file:",
        "escpos:",
        "escpos:///",
        "escpos://h/dev/usb/lp0",
        "escp://:9100",
        "winspool://server/printer",
        "winspool:///",
    ],
)
def test_other_addresses_are_refused(address: str) -> None:
    """Scenario: a typing mistake in the settings."""
    for question in (printer_for, options_of):
        with pytest.raises(InputFault) as fault:
            question(address)
        assert "ipp://" in fault.value.faults["printer"]


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("escpos://h?width=600", "width=576"),
        ("escpos://h?width=", "width=576"),
        ("escpos://h?width=五", "width=576"),
        ("escpos://h?with=576", "width=576"),
        ("escpos://h?paper=A4", "paper"),
        ("escp://h?form=241", "form=241x140"),
        ("escp://h?form=241x9", "form=241x140"),
        ("escp://h?form=axb", "form=241x140"),
        ("escp://h?form=241x140&paper=A5", "form"),
        ("escp://h?paper=roll80", "paper=A5"),
        ("escp://h?reach=99999", "reach=1440"),
        ("escp://h?reach=-1", "reach=1440"),
        ("ipp://h/p?dx=51", "dx=2"),
        ("ipp://h/p?dy=nan", "dy=-1.5"),
        ("ipp://h/p?dx=1&dx=2", "dx"),
        ("ipp://h/p?paper=a5", "paper=A5"),
        ("winspool:///x?width=576", "paper=A5"),
        ("file:///x?dx=1", "dx"),
        ("file:///x#y", "#"),
    ],
)
def test_an_option_that_cannot_be_is_told_with_an_example(address: str, told: str) -> None:
    """Scenario: an option is misspelt, out of range, doubled, or of another kind of printer."""
    for question in (printer_for, options_of):
        with pytest.raises(InputFault) as fault:
            question(address)
        assert told in fault.value.faults["printer"]


def test_a_password_never_stands_in_an_address() -> None:
    """Scenario: somebody types one; addresses are recorded with every print, so it is refused."""
    with pytest.raises(InputFault) as fault:
        printer_for("ipp://clerk:secret@host/ipp/print")
    assert "secret" not in fault.value.faults["printer"]


def test_a_windows_printer_elsewhere_is_an_outage() -> None:
    """Scenario: settings of a Windows PC are used on Linux: said in words, and not by crashing."""
    printer = printer_for("winspool:///HP%20LaserJet")
    with pytest.raises(Outage) as fault:
        printer.status()
    assert not fault.value.retry
