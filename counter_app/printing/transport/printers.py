"""What every printer can do, whatever is behind it."""

import enum
from typing import Protocol

from attrs import frozen

from counter_app.domain.errors import Outage


class OutcomeState(enum.StrEnum):
    """Where a job stands. Only CONFIRMED means that the device says the paper is out."""

    PENDING = "pending"
    CONFIRMED = "confirmed"
    UNCONFIRMED = "unconfirmed"
    FAILED = "failed"
    CANCELLED = "cancelled"


@frozen
class Outcome:
    """The state of a job and, where the printer gives one, the reason in the clerk's words."""

    state: OutcomeState
    reason: str = ""

    @property
    def is_final(self) -> bool:
        """Whether asking again cannot change it."""
        return self.state is not OutcomeState.PENDING


@frozen
class PrinterStatus:
    """Whether a printer would print now, and what it complains about."""

    ready: bool
    reason: str = ""


class Busy(Outage):
    """The printer is there but takes nothing at the moment: asking again is all that is needed."""


@frozen
class PrinterOptions:
    """What an address says of the paper in a printer.

    `paper` is a sheet size of `spec.SIZES`, empty when the printer may hold several. `dx` and
    `dy` (mm, right and down) put a page where this printer needs it: whoever draws the page
    moves it (`operations.shifted`), the printer does not.
    """

    paper: str = ""
    dx: float = 0.0
    dy: float = 0.0


class Printer(Protocol):
    """One way out. Every method raises Outage when the device cannot be reached.

    Retry is cancel, see it ended, submit: a job left with a printer that is switched off
    prints by itself when power returns, and two originals of one number would exist.
    """

    def submit(self, pdf: bytes, title: str, copies: int = 1) -> str:
        """Hand over `pdf`; gives the job's id. `title` shows in the queue: no personal data."""

    def poll(self, job: str) -> Outcome:
        """Where the job stands now."""

    def cancel(self, job: str) -> None:
        """Ask to drop the job; `poll` tells what became of it."""

    def status(self) -> PrinterStatus:
        """Whether the printer is ready."""
