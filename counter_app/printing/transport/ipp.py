"""A printer or a CUPS queue spoken to in IPP: submit, ask, cancel."""

import http.client
import re
import threading
from collections.abc import Sequence
from itertools import count
from typing import Any
from urllib.parse import urlsplit

from counter_app.domain.errors import Outage
from counter_app.printing.transport import ipp_message as ipp
from counter_app.printing.transport.ipp_message import Answer, Attribute
from counter_app.printing.transport.printers import Busy, Outcome, OutcomeState, PrinterStatus
from counter_app.words import N_, _

_PRINT_JOB, _CANCEL_JOB, _GET_JOB, _GET_PRINTER = 0x02, 0x08, 0x09, 0x0B
_NOT_FOUND, _GONE = 0x0406, 0x0407
_DEFAULT_PORT = 631
_USER = "counter"
_TIMEOUT = 5.0
_PRINTER_STOPPED = 5
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
_MEDIA_BOX = re.compile(rb"/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)\s*\]")
_REASONS = {
    "media-empty": N_("out of paper"),
    "media-needed": N_("out of paper"),
    "media-jam": N_("paper jam"),
    "toner-empty": N_("out of toner"),
    "marker-supply-empty": N_("out of toner"),
    "toner-low": N_("toner low"),
    "marker-supply-low": N_("toner low"),
    "cover-open": N_("cover open"),
    "door-open": N_("cover open"),
    "input-tray-missing": N_("paper tray missing"),
    "offline": N_("printer offline"),
    "shutdown": N_("printer offline"),
    "connecting-to-device": N_("connecting to the printer"),
    "timed-out": N_("the printer does not answer"),
    "paused": N_("printer paused"),
    "moving-to-paused": N_("printer paused"),
    "spool-area-full": N_("the printer's memory is full"),
    "output-area-full": N_("output tray full"),
    "job-canceled-by-user": N_("cancelled by the user"),
    "job-canceled-by-operator": N_("cancelled at the printer"),
    "job-canceled-at-device": N_("cancelled at the printer"),
    "aborted-by-system": N_("given up by the printer"),
    "document-format-error": N_("the printer could not read the paper"),
}
_HARMLESS = frozenset({"toner-low", "marker-supply-low", "connecting-to-device"})
_SILENT = frozenset({"none", "job-printing", "job-incoming", "job-queued", "job-spooling"})


def _plain(reason: str) -> str:
    return re.sub("-(error|warning|report)$", "", reason)


def _in_words(reasons: Sequence[str]) -> str:
    """Printer and job reasons for a clerk; one we have no word for stays as it came."""
    words: list[str] = []
    for reason in map(_plain, reasons):
        if reason in _SILENT or reason.startswith("job-completed"):
            continue
        word = _(_REASONS[reason]) if reason in _REASONS else reason
        if word not in words:
            words.append(word)
    return _(", ").join(words)


class IppPrinter:
    """One printer address. Calls may come from any thread."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self._address = address
        self._host = parts.hostname or ""
        self._port = parts.port or _DEFAULT_PORT
        self._path = parts.path or "/"
        self._numbers = count(1)
        self._lock = threading.Lock()

    def submit(self, pdf: bytes, title: str, copies: int = 1) -> str:
        """Print-Job, one-sided and unscaled on the sheet size of the PDF, as far as it can.

        A printer that does not list the size (A5, a roll) prints on the paper it has.
        """
        job: list[Attribute] = [(ipp.INTEGER, "copies", copies)]
        can = self._printer([f"{name}-supported" for name in _WISHES])
        for name, value in {**_WISHES, "media": _media_of(pdf)}.items():
            if value in can.get(f"{name}-supported", ()):
                job.append((ipp.KEYWORD, name, value))
        attributes = [
            (ipp.NAME, "requesting-user-name", _USER),
            (ipp.NAME, "job-name", title),
            (ipp.MIME, "document-format", "application/pdf"),
        ]
        reply = self._call(_PRINT_JOB, attributes, job, pdf)
        number = reply.first(ipp.JOB).get("job-id")
        if not reply.is_good or not number:
            raise self._refused(reply)
        return str(number[0])

    def poll(self, job: str) -> Outcome:
        """Get-Job-Attributes; while the job is open, the printer's own complaint as reason."""
        wanted = ("job-state", "job-state-reasons")
        reply = self._call(_GET_JOB, [*_of_job(job), *_requested(wanted)])
        if reply.status in (_NOT_FOUND, _GONE):
            return Outcome(OutcomeState.UNCONFIRMED, _("The printer no longer knows the job."))
        if not reply.is_good:
            raise self._refused(reply)
        attributes = reply.first(ipp.JOB)
        state = _STATES.get(attributes["job-state"][0], OutcomeState.PENDING)
        reasons = attributes.get("job-state-reasons", [])
        if state is OutcomeState.PENDING:
            return Outcome(state, self.status().reason)
        if state is OutcomeState.CONFIRMED and self._is_doubtful(reasons):
            return Outcome(OutcomeState.UNCONFIRMED, _("The printer does not report the paper."))
        return Outcome(state, _in_words(reasons))

    def _is_doubtful(self, reasons: Sequence[str]) -> bool:
        if "job-completed-with-errors" in reasons or "queued-in-device" in reasons:
            return True
        device = str(self._printer(("device-uri",)).get("device-uri", [""])[0])
        return device.startswith(_SENDS_BLINDLY)

    def cancel(self, job: str) -> None:
        """Cancel-Job; a job that has already ended is left as it is."""
        self._call(_CANCEL_JOB, _of_job(job))

    def status(self) -> PrinterStatus:
        """Get-Printer-Attributes: state, reasons, whether jobs are taken."""
        attributes = self._printer(
            ("printer-state", "printer-state-reasons", "printer-is-accepting-jobs")
        )
        reasons = attributes.get("printer-state-reasons", [])
        serious = [
            reason
            for reason in reasons
            if _plain(reason) in _REASONS and _plain(reason) not in _HARMLESS
        ]
        stopped = attributes.get("printer-state", [0])[0] == _PRINTER_STOPPED
        accepting = attributes.get("printer-is-accepting-jobs", [True])[0]
        words = _in_words(reasons)
        if (stopped or not accepting) and not words:
            words = _("printer paused")
        return PrinterStatus(not stopped and accepting and not serious, words)

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
        connection = http.client.HTTPConnection(self._host, self._port, timeout=_TIMEOUT)
        try:
            connection.request("POST", self._path, message, {"Content-Type": "application/ipp"})
            response = connection.getresponse()
            data = response.read()
            if response.status != http.client.OK:
                raise http.client.HTTPException(f"HTTP {response.status}")
            return ipp.answer(data)
        except (OSError, http.client.HTTPException, ipp.BrokenMessage) as fault:
            raise Outage(
                _("The printer cannot be reached."),
                _("Check that it is switched on and connected, then print again."),
            ) from fault
        finally:
            connection.close()

    def _refused(self, reply: Answer) -> Outage:
        busy = reply.status >= 0x0500
        kind = Busy if busy else Outage
        return kind(
            _("The printer did not take the job (code {code}).").format(code=f"{reply.status:04X}"),
            _("It is busy: try again in a moment.")
            if busy
            else _("Check the printer's settings or choose another printer."),
            retry=busy,
        )


def _of_job(job: str) -> list[Attribute]:
    return [(ipp.INTEGER, "job-id", int(job)), (ipp.NAME, "requesting-user-name", _USER)]


def _requested(names: Sequence[str]) -> list[Attribute]:
    return [(ipp.KEYWORD, "requested-attributes", name) for name in names]


def _media_of(pdf: bytes) -> str:
    """The IPP name of the first page's size; empty for rolls and odd sizes."""
    box = _MEDIA_BOX.search(pdf)
    if box is None:
        return ""
    width, height = (round(float(side)) for side in box.groups())
    return _SIZES.get((width, height), "")
