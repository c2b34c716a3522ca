"""What the reception reads when it is asked for something particular."""

from attrs import frozen

from counter_app.domain.bodies.party import PartyKind
from counter_app.domain.errors import InputFault
from counter_app.domain.reception.state import Visit, VisitState
from counter_app.services import parties, reception
from counter_app.services.changes import Changes
from counter_app.services.desk import Desk
from counter_app.services.paper_reading import find_paper
from counter_app.services.parties import PartyInput
from counter_app.services.subjects import find_subject
from counter_app.words import _

SCREENS = {"visit": "reception", "case": "cases"}
BECOMES_APPLICATION = "转为申请"
"""Why the particulars of a visitor are looked at, as the record keeps it (A5.5.1)."""


@frozen(kw_only=True)
class OpenVisit:
    """A visit to go on with, or (`visit` is None) just a matter, by the name it is found under."""

    matter_name: str
    visit: Visit | None = None
    is_arriving: bool = False

    @property
    def is_promised(self) -> bool:
        """Whether a reply is owed."""
        return self.visit is not None and self.visit.state is VisitState.PROMISED


def look_up(desk: Desk, wanted: str) -> OpenVisit:
    """The matter with the code `wanted`, or the visit with that id. Raises InputFault."""
    today = desk.clock().date()
    if wanted in desk.reference.versions():
        return OpenVisit(matter_name=desk.reference.matter_in_force(wanted, today).name)
    visit = reception.visit_of(desk, wanted)
    if not visit.number:
        raise InputFault({"visit": _("There is no such visit on this PC.")})
    name = desk.reference.matter_in_force(visit.matter, today).name if visit.matter else ""
    here = desk.station.counter
    return OpenVisit(
        matter_name=name,
        visit=visit,
        is_arriving=visit.guided_to == here and not visit.guide_confirmed_by,
    )


def shown_at(about: str) -> tuple[str, str] | None:
    """The screen that shows the visit or case `about`, and its id; None for what is neither."""
    found = find_subject(about)
    return (SCREENS[found[0]], found[1]) if found else None


def about_paper(number: str) -> tuple[str, str]:
    """The screen and what it opens for the paper with `number`: its visit or case, else itself.

    Raises InputFault.
    """
    paper = find_paper(number)
    if paper is None:
        raise InputFault({"paper": _("There is no such paper on this PC.")})
    return shown_at(paper.about) or ("papers", number)


def visitor_of(desk: Desk, visit: Visit) -> tuple[PartyInput, Changes]:
    """The visitor unmasked, for the application form; the look goes on record (A5.5.1)."""
    if not visit.visitor:
        return PartyInput(), Changes()
    card, changes = parties.look_at(desk, visit.visitor, BECOMES_APPLICATION)
    found = PartyInput(
        kind=PartyKind(card.kind),
        name=card.name,
        number=card.number,
        phone=card.phone,
        address=card.address,
    )
    return found, changes
