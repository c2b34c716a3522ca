"""Printing again after a print that went wrong: never two originals of one number."""

import time
from pathlib import Path

import pytest

from counter_app.domain.bodies.paper import PrintState
from counter_app.domain.errors import Outage
from counter_app.printing.transport.printers import Outcome, OutcomeState, PrinterStatus
from counter_app.services import papers, print_desk, print_jobs, reception
from counter_app.services.desk import Desk
from counter_app.services.reception import Reception
from tests.hall import Clock, open_hall

ADDRESS = "ipp://localhost:1/device"


class Device:
    """A counter printer as the cable shows it: what each poll answers, and what it was told."""

    def __init__(self, *answers: OutcomeState) -> None:
        self.answers = list(answers)
        self.submitted: list[str] = []
        self.cancelled: list[str] = []

    def submit(self, pdf: bytes, title: str, copies: int = 1) -> str:
        """Take a job."""
        self.submitted.append(title)
        return f"job-{len(self.submitted)}"

    def poll(self, job: str) -> Outcome:
        """The next answer; the last one stays."""
        return Outcome(self.answers.pop(0) if len(self.answers) > 1 else self.answers[0])

    def cancel(self, job: str) -> None:
        """Drop the job."""
        self.cancelled.append(job)

    def status(self) -> PrinterStatus:
        """Ready."""
        return PrinterStatus(ready=True)


def issued(tmp_path: Path) -> tuple[Desk, str]:
    """A window with a guide slip that nobody has printed yet."""
    desk = open_hall(tmp_path, Clock()).desk
    paper = reception.guide(desk, Reception(matter="JC-SJ-001"), "W01").value.paper
    assert paper is not None
    return desk, paper.id


def printed(desk: Desk, paper: str, device: Device) -> PrintState:
    """One attempt; waiting costs nothing here."""
    return print_desk.print_paper(desk, paper, device, ADDRESS, pause=lambda _s: None).state


def test_the_job_of_the_first_try_is_cancelled_before_the_second(tmp_path: Path) -> None:
    """Scenario: the printer was busy for a minute; the retry ends that job, then prints once."""
    desk, paper = issued(tmp_path)
    assert printed(desk, paper, Device(OutcomeState.PENDING)) is PrintState.UNCONFIRMED
    device = Device(OutcomeState.PENDING, OutcomeState.CANCELLED, OutcomeState.CONFIRMED)
    assert printed(desk, paper, device) is PrintState.PRINTED
    assert (device.cancelled, len(device.submitted)) == (["job-1"], 1)


def test_a_paper_that_came_out_meanwhile_is_not_printed_again(tmp_path: Path) -> None:
    """Scenario: power returned and the held job printed by itself; the retry only records it."""
    desk, paper = issued(tmp_path)
    printed(desk, paper, Device(OutcomeState.PENDING))
    device = Device(OutcomeState.CONFIRMED)
    assert printed(desk, paper, device) is PrintState.PRINTED
    assert device.submitted == []
    assert papers.paper_of(desk, paper).is_told


def test_a_job_that_will_not_end_stops_the_retry(tmp_path: Path) -> None:
    """Scenario: the printer holds on to the first job; nothing new is sent, the clerk is told."""
    desk, paper = issued(tmp_path)
    printed(desk, paper, Device(OutcomeState.PENDING))
    device = Device(OutcomeState.PENDING)
    ended = print_desk.print_paper(desk, paper, device, ADDRESS, pause=lambda _s: None)
    assert (ended.state, device.submitted) == (PrintState.FAILED, [])
    assert papers.paper_of(desk, paper).job == "job-1"


def test_a_printer_that_is_off_keeps_the_number_and_the_old_job(tmp_path: Path) -> None:
    """Scenario S55: the second try finds the printer off; the number stays, nobody was told."""
    desk, paper = issued(tmp_path)
    number = papers.paper_of(desk, paper).number
    printed(desk, paper, Device(OutcomeState.PENDING))

    class Off(Device):
        def poll(self, job: str) -> Outcome:
            """The cable is pulled."""
            raise Outage("打印机离线", "请打开打印机")

    assert printed(desk, paper, Off(OutcomeState.PENDING)) is PrintState.FAILED
    after = papers.paper_of(desk, paper)
    assert (after.number, after.is_told, after.attempts, after.job) == (number, False, 2, "job-1")


class Lost(Exception):
    """The program is killed at this point."""


def test_a_disk_that_fails_once_the_printer_has_the_job_makes_no_second_original(
    tmp_path: Path,
) -> None:
    """Scenario: the job's id could not be written down; the clerk looks before another."""
    desk, paper = issued(tmp_path)
    disk = desk.database.connection()

    class Failing(Device):
        def submit(self, pdf: bytes, title: str, copies: int = 1) -> str:
            """It has the paper, and nothing can be written from now on."""
            disk.execute("PRAGMA query_only = 1")
            return super().submit(pdf, title, copies)

    with pytest.raises(Outage):
        printed(desk, paper, Failing(OutcomeState.CONFIRMED))
    disk.execute("PRAGMA query_only = 0")
    device = Device(OutcomeState.CONFIRMED)
    assert printed(desk, paper, device) is PrintState.UNCONFIRMED
    assert device.submitted == []
    print_desk.confirm(desk, paper, came_out=False)
    assert printed(desk, paper, device) is PrintState.PRINTED
    assert len(device.submitted) == 1


def test_the_end_of_an_earlier_job_says_nothing_of_the_one_being_sent(tmp_path: Path) -> None:
    """Scenario: killed while the retry was handed over; the old job's end is not taken for its."""
    desk, paper = issued(tmp_path)
    printed(desk, paper, Device(OutcomeState.PENDING))

    class Killed(Device):
        def submit(self, pdf: bytes, title: str, copies: int = 1) -> str:
            """The power goes."""
            raise Lost

    with pytest.raises(Lost):
        printed(desk, paper, Killed(OutcomeState.CANCELLED))
    (left,) = print_jobs.open_jobs()
    ended = print_desk.resume(desk, left, Device(OutcomeState.CANCELLED), pause=lambda _s: None)
    assert ended.state is PrintState.UNCONFIRMED


def test_a_question_that_hangs_counts_for_as_long_as_it_hangs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Scenario: every question times out; the clerk is asked in time, not after all of them."""
    desk, paper = issued(tmp_path)
    monkeypatch.setattr(print_desk, "LOST_SECONDS", 0.9)
    asked: list[str] = []

    class Hanging(Device):
        def poll(self, job: str) -> Outcome:
            """No answer until the time is out."""
            asked.append(job)
            time.sleep(0.5)
            raise Outage("打印机离线", "请打开打印机")

    assert printed(desk, paper, Hanging(OutcomeState.PENDING)) is PrintState.UNCONFIRMED
    assert len(asked) == 2


def test_a_job_the_printer_forgot_is_asked_about_before_another_is_sent(tmp_path: Path) -> None:
    """Scenario: the printer restarted and no longer knows the job; only the clerk's No prints."""
    desk, paper = issued(tmp_path)
    printed(desk, paper, Device(OutcomeState.UNCONFIRMED))
    device = Device(OutcomeState.UNCONFIRMED)
    assert printed(desk, paper, device) is PrintState.UNCONFIRMED
    assert device.submitted == []
    print_desk.confirm(desk, paper, came_out=False)
    printed(desk, paper, device)
    assert len(device.submitted) == 1
