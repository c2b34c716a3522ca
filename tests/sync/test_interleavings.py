"""Two real windows and a folder that fails, in every order hypothesis can think of."""

import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from counter_app.models.base import database
from counter_app.sync.marker import raise_marker
from counter_app.sync.report import LampState, Report
from counter_app.sync.segments import open_segment
from counter_app.sync.shelf import fingerprint
from counter_app.sync.storage import Busy, Down, Full
from tests.sync.lying import Lying
from tests.sync.windows import HALL, HALL_KEY, Times, Window, journal_of, receive_case

ACTORS = ("w01-aaaaaa", "w02-bbbbbb")
ROUNDS = 12
WINDOWS = st.sampled_from(range(len(ACTORS)))
FAULTS = st.sampled_from(["", "", "", "torn", "torn_loud", "lost", "stale"])


class Hall(RuleBasedStateMachine):
    """What a hall and its file server may do to two windows (sync 6.13: I1, I2, I5, I6, I7, I9)."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="hall-"))
        self.times = Times()
        (self.folder / "share").mkdir()
        self.share = Lying(self.folder / "share", pause=lambda _seconds: None)
        raise_marker(self.share, HALL, HALL_KEY, self.times.now)
        self.windows = [self.opened(actor) for actor in ACTORS]
        self.acknowledged: set[str] = set()
        self.snapshot: Path | None = None

    def opened(self, actor: str) -> Window:
        """The window's program starts."""
        return Window(self.folder / actor, actor, self.share, self.times)

    @rule(i=WINDOWS)
    def act(self, i: int) -> None:
        """A clerk takes an application."""
        self.times.pass_by(1)
        with self.windows[i].here():
            name = f"{i}/{len(self.acknowledged)}"
            self.acknowledged.add(receive_case(self.windows[i].desk, name))

    @rule(i=WINDOWS, fault=FAULTS, write_fault=st.sampled_from([None, None, Busy, Full, Down]))
    def round(self, i: int, fault: str, write_fault: type[Exception] | None) -> None:
        """A round of the courier while the share is sound, or is not."""
        self.times.pass_by(3)
        self.share.fault = fault
        self.share.write_fault = write_fault("as told") if write_fault else None
        with self.windows[i].here():
            self.windows[i].courier.once()
        self.share.fault = ""
        self.share.write_fault = None

    @rule(i=WINDOWS, steps=st.integers(0, 25), die=st.booleans())
    def cut(self, i: int, steps: int, die: bool) -> None:
        """The line is cut after some steps of a round; perhaps the program starts anew."""
        self.share.steps_left = steps
        with self.windows[i].here():
            self.windows[i].courier.once()
        self.share.steps_left = None
        if die:
            self.windows[i].close()
            self.windows[i] = self.opened(ACTORS[i])

    @rule(seconds=st.integers(1, 100))
    def wait(self, seconds: int) -> None:
        """Nobody does anything for a while."""
        self.times.pass_by(seconds)

    @rule(pick=st.integers(0, 30))
    def lose_a_file(self, pick: int) -> None:
        """The server loses a file it had confirmed."""
        files = sorted(path for path in self.share.root.glob("*/**/*") if path.is_file())
        if files:
            files[pick % len(files)].unlink()

    @rule()
    def wipe(self) -> None:
        """Somebody empties the share and the administrator makes the hall's folder anew."""
        shutil.rmtree(self.share.root)
        self.share.root.mkdir()
        raise_marker(self.share, HALL, HALL_KEY, self.times.now)

    @rule()
    def back_up(self) -> None:
        """The server's nightly backup."""
        self.snapshot = Path(tempfile.mkdtemp(dir=self.folder)) / "share"
        shutil.copytree(self.share.root, self.snapshot)

    @rule()
    def roll_back(self) -> None:
        """The server is restored from its backup."""
        if self.snapshot is not None:
            shutil.rmtree(self.share.root)
            shutil.copytree(self.snapshot, self.share.root)

    @rule()
    def unmount(self) -> None:
        """The mount point is empty for a while: nobody takes it for an empty hall."""
        away = self.folder / "away"
        self.share.root.rename(away)
        self.share.root.mkdir()
        for window in self.windows:
            with window.here():
                assert window.courier.once().state is LampState.OFFLINE
        assert list(self.share.root.iterdir()) == []
        self.share.root.rmdir()
        away.rename(self.share.root)

    @invariant()
    def whole_files_are_authentic(self) -> None:
        """What hashes to its name opens; what does not is torn and lies beside a whole copy."""
        for path in self.share.root.glob("log/*/*"):
            data = path.read_bytes()
            if path.name.split(".")[1] == fingerprint(data):
                open_segment(data, HALL, HALL_KEY)

    def teardown(self) -> None:
        """Faults end: within a few rounds both know all that was ever acknowledged, once."""
        try:
            self.settle([*self.windows, self.opened("w03-cccccc")])
        finally:
            for window in self.windows:
                window.close()
            shutil.rmtree(self.folder)

    def settle(self, windows: list[Window]) -> None:
        """Rounds over a quiet day, then compare; the third window is brand new."""
        for window in windows:
            # The daily scrub is due.
            window.courier = window.courier_to(self.share)
        reports: list[Report] = []
        for _ in range(ROUNDS):
            self.times.pass_by(31)
            reports.clear()
            for window in windows:
                with window.here():
                    reports.append(window.courier.once())
        told = [(report.state, report.applied, report.unshared) for report in reports]
        assert told == [(LampState.SYNCED, 0, 0)] * 3, reports
        known = []
        for window in windows:
            with window.here():
                facts = journal_of()
                cases = database.execute_sql(
                    "SELECT id, number, state, applicant_name FROM cases ORDER BY id"
                ).fetchall()
                assert window.shipping.fork() is None
            known.append((facts, cases))
        assert known[0] == known[1] == known[2]
        facts, cases = known[0]
        assert {case for case, *_ in cases} == self.acknowledged
        assert len(facts) == 2 * len(self.acknowledged)
        windows[-1].close()


TestHall = Hall.TestCase
TestHall.settings = settings(
    max_examples=40,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
