"""A party folded from its facts: every concurrent value is kept until a person chooses."""

from collections.abc import Iterable

import attrs

from counter_app.domain.bodies.party import (
    Particulars,
    PartyAmended,
    PartyKind,
    PartyLookedAt,
    PartyRecorded,
)
from counter_app.domain.facts import Fact, UnknownBody, in_order


@attrs.frozen(kw_only=True)
class Party:
    """Who applies or acts for an applicant.

    `particulars` is None once the party's key was destroyed; `rivals` are values
    written by windows that had not seen each other.
    """

    id: str
    kind: PartyKind = PartyKind.PERSON
    key_of: str = ""
    particulars: Particulars | None = None
    rivals: tuple[Particulars, ...] = ()
    looked_at: int = 0
    needs_update: bool = False


def fold(subject: str, facts: Iterable[Fact]) -> Party:
    """The party `subject`; the latest value is shown, unseen rivals are kept beside it."""
    ordered = in_order(facts)
    writes = [one for one in ordered if isinstance(one.body, PartyRecorded | PartyAmended)]
    parents = {fact.id: fact.parents for fact in ordered}
    party = Party(id=subject, looked_at=sum(isinstance(one.body, PartyLookedAt) for one in ordered))
    for fact in ordered:
        if isinstance(fact.body, PartyRecorded):
            party = attrs.evolve(party, kind=fact.body.party_kind, key_of=fact.body.key_of)
        if isinstance(fact.body, UnknownBody):
            party = attrs.evolve(party, needs_update=True)
    values = [
        known for one in writes if not _superseded(one, writes, parents) and (known := _says(one))
    ]
    if not values:
        return party
    rivals = tuple(value for value in values[:-1] if value != values[-1])
    return attrs.evolve(party, particulars=values[-1], rivals=rivals)


def _says(write: Fact) -> Particulars | None:
    """The particulars a write set; None where their key was destroyed."""
    body = write.body
    return body.particulars if isinstance(body, PartyRecorded | PartyAmended) else None


def _superseded(write: Fact, writes: list[Fact], parents: dict[str, tuple[str, ...]]) -> bool:
    """Whether a later write had seen this one."""
    return any(
        other.id != write.id and write.id in _ancestors(other.id, parents) for other in writes
    )


def _ancestors(fact: str, parents: dict[str, tuple[str, ...]]) -> set[str]:
    """Every fact `fact` had seen, itself left out."""
    seen: set[str] = set()
    left = list(parents.get(fact, ()))
    while left:
        one = left.pop()
        if one not in seen:
            seen.add(one)
            left.extend(parents.get(one, ()))
    return seen
