"""Two program processes with two profiles and one folder between them."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from counter_app.models.base import database
from counter_app.sync.folder import Folder
from counter_app.sync.patrol import Patrol
from counter_app.sync.report import LampState, Report
from tests.sync.program import RealTimes
from tests.sync.windows import Times, Window, journal_of

ROOT = Path(__file__).resolve().parents[2]
FIRST, SECOND = "w01-aaaaaa", "w02-bbbbbb"
KILLS = 100


class Nest:
    """Starts windows as processes and reads what they say."""

    def __init__(self, share: Path, folder: Path) -> None:
        self._share = share
        self._folder = folder
        self._started: list[int] = []
        self.said = folder / "said"
        self.errors = folder / "errors"
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.sync.program"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=self.said.open("wb"),
            stderr=self.errors.open("wb"),
            text=True,
        )

    def start(self, actor: str, how: str) -> int:
        """Start a window; its process id."""
        before = len(self.lines("pid", actor))
        assert self._process.stdin is not None
        self._process.stdin.write(f"start {self._share} {self._folder / actor} {actor} {how}\n")
        self._process.stdin.flush()
        pid = int(self.wait(lambda: self.lines("pid", actor)[before:])[0])
        self._started.append(pid)
        return pid

    def kill(self, pid: int) -> None:
        """Kill a window, wherever it is just now."""
        os.kill(pid, signal.SIGKILL)
        self.wait(lambda: gone(pid))
        self._started.remove(pid)

    def lines(self, word: str, actor: str) -> list[str]:
        """What follows `word` in every whole line about `actor`."""
        said = self.said.read_text().splitlines()
        return [" ".join(parts[2:]) for parts in map(str.split, said) if parts[:2] == [word, actor]]

    def wait(self, what: Callable[[], list[str]], seconds: float = 20) -> list[str]:
        """Until `what` gives something."""
        end = time.monotonic() + seconds
        while not (found := what()):
            assert time.monotonic() < end, self.errors.read_text()
            time.sleep(0.005)
        return found

    def end(self) -> None:
        """No more starts; windows that do not stop although they were told to are killed."""
        assert self._process.stdin is not None
        patience = time.monotonic() + 10
        for pid in self._started:
            while not gone(pid):
                if time.monotonic() > patience:
                    os.kill(pid, signal.SIGKILL)
                time.sleep(0.01)
        self._process.stdin.close()
        self._process.wait(20)


def gone(pid: int) -> list[str]:
    """Something once the process is no more."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return ["gone"]
    return []


@pytest.fixture
def nest(share: Folder, tmp_path: Path) -> Iterator[Nest]:
    """A nest on the share of the test."""
    made = Nest(share.root, tmp_path)
    yield made
    for profile in (tmp_path / FIRST, tmp_path / SECOND):
        profile.mkdir(exist_ok=True)
        (profile / "stop").touch()
    made.end()


def settled(*windows: Window) -> None:
    """Rounds until nobody has anything new."""
    reports: list[Report] = []
    for _ in range(12):
        reports.clear()
        for window in windows:
            with window.here():
                reports.append(window.courier.once())
        if all(told.state is LampState.SYNCED and not told.applied for told in reports):
            return
    raise AssertionError(f"does not settle: {reports}")


def kill_at_random(nest: Nest) -> None:
    """Start the first window and kill it, again and again, mostly in the middle of its work."""
    dice = random.Random()
    for _ in range(KILLS):
        ready = len(nest.lines("ready", FIRST))
        victim = nest.start(FIRST, dice.choice(["busy", "lively"]))
        if dice.random() < 0.9:
            nest.wait(lambda ready=ready: nest.lines("ready", FIRST)[ready:])  # type: ignore[misc]
        time.sleep(dice.uniform(0, 0.08))
        nest.kill(victim)


def test_killed_a_hundred_times(
    nest: Nest, opened: Callable[[str], Window], tmp_path: Path, share: Folder, times: Times
) -> None:
    """One of two busy windows is killed at 100 random points: nothing lost, nothing doubled."""
    for actor in (FIRST, SECOND):
        opened(actor).close()
    survivor = nest.start(SECOND, "lively")
    kill_at_random(nest)
    (tmp_path / SECOND / "stop").touch()
    nest.wait(lambda: gone(survivor))
    assert nest.errors.read_text() == ""

    first, second = opened(FIRST), opened(SECOND)
    settled(first, second)
    journals, forks, rows = [], [], []
    for window in (first, second):
        with window.here():
            journals.append(journal_of())
            forks.append(window.shipping.fork())
            rows.append(
                database.execute_sql(
                    "SELECT id, number, applicant_name FROM cases ORDER BY id"
                ).fetchall()
            )
    assert journals[0] == journals[1]
    assert rows[0] == rows[1]
    assert forks == [None, None]
    acknowledged = {*nest.lines("done", FIRST), *nest.lines("done", SECOND)}
    assert len(acknowledged) > KILLS
    assert acknowledged <= {fact for fact, _ in journals[0]}
    assert acknowledged <= {case for case, _, _ in rows[0]}
    dots = Counter(fact.rpartition(":")[0] for fact, _ in journals[0])
    assert max(dots.values()) == 1
    assert max(Counter(number for _, number, _ in rows[0]).values()) == 1
    assert all(number == f"case-{name.removeprefix('测试')}" for _, number, name in rows[0])
    for actor in (FIRST, SECOND):
        numbers = Counter(name.split(".")[0] for name in share.list(f"log/{actor}"))
        assert max(numbers.values()) == 1
        assert sorted(map(int, numbers)) == list(range(1, len(numbers) + 1))


def test_a_colleagues_change_is_visible_within_five_seconds(
    nest: Nest, share: Folder, tmp_path: Path
) -> None:
    """Both patrols run as in life; three acts at window 2 each reach window 1 in time."""
    window = Window(tmp_path / FIRST, FIRST, share, RealTimes())
    told: list[Report] = []
    arrived = threading.Event()

    def hear(report: Report) -> None:
        told.append(report)
        if report.applied:
            arrived.set()

    patrol = Patrol(window.courier, hear, window.shipping.leave)
    patrol.start()
    nest.start(SECOND, "watch")
    nest.wait(lambda: nest.lines("ready", SECOND) and ["ready"])
    for _ in range(3):
        arrived.clear()
        before = len(nest.lines("done", SECOND))
        (tmp_path / SECOND / "act").touch()
        (case,) = nest.wait(lambda before=before: nest.lines("done", SECOND)[before:])  # type: ignore[misc]
        assert arrived.wait(5), told[-1]
        assert case in told[-1].changes.ids or any(case in one.changes.ids for one in told)
    assert patrol.stop()
    window.close()
