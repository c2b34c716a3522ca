"""The courier's thread: a round every few seconds, at once after own writes, slower when away.

Knows no screens: `told` is called in this thread after every round.
"""

import random
import threading
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
        self._pause = period
        self._wanted = threading.Event()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="courier", daemon=True)

    def start(self) -> None:
        """Begin; the first round runs at once."""
        self._thread.start()

    def poke(self) -> None:
        """Something was written here: do a round now. From any thread, never blocks."""
        self._wanted.set()

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
                self._told(self._round())
                self._wanted.wait(self._pause * random.uniform(1 - JITTER, 1 + JITTER))
        except BaseException:
            self._told(Report(state=LampState.ATTENTION, problem=report.stopped()))
            raise
        finally:
            self._leave()

    def _round(self) -> Report:
        try:
            told = self._courier.once()
        except Outage as outage:
            told = Report(state=LampState.ATTENTION, problem=report.untold(outage.hint))
        away = told.state is LampState.OFFLINE
        self._pause = min(self._pause * 2, LONGEST) if away else self._period
        return told
