"""A case, folded from its facts: a state machine replayed in (hlc, id) order."""

from collections.abc import Iterable

import attrs

from counter_app.domain.cases.course_steps import step
from counter_app.domain.cases.values import (
    CORRECTION_NOTICE,
    ENDED,
    Case,
    CaseState,
    Correction,
    MaterialState,
)
from counter_app.domain.facts import Fact, in_order

__all__ = [
    "CORRECTION_NOTICE",
    "ENDED",
    "Case",
    "CaseState",
    "Correction",
    "MaterialState",
    "fold",
    "step",
]


def fold(subject: str, facts: Iterable[Fact]) -> Case:
    """The case `subject` as its facts tell it; total over any set of facts."""
    case = Case(id=subject)
    for fact in in_order(facts):
        case = step(fact.body, case, fact)
        if fact.late_reason:
            case = attrs.evolve(case, late_entries=(*case.late_entries, fact.id))
    return case
