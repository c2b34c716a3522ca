"""A mounted folder as storage: what a share does to a file, and what is never done to a share."""

import errno
import os
import subprocess
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from counter_app.domain.clock import CST
from counter_app.sync.folder import MARKER, RETRY_DELAYS, Folder
from counter_app.sync.marker import OtherHall, check_marker, raise_marker
from counter_app.sync.storage import Absent, Busy, Down, Full, Room

HALL_KEY = b"k" * 32
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=CST)


@pytest.fixture
def share(tmp_path: Path) -> Folder:
    """A share that carries the marker of hall `h1`."""
    folder = Folder(tmp_path, pause=lambda _seconds: None)
    raise_marker(folder, "h1", HALL_KEY, NOW)
    return folder


class Failing(Folder):
    """A folder whose operating system fails as told: `faults` are raised one per write."""

    def __init__(self, root: Path, faults: list[int]) -> None:
        self.waited: list[float] = []
        super().__init__(root, pause=self.waited.append)
        self.faults = faults

    def _write(self, aside: Path, data: bytes, first: bool) -> None:
        if self.faults:
            code = self.faults.pop(0)
            raise OSError(code, os.strerror(code))
        super()._write(aside, data, first)


def test_what_was_put_is_read_listed_and_deleted(share: Folder) -> None:
    """A segment goes up, shows in the listing, comes back whole and can be removed."""
    share.put("log/w01-aaaaaa/00000001.0123456789abcdef", b"sealed")
    assert share.list("log/w01-aaaaaa") == ["00000001.0123456789abcdef"]
    assert share.read("log/w01-aaaaaa/00000001.0123456789abcdef") == b"sealed"
    share.delete("log/w01-aaaaaa/00000001.0123456789abcdef")
    share.delete("log/w01-aaaaaa/00000001.0123456789abcdef")
    assert share.list("log/w01-aaaaaa") == []
    assert share.list("log/w02-bbbbbb") == []
    assert os.listdir(share.root / "tmp") == []
    with pytest.raises(Absent):
        share.read("log/w01-aaaaaa/00000001.0123456789abcdef")


def test_nothing_is_ever_replaced(share: Folder) -> None:
    """A file under the name stays as it is, even when other bytes are put there."""
    share.put("heads/a.00000001.0123456789abcdef", b"first")
    share.put("heads/a.00000001.0123456789abcdef", b"second")
    assert share.read("heads/a.00000001.0123456789abcdef") == b"first"


@pytest.mark.parametrize(
    "name", ["../x", "/etc/x", "log/../../x", "log/A", "a/b/c/d", "", "heads/"]
)
def test_names_stay_inside_the_share(share: Folder, name: str) -> None:
    """A name that would climb out, or that some file system cannot hold, is our own bug."""
    with pytest.raises(ValueError, match="not a name"):
        share.put(name, b"")


def test_an_empty_mount_point_stays_empty(tmp_path: Path) -> None:
    """The share is not mounted: the folder is there but empty, and nothing is created in it."""
    folder = Folder(tmp_path)
    with pytest.raises(Down):
        folder.put("heads/a.00000001.0123456789abcdef", b"")
    with pytest.raises(Down):
        check_marker(folder, "h1", HALL_KEY)
    assert list(tmp_path.iterdir()) == []


def test_a_share_that_is_gone_is_down(tmp_path: Path) -> None:
    """The mount point itself is away: nothing is created above it, not even a marker."""
    folder = Folder(tmp_path / "gone")
    with pytest.raises(Down):
        raise_marker(folder, "h1", HALL_KEY, NOW)
    with pytest.raises(Down):
        folder.free()
    assert not (tmp_path / "gone").exists()


def test_a_file_in_the_way_of_a_folder(share: Folder) -> None:
    """Somebody put a plain file where a folder belongs: reads find nothing, writes are refused."""
    (share.root / "log").write_bytes(b"litter")
    assert share.list("log/w01-aaaaaa") == []
    with pytest.raises(Absent):
        share.read("log/w01-aaaaaa/00000001.0123456789abcdef")
    with pytest.raises(Down):
        share.put("log/w01-aaaaaa/00000001.0123456789abcdef", b"sealed")
    assert os.listdir(share.root / "tmp") == []


def test_a_busy_file_is_tried_again_for_two_seconds(share: Folder) -> None:
    """A virus scanner holds the fresh file twice, then lets go."""
    folder = Failing(share.root, [errno.EACCES, errno.EBUSY])
    folder.put("heads/a.00000001.0123456789abcdef", b"")
    assert folder.waited == list(RETRY_DELAYS[:2])
    assert sum(RETRY_DELAYS) <= 2


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        (errno.EACCES, Busy),
        (errno.ENOSPC, Full),
        (errno.EDQUOT, Full),
        (errno.EROFS, Down),
        (errno.EIO, Down),
        (errno.ESTALE, Down),
    ],
)
def test_every_error_of_the_system_is_one_of_four(
    share: Folder, code: int, fault: type[Exception]
) -> None:
    """Held for ever, no room, quota, read-only, failing, a stale handle."""
    folder = Failing(share.root, [code] * (len(RETRY_DELAYS) + 1))
    with pytest.raises(fault):
        folder.put("heads/a.00000001.0123456789abcdef", b"")
    assert folder.list("heads") == []


def test_an_error_without_a_number_is_down(share: Folder) -> None:
    """Some network file systems raise an error that carries no code at all."""

    class Wordless(Folder):
        def _write(self, aside: Path, data: bytes, first: bool) -> None:
            raise TimeoutError

    with pytest.raises(Down, match="TimeoutError"):
        Wordless(share.root).put("heads/a.00000001.0123456789abcdef", b"")


def test_leftovers_in_tmp_do_not_matter(share: Folder) -> None:
    """The half-written file cannot be removed either: the fault told is the first one."""

    class Stuck(Failing):
        def _write(self, aside: Path, data: bytes, first: bool) -> None:
            aside.mkdir()
            raise OSError(errno.ENOSPC, "full")

    with pytest.raises(Full):
        Stuck(share.root, []).put("heads/a.00000001.0123456789abcdef", b"")


def test_room_is_told(share: Folder) -> None:
    """The share knows its size; less than a tenth free is scarce, an unknown size is not."""
    room = share.free()
    assert 0 < room.free <= room.total
    assert Room(9, 100).scarce
    assert not Room(10, 100).scarce
    assert not Room(0, 0).scarce


class Small(Folder):
    """A share of 64 KiB that can be made read-only: a real one where mounting is allowed.

    Elsewhere the answers of the operating system are imitated at its border.
    """

    real = False
    read_only = False

    def _write(self, aside: Path, data: bytes, first: bool) -> None:
        if not self.real and self.read_only:
            raise OSError(errno.EROFS, "read-only")
        super()._write(aside, data if self.real else data[:65536], first)
        if not self.real and len(data) > 65536:
            raise OSError(errno.ENOSPC, "full")

    def remount_read_only(self) -> None:
        """From now on nothing can be written."""
        self.read_only = True
        if self.real:
            subprocess.run(["mount", "-o", "remount,ro", str(self.root)], check=True)


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Small]:
    """A marked share with hardly any room."""
    folder = Small(tmp_path)
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(tmp_path)]
    folder.real = subprocess.run(mount, capture_output=True).returncode == 0
    raise_marker(folder, "h1", HALL_KEY, NOW)
    yield folder
    if folder.real:
        subprocess.run(["umount", "-l", str(tmp_path)], check=True)


def test_a_full_disk(small: Small) -> None:
    """A share of 64 KiB takes no 100 KiB: Full, nothing under the name, tmp is cleared."""
    with pytest.raises(Full):
        small.put("log/a/00000001.0123456789abcdef", b"x" * 100_000)
    assert small.list("log/a") == []
    assert small.list("tmp") == []
    small.put("log/a/00000001.0123456789abcdef", b"x")


def test_a_read_only_share(small: Small) -> None:
    """Remounted read-only: reading goes on, writing is Down."""
    small.remount_read_only()
    check_marker(small, "h1", HALL_KEY)
    with pytest.raises(Down):
        small.put("heads/a.00000001.0123456789abcdef", b"")


def test_the_marker_is_written_once(share: Folder) -> None:
    """Raising it again changes nothing; another hall, key or format is refused."""
    before = share.read(MARKER)
    raise_marker(share, "h1", HALL_KEY, datetime(2027, 1, 4, tzinfo=CST))
    assert share.read(MARKER) == before
    with pytest.raises(OtherHall):
        raise_marker(share, "h2", HALL_KEY, NOW)
    with pytest.raises(OtherHall):
        check_marker(share, "h1", b"x" * 32)


@pytest.mark.parametrize("text", [b"", b"[]", b"{}", b'{"hall": "h1", "oldest": "x"}', b"\xff"])
def test_a_damaged_marker_is_no_marker(share: Folder, text: bytes) -> None:
    """A torn or foreign file named HALL: the share counts as away and is not written to."""
    (share.root / MARKER).write_bytes(text)
    with pytest.raises(Down):
        check_marker(share, "h1", HALL_KEY)
    with pytest.raises(Down):
        raise_marker(share, "h1", HALL_KEY, NOW)
    assert share.read(MARKER) == text


def test_a_newer_program_wrote_the_share(share: Folder) -> None:
    """The format range does not meet ours: told, not touched."""
    text = share.read(MARKER).replace(b'"oldest": 1', b'"oldest": 7')
    (share.root / MARKER).write_bytes(text.replace(b'"newest": 1', b'"newest": 7'))
    with pytest.raises(OtherHall, match="version"):
        check_marker(share, "h1", HALL_KEY)
