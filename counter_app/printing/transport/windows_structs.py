"""The records of winspool.h and wingdi.h that are handed to Windows, with their layout there.

Sizes are spelled out (c_uint32, not DWORD), so the layout is the same wherever it is checked.
"""

import ctypes
from ctypes import c_int16, c_int32, c_uint16, c_uint32, c_void_p

from attrs import frozen

from counter_app.printing.transport.spooler import PageSize

TEXT = c_uint16 * 32
_DMPAPER_USER = 256
_SHEETS = {(297, 420): 8, (210, 297): 9, (148, 210): 11}


class DeviceMode(ctypes.Structure):
    """DEVMODEW: how a printer is set for one job; what the driver adds follows it."""

    _fields_ = [
        ("device_name", TEXT),
        ("spec_version", c_uint16),
        ("driver_version", c_uint16),
        ("size", c_uint16),
        ("driver_extra", c_uint16),
        ("fields", c_uint32),
        ("orientation", c_int16),
        ("paper_size", c_int16),
        ("paper_length", c_int16),
        ("paper_width", c_int16),
        ("scale", c_int16),
        ("copies", c_int16),
        ("default_source", c_int16),
        ("print_quality", c_int16),
        ("color", c_int16),
        ("duplex", c_int16),
        ("y_resolution", c_int16),
        ("tt_option", c_int16),
        ("collate", c_int16),
        ("form_name", TEXT),
        ("log_pixels", c_uint16),
        ("rest", c_uint32 * 13),
    ]


class JobInfo(ctypes.Structure):
    """JOB_INFO_1W."""

    _fields_ = [
        ("job", c_uint32),
        ("printer_name", c_void_p),
        ("machine_name", c_void_p),
        ("user_name", c_void_p),
        ("document", c_void_p),
        ("datatype", c_void_p),
        ("status_text", c_void_p),
        ("status", c_uint32),
        ("priority", c_uint32),
        ("position", c_uint32),
        ("total_pages", c_uint32),
        ("pages_printed", c_uint32),
        ("submitted", c_uint16 * 8),
    ]


class PrinterInfo(ctypes.Structure):
    """PRINTER_INFO_2W."""

    _fields_ = [
        ("texts", c_void_p * 13),
        ("attributes", c_uint32),
        ("priority", c_uint32),
        ("default_priority", c_uint32),
        ("start_time", c_uint32),
        ("until_time", c_uint32),
        ("status", c_uint32),
        ("jobs", c_uint32),
        ("average_ppm", c_uint32),
    ]


class DocInfo(ctypes.Structure):
    """DOCINFOW."""

    _fields_ = [
        ("size", c_int32),
        ("name", ctypes.c_wchar_p),
        ("output", ctypes.c_wchar_p),
        ("datatype", ctypes.c_wchar_p),
        ("kind", c_uint32),
    ]


class BitmapInfo(ctypes.Structure):
    """BITMAPINFOHEADER of a picture of four bytes a dot."""

    _fields_ = [
        ("size", c_uint32),
        ("width", c_int32),
        ("height", c_int32),
        ("planes", c_uint16),
        ("bits", c_uint16),
        ("compression", c_uint32),
        ("image_size", c_uint32),
        ("x_per_metre", c_int32),
        ("y_per_metre", c_int32),
        ("colors_used", c_uint32),
        ("colors_important", c_uint32),
    ]


@frozen
class Sheet:
    """A sheet as DEVMODEW wants it: its number in Windows, and its sides upright in 0.1 mm."""

    number: int
    is_landscape: bool
    width: int
    length: int


def sheet_of(size: PageSize) -> Sheet:
    """A3, A4 and A5 lying either way; everything else is a size of its own, as it lies."""
    sides = round(size.width), round(size.height)
    upright = min(sides), max(sides)
    if upright in _SHEETS:
        width, length = upright
        return Sheet(_SHEETS[upright], sides != upright, width * 10, length * 10)
    return Sheet(_DMPAPER_USER, False, round(size.width * 10), round(size.height * 10))
