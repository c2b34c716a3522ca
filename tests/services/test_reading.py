"""What the screens read: lists, detail, what the law allows now, the print register, search."""

from pathlib import Path

import attrs
import pytest

from counter_app.domain.bodies.case import Ground, Verdict
from counter_app.domain.bodies.visit import GuideConfirmed
from counter_app.domain.cases.commands import Judge
from counter_app.domain.deadlines import Light
from counter_app.domain.errors import InputFault
from counter_app.domain.facts import UnknownBody, bodies
from counter_app.models.base import database
from counter_app.printing.catalogue import KINDS
from counter_app.services import (
    case_reading,
    demo,
    intake,
    journal,
    matter_search,
    paper_reading,
    parties,
    print_desk,
    reception,
    timeline,
)
from counter_app.services.desk import Desk
from counter_app.services.parties import PartyInput
from counter_app.services.profiles import Opened
from counter_app.services.reception import Reception
from tests.hall import Clock
from tests.services.windows import CITIZEN, FOOD, carry, join, judge_all, receive


def allowed(desk: Desk, case: str) -> set[str]:
    """The actions the law allows now."""
    actions = case_reading.case_detail(desk, case).actions
    assert all(one.reason for one in actions if not one.allowed)
    return {one.id for one in actions if one.allowed}


def test_the_buttons_ask_the_rules(desk: Desk, clock: Clock) -> None:
    """Received, judged, asked, lapsed, accepted: what is possible follows the law each time."""
    case = receive(desk)
    always = {"judge", "receipt", "withdraw"}
    assert allowed(desk, case) == always | {"refuse", "advise"}
    judge_all(desk, case, missing=("m01",))
    assert allowed(desk, case) == always | {"refuse", "advise", "ask_correction"}
    paper = intake.ask_correction(desk, case).value.paper
    assert paper is not None
    print_desk.confirm(desk, paper.id, came_out=True)
    assert "refuse_defective" in allowed(desk, case)
    assert "advise" not in allowed(desk, case)
    late = receive(desk)
    clock.at("2026-12-01 09:00")
    assert allowed(desk, late) == always | {"accept"}
    intake.accept(desk, late)
    running = {"decide", "begin_procedure", "request_extension", "offer_hearing"}
    assert allowed(desk, late) == running | {"receipt", "withdraw"}


def demo_spec(desk: Desk) -> case_reading.MatterSpec:
    """The guide of food permits."""
    return desk.reference.matter_in_force(FOOD, desk.clock().date())


def test_the_detail_has_everything_of_a_case(desk: Desk) -> None:
    """Materials with findings, papers, both parties masked, the timeline, no clash."""
    application = intake.Application(
        matter=FOOD,
        applicant=CITIZEN,
        agent=PartyInput(name="代试样"),
        agent_basis="授权委托书",
    )
    case = intake.receive(desk, application).value.case
    intake.judge(desk, case, [Judge(material="m01", verdict=Verdict.MISSING)])
    intake.issue_receipt(desk, case)
    detail = case_reading.case_detail(desk, case)
    assert detail.applicant.name == "孙*" and detail.applicant.masked
    assert detail.agent is not None and detail.agent.name == "代*"
    assert [line.found.verdict for line in detail.materials][:2] == [
        Verdict.MISSING,
        Verdict.UNJUDGED,
    ]
    assert case_reading.unjudged_count(detail) == len(detail.materials) - 1
    assert [paper.kind for paper in detail.papers] == ["receipt_voucher"]
    assert len(detail.timeline) == 3 and detail.clash == ""


def test_lists_page_filter_and_mask(desk: Desk, clock: Clock) -> None:
    """Newest first, a page at a time; persons masked, organisations whole; lights from now."""
    cases = [receive(desk) for _times in range(3)]
    shop = receive(desk, demo.organisation())
    lines = case_reading.list_cases(desk, limit=2)
    assert [line.id for line in lines] == [shop, cases[2]]
    assert [line.applicant for line in lines] == ["交城县示例餐饮店", "孙*"]
    rest = case_reading.list_cases(desk, before=lines[-1].n)
    assert [line.id for line in rest] == [cases[1], cases[0]]
    judge_all(desk, shop)
    intake.accept(desk, shop)
    (line,) = case_reading.list_cases(desk, state="accepted", only_here=True)
    assert (line.id, line.due_on, line.light) == (shop, "2026-12-21", Light.BLUE)
    clock.at("2026-12-22 09:00")
    (line,) = case_reading.list_cases(desk, state="accepted")
    assert (line.light, line.remaining) == (Light.RED, -1)
    elsewhere = Desk(desk.database, clock, attrs.evolve(desk.station, counter="W05"))
    assert case_reading.list_cases(elsewhere, only_here=True) == []


def test_a_case_is_found_by_anything_on_its_papers(desk: Desk) -> None:
    """Number, QR of any paper, name, last digits; what is no case finds none."""
    case = receive(desk)
    number = intake.case_of(desk, case).number
    paper = intake.issue_receipt(desk, case).value.paper
    assert paper is not None
    for typed in (number, f"JC:{paper.number}", paper.number, CITIZEN.name, CITIZEN.phone[-4:]):
        assert [line.id for line in case_reading.find_cases(desk, typed)] == [case], typed
    served = reception.issue_one_time_notice(desk, Reception(matter=FOOD)).value
    assert served.paper is not None
    assert case_reading.find_cases(desk, served.paper.number) == []
    assert case_reading.lines_of(desk, []) == []


def test_a_case_that_came_without_its_party_shows_no_name(
    tmp_path: Path, first: Opened, clock: Clock
) -> None:
    """A foreign case before its guide and party: a line, not a crash."""
    receive(first.desk)
    other = join(tmp_path, first, clock)
    carry(first, other)
    database.execute_sql("UPDATE cases SET applicant_name = '', owed = '', owed_on = NULL")
    (line,) = case_reading.list_cases(other.desk)
    assert line.applicant and (line.due_on, line.light, line.remaining) == ("", Light.NONE, None)


def test_the_print_register_finds_papers(desk: Desk) -> None:
    """By number, by QR, by the number of case or visit; what is missing is said."""
    case = receive(desk)
    paper = intake.issue_receipt(desk, case).value.paper
    assert paper is not None
    (waiting,) = paper_reading.unprinted(desk)
    assert (waiting.state, waiting.told, waiting.void) == ("issued", False, False)
    found = paper_reading.find_paper(f"JC:{paper.number}")
    assert found is not None and found.id == paper.id
    assert paper_reading.find_paper("交政务〔2026〕收字第W03-00099号") is None
    number = intake.case_of(desk, case).number
    assert paper_reading.paper_for("receipt_voucher", number).id == paper.id
    with pytest.raises(InputFault) as fault:
        paper_reading.paper_for("acceptance_notice", number)
    assert "case" in fault.value.faults


def test_every_fact_of_a_visit_or_case_has_its_words() -> None:
    """No body of ours is told as one of a newer program; papers and verdicts have names."""
    newer = timeline.words_of(UnknownBody("case.extended", 9, {}))
    told = set(timeline._WORDS)
    for (kind, _version), cls in bodies().items():
        if kind.startswith(("case.", "visit.")) and kind != "case.material_judged":
            assert cls in told, kind
    assert newer and timeline.words_of(GuideConfirmed(counter="W05")) != newer
    assert {timeline.paper_words(kind) for kind in KINDS}.isdisjoint(KINDS)
    assert timeline.paper_words("licence") == "licence"
    assert len({timeline.verdict_words(verdict) for verdict in Verdict}) == len(Verdict)


def test_the_whole_life_of_a_case_can_be_told(desk: Desk, clock: Clock) -> None:
    """Every kind of entry a case can have, in the clerk's language, in order."""
    served = reception.answer(desk, Reception(matter=FOOD), reception.AnswerWay.BY_GUIDE).value
    reception.advise(desk, Reception(matter=FOOD, visit=served.visit), "备案即可", "3号窗口")
    reception.guide(desk, Reception(matter="JC-SJ-001", visit=served.visit), "")
    told = receive(desk)
    judge_all(desk, told, missing=("m01", "m02"), spot=("m03",))
    intake.issue_receipt(desk, told)
    paper = intake.ask_correction(desk, told).value.paper
    assert paper is not None
    print_desk.confirm(desk, paper.id, came_out=True)
    fixed = [Judge(material=one, verdict=Verdict.IN_ORDER) for one in ("m01", "m02")]
    intake.judge(desk, told, fixed)
    intake.accept(desk, told)
    refused, advised = receive(desk), receive(desk)
    intake.refuse(desk, refused, Ground.NOT_THIS_ORGAN, "不属于本机关职权", "税务大厅")
    intake.advise_no_permit(desk, advised, "备案即可", "3号窗口")
    for subject in (served.visit, told, refused, advised):
        entries = timeline.timeline(desk, journal.facts_of(subject, desk.vault))
        assert [entry.at for entry in entries] == sorted(entry.at for entry in entries)
        assert all(entry.text for entry in entries)
    assert "不属于本机关职权" in entries[-1].text or "备案即可" in entries[-1].text


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("食品经营许可(新办)", "JC-SP-005"),
        ("食品经营", "JC-SP-005"),
        ("jc-sp-005", "JC-SP-005"),
        ("开公司", "JC-SJ-001"),
        ("gssldj", "JC-SJ-001"),
        ("预包装", "JC-SP-006"),
        ("二手", "JC-BDC-014"),
        ("公司 设立", "JC-SJ-001"),
    ],
)
def test_a_matter_is_found_by_what_people_say(desk: Desk, typed: str, code: str) -> None:
    """Name, beginning, code, alias, initials, a part of either, several words (A3.4.2)."""
    assert matter_search.find_matters(desk, typed)[0].code == code


def test_nothing_typed_lists_the_own_window_first_and_nonsense_finds_nothing(desk: Desk) -> None:
    """The most likely matters stand on top; every hall matter is readable everywhere."""
    hits = matter_search.find_matters(desk, " ", limit=100)
    here = [hit.here for hit in hits]
    assert here == sorted(here, reverse=True) and any(here) and not all(here)
    assert matter_search.find_matters(desk, "火星移民") == []


def test_a_matter_no_window_serves_is_found_without_a_window(desk: Desk) -> None:
    """Then the information desk helps (A1.5.4b)."""
    spec = attrs.evolve(demo_spec(desk), code="JC-XX-999")
    hall = desk.reference.hall()
    assert hall.counter_for(spec.code) is None
    desk.reference.versions()["JC-XX-999"] = ((1, desk.clock().date()),)
    found = matter_search.hit(desk, spec)
    assert (found.counter, found.counter_label, found.here) == ("", "", False)


def test_cards_of_parties_stand_in_the_detail_only(desk: Desk) -> None:
    """Lists never carry a number or a telephone."""
    receive(desk)
    (line,) = case_reading.list_cases(desk)
    assert CITIZEN.number not in repr(line) and CITIZEN.phone not in repr(line)
    assert parties.card(desk, intake.case_of(desk, line.id).applicant).masked
