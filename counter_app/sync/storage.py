"""What a share can do: five verbs and four ways to fail (sync 6.2).

Nothing here locks, replaces or orders by time. Names are relative, lower case
and at most two folders deep. A mounted folder speaks it in `folder.py`; other
back ends speak the same five verbs.
"""

from typing import Protocol

import attrs


class ShareFault(Exception):
    """Base of what a share may answer instead of obeying; never raised itself."""


class Absent(ShareFault):
    """The name is not there (or a stale listing hides it)."""


class Busy(ShareFault):
    """Somebody holds the file just now, or refuses it; a later try may succeed."""


class Full(ShareFault):
    """The share has no room left; nothing was lost here."""


class Down(ShareFault):
    """The share cannot be reached, is not our hall's, or does not take files at all."""


@attrs.frozen
class Room:
    """Bytes free and bytes in all; a share that cannot tell says 0 of 0."""

    free: int
    total: int

    @property
    def scarce(self) -> bool:
        """Less than a tenth is free (H18): time to tell somebody."""
        return self.free * 10 < self.total


class Storage(Protocol):
    """The five verbs. Every error is one of Absent, Busy, Full, Down."""

    def list(self, folder: str) -> list[str]:
        """Names directly in `folder`, in no order; an absent folder is empty."""

    def read(self, name: str) -> bytes:
        """The whole file, opened fresh; may be torn or stale, so the caller checks it."""

    def put(self, name: str, data: bytes) -> None:
        """Store under a name that does not exist yet; an existing file is left as it is."""

    def delete(self, name: str) -> None:
        """Remove one of our own names; an absent one is fine."""

    def free(self) -> Room:
        """How much room is left."""
