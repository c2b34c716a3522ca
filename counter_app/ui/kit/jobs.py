"""Background work: lanes of one worker each, one for every printer; results come home queued."""

import queue
import threading
from collections.abc import Callable
from functools import partial
from time import monotonic, sleep
from typing import Any, Protocol

import shiboken6
from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, Signal, Slot

Done = Callable[[Any], object]
Failed = Callable[[BaseException], object]

LANES = ("courier", "paper", "read", "desk")


class Ticket:
    """One piece of work. `cancel` drops what is still waiting; running work ends by itself."""

    __slots__ = ("call", "cancelled", "done", "error", "failed", "lane", "result")

    def __init__(
        self, lane: str, call: Callable[[], Any], done: Done | None, failed: Failed | None
    ) -> None:
        self.lane, self.call, self.done, self.failed = lane, call, done, failed
        self.cancelled = False
        self.result: Any = None
        self.error: BaseException | None = None

    def cancel(self) -> None:
        """Nobody wants the answer any more."""
        self.cancelled = True


class Lane(Protocol):
    """`call` runs elsewhere; `done(result)` or `failed(error)` run in the window's thread."""

    def __call__(
        self, call: Callable[[], Any], done: Done | None = None, failed: Failed | None = None
    ) -> Ticket: ...


class Runner(Protocol):
    """What forms and screens know of background work.

    desk: the one database thread, in order. read: questions that change nothing.
    paper: layout. courier: the share. printer(address): one printer, so that a dead one holds up
    no other.
    """

    desk: Lane
    paper: Lane
    courier: Lane
    read: Lane

    def printer(self, address: str) -> Lane:
        """The lane of one printer: its papers come out in the order they were asked for."""
        ...

    def waiting(self) -> int:
        """Pieces of work asked for and not yet home."""
        ...


def _deliver(ticket: Ticket, otherwise: Failed) -> None:
    """Hand the outcome over, unless it was cancelled or its receiver is gone."""
    receiver = ticket.failed if ticket.error is not None else ticket.done
    owner = getattr(receiver, "__self__", None)
    gone = isinstance(owner, QObject) and not shiboken6.isValid(owner)
    if ticket.error is None:
        if receiver is not None and not ticket.cancelled and not gone:
            receiver(ticket.result)
    elif receiver is not None and not gone:
        receiver(ticket.error)
    else:
        otherwise(ticket.error)


def _run(ticket: Ticket) -> None:
    try:
        ticket.result = ticket.call()
    except Exception as error:  # noqa: BLE001 - carried home to the error door
        ticket.error = error


class _Worker:
    """One thread, begun with its first piece of work, and its queue."""

    def __init__(
        self, name: str, home: Callable[[Ticket], None], count: Callable[[str], None]
    ) -> None:
        self._name, self._home, self._count = name, home, count
        self._tickets: queue.SimpleQueue[Ticket | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None

    def __call__(
        self, call: Callable[[], Any], done: Done | None = None, failed: Failed | None = None
    ) -> Ticket:
        ticket = Ticket(self._name, call, done, failed)
        self._count(self._name)
        self._tickets.put(ticket)
        if self._thread is None:
            name = f"lane-{self._name}"
            self._thread = threading.Thread(target=self._loop, name=name, daemon=True)
            self._thread.start()
        return ticket

    def _loop(self) -> None:
        while (ticket := self._tickets.get()) is not None:
            if not ticket.cancelled:
                _run(ticket)
            self._home(ticket)

    def finish(self) -> None:
        """Take nothing more after what is already queued."""
        self._tickets.put(None)

    def is_running(self) -> bool:
        return self._thread is not None and self._thread.is_alive()


class Jobs(QObject):
    """The lanes of the running program. `otherwise` gets errors nobody asked about."""

    _came_home = Signal(object)
    waiting_changed = Signal(int)

    def __init__(self, otherwise: Failed, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._otherwise = otherwise
        self._waiting = dict.fromkeys(LANES, 0)
        self._came_home.connect(self._at_home)  # queued: lanes emit it from their own threads
        self._workers = {name: self._worker(name) for name in LANES}
        self.desk: Lane = self._workers["desk"]
        self.paper: Lane = self._workers["paper"]
        self.courier: Lane = self._workers["courier"]
        self.read: Lane = self._workers["read"]

    def _worker(self, name: str) -> _Worker:
        return _Worker(name, self._came_home.emit, self._counted)

    def printer(self, address: str) -> Lane:
        """The lane of one printer, made when it is first wanted."""
        name = f"printer {address}"
        if name not in self._workers:
            self._waiting[name] = 0
            self._workers[name] = self._worker(name)
        return self._workers[name]

    def waiting_for_printers(self) -> int:
        """Papers on their way: at a printer, or in line for one."""
        return sum(n for name, n in self._waiting.items() if name.startswith("printer "))

    def waiting(self) -> int:
        """Pieces of work asked for and not yet home."""
        return sum(self._waiting.values())

    def _counted(self, lane: str) -> None:
        self._waiting[lane] += 1
        self.waiting_changed.emit(self.waiting())

    @Slot(object)
    def _at_home(self, ticket: Ticket) -> None:
        self._waiting[ticket.lane] -= 1
        self.waiting_changed.emit(self.waiting())
        _deliver(ticket, self._otherwise)

    def close(self, seconds: float = 60.0) -> bool:
        """Stop the courier first, drain the desk last. False if work is left after `seconds`.

        Results still come home while draining, so papers learn how they ended.
        """
        end = monotonic() + seconds
        printers = [name for name in self._workers if name not in LANES]
        for name in (*LANES[:2], *printers, *LANES[2:]):
            self._pump(partial(self._is_empty, name), end)
        for worker in self._workers.values():
            worker.finish()
        idle = self._pump(lambda: not any(w.is_running() for w in self._workers.values()), end)
        return idle and self.waiting() == 0

    def _is_empty(self, lane: str) -> bool:
        return self._waiting[lane] == 0

    @staticmethod
    def _pump(is_over: Callable[[], bool], end: float) -> bool:
        while not is_over():
            if monotonic() >= end:
                return False
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
            sleep(0.002)
        return True


class InlineJobs:
    """The same surface without threads, for tests: everything has happened on return."""

    def __init__(self, otherwise: Failed | None = None) -> None:
        self._otherwise = otherwise or self._raise
        self.desk: Lane = self._lane("desk")
        self.paper: Lane = self._lane("paper")
        self.courier: Lane = self._lane("courier")
        self.read: Lane = self._lane("read")

    @staticmethod
    def _raise(error: BaseException) -> None:
        raise error

    def _lane(self, name: str) -> Lane:
        def run(
            call: Callable[[], Any], done: Done | None = None, failed: Failed | None = None
        ) -> Ticket:
            ticket = Ticket(name, call, done, failed)
            _run(ticket)
            _deliver(ticket, self._otherwise)
            return ticket

        return run

    def printer(self, address: str) -> Lane:
        """The lane of one printer."""
        return self._lane(f"printer {address}")

    def waiting(self) -> int:
        """Nothing ever waits."""
        return 0
