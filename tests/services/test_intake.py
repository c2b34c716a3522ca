"""The verbs of intake, and what stands on the papers of a case."""

import attrs
import pytest

from counter_app.domain.bodies.case import Ground, Verdict
from counter_app.domain.bodies.paper import PaperIssued, PaperVoided, PrintState
from counter_app.domain.cases.commands import CorrectOnTheSpot, Judge
from counter_app.domain.errors import InputFault, Outage, Refusal
from counter_app.models.base import database
from counter_app.printing.transport.printers import Outcome, OutcomeState, PrinterStatus
from counter_app.services import case_reading, intake, journal, papers, print_desk, timeline
from counter_app.services.case_acts import Taken
from counter_app.services.counter import CounterServices
from counter_app.services.desk import Desk
from counter_app.services.parties import PartyInput
from counter_app.services.profiles import Opened
from tests.hall import Clock
from tests.printing.reading import pages_of
from tests.services.windows import CITIZEN, FOOD, judge_all, receive, tables

AGENT = PartyInput(name="代试样", phone="13900001111")


def values(desk: Desk, taken: Taken) -> dict[str, object]:
    """What stands on the paper of an act."""
    assert taken.paper is not None
    found = papers.paper_of(desk, taken.paper.id).values
    assert found is not None
    return dict(found)


def by_agent(desk: Desk) -> str:
    """A case an agent hands in for the citizen."""
    application = intake.Application(
        matter=FOOD, applicant=CITIZEN, agent=AGENT, agent_basis="授权委托书"
    )
    return intake.receive(desk, application).value.case


# Receipt


def test_the_receipt_counts_what_came_and_says_what_is_missing(desk: Desk) -> None:
    """市场主体登记细则 18: due, given, remarks; and by when the hall will answer."""
    case = by_agent(desk)
    verdicts: list[Judge | CorrectOnTheSpot] = [
        Judge(material="m01", verdict=Verdict.IN_ORDER, originals=1, copies=2),
        Judge(material="m02", verdict=Verdict.MISSING),
        Judge(material="m03", verdict=Verdict.NOT_IN_FORM, problem="未盖章", cure="请盖章"),
        CorrectOnTheSpot(material="m04", fault="未签名", corrected_by="申请人"),
        Judge(material="m06", verdict=Verdict.NOT_NEEDED),
    ]
    intake.judge(desk, case, verdicts)
    printed = values(desk, intake.issue_receipt(desk, case).value)
    rows = printed["materials"]
    assert isinstance(rows, list)
    assert [row["remark"] for row in rows] == [
        "",
        "待交",
        "未盖章",
        "已当场更正",
        "尚未审查",
        "本次不需要",
    ]
    assert (rows[0]["given"], rows[0]["original"], rows[0]["copy"]) == ("3", "1", "2")
    assert (rows[1]["given"], rows[1]["original"]) == ("0", "—")
    assert printed["agent"] == "代试样（授权委托书）"
    assert "2026年11月30日前" in str(printed["next_step"])


def test_the_receipt_of_a_matter_without_telling_clock_promises_no_day(desk: Desk) -> None:
    """Silence does not accept a public service; the guide's limit holds."""
    case = receive(desk, matter="JC-MZ-025")
    printed = values(desk, intake.issue_receipt(desk, case).value)
    assert "办事指南" in str(printed["next_step"])
    assert printed["agent"] == ""


# Papers of the decision


def test_the_acceptance_carries_dates_limits_and_arithmetic(desk: Desk) -> None:
    """Three dates, two limits, and how the day was counted; materials as counted."""
    case = by_agent(desk)
    judge_all(desk, case, spot=("m01",))
    printed = values(desk, intake.accept(desk, case).value)
    assert printed["received_on"] == printed["accepted_on"] == "2026年11月23日"
    assert printed["due_on"] == "2026年12月21日"
    assert printed["arithmetic"] and printed["deemed"] == ""
    rows = printed["materials"]
    assert isinstance(rows, list) and rows[0]["remark"] == "已当场更正"
    assert str(printed["basis"]).endswith("第（五）项")


def test_a_due_day_in_a_year_without_calendar_is_marked_provisional(
    desk: Desk, clock: Clock
) -> None:
    """S07: 30 working days from 2026-11-23 end in 2027: （暂定） on paper."""
    case = receive(desk, matter="JC-NY-035")
    judge_all(desk, case)
    assert values(desk, intake.accept(desk, case).value)["due_on"] == "2027年1月5日（暂定）"


def test_a_matter_done_on_the_spot_is_due_the_same_day(desk: Desk) -> None:
    """No limit is invented: 当场办结."""
    case = receive(desk, matter="JC-SP-006")
    judge_all(desk, case)
    printed = values(desk, intake.accept(desk, case).value)
    assert printed["due_on"] == "2026年11月23日（当场办结）"
    assert (printed["arithmetic"], printed["pledged_limit"]) == ("当场办结", "当场办结")
    assert "优化营商环境条例" in str(printed["basis"])


def test_an_acceptance_by_silence_lists_what_is_still_to_come(desk: Desk, clock: Clock) -> None:
    """S11 with nothing judged at all: the materials are marked 尚未收齐."""
    case = receive(desk)
    clock.at("2026-12-01 09:00")
    printed = values(desk, intake.accept(desk, case).value)
    rows = printed["materials"]
    assert isinstance(rows, list) and {row["remark"] for row in rows} == {"尚未收齐"}
    assert "视为受理" in str(printed["deemed"])


def test_the_correction_notice_names_what_was_put_right_meanwhile(desk: Desk) -> None:
    """Everything at once; what was corrected on the spot is no item but is mentioned."""
    case = receive(desk)
    judge_all(desk, case, missing=("m02", "m03"), spot=("m01",))
    printed = values(desk, intake.ask_correction(desk, case).value)
    items = printed["items"]
    assert isinstance(items, list) and len(items) == 2
    assert all(item["problem"] and item["remedy"] for item in items)
    corrected = printed["corrected"]
    assert isinstance(corrected, list) and "未签名" in corrected[0] and "申请人" in corrected[0]


def test_the_refusal_returns_the_papers(desk: Desk) -> None:
    """32(二), 38: reason, destination, and what is handed back."""
    case = receive(desk)
    judge_all(desk, case, missing=("m02",))
    done = intake.refuse(desk, case, Ground.NOT_THIS_ORGAN, "不属于本机关职权", "税务大厅").value
    printed = values(desk, done)
    assert (printed["reason"], printed["destination"]) == ("不属于本机关职权", "税务大厅")
    returned = printed["returned"]
    assert isinstance(returned, list) and len(returned) == 4
    assert str(printed["basis"]).endswith("第（二）项")


def test_a_refusal_for_defects_rests_on_another_paragraph(desk: Desk) -> None:
    """32(四) after a notice that arrived."""
    case = receive(desk)
    judge_all(desk, case, missing=("m02",))
    asked = intake.ask_correction(desk, case).value.paper
    assert asked is not None
    print_desk.confirm(desk, asked.id, came_out=True)
    done = intake.refuse(desk, case, Ground.STILL_DEFECTIVE, "仍未补正", "").value
    assert str(values(desk, done)["basis"]).endswith("第（四）项")


def test_a_case_that_needs_no_permit_ends_with_advice(desk: Desk) -> None:
    """32(一) after the papers were handed in already."""
    case = receive(desk)
    printed = values(desk, intake.advise_no_permit(desk, case, "备案即可", "3号窗口").value)
    assert (printed["reason"], printed["instead"]) == ("备案即可", "3号窗口")
    assert intake.case_of(desk, case).state == "not_a_permit"


def test_forbidden_words_in_a_remark_are_refused_and_nothing_is_kept(desk: Desk) -> None:
    """A1.5.7 in the middle of a whole check list: all or nothing."""
    case = receive(desk)
    before = tables()
    verdicts = [
        Judge(material="m01", verdict=Verdict.IN_ORDER),
        Judge(material="m02", verdict=Verdict.NOT_IN_FORM, problem="快点 我要下班了", cure="重填"),
    ]
    with pytest.raises(Refusal) as refusal:
        intake.judge(desk, case, verdicts)
    assert refusal.value.clause == "A1.5.7"
    assert tables() == before


def test_ten_thousand_characters_of_a_problem_reach_the_notice(desk: Desk) -> None:
    """Several pages if need be, to the last character."""
    case = receive(desk)
    judge_all(desk, case)
    problem = "缺页" * 4999 + "末页"
    judge = Judge(material="m01", verdict=Verdict.NOT_IN_FORM, problem=problem, cure="请补齐")
    intake.judge(desk, case, [judge])
    paper = intake.ask_correction(desk, case).value.paper
    assert paper is not None
    text = "".join("".join(page.split()) for page in pages_of(papers.pdf_of(desk, paper.id)))
    assert text.count("缺页") >= 4999
    assert "末页" in text


def test_a_case_whose_guide_has_not_arrived_waits(desk: Desk) -> None:
    """Nobody judges by a list this window has not got."""
    case = receive(desk)
    database.execute_sql("DELETE FROM document WHERE key = ?", (FOOD,))
    desk.reference.forget()
    with pytest.raises(InputFault) as fault:
        intake.judge(desk, case, [Judge(material="m01", verdict=Verdict.IN_ORDER)])
    assert set(fault.value.faults) == {"matter"}
    with pytest.raises(Outage):
        case_reading.case_detail(desk, case)


# Printing


class OddPrinter:
    """A printer that says what the test wants, one answer after the other."""

    def __init__(self, *answers: Outcome) -> None:
        self.answers = list(answers)
        self.titles: list[str] = []

    def submit(self, pdf: bytes, title: str, copies: int = 1) -> str:
        """Take the job."""
        assert pdf.startswith(b"%PDF")
        self.titles.append(title)
        return "job-1"

    def poll(self, job: str) -> Outcome:
        """The next answer; the last one for ever."""
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]

    def cancel(self, job: str) -> None:
        """Nothing to cancel."""

    def status(self) -> PrinterStatus:
        """Always ready."""
        return PrinterStatus(ready=True)


def notice(desk: Desk) -> papers.Issued:
    """A correction notice that waits to be printed."""
    case = receive(desk)
    judge_all(desk, case, missing=("m01",))
    paper = intake.ask_correction(desk, case).value.paper
    assert paper is not None
    return paper


@pytest.mark.parametrize(
    ("end", "state"),
    [
        (OutcomeState.CONFIRMED, PrintState.PRINTED),
        (OutcomeState.UNCONFIRMED, PrintState.UNCONFIRMED),
        (OutcomeState.FAILED, PrintState.FAILED),
        (OutcomeState.CANCELLED, PrintState.CANCELLED),
    ],
)
def test_every_end_of_a_print_is_on_record(
    desk: Desk, end: OutcomeState, state: PrintState
) -> None:
    """Pending is waited for; then the outcome is a fact, with its reason; the title is a number."""
    paper = notice(desk)
    waits: list[float] = []
    printer = OddPrinter(Outcome(OutcomeState.PENDING), Outcome(end, "原因"))
    done = print_desk.print_paper(desk, paper.id, printer, "ipp://p/1", pause=waits.append)
    assert (done.state, done.reason, done.number) == (state, "原因", paper.number)
    assert printer.titles == [paper.number]
    kept = papers.paper_of(desk, paper.id)
    assert (kept.state, kept.reason, kept.attempts, kept.job) == (state, "原因", 1, "job-1")
    assert len(waits) == 1
    assert kept.is_told == (end is OutcomeState.CONFIRMED)


def test_a_job_that_never_ends_is_asked_about(desk: Desk) -> None:
    """After a minute the clerk is asked; the answer is a fact as well."""
    paper = notice(desk)
    printer = OddPrinter(Outcome(OutcomeState.PENDING))
    waited: list[float] = []
    done = print_desk.print_paper(desk, paper.id, printer, "ipp://p/1", pause=waited.append)
    assert done.state is PrintState.UNCONFIRMED
    assert sum(waited) >= print_desk.PATIENCE_SECONDS
    print_desk.confirm(desk, paper.id, came_out=False)
    assert papers.paper_of(desk, paper.id).state is PrintState.FAILED
    print_desk.confirm(desk, paper.id, came_out=True)
    assert papers.paper_of(desk, paper.id).state is PrintState.HANDED_OVER


def test_the_case_is_told_once_however_often_the_paper_comes_out(desk: Desk) -> None:
    """S55: the first time counts."""
    paper = notice(desk)
    for _times in range(3):
        print_desk.confirm(desk, paper.id, came_out=True)
    about = papers.paper_of(desk, paper.id).about
    facts = journal.facts_of(about, desk.vault)
    assert sum(fact.body.kind == "case.told" for fact in facts) == 1


def test_a_voided_or_unknown_paper_is_not_printed(desk: Desk) -> None:
    """A3.5, and a sentence instead of a crash for an id nobody knows."""
    paper = notice(desk)
    desk.act(lambda act: act.append(PaperVoided(reason="写错", approved_by="S07"), paper.id))
    printer = OddPrinter(Outcome(OutcomeState.CONFIRMED))
    with pytest.raises(Refusal) as refusal:
        print_desk.print_paper(desk, paper.id, printer, "ipp://p/1")
    assert refusal.value.clause == "A3.5"
    with pytest.raises(InputFault):
        papers.pdf_of(desk, "x:1:00000000")
    with pytest.raises(InputFault):
        print_desk.confirm(desk, "x:1:00000000", came_out=True)


def test_a_pc_without_a_printer_keeps_the_paper_waiting(first: Opened) -> None:
    """What to do is said; slips go to the roll printer where there is one."""
    paper = notice(first.desk)
    with pytest.raises(Outage):
        CounterServices(first.desk, {}).print(paper.id)
    assert not papers.paper_of(first.desk, paper.id).attempts
    both = CounterServices(first.desk, {"papers": "ipp://a", "labels": "ipp://b"})
    assert (both.address("guide_slip"), both.address("acceptance_notice")) == (
        "ipp://b",
        "ipp://a",
    )


def test_a_paper_of_a_kind_of_a_newer_program_has_a_row(desk: Desk) -> None:
    """The print register of an older window lists it all the same."""
    body = PaperIssued(
        paper_kind="licence", number="证1", about="", key_of="", spec="licence@1", values={}
    )
    desk.act(lambda act: act.append(body))
    assert database.execute_sql("SELECT copies FROM paper WHERE number = '证1'").fetchone() == (1,)


# The timeline


def test_materials_judged_at_one_moment_stand_in_one_line(desk: Desk, clock: Clock) -> None:
    """Two clerks, or one twice: two lines, each with its own time and name."""
    case = receive(desk)
    judge_all(desk, case)
    clock.at("2026-11-24 10:00")
    intake.judge(desk, case, [Judge(material="m01", verdict=Verdict.MISSING)])
    colleague = attrs.evolve(desk.station, clerk="S01")
    other = Desk(desk.database, clock, colleague)
    intake.judge(other, case, [Judge(material="m01", verdict=Verdict.IN_ORDER)])
    lines = timeline.timeline(desk, journal.facts_of(case, desk.vault))
    assert [(line.at.day, line.clerk) for line in lines] == [
        (23, "王示例"),
        (23, "王示例"),
        (24, "王示例"),
        (24, "张示例"),
    ]
    assert ["5" in line.text for line in lines] == [False, True, False, False]


def test_whoever_has_no_password_here_confirms_nothing(desk: Desk) -> None:
    """S13: a name alone is no supervisor: refused before anything is written."""
    case = receive(desk)
    with pytest.raises(Refusal):
        intake.ask_correction_confirmed(
            desk, case, override_reason="首次遗漏", approved_by="S07", password="x"
        )
    assert intake.case_of(desk, case).corrections == ()
