"""The Windows spooler: its status codes as recorded, and the records handed to it."""

import subprocess
import sys
from ctypes import sizeof

import pytest
from attrs import define, field

from counter_app.domain.errors import Outage
from counter_app.printing.catalogue import paper, sample
from counter_app.printing.raster import Picture
from counter_app.printing.transport import windows_structs as structs
from counter_app.printing.transport.printers import OutcomeState, PrinterStatus
from counter_app.printing.transport.spooler import PageSize
from counter_app.printing.transport.spooler_states import outcome_of, status_of
from counter_app.printing.transport.winspool import WindowsPrinter
from tests.printing.reading import pdf_of

# JOB_STATUS_* and PRINTER_STATUS_* of winspool.h
SPOOLING, PRINTING, PRINTED, COMPLETE, RETAINED = 0x8, 0x10, 0x80, 0x1000, 0x2000
PAUSED, ERROR, DELETING, OFFLINE, PAPEROUT, DELETED = 0x1, 0x2, 0x4, 0x20, 0x40, 0x100
BLOCKED, INTERVENTION, RESTART, RENDERING = 0x200, 0x400, 0x800, 0x4000
PENDING, CONFIRMED = OutcomeState.PENDING, OutcomeState.CONFIRMED
UNCONFIRMED, CANCELLED = OutcomeState.UNCONFIRMED, OutcomeState.CANCELLED


@pytest.mark.parametrize(
    ("job", "before", "state", "has_reason"),
    [
        (0, 0, PENDING, False),
        (SPOOLING, 0, PENDING, False),
        (SPOOLING | PRINTING, 0, PENDING, False),
        (RENDERING | SPOOLING, 0, PENDING, False),
        (PRINTING | PAPEROUT, 0, PENDING, True),
        (PRINTING | ERROR | PAPEROUT, 0, PENDING, True),
        (PRINTING | ERROR | OFFLINE, 0, PENDING, True),
        (PRINTING | RETAINED | OFFLINE, 0, PENDING, True),
        (INTERVENTION, 0, PENDING, True),
        (BLOCKED, 0, PENDING, True),
        (PAUSED | SPOOLING, 0, PENDING, True),
        (ERROR, 0, PENDING, True),
        (ERROR | PRINTED, 0, PENDING, True),
        (RESTART | PRINTING, 0, PENDING, False),
        (PRINTED, 0, CONFIRMED, False),
        (PRINTED | RETAINED, 0, CONFIRMED, False),
        (PRINTED | COMPLETE, 0, CONFIRMED, False),
        (PRINTED | DELETING, 0, CONFIRMED, False),
        (COMPLETE, 0, UNCONFIRMED, True),
        (COMPLETE | RETAINED, 0, UNCONFIRMED, True),
        (DELETING | PRINTING, 0, PENDING, False),
        (DELETING | ERROR | OFFLINE, 0, PENDING, False),
        (DELETED, 0, CANCELLED, False),
        (DELETING | DELETED, 0, CANCELLED, False),
        (None, 0, UNCONFIRMED, True),
        (None, PRINTING, UNCONFIRMED, True),
        (None, PRINTING | DELETING, CANCELLED, False),
        (None, PRINTED | RETAINED, CONFIRMED, False),
        (None, COMPLETE, UNCONFIRMED, True),
    ],
)
def test_job_bits_are_an_outcome(
    job: int | None, before: int, state: OutcomeState, has_reason: bool
) -> None:
    """Scenario: what GetJob gave on Windows PCs, a job that is gone included."""
    outcome = outcome_of(job, before)
    assert (outcome.state, bool(outcome.reason)) == (state, has_reason)


@pytest.mark.parametrize(
    ("printer", "attributes", "ready", "has_reason"),
    [
        (0, 0, True, False),
        (0x400, 0, True, False),
        (0x0001_0000 | 0x100, 0, True, False),
        (0x0100_0000, 0, True, False),
        (0x0002_0000, 0, True, True),
        (0x0002_0000 | 0x10, 0, False, True),
        (0x80, 0, False, True),
        (0, 0x400, False, True),
        (0x80 | 0x1000, 0x400, False, True),
        (0x8 | 0x2, 0, False, True),
        (0x40_0000, 0, False, True),
        (0x10_0000, 0, False, True),
        (0x1, 0, False, True),
    ],
)
def test_printer_bits_are_a_status(
    printer: int, attributes: int, ready: bool, has_reason: bool
) -> None:
    """Scenario: what GetPrinter gave: idle, warming up, asleep, toner low, and in trouble."""
    status = status_of(printer, attributes)
    assert (status.ready, bool(status.reason)) == (ready, has_reason)


def test_one_trouble_under_three_bits_is_told_once() -> None:
    """Scenario: Windows says offline in its bits and in its attribute: one word for the clerk."""
    assert status_of(0x1080, 0x400) == PrinterStatus(False, status_of(0x80).reason)


@define
class RecordedSpooler:
    """The Windows side as recorded: the job's bits poll by poll, and what it was told to do."""

    bits: list[int | None]
    state: tuple[int, int] = (0, 0)
    title: str = ""
    told: list[str] = field(factory=list)
    size: PageSize | None = None
    pages: list[Picture] = field(factory=list)

    def print(self, name: str, title: str, size: PageSize, pages: list[Picture]) -> int:
        """Job 17."""
        self.title, self.size, self.pages = title, size, pages
        return 17

    def job(self, name: str, number: int, title: str) -> int | None:
        """The next of the recorded bits; the last ones stay."""
        if (number, title) != (17, self.title):
            return None
        return self.bits.pop(0) if len(self.bits) > 1 else self.bits[0]

    def cancel(self, name: str, number: int) -> None:
        """Heard."""
        self.told.append("cancel")

    def release(self, name: str, number: int) -> None:
        """Heard."""
        self.told.append("release")

    def printer(self, name: str) -> tuple[int, int]:
        """As recorded."""
        return self.state


NOTICE = pdf_of("receipt_voucher", sample("receipt_voucher"))


def test_a_job_is_drawn_watched_and_let_go() -> None:
    """Scenario: an A4 paper in two copies on a laser: drawn at 300 dpi, printed, released."""
    spooler = RecordedSpooler([SPOOLING, PRINTING, PRINTED | RETAINED])
    printer = WindowsPrinter("HP", spooler)
    job = printer.submit(NOTICE, "W03-7", copies=2)
    assert [printer.poll(job).state for _ in range(3)] == [PENDING, PENDING, CONFIRMED]
    assert spooler.told == ["release"]
    assert spooler.size is not None
    assert paper("receipt_voucher").page.size == "A4"
    sheet = structs.sheet_of(spooler.size)
    assert sheet == structs.Sheet(9, False, 2100, 2970)
    first, second = (
        spooler.pages[: len(spooler.pages) // 2],
        spooler.pages[len(spooler.pages) // 2 :],
    )
    assert first == second
    assert all(len(page.rows) == page.width * page.height * 4 for page in first)


def test_an_open_job_gives_the_printer_s_complaint() -> None:
    """Scenario: the job says nothing, the printer says no paper; then the job says it itself."""
    spooler = RecordedSpooler([PRINTING, PRINTING | PAPEROUT], (0x10, 0))
    printer = WindowsPrinter("HP", spooler)
    job = printer.submit(NOTICE, "W03-7")
    assert printer.poll(job).reason == printer.poll(job).reason != ""
    assert not printer.status().ready


def test_a_cancelled_job_that_vanishes_is_cancelled() -> None:
    """Scenario: cancel, and at the next look the spooler has no such job."""
    spooler = RecordedSpooler([PRINTING | OFFLINE, PRINTING | OFFLINE, None])
    printer = WindowsPrinter("HP", spooler)
    job = printer.submit(NOTICE, "W03-7")
    printer.poll(job)
    printer.cancel(job)
    assert spooler.told == ["cancel"]
    assert printer.poll(job).state is CANCELLED


def test_a_number_used_again_by_another_job_is_left_alone() -> None:
    """Scenario: the spooler was restarted and job 17 is now somebody else's letter."""
    spooler = RecordedSpooler([PRINTING], title="letter.docx")
    printer = WindowsPrinter("HP", spooler)
    printer.cancel("17 W03-7")
    assert spooler.told == []
    assert printer.poll("17 W03-7").state is UNCONFIRMED


@pytest.mark.parametrize(
    ("size", "sheet"),
    [
        (PageSize(297.2, 209.9), structs.Sheet(9, True, 2100, 2970)),
        (PageSize(148, 210), structs.Sheet(11, False, 1480, 2100)),
        (PageSize(420, 297), structs.Sheet(8, True, 2970, 4200)),
        (PageSize(241, 140), structs.Sheet(256, False, 2410, 1400)),
        (PageSize(72, 178.04), structs.Sheet(256, False, 720, 1780)),
    ],
)
def test_sheets_in_the_terms_of_windows(size: PageSize, sheet: structs.Sheet) -> None:
    """Scenario: landscape, A5, A3, an endless form and a roll."""
    assert structs.sheet_of(size) == sheet


def test_the_records_have_the_layout_of_windows() -> None:
    """Scenario: one field too many and Windows would write past the end (64 bit, winspool.h)."""
    assert sizeof(structs.DeviceMode) == 220
    assert sizeof(structs.JobInfo) == 96
    assert sizeof(structs.PrinterInfo) == 136
    assert sizeof(structs.DocInfo) == 40
    assert sizeof(structs.BitmapInfo) == 40
    assert structs.DeviceMode.fields.offset == 72
    assert structs.DeviceMode.duplex.offset == 94
    assert structs.JobInfo.status.offset == 56
    assert structs.PrinterInfo.status.offset == 124


def test_ctypes_stays_away_until_windows_is_asked_for() -> None:
    """Scenario: a Linux window starts: no code of the Windows spooler is loaded."""
    code = (
        "import sys, counter_app.printing.transport.addresses\n"
        "print([name for name in sys.modules if 'winspool' in name or 'windows_' in name])"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert answer.stdout.strip() == "[]"


def test_no_spooler_here() -> None:
    """Scenario: Linux has none: every call is an Outage."""
    printer = WindowsPrinter("HP")
    for call in (printer.status, lambda: printer.submit(NOTICE, "x"), lambda: printer.poll("1 x")):
        with pytest.raises(Outage):
            call()
