"""Keeping the share whole: put back what it lost, clear away what is superseded (sync 6.5, 6.9).

Every window holds every segment, so any of them can refill a share that was
rolled back or wiped. Names are content-addressed: doing it twice, or because
of a stale listing, is harmless.
"""

import time
from collections.abc import Callable, Sequence
from datetime import timedelta

from counter_app.services.shipping import Place, Shipping
from counter_app.sync.layout import head_name, segment_folder, segment_name
from counter_app.sync.shelf import Shelf
from counter_app.sync.storage import Storage

PATIENCE = timedelta(seconds=60)
"""A stale listing may hide a file this long; nothing is concluded from less (H6)."""

PATIENT_POLLS = 3
SCRUB_EVERY = timedelta(hours=24)


class Upkeep:
    """What one window does for the share beside its own traffic."""

    def __init__(
        self,
        storage: Storage,
        shelf: Shelf,
        shipping: Shipping,
        ticks: Callable[[], float] = time.monotonic,
    ) -> None:
        self._storage = storage
        self._shelf = shelf
        self._shipping = shipping
        self._ticks = ticks
        self._missed: dict[str, tuple[float, int]] = {}
        self._to_scrub: list[Place] = []
        self._scrubbed_at: float | None = None

    def repair(self, heads: Sequence[Place]) -> int:
        """Refill the chains whose tips the share has not listed for long; how many.

        Errors: Busy, Full, Down.
        """
        now = self._ticks()
        lost = self._lost(heads)
        self._missed = {
            tip.h16: (since, polls + 1)
            for tip in lost
            for since, polls in [self._missed.get(tip.h16, (now, 0))]
        }
        mended = 0
        for tip in lost:
            since, polls = self._missed[tip.h16]
            if now - since >= PATIENCE.total_seconds() and polls >= PATIENT_POLLS:
                self._refill(tip)
                self._shelf.lay(head_name(tip), b"")
                del self._missed[tip.h16]
                mended += 1
        return mended

    def scrub(self) -> None:
        """Look through the segments of one actor, ours first; each of them once a day.

        A head can survive while its segment is lost: a server that confirmed a
        write and then lost it (H10). Errors: Busy, Full, Down.
        """
        now = self._ticks()
        due = self._scrubbed_at is None or now - self._scrubbed_at >= SCRUB_EVERY.total_seconds()
        if due and not self._to_scrub:
            self._to_scrub = sorted(
                self._shared_tips(), key=lambda tip: tip.actor == self._shipping.actor
            )
            self._scrubbed_at = now
        if self._to_scrub:
            self._refill(self._to_scrub[-1])
            self._to_scrub.pop()

    def tidy(self, heads: Sequence[Place]) -> None:
        """Delete our own heads once every newer one of ours is listed. Errors: Busy, Down."""
        own = self._shipping.actor
        tips = {tip.h16 for tip in self._shipping.tips() if tip.actor == own}
        if not tips <= {head.h16 for head in heads}:
            return
        for head in heads:
            if head.actor == own and head.h16 not in tips and self._shipping.known(head.h16):
                self._storage.delete(head_name(head))

    def _shared_tips(self) -> list[Place]:
        """Tips that are, or should be, on the share; not the segment we are about to put."""
        pending = self._shipping.pending()
        return [
            tip for tip in self._shipping.tips() if pending is None or tip.h16 != pending.place.h16
        ]

    def _lost(self, heads: Sequence[Place]) -> list[Place]:
        """Tips we hold that the share neither lists nor may have moved beyond."""
        listed = {head.h16 for head in heads}
        beyond: dict[str, int] = {}
        for head in heads:
            if not self._shipping.known(head.h16):
                beyond[head.actor] = max(beyond.get(head.actor, 0), head.number)
        return [
            tip
            for tip in self._shared_tips()
            if tip.h16 not in listed and tip.number >= beyond.get(tip.actor, 0)
        ]

    def _refill(self, tip: Place) -> None:
        """Put every segment up to `tip` that the share does not list."""
        there = set(self._storage.list(segment_folder(tip.actor)))
        for place in self._shipping.chain(tip):
            name = segment_name(place)
            if name.rpartition("/")[2] not in there:
                self._shelf.lay(name, self._shipping.parcel(place.h16).data)
