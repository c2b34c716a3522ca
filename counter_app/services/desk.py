"""The desk: one act, one transaction; and the same for facts of other windows."""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Generic, TypeVar

import attrs

from counter_app.domain.facts import Fact, heard
from counter_app.models.base import CounterDatabase, atomic_immediate
from counter_app.models.codec import PartyVault
from counter_app.services import journal, projecting
from counter_app.services.absence_rows import come_back_by_serving
from counter_app.services.act import Act, Late
from counter_app.services.changes import Changes
from counter_app.services.reference import Reference
from counter_app.services.station import Station
from counter_app.services.uptime import Uptime, uptime

T = TypeVar("T")
Clock = Callable[[], datetime]


@attrs.frozen
class Done(Generic[T]):
    """What an act gave back, and what it changed."""

    value: T
    changes: Changes


class Desk:
    """The counter's records as one clerk at one window uses them.

    Services call `act`; the courier calls `absorb`. Both hold one lock and one
    `BEGIN IMMEDIATE … COMMIT`, so a crash leaves all of an act or nothing.
    """

    def __init__(self, database: CounterDatabase, clock: Clock, station: Station) -> None:
        self.database = database
        self.clock = clock
        self.station = station
        self.uptime: Uptime = uptime
        self.vault = PartyVault()
        self.reference = Reference(clock)
        self._lock = threading.RLock()
        self.on_written: Callable[[], None] = lambda: None

    def act(self, call: Callable[[Act], T], late: Late | None = None) -> Done[T]:
        """Run `call` in one transaction and refresh the rows of what it touched.

        `late`: it happened before it could be entered, and is judged by when it happened.
        Serving a citizen takes the absence sign of this window down (A1.6.2a).
        Raises what `call` raises (Refusal, InputFault: nothing is written) and
        Outage when the database is busy or the disk is full.
        """
        with self._transaction():
            act = Act(self.station, self.reference, self.vault, self.clock(), late)
            value = call(act)
            come_back_by_serving(act, self.uptime)
            act.finish()
            changes = projecting.refresh(act.written, self.reference, act.facts)
        self._settle(changes)
        if changes:
            self.on_written()
        return Done(value, changes)

    def absorb(
        self,
        lines: Sequence[bytes],
        keys: Mapping[str, bytes],
        within: Callable[[], None] | None = None,
    ) -> Changes:
        """Take in facts of other windows, in any order and any number of times.

        `keys` are party keys that travel beside the facts; `within` runs in the
        same transaction (the courier stores its segment there).
        """
        with self._transaction():
            self.vault.learn(keys)
            fresh = journal.take_in(lines, self.vault)
            if fresh:
                self._hear(fresh)
            changes = projecting.refresh_heard(fresh, self.reference, self._facts)
            if within is not None:
                within()
        self._settle(changes)
        return changes

    def rebuild(self) -> Changes:
        """Empty every row and write it again from the facts, in one transaction."""
        with self._transaction():
            changes = projecting.rebuild(self.reference, self.vault)
        self._settle(changes)
        return changes

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """All of it or nothing, also in what is remembered of the database."""
        with self._lock:
            try:
                with atomic_immediate():
                    yield
            except BaseException:
                self.vault.forget()
                self.reference.forget()
                raise

    def _settle(self, changes: Changes) -> None:
        """After the commit: another thread may have read the old documents meanwhile."""
        if "document" in changes.kinds:
            self.reference.forget()

    def _facts(self, subject: str) -> list[Fact]:
        return journal.facts_of(subject, self.vault)

    def _hear(self, fresh: Sequence[Fact]) -> None:
        now_ms = int(self.clock().timestamp() * 1000)
        clock = journal.last_clock()
        for fact in fresh:
            clock = heard(now_ms, clock, fact.hlc)
        journal.keep_clock(clock)

    def read(self, call: Callable[[], T]) -> T:
        """Run a read that wants one consistent picture of the records."""
        with self.database.atomic():
            return call()
