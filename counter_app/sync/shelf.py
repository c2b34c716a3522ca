"""Putting down what must arrive and taking up only what is intact, on any storage.

A name is never trusted: what was put is read back and compared, what is read
is hashed and compared with its name (H3, H7). A torn copy is never replaced;
the same bytes go under the next attempt name `.a1`, `.a2` … and every reader
knows to look there.
"""

import hashlib
import time
from collections.abc import Callable, Sequence

from counter_app.sync.storage import Absent, Busy, Storage

READ_BACK_DELAYS = (0.05, 0.2, 0.75, 2.0, 4.0, 8.0)
"""Seconds between read-backs: 15 in all, longer than a client caches a size (H6, H7)."""

COPIES_PER_CALL = 2
"""How many new copies one call may write before it reports a share that tears writes."""


def fingerprint(data: bytes) -> str:
    """h16: the first 16 hex digits of the SHA-256, the part of a name that says the content."""
    return hashlib.sha256(data).hexdigest()[:16]


class Shelf:
    """Checked put and get over a `Storage`."""

    def __init__(
        self,
        storage: Storage,
        pause: Callable[[float], object] = time.sleep,
        read_back_delays: Sequence[float] = READ_BACK_DELAYS,
    ) -> None:
        self._storage = storage
        self._pause = pause
        self._delays = tuple(read_back_delays)

    def lay(self, name: str, data: bytes) -> None:
        """Return only when a copy of `data` under `name` was read back whole.

        Repeating it is harmless. Errors: Busy (the share keeps tearing writes or
        refuses them), Full, Down.
        """
        attempt, written = 0, 0
        while True:
            place = _attempt(name, attempt)
            found = self._look(place)
            if found is None:
                if written == COPIES_PER_CALL:
                    raise Busy(f"{name}: the share does not keep what is written")
                written += 1
                self._storage.put(place, data)
            if found == data or self._settles(place, data):
                return
            attempt += 1

    def fetch(self, name: str, h16: str) -> bytes | None:
        """The intact bytes of `name`, or None when no copy (yet) hashes to `h16`.

        Errors: Busy, Down.
        """
        attempt = 0
        while (found := self._look(_attempt(name, attempt))) is not None:
            if fingerprint(found) == h16:
                return found
            attempt += 1
        return None

    def _settles(self, place: str, data: bytes) -> bool:
        """Whether the read-back comes to equal `data` within the patience of the shelf."""
        for delay in (*self._delays, 0.0):
            if self._look(place) == data:
                return True
            self._pause(delay)
        return False

    def _look(self, place: str) -> bytes | None:
        try:
            return self._storage.read(place)
        except Absent:
            return None


def _attempt(name: str, number: int) -> str:
    return f"{name}.a{number}" if number else name
