"""A printer or a CUPS queue spoken to in IPP: submit, ask, cancel."""

import http.client
import re
import ssl
import threading
import time
import uuid
from collections.abc import Sequence
from itertools import count
from typing import Any
from urllib.parse import urlsplit

from attrs import frozen

from counter_app.domain.errors import Outage
from counter_app.printing.transport import ipp_message as ipp
from counter_app.printing.transport.ipp_message import Answer, Attribute
from counter_app.printing.transport.ipp_reasons import in_words, is_serious
from counter_app.printing.transport.lines import unreachable
from counter_app.printing.transport.printers import Busy, Outcome, OutcomeState, PrinterStatus
from counter_app.words import _

_PRINT_JOB, _CANCEL_JOB, _GET_JOB, _GET_JOBS, _GET_PRINTER = 0x02, 0x08, 0x09, 0x0A, 0x0B
_NOT_FOUND, _GONE = 0x0406, 0x0407
_PDF = "application/pdf"
# service unavailable, temporary error, busy
_NOT_NOW = frozenset({0x0502, 0x0505, 0x0507})
_DEFAULT_PORT = 631
_USER = "counter"
_TIMEOUT = 5.0
_PATIENCE = 1.0
"""Seconds for which a busy printer is asked again here; whoever prints goes on asking."""
_FRESH = 20.0
"""Seconds for which it is remembered what a printer can do."""
_PRINTER_STOPPED = 5
_LOST = "?"
_STATES = {
    7: OutcomeState.CANCELLED,
    8: OutcomeState.FAILED,
    9: OutcomeState.CONFIRMED,
}
# Back ends of CUPS that only know that the bytes were sent, not that paper came out.
_SENDS_BLINDLY = ("socket:", "lpd:", "usb:", "parallel:", "serial:", "file:")
_SIZES = {
    (595, 842): "iso_a4_210x297mm",
    (842, 595): "iso_a4_210x297mm",
    (420, 595): "iso_a5_148x210mm",
    (595, 420): "iso_a5_148x210mm",
    (842, 1191): "iso_a3_297x420mm",
}
_WISHES = {"sides": "one-sided", "print-scaling": "none", "media": ""}
_ABILITIES = (
    *(f"{name}-supported" for name in _WISHES), "document-format-supported", "device-uri",
)  # fmt: skip
_MEDIA_BOX = re.compile(rb"/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)\s*\]")


class _Unanswered(Outage):
    """The printer was reached, and what it made of the request is unknown."""


@frozen
class _JobId:
    """A job as this program keeps it: the printer's number and the name we gave it.

    Printers begin at 1 again when they are switched on, so a number alone may be another's. The
    number is `?` when the connection broke before the printer told it.
    """

    number: str
    name: str

    @classmethod
    def of(cls, text: str) -> "_JobId":
        number, _space, name = text.partition(" ")
        return cls(number, name)

    def __str__(self) -> str:
        return f"{self.number} {self.name}"

    def bears(self, name: str) -> bool:
        """Whether a job of this name, perhaps cut short or never told, can be ours."""
        return not self.name or self.name.startswith(name)


class IppPrinter:
    """One printer address. Calls may come from any thread."""

    def __init__(self, address: str, patience: float = _PATIENCE) -> None:
        parts = urlsplit(address)
        self._address = address
        self._is_private = parts.scheme == "ipps"
        self._host = parts.hostname or ""
        self._port = parts.port or _DEFAULT_PORT
        self._path = parts.path or "/"
        self._patience = patience
        self._numbers = count(1)
        self._lock = threading.Lock()
        self._known: tuple[float, dict[str, list[Any]]] = (-_FRESH, {})

    def submit(self, pdf: bytes, title: str, copies: int = 1) -> str:
        """Print-Job, one-sided and unscaled on the sheet size of the PDF, as far as it can.

        A printer that does not list the size (A5, a roll) prints on the paper it has. A busy
        one is asked again for a while; it took nothing before. When the connection breaks
        after the paper was sent, the job is looked for by its name: an Outage always means
        that the printer has no job.
        """
        name = f"{title} {uuid.uuid4().hex[:6]}"
        end = time.monotonic() + self._patience
        while True:
            try:
                return str(_JobId(self._print_job(pdf, name, copies), name))
            except _Unanswered as unanswered:
                return self._taken_after_all(name, unanswered)
            except Busy:
                if time.monotonic() >= end:
                    raise
            time.sleep(min(1.0, max(0.0, end - time.monotonic())))

    def _print_job(self, pdf: bytes, name: str, copies: int) -> str:
        """Hand over the paper once; gives the printer's number of the job."""
        can = self._abilities()
        if _PDF not in can.get("document-format-supported", [_PDF]):
            raise Outage(
                _("The printer does not take PDF."),
                _("Set it up in the system (CUPS) and choose that queue."),
                retry=False,
            )
        job: list[Attribute] = [(ipp.INTEGER, "copies", copies)]
        for wish, value in {**_WISHES, "media": _media_of(pdf)}.items():
            if value in can.get(f"{wish}-supported", ()):
                job.append((ipp.KEYWORD, wish, value))
        attributes = [
            (ipp.NAME, "requesting-user-name", _USER),
            (ipp.NAME, "job-name", name),
            (ipp.MIME, "document-format", _PDF),
        ]
        reply = self._call(_PRINT_JOB, attributes, job, pdf)
        number = reply.first(ipp.JOB).get("job-id")
        if not reply.is_good or not number:
            raise self._refused(reply)
        return str(number[0])

    def _taken_after_all(self, name: str, unanswered: Outage) -> str:
        try:
            number = self._number_of(name)
        except Outage:
            number = _LOST
        if not number:
            raise unanswered
        return str(_JobId(number, name))

    def _number_of(self, name: str) -> str:
        """The number of the job called `name`; empty when the printer has none."""
        wanted = _requested(("job-id", "job-name"))
        for which in ("not-completed", "completed"):
            reply = self._call(_GET_JOBS, [*wanted, (ipp.KEYWORD, "which-jobs", which)])
            if not reply.is_good:
                raise self._refused(reply)
            for tag, attributes in reply.groups:
                if tag == ipp.JOB and attributes.get("job-name", [""])[0] == name:
                    return str(attributes["job-id"][0])
        return ""

    def _found(self, job: str) -> _JobId:
        """A job with its number, looked up by name where that is not known yet."""
        kept = _JobId.of(job)
        if kept.number != _LOST:
            return kept
        try:
            return _JobId(self._number_of(kept.name), kept.name)
        except Outage as outage:
            raise Outage(
                _("Nobody knows whether the printer took the paper."),
                _("Look whether it came out. Printing again first ends what the printer holds."),
            ) from outage

    def poll(self, job: str) -> Outcome:
        """Get-Job-Attributes; while the job is open, the printer's own complaint as reason."""
        kept = self._found(job)
        attributes = self._job(kept) if kept.number else None
        if attributes is None:
            return Outcome(OutcomeState.UNCONFIRMED, _("The printer no longer knows the job."))
        state = _STATES.get(attributes["job-state"][0], OutcomeState.PENDING)
        reasons = attributes.get("job-state-reasons", [])
        if state is OutcomeState.PENDING:
            return Outcome(state, self.status().reason)
        if state is OutcomeState.CONFIRMED and self._is_doubtful(reasons):
            return Outcome(OutcomeState.UNCONFIRMED, _("The printer does not report the paper."))
        return Outcome(state, in_words(reasons))

    def _job(self, kept: _JobId) -> dict[str, list[Any]] | None:
        """What the printer says of a job; None when it has none of this number and name."""
        wanted = ("job-state", "job-state-reasons", "job-name")
        reply = self._call(_GET_JOB, [*_of_job(kept), *_requested(wanted)])
        if reply.status in (_NOT_FOUND, _GONE):
            return None
        if not reply.is_good:
            raise self._refused(reply)
        attributes = reply.first(ipp.JOB)
        return attributes if kept.bears(attributes.get("job-name", [""])[0]) else None

    def _is_doubtful(self, reasons: Sequence[str]) -> bool:
        if "job-completed-with-errors" in reasons or "queued-in-device" in reasons:
            return True
        device = str(self._abilities().get("device-uri", [""])[0])
        return device.startswith(_SENDS_BLINDLY)

    def cancel(self, job: str) -> None:
        """Cancel-Job; a job that has already ended, or is another's by now, is left as it is."""
        kept = self._found(job)
        if kept.number and self._job(kept) is not None:
            self._call(_CANCEL_JOB, _of_job(kept))

    def status(self) -> PrinterStatus:
        """Get-Printer-Attributes: state, reasons, whether jobs are taken."""
        attributes = self._printer(
            ("printer-state", "printer-state-reasons", "printer-is-accepting-jobs")
        )
        reasons = attributes.get("printer-state-reasons", [])
        stopped = attributes.get("printer-state", [0])[0] == _PRINTER_STOPPED
        accepting = attributes.get("printer-is-accepting-jobs", [True])[0]
        words = in_words(reasons)
        if (stopped or not accepting) and not words:
            words = _("printer paused")
        serious = any(map(is_serious, reasons))
        return PrinterStatus(not stopped and accepting and not serious, words)

    def _abilities(self) -> dict[str, list[Any]]:
        """What the printer can do; remembered for a while, so that a print need not ask first."""
        asked, known = self._known
        if time.monotonic() - asked >= _FRESH:
            known = self._printer(_ABILITIES)
            self._known = time.monotonic(), known
        return known

    def _printer(self, wanted: Sequence[str]) -> dict[str, list[Any]]:
        reply = self._call(_GET_PRINTER, _requested(wanted))
        if not reply.is_good:
            raise self._refused(reply)
        return reply.first(ipp.PRINTER)

    def _call(
        self,
        operation: int,
        attributes: Sequence[Attribute],
        job: Sequence[Attribute] = (),
        document: bytes = b"",
    ) -> Answer:
        with self._lock:
            number = next(self._numbers)
        message = ipp.request(operation, number, self._address, attributes, job) + document
        connection = self._connected()
        try:
            connection.request("POST", self._path, message, {"Content-Type": "application/ipp"})
            response = connection.getresponse()
            data = response.read()
            if response.status != http.client.OK:
                raise _turned_away(response.status)
            return ipp.answer(data)
        except (OSError, http.client.HTTPException, ipp.BrokenMessage) as fault:
            told = unreachable()
            raise _Unanswered(told.what, told.hint) from fault
        finally:
            connection.close()

    def _connected(self) -> http.client.HTTPConnection:
        where = (self._host, self._port)
        connection = (
            http.client.HTTPSConnection(
                *where, timeout=_TIMEOUT, context=ssl.create_default_context()
            )
            if self._is_private
            else http.client.HTTPConnection(*where, timeout=_TIMEOUT)
        )
        try:
            connection.connect()
        except ssl.SSLCertVerificationError as fault:
            raise Outage(
                _("The printer's certificate is not trusted on this PC."),
                _("Let the administrator install it in this system, or use ipp:// instead."),
                retry=False,
            ) from fault
        except OSError as fault:
            raise unreachable() from fault
        return connection

    def _refused(self, reply: Answer) -> Outage:
        what = _("The printer did not take the job (code {code}).").format(
            code=f"{reply.status:04X}"
        )
        if reply.status in _NOT_NOW:
            return Busy(what, _("It is busy: try again in a moment."))
        return Outage(
            what, _("Check the printer's settings or choose another printer."), retry=False
        )


def _turned_away(status: int) -> Outage:
    """An HTTP status other than 200: the request did not reach the printer behind."""
    if status == http.client.SERVICE_UNAVAILABLE:
        return Busy(
            _("The printer did not take the job (code {code}).").format(code=status),
            _("It is busy: try again in a moment."),
        )
    if status in (http.client.UNAUTHORIZED, http.client.FORBIDDEN):
        return Outage(
            _("The printer asks for a password."),
            _("Let the administrator allow this PC to print without one."),
            retry=False,
        )
    if status == http.client.UPGRADE_REQUIRED:
        return Outage(
            _("The printer wants a private connection."),
            _("Write ipps:// instead of ipp:// in its address."),
            retry=False,
        )
    return Outage(
        _("Something else than a printer answers at this address (HTTP {code}).").format(
            code=status
        ),
        _("Check the printer's settings or choose another printer."),
        retry=False,
    )


def _of_job(job: _JobId) -> list[Attribute]:
    return [(ipp.INTEGER, "job-id", int(job.number)), (ipp.NAME, "requesting-user-name", _USER)]


def _requested(names: Sequence[str]) -> list[Attribute]:
    return [(ipp.KEYWORD, "requested-attributes", name) for name in names]


def _media_of(pdf: bytes) -> str:
    """The IPP name of the first page's size; empty for rolls and odd sizes."""
    box = _MEDIA_BOX.search(pdf)
    if box is None:
        return ""
    width, height = (round(float(side)) for side in box.groups())
    return _SIZES.get((width, height), "")
