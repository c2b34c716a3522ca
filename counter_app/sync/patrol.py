"""The courier's thread: a round every few seconds, at once after own writes, slower when away.

Knows no screens: `told` is called in this thread after every round.
"""

import random
import threading
import time
from collections.abc import Callable

from counter_app.domain.errors import Outage
from counter_app.sync import report
from counter_app.sync.courier import Courier
from counter_app.sync.report import LampState, Report

PERIOD = 2.0
"""Seconds between rounds, ± a quarter: a colleague's change is on the screen within 5 s."""

LONGEST = 30.0
JITTER = 0.25


class Patrol:
    """Runs `courier.once` in a thread until stopped."""

    def __init__(
        self,
        courier: Courier,
        told: Callable[[Report], None],
        leave: Callable[[], None],
        period: float = PERIOD,
    ) -> None:
        """`leave` is called last in the thread: it closes the thread's database connection."""
        self._courier = courier
        self._told = told
        self._leave = leave
        self._period = period
        self.pause = period
        self._began: float | None = None
        self._wanted = threading.Event()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="courier", daemon=True)

    def start(self) -> None:
        """Begin; the first round runs at once."""
        self._thread.start()

    def poke(self) -> None:
        """Something was written here: do a round now. From any thread, never blocks."""
        self._wanted.set()

    def busy_for(self) -> float:
        """Seconds the present round has taken so far, 0 between rounds.

        A share that hangs without an error shows here: after `LONGEST` the lamp
        should say offline, whatever the last report was (H12).
        """
        began = self._began
        return 0.0 if began is None else time.monotonic() - began

    def stop(self, timeout: float = 5.0) -> bool:
        """End after the present round; False when a hanging share still holds the thread.

        The thread is a daemon and every step can be interrupted and repeated, so
        the program may end without it.
        """
        self._ended.set()
        self._wanted.set()
        if self._thread.ident is not None:
            self._thread.join(timeout)
        return not self._thread.is_alive()

    def _run(self) -> None:
        try:
            while not self._ended.is_set():
                self._wanted.clear()
                self._told(self.round())
                self._wanted.wait(self.pause * random.uniform(1 - JITTER, 1 + JITTER))
        except BaseException:
            self._told(Report(state=LampState.ATTENTION, problem=report.stopped()))
            raise
        finally:
            self._leave()

    def round(self) -> Report:
        """One round now, in the calling thread, and how long to rest after it (`pause`)."""
        self._began = time.monotonic()
        try:
            told = self._courier.once()
        except Outage as outage:
            told = Report(state=LampState.ATTENTION, problem=report.untold(outage.hint))
        finally:
            self._began = None
        away = told.state is LampState.OFFLINE
        self.pause = min(self.pause * 2, LONGEST) if away else self._period
        return told
