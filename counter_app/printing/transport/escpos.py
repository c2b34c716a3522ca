"""ESC/POS, the language of receipt printers: pictures of dots out, status bytes in.

Pictures only: the resident fonts of these devices lose rare names. Commands as Epson documents
them; the cheap ones understand the same few.
"""

import struct
from collections.abc import Iterator, Mapping

from counter_app.domain.errors import Outage
from counter_app.printing.raster import Dots
from counter_app.printing.transport.printers import PrinterStatus
from counter_app.words import N_, _

DPI = 203.2
"""Eight dots a millimetre."""

WIDTHS = {576: "roll80", 384: "roll58"}
"""Dots of the usual print heads and the roll each of them prints on."""

_INITIALISE = b"\x1b@"
_RASTER = b"\x1dv0\0"
_FEED_AND_CUT = b"\x1bd\x03\x1dVB\0"
_BAND = 256

CLEAR = b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08"
"""DLE DC4 8: forget what was received and not printed yet; heeded at once."""

ARE_YOU_THROUGH = b"\x1dr\x01"
"""GS r 1: answered in turn, so only when everything before it was dealt with."""

QUESTIONS = {number: bytes((0x10, 0x04, number)) for number in (1, 2, 3, 4)}
"""DLE EOT n, answered at once: printer, why offline, which error, paper."""

# (question, bits of its answer, words): most telling first.
_COMPLAINTS = (
    (2, 0x20, N_("out of paper")),
    (4, 0x60, N_("out of paper")),
    (2, 0x04, N_("cover open")),
    (3, 0x08, N_("the cutter is stuck")),
    (3, 0x20, N_("the printer reports a fault: switch it off and on")),
    (3, 0x40, N_("the print head is too hot: wait a moment")),
    (1, 0x08, N_("printer offline")),
)
_NEARLY_EMPTY = 0x0C


def encode(dots: Dots, width: int) -> bytes:
    """One piece of paper `width` dots wide: the picture in bands, then feed and cut.

    A narrower picture lies at the left; Outage when it is wider than the print head.
    """
    if dots.stride * 8 > (width + 7) // 8 * 8:
        raise Outage(
            _("This paper is wider than the roll of the printer."),
            _("Choose a printer that holds its size, or its layout for a roll."),
            retry=False,
        )
    return b"".join([_INITIALISE, *_bands(dots), _FEED_AND_CUT])


def _bands(dots: Dots) -> Iterator[bytes]:
    for top in range(0, dots.height, _BAND):
        rows = min(_BAND, dots.height - top)
        yield _RASTER + struct.pack("<HH", dots.stride, rows)
        yield dots.rows[top * dots.stride : (top + rows) * dots.stride]


def is_status(answer: int) -> bool:
    """Whether this byte answers DLE EOT; the fixed bits tell it from all others."""
    return answer & 0x93 == 0x12


def is_end(answer: int) -> bool:
    """Whether this byte answers GS r 1."""
    return answer & 0x90 == 0


def judged(answers: Mapping[int, int]) -> PrinterStatus:
    """The answers to `QUESTIONS` in words; a paper end coming near is told and harmless."""
    for question, bits, words in _COMPLAINTS:
        if answers.get(question, 0) & bits:
            return PrinterStatus(False, _(words))
    if answers.get(4, 0) & _NEARLY_EMPTY:
        return PrinterStatus(True, _("the roll is nearly used up"))
    return PrinterStatus(True)
