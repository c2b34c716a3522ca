"""winspool.drv and gdi32.dll, spoken to by ctypes. Imported only where a job goes to Windows."""

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import byref, c_int, c_uint32, c_void_p, c_wchar_p, sizeof
from typing import Any

from counter_app.domain.errors import Outage
from counter_app.printing.raster import Picture
from counter_app.printing.transport.spooler import DPI, PageSize
from counter_app.printing.transport.spooler_states import no_spooler
from counter_app.printing.transport.windows_structs import (
    BitmapInfo,
    DeviceMode,
    DocInfo,
    JobInfo,
    PrinterInfo,
    sheet_of,
)
from counter_app.words import _

_DELETE, _RETAIN, _RELEASE = 5, 8, 9
_OUT, _IN = 2, 8
_IDOK = 1
_ORIENTATION, _PAPER_SIZE, _PAPER_LENGTH, _PAPER_WIDTH, _DUPLEX = 0x1, 0x2, 0x4, 0x8, 0x1000
_PORTRAIT, _LANDSCAPE, _SIMPLEX = 1, 2, 1
_DPI_X, _DPI_Y, _EDGE_X, _EDGE_Y = 88, 90, 112, 113
_SRCCOPY = 0x00CC0020
_BAND = 512


def _library(name: str, functions: dict[str, tuple[Any, ...]]) -> Any:
    """A library of Windows, its functions as (what they give, what they take …)."""
    loader = getattr(ctypes, "WinDLL", None)
    if loader is None:
        raise no_spooler()
    library = loader(name, use_last_error=True)
    for function, (gives, *takes) in functions.items():
        entry = getattr(library, function)
        entry.restype, entry.argtypes = gives, takes
    return library


_INT, _WORD, _POINTER, _TEXT = c_int, c_uint32, c_void_p, c_wchar_p
_WINSPOOL = {
    "OpenPrinterW": (_INT, _TEXT, _POINTER, _POINTER),
    "ClosePrinter": (_INT, _POINTER),
    "GetJobW": (_INT, _POINTER, _WORD, _WORD, _POINTER, _WORD, _POINTER),
    "SetJobW": (_INT, _POINTER, _WORD, _WORD, _POINTER, _WORD),
    "GetPrinterW": (_INT, _POINTER, _WORD, _POINTER, _WORD, _POINTER),
    "DocumentPropertiesW": (
        ctypes.c_long, _POINTER, _POINTER, _TEXT, _POINTER, _POINTER, _WORD,
    ),
}  # fmt: skip
_GDI = {
    "CreateDCW": (_POINTER, _TEXT, _TEXT, _TEXT, _POINTER),
    "DeleteDC": (_INT, _POINTER),
    "GetDeviceCaps": (_INT, _POINTER, _INT),
    "StartDocW": (_INT, _POINTER, _POINTER),
    "EndDoc": (_INT, _POINTER),
    "AbortDoc": (_INT, _POINTER),
    "StartPage": (_INT, _POINTER),
    "EndPage": (_INT, _POINTER),
    "StretchDIBits": (
        _INT, _POINTER, *(_INT,) * 8, _POINTER, _POINTER, _WORD, _WORD,
    ),
}  # fmt: skip


class WindowsSpooler:
    """The spooler of this PC; Outage on a system that has none."""

    def __init__(self) -> None:
        self._spool = _library("winspool.drv", _WINSPOOL)
        self._gdi = _library("gdi32", _GDI)

    def print(self, name: str, title: str, size: PageSize, pages: list[Picture]) -> int:
        """One GDI document; a page that cannot be drawn takes the whole job back."""
        gdi = self._gdi
        with self._opened(name) as printer:
            mode = self._mode(printer, name, size)
            canvas = gdi.CreateDCW("WINSPOOL", name, None, mode)
            if not canvas:
                raise self._outage("CreateDC")
            try:
                document = DocInfo(size=sizeof(DocInfo), name=title)
                number: int = gdi.StartDocW(canvas, byref(document))
                if number <= 0:
                    raise self._outage("StartDoc")
                self._spool.SetJobW(printer, number, 0, None, _RETAIN)
                for page in pages:
                    self._draw(canvas, page)
                if gdi.EndDoc(canvas) <= 0:
                    raise self._outage("EndDoc")
            finally:
                gdi.DeleteDC(canvas)
        return number

    def _draw(self, canvas: int, page: Picture) -> None:
        """One page in bands, so that the driver never gets a large picture in one piece."""
        gdi = self._gdi
        caps = [gdi.GetDeviceCaps(canvas, what) for what in (_DPI_X, _DPI_Y, _EDGE_X, _EDGE_Y)]
        across, down, left, above = caps
        width = round(page.width * across / DPI)
        good = gdi.StartPage(canvas) > 0
        for top in range(0, page.height, _BAND):
            rows = min(_BAND, page.height - top)
            start, end = (round(row * down / DPI) for row in (top, top + rows))
            bits = page.rows[top * page.width * 4 : (top + rows) * page.width * 4]
            info = BitmapInfo(
                size=sizeof(BitmapInfo), width=page.width, height=-rows, planes=1, bits=32
            )
            good = good and bool(
                gdi.StretchDIBits(
                    canvas, -left, start - above, width, end - start, 0, 0, page.width, rows,
                    bits, byref(info), 0, _SRCCOPY,
                )
            )  # fmt: skip
        if not good or gdi.EndPage(canvas) <= 0:
            fault = self._outage("StretchDIBits")
            gdi.AbortDoc(canvas)
            raise fault

    def _mode(self, printer: int, name: str, size: PageSize) -> Any:
        """The printer's settings with our sheet, one-sided; the driver has the last word."""
        properties = self._spool.DocumentPropertiesW
        length = properties(None, printer, name, None, None, 0)
        if length <= 0:
            raise self._outage("DocumentProperties")
        memory = ctypes.create_string_buffer(length)
        if properties(None, printer, name, memory, None, _OUT) != _IDOK:
            raise self._outage("DocumentProperties")
        mode, sheet = DeviceMode.from_buffer(memory), sheet_of(size)
        mode.fields |= _ORIENTATION | _PAPER_SIZE | _PAPER_LENGTH | _PAPER_WIDTH | _DUPLEX
        mode.orientation = _LANDSCAPE if sheet.is_landscape else _PORTRAIT
        mode.paper_size, mode.duplex = sheet.number, _SIMPLEX
        mode.paper_width, mode.paper_length = sheet.width, sheet.length
        properties(None, printer, name, memory, memory, _IN | _OUT)
        return memory

    def job(self, name: str, number: int, title: str) -> int | None:
        """GetJob, level 1."""
        with self._opened(name) as printer:
            memory = self._filled(
                lambda *rest: self._spool.GetJobW(printer, number, 1, *rest), JobInfo
            )
        if memory is None:
            return None
        info = JobInfo.from_buffer(memory)
        if not info.document or ctypes.wstring_at(info.document) != title:
            return None
        return int(info.status)

    def cancel(self, name: str, number: int) -> None:
        """SetJob: delete."""
        self._control(name, number, _DELETE)

    def release(self, name: str, number: int) -> None:
        """SetJob: release."""
        self._control(name, number, _RELEASE)

    def _control(self, name: str, number: int, command: int) -> None:
        with self._opened(name) as printer:
            self._spool.SetJobW(printer, number, 0, None, command)

    def printer(self, name: str) -> tuple[int, int]:
        """GetPrinter, level 2."""
        with self._opened(name) as printer:
            memory = self._filled(
                lambda *rest: self._spool.GetPrinterW(printer, 2, *rest), PrinterInfo
            )
            if memory is None:
                raise self._outage("GetPrinter")
        info = PrinterInfo.from_buffer(memory)
        return int(info.status), int(info.attributes)

    def _filled(self, call: Any, kind: type[ctypes.Structure]) -> Any:
        """What `call` fills in: first it is asked for the size, then for the data."""
        needed = c_uint32()
        call(None, 0, byref(needed))
        if needed.value < sizeof(kind):
            return None
        memory = ctypes.create_string_buffer(needed.value)
        return memory if call(memory, needed.value, byref(needed)) else None

    @contextmanager
    def _opened(self, name: str) -> Iterator[int]:
        handle = c_void_p()
        if not self._spool.OpenPrinterW(name, byref(handle), None) or handle.value is None:
            raise self._outage("OpenPrinter")
        try:
            yield handle.value
        finally:
            self._spool.ClosePrinter(handle)

    def _outage(self, call: str) -> Outage:
        code = getattr(ctypes, "get_last_error", int)()
        return Outage(
            _("Windows did not do it: {call}, code {code}.").format(call=call, code=code),
            _("Look at the printer's name and at its queue in Windows, then print again."),
        )
