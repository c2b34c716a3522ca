"""Papers on a real IPP printer and through a real CUPS queue."""

import os
import time
from datetime import datetime
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp

from counter_app.domain.bodies.paper import PrintState
from counter_app.domain.clock import CST
from counter_app.domain.errors import Outage
from counter_app.printing.canvas import to_pdf
from counter_app.printing.catalogue import KINDS, paper, render, sample
from counter_app.printing.transport.addresses import printer_for
from counter_app.printing.transport.ipp import IppPrinter
from counter_app.printing.transport.printers import Outcome, OutcomeState
from counter_app.services import print_desk, reception
from counter_app.services.reception import Reception
from tests.hall import Clock, open_hall
from tests.printing.daemons import (
    CUPS_PDF,
    Cups,
    RealPrinter,
    answers,
    end_of,
    eventually,
    free_port,
)

CREATED = datetime(2026, 11, 23, 9, 0, tzinfo=CST)


def pdf_of(kind: str) -> bytes:
    """The sample of a paper as PDF."""
    return to_pdf(render(kind, sample(kind)), title=paper(kind).title, created=CREATED)


def codes_on(pdf: bytes) -> set[str]:
    """The QR codes on the first page as a scanner reads them at 150 dpi."""
    picture = pypdfium2.PdfDocument(pdf)[0].render(scale=150 / 72).to_pil()
    return {code.text for code in zxingcpp.read_barcodes(picture)}


def test_a_real_printer_takes_every_paper(real_printer: RealPrinter) -> None:
    """Each paper goes to the printer, which confirms it; what came out is what was sent."""
    printer = real_printer.ipp
    assert printer.status().ready
    for kind in KINDS:
        pdf = pdf_of(kind)
        job = printer.submit(pdf, paper(kind).title)
        assert end_of(printer, job) == Outcome(OutcomeState.CONFIRMED)
        assert real_printer.printed() == [pdf]


def test_cups_takes_every_size_of_paper(real_printer: RealPrinter, cups: str) -> None:
    """Through an `everywhere` queue a paper of each size comes out with its QR readable."""
    printer = printer_for(cups + "Counter")
    for kind in {paper(kind).page.size: kind for kind in KINDS if "qr" in sample(kind)}.values():
        job = printer.submit(pdf_of(kind), paper(kind).title)
        assert end_of(printer, job).state is OutcomeState.CONFIRMED
        assert codes_on(real_printer.next_paper()) == {sample(kind)["qr"]}


def test_out_of_paper_is_told_and_the_job_waits(real_printer: RealPrinter) -> None:
    """The tray is empty: the job stays open with the reason; paper put in, it comes out."""
    real_printer.behave("empty")
    printer = real_printer.ipp
    job = printer.submit(pdf_of("guide_slip"), "引导单")
    eventually(lambda: printer.poll(job).reason)
    assert printer.poll(job).state is OutcomeState.PENDING
    assert not printer.status().ready
    real_printer.behave("")
    assert end_of(printer, job).state is OutcomeState.CONFIRMED
    eventually(lambda: printer.status().ready)


def test_a_jam_fails_the_job(real_printer: RealPrinter) -> None:
    """The paper jams and the printer gives up: the job has failed and nothing came out."""
    real_printer.behave("jam")
    printer = real_printer.ipp
    job = printer.submit(pdf_of("guide_slip"), "引导单")
    assert end_of(printer, job).state is OutcomeState.FAILED
    assert real_printer.printed() == []


def test_a_printer_switched_off_is_an_outage(real_printer: RealPrinter) -> None:
    """Nobody listens at the address: an Outage that says what to check."""
    real_printer.switch_off()
    with pytest.raises(Outage) as fault:
        real_printer.ipp.submit(pdf_of("guide_slip"), "引导单")
    assert fault.value.retry


def test_a_job_cancelled_at_a_dead_printer_never_prints(
    real_printer: RealPrinter, cups: str
) -> None:
    """The printer behind CUPS is off; the job is cancelled, seen ended, and the power returns:
    nothing comes out by itself."""
    real_printer.switch_off()
    printer = printer_for(cups + "Counter")
    job = printer.submit(pdf_of("guide_slip"), "引导单")
    time.sleep(0.3)
    assert printer.poll(job).state is OutcomeState.PENDING
    printer.cancel(job)
    assert end_of(printer, job).state is OutcomeState.CANCELLED
    real_printer.switch_on()
    time.sleep(0.5)
    assert real_printer.printed() == []


def test_a_paper_for_a_dead_printer_printed_again_comes_out_once(
    real_printer: RealPrinter, cups: str, tmp_path: Path
) -> None:
    """The printer behind CUPS is off and CUPS holds the slip. The clerk prints again, the power
    returns, CUPS would send what it holds: one sheet comes out, under one number."""
    desk = open_hall(tmp_path, Clock()).desk
    slip = reception.guide(desk, Reception(matter="JC-SJ-001"), "W01").value.paper
    assert slip is not None
    address = cups + "Counter"
    real_printer.switch_off()
    first = print_desk.print_paper(desk, slip.id, printer_for(address), address, pause=_hurry)
    assert first.state is PrintState.UNCONFIRMED
    real_printer.switch_on()
    again = print_desk.print_paper(desk, slip.id, printer_for(address), address, pause=time.sleep)
    assert again.state is PrintState.PRINTED
    time.sleep(1)
    assert len(real_printer.printed()) == 1


def _hurry(_seconds: float) -> None:
    time.sleep(0.002)


def test_a_printer_that_dies_with_the_paper_and_counts_anew(real_printer: RealPrinter) -> None:
    """It took the paper and waits for more paper; the plug is pulled: an Outage while it is off.
    Back on, its job 1 is another paper, and ours is nobody's to know."""
    real_printer.switch_off()
    real_printer.switch_on()
    real_printer.behave("empty")
    printer = real_printer.ipp
    job = printer.submit(pdf_of("guide_slip"), "引导单")
    real_printer.switch_off()
    with pytest.raises(Outage):
        printer.poll(job)
    real_printer.switch_on()
    other = printer.submit(pdf_of("receipt_voucher"), "收件凭证")
    assert other.split()[0] == job.split()[0]
    assert printer.poll(job).state is OutcomeState.UNCONFIRMED
    printer.cancel(job)
    assert end_of(printer, other).state is OutcomeState.CONFIRMED


def test_a_deleted_queue_forgets_the_job_and_takes_no_other(cups_server: Cups) -> None:
    """Somebody removes the queue while a paper waits in it: the job is nobody's to know, and the
    next paper is an Outage that points to the settings."""
    cups_server.add("Doomed", "-v", f"ipp://localhost:{free_port()}/ipp/print", "-m", "raw")
    printer = printer_for(cups_server.address + "Doomed")
    job = printer.submit(pdf_of("guide_slip"), "引导单")
    assert printer.poll(job).state is OutcomeState.PENDING
    cups_server.remove("Doomed")
    assert end_of(printer, job).state in (OutcomeState.UNCONFIRMED, OutcomeState.CANCELLED)
    with pytest.raises(Outage) as fault:
        printer.submit(pdf_of("guide_slip"), "引导单")
    assert not fault.value.retry


@pytest.mark.skipif(not CUPS_PDF.exists() or os.geteuid() != 0, reason="needs cups-pdf and root")
def test_cups_pdf_takes_a_paper(cups_server: Cups) -> None:
    """The printer that writes PDF, as some halls have it: confirmed, and the code is readable."""
    cups_server.add("Pdf", "-v", "cups-pdf:/", "-P", str(CUPS_PDF))
    printer = printer_for(cups_server.address + "Pdf")
    job = printer.submit(pdf_of("receipt_voucher"), "voucher")
    assert end_of(printer, job).state is OutcomeState.CONFIRMED
    tail = job.rsplit(" ", 1)[1]
    (made,) = Path("/var/spool/cups-pdf").rglob(f"*{tail}*.pdf")
    try:
        assert codes_on(made.read_bytes()) == {sample("receipt_voucher")["qr"]}
    finally:
        made.unlink()


def test_a_queue_that_only_sends_bytes_never_confirms(cups: str) -> None:
    """CUPS says completed, but its back end only wrote bytes: the clerk has to be asked."""
    printer = printer_for(cups + "Blind")
    job = printer.submit(pdf_of("guide_slip"), "引导单")
    assert end_of(printer, job).state is OutcomeState.UNCONFIRMED


def test_a_job_the_printer_forgot_is_unconfirmed(real_printer: RealPrinter) -> None:
    """The printer was restarted and knows nothing of the job: nobody knows whether it printed."""
    assert real_printer.ipp.poll("99999").state is OutcomeState.UNCONFIRMED


def test_a_queue_that_does_not_exist_is_an_outage(cups: str) -> None:
    """The queue's name is wrong: the message points to the printer's settings."""
    with pytest.raises(Outage) as fault:
        printer_for(cups + "Nothing").submit(pdf_of("guide_slip"), "引导单")
    assert not fault.value.retry


def test_a_printer_without_pdf_is_told(real_printer: RealPrinter) -> None:
    """A printer for phones that takes only raster: the hint says how to use it all the same."""
    port = free_port()
    folder = real_printer.daemons.folder
    raster_only = real_printer.daemons.start(
        "ippeveprinter", "-r", "off", "-n", "localhost", "-p", str(port), "-f", "image/pwg-raster",
        "-d", f"{folder}/queue", "-c", f"{folder}/print.sh", "Raster",
    )  # fmt: skip
    eventually(lambda: answers(port))
    try:
        with pytest.raises(Outage) as fault:
            IppPrinter(f"ipp://localhost:{port}/ipp/print").submit(pdf_of("guide_slip"), "引导单")
    finally:
        real_printer.daemons.stop(raster_only)
    assert "CUPS" in fault.value.hint
    assert not fault.value.retry


def test_somebody_else_at_the_address_is_an_outage(tmp_path: Path) -> None:
    """No printer, no queue, just a closed port."""
    with pytest.raises(Outage):
        IppPrinter(f"ipp://localhost:{free_port()}/ipp/print").status()
