"""Talking to receipt printers and dot-matrix printers over a line."""

import time
from collections.abc import Sequence

from attrs import define

from counter_app.printing import raster
from counter_app.printing.transport import escp, escpos
from counter_app.printing.transport.lines import Line
from counter_app.printing.transport.printers import Outcome, OutcomeState, PrinterStatus
from counter_app.words import _

_QUIET = 0.02
"""Seconds of silence after which no answer to anything earlier is on its way."""


@define
class Escpos:
    """Receipt printers: asked before and after. `width` is the print head in dots."""

    width: int
    patience: float = 1.0
    """Seconds to wait for one answer."""
    pace: float = 28_000
    """Bytes of raster a second of the slowest of them: 50 mm of 72 bytes a row."""
    stalls: float = 20.0

    def pages(self, pdf: bytes) -> list[bytes]:
        """Each page as one piece of paper, cut off."""
        return [escpos.encode(dots, self.width) for dots in raster.to_dots(pdf, escpos.DPI)]

    def status(self, line: Line) -> PrinterStatus | None:
        """DLE EOT 1 to 4; a device that leaves the first unanswered is not asked the others."""
        return self._ask(line)[0]

    def ended(self, line: Line, pages: Sequence[bytes]) -> Outcome:
        """Ask until the device says it is through, or must be by its speed.

        It is asked in turn (GS r) and at once (DLE EOT): the first alone proves that the rows
        before it are on paper, the second says what is wrong. Dots that happen to read as DLE
        EOT are answered too while the picture is still being taken, so a complaint counts
        when it is heard twice.
        """
        if not line.can_answer:
            return _by_port(line)
        _push(line, escpos.ARE_YOU_THROUGH)
        slowest = time.monotonic() + self.patience + len(pages[-1]) / self.pace
        is_through, before = False, None
        while True:
            status, was_through = self._ask(line)
            is_through |= was_through
            is_over = is_through or time.monotonic() > slowest
            if status is None and is_over:
                return _unknown()
            if status is not None and not status.ready and (is_over or status == before):
                state = OutcomeState.UNCONFIRMED if is_through else OutcomeState.FAILED
                return Outcome(state, status.reason)
            if status is not None and status.ready and is_over:
                return Outcome(OutcomeState.CONFIRMED, status.reason)
            before = status
            time.sleep(0.05)

    def clear(self, line: Line) -> None:
        """DLE DC4 8."""
        _push(line, escpos.CLEAR)

    def _ask(self, line: Line) -> tuple[PrinterStatus | None, bool]:
        """The status, and whether the device said on the way that it is through."""
        port = line.port()
        if not line.can_answer or (port is not None and not port.ready):
            return port, False
        answers: dict[int, int] = {}
        is_through, end = False, time.monotonic() + self.patience
        while (said := line.answer(_QUIET)) and time.monotonic() < end:
            is_through |= any(map(escpos.is_end, said))
        for number, question in escpos.QUESTIONS.items():
            _push(line, question)
            while number not in answers:
                said = line.answer(self.patience)
                if not said:
                    return None, is_through
                is_through |= any(map(escpos.is_end, said))
                if statuses := [*filter(escpos.is_status, said)]:
                    answers[number] = statuses[-1]
        return escpos.judged(answers), is_through


@define
class Escp:
    """Dot-matrix printers: they take pages and say nothing, save by the wires of their port."""

    form: escp.Form
    stalls: float = 60.0

    def pages(self, pdf: bytes) -> list[bytes]:
        """Each page as one form."""
        return [escp.encode(dots, self.form) for dots in raster.to_dots(pdf, escp.DPI)]

    def status(self, line: Line) -> PrinterStatus | None:
        """The wires of the port."""
        return line.port()

    def ended(self, line: Line, pages: Sequence[bytes]) -> Outcome:
        """The last lines may still wait in the printer: never confirmed."""
        return _by_port(line)

    def clear(self, line: Line) -> None:
        """There is no such command; the form is thrown away by hand."""


def _push(line: Line, data: bytes) -> None:
    """A wish or question of a few bytes; one that does not fit now goes unanswered."""
    line.push(data, 1.0)


def _by_port(line: Line) -> Outcome:
    """Sent whole, and the device says nothing: at most its port shows why to look."""
    port = line.port()
    if port is not None and not port.ready:
        return Outcome(OutcomeState.UNCONFIRMED, port.reason)
    return _unknown()


def _unknown() -> Outcome:
    return Outcome(OutcomeState.UNCONFIRMED, _("The printer does not report the paper."))
