"""After acceptance at a real desk: every verb with its papers and numbers, in one act."""

from datetime import date

import attrs
import pytest

from counter_app.domain.bodies import course as b
from counter_app.domain.bodies.course import (
    Outcome,
    Piece,
    ResultDocument,
    ServiceWay,
    TerminationCause,
)
from counter_app.domain.cases import course_commands as c
from counter_app.domain.cases.rules import listed
from counter_app.domain.cases.state import CaseState
from counter_app.domain.errors import InputFault, Refusal
from counter_app.models.base import database
from counter_app.services import case_values, course, intake, papers
from counter_app.services.act import Late
from counter_app.services.case_acts import Taken
from counter_app.services.counter import CounterServices
from counter_app.services.desk import Desk
from counter_app.services.ending_values import see_pieces
from counter_app.services.profiles import Opened
from tests.domain.writers import at
from tests.hall import Clock
from tests.printing.reading import pages_of
from tests.services.windows import FOOD, judge_all, receive, revised

SPOT = "JC-MZ-023"
REPORTED = "JC-NY-053"
SUPERIOR = "晋中市示例局"


def accepted(desk: Desk, matter: str = FOOD) -> str:
    """A case accepted on Monday 2026-11-23."""
    case = receive(desk, matter=matter)
    judge_all(desk, case)
    intake.accept(desk, case)
    return case


def supervised(desk: Desk) -> None:
    """Another clerk, who answers for others, signs in at the same window."""
    roles = frozenset({"clerk", "supervisor"})
    desk.station = attrs.evolve(desk.station, clerk="S01", roles=roles)


def deferrable(desk: Desk) -> str:
    """A new version of the food guide lets its last material follow; gives that material."""
    spec = desk.reference.matter(FOOD, 1)
    assert spec is not None
    *firm, last = spec.materials
    revised(desk, materials=(*firm, attrs.evolve(last, deferrable=True)))
    return str(last.id)


def text(desk: Desk, taken: Taken) -> str:
    """What stands on the first paper of an act."""
    assert taken.paper is not None
    return words_of(desk, taken.paper.id)


def words_of(desk: Desk, paper: str) -> str:
    """What stands on a paper, every page of it."""
    return "".join("".join(pages_of(papers.pdf_of(desk, paper))).split())


def kinds(taken: Taken) -> list[str]:
    """The papers of an act, by kind."""
    return [one.kind for one in (taken.paper, *taken.more) if one is not None]


PAUSE = c.BeginSpecialProcedure(
    procedure="检验",
    conductor="示例检验所",
    reason="现场核查需要检验",
    starts_on=date(2026, 11, 24),
    ends_on=date(2026, 11, 30),
    paper="",
)


def test_a_pause_counts_once_its_notice_was_printed(desk: Desk, first: Opened) -> None:
    """行政许可法 45: the notice says five days more; the due day moves when it is handed over."""
    case = accepted(desk)
    assert due_day(desk, case) == date(2026, 12, 21)
    taken = course.take(desk, case, PAUSE).value
    assert kinds(taken) == ["special_procedure_notice"]
    assert "2026年12月28日" in text(desk, taken)
    assert due_day(desk, case) == date(2026, 12, 21)
    assert taken.paper is not None
    CounterServices(desk, dict(first.pc.printers)).print(taken.paper.id)
    assert due_day(desk, case) == date(2026, 12, 28)


def due_day(desk: Desk, case: str) -> date:
    """The day the citizen has been given."""
    state = intake.case_of(desk, case)
    seen = desk.act(
        lambda act: case_values.seen_of(
            state, act.context(act.reference.matter(state.matter, state.matter_version))
        )
    ).value
    assert seen.due is not None
    return seen.due.day


def test_a_pause_that_no_law_knows_takes_no_number(desk: Desk) -> None:
    """S20: 领导出差 does not stop the clock, and no paper says it does."""
    case = accepted(desk)
    before = intake.case_of(desk, case).papers
    with pytest.raises(Refusal):
        course.take(desk, case, attrs.evolve(PAUSE, procedure="领导出差"))
    assert intake.case_of(desk, case).papers == before


def test_the_end_of_a_pause_needs_no_paper(desk: Desk, clock: Clock) -> None:
    """行政许可法 45: the inspection is over two days early."""
    case = accepted(desk)
    taken = course.take(desk, case, PAUSE).value
    assert taken.paper is not None
    clock.at("2026-11-27 10:00")
    ending = c.EndSpecialProcedure(paper=taken.paper.id, ended_on=date(2026, 11, 26))
    assert course.take(desk, case, ending).value.paper is None
    assert intake.case_of(desk, case).course.pauses[0].ended_on == date(2026, 11, 26)


def test_an_extension_is_asked_on_paper_and_told_on_paper(desk: Desk, clock: Clock) -> None:
    """行政许可法 42: one asks, another grants; both papers name the old and the new day."""
    case = accepted(desk)
    clock.at("2026-12-16 09:00")
    asking = c.RequestExtension(until=date(2026, 12, 28), reason="现场核查需要复测", paper="")
    asked = course.take(desk, case, asking).value
    assert kinds(asked) == ["extension_approval"]
    assert "2026年12月28日" in text(desk, asked)
    supervised(desk)
    granted = course.take(desk, case, c.ApproveExtension(opinion="同意", paper="")).value
    assert kinds(granted) == ["extension_notice"]
    told = text(desk, granted)
    assert "2026年12月21日" in told
    assert "2026年12月28日" in told
    assert due_day(desk, case) == date(2026, 12, 28)


def test_a_promise_is_written_down_beside_the_acceptance(desk: Desk) -> None:
    """容缺受理: notice and undertaking come out of one act and both name what follows."""
    last = deferrable(desk)
    case = receive(desk)
    judge_all(desk, case, missing=[last])
    taken = conditionally(desk, case)
    assert kinds(taken) == ["acceptance_notice", "supply_undertaking"]
    told = text(desk, taken)
    assert "容缺，2026年11月30日前补交" in told
    assert "申请材料齐全" not in told
    state = intake.case_of(desk, case)
    assert state.course.undertaking is not None
    assert state.course.undertaking.paper == taken.more[0].id
    assert "2026年11月30日" in words_of(desk, taken.more[0].id)


def conditionally(desk: Desk, case: str) -> Taken:
    """Accepted although something follows by Monday 2026-11-30."""
    command = c.AcceptConditionally(supply_by=date(2026, 11, 30), paper="", undertaking="")
    return course.take(desk, case, command).value


@pytest.mark.parametrize("ended", [False, True], ids=["still open", "ended for it"])
def test_who_broke_a_promise_is_not_trusted_again(desk: Desk, clock: Clock, *, ended: bool) -> None:
    """容缺受理: 失信者不适用; the refusal names the case in which it was broken."""
    last = deferrable(desk)
    first = receive(desk)
    judge_all(desk, first, missing=[last])
    conditionally(desk, first)
    clock.at("2026-12-01 09:00")
    if ended:
        broken = TerminationCause.UNDERTAKING_BROKEN
        course.take(desk, first, c.Terminate(cause=broken, reason="逾期未补交", paper=""))
    second = receive(desk)
    judge_all(desk, second, missing=[last])
    command = c.AcceptConditionally(supply_by=date(2026, 12, 8), paper="", undertaking="")
    with pytest.raises(Refusal) as refusal:
        course.take(desk, second, command)
    assert intake.case_of(desk, first).number in refusal.value.message


@pytest.mark.parametrize("kept", ["withdrawn", "supplied", "not due"])
def test_a_promise_that_was_not_broken_is_no_bar(desk: Desk, clock: Clock, kept: str) -> None:
    """容缺受理: withdrawn before its day, kept, or not due yet: the applicant is trusted."""
    last = deferrable(desk)
    first = receive(desk)
    judge_all(desk, first, missing=[last])
    conditionally(desk, first)
    if kept == "withdrawn":
        course.take(desk, first, c.Withdraw(reason="不办了", paper=""))
    elif kept == "supplied":
        course.take(desk, first, c.SupplyPromised(materials=(last,)))
    clock.at("2026-11-27 09:00" if kept == "not due" else "2026-12-01 09:00")
    second = receive(desk)
    judge_all(desk, second, missing=[last])
    command = c.AcceptConditionally(supply_by=date(2026, 12, 8), paper="", undertaking="")
    assert course.take(desk, second, command).value.paper is not None


def test_a_report_upward_lists_what_was_sent(desk: Desk) -> None:
    """A4.1c: the list names the superior and every paper; our clock stops."""
    case = accepted(desk, REPORTED)
    command = c.ReferUp(superior=SUPERIOR, materials=(Piece(name="申请书", count=2),), paper="")
    taken = course.take(desk, case, command, on_paper={"way": "专人报送"}).value
    assert kinds(taken) == ["referral_list"]
    told = text(desk, taken)
    assert SUPERIOR in told
    assert "专人报送" in told
    assert intake.case_of(desk, case).state is CaseState.REFERRED_UP


GRANTED = c.Decide(
    outcome=Outcome.GRANTED,
    decided_on=date(2026, 11, 23),
    documents=(ResultDocument(name="食品经营许可证", number="JY100"),),
    paper="",
)


def test_a_decision_comes_with_its_notice(desk: Desk) -> None:
    """行政许可法 37–38: the notice names the result and the licence's number."""
    case = accepted(desk)
    taken = course.take(desk, case, GRANTED).value
    assert kinds(taken) == ["completion_notice"]
    told = text(desk, taken)
    assert "准予行政许可" in told
    assert "JY100" in told


def test_a_refusal_says_what_can_be_done_against_it(desk: Desk) -> None:
    """行政许可法 38: reasons, and the right to review and to sue."""
    case = accepted(desk)
    command = c.Decide(
        outcome=Outcome.REFUSED,
        decided_on=date(2026, 11, 23),
        reason="现场核查不合格",
        basis="食品安全法 第35条",
        paper="",
    )
    told = text(desk, course.take(desk, case, command).value)
    for words in ("不予行政许可", "现场核查不合格", "行政复议", "诉讼"):
        assert words in told


def test_what_is_done_while_the_citizen_waits_has_its_own_slip(desk: Desk) -> None:
    """A4.1a: no notice of acceptance, one slip that says opened and done."""
    case = receive(desk, matter=SPOT)
    judge_all(desk, case)
    done = c.Decide(outcome=Outcome.DONE, decided_on=date(2026, 11, 23), paper="")
    taken = course.take(desk, case, done).value
    assert kinds(taken) == ["completion_slip_on_the_spot"]
    assert "已办结" in text(desk, taken)


def test_a_call_needs_no_slip(desk: Desk) -> None:
    """行政许可法 44: told by telephone; a slip is printed only where somebody asks for it."""
    case = accepted(desk)
    course.take(desk, case, GRANTED)
    assert course.take(desk, case, c.TellCollection(way="电话")).value.paper is None
    slip = course.take(desk, case, c.TellCollection(way=course.SLIP)).value
    assert kinds(slip) == ["collection_notice"]


def test_the_recipient_is_named_on_the_paper_alone(desk: Desk) -> None:
    """A5.5.1: who took it stands on the proof of service, his quality alone in the fact."""
    case = accepted(desk)
    course.take(desk, case, GRANTED)
    command = c.Serve(way=ServiceWay.COUNTER, received_by="受托人", paper="")
    taken = course.take(desk, case, command, on_paper={"recipient": "钱示例"}).value
    assert kinds(taken) == ["service_receipt"]
    assert "钱示例（受托人）" in text(desk, taken)
    served = [
        fact.body
        for fact in desk.act(lambda act: act.facts(case)).value
        if isinstance(fact.body, b.Served)
    ]
    assert "钱示例" not in repr(served)


def test_what_was_handed_in_goes_back(desk: Desk) -> None:
    """行政许可法 32: withdrawn; the list of what goes back names every material counted."""
    case = accepted(desk)
    taken = course.take(desk, case, c.Withdraw(reason="不再经营", paper="")).value
    assert kinds(taken) == ["returned_materials"]
    state = intake.case_of(desk, case)
    spec = desk.reference.matter(state.matter, state.matter_version)
    assert spec is not None
    told = text(desk, taken)
    names = ["".join(one.name.split()) for one in listed(state, spec)]
    assert [name for name in names if name not in told] == []
    assert "申请人撤回申请" in told


def test_a_returned_case_says_why(desk: Desk) -> None:
    """A4.1d 退回件: reason, what goes back, and that one can apply again."""
    case = receive(desk, matter=SPOT)
    judge_all(desk, case)
    taken = course.take(desk, case, c.Return(reason="不属于优待范围", paper="")).value
    assert "不属于优待范围" in text(desk, taken)
    assert "重新提出申请" in text(desk, taken)


def test_a_file_has_cover_and_index(desk: Desk) -> None:
    """档案法 14: the cover names box and pages, the index every paper of the case."""
    case = accepted(desk)
    course.take(desk, case, c.Withdraw(reason="不再经营", paper=""))
    command = c.Archive(box="2026-W03-1", documents=6, pages=23, paper="")
    taken = course.take(desk, case, command).value
    assert kinds(taken) == ["file_cover", "file_index"]
    assert "2026-W03-1" in text(desk, taken)
    index = words_of(desk, taken.more[0].id)
    assert "受理通知书" in index
    assert "23页" in index


def test_a_decision_entered_late_was_told_then(desk: Desk, clock: Clock) -> None:
    """A4.3: the decision of the morning is entered in the afternoon; its notice counts as told."""
    case = accepted(desk)
    clock.at("2026-11-23 16:00")
    late = Late(happened_at=at("2026-11-23 10:30"), reason="停电")
    taken = course.take(desk, case, GRANTED, late=late).value
    assert taken.paper is not None
    decision = intake.case_of(desk, case).course.decision
    assert decision is not None
    assert decision.decided_at == at("2026-11-23 10:30")


def test_a_case_whose_guide_is_not_here_waits(desk: Desk) -> None:
    """S59: the version of the guide has not arrived at this window: nothing is done blindly."""
    case = accepted(desk)
    desk.reference.forget()
    database.execute_sql("DELETE FROM document WHERE kind = 'matter'")
    with pytest.raises(InputFault) as fault:
        course.take(desk, case, GRANTED)
    assert "matter" in fault.value.faults


def test_nothing_handed_in_is_said_on_the_paper(desk: Desk) -> None:
    """A4.1d: withdrawn before anything was judged: the list says that nothing was taken in."""
    case = receive(desk)
    told = text(desk, course.take(desk, case, c.Withdraw(reason="不办了", paper="")).value)
    assert "未收材料" in told


def test_a_filing_is_granted_in_its_own_words(desk: Desk) -> None:
    """A filing is neither a permit nor a confirmation: 准予办理."""
    case = receive(desk, matter="JC-SP-006")
    judge_all(desk, case)
    done = c.Decide(outcome=Outcome.GRANTED, decided_on=date(2026, 11, 23), paper="")
    assert "准予办理" in text(desk, course.take(desk, case, done).value)


def test_a_pause_of_a_case_without_limit_says_nothing_of_days(desk: Desk) -> None:
    """A guide without any limit: the notice still names the procedure, and no day."""
    revised(desk, statutory=None)
    case = accepted(desk)
    taken = course.take(desk, case, PAUSE).value
    assert "检验" in text(desk, taken)


@pytest.mark.parametrize(
    ("typed", "pieces"),
    [
        ("申请书×2\n\n照片", (Piece(name="申请书", count=2), Piece(name="照片"))),
        ("申请书x2", (Piece(name="申请书", count=2),)),
        ("申请书 * 3", (Piece(name="申请书", count=3),)),
    ],
)
def test_papers_are_listed_a_line_each(typed: str, pieces: tuple[Piece, ...]) -> None:
    """A4.1c: what goes to the superior, with its number behind a times sign."""
    assert see_pieces(typed) == pieces


def test_a_number_of_papers_that_is_none_names_its_line() -> None:
    """A4.1c: 申请书×两."""
    with pytest.raises(InputFault) as fault:
        see_pieces("照片\n申请书×两")
    assert "申请书×两" in fault.value.faults["materials"]
