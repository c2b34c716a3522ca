"""What is said to Windows, call by call, to a Windows that only listens and answers."""

import ctypes
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from attrs import define, field

from counter_app.domain.errors import Outage
from counter_app.printing.catalogue import sample
from counter_app.printing.transport.printers import OutcomeState
from counter_app.printing.transport.windows_structs import DeviceMode, JobInfo, PrinterInfo
from counter_app.printing.transport.winspool import WindowsPrinter
from tests.printing.reading import pdf_of

A4 = pdf_of("receipt_voucher", sample("receipt_voucher"))
RETAIN, RELEASE, DELETE = 8, 9, 5
PRINTED = 0x80


@define
class Windows:
    """One laser of 600 dpi called HP with an unprintable edge; `fails` names a call that fails."""

    fails: str = ""
    document: Any = field(factory=lambda: ctypes.create_unicode_buffer(64))
    job_status: int = PRINTED
    controls: list[int] = field(factory=list)
    drawn: list[tuple[int, int, int, int]] = field(factory=list)
    mode: dict[str, int] = field(factory=dict)
    open_handles: int = 0

    def library(self, name: str, use_last_error: bool) -> Any:
        """winspool.drv and gdi32 in one: functions that may be given types, as ctypes wants."""
        assert use_last_error
        calls = [call for call in dir(type(self)) if call[0].isupper()]
        return type(name, (), {call: staticmethod(self._function(call)) for call in calls})

    def _function(self, call: str) -> Callable[..., int]:
        return lambda *given: 0 if call == self.fails else getattr(self, call)(*given)

    def OpenPrinterW(self, name: str, handle: Any, _defaults: None) -> int:
        if name != "HP":
            return 0
        handle._obj.value = 1
        self.open_handles += 1
        return 1

    def ClosePrinter(self, _handle: Any) -> int:
        self.open_handles -= 1
        return 1

    def DocumentPropertiesW(
        self, _window: None, _printer: int, _name: str, out: Any, given: Any, flags: int
    ) -> int:
        if flags == 0:
            return 320
        mode = DeviceMode.from_buffer(out)
        if given is None:
            mode.size, mode.driver_extra, mode.fields = 220, 100, 0x100
        else:
            names = ("fields", "orientation", "paper_size", "paper_width", "paper_length", "duplex")
            self.mode = {name: getattr(mode, name) for name in names}
        return 1

    def CreateDCW(self, _driver: str, _name: str, _port: None, _mode: Any) -> int:
        return 5

    def DeleteDC(self, _canvas: int) -> int:
        return 1

    def GetDeviceCaps(self, _canvas: int, what: int) -> int:
        return {88: 600, 90: 600, 112: 100, 113: 120}[what]

    def StartDocW(self, _canvas: int, document: Any) -> int:
        self.document.value = document._obj.name
        return 17

    def StartPage(self, _canvas: int) -> int:
        return 1

    def EndPage(self, _canvas: int) -> int:
        return 1

    def EndDoc(self, _canvas: int) -> int:
        return 1

    def AbortDoc(self, _canvas: int) -> int:
        self.controls.append(0)
        return 1

    def StretchDIBits(self, _canvas: int, *given: Any) -> int:
        left, top, width, height, _x, _y, dots, rows, bits, info, _usage, _how = given
        assert len(bits) == dots * rows * 4
        assert (info._obj.width, info._obj.height, info._obj.bits) == (dots, -rows, 32)
        self.drawn.append((left, top, width, height))
        return int(rows)

    def SetJobW(self, _printer: int, _number: int, _level: int, _data: None, command: int) -> int:
        self.controls.append(command)
        return 1

    def GetJobW(self, _p: int, number: int, _level: int, memory: Any, *rest: Any) -> int:
        if number != 17:
            return 0
        return self._fill(
            memory,
            rest[-1],
            JobInfo(status=self.job_status, document=ctypes.addressof(self.document)),
        )

    def GetPrinterW(self, _p: int, _level: int, memory: Any, *rest: Any) -> int:
        return self._fill(memory, rest[-1], PrinterInfo(status=0x10, attributes=0))

    def _fill(self, memory: Any, needed: Any, info: ctypes.Structure) -> int:
        needed._obj.value = ctypes.sizeof(info) + 64
        if memory is None:
            return 0
        ctypes.memmove(memory, ctypes.addressof(info), ctypes.sizeof(info))
        return 1


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> Windows:
    """The listening Windows in place of the real one."""
    windows = Windows()
    monkeypatch.setattr(ctypes, "WinDLL", windows.library, raising=False)
    return windows


def test_a_page_is_drawn_whole_on_its_sheet(windows: Windows) -> None:
    """Scenario: an A4 paper: A4 upright, one-sided, drawn from the corner of the sheet without a
    gap between the bands; the job is kept until it was seen printed."""
    printer = WindowsPrinter("HP")
    job = printer.submit(A4, "W03-7")
    assert windows.mode == {
        "fields": 0x100 | 0x100F, "orientation": 1, "paper_size": 9, "paper_width": 2100,
        "paper_length": 2970, "duplex": 1,
    }  # fmt: skip
    starts = [at for at, band in enumerate(windows.drawn) if band[1] == -120]
    page = windows.drawn[: starts[1]]
    left, _top, width, _height = page[0]
    assert left == -100
    assert abs(width - 210 / 25.4 * 600) < 5
    for above, below in pairwise(page):
        assert above[1] + above[3] == below[1]
    assert abs(page[-1][1] + page[-1][3] + 120 - 297 / 25.4 * 600) < 5
    assert printer.poll(job).state is OutcomeState.CONFIRMED
    assert windows.controls == [RETAIN, RELEASE]
    assert windows.open_handles == 0


def test_a_waiting_job_tells_the_printer_s_trouble_and_is_deleted(windows: Windows) -> None:
    """Scenario: no paper; the clerk cancels."""
    windows.job_status = 0x10
    printer = WindowsPrinter("HP")
    job = printer.submit(A4, "W03-7")
    assert printer.poll(job).reason == printer.status().reason != ""
    printer.cancel(job)
    assert windows.controls == [RETAIN, DELETE]


def test_jobs_that_are_not_ours_are_unknown(windows: Windows) -> None:
    """Scenario: no such number, and the number under another document's name."""
    printer = WindowsPrinter("HP")
    job = printer.submit(A4, "W03-7")
    assert printer.poll("18 W03-7").state is OutcomeState.UNCONFIRMED
    windows.document.value = "letter.docx"
    assert printer.poll(job).state is OutcomeState.UNCONFIRMED


@pytest.mark.parametrize(
    "call",
    [
        "OpenPrinterW", "DocumentPropertiesW", "CreateDCW", "StartDocW", "StretchDIBits", "EndPage",
        "EndDoc",
    ],
)  # fmt: skip
def test_a_call_that_fails_is_an_outage(windows: Windows, call: str) -> None:
    """Scenario: a wrong name, a driver that is broken, a spooler that was stopped."""
    windows.fails = call
    with pytest.raises(Outage):
        WindowsPrinter("HP").submit(A4, "W03-7")
    assert windows.open_handles == 0


def test_a_printer_that_gives_no_status_is_an_outage(windows: Windows) -> None:
    """Scenario: GetPrinter fails."""
    windows.fails = "GetPrinterW"
    with pytest.raises(Outage):
        WindowsPrinter("HP").status()
