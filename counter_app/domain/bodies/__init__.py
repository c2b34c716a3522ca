"""Every fact body, one file per kind of subject. Importing the package registers them all."""

from counter_app.domain.bodies import (
    case,
    course,
    document,
    guide,
    lease,
    paper,
    party,
    visit,
    wording,
)

__all__ = [
    "case",
    "course",
    "document",
    "guide",
    "lease",
    "paper",
    "party",
    "visit",
    "wording",
]
