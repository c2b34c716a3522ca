"""A device at the end of a line of bytes, whatever its language."""

import contextlib
import time
from collections.abc import Callable, Sequence
from typing import Protocol

from attrs import frozen

from counter_app.domain.errors import Outage
from counter_app.printing.transport.jobs import Job, Jobs
from counter_app.printing.transport.lines import Line, unreachable
from counter_app.printing.transport.printers import Outcome, OutcomeState, PrinterStatus
from counter_app.words import _

_PIECE = 16384
_BREATH = 0.2


class Language(Protocol):
    """How one family of devices is spoken to."""

    stalls: float
    """Seconds without taking a byte after which the device has stopped."""

    def pages(self, pdf: bytes) -> list[bytes]:
        """Each page as bytes for the device; Outage for paper it does not hold."""

    def status(self, line: Line) -> PrinterStatus | None:
        """What the device says now; None when it says nothing. OSError when the line breaks."""

    def ended(self, line: Line, pages: Sequence[bytes]) -> Outcome:
        """How the pages just sent came out. OSError when the line breaks."""

    def clear(self, line: Line) -> None:
        """Ask the device to forget what it holds, so that it does not print by itself later."""


@frozen
class DevicePrinter:
    """One device. A paper is sent beside the caller, and its job ends when that is over."""

    _open: Callable[[], Line]
    _language: Language
    _jobs: Jobs

    def submit(self, pdf: bytes, title: str, copies: int = 1) -> str:
        """Ask the device, then begin to send. Outage when it says no: nothing was sent then."""
        pages = self._language.pages(pdf) * copies
        self._jobs.take_turn()
        try:
            line = self._ready_line()
        except Outage:
            self._jobs.pass_on()
            raise
        return self._jobs.start(lambda job: self._print(line, pages, job))

    def _ready_line(self) -> Line:
        line = self._open()
        try:
            status = self._language.status(line)
        except OSError as fault:
            line.close()
            raise unreachable() from fault
        if status is not None and not status.ready:
            line.close()
            raise Outage(
                _("Not sent to the printer: {reason}.").format(reason=status.reason),
                _("Put it right, then print again; the number stays."),
            )
        return line

    def _print(self, line: Line, pages: Sequence[bytes], job: Job) -> Outcome:
        sent, outcome = 0, None
        try:
            for page in pages:
                outcome = self._send(line, page, job)
                if outcome is not None:
                    break
                sent += 1
            outcome = outcome or self._language.ended(line, pages)
        except OSError:
            outcome = _broken(sent)
        if outcome.state in (OutcomeState.FAILED, OutcomeState.CANCELLED):
            with contextlib.suppress(OSError):  # a line that is gone takes no wishes
                self._language.clear(line)
        line.close(forget=sent < len(pages))
        return outcome

    def _send(self, line: Line, page: bytes, job: Job) -> Outcome | None:
        """Push one page; an outcome only when it did not get through."""
        at, moved = 0, time.monotonic()
        while at < len(page):
            if job.dropped.is_set():
                return Outcome(OutcomeState.CANCELLED)
            taken = line.push(page[at : at + _PIECE], _BREATH)
            if taken:
                at, moved = at + taken, time.monotonic()
            elif time.monotonic() - moved > self._language.stalls:
                return Outcome(OutcomeState.FAILED, self._why_stalled(line))
        return None

    def _why_stalled(self, line: Line) -> str:
        port = line.port()
        if port is not None and not port.ready:
            return port.reason
        return _("the printer stopped in the middle: look at paper and cover")

    def poll(self, job: str) -> Outcome:
        """Where the job stands; nothing is sent for it."""
        return self._jobs.outcome(job)

    def cancel(self, job: str) -> None:
        """Stop sending and have the device forget the rest; what is sent whole is printed."""
        self._jobs.drop(job)

    def status(self) -> PrinterStatus:
        """What the device says; one that never answers counts as ready."""
        if self._jobs.is_busy:
            return PrinterStatus(True, _("printing"))
        self._jobs.take_turn()
        try:
            line = self._open()
            try:
                return self._language.status(line) or PrinterStatus(
                    True, _("it does not say how it is")
                )
            finally:
                line.close()
        except OSError as fault:
            raise unreachable() from fault
        finally:
            self._jobs.pass_on()


def _broken(sent: int) -> Outcome:
    """The line broke after `sent` whole pages."""
    if sent:
        return Outcome(
            OutcomeState.UNCONFIRMED, _("The connection to the printer broke at the end.")
        )
    return Outcome(
        OutcomeState.FAILED,
        _("the connection to the printer broke in the middle: throw the torn piece away"),
    )
