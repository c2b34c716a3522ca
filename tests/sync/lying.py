"""A real folder that fails as told, at the border where the operating system would."""

import time
from collections.abc import Callable
from pathlib import Path

from counter_app.sync.folder import Folder
from counter_app.sync.storage import Down, Room


class Lying(Folder):
    """`Folder` over `root` with faults switched on by name.

    torn: half the bytes reach the final name and success is told; torn_loud: the
    same, but Down is told; lost: success is told and nothing is written; stale:
    listings stay as they were; deaf: reading works, writing is `write_fault`.
    """

    def __init__(self, root: Path, pause: Callable[[float], object] = time.sleep) -> None:
        super().__init__(root, pause)
        self.fault = ""
        self.write_fault: Exception | None = None
        self.read_faults: dict[str, Exception] = {}
        self.room: Room | None = None
        self.steps_left: int | None = None
        self._listings: dict[str, list[str]] = {}

    def list(self, folder: str) -> list[str]:
        """As the share lists it, or as it once did."""
        self._step(folder)
        if self.fault != "stale" or folder not in self._listings:
            self._listings[folder] = super().list(folder)
        return self._listings[folder]

    def read(self, name: str) -> bytes:
        """As it lies there, unless reading it fails."""
        self._step(name)
        return super().read(name)

    def put(self, name: str, data: bytes) -> None:
        """As told, or not quite."""
        self._step(name)
        if self.write_fault is not None:
            raise self.write_fault
        if self.fault == "lost":
            return
        torn = self.fault in ("torn", "torn_loud") and name.startswith("log/")
        super().put(name, data[: len(data) // 2] if torn else data)
        if self.fault == "torn_loud":
            raise Down("cut in the middle")

    def free(self) -> Room:
        """The room there is, or the room that is claimed."""
        return self.room or super().free()

    def _step(self, name: str) -> None:
        for part, fault in self.read_faults.items():
            if part in name:
                raise fault
        if self.steps_left is not None:
            if self.steps_left == 0:
                raise Down("the line is cut")
            self.steps_left -= 1
