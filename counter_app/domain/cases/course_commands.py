"""What can be done with a case after acceptance, and how it may end."""

from datetime import date

import attrs

from counter_app.domain.bodies.course import (
    Outcome,
    Piece,
    ResultDocument,
    ServiceWay,
    TerminationCause,
)
from counter_app.domain.fields import typed


@attrs.frozen(kw_only=True)
class BeginSpecialProcedure:
    """Tell in writing that a procedure of 行政许可法 45 runs from `starts_on` to `ends_on`.

    `procedure` is one of that list or one the matter's guide names; anything else is refused.
    """

    procedure: str = typed("procedure")
    conductor: str = typed("conductor")
    reason: str = typed("reason")
    starts_on: date
    ends_on: date
    paper: str


@attrs.frozen(kw_only=True)
class EndSpecialProcedure:
    """The procedure told by `paper` is over."""

    paper: str
    ended_on: date


@attrs.frozen(kw_only=True)
class RequestExtension:
    """Ask another person for time until `until` (A4.2)."""

    until: date
    reason: str = typed("reason")
    progress: str = typed("progress", default="")
    opinion: str = typed("opinion", default="")
    paper: str


@attrs.frozen(kw_only=True)
class ApproveExtension:
    """Grant the request that waits."""

    opinion: str = typed("opinion", default="")
    paper: str


@attrs.frozen(kw_only=True)
class RejectExtension:
    """Refuse the request that waits."""

    reason: str = typed("reason")


@attrs.frozen(kw_only=True)
class Explain:
    """Say how the applicant heard the reason: about "extension" or "overdue" (A4.2, A4.3)."""

    about: str
    way: str = typed("way")
    said: str = typed("said")
    public_reason: str = typed("public_reason", default="")


@attrs.frozen(kw_only=True)
class AnswerResponsibility:
    """Answer a row of the responsibility register (A3.5, A4.3)."""

    record: str
    answer: str = typed("answer")
    consequence: str = typed("consequence", default="")


@attrs.frozen(kw_only=True)
class OfferHearing:
    """Tell of the right to a hearing (行政许可法 47)."""

    said: str = typed("said", default="")


@attrs.frozen(kw_only=True)
class AskHearing:
    """Somebody asks for the hearing; `asked_by` is a quality, not a name."""

    asked_by: str = typed("asked_by")


@attrs.frozen(kw_only=True)
class SetHearing:
    """Fix and tell the day of the hearing (行政许可法 48)."""

    held_on: date
    place: str = typed("place")


@attrs.frozen(kw_only=True)
class AcceptConditionally:
    """Accept although deferrable materials follow by `supply_by` (容缺受理).

    `broken_before` is the number of a case in which this applicant broke such a promise.
    """

    supply_by: date
    broken_before: str = ""
    paper: str
    undertaking: str


@attrs.frozen(kw_only=True)
class SupplyPromised:
    """Materials promised in the undertaking have come."""

    materials: tuple[str, ...]


@attrs.frozen(kw_only=True)
class ReferUp:
    """Send the papers listed to the superior authority (A4.1c)."""

    superior: str = typed("superior")
    document_number: str = typed("document_number", default="")
    materials: tuple[Piece, ...]
    paper: str


@attrs.frozen(kw_only=True)
class ContactSuperior:
    """Note what the superior authority said when asked."""

    person: str = typed("person")
    way: str = typed("way")
    said: str = typed("said")


@attrs.frozen(kw_only=True)
class NoteReply:
    """The superior authority's answer has come."""

    document_number: str = typed("document_number", default="")
    said: str = typed("said")


@attrs.frozen(kw_only=True)
class BeginJointHandling:
    """Handle together: `lead` answers for the clock, `departments` have to answer."""

    lead: str = typed("lead")
    departments: tuple[str, ...]


@attrs.frozen(kw_only=True)
class AnswerForDepartment:
    """A department of a joint case gives its opinion."""

    department: str = typed("department")
    agrees: bool
    said: str = typed("said", default="")


@attrs.frozen(kw_only=True)
class NoteLicence:
    """Say which licence this case renews, and when it ends."""

    licence: str = typed("licence")
    expires_on: date


@attrs.frozen(kw_only=True)
class ConfirmRenewal:
    """Confirm that silence has renewed the licence (行政许可法 50)."""


@attrs.frozen(kw_only=True)
class Decide:
    """Decide the case on `decided_on`.

    A case of the kind 即办 that was not finished on the day it came needs a supervisor
    (`approved_by`, or the one who acts) and `late_reason`.
    """

    outcome: Outcome
    decided_on: date
    reason: str = typed("reason", default="")
    basis: str = typed("basis", default="")
    documents: tuple[ResultDocument, ...] = ()
    late_reason: str = typed("late_reason", default="")
    approved_by: str = ""
    paper: str


@attrs.frozen(kw_only=True)
class TellCollection:
    """Tell the applicant to come for the result; `paper` is empty for a call."""

    way: str = typed("way")
    paper: str = ""


@attrs.frozen(kw_only=True)
class Serve:
    """The decision reached its addressee."""

    way: ServiceWay
    received_by: str = typed("received_by")
    tracking: str = typed("tracking", default="")
    remark: str = typed("remark", default="")
    paper: str


@attrs.frozen(kw_only=True)
class Withdraw:
    """The applicant takes the application back."""

    reason: str = typed("reason")
    returned: tuple[Piece, ...] = ()
    paper: str


@attrs.frozen(kw_only=True)
class Return:
    """Give the papers back with the reason (退回件, A4.1d)."""

    reason: str = typed("reason")
    returned: tuple[Piece, ...] = ()
    paper: str


@attrs.frozen(kw_only=True)
class Terminate:
    """End the case without a decision, by the rule the cause names."""

    cause: TerminationCause
    reason: str = typed("reason")
    returned: tuple[Piece, ...] = ()
    paper: str


@attrs.frozen(kw_only=True)
class Archive:
    """Close the file and put it where it is kept."""

    box: str = typed("box")
    retention: str = typed("retention", default="")
    documents: int
    pages: int
    paper: str


CourseCommand = (
    BeginSpecialProcedure
    | EndSpecialProcedure
    | RequestExtension
    | ApproveExtension
    | RejectExtension
    | Explain
    | AnswerResponsibility
    | OfferHearing
    | AskHearing
    | SetHearing
    | AcceptConditionally
    | SupplyPromised
    | ReferUp
    | ContactSuperior
    | NoteReply
    | BeginJointHandling
    | AnswerForDepartment
    | NoteLicence
    | ConfirmRenewal
    | Decide
    | TellCollection
    | Serve
    | Withdraw
    | Return
    | Terminate
    | Archive
)
