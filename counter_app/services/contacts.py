"""Whom to call and at which number: for who has to call, and on record (A5.5.1)."""

from counter_app.services import parties
from counter_app.services.changes import Changes
from counter_app.services.desk import Desk
from counter_app.words import _


def contact(desk: Desk, party: str, reason: str) -> tuple[str, Changes]:
    """Name and telephone in full, and what changed by looking at them.

    `party` is empty for who gave no name. Someone who was erased is told as such.
    """
    if not party:
        return _("anonymous"), Changes()
    if parties.party_of(desk, party).particulars is None:
        return _("erased"), Changes()
    known, changes = parties.look_at(desk, party, reason)
    return f"{known.name}　{known.phone}".strip(), changes
