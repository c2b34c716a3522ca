"""Ratings: what the citizen says of one service, and what follows from a bad one (好差评)."""

import enum
from datetime import date

from counter_app.domain.facts import Body, body


class RatingChannel(enum.StrEnum):
    """How the rating came in (A5.5.3)."""

    SCREEN = "screen"
    PAPER = "paper"
    QUESTIONNAIRE = "questionnaire"
    TELEPHONE = "telephone"


class Verified(enum.StrEnum):
    """What calling back has shown (国办发〔2019〕51号)."""

    TRUE = "true"
    PARTLY = "partly"
    UNTRUE = "untrue"


@body("rating.given")
class RatingGiven(Body):
    """One service was rated. `about` is the visit or case, `number` its number.

    `stars` is 5 非常满意 … 1 非常不满意, `reasons` are codes of `domain.ratings.REASONS`;
    `contact` is the party who wants to be called back, empty for an anonymous rating.
    """

    about: str
    number: str
    counter: str
    served_by: str
    served_on: date
    stars: int
    reasons: tuple[int, ...]
    channel: RatingChannel
    comment: str = ""
    contact: str = ""


@body("rating.called_back")
class RatingCalledBack(Body):
    """Somebody asked the citizen, or the records where nobody can be asked."""

    verified: Verified
    note: str


@body("rating.appealed")
class RatingAppealed(Body):
    """The clerk rated, or the window, says that it was otherwise."""

    by: str
    ground: str


@body("rating.closed")
class RatingClosed(Body):
    """The supervisor closes the rectification: what was changed, and whether the rating counts."""

    measure: str
    counts: bool
    told: bool
