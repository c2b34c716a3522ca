"""A share that loses, tears and forgets: told, asked again, and put back by any window."""

import shutil
from collections.abc import Callable
from pathlib import Path

from counter_app.models.base import database
from counter_app.sync.folder import MARKER, Folder
from counter_app.sync.marker import raise_marker
from counter_app.sync.report import LampState
from counter_app.sync.storage import Busy
from tests.sync.lying import Lying
from tests.sync.windows import (
    HALL,
    HALL_KEY,
    Times,
    Window,
    journal,
    once,
    open_visit,
    questions,
    write,
)


def test_an_old_head_stays_until_the_new_one_is_listed(first: Window, share: Folder) -> None:
    """The server lost our newest head: the older one still leads others to what is there."""
    with first.here():
        for question in "甲乙":
            open_visit(first.desk, question)
            first.courier.publish()
    older, newer = sorted(share.list("heads"))
    (share.root / "heads" / newer).unlink()
    once(first)
    assert share.list("heads") == [older]
    refilled(first, first.times)
    assert share.list("heads") == [newer]


def test_a_torn_file_under_its_final_name(first: Window, second: Window, share: Folder) -> None:
    """The share tears the first copy silently: a second one is written, readers find it."""
    lying = Lying(share.root)
    lying.fault = "torn"
    first.courier = first.courier_to(lying)
    with first.here():
        open_visit(first.desk, "甲")
    assert once(first).state is LampState.SYNCING
    torn = sorted(share.list(f"log/{first.actor}"))
    assert [name[-3:] for name in torn[1:]] == [".a1"]
    assert once(second).applied == 0
    lying.fault = ""
    assert once(first).state is LampState.SYNCED
    assert len(share.list(f"log/{first.actor}")) == 3
    assert once(second).applied == 2


def test_a_share_that_swallows_writes(first: Window, share: Folder) -> None:
    """Success is told but nothing is there: not published, tried again."""
    lying = Lying(share.root)
    lying.fault = "lost"
    first.courier = first.courier_to(lying)
    with first.here():
        open_visit(first.desk, "甲")
    told = once(first)
    assert (told.state, told.published, told.unshared) == (LampState.SYNCING, 0, 2)


def test_a_missing_part_is_a_hole_and_no_wall(
    first: Window, second: Window, share: Folder, times: Times
) -> None:
    """The middle of a chain is gone: the newer part applies, a person is told after a minute."""
    write(first, "甲", "乙", "丙")
    (middle,) = [name for name in share.list(f"log/{first.actor}") if name.startswith("00000002")]
    kept = share.root / "log" / first.actor / middle
    data = kept.read_bytes()
    kept.unlink()
    told = once(second)
    assert (told.state, told.applied) == (LampState.SYNCING, 2)
    assert questions(second) == ["测试丙"]
    times.pass_by(61)
    told = once(second)
    assert told.state is LampState.ATTENTION
    assert first.actor in told.problem
    kept.write_bytes(data)
    assert (once(second).applied, once(second).state) == (4, LampState.SYNCED)
    assert journal(second) == journal(first)


def test_a_listed_head_without_its_segment(
    first: Window, second: Window, share: Folder, times: Times
) -> None:
    """The listing shows a head whose segment is not to be had: a hole, once noted, asked again."""
    write(first, "甲")
    log = share.root / "log"
    log.rename(share.root / "away")
    assert once(second).state is LampState.SYNCING
    times.pass_by(61)
    assert once(second).state is LampState.ATTENTION
    (share.root / "away").rename(log)
    assert once(second).state is LampState.SYNCED


def refilled(window: Window, times: Times) -> None:
    """Enough rounds over enough time for a repair."""
    for _ in range(3):
        once(window)
        times.pass_by(31)
    once(window)


def test_a_wiped_share_is_refilled(
    opened: Callable[[str], Window], first: Window, second: Window, share: Folder, times: Times
) -> None:
    """The administrator makes the hall's folder anew: one window puts back what all had shared."""
    write(first, "甲", "乙")
    once(second)
    write(second, "丙")
    once(first)
    for path in share.root.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
    (share.root / MARKER).unlink()
    assert once(first).state is LampState.OFFLINE
    raise_marker(share, HALL, HALL_KEY, times.now)
    refilled(first, times)
    third = opened("w03-cccccc")
    assert once(third).state is LampState.SYNCED
    assert journal(third) == journal(first)


def test_a_stale_listing_alone_repairs_nothing(
    first: Window, second: Window, share: Folder, times: Times
) -> None:
    """A head that is hidden for less than a minute, or a few polls, is not written again."""
    write(first, "甲")
    once(second)
    (head,) = share.list("heads")
    hidden = share.root / head
    (share.root / "heads" / head).rename(hidden)
    with second.here():
        for _ in range(5):
            assert second.courier.repair() == 0
            times.pass_by(10)
    hidden.rename(share.root / "heads" / head)
    times.pass_by(60)
    with second.here():
        assert second.courier.repair() == 0
    (share.root / "heads" / head).unlink()
    with second.here():
        assert second.courier.repair() == 0
        times.pass_by(61)
        assert second.courier.repair() == 0
        assert second.courier.repair() == 1
    assert share.list("heads") == [head]


def test_a_newer_unread_head_needs_no_repair(
    first: Window, second: Window, share: Folder, times: Times
) -> None:
    """The owner has moved on and its new segment is not readable yet: the old head stays away."""
    write(first, "甲")
    once(second)
    write(first, "乙")
    once(first)
    lying = Lying(share.root)
    lying.read_faults["log/"] = Busy("held")
    second.courier = second.courier_to(lying)
    refilled(second, times)
    assert len(share.list("heads")) == 1


def test_a_segment_lost_under_its_head(
    opened: Callable[[str], Window], first: Window, second: Window, share: Folder, times: Times
) -> None:
    """The server loses a segment it had confirmed: any window that holds it puts it back."""
    write(first, "甲", "乙")
    once(second)
    lost = min((share.root / "log" / first.actor).iterdir())
    data = lost.read_bytes()
    lost.unlink()
    third = opened("w03-cccccc")
    assert once(third).state is LampState.SYNCING
    times.pass_by(60)
    once(second)
    assert not lost.exists()
    times.pass_by(24 * 3600)
    once(second)
    assert lost.read_bytes() == data
    assert once(third).state is LampState.SYNCED
    assert journal(third) == journal(first)


def test_a_start_looks_through_its_own_segments_first(
    first: Window, second: Window, share: Folder
) -> None:
    """One actor per round, our own first; a cut line does not forget whose turn it was."""
    write(first, "甲")
    once(second)
    write(second, "乙")
    once(first)
    shutil.rmtree(share.root / "log")
    lying = Lying(share.root)
    first.courier = first.courier_to(lying)
    lying.steps_left = 3
    assert once(first).state is LampState.OFFLINE
    lying.steps_left = None
    once(first)
    assert [path.name for path in (share.root / "log").iterdir()] == [first.actor]
    once(first)
    assert len(list((share.root / "log").iterdir())) == 2


def test_two_copies_of_one_window(
    opened: Callable[[str], Window], first: Window, second: Window, share: Folder, tmp_path: Path
) -> None:
    """A cloned data folder writes under the same name: both branches survive, both are told."""
    write(first, "甲")
    with first.here():
        database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copytree(first.profile, tmp_path / "clone")
    clone = Window(tmp_path / "clone", first.actor, share, first.times)
    write(first, "乙")
    write(clone, "丙")
    told = once(first)
    assert told.state is LampState.ATTENTION
    assert told.problem
    write(first, "丁")
    once(second)
    once(clone)
    once(first)
    assert questions(second) == ["测试丁", "测试丙", "测试乙", "测试甲"]
    assert journal(first) == journal(second) == journal(clone)
    with second.here():
        assert [tip.number for tip in second.shipping.tips()] == [2, 3]
    clone.close()
