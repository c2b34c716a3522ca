"""Absences: the uniform sign at a window nobody sits at, and for how long (A1.6.2)."""

import enum
from datetime import datetime

from counter_app.domain.facts import Body, body


class AbsenceKind(enum.StrEnum):
    """What the sign says in large letters."""

    AWAY = "away"
    ERRAND = "errand"
    LUNCH = "lunch"
    CLOSED = "closed"
    FAULT = "fault"


@body("absence.begun")
class AbsenceBegun(Body):
    """The sign goes up. Window and clerk are those of the fact.

    `cover_counter` and `cover_clerk` say who serves meanwhile; `approver` is the supervisor an
    errand was asked of, `approved` whether that person has agreed already.
    """

    absence_kind: AbsenceKind
    reason: str
    expected_back: datetime | None
    cover_counter: str
    cover_clerk: str
    approver: str = ""
    approved: bool = False


@body("absence.revised")
class AbsenceRevised(Body):
    """The sign says something else from now on; the time away goes on counting."""

    absence_kind: AbsenceKind
    reason: str
    expected_back: datetime | None
    cover_counter: str
    cover_clerk: str
    approver: str = ""
    approved: bool = False


@body("absence.answered")
class ErrandAnswered(Body):
    """The supervisor agrees to the errand or does not; what is not agreed counts as 暂离."""

    approved: bool
    note: str = ""


@body("absence.ended")
class AbsenceEnded(Body):
    """The clerk is back. `away_s`: seconds away, measured without the wall clock (S54).

    `over_min`: full minutes above the limit as the hall had set it then. `by_serving`: a citizen
    was served while the sign was up, so it came down by itself.
    """

    away_s: int
    over_min: int
    by_serving: bool = False


@body("absence.explained")
class AbsenceExplained(Body):
    """Why it took longer than the rule of 30 minutes allows (A1.6.2b)."""

    reason: str
