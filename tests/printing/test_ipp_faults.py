"""IPP printers that are busy, hang up, die with a paper in them, or ask for more than we give."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from counter_app.domain.errors import Outage
from counter_app.printing.transport.ipp import IppPrinter
from counter_app.printing.transport.printers import OutcomeState
from tests.printing.ipp_printer import CANCELLED, COMPLETED, IppDevice

PDF = b"%PDF-1.7 /MediaBox [ 0 0 595.28 841.89 ]"
GET_PRINTER, GET_JOBS = 0x0B, 0x0A


def test_a_busy_printer_is_asked_again_until_it_takes_the_paper() -> None:
    """Scenario: another window's long job is in it; our paper is taken at the third try, once."""
    with IppDevice() as device:
        device.memory.busy = 2
        printer = IppPrinter(device.address, patience=20)
        job = printer.submit(PDF, "W03-7")
        assert printer.poll(job).state is OutcomeState.CONFIRMED
        assert len(device.memory.sheets) == 1


@pytest.mark.parametrize("http", [200, 503])
def test_a_printer_busy_for_too_long_is_an_outage_without_a_job(http: int) -> None:
    """Scenario: it stays busy, in IPP or in HTTP: said so; trying again later is safe."""
    with IppDevice() as device:
        device.memory.busy, device.memory.http = 99, http
        with pytest.raises(Outage) as fault:
            IppPrinter(device.address, patience=0.1).submit(PDF, "W03-7")
        assert fault.value.retry
        assert device.memory.jobs == {} or http == 503


def test_a_job_whose_receipt_was_lost_is_found_by_its_name() -> None:
    """Scenario: the printer took the paper and hung up before it said so: it is not sent again."""
    with IppDevice() as device:
        device.memory.hangs_up = True
        printer = IppPrinter(device.address)
        job = printer.submit(PDF, "W03-7")
        assert printer.poll(job).state is OutcomeState.CONFIRMED
        assert len(device.memory.jobs) == 1


def test_a_paper_that_was_not_taken_is_an_outage() -> None:
    """Scenario: the connection broke and the printer has no such job: print again, safely."""
    with IppDevice() as device:
        device.memory.deaf = True
        with pytest.raises(Outage) as fault:
            IppPrinter(device.address).submit(PDF, "W03-7")
        assert fault.value.retry
        assert GET_JOBS in device.memory.asked


@pytest.fixture
def dead() -> Iterator[tuple[IppDevice, IppPrinter, str]]:
    """A printer that took a paper and died before it said so: it, our end, and the job as kept."""
    with IppDevice() as device:
        device.memory.dies = device.memory.holds = True
        printer = IppPrinter(device.address)
        job = printer.submit(PDF, "W03-7")
        device.switch_off()
        device.memory.dies = device.memory.holds = False
        yield device, printer, job


def test_an_old_job_in_a_printer_that_comes_back_is_ended_first(
    dead: tuple[IppDevice, IppPrinter, str],
) -> None:
    """Scenario: the printer took the paper and died; nobody knows. An hour later it is back with
    the paper in its queue: the retry finds it by name, ends it, and prints one sheet."""
    device, printer, job = dead
    for question in (printer.poll, printer.cancel):
        with pytest.raises(Outage):
            question(job)
    device.switch_on()
    assert printer.poll(job).state is OutcomeState.PENDING
    printer.cancel(job)
    assert printer.poll(job).state is OutcomeState.CANCELLED
    again = printer.submit(PDF, "W03-7")
    assert printer.poll(again).state is OutcomeState.CONFIRMED
    assert len(device.memory.sheets) == 1


def test_a_lost_job_that_came_out_is_not_printed_again(
    dead: tuple[IppDevice, IppPrinter, str],
) -> None:
    """Scenario: the power returned and the held paper printed by itself: the retry learns it."""
    device, printer, job = dead
    device.memory.jobs[1][1] = COMPLETED
    device.switch_on()
    assert printer.poll(job).state is OutcomeState.CONFIRMED


def test_a_lost_job_the_printer_forgot_may_be_printed_again(
    dead: tuple[IppDevice, IppPrinter, str],
) -> None:
    """Scenario: the printer came back with an empty memory: no such job, nothing to cancel."""
    device, printer, job = dead
    device.memory.jobs.clear()
    device.switch_on()
    printer.cancel(job)
    assert printer.poll(job).state is OutcomeState.UNCONFIRMED


def test_a_number_given_to_another_job_is_left_alone() -> None:
    """Scenario: the printer was switched off and counts from 1 again; job 1 is now a stranger's."""
    with IppDevice() as device:
        printer = IppPrinter(device.address)
        job = printer.submit(PDF, "W03-7")
        device.memory.jobs[1] = ["letter of somebody", 3]
        assert printer.poll(job).state is OutcomeState.UNCONFIRMED
        printer.cancel(job)
        assert device.memory.jobs[1][1] != CANCELLED


def test_a_printer_that_tells_no_names_is_trusted_by_number() -> None:
    """Scenario: an old device without job-name, and a job kept by an older version of ours."""
    with IppDevice() as device:
        printer = IppPrinter(device.address)
        job = printer.submit(PDF, "W03-7")
        device.memory.nameless = True
        assert printer.poll(job).state is OutcomeState.CONFIRMED
        device.memory.nameless = False
        assert printer.poll("1").state is OutcomeState.CONFIRMED


def test_what_a_printer_can_do_is_asked_once() -> None:
    """Scenario: slip after slip: each costs one request, not two."""
    with IppDevice() as device:
        printer = IppPrinter(device.address)
        for _ in range(3):
            printer.submit(PDF, "W03-7")
        assert device.memory.asked.count(GET_PRINTER) == 1


@pytest.mark.parametrize("http", [401, 403, 404, 426])
def test_a_printer_that_wants_more_is_told_apart(http: int) -> None:
    """Scenario: a password, a private connection, no printer at all: trying again is no use."""
    with IppDevice() as device:
        device.memory.http = http
        with pytest.raises(Outage) as fault:
            IppPrinter(device.address).status()
        assert not fault.value.retry


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A key and a certificate of `localhost` that signs itself, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    file = tmp_path / "printer.pem"
    file.write_bytes(pem + made.public_bytes(serialization.Encoding.PEM))
    return file


def test_a_private_connection_needs_a_trusted_certificate(
    certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Scenario: ipps: refused while the PC does not trust the printer, printing once it does."""
    with IppDevice(certificate) as device:
        with pytest.raises(Outage) as fault:
            IppPrinter(device.address).status()
        assert not fault.value.retry
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        printer = IppPrinter(device.address)
        assert printer.poll(printer.submit(PDF, "W03-7")).state is OutcomeState.CONFIRMED
