"""A folder of the operating system (a mounted SMB or NFS share) as storage.

Rules from the hazards of sync.md: write `tmp/<uuid>`, flush, rename to a name
that does not exist yet (H1, H3); nothing is ever replaced; nothing is created
when the marker is missing, so an empty mount point stays empty (H13); a file
held by a virus scanner is retried for at most two seconds (H11).
"""

import errno
import os
import re
import shutil
import time
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from counter_app.sync.storage import Absent, Busy, Down, Full, Room

MARKER = "HALL"
RETRY_DELAYS = (0.05, 0.1, 0.25, 0.5, 1.0)
"""Seconds between tries on a busy file: about two seconds in all."""

_NAME = re.compile(r"[A-Za-z0-9-][A-Za-z0-9.-]{0,63}(?:/[a-z0-9-][a-z0-9.-]{0,63}){0,2}")
_BUSY = frozenset({errno.EBUSY, errno.EACCES, errno.EAGAIN, errno.ETXTBSY})
_FULL = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})
_ABSENT = frozenset({errno.ENOENT, errno.ENOTDIR, errno.EISDIR})

T = TypeVar("T")


class Folder:
    """`Storage` over the folder `root`, which must carry the hall's marker."""

    def __init__(self, root: Path, pause: Callable[[float], object] = time.sleep) -> None:
        self.root = root
        self._pause = pause

    def list(self, folder: str) -> list[str]:
        """Names in `folder`. Errors: Down, Busy."""
        try:
            return self._patiently(lambda: os.listdir(self._path(folder)))
        except Absent:
            return []

    def read(self, name: str) -> bytes:
        """Content of `name`. Errors: Absent, Busy, Down."""
        return self._patiently(self._path(name).read_bytes)

    def put(self, name: str, data: bytes) -> None:
        """Write aside, flush, rename. Errors: Busy, Full, Down."""
        target = self._path(name)
        aside = self.root / "tmp" / str(uuid.uuid4())
        try:
            self._patiently(lambda: self._write(aside, data, first=name == MARKER))
            self._patiently(lambda: self._rename(aside, target))
        except Absent as missing:
            raise Down(f"{name}: a folder of the share is missing or not a folder") from missing
        finally:
            self._forget(aside)

    def delete(self, name: str) -> None:
        """Remove `name` if it is there. Errors: Busy, Down."""
        path = self._path(name)
        self._patiently(lambda: path.unlink(missing_ok=True))

    def free(self) -> Room:
        """Room on the disk of the share. Errors: Down."""
        try:
            usage = self._patiently(lambda: shutil.disk_usage(self.root))
        except Absent as gone:
            raise Down("the folder of the share is away") from gone
        return Room(usage.free, usage.total)

    def _path(self, name: str) -> Path:
        if not _NAME.fullmatch(name):
            raise ValueError(f"not a name on a share: {name!r}")
        return self.root / name

    def _write(self, aside: Path, data: bytes, first: bool) -> None:
        if first:
            aside.parent.mkdir(exist_ok=True)
        self._make_room(aside.parent)
        with aside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())

    def _rename(self, aside: Path, target: Path) -> None:
        self._make_room(target.parent)
        # Names are content-addressed: whoever was first wrote the same bytes,
        # or a torn copy, which the read-back finds. Neither may be replaced.
        if not target.exists():
            aside.rename(target)

    def _make_room(self, folder: Path) -> None:
        """Create `folder` below the root, but only beside a marker (H13)."""
        if folder.is_dir():
            return
        if not (self.root / MARKER).is_file():
            raise Down("the share carries no hall marker")
        for step in reversed(folder.relative_to(self.root).parents[:-1]):
            (self.root / step).mkdir(exist_ok=True)
        folder.mkdir(exist_ok=True)

    def _forget(self, aside: Path) -> None:
        """Clear what is left in tmp; if that fails, anybody may delete it after two days."""
        try:
            aside.unlink(missing_ok=True)
        except OSError:
            return

    def _patiently(self, deed: Callable[[], T]) -> T:
        """Run `deed`, retrying while somebody holds the file; map every OSError."""
        for delay in RETRY_DELAYS:
            try:
                return deed()
            except OSError as error:
                if error.errno not in _BUSY:
                    raise _fault(error) from error
            self._pause(delay)
        try:
            return deed()
        except OSError as error:
            raise _fault(error) from error


def _fault(error: OSError) -> Absent | Busy | Full | Down:
    """The one fault an operating system error means."""
    text = os.strerror(error.errno) if error.errno else type(error).__name__
    if error.errno in _ABSENT:
        return Absent(text)
    if error.errno in _BUSY:
        return Busy(text)
    if error.errno in _FULL:
        return Full(text)
    return Down(text)
