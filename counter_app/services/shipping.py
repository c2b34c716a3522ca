"""What the courier may know of the database: sealed bytes, chains, holes, counts.

The courier carries bytes and never opens a body; this file never seals one.
Between them the state of a segment moves one way only: facts wait in the
outbox → the sealed bytes are kept as pending, in the same transaction that
empties the outbox → published. A crash anywhere repeats the last step with
identical bytes (sync 6.5).
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

import attrs

from counter_app.models.base import atomic_immediate, database
from counter_app.models.codec import decode
from counter_app.models.engine import fn
from counter_app.models.journal import (
    FactRow,
    HoleRow,
    MetaRow,
    OutboxRow,
    SegmentRow,
    TipRow,
)
from counter_app.models.vault import PartyVault

SEGMENT_BYTES = 256 * 1024
"""Fact lines of one segment, before compression (sync 6.3)."""

PENDING, PUBLISHED, FOREIGN = "pending", "published", "foreign"

_OBSERVED = "sync.observed"
_PENDING_FACTS = "sync.pending_facts"
_FORK = "sync.fork"
_LEAVES = "sync.leaves."
_DEVICE = "sync.device."


@attrs.frozen(order=True)
class Place:
    """Where a segment stands: its actor, its number in the chain, its h16."""

    actor: str
    number: int
    h16: str


@attrs.frozen(kw_only=True)
class Parcel:
    """A sealed segment as kept here: its place, its predecessor's h16 ("": none), its bytes."""

    place: Place
    previous: str
    data: bytes


@attrs.frozen(kw_only=True)
class Cut:
    """Facts that leave next, for the courier to seal.

    `observed` are heads of other windows that changed since the last cut;
    `last` is the outbox number up to which the lines reach.
    """

    number: int
    previous: str
    lines: tuple[bytes, ...]
    keys: Mapping[str, bytes]
    observed: tuple[Place, ...]
    last: int


@attrs.frozen
class Hole:
    """A segment that others name and the share does not give; missed since `since`."""

    place: Place
    since: datetime


class Shipping:
    """The journal as the courier of `actor` (this window's present incarnation) sees it."""

    def __init__(self, actor: str) -> None:
        self.actor = actor

    def cut(self, limit_bytes: int = SEGMENT_BYTES) -> Cut | None:
        """The oldest waiting facts, at least one, at most `limit_bytes` if there are more.

        None while a segment is pending or nothing waits.
        """
        waiting = (
            OutboxRow.select(OutboxRow.n, FactRow.line)
            .join(FactRow, on=(FactRow.id == OutboxRow.fact))
            .order_by(OutboxRow.n)
            .tuples()
        )
        lines: list[bytes] = []
        size = last = 0
        if self.pending() is None:
            for n, line in waiting.iterator():
                size += len(line)
                if lines and size > limit_bytes:
                    break
                lines.append(bytes(line))
                last = n
        if not lines:
            return None
        number, previous = self._own_tip()
        return Cut(
            number=number + 1,
            previous=previous,
            lines=tuple(lines),
            keys=_keys_of(lines),
            observed=self._newly_observed(),
            last=last,
        )

    def keep_pending(self, cut: Cut, h16: str, data: bytes) -> bool:
        """Keep the sealed bytes and empty the outbox of them, in one transaction.

        False, and nothing kept, when another process of this window cut the same
        facts meanwhile. Errors: Outage.
        """
        place = Place(self.actor, cut.number, h16)
        with atomic_immediate():
            if self.pending() is not None or self._own_tip() != (cut.number - 1, cut.previous):
                return False
            if not self._keep(Parcel(place=place, previous=cut.previous, data=data), PENDING):
                _sort_leaves(self.actor)
            OutboxRow.delete().where(OutboxRow.n <= cut.last).execute()
            _write(_PENDING_FACTS, str(len(cut.lines)))
            observed = {**_observed(), **{seen.actor: seen.h16 for seen in cut.observed}}
            _write(_OBSERVED, json.dumps(observed, sort_keys=True))
        return True

    def pending(self) -> Parcel | None:
        """The segment that is cut but not yet known to lie on the share."""
        row = SegmentRow.get_or_none(SegmentRow.state == PENDING)
        return None if row is None else _parcel(row)

    def mark_published(self, h16: str) -> None:
        """The segment and its head were read back from the share. Errors: Outage."""
        with atomic_immediate():
            SegmentRow.update(state=PUBLISHED).where(SegmentRow.h16 == h16).execute()
            _write(_PENDING_FACTS, "0")

    def count_unshared(self) -> int:
        """Facts of ours that are not yet known to lie on the share."""
        return int(OutboxRow.select().count()) + int(_read(_PENDING_FACTS) or 0)

    def known(self, h16: str) -> bool:
        """Whether we hold this segment."""
        return bool(SegmentRow.select(SegmentRow.h16).where(SegmentRow.h16 == h16).exists())

    def parcel(self, h16: str) -> Parcel:
        """A segment we hold, ours or another's; LookupError when we do not."""
        row = SegmentRow.get_or_none(SegmentRow.h16 == h16)
        if row is None:
            raise LookupError(f"segment {h16} is not held here")
        return _parcel(row)

    def chain(self, tip: Place) -> Iterator[Place]:
        """`tip` and its predecessors, newest first, as far as we hold them."""
        place: Place | None = tip
        while place is not None:
            row = SegmentRow.select(SegmentRow.prev).where(SegmentRow.h16 == place.h16).first()
            if row is None:
                return
            yield place
            place = Place(place.actor, place.number - 1, row.prev) if row.prev else None

    def tips(self) -> list[Place]:
        """Every segment we hold that no other one follows, one per actor as a rule.

        More than one for an actor means a hole between them, or two branches of
        a cloned window.
        """
        split = {
            row.key.removeprefix(_LEAVES)
            for row in MetaRow.select().where(MetaRow.key.startswith(_LEAVES))
        }
        places = [
            Place(row.actor, row.n, row.h16)
            for row in TipRow.select().order_by(TipRow.actor)
            if row.actor not in split
        ]
        return sorted([*places, *(leaf for actor in split for leaf in _leaves(actor))])

    def store_foreign(self, parcels: Iterable[Parcel], now: datetime) -> None:
        """Keep others' segments; runs inside the transaction that absorbs their facts.

        A predecessor we do not hold becomes a hole; a hole that is filled closes.
        """
        unsorted: set[str] = set()
        for parcel in parcels:
            if self.known(parcel.place.h16):
                continue
            if not self._keep(parcel, FOREIGN):
                unsorted.add(parcel.place.actor)
            HoleRow.delete().where(HoleRow.h16 == parcel.place.h16).execute()
            if parcel.place.actor == self.actor:
                _write(_FORK, parcel.place.h16)
            if parcel.previous:
                before = Place(parcel.place.actor, parcel.place.number - 1, parcel.previous)
                self._miss(before, now)
        for actor in unsorted:
            _sort_leaves(actor)

    def note_hole(self, place: Place, now: datetime) -> None:
        """Remember a segment the share names and does not give. Errors: Outage."""
        with atomic_immediate():
            self._miss(place, now)

    def holes(self) -> list[Hole]:
        """What is missing, oldest first."""
        return [
            Hole(Place(row.actor, row.n, row.h16), datetime.fromisoformat(row.since))
            for row in HoleRow.select().order_by(HoleRow.since, HoleRow.h16)
        ]

    def fork(self) -> str | None:
        """h16 of a segment under our own name that we did not write, if one was ever met.

        The seam for new incarnations: a restored or cloned window shows here.
        """
        return _read(_FORK)

    def trust(self, actor: str, device: bytes) -> bool:
        """Whether `device` (public key) may sign for `actor`: the first one met may.

        The seam for certificates. Errors: Outage.
        """
        pinned = _read(_DEVICE + actor)
        if pinned is None:
            with atomic_immediate():
                _write(_DEVICE + actor, device.hex())
            return True
        return pinned == device.hex()

    def leave(self) -> None:
        """Close the database connection of the calling thread, which will not ask again."""
        if not database.is_closed():
            database.close()

    def _own_tip(self) -> tuple[int, str]:
        """Number and h16 of the last segment this very window wrote; (0, "") before the first."""
        row = (
            SegmentRow.select(SegmentRow.n, SegmentRow.h16)
            .where((SegmentRow.actor == self.actor) & (SegmentRow.state != FOREIGN))
            .order_by(SegmentRow.n.desc())
            .first()
        )
        return (0, "") if row is None else (row.n, row.h16)

    def _newly_observed(self) -> tuple[Place, ...]:
        """The highest tip of every other actor, where it is not the one told last."""
        highest = {place.actor: place for place in self.tips() if place.actor != self.actor}
        told = _observed()
        return tuple(place for place in highest.values() if told.get(place.actor) != place.h16)

    def _keep(self, parcel: Parcel, state: str) -> bool:
        """Insert the row; whether the tip of its actor could simply move on to it."""
        place = parcel.place
        SegmentRow.insert(
            h16=place.h16,
            actor=place.actor,
            n=place.number,
            prev=parcel.previous,
            bytes=parcel.data,
            state=state,
        ).execute()
        tip = TipRow.get_or_none(TipRow.actor == place.actor)
        if tip is None:
            TipRow.insert(actor=place.actor, n=place.number, h16=place.h16).execute()
            return True
        if tip.h16 != parcel.previous:
            return False
        _move_tip(place)
        return _read(_LEAVES + place.actor) is None

    def _miss(self, place: Place, now: datetime) -> None:
        if not self.known(place.h16):
            HoleRow.insert(
                h16=place.h16, actor=place.actor, n=place.number, since=now.isoformat()
            ).on_conflict_ignore().execute()


def _leaves(actor: str) -> list[Place]:
    """Segments of `actor` that none we hold names as predecessor, in order."""
    later = SegmentRow.alias()
    follower = later.select(fn.COUNT(later.h16)).where(
        (later.actor == SegmentRow.actor)
        & (later.n == SegmentRow.n + 1)
        & (later.prev == SegmentRow.h16)
    )
    rows = (
        SegmentRow.select(SegmentRow.actor, SegmentRow.n, SegmentRow.h16)
        .where((SegmentRow.actor == actor) & (follower == 0))
        .order_by(SegmentRow.n, SegmentRow.h16)
    )
    return [Place(row.actor, row.n, row.h16) for row in rows]


def _sort_leaves(actor: str) -> None:
    """After a segment that did not simply follow the tip: look at the whole chain."""
    leaves = _leaves(actor)
    _move_tip(leaves[-1])
    if len(leaves) > 1:
        _write(_LEAVES + actor, str(len(leaves)))
    else:
        MetaRow.delete().where(MetaRow.key == _LEAVES + actor).execute()


def _move_tip(place: Place) -> None:
    TipRow.update(n=place.number, h16=place.h16).where(TipRow.actor == place.actor).execute()


class _Asked:
    """A vault that only remembers which keys a fact asks for."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def key(self, name: str) -> bytes | None:
        self.names.add(name)
        return None


def _keys_of(lines: Iterable[bytes]) -> dict[str, bytes]:
    """The party keys these lines are sealed under, so far as they were not erased."""
    asked = _Asked()
    for line in lines:
        decode(line, asked)
    return PartyVault().keys(sorted(asked.names))


def _parcel(row: SegmentRow) -> Parcel:
    return Parcel(place=Place(row.actor, row.n, row.h16), previous=row.prev, data=bytes(row.bytes))


def _observed() -> dict[str, str]:
    return dict(json.loads(_read(_OBSERVED) or "{}"))


def _read(key: str) -> str | None:
    row = MetaRow.get_or_none(MetaRow.key == key)
    return None if row is None else str(row.value)


def _write(key: str, value: str) -> None:
    MetaRow.insert(key=key, value=value).on_conflict_replace().execute()
