"""Issued papers: a ledger. A paper is issued once; prints, outcomes and voids are entries."""

import enum
from typing import Any

from counter_app.domain.facts import Body, body, sealed


class PrintState(enum.StrEnum):
    """Where a print stands; the states of the counter printer in the clerk's terms."""

    SUBMITTED = "submitted"
    PRINTED = "printed"
    UNCONFIRMED = "unconfirmed"
    FAILED = "failed"
    CANCELLED = "cancelled"
    HANDED_OVER = "handed_over"


@body("paper.issued")
class PaperIssued(Body):
    """A paper exists and has its number; it is told only when printed or handed over.

    `about` is the subject (visit or case) the paper speaks of, `spec` names the
    layout and its version, `values` is everything printed on it. `replaces` is the
    voided paper this one stands for, empty for most.
    """

    paper_kind: str
    number: str
    about: str
    key_of: str
    spec: str
    values: dict[str, Any] | None = sealed(by="key_of")
    replaces: str = ""


@body("paper.print_reported")
class PrintReported(Body):
    """One attempt to put the paper on a printer or into a file ended, or changed state."""

    attempt: int
    state: PrintState
    printer: str
    job: str
    reason: str = ""


@body("paper.reprint_asked")
class ReprintAsked(Body):
    """A paper that was handed over is printed once more; `reason` where it names somebody (S61)."""

    reason: str


@body("paper.void_requested")
class VoidRequested(Body):
    """A clerk asks a second person to void the paper; it counts until that person agrees."""

    reason: str


@body("paper.voided")
class PaperVoided(Body):
    """The paper no longer counts; number and record stay."""

    reason: str
    approved_by: str


@body("paper.signed")
class PaperSigned(Body):
    """The citizen signed for the paper on the citizen screen.

    `strokes` are lines of `x,y` points in a field of 1000 × 300, sealed like the paper itself.
    """

    key_of: str
    strokes: str | None = sealed(by="key_of")
