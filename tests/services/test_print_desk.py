"""The print desk: killed programs, busy printers, papers taken back, the register, voiding."""

from pathlib import Path

import pytest

from counter_app.domain.bodies.case import Verdict
from counter_app.domain.bodies.paper import PrintState
from counter_app.domain.cases.commands import Judge
from counter_app.domain.cases.rules import listed
from counter_app.domain.errors import InputFault, Outage, Refusal
from counter_app.domain.facts import UnknownBody
from counter_app.models import keyring
from counter_app.printing.transport.addresses import printer_for
from counter_app.printing.transport.printers import Busy, Outcome, OutcomeState
from counter_app.services import (
    demo,
    intake,
    paper_reading,
    papers,
    print_desk,
    print_jobs,
    reception,
    voiding,
)
from counter_app.services import print_register as register
from counter_app.services.counter import CounterServices, purpose_of
from counter_app.services.desk import Desk
from counter_app.services.print_jobs import Stage
from counter_app.services.print_register import Part
from counter_app.services.profiles import Opened
from counter_app.services.reception import Reception
from tests.hall import Clock
from tests.printing.ipp_printer import CANCELLED, PENDING, IppDevice
from tests.services.test_print_retry import ADDRESS, Device
from tests.services.windows import CITIZEN, carry, join, switch

REASON = "材料名称写错"


def slip(desk: Desk) -> str:
    """A guide slip nobody has printed yet."""
    paper = reception.guide(desk, Reception(matter="JC-SJ-001"), "W01").value.paper
    assert paper is not None
    return paper.id


def notice(desk: Desk) -> str:
    """A correction notice that names its applicant."""
    entry = intake.Application(matter="JC-SP-005", applicant=CITIZEN)
    case = intake.receive(desk, entry).value.case
    spec = desk.reference.matter_in_force("JC-SP-005", desk.clock().date())
    state = intake.case_of(desk, case)
    intake.judge(
        desk, case, [Judge(material=one.id, verdict=Verdict.MISSING) for one in listed(state, spec)]
    )
    paper = intake.ask_correction(desk, case).value.paper
    assert paper is not None
    return paper.id


def printed(desk: Desk, paper: str, device: Device, reason: str = "") -> PrintState:
    """One attempt; waiting costs nothing here."""
    return print_desk.print_paper(
        desk, paper, device, ADDRESS, reason=reason, pause=lambda _s: None
    ).state


class Killed(Exception):
    """The program ends here, without a word."""


class KilledWhileWatching(Device):
    """The power goes while the job is at the printer."""

    def poll(self, job: str) -> Outcome:
        """Nobody hears the answer."""
        raise Killed


class KilledWhileSending(Device):
    """The power goes before the printer has said which job it is."""

    def submit(self, pdf: bytes, title: str, copies: int = 1) -> str:
        """Nobody hears the answer."""
        raise Killed


def test_a_print_left_by_a_killed_program_is_looked_after(desk: Desk) -> None:
    """Scenario: kill -9 while the paper prints; the next start asks the printer, sends nothing."""
    paper = slip(desk)
    with pytest.raises(Killed):
        printed(desk, paper, KilledWhileWatching(OutcomeState.PENDING))
    (left,) = print_jobs.open_jobs()
    assert (left.paper, left.job, left.stage) == (paper, "job-1", Stage.PRINTING)
    device = Device(OutcomeState.CONFIRMED)
    ended = print_desk.resume(desk, left, device, pause=lambda _s: None)
    assert (ended.state, device.submitted) == (PrintState.PRINTED, [])
    assert papers.paper_of(desk, paper).is_told
    assert print_jobs.open_jobs() == []


def test_a_print_whose_job_nobody_knows_is_asked_about(desk: Desk) -> None:
    """Scenario: kill -9 while the paper was being sent: only the clerk can see whether it came."""
    paper = slip(desk)
    with pytest.raises(Killed):
        printed(desk, paper, KilledWhileSending(OutcomeState.PENDING))
    (left,) = CounterServices(desk, {}).open_jobs()
    ended = CounterServices(desk, {}).resume(left)
    assert ended.state is PrintState.UNCONFIRMED
    assert register.card(desk, paper).advice


class BusyDevice(Device):
    """Takes nothing for `turns` tries."""

    def __init__(self, turns: int) -> None:
        super().__init__(OutcomeState.CONFIRMED)
        self.turns = turns

    def submit(self, pdf: bytes, title: str, copies: int = 1) -> str:
        """Not yet."""
        if self.turns:
            self.turns -= 1
            raise Busy("打印机没有接受", "正忙，请稍候。")
        return super().submit(pdf, title, copies)


def test_a_busy_printer_is_asked_again_and_the_clerk_sees_it(desk: Desk) -> None:
    """Scenario: busy for a minute; the card says that the paper waits, then it prints once."""
    paper, device, said = slip(desk), BusyDevice(200), set[str]()

    def look(_seconds: float) -> None:
        if device.turns == 100:
            card = register.card(desk, paper)
            assert card.is_under_way
            said.add(card.advice)

    ended = print_desk.print_paper(desk, paper, device, ADDRESS, pause=look)
    assert (ended.state, len(device.submitted)) == (PrintState.PRINTED, 1)
    assert len(said) == 1


def test_a_printer_busy_for_ten_minutes_fails_with_the_number_kept(desk: Desk) -> None:
    """Scenario: it never gets free; the clerk is told, the paper keeps its number."""
    paper = slip(desk)
    assert printed(desk, paper, BusyDevice(10**6)) is PrintState.FAILED
    assert register.card(desk, paper).paper.number


def test_a_paper_in_line_is_taken_back(desk: Desk) -> None:
    """Scenario: the printer is busy and the clerk wants the paper back: it is never sent."""
    paper, device = slip(desk), BusyDevice(10**6)

    def take_back(_seconds: float) -> None:
        print_jobs.ask_cancel(paper)

    ended = print_desk.print_paper(desk, paper, device, ADDRESS, pause=take_back)
    assert (ended.state, device.submitted) == (PrintState.CANCELLED, [])


def test_a_paper_at_the_printer_is_taken_back(desk: Desk) -> None:
    """Scenario: the job waits for paper and the clerk cancels it at the printer."""
    paper = slip(desk)
    device = Device(OutcomeState.PENDING, OutcomeState.PENDING, OutcomeState.CANCELLED)

    def take_back(_seconds: float) -> None:
        print_jobs.ask_cancel(paper)

    ended = print_desk.print_paper(desk, paper, device, ADDRESS, pause=take_back)
    assert (ended.state, device.cancelled) == (PrintState.CANCELLED, ["job-1"])


class Complaining(Device):
    """Says that it is out of paper, then falls silent."""

    def poll(self, job: str) -> Outcome:
        """First a complaint, then nothing."""
        if self.answers:
            self.answers.clear()
            return Outcome(OutcomeState.PENDING, "缺纸")
        raise Outage("打印机离线", "请打开打印机")


def test_a_printer_that_takes_the_job_and_dies_leaves_a_question(desk: Desk) -> None:
    """Scenario: it accepted, complained and went dark: nobody knows, so the clerk is asked."""
    paper, said = slip(desk), set[str]()
    ended = print_desk.print_paper(
        desk,
        paper,
        Complaining(OutcomeState.PENDING),
        ADDRESS,
        pause=lambda _s: said.add(register.card(desk, paper).advice),
    )
    assert ended.state is PrintState.UNCONFIRMED
    assert "缺纸" in said


def test_the_job_of_another_printer_is_ended_there_first(desk: Desk, tmp_path: Path) -> None:
    """Scenario: the laser holds the job, the clerk chose another printer since."""
    paper = slip(desk)
    folder = (tmp_path / "first").as_uri()
    print_desk.print_paper(desk, paper, Device(OutcomeState.PENDING), folder, pause=lambda _s: None)
    device = Device(OutcomeState.CONFIRMED)
    assert printed(desk, paper, device) is PrintState.PRINTED
    assert len(device.submitted) == 1


def test_the_register_shows_its_parts(desk: Desk, clock: Clock) -> None:
    """Scenario: open, today's, all; by number and by name; pages one after the other."""
    old, new = slip(desk), slip(desk)
    print_desk.confirm(desk, old, came_out=True)
    number = papers.paper_of(desk, new).number

    def ids(part: Part, text: str = "") -> list[str]:
        return [line.id for line in register.list_papers(desk, part, text)]

    assert ids(Part.OPEN) == [new] and register.waiting_here(desk) == 1
    assert set(ids(Part.TODAY)) == set(ids(Part.ALL)) == {old, new}
    assert ids(Part.ALL, number) == [new]
    assert set(ids(Part.ALL, "引导")) == {old, new} and ids(Part.ALL, "受理通知") == []
    (first,) = register.list_papers(desk, Part.ALL, limit=1)
    (second,) = register.list_papers(desk, Part.ALL, before=first)
    assert {first.id, second.id} == {old, new}
    clock.at("2026-11-24 09:00")
    assert ids(Part.TODAY) == []


@pytest.mark.parametrize("state", list(OutcomeState))
def test_every_end_says_what_to_do(desk: Desk, state: OutcomeState) -> None:
    """Scenario: whatever the printer answers, the card has a history and, unless told, advice."""
    paper = slip(desk)
    printed(desk, paper, Device(state))
    card = register.card(desk, paper)
    assert len(card.history) == 3
    assert bool(card.advice) != card.paper.is_told


def test_a_supervisor_voids_beside_the_clerk(desk: Desk, first: Opened) -> None:
    """Scenario: the supervisor types his password at this window; the number stays."""
    paper = notice(desk)
    key = keyring.unlock(first.pc.profile, "S03", demo.PASSWORD)
    keyring.add_clerk(first.pc.profile, key, "S07", "杨示例", "supervisor-7", demo.LIGHT)
    assert voiding.who_can_agree(desk) == [("S07", "杨示例")]
    with pytest.raises(InputFault):
        voiding.void(desk, paper, REASON, "S07", "wrong")
    voiding.void(desk, paper, REASON, "S07", "supervisor-7")
    card = register.card(desk, paper)
    assert card.paper.void_approved_by == "S07" and card.paper.number
    assert "作废" in card.history[-1].text
    with pytest.raises(Refusal):
        printed(desk, paper, Device(OutcomeState.CONFIRMED))


def test_a_password_this_pc_cannot_check_is_refused(desk: Desk) -> None:
    """Scenario: S07 never signed in here; the clerk is pointed to the request."""
    with pytest.raises(Refusal) as refusal:
        voiding.void(desk, notice(desk), REASON, "S07", "anything")
    assert refusal.value.help


def test_a_supervisor_agrees_at_another_window(first: Opened, clock: Clock, tmp_path: Path) -> None:
    """Scenario: asked at W03, agreed to at W05; both windows then know it is void."""
    desk = first.desk
    paper = notice(desk)
    voiding.request(desk, paper, REASON)
    assert [line.id for line in register.list_papers(desk, Part.VOIDING)] == [paper]
    assert register.card(desk, paper).advice and not register.card(desk, paper).may_agree
    second = join(tmp_path, first, clock)
    carry(first, second)
    other = switch(second)
    object.__setattr__(other.station, "roles", frozenset({"supervisor"}))
    assert register.card(other, paper).may_agree
    voiding.agree(other, paper)
    carry(second, first)
    card = register.card(switch(first), paper)
    assert card.paper.void_approved_by == "S05"
    (line,) = paper_reading.papers_about(card.paper.about)[-1:]
    assert line.void


def test_what_a_newer_program_did_to_a_paper_is_said() -> None:
    """Scenario: a fact of a later version: the history says that this window needs an update."""
    unknown = UnknownBody(unknown_kind="paper.folded", unknown_version=1, raw={})
    assert "更新" in register.words_of(unknown) or "升级" in register.words_of(unknown)


def test_a_reprint_is_in_the_history_with_its_reason(desk: Desk) -> None:
    """Scenario S61: the applicant lost it; the second print says why and carries its line."""
    paper = notice(desk)
    printed(desk, paper, Device(OutcomeState.CONFIRMED))
    with pytest.raises(InputFault):
        printed(desk, paper, Device(OutcomeState.CONFIRMED))
    printed(desk, paper, Device(OutcomeState.CONFIRMED), reason="申请人遗失")
    told = [line.text for line in register.card(desk, paper).history]
    assert any("申请人遗失" in text for text in told)


def test_papers_go_to_the_printer_of_their_sheet(desk: Desk) -> None:
    """Scenario: notices on sheets, slips on the roll, continuous forms; the layout decides."""
    assert purpose_of("acceptance_notice") == "papers"
    assert purpose_of("guide_slip") == "labels"
    assert purpose_of("suspension_slip.form241") == "forms"
    services = CounterServices(desk, {"papers": "file:///a", "labels": "file:///b"})
    assert services.address("guide_slip") == "file:///b"
    services.choose_layouts({"one_time_notice": "roll80"})
    assert services.address("one_time_notice") == "file:///b"
    issued = reception.issue_one_time_notice(desk, Reception(matter="JC-SP-005")).value.paper
    assert issued is not None
    assert papers.paper_of(desk, issued.id).layout == "one_time_notice.roll80"
    assert services.address_of(issued.id) == "file:///b"


def states_in(device: IppDevice) -> set[int]:
    """How the jobs of a printer stand."""
    return {state for _name, state in device.memory.jobs.values()}


def test_what_the_printer_still_holds_is_ended_when_the_paper_went_otherwise(desk: Desk) -> None:
    """Scenario: out of paper for a minute, the clerk copied it by hand: the job is cancelled."""
    paper = slip(desk)
    with IppDevice() as device:
        device.memory.holds = True
        printer = printer_for(device.address)
        ended = print_desk.print_paper(desk, paper, printer, device.address, pause=lambda _s: None)
        assert ended.state is PrintState.UNCONFIRMED
        print_desk.let_go(desk, paper)
        assert states_in(device) == {PENDING}
        print_desk.confirm(desk, paper, came_out=True)
        print_desk.let_go(desk, paper)
        assert states_in(device) == {CANCELLED}


def test_a_printer_that_cannot_be_asked_any_more_is_told_about(desk: Desk) -> None:
    """Scenario: it is switched off by now: the clerk is told to remove the job at the printer."""
    paper = slip(desk)
    with IppDevice() as device:
        device.memory.holds = True
        print_desk.print_paper(
            desk, paper, printer_for(device.address), device.address, pause=lambda _s: None
        )
    print_desk.confirm(desk, paper, came_out=True)
    with pytest.raises(Outage):
        print_desk.let_go(desk, paper)


def test_what_the_printer_still_holds_of_a_voided_paper_is_ended(desk: Desk) -> None:
    """Scenario: the job waits for paper and the paper is voided meanwhile: it never comes out."""
    paper = notice(desk)
    with IppDevice() as device:
        device.memory.holds = True
        print_desk.print_paper(
            desk, paper, printer_for(device.address), device.address, pause=lambda _s: None
        )
        voiding.request(desk, paper, REASON)
        object.__setattr__(desk.station, "roles", frozenset({"supervisor"}))
        object.__setattr__(desk.station, "clerk", "S07")
        voiding.agree(desk, paper)
        print_desk.let_go(desk, paper)
        assert states_in(device) == {CANCELLED}


def test_a_paper_that_was_never_sent_is_held_nowhere(desk: Desk) -> None:
    """Scenario: a window without a printer; the paper was copied by hand and nobody is asked."""
    paper = slip(desk)
    print_desk.confirm(desk, paper, came_out=True)
    assert print_desk.held_at(desk, paper) == ""
    print_desk.let_go(desk, paper)
    other = slip(desk)
    printed(desk, other, Device(OutcomeState.UNCONFIRMED))
    assert print_desk.held_at(desk, other) == ADDRESS
