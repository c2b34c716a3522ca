"""What the law allows with a case, and what it refuses: every rule, whichever file it stands in."""

from counter_app.domain.cases import (
    ending,
    entering,
    explaining,
    extending,
    pausing,
    promising,
    referring,
)
from counter_app.domain.cases.law import decide
from counter_app.domain.cases.telling import DEFECTIVE, defects, listed, received, unjudged

__all__ = [
    "DEFECTIVE",
    "decide",
    "defects",
    "ending",
    "entering",
    "explaining",
    "extending",
    "listed",
    "pausing",
    "promising",
    "received",
    "referring",
    "unjudged",
]
