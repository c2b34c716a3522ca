"""The status bits of the Windows spooler as outcomes and words: pure, and so tested anywhere.

The numbers are those of winspool.h.
"""

from counter_app.domain.errors import Outage
from counter_app.printing.transport.printers import Outcome, OutcomeState, PrinterStatus
from counter_app.words import N_, _

JOB_ERROR, JOB_DELETING, JOB_PRINTED, JOB_DELETED = 0x0002, 0x0004, 0x0080, 0x0100
JOB_COMPLETE = 0x1000

# Most telling first. None of these ends a job: Windows keeps it and goes on by itself.
_JOB_WORDS = (
    (0x0040, N_("out of paper")),
    (0x0020, N_("printer offline")),
    (0x0400, N_("the printer waits for somebody: look at its display")),
    (0x0200, N_("the driver cannot print this paper")),
    (0x0001, N_("printer paused")),
    (0x0002, N_("the printer reports a fault: switch it off and on")),
)
# (bit, whether it stops the printer, words)
_PRINTER_WORDS = (
    (0x0000_0010, True, N_("out of paper")),
    (0x0000_0008, True, N_("paper jam")),
    (0x0000_0040, True, N_("trouble with the paper")),
    (0x0040_0000, True, N_("cover open")),
    (0x0004_0000, True, N_("out of toner")),
    (0x0000_0800, True, N_("output tray full")),
    (0x0000_0020, True, N_("waiting for paper put in by hand")),
    (0x0000_0080, True, N_("printer offline")),
    (0x0000_1000, True, N_("printer offline")),
    (0x0200_0000, True, N_("printer offline")),
    (0x0080_0000, True, N_("the printer does not answer")),
    (0x0020_0000, True, N_("the printer's memory is full")),
    (0x0010_0000, True, N_("the printer waits for somebody: look at its display")),
    (0x0000_0001, True, N_("printer paused")),
    (0x0000_0004, True, N_("the printer is being removed from Windows")),
    (0x0000_0002, True, N_("the printer reports a fault: switch it off and on")),
    (0x0002_0000, False, N_("toner low")),
)
ATTRIBUTE_WORK_OFFLINE = 0x0400


def outcome_of(job: int | None, before: int = 0) -> Outcome:
    """The status bits of a job as an outcome; `job` is None when the spooler no longer has it.

    `before` is what was last seen of it. Printed says so; a job that is merely sent away
    (complete) or gone may or may not lie in the tray, so the clerk is asked.
    """
    bits = before if job is None else job
    if bits & JOB_PRINTED and not bits & JOB_ERROR:
        return Outcome(OutcomeState.CONFIRMED)
    if bits & (JOB_DELETED | JOB_DELETING):
        ended = job is None or bits & JOB_DELETED
        return Outcome(OutcomeState.CANCELLED if ended else OutcomeState.PENDING)
    if job is None:
        return Outcome(OutcomeState.UNCONFIRMED, _("Windows no longer knows the job."))
    if bits & JOB_COMPLETE and not bits & JOB_ERROR:
        return Outcome(OutcomeState.UNCONFIRMED, _("The printer does not report the paper."))
    return Outcome(OutcomeState.PENDING, _words_of(bits))


def _words_of(job: int) -> str:
    return next((_(words) for bit, words in _JOB_WORDS if job & bit), "")


def status_of(printer: int, attributes: int = 0) -> PrinterStatus:
    """The status bits of a printer, and of its attributes the one that says “use offline”."""
    told: list[str] = []
    ready = True
    if attributes & ATTRIBUTE_WORK_OFFLINE:
        told, ready = [_("printer offline")], False
    for bit, stops, words in _PRINTER_WORDS:
        if printer & bit:
            ready = ready and not stops
            if _(words) not in told:
                told.append(_(words))
    return PrinterStatus(ready, _(", ").join(told))


def no_spooler() -> Outage:
    """An address of Windows on another system."""
    return Outage(
        _("This system has no Windows spooler."),
        _("Use the printer's own address: ipp://, escpos:// or escp://."),
        retry=False,
    )
