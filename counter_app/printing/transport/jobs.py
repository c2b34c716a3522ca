"""Jobs of devices that know no jobs: they live here while the program runs."""

import threading
import uuid
from collections.abc import Callable

from attrs import define, field

from counter_app.domain.errors import Outage
from counter_app.printing.transport.printers import Outcome, OutcomeState
from counter_app.words import _


@define(eq=False)
class Job:
    """One paper on its way: its outcome so far, and whether somebody wants it dropped."""

    outcome: Outcome = field(factory=lambda: Outcome(OutcomeState.PENDING))
    dropped: threading.Event = field(factory=threading.Event)


class Jobs:
    """The jobs of one device, one at a time. Calls may come from any thread.

    `patience` is how long (s) a paper waits for the one before it.
    """

    def __init__(self, patience: float = 5.0) -> None:
        self._patience = patience
        self._jobs: dict[str, Job] = {}
        self._turn = threading.Lock()

    @property
    def is_busy(self) -> bool:
        """Whether a paper is being sent now."""
        return self._turn.locked()

    def take_turn(self) -> None:
        """Wait for the device, until `pass_on` or the end of what is started; Outage when
        another paper keeps it."""
        if not self._turn.acquire(timeout=self._patience):
            raise Outage(
                _("Another paper is being printed there."), _("It is busy: try again in a moment.")
            )

    def pass_on(self) -> None:
        """The device is free for the next."""
        self._turn.release()

    def start(self, work: Callable[[Job], Outcome]) -> str:
        """Do `work` beside the caller, then pass the turn on; gives the job's id."""
        name, job = uuid.uuid4().hex[:12], Job()
        self._jobs[name] = job

        def do() -> None:
            outcome = Outcome(OutcomeState.UNCONFIRMED, _("The program stopped watching the job."))
            try:
                outcome = work(job)
            finally:
                self.pass_on()
                job.outcome = outcome

        threading.Thread(target=do, name=f"print {name}", daemon=True).start()
        return name

    def outcome(self, name: str) -> Outcome:
        """Where the job stands; one of an earlier run of the program is nobody's to know."""
        if name not in self._jobs:
            return Outcome(OutcomeState.UNCONFIRMED, _("The printer no longer knows the job."))
        return self._jobs[name].outcome

    def drop(self, name: str) -> None:
        """Ask the work to stop; a job that has ended is left as it is."""
        if name in self._jobs:
            self._jobs[name].dropped.set()
