"""Shifts: who opened which window when, what was prepared, what was left (A1.1, A1.6.3)."""

import enum
from datetime import date, datetime

from counter_app.domain.facts import Body, body


class Part(enum.StrEnum):
    """Which half of the working day."""

    MORNING = "morning"
    AFTERNOON = "afternoon"


class Left(enum.StrEnum):
    """What may stand open when a window closes."""

    ON_THE_SPOT = "on_the_spot"
    ORIGINALS = "originals"
    UNPRINTED = "unprinted"
    UNSHARED = "unshared"
    DUE_TOMORROW = "due_tomorrow"


@body("shift.opened")
class ShiftOpened(Body):
    """A clerk signed in at a window. `planned` is None where nobody is expected to (rest day)."""

    day: date
    part: Part
    planned: datetime | None


@body("shift.ticked")
class ItemTicked(Body):
    """One item of the opening or the closing checklist is done."""

    item: str


@body("shift.closed")
class ShiftClosed(Body):
    """The clerk signs off. `left`: kinds of what stands open, `reason` why, `taker` who goes on."""

    left: tuple[Left, ...]
    reason: str
    taker: str
    paper: str


@body("shift.taken_over")
class ShiftTakenOver(Body):
    """The taker has what was handed over (AB岗)."""


@body("shift.reopened")
class ShiftReopened(Body):
    """The clerk who signed off works on: the closing no longer holds."""
