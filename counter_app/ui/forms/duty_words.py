"""How the lists of the duty screen read: their names, the breaches of the register."""

from collections.abc import Mapping

from counter_app.domain.cases.warnings import Breach
from counter_app.services.lights import Listing
from counter_app.words import _

REGISTER = "register"
"""The key of the responsibility register among the lists."""


def list_words() -> Mapping[Listing, str]:
    """What each list is called, the most pressing first."""
    return {
        Listing.REQUESTS: _("Extensions to answer"),
        Listing.RED: _("Overdue"),
        Listing.TODAY: _("Due today"),
        Listing.YELLOW: _("Due soon"),
        Listing.UNEXPLAINED: _("Late and not explained"),
        Listing.TO_PUBLISH: _("Reasons to publish"),
        Listing.EXTENSIONS: _("Extension not told yet"),
        Listing.FOLLOW_UP: _("Superior has not answered"),
        Listing.PROMISED: _("Papers promised"),
        Listing.RENEWALS: _("Licences about to end"),
    }


def breach_words(breach: Breach) -> str:
    """What the law was not kept in."""
    return {
        Breach.NOT_TOLD: _("Not told within the time (32(4))"),
        Breach.TOLD_TWICE: _("A second notice asked for something new"),
        Breach.OVERDUE: _("Decided too late, or not yet"),
        Breach.ON_THE_SPOT: _("Not finished on the spot"),
        Breach.NOT_EXPLAINED: _("Extension not told or explained in time"),
        Breach.NOT_DELIVERED: _("Decision not delivered in time"),
        Breach.NOT_CALLED: _("Not called to collect in time"),
    }[breach]
