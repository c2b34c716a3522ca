"""What happened to a case after acceptance: values only."""

import enum
from collections.abc import Mapping
from datetime import date, datetime
from typing import Self

import attrs

from counter_app.domain.bodies.course import (
    MovedDay,
    Outcome,
    Piece,
    Procedure,
    ResultDocument,
    ServiceWay,
)

PROCEDURE_WORDS = {
    Procedure.HEARING: "听证",
    Procedure.TENDER: "招标",
    Procedure.AUCTION: "拍卖",
    Procedure.INSPECTION: "检验",
    Procedure.TESTING: "检测",
    Procedure.QUARANTINE: "检疫",
    Procedure.APPRAISAL: "鉴定",
    Procedure.EXPERT_REVIEW: "专家评审",
}
"""The words of 行政许可法 45: what clerks choose and papers print."""


@attrs.frozen(kw_only=True)
class Pause:
    """A special procedure; its days stop counting once it was told in writing (行政许可法 45)."""

    procedure: Procedure
    name: str
    conductor: str
    reason: str
    starts_on: date
    ends_on: date
    paper: str
    told_at: datetime | None = None
    ended_on: date | None = None

    @property
    def last_day(self) -> date:
        """The last day that does not count."""
        return self.ended_on or self.ends_on

    def is_running(self, day: date) -> bool:
        """Whether the procedure is under way on `day`."""
        return self.ended_on is None and self.starts_on <= day <= self.ends_on


class ExtensionState(enum.StrEnum):
    """Where a request for more time stands."""

    REQUESTED = "requested"
    APPROVED = "approved"
    REJECTED = "rejected"


@attrs.frozen(kw_only=True)
class Extension:
    """A request for more time, and what became of it; `id` is the fact that made it."""

    id: str
    until: date
    pledged_days: int
    statutory_days: int
    reason: str
    progress: str
    opinion: str
    approver: str
    request_paper: str
    requested_by: str
    requested_at: datetime
    state: ExtensionState = ExtensionState.REQUESTED
    answered_by: str = ""
    answered_at: datetime | None = None
    answer: str = ""
    paper: str = ""
    told_at: datetime | None = None

    @property
    def is_statutory(self) -> bool:
        """Whether it goes beyond what the law gives without more."""
        return self.statutory_days > 0


@attrs.frozen(kw_only=True)
class Explanation:
    """What the applicant was told about a delay; `late_reason` where it was entered later."""

    about: str
    way: str
    said: str
    public_reason: str
    at: datetime
    clerk: str
    late_reason: str = ""


@attrs.frozen(kw_only=True)
class Answer:
    """A person's answer to a row of the responsibility register."""

    record: str
    answer: str
    consequence: str
    at: datetime
    clerk: str


@attrs.frozen(kw_only=True)
class Hearing:
    """A hearing from the offer on (行政许可法 46–48)."""

    offered_at: datetime
    asked_at: datetime | None = None
    held_on: date | None = None
    place: str = ""


@attrs.frozen(kw_only=True)
class Undertaking:
    """A written promise to bring `materials` by `supply_by` (容缺受理)."""

    materials: tuple[str, ...]
    supply_by: date
    paper: str
    supplied: tuple[str, ...] = ()

    @property
    def outstanding(self) -> tuple[str, ...]:
        """What has not come yet."""
        return tuple(one for one in self.materials if one not in self.supplied)


@attrs.frozen(kw_only=True)
class Contact:
    """One time the window asked the superior authority."""

    person: str
    way: str
    said: str
    at: datetime
    clerk: str


@attrs.frozen(kw_only=True)
class Referral:
    """The case at the superior authority (A4.1c)."""

    superior: str
    document_number: str
    materials: tuple[Piece, ...]
    paper: str
    sent_at: datetime
    contacts: tuple[Contact, ...] = ()
    replied_at: datetime | None = None
    reply_number: str = ""
    reply: str = ""


@attrs.frozen(kw_only=True)
class Joint:
    """Joint handling: who leads, and which departments have answered."""

    lead: str
    departments: tuple[str, ...]
    answers: Mapping[str, bool] = attrs.field(factory=dict)

    @property
    def outstanding(self) -> tuple[str, ...]:
        """The departments that have not answered yet."""
        return tuple(one for one in self.departments if one not in self.answers)


@attrs.frozen(kw_only=True)
class Licence:
    """The licence a case renews."""

    number: str
    expires_on: date


@attrs.frozen(kw_only=True)
class Decision:
    """The decision of a case."""

    outcome: Outcome
    decided_on: date
    decided_at: datetime
    reason: str
    basis: str
    documents: tuple[ResultDocument, ...]
    paper: str
    late_reason: str = ""


@attrs.frozen(kw_only=True)
class Service:
    """How and when the decision reached its addressee."""

    way: ServiceWay
    received_by: str
    at: datetime
    paper: str


@attrs.frozen(kw_only=True)
class Recomputed:
    """Days that moved with a year's calendar (3.1)."""

    year: int
    table: int
    moved: tuple[MovedDay, ...]
    at: datetime


@attrs.frozen(kw_only=True)
class Course:
    """Everything after acceptance."""

    pauses: tuple[Pause, ...] = ()
    extensions: tuple[Extension, ...] = ()
    explanations: tuple[Explanation, ...] = ()
    answers: tuple[Answer, ...] = ()
    hearing: Hearing | None = None
    undertaking: Undertaking | None = None
    referral: Referral | None = None
    joint: Joint | None = None
    licence: Licence | None = None
    renewal_confirmed_at: datetime | None = None
    decision: Decision | None = None
    collection_told_at: datetime | None = None
    service: Service | None = None
    archived_at: datetime | None = None
    recomputed: tuple[Recomputed, ...] = ()

    @property
    def request(self) -> Extension | None:
        """The request for more time that waits for an answer."""
        waiting = [one for one in self.extensions if one.state is ExtensionState.REQUESTED]
        return waiting[-1] if waiting else None

    @property
    def granted(self) -> tuple[Extension, ...]:
        """The extensions that count."""
        return tuple(one for one in self.extensions if one.state is ExtensionState.APPROVED)

    def explained(self, about: str) -> Explanation | None:
        """The first explanation about `about` ("extension", "overdue")."""
        return next((one for one in self.explanations if one.about == about), None)

    def told(self, paper: str, at: datetime) -> Self:
        """The course once `paper` reached the applicant: what it tells counts from now on."""
        if not self.pauses and not self.extensions:
            return self
        return attrs.evolve(
            self,
            pauses=tuple(
                attrs.evolve(one, told_at=at) if one.paper == paper and not one.told_at else one
                for one in self.pauses
            ),
            extensions=tuple(
                attrs.evolve(one, told_at=at) if one.paper == paper and not one.told_at else one
                for one in self.extensions
            ),
        )
