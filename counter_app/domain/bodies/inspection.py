"""Conduct inspections: what a supervisor saw at a window with own eyes (A1.2, A1.3)."""

import enum
from datetime import date

from counter_app.domain.facts import Body, body


class ConductCategory(enum.StrEnum):
    """What the rules of conduct name; `NOTHING` where all was well."""

    DRESS = "dress"
    POSTURE = "posture"
    IDLING = "idling"
    PLAYING = "playing"
    SMOKING = "smoking"
    DRINKING = "drinking"
    QUARREL = "quarrel"
    DESK = "desk"
    HANGING_UP = "hanging_up"
    OTHER = "other"
    NOTHING = "nothing"


@body("inspection.made")
class InspectionMade(Body):
    """One finding at one window. `due`: until when it is put right, None where it was at once."""

    number: str
    counter: str
    category: ConductCategory
    note: str
    about_clerk: str
    demand: str
    due: date | None
    paper: str


@body("inspection.rectified")
class InspectionRectified(Body):
    """The supervisor has seen that it was put right."""

    note: str
