"""Real printers for the tests; `daemons` knows how they are started."""

from collections.abc import Iterator

import pytest

from tests.printing.daemons import (
    Cups,
    Daemons,
    Missing,
    RealPrinter,
    cups_of,
    printer_of,
    started,
)


@pytest.fixture(scope="session")
def daemons() -> Iterator[Daemons]:
    """What an IPP printer needs around it."""
    try:
        with started() as daemons:
            yield daemons
    except Missing as missing:
        pytest.skip(str(missing))


@pytest.fixture(scope="session")
def _printer_of_the_session(daemons: Daemons) -> RealPrinter:
    return printer_of(daemons)


@pytest.fixture
def real_printer(_printer_of_the_session: RealPrinter) -> RealPrinter:
    """A real IPP printer, switched on and in good order, with nothing in its tray."""
    printer = _printer_of_the_session
    if printer.process is None:
        printer.switch_on()
    printer.behave("")
    printer.printed()
    return printer


@pytest.fixture(scope="session")
def cups_server(daemons: Daemons, _printer_of_the_session: RealPrinter) -> Cups:
    """A real CUPS before the printer."""
    return cups_of(daemons, _printer_of_the_session)


@pytest.fixture(scope="session")
def cups(cups_server: Cups) -> str:
    """The address of that CUPS, which a queue's name is appended to."""
    return cups_server.address
