"""The record of one thing a window owes, and why it stands on the list of today."""

import enum

import attrs

from counter_app.domain.deadlines import Light


class Duty(enum.StrEnum):
    """Why a line stands on the list, the most pressing first."""

    CLASH = "clash"
    DISPUTE = "dispute"
    RATING = "rating"
    ERRAND = "errand"
    WORDING = "wording"
    GUIDE = "guide"
    EXTENSION = "extension"
    TELL = "tell"
    DUE = "due"
    DELIVER = "deliver"
    FOLLOW_UP = "follow_up"
    UNPRINTED = "unprinted"
    CLOSING = "closing"
    OPENING = "opening"
    TAKE_OVER = "take_over"
    MESSAGE = "message"
    HANDED_ON = "handed_on"
    PROMISE = "promise"
    ARRIVING = "arriving"
    LOST = "lost"
    GUIDED = "guided"
    OVERRUN = "overrun"
    OPINION = "opinion"
    INSPECTION = "inspection"


@attrs.frozen(kw_only=True)
class Task:
    """One thing owed. `subject` is what opening it shows; `by` an ISO day or instant, or empty.

    `paper` is the id of the paper that waits to be printed, else empty.
    """

    duty: Duty
    subject: str
    title: str
    detail: str
    by: str = ""
    light: Light = Light.NONE
    paper: str = ""


HORIZON = 60
"""At most this many lines of a kind; the lists of the screens hold the rest."""
