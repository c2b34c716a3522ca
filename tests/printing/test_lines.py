"""Device files: those that answer, those that only take, and what is none."""

import os
import pty
import select
import threading
import tty
from pathlib import Path

import pytest

from counter_app.domain.errors import Outage
from counter_app.printing.catalogue import sample
from counter_app.printing.transport.addresses import printer_for
from counter_app.printing.transport.device import DevicePrinter
from counter_app.printing.transport.jobs import Jobs
from counter_app.printing.transport.languages import Escpos
from counter_app.printing.transport.lines import FileLine
from counter_app.printing.transport.printers import Outcome, OutcomeState
from tests.printing import escpos_decoder
from tests.printing.daemons import end_of
from tests.printing.reading import pdf_of
from tests.printing.receipt_printer import Brain

SLIP = pdf_of("guide_slip", sample("guide_slip"))


def test_a_device_file_that_cannot_be_read_is_unconfirmed(tmp_path: Path) -> None:
    """Scenario: /dev/usb/lp0 only takes bytes: the slip is written whole, the clerk is asked."""
    pipe = tmp_path / "lp0"
    os.mkfifo(pipe)
    taken = bytearray()
    opened = threading.Event()

    def device() -> None:
        with os.fdopen(os.open(pipe, os.O_RDONLY | os.O_NONBLOCK), "rb", buffering=0) as end:
            opened.set()
            while not taken.endswith(b"\x1dVB\0"):
                select.select([end], [], [], 5)
                taken.extend(end.read(4096) or b"")

    thread = threading.Thread(target=device)
    thread.start()
    opened.wait(5)
    printer = printer_for(f"escpos://{pipe}")
    job = printer.submit(SLIP, "x")
    assert end_of(printer, job).state is OutcomeState.UNCONFIRMED
    thread.join(5)
    assert len(escpos_decoder.decode(bytes(taken)).pieces) == 1


def test_a_device_file_that_answers_confirms() -> None:
    """Scenario: a USB printer whose device file can be read says that it is through."""
    ours, theirs = pty.openpty()
    tty.setraw(theirs)
    over, brain = threading.Event(), Brain()

    def device() -> None:
        while not over.is_set():
            if select.select([ours], [], [], 0.05)[0]:
                os.write(ours, brain.take(os.read(ours, 4096)))

    thread = threading.Thread(target=device)
    thread.start()
    try:
        printer = printer_for(f"escpos://{os.ttyname(theirs)}")
        assert printer.status().ready
        assert end_of(printer, printer.submit(SLIP, "x")) == Outcome(OutcomeState.CONFIRMED)
    finally:
        over.set()
        thread.join(5)
        os.close(ours)
        os.close(theirs)
    assert len(brain.pieces()) == 1


def by_file(path: str) -> DevicePrinter:
    """A receipt printer at a device file, with less patience than a counter has."""
    return DevicePrinter(lambda: FileLine(path), Escpos(576, patience=0.1, pace=1e6), Jobs())


@pytest.mark.parametrize("path", ["/dev/null", "pty"])
def test_a_device_file_that_says_nothing_is_unconfirmed(path: str) -> None:
    """Scenario: it can be read and stays silent, at its end or waiting: the clerk is asked."""
    ours, theirs = pty.openpty()
    tty.setraw(theirs)
    over = threading.Event()

    def device() -> None:
        while not over.is_set():
            if select.select([ours], [], [], 0.05)[0]:
                os.read(ours, 4096)

    thread = threading.Thread(target=device)
    thread.start()
    try:
        printer = by_file(os.ttyname(theirs) if path == "pty" else path)
        assert printer.status().ready
        assert end_of(printer, printer.submit(SLIP, "x")).state is OutcomeState.UNCONFIRMED
    finally:
        over.set()
        thread.join(5)
        os.close(ours)
        os.close(theirs)


def test_a_device_file_that_refuses_data_fails() -> None:
    """Scenario: the driver gives an error while writing: nothing can have come out whole."""
    with pytest.raises(Outage):
        by_file("/dev/full").submit(SLIP, "x")


def test_what_is_no_device_file_is_an_outage(tmp_path: Path) -> None:
    """Scenario: the path of the address is a folder, a plain file, or nothing."""
    (tmp_path / "plain").write_text("mine")
    for path in (tmp_path, tmp_path / "plain", tmp_path / "nothing"):
        with pytest.raises(Outage):
            printer_for(f"escpos://{path}").submit(SLIP, "x")
    assert (tmp_path / "plain").read_text() == "mine"


def test_a_device_file_of_others_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Scenario: the clerk's user is not in the group lp: the hint says what to ask for."""
    pipe = tmp_path / "lp0"
    os.mkfifo(pipe)

    def forbidden(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", forbidden)
    with pytest.raises(Outage) as fault:
        printer_for(f"escpos://{pipe}").status()
    assert "lp" in fault.value.hint
