"""Exemptions and the wrong level: an answer is complete only with its destination (A3.4.3)."""

import attrs

from counter_app.domain.bodies.elsewhere import Elsewhere
from counter_app.domain.errors import InputFault
from counter_app.domain.fields import typed
from counter_app.domain.phrases import check_public_text
from counter_app.words import _


@attrs.frozen(kw_only=True)
class Destination:
    """Who does it, and how to find them: a place or a telephone number at least."""

    organ: str = typed("organ", default="")
    place: str = typed("place", default="")
    phone: str = typed("phone", default="")

    def words(self) -> str:
        """As papers print it, on one line."""
        phone = f"电话{self.phone}" if self.phone else ""
        return "，".join(part for part in (self.organ, self.place, phone) if part)


@attrs.frozen(kw_only=True)
class SendElsewhere:
    """Answer that it needs nothing here, or that another level decides it."""

    ground: Elsewhere
    reason: str = typed("reason")
    destination: Destination
    paper: str


def complete(command: SendElsewhere, forbidden: tuple[str, ...]) -> Destination:
    """The destination, with a reason beside it; InputFault at each field that is missing."""
    target, faults = command.destination, {}
    if not command.reason:
        faults["reason"] = _("Give the reason; the citizen reads it on the paper.")
    if not target.organ:
        faults["organ"] = _("Say which office does it.")
    if not target.place and not target.phone:
        faults["place"] = _("Give its place or its telephone number.")
    if faults:
        raise InputFault(faults)
    check_public_text(command.reason + target.words(), forbidden)
    return target
