"""Carries sealed facts between this PC and the share (sync 6.5), one round at a time.

Publish: cut → keep the sealed bytes as pending → segment, read back → head →
published. Pull: one listing of heads; from each unknown one walk back until a
known hash; apply every authentic segment at once. A missing predecessor is a
hole: it is told and asked for again, never a wall. The courier knows bytes and
chains, never bodies, and runs wherever it is called; `patrol.py` gives it a thread.
"""

import logging
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

import attrs
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from counter_app.services.changes import Changes
from counter_app.services.shipping import Cut, Parcel, Place, Shipping
from counter_app.sync import report
from counter_app.sync.layout import HEADS, head_name, heads_in, segment_name
from counter_app.sync.marker import OtherHall, check_marker
from counter_app.sync.report import LampState, Report
from counter_app.sync.segments import Forged, Header, Segment, Torn, open_segment, seal
from counter_app.sync.shelf import Shelf, fingerprint
from counter_app.sync.storage import Busy, Down, Full, ShareFault, Storage
from counter_app.sync.upkeep import PATIENCE, Upkeep

BATCH_FACTS = 500
"""Facts of one chain taken in at once: about a quarter of a second in which no act can begin."""

REFUSALS_BEFORE_ALARM = 2

log = logging.getLogger(__name__)

Absorb = Callable[[Sequence[bytes], Mapping[str, bytes], Callable[[], None]], Changes]


@attrs.frozen(kw_only=True)
class Identity:
    """Who this PC is on the share, and the keys it holds."""

    actor: str
    hall: str
    hall_key: bytes = attrs.field(repr=False)
    device: Ed25519PrivateKey = attrs.field(repr=False)
    epoch: int = 1


@attrs.define
class _Round:
    """What one round has done so far, kept even when the share fails in the middle."""

    changes: Changes = attrs.field(factory=Changes)
    applied: int = 0
    published: int = 0


class Courier:
    """One window's traffic with one share. Not for two threads at once."""

    def __init__(
        self,
        storage: Storage,
        shipping: Shipping,
        absorb: Absorb,
        identity: Identity,
        clock: Callable[[], datetime],
        *,
        shelf: Shelf | None = None,
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        self._storage = storage
        self._shelf = shelf or Shelf(storage)
        self._shipping = shipping
        self._absorb = absorb
        self._identity = identity
        self._clock = clock
        self._upkeep = Upkeep(storage, self._shelf, shipping, ticks)
        self._round = _Round()
        self._forged: dict[str, Place] = {}
        self._refusals = 0
        self._scarce: bool | None = None

    def once(self) -> Report:
        """Pull, publish, repair, tidy up; never raises a ShareFault. Errors: Outage."""
        self._round = _Round()
        try:
            heads = self._heads()
            self._pull(heads)
        except OtherHall:
            return self._report(LampState.ATTENTION, report.other_hall())
        except Down:
            return self._report(LampState.OFFLINE, report.offline())
        except ShareFault:
            return self._report(LampState.SYNCING)
        try:
            self._publish()
            self._upkeep.repair(heads)
            self._upkeep.tidy(heads)
            self._upkeep.scrub()
            self._look_for_room()
        except Full:
            return self._report(LampState.ATTENTION, report.full())
        except ShareFault as fault:
            return self._refused(fault)
        self._refusals = 0
        return self._settled()

    def pull(self) -> Changes:
        """Take in what others shared. Errors: Down, Busy, Outage."""
        self._round = _Round()
        self._pull(self._heads())
        return self._round.changes

    def publish(self) -> int:
        """Share what waits; the number of segments. Errors: Busy, Full, Down, Outage."""
        self._round = _Round()
        self._check_marker()
        self._publish()
        return self._round.published

    def repair(self) -> int:
        """Put back what the share lost, once it was missed long enough; how many chains.

        Errors: Busy, Full, Down.
        """
        return self._upkeep.repair(self._heads())

    def _check_marker(self) -> None:
        check_marker(self._storage, self._identity.hall, self._identity.hall_key)

    def _heads(self) -> list[Place]:
        """The whole poll: one listing, after a look at the marker."""
        self._check_marker()
        return heads_in(self._storage.list(HEADS))

    # Pull

    def _pull(self, heads: Sequence[Place]) -> None:
        holes = {hole.place for hole in self._shipping.holes()}
        for place in sorted({*heads, *holes}):
            try:
                self._walk_back(place, noted=place in holes)
            except Busy:
                continue  # one busy file must not stop the other peers (H12); next round again

    def _walk_back(self, start: Place, noted: bool) -> None:
        place: Place | None = start
        chain: list[tuple[Segment, Parcel]] = []
        facts = 0
        while place is not None and not self._shipping.known(place.h16):
            taken = self._take(place)
            if taken is None:
                if place == start and not noted:
                    self._shipping.note_hole(place, self._clock())
                break
            chain.append(taken)
            facts += len(taken[0].lines)
            if facts >= BATCH_FACTS:
                self._apply(chain)
                chain, facts = [], 0
            previous = taken[1].previous
            place = Place(place.actor, place.number - 1, previous) if previous else None
        self._apply(chain)

    def _take(self, place: Place) -> tuple[Segment, Parcel] | None:
        """The authentic segment at `place`; None when it is not (yet) to be had."""
        if place.h16 in self._forged:
            return None
        data = self._shelf.fetch(segment_name(place), place.h16)
        if data is None:
            return None
        try:
            segment = open_segment(data, self._identity.hall, self._identity.hall_key)
            self._check_place(segment, place)
        except (Torn, Forged):
            # The bytes are what the head announces, so waiting will not mend them.
            self._forged[place.h16] = place
            return None
        parcel = Parcel(place=place, previous=segment.header.previous, data=data)
        return segment, parcel

    def _check_place(self, segment: Segment, place: Place) -> None:
        header = segment.header
        if (header.actor, header.number) != (place.actor, place.number):
            raise Forged("the segment lies under a name that is not its own")
        if (header.number == 1) != (header.previous == ""):
            raise Forged("only the first segment of a chain has no predecessor")
        if not self._may_sign(header.actor, segment.device):
            raise Forged("another device signed for this actor before")

    def _may_sign(self, actor: str, device: bytes) -> bool:
        """Our own name belongs to our own device, any other to the first device met."""
        if actor == self._identity.actor:
            return device == self._identity.device.public_key().public_bytes_raw()
        return self._shipping.trust(actor, device)

    def _apply(self, chain: Sequence[tuple[Segment, Parcel]]) -> None:
        """Take in `chain` (newest first); a segment with a fact nobody can read is set aside."""
        try:
            self._take_in(chain)
        except ValueError:
            for taken in reversed(chain):
                try:
                    self._take_in([taken])
                except ValueError as odd:
                    place = taken[1].place
                    self._forged[place.h16] = place
                    log.error("segment %s cannot be read: %s", place.h16, type(odd).__name__)

    def _take_in(self, chain: Sequence[tuple[Segment, Parcel]]) -> None:
        """Facts, keys and segments of `chain` in one transaction."""
        if not chain:
            return
        lines = [line for segment, _ in reversed(chain) for line in segment.lines]
        keys = {name: key for segment, _ in chain for name, key in segment.keys.items()}
        parcels = [parcel for _, parcel in reversed(chain)]
        now = self._clock()
        changes = self._absorb(lines, keys, lambda: self._shipping.store_foreign(parcels, now))
        self._round.changes |= changes
        self._round.applied += len(lines)

    # Publish

    def _publish(self) -> None:
        while (parcel := self._shipping.pending() or self._cut()) is not None:
            self._shelf.lay(segment_name(parcel.place), parcel.data)
            self._shelf.lay(head_name(parcel.place), b"")
            self._shipping.mark_published(parcel.place.h16)
            self._round.published += 1
            self._scarce = None

    def _cut(self) -> Parcel | None:
        """Seal what waits and keep it as pending; None when nothing waits."""
        cut = self._shipping.cut()
        if cut is None:
            return None
        data = self._seal(cut)
        self._shipping.keep_pending(cut, fingerprint(data), data)
        return self._shipping.pending()

    def _seal(self, cut: Cut) -> bytes:
        header = Header(
            hall=self._identity.hall,
            actor=self._identity.actor,
            number=cut.number,
            previous=cut.previous,
            epoch=self._identity.epoch,
            count=len(cut.lines),
            observed=tuple((seen.actor, seen.number, seen.h16) for seen in cut.observed),
        )
        return seal(header, cut.lines, cut.keys, self._identity.hall_key, self._identity.device)

    def _look_for_room(self) -> None:
        """Once at the start and after each segment: the share only fills by writing."""
        if self._scarce is None:
            self._scarce = self._storage.free().scarce

    # Report

    def _refused(self, fault: ShareFault) -> Report:
        """Reading worked, writing did not: once an accident, when it stays for a person."""
        self._refusals += 1
        if self._refusals >= REFUSALS_BEFORE_ALARM:
            return self._report(LampState.ATTENTION, report.not_writable())
        if isinstance(fault, Down):
            return self._report(LampState.OFFLINE, report.offline())
        return self._report(LampState.SYNCING)

    def _settled(self) -> Report:
        """The report of a round in which the share did all it was asked."""
        problem = self._trouble()
        if problem:
            return self._report(LampState.ATTENTION, problem)
        waiting = self._shipping.count_unshared() or self._shipping.holes()
        return self._report(LampState.SYNCING if waiting else LampState.SYNCED)

    def _trouble(self) -> str:
        """The gravest thing a person should know, or nothing."""
        if self._shipping.fork() is not None:
            return report.doubled()
        for place in self._forged.values():
            return report.forged(place.actor)
        for hole in self._shipping.holes():
            if self._clock() - hole.since >= PATIENCE:
                return report.missing(hole.place.actor, hole.place.number)
        return report.scarce() if self._scarce else ""

    def _report(self, state: LampState, problem: str = "") -> Report:
        return Report(
            state=state,
            published=self._round.published,
            applied=self._round.applied,
            unshared=self._shipping.count_unshared(),
            problem=problem,
            changes=self._round.changes,
        )
