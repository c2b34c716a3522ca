"""Two windows and a folder: what one does the other sees, whatever the folder does."""

from collections.abc import Callable
from pathlib import Path

import pytest
from peewee import IntegrityError

from counter_app.models.base import database
from counter_app.sync import courier as courier_module
from counter_app.sync.folder import Folder
from counter_app.sync.marker import OtherHall, raise_marker
from counter_app.sync.report import LampState, outage
from counter_app.sync.segments import open_segment
from counter_app.sync.storage import Busy, Down, Full, Room, ShareFault
from tests.sync.lying import Lying
from tests.sync.windows import (
    HALL,
    HALL_KEY,
    Window,
    journal,
    journal_of,
    once,
    open_visit,
    questions,
    receive_case,
    write,
)


def test_what_one_window_does_the_other_sees(first: Window, second: Window) -> None:
    """A visit at window 1 stands in the list of window 2, name unsealed, and the other way."""
    write(first, "甲")
    told = once(second)
    assert (told.state, told.applied, told.unshared) == (LampState.SYNCED, 2, 0)
    assert {"visit", "party"} <= told.changes.kinds
    assert questions(second) == ["测试甲"]
    write(second, "乙")
    assert once(first).applied == 2
    assert journal(first) == journal(second)
    assert questions(first) == questions(second)


def test_a_second_pull_changes_nothing(first: Window, second: Window) -> None:
    """Pulling again applies nothing and tells no screen."""
    write(first, "甲", "乙")
    once(second)
    before = journal(second)
    with second.here():
        assert not second.courier.pull()
    told = once(second)
    assert (told.applied, bool(told.changes), told.state) == (0, False, LampState.SYNCED)
    assert journal(second) == before


def test_facts_are_readable_by_members_only(first: Window, share: Folder) -> None:
    """No file on the share shows a name, a question or a key in clear."""
    write(first, "甲")
    assert not any(
        "甲".encode() in path.read_bytes() for path in share.root.rglob("*") if path.is_file()
    )


def test_the_chain_names_what_its_writer_saw(first: Window, second: Window, share: Folder) -> None:
    """Each segment names its predecessor and the heads of others that are news."""
    write(first, "甲")
    once(second)
    write(second, "乙", "丙")
    headers = []
    for path in sorted((share.root / "log" / second.actor).iterdir()):
        headers.append(open_segment(path.read_bytes(), HALL, HALL_KEY).header)
    assert [header.number for header in headers] == [1, 2]
    assert headers[0].previous == ""
    assert headers[0].observed[0][:2] == (first.actor, 1)
    assert headers[1].observed == ()


def test_own_superseded_heads_go_away(first: Window, share: Folder) -> None:
    """Only the newest head of a window stays listed; others' heads and litter are left alone."""
    (share.root / "heads").mkdir(exist_ok=True)
    (share.root / "heads" / "Thumbs.db").write_bytes(b"")
    for question in "甲乙丙":
        with first.here():
            open_visit(first.desk, question)
            first.courier.publish()
    assert len(share.list("heads")) == 4
    once(first)
    heads = sorted(share.list("heads"))
    assert heads[0] == "Thumbs.db"
    assert heads[1].startswith(f"{first.actor}.00000003.")
    assert len(heads) == 2


def test_an_idle_poll_is_one_listing(first: Window, second: Window, share: Folder) -> None:
    """However much was shared: the marker and one listing, nothing else (sync T4)."""
    write(first, "甲", "乙", "丙")
    lying = Lying(share.root)
    second.courier = second.courier_to(lying)
    for _ in range(3):
        once(second)
    lying.steps_left = 2
    assert once(second).state is LampState.SYNCED
    assert lying.steps_left == 0


def test_work_goes_on_without_the_share(
    first: Window, second: Window, share: Folder, tmp_path: Path
) -> None:
    """The folder is gone: offline, facts wait and are counted; when it is back both catch up."""
    share.root.rename(tmp_path / "elsewhere")
    with first.here():
        open_visit(first.desk, "甲")
    told = once(first)
    assert (told.state, told.unshared) == (LampState.OFFLINE, 2)
    assert told.problem
    share.root.mkdir()
    assert once(first).state is LampState.OFFLINE
    assert list(share.root.iterdir()) == []
    share.root.rmdir()
    (tmp_path / "elsewhere").rename(share.root)
    assert once(first).state is LampState.SYNCED
    assert once(second).applied == 2


def test_another_halls_folder_is_not_touched(first: Window, tmp_path: Path) -> None:
    """The wrong folder was chosen: attention, nothing written."""
    other = Folder(tmp_path)
    raise_marker(other, "h2", b"x" * 32, first.times.now)
    first.courier = first.courier_to(other)
    with first.here():
        open_visit(first.desk, "甲")
    told = once(first)
    assert told.state is LampState.ATTENTION
    assert told.unshared == 2
    assert other.list("heads") == other.list("log") == []


def test_a_share_that_cannot_be_written(first: Window, second: Window, share: Folder) -> None:
    """Read-only: what others share still arrives; from the second round on a person is told."""
    write(second, "乙")
    lying = Lying(share.root)
    lying.write_fault = Down("read-only")
    first.courier = first.courier_to(lying)
    with first.here():
        open_visit(first.desk, "甲")
    told = once(first)
    assert (told.state, told.applied, told.unshared) == (LampState.OFFLINE, 2, 2)
    assert once(first).state is LampState.ATTENTION
    lying.write_fault = None
    assert once(first).state is LampState.SYNCED


def test_a_file_that_is_held_is_tried_again(first: Window, share: Folder) -> None:
    """The server refuses writes for a moment: sharing, not alarm."""
    lying = Lying(share.root)
    lying.write_fault = Busy("held")
    first.courier = first.courier_to(lying)
    with first.here():
        open_visit(first.desk, "甲")
    assert once(first).state is LampState.SYNCING
    lying.write_fault = None
    assert once(first).state is LampState.SYNCED
    lying.read_faults["heads"] = Busy("held")
    assert once(first).state is LampState.SYNCING


def test_a_full_share(first: Window, share: Folder) -> None:
    """No room: attention and the count of what waits; later the same bytes go up."""
    lying = Lying(share.root)
    lying.write_fault = Full("full")
    first.courier = first.courier_to(lying)
    with first.here():
        open_visit(first.desk, "甲")
        told = first.courier.once()
        pending = first.shipping.pending()
    assert (told.state, told.unshared) == (LampState.ATTENTION, 2)
    lying.write_fault = None
    assert once(first).unshared == 0
    assert pending is not None
    name = f"log/{first.actor}/00000001.{pending.place.h16}"
    assert share.read(name) == pending.data


def test_hardly_any_room(first: Window, share: Folder) -> None:
    """Less than a tenth is free: everything is shared, and somebody is told."""
    lying = Lying(share.root)
    lying.room = Room(1, 100)
    first.courier = first.courier_to(lying)
    told = once(first)
    assert told.state is LampState.ATTENTION
    assert told.problem


def test_one_held_file_does_not_stop_the_others(
    opened: Callable[[str], Window], first: Window, second: Window, share: Folder
) -> None:
    """The segment of window 1 cannot be opened just now; that of window 2 arrives."""
    write(first, "甲")
    write(second, "乙")
    third = opened("w03-cccccc")
    lying = Lying(share.root)
    lying.read_faults[f"log/{first.actor}"] = Busy("held")
    third.courier = third.courier_to(lying)
    assert once(third).applied == 2
    lying.read_faults.clear()
    assert once(third).applied == 2


@pytest.mark.parametrize("fault", [Full("full"), Down("away"), Busy("held"), OtherHall("other")])
def test_a_fault_is_an_outage_where_a_clerk_asked(fault: ShareFault) -> None:
    """The wizard or a command speaks with the share itself: what failed, and what to do."""
    told = outage(fault)
    assert told.what
    assert told.hint
    assert told.retry


def test_a_long_absence_is_caught_up_in_batches(
    first: Window, second: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A window that was away for long takes in a long chain piece by piece, newest first."""
    write(first, *"一二三四五六七")
    monkeypatch.setattr(courier_module, "BATCH_FACTS", 6)
    assert once(second).applied == 14
    assert journal(second) == journal(first)
    with second.here():
        assert [tip.number for tip in second.shipping.tips()] == [7]
        assert second.shipping.holes() == []


def test_a_cut_line_costs_only_what_was_not_taken_in(
    first: Window, second: Window, share: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The share goes away while a long chain is read: it goes on from the hole it left."""
    write(first, *"一二三四五")
    monkeypatch.setattr(courier_module, "BATCH_FACTS", 4)
    lying = Lying(share.root)
    second.courier = second.courier_to(lying)
    lying.steps_left = 5
    told = once(second)
    assert (told.state, told.applied) == (LampState.OFFLINE, 4)
    lying.steps_left = None
    assert once(second).applied == 6
    assert journal(second) == journal(first)


@pytest.mark.parametrize("table", ["fact", "segment", "cases", "party_key"])
def test_facts_and_their_segment_arrive_together(first: Window, second: Window, table: str) -> None:
    """Taking in fails at any table: neither facts nor segment are kept, the next round has all."""
    with first.here():
        receive_case(first.desk, "甲")
        first.courier.publish()
    with second.here():
        database.execute_sql(
            f"CREATE TRIGGER failing BEFORE INSERT ON {table}"
            " BEGIN SELECT RAISE(ABORT, 'disk'); END"
        )
        with pytest.raises(IntegrityError):
            second.courier.pull()
        database.execute_sql("DROP TRIGGER failing")
        assert journal_of() == []
        assert second.shipping.tips() == []
    assert once(second).applied == 2
    assert journal(second) == journal(first)


@pytest.mark.parametrize("steps", range(12))
def test_a_publish_cut_anywhere_repeats_the_same_bytes(
    first: Window, second: Window, share: Folder, steps: int
) -> None:
    """The line is cut after any number of steps and the program restarted: one segment only."""
    lying = Lying(share.root)
    lying.steps_left = steps
    with first.here():
        open_visit(first.desk, "甲")
        first.courier_to(lying).once()
        first.courier_to(share).once()
    assert len(share.list(f"log/{first.actor}")) == 1
    assert len(share.list("heads")) == 1
    assert once(second).applied == 2
    assert journal(second) == journal(first)
