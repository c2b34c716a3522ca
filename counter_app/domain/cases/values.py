"""A case as its facts tell it: values only."""

import enum
from collections.abc import Mapping
from datetime import date, datetime

import attrs

from counter_app.domain.bodies.case import CorrectionItem, Verdict
from counter_app.domain.cases.course_values import Course

CORRECTION_NOTICE = "correction_notice"


class CaseState(enum.StrEnum):
    """Where an application stands by what was done; what time did is in `view`."""

    UNKNOWN = "unknown"
    RECEIVED = "received"
    IN_CORRECTION = "in_correction"
    ACCEPTED = "accepted"
    NOT_ACCEPTED = "not_accepted"
    NOT_A_PERMIT = "not_a_permit"
    REFERRED_UP = "referred_up"
    DECIDED = "decided"
    SERVED = "served"
    WITHDRAWN = "withdrawn"
    RETURNED = "returned"
    TERMINATED = "terminated"


OPEN = frozenset({CaseState.RECEIVED, CaseState.IN_CORRECTION})
"""Nobody has decided on acceptance yet."""

RUNNING = frozenset({CaseState.ACCEPTED, CaseState.REFERRED_UP})
"""Accepted, and no decision yet."""

ENDED = frozenset(
    {
        CaseState.NOT_ACCEPTED,
        CaseState.NOT_A_PERMIT,
        CaseState.SERVED,
        CaseState.WITHDRAWN,
        CaseState.RETURNED,
        CaseState.TERMINATED,
    }
)


@attrs.frozen(kw_only=True)
class MaterialState:
    """What was found in one material, and when it was last looked at.

    `taken_from` is the number of the case whose material serves here too.
    """

    verdict: Verdict = Verdict.UNJUDGED
    originals: int = 0
    copies: int = 0
    problem: str = ""
    cure: str = ""
    corrected_by: str = ""
    taken_from: str = ""
    judged_at: datetime | None = None


@attrs.frozen(kw_only=True)
class Correction:
    """One correction notice; it counts as told only from `told_at` on.

    `approved_by` is the supervisor who let a later notice ask for something new (72(四)).
    """

    ordinal: int
    items: tuple[CorrectionItem, ...]
    paper: str
    asked_at: datetime
    told_at: datetime | None = None
    approved_by: str = ""


@attrs.frozen(kw_only=True)
class Case:
    """An application and everything done to it."""

    id: str
    state: CaseState = CaseState.UNKNOWN
    number: str = ""
    matter: str = ""
    matter_version: int = 0
    applicant: str = ""
    agent: str = ""
    agent_basis: str = ""
    visit: str = ""
    first_contact: str = ""
    clerk: str = ""
    counter: str = ""
    received_at: datetime | None = None
    rest_day_reason: str = ""
    materials: Mapping[str, MaterialState] = attrs.field(factory=dict)
    corrections: tuple[Correction, ...] = ()
    supplied_at: datetime | None = None
    accepted_on: date | None = None
    deemed: bool = False
    course: Course = attrs.field(factory=Course)
    ended_at: datetime | None = None
    ground: str = ""
    reason: str = ""
    destination: str = ""
    papers: tuple[str, ...] = ()
    not_effective: tuple[str, ...] = ()
    late_entries: tuple[str, ...] = ()
    needs_update: bool = False

    def verdict(self, material: str) -> Verdict:
        """The verdict on `material`; unjudged until somebody looked."""
        found = self.materials.get(material)
        return found.verdict if found else Verdict.UNJUDGED

    def first_told(self) -> Correction | None:
        """The first correction notice that reached the applicant."""
        return next((asked for asked in self.corrections if asked.told_at), None)
