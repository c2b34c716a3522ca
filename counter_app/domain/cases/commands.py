"""What a clerk can do with an application."""

from datetime import date

import attrs

from counter_app.domain.bodies.case import Ground, Verdict
from counter_app.domain.cases.course_commands import CourseCommand
from counter_app.domain.elsewhere import SendElsewhere
from counter_app.domain.fields import typed


@attrs.frozen(kw_only=True)
class Receive:
    """Take in an application; parties and visit are ids, `number` was taken in this act."""

    number: str
    applicant: str
    visit: str = ""
    agent: str = ""
    agent_basis: str = typed("agent_basis", default="")
    rest_day_reason: str = typed("rest_day_reason", default="")
    first_contact: str = ""


@attrs.frozen(kw_only=True)
class Judge:
    """Judge one material of the matter's closed list."""

    material: str
    verdict: Verdict
    originals: int = 0
    copies: int = 0
    problem: str = typed("problem", default="")
    cure: str = typed("cure", default="")


@attrs.frozen(kw_only=True)
class TakeOver:
    """Take a shareable material from the case `source`, where it was in order on `judged_on`."""

    material: str
    source: str
    source_number: str
    judged_on: date


@attrs.frozen(kw_only=True)
class CorrectOnTheSpot:
    """The applicant put a curable fault right at the counter, the clerk helping."""

    material: str
    fault: str = typed("fault")
    corrected_by: str = typed("corrected_by")


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
    override_reason: str = typed("override_reason", default="")
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
    reason: str = typed("reason")
    destination: str = typed("destination")
    paper: str


@attrs.frozen(kw_only=True)
class AdviseNoPermit:
    """Tell at once that no permit is needed, and what to do instead."""

    advice: str = typed("advice")
    destination: str = typed("destination")
    paper: str


CaseCommand = (
    Judge
    | TakeOver
    | CorrectOnTheSpot
    | IssueReceipt
    | AskCorrection
    | Supply
    | Accept
    | NotAccept
    | AdviseNoPermit
    | SendElsewhere
    | CourseCommand
)
