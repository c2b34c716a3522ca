"""Persons and organisations. Their particulars are sealed under a key of their own."""

import enum

import attrs

from counter_app.domain.facts import Body, body, sealed


class PartyKind(enum.StrEnum):
    """Who may apply (办理对象)."""

    PERSON = "person"
    ORGANISATION = "organisation"


@attrs.frozen(kw_only=True)
class Particulars:
    """What identifies a party; empty text means “not given”.

    `number` is the resident identity number (GB 11643) of a person or the
    unified social credit code (GB 32100) of an organisation.
    """

    name: str
    number: str = ""
    phone: str = ""
    address: str = ""
    legal_representative: str = ""


@body("party.recorded")
class PartyRecorded(Body):
    """A party became known; `key_of` is the random name its key is filed under."""

    party_kind: PartyKind
    key_of: str
    particulars: Particulars | None = sealed(by="key_of")
    source: str = "typed"


@body("party.amended")
class PartyAmended(Body):
    """Particulars were set anew; concurrent amendments are all kept and shown."""

    key_of: str
    particulars: Particulars | None = sealed(by="key_of")
    reason: str = ""


@body("party.looked_at")
class PartyLookedAt(Body):
    """Somebody saw unmasked data of this party (A5.5.1)."""

    fields: tuple[str, ...]
    reason: str
