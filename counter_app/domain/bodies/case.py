"""Cases: an application from receipt to the end."""

import enum
from datetime import date

import attrs

from counter_app.domain.bodies.elsewhere import Elsewhere
from counter_app.domain.facts import Body, body


class Verdict(enum.StrEnum):
    """What the clerk found in one material (A3.1b); UNJUDGED blocks every notice."""

    UNJUDGED = "unjudged"
    IN_ORDER = "in_order"
    MISSING = "missing"
    NOT_IN_FORM = "not_in_form"
    CORRECTED = "corrected_on_the_spot"
    NOT_NEEDED = "not_needed"


class Ground(enum.StrEnum):
    """Why an application is not accepted, by paragraph of 行政许可法 32."""

    NO_PERMIT_NEEDED = "no_permit_needed"
    NOT_THIS_ORGAN = "not_this_organ"
    STILL_DEFECTIVE = "still_defective"


@attrs.frozen(kw_only=True)
class CorrectionItem:
    """One line of a correction notice: a material of the matter, what is wrong, what to do."""

    material: str
    problem: str
    cure: str


@body("case.received")
class CaseReceived(Body):
    """Papers were handed in; day 0 of 行政许可法 32(四) and of clocks that start at receipt."""

    number: str
    matter: str
    matter_version: int
    applicant: str
    first_contact: str
    visit: str = ""
    agent: str = ""
    agent_basis: str = ""
    rest_day_reason: str = ""


@body("case.material_judged")
class MaterialJudged(Body):
    """One material of the closed list was looked at (A3.4.6: no other can be named)."""

    material: str
    verdict: Verdict
    originals: int = 0
    copies: int = 0
    problem: str = ""
    cure: str = ""


@body("case.corrected_on_the_spot")
class CorrectedOnTheSpot(Body):
    """A curable fault was put right at the counter (A3.2c): what, and by whom."""

    material: str
    fault: str
    corrected_by: str


@body("case.receipt_issued")
class ReceiptIssued(Body):
    """The receipt voucher for the papers handed in."""

    paper: str


@body("case.correction_asked")
class CorrectionAsked(Body):
    """A correction notice lists everything at once (行政许可法 32(四)); told only when printed."""

    ordinal: int
    items: tuple[CorrectionItem, ...]
    paper: str
    override_reason: str = ""
    approved_by: str = ""


@body("case.told")
class Told(Body):
    """A notice of this case reached the applicant: printed or handed over."""

    paper: str
    paper_kind: str


@body("case.supplied")
class MaterialsSupplied(Body):
    """The applicant brought what a correction notice asked for."""

    materials: tuple[str, ...]


@body("case.accepted")
class Accepted(Body):
    """Accepted; `accepted_on` lies before the paper where silence had accepted it (32(四))."""

    accepted_on: date
    deemed: bool
    paper: str


@body("case.not_accepted")
class NotAccepted(Body):
    """Refused at the door with reason and destination (32(二), A3.4.3), or still defective."""

    ground: Ground
    reason: str
    destination: str
    paper: str


@body("case.not_a_permit")
class NotAPermit(Body):
    """Told at once that no permit is needed, and what to do instead (32(一))."""

    advice: str
    destination: str
    paper: str


@body("case.sent_elsewhere")
class SentElsewhere(Body):
    """Exempt (32(一)) or another level's matter (32(二)): the answer with its destination."""

    ground: Elsewhere
    reason: str
    organ: str
    place: str
    phone: str
    paper: str


@body("case.material_taken_over")
class MaterialTakenOver(Body):
    """A shareable material the hall holds already was not asked for again (若干规定 7)."""

    material: str
    source: str
    source_number: str
    judged_on: date


@body("case.twin_confirmed")
class TwinConfirmed(Body):
    """Taken in although the applicant's `others` ask for the same matter, and why."""

    others: tuple[str, ...]
    reason: str


@body("case.late_entry_approved")
class LateEntryApproved(Body):
    """A supervisor answers for a late entry that takes back an acceptance by silence (A4.3)."""

    deemed_on: date
    approved_by: str
