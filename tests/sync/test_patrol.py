"""The courier's thread: on time, at once when poked, patient when the share is away."""

import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from counter_app.domain.errors import Outage
from counter_app.models.base import database
from counter_app.sync.courier import Courier
from counter_app.sync.folder import Folder
from counter_app.sync.patrol import LONGEST, PERIOD, Patrol
from counter_app.sync.report import LampState, Report
from tests.sync.lying import Lying
from tests.sync.windows import Window, open_visit


class Ear:
    """Keeps what the patrol tells and lets a test wait for it."""

    def __init__(self) -> None:
        self.told: list[Report] = []
        self._news = threading.Condition()

    def __call__(self, report: Report) -> None:
        with self._news:
            self.told.append(report)
            self._news.notify_all()

    def wait(self, fits: Callable[[Report], bool], seconds: float = 5) -> Report:
        """The first report that fits."""
        with self._news:
            assert self._news.wait_for(lambda: any(map(fits, self.told)), seconds), self.told
            return next(report for report in self.told if fits(report))


def test_own_writes_are_shared_at_once(first: Window, share: Folder) -> None:
    """The next round would come in a minute; an act pokes the patrol and is shared now."""
    ear = Ear()
    patrol = Patrol(first.courier, ear, first.shipping.leave, period=60)
    patrol.start()
    ear.wait(lambda report: report.state is LampState.SYNCED)
    first.desk.on_written = patrol.poke
    began = time.monotonic()
    open_visit(first.desk, "甲")
    ear.wait(lambda report: report.published == 1)
    assert time.monotonic() - began < 2
    assert patrol.stop()
    assert patrol.stop()
    assert len(share.list("heads")) == 1


def test_rounds_come_by_themselves(first: Window) -> None:
    """Without a poke there is a round every period; none after the end."""
    ear = Ear()
    patrol = Patrol(first.courier, ear, first.shipping.leave, period=0.01)
    patrol.start()
    ear.wait(lambda _report: len(ear.told) > 3)
    assert patrol.stop()
    count = len(ear.told)
    time.sleep(0.05)
    assert len(ear.told) == count
    assert PERIOD * 1.25 < 5


def test_a_patrol_that_never_began_can_be_stopped(first: Window) -> None:
    """The program closes before sharing was set up."""
    assert Patrol(first.courier, Ear(), first.shipping.leave).stop()


def test_the_pause_grows_while_the_share_is_away(
    first: Window, share: Folder, tmp_path: Path
) -> None:
    """Offline rounds come ever more rarely, up to half a minute, and at once often again."""
    patrol = Patrol(first.courier, Ear(), first.shipping.leave)
    share.root.rename(tmp_path / "away")
    pauses = []
    for _ in range(6):
        assert patrol.round().state is LampState.OFFLINE
        pauses.append(patrol.pause)
    assert pauses == [4, 8, 16, LONGEST, LONGEST, LONGEST]
    (tmp_path / "away").rename(share.root)
    assert patrol.round().state is LampState.SYNCED
    assert patrol.pause == PERIOD


class Ailing(Courier):
    """A courier whose own PC fails."""

    fault: Exception = Outage("the disk is full", "free some space")

    def once(self) -> Report:
        """Fail as told."""
        raise self.fault


def ailing(window: Window, share: Folder, fault: Exception) -> Ailing:
    """A courier of `window` that fails with `fault`."""
    made = Ailing(share, window.shipping, window.desk.absorb, window.identity, window.times.clock)
    made.fault = fault
    return made


def test_an_outage_of_this_pc_is_told_and_tried_again(first: Window, share: Folder) -> None:
    """The records are busy or the disk is full: the lamp says so, the patrol goes on."""
    fault = Outage("the disk is full", "free some space")
    ear = Ear()
    patrol = Patrol(ailing(first, share, fault), ear, first.shipping.leave, period=0.01)
    patrol.start()
    ear.wait(lambda _report: len(ear.told) > 2)
    assert patrol.stop()
    assert ear.told[0].state is LampState.ATTENTION
    assert "free some space" in ear.told[0].problem


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_an_error_of_ours_ends_the_patrol_loudly(first: Window, share: Folder) -> None:
    """A bug: the lamp asks for attention and the error goes where unexpected errors go."""
    ear = Ear()
    left = threading.Event()
    patrol = Patrol(ailing(first, share, KeyError("bug")), ear, left.set, period=0.01)
    patrol.start()
    told = ear.wait(lambda report: report.state is LampState.ATTENTION)
    assert told.problem
    assert left.wait(5)
    assert patrol.stop()


def test_a_hanging_share_does_not_hold_the_program(first: Window, share: Folder) -> None:
    """The server went silent in the middle of a read: stopping gives up, and says so."""
    hung, release = threading.Event(), threading.Event()

    class Hanging(Lying):
        def read(self, name: str) -> bytes:
            """Not until released."""
            hung.set()
            release.wait(10)
            return super().read(name)

    patrol = Patrol(first.courier_to(Hanging(share.root)), Ear(), first.shipping.leave)
    patrol.start()
    assert hung.wait(5)
    with_lock = open_visit(first.desk, "甲")
    assert with_lock
    assert patrol.busy_for() > 0
    assert not patrol.stop(0.05)
    release.set()
    assert patrol.stop()
    assert patrol.busy_for() == 0
    database.close()


def test_every_state_has_words() -> None:
    """Colour is never alone."""
    assert len({state.words for state in LampState}) == 4
