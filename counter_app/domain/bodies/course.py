"""The course of a case after acceptance: pauses, extensions, decision, delivery, other ends."""

import enum
from datetime import date

import attrs

from counter_app.domain.facts import Body, body


class Procedure(enum.StrEnum):
    """The special procedures whose time does not count (行政许可法 45): a closed list.

    `OWN` is one of the matter's own law, named in its guide (e.g. 取水许可 征求有关部门意见).
    """

    HEARING = "hearing"
    TENDER = "tender"
    AUCTION = "auction"
    INSPECTION = "inspection"
    TESTING = "testing"
    QUARANTINE = "quarantine"
    APPRAISAL = "appraisal"
    EXPERT_REVIEW = "expert_review"
    OWN = "own"


class Outcome(enum.StrEnum):
    """How a case was decided; `DONE` for services that grant nothing."""

    GRANTED = "granted"
    REFUSED = "refused"
    DONE = "done"


class ServiceWay(enum.StrEnum):
    """How a decision reached its addressee."""

    COUNTER = "counter"
    POST = "post"
    LEFT = "left"
    RECEIVED_FOR = "received_for"
    ELECTRONIC = "electronic"


class TerminationCause(enum.StrEnum):
    """Why a case ends without a decision although nobody withdrew it."""

    NOT_CORRECTED = "not_corrected"
    UNDERTAKING_BROKEN = "undertaking_broken"
    NO_OBJECT = "no_object"


@attrs.frozen(kw_only=True)
class ResultDocument:
    """A licence or document the applicant gets: name, its number, how many."""

    name: str
    number: str = ""
    count: int = 1


@attrs.frozen(kw_only=True)
class Piece:
    """Papers that change hands: what, how many."""

    name: str
    count: int = 1


@body("case.special_procedure_begun")
class SpecialProcedureBegun(Body):
    """A special procedure `starts_on`…`ends_on`; its days stop counting once told in writing.

    `name` is the procedure as the guide words it, for `Procedure.OWN`.
    """

    procedure: Procedure
    name: str
    conductor: str
    reason: str
    starts_on: date
    ends_on: date
    paper: str


@body("case.special_procedure_ended")
class SpecialProcedureEnded(Body):
    """The procedure told by `paper` ended on `ended_on`, at the latest as planned."""

    paper: str
    ended_on: date


@body("case.extension_requested")
class ExtensionRequested(Body):
    """The clerk asks for more time (A4.2); both clocks may move, each by its own days.

    `pledged_days` and `statutory_days` are in the unit of each limit; 0 leaves a clock alone.
    `paper` is the approval form.
    """

    until: date
    pledged_days: int
    statutory_days: int
    reason: str
    progress: str
    opinion: str
    approver: str
    paper: str


@body("case.extension_approved")
class ExtensionApproved(Body):
    """Another person approved; `paper` is the notice the applicant gets."""

    request: str
    approved_by: str
    opinion: str
    paper: str


@body("case.extension_rejected")
class ExtensionRejected(Body):
    """Another person said no, and why."""

    request: str
    reason: str


@body("case.explained")
class Explained(Body):
    """The applicant heard why it takes longer (A4.2) or why it is late (A4.3), and how.

    `about` is "extension" or "overdue"; `public_reason` what 优化营商环境条例 36 has published.
    """

    about: str
    way: str
    said: str
    public_reason: str = ""


@body("case.responsibility_answered")
class ResponsibilityAnswered(Body):
    """A person's answer to a row of the responsibility register; `record` names the row."""

    record: str
    answer: str
    consequence: str = ""


@body("case.hearing_offered")
class HearingOffered(Body):
    """The applicant or others were told of their right to a hearing (行政许可法 47)."""

    said: str


@body("case.hearing_asked")
class HearingAsked(Body):
    """A hearing was asked for within five days (行政许可法 47), by whom in quality, not name."""

    asked_by: str


@body("case.hearing_set")
class HearingSet(Body):
    """The day of the hearing was told, seven days ahead (行政许可法 48)."""

    held_on: date
    place: str


@body("case.accepted_conditionally")
class AcceptedConditionally(Body):
    """Accepted although `materials` follow by `supply_by`, against a written undertaking."""

    accepted_on: date
    materials: tuple[str, ...]
    supply_by: date
    paper: str
    undertaking: str


@body("case.promised_supplied")
class PromisedSupplied(Body):
    """Materials promised in an undertaking have come."""

    materials: tuple[str, ...]


@body("case.referred_up")
class ReferredUp(Body):
    """The papers went to the superior authority; our clock stops (A4.1c)."""

    superior: str
    document_number: str
    materials: tuple[Piece, ...]
    sent_by: str
    paper: str


@body("case.superior_contacted")
class SuperiorContacted(Body):
    """The window asked after a case reported upward, and what it heard (A4.1c)."""

    person: str
    way: str
    said: str


@body("case.superior_replied")
class SuperiorReplied(Body):
    """The superior authority's answer came back: its document and what it says."""

    document_number: str
    said: str


@body("case.joint_handling_begun")
class JointHandlingBegun(Body):
    """Several departments handle the case together; `lead` answers for the clock (26, 42(二))."""

    lead: str
    departments: tuple[str, ...]


@body("case.department_answered")
class DepartmentAnswered(Body):
    """One department of a joint case gave its opinion."""

    department: str
    agrees: bool
    said: str


@body("case.licence_noted")
class LicenceNoted(Body):
    """The case renews a licence that ends on `expires_on` (行政许可法 50)."""

    licence: str
    expires_on: date


@body("case.renewal_confirmed")
class RenewalConfirmed(Body):
    """A supervisor confirms that the law renewed the licence by silence (行政许可法 50)."""

    confirmed_by: str


@body("case.decided")
class Decided(Body):
    """The decision, with its reason and the documents that come of it."""

    outcome: Outcome
    decided_on: date
    reason: str
    basis: str
    documents: tuple[ResultDocument, ...]
    paper: str
    late_reason: str = ""
    approved_by: str = ""


@body("case.collection_told")
class CollectionTold(Body):
    """The applicant was told to come for the result, and how (劳务派遣: within 5 working days)."""

    way: str
    paper: str


@body("case.served")
class Served(Body):
    """The decision reached its addressee; `paper` is the proof of service (行政许可法 44).

    `received_by` says in what quality (本人, 受托人, 成年家属), never a name: that is sealed
    in the paper.
    """

    way: ServiceWay
    received_by: str
    tracking: str
    remark: str
    paper: str


@body("case.withdrawn")
class Withdrawn(Body):
    """The applicant took the application back; the papers listed were handed back."""

    reason: str
    returned: tuple[Piece, ...]
    paper: str


@body("case.returned")
class Returned(Body):
    """A returned case (退回件): reason given, papers handed back and signed for (A4.1d)."""

    reason: str
    returned: tuple[Piece, ...]
    paper: str


@body("case.terminated")
class Terminated(Body):
    """Ended without a decision, by the rule the matter gives."""

    cause: TerminationCause
    reason: str
    returned: tuple[Piece, ...]
    paper: str


@body("case.archived")
class Archived(Body):
    """The file of the case was closed and handed over (one thing one case, A3.9)."""

    box: str
    retention: str
    documents: int
    pages: int
    paper: str


@attrs.frozen(kw_only=True)
class MovedDay:
    """A day that another calendar moves: which one, before and after; None where there is none."""

    what: str
    before: date | None
    after: date | None


@body("case.recomputed")
class DaysRecomputed(Body):
    """A year's calendar was entered or corrected, and days of this case moved with it (3.1).

    `table` is the number of the table that moved them.
    """

    year: int
    table: int
    moved: tuple[MovedDay, ...]
