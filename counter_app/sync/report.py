"""What the courier tells the lamp: one state, counts, and a sentence if there is trouble."""

from enum import Enum

import attrs

from counter_app.domain.errors import Outage
from counter_app.services.changes import Changes
from counter_app.sync.marker import OtherHall
from counter_app.sync.storage import Down, Full, ShareFault
from counter_app.words import N_, _


class LampState(Enum):
    """The four colours of the lamp; every colour is also a word."""

    SYNCED = N_("Shared")
    SYNCING = N_("Sharing")
    OFFLINE = N_("Offline: this PC goes on working")
    ATTENTION = N_("Sharing needs attention")

    @property
    def words(self) -> str:
        """The state in the clerk's language."""
        return _(self.value)


@attrs.frozen(kw_only=True)
class Report:
    """One round of the courier.

    `published` counts our segments that reached the share, `applied` facts of
    other windows taken in, `unshared` our facts that wait. `problem` is empty
    or a sentence that says what to do.
    """

    state: LampState
    published: int = 0
    applied: int = 0
    unshared: int = 0
    problem: str = ""
    changes: Changes = attrs.field(factory=Changes)


def offline() -> str:
    """The share is away."""
    return _(
        "The shared folder cannot be reached. Work goes on; what you do is shared when it is back."
    )


def other_hall() -> str:
    """The share carries somebody else's marker."""
    return _(
        "The shared folder belongs to another hall or a newer program. "
        "Ask the administrator to check the folder in the settings."
    )


def not_writable() -> str:
    """Reading works, writing does not."""
    return _(
        "The shared folder can be read but not written. "
        "Ask the administrator for the right to write to it."
    )


def full() -> str:
    """No room on the share."""
    return _("The shared folder is full. Ask the administrator to free space; work goes on.")


def scarce() -> str:
    """Hardly any room on the share."""
    return _("Less than a tenth of the shared disk is free. Tell the administrator soon.")


def doubled() -> str:
    """Another copy of this window writes under our name."""
    return _(
        "Another copy of this window has shared records under the same name. "
        "Stop using one of the two and tell the administrator."
    )


def forged(actor: str) -> str:
    """Something on the share was not written by a member of the hall."""
    return _(
        "A file on the shared folder under the name {actor} is not genuine and was not used. "
        "Tell the administrator."
    ).format(actor=actor)


def missing(actor: str, number: int) -> str:
    """A hole in somebody's chain that stays."""
    return _(
        "Part {number} of the records of {actor} is missing on the shared folder. "
        "It is asked for again and again; leave the PC of that window switched on."
    ).format(actor=actor, number=number)


def untold(hint: str) -> str:
    """The records of this PC could not be read or written just now."""
    return _("Sharing waits: {hint}").format(hint=hint)


def stopped() -> str:
    """An error of ours ended the courier."""
    return _("Sharing has stopped because of an error. Restart the program; nothing is lost.")


def outage(fault: ShareFault) -> Outage:
    """`fault` as a clerk is told it who asked for the share just now (first start, commands)."""
    if isinstance(fault, OtherHall):
        hint = other_hall()
    elif isinstance(fault, Full):
        hint = full()
    elif isinstance(fault, Down):
        hint = offline()
    else:
        hint = not_writable()
    return Outage(_("The shared folder cannot be used now"), hint)
