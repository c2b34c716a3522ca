"""A printer installed in Windows: pages drawn by GDI, the job watched in the spooler.

Not run on Windows by the tests: what talks to Windows is in `windows_spooler`, and only that.
"""

from counter_app.printing import raster
from counter_app.printing.transport.printers import Outcome, OutcomeState, PrinterStatus
from counter_app.printing.transport.spooler import DPI, PageSize, Spooler
from counter_app.printing.transport.spooler_states import (
    JOB_DELETING,
    outcome_of,
    status_of,
)


class WindowsPrinter:
    """One installed printer. Calls may come from any thread."""

    def __init__(self, name: str, spooler: Spooler | None = None) -> None:
        self._name = name
        self._windows = spooler
        self._seen: dict[str, int] = {}

    @property
    def _spooler(self) -> Spooler:
        if self._windows is None:
            from counter_app.printing.transport.windows_spooler import WindowsSpooler

            self._windows = WindowsSpooler()
        return self._windows

    def submit(self, pdf: bytes, title: str, copies: int = 1) -> str:
        """Draw every page at 300 dpi, the copies one after the other."""
        spooler = self._spooler
        pages = [raster.to_picture(pdf, page, DPI) for page in range(raster.page_count(pdf))]
        size = PageSize(*(side / DPI * 25.4 for side in (pages[0].width, pages[0].height)))
        return f"{spooler.print(self._name, title, size, pages * copies)} {title}"

    def poll(self, job: str) -> Outcome:
        """The job's bits; while it is open, the printer's own complaint when the job has none."""
        number, bits = self._look(job)
        outcome = outcome_of(bits, self._seen.get(job, 0))
        if outcome.state is OutcomeState.PENDING and not outcome.reason:
            return Outcome(outcome.state, self.status().reason)
        if outcome.is_final and bits is not None:
            self._spooler.release(self._name, number)
        return outcome

    def cancel(self, job: str) -> None:
        """Delete the job; `poll` tells when the spooler has let it go."""
        number, bits = self._look(job)
        if bits is not None:
            self._spooler.cancel(self._name, number)
            self._seen[job] = bits | JOB_DELETING

    def _look(self, job: str) -> tuple[int, int | None]:
        """The number of a job and its bits now; what was seen of it is kept for its end."""
        number, _space, title = job.partition(" ")
        bits = self._spooler.job(self._name, int(number), title)
        if bits is not None:
            self._seen[job] = bits | self._seen.get(job, 0) & JOB_DELETING
        return int(number), bits

    def status(self) -> PrinterStatus:
        """The printer's bits in words."""
        return status_of(*self._spooler.printer(self._name))
