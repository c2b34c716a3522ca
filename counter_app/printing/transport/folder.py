"""Papers as PDF files in a folder: for halls that print from elsewhere, and for the demo."""

import os
import re
import tempfile
import uuid
from pathlib import Path

from counter_app.domain.errors import Outage
from counter_app.printing.transport.printers import Outcome, OutcomeState, PrinterStatus
from counter_app.words import _

_UNSAFE = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')
_LONGEST_TITLE = 60


class FolderPrinter:
    """Writes each paper as one file; a file is there whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def submit(self, pdf: bytes, title: str, copies: int = 1) -> str:
        """Write the file and give its name; the copies of a paper are its pages."""
        name = _UNSAFE.sub("_", title)[:_LONGEST_TITLE].strip(" .")
        job = f"{name}-{uuid.uuid4().hex[:8]}.pdf"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            handle, draft = tempfile.mkstemp(dir=self._folder, prefix=".", suffix=".part")
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(pdf)
                    file.flush()
                    os.fsync(file.fileno())
                os.replace(draft, self._folder / job)
            except OSError:
                Path(draft).unlink(missing_ok=True)
                raise
        except OSError as fault:
            raise self._outage(fault) from fault
        return job

    def poll(self, job: str) -> Outcome:
        """A file that is there is printed as far as this program can tell."""
        if (self._folder / job).is_file():
            return Outcome(OutcomeState.CONFIRMED)
        return Outcome(OutcomeState.CANCELLED, _("The file was removed."))

    def cancel(self, job: str) -> None:
        """Remove the file."""
        try:
            (self._folder / job).unlink(missing_ok=True)
        except OSError as fault:
            raise self._outage(fault) from fault

    def status(self) -> PrinterStatus:
        """Ready when the folder can be written, or made."""
        place = self._folder
        while not place.exists() and place != place.parent:
            place = place.parent
        if place.is_dir() and os.access(place, os.W_OK):
            return PrinterStatus(True)
        return PrinterStatus(False, _("The folder cannot be written."))

    def _outage(self, fault: OSError) -> Outage:
        return Outage(
            _("The paper could not be written to the folder {folder}.").format(folder=self._folder),
            _("Check the folder and the free space, then print again. ({why})").format(
                why=fault.strerror or type(fault).__name__
            ),
        )
