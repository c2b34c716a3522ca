"""Jobs of devices that know none: one at a time, and never lost by a fault of ours."""

import threading

import pytest

from counter_app.domain.errors import Outage
from counter_app.printing.transport.jobs import Job, Jobs
from counter_app.printing.transport.printers import Outcome, OutcomeState
from tests.printing.daemons import eventually


def test_the_next_paper_waits_for_the_one_before() -> None:
    """Scenario: two windows of the program print at once: the second waits, and is told when
    that takes too long; then its turn comes."""
    jobs, over = Jobs(patience=0.1), threading.Event()

    def slow(_job: Job) -> Outcome:
        over.wait(10)
        return Outcome(OutcomeState.CONFIRMED)

    jobs.take_turn()
    first = jobs.start(slow)
    with pytest.raises(Outage) as fault:
        jobs.take_turn()
    assert fault.value.retry
    over.set()
    jobs.take_turn()
    assert jobs.outcome(first).state is OutcomeState.CONFIRMED or not jobs.outcome(first).is_final


def test_a_job_that_breaks_the_program_leaves_the_device_free(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Scenario: a fault of ours while sending: it is told as one, nobody knows of the paper, and
    the next has its turn."""
    jobs = Jobs(patience=5)
    told: list[threading.ExceptHookArgs] = []
    monkeypatch.setattr(threading, "excepthook", told.append)

    def broken(_job: Job) -> Outcome:
        raise ValueError("ours")

    jobs.take_turn()
    job = jobs.start(broken)
    jobs.take_turn()
    eventually(lambda: jobs.outcome(job).is_final)
    assert jobs.outcome(job).state is OutcomeState.UNCONFIRMED
    eventually(lambda: told)
