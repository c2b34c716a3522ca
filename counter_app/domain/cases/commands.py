"""What a clerk can do with an application."""

import attrs

from counter_app.domain.bodies.case import Ground, Verdict


@attrs.frozen(kw_only=True)
class Receive:
    """Take in an application; parties and visit are ids, `number` was taken in this act."""

    number: str
    applicant: str
    visit: str = ""
    agent: str = ""
    agent_basis: str = ""
    rest_day_reason: str = ""
    first_contact: str = ""


@attrs.frozen(kw_only=True)
class Judge:
    """Judge one material of the matter's closed list."""

    material: str
    verdict: Verdict
    originals: int = 0
    copies: int = 0
    problem: str = ""
    cure: str = ""


@attrs.frozen(kw_only=True)
class CorrectOnTheSpot:
    """The applicant put a curable fault right at the counter, the clerk helping."""

    material: str
    fault: str
    corrected_by: str


@attrs.frozen(kw_only=True)
class IssueReceipt:
    """Give the receipt voucher for what was handed in."""

    paper: str


@attrs.frozen(kw_only=True)
class AskCorrection:
    """List everything that is missing or wrong, at once.

    `override_reason` and `approved_by` belong to a supervisor who lets a later
    notice name something the first one did not; 行政许可法 72(四) records it. A
    supervisor who acts himself need not be named in `approved_by`.
    """

    paper: str
    override_reason: str = ""
    approved_by: str = ""


@attrs.frozen(kw_only=True)
class Supply:
    """The applicant brought `materials` that a correction notice asked for."""

    materials: tuple[str, ...]


@attrs.frozen(kw_only=True)
class Accept:
    """Accept the application, or record that the law has deemed it accepted."""

    paper: str


@attrs.frozen(kw_only=True)
class NotAccept:
    """Refuse at the door, with reason and destination."""

    ground: Ground
    reason: str
    destination: str
    paper: str


@attrs.frozen(kw_only=True)
class AdviseNoPermit:
    """Tell at once that no permit is needed, and what to do instead."""

    advice: str
    destination: str
    paper: str


CaseCommand = (
    Judge
    | CorrectOnTheSpot
    | IssueReceipt
    | AskCorrection
    | Supply
    | Accept
    | NotAccept
    | AdviseNoPermit
)
