"""The verbs of the reception: a consult is never lost, papers carry what the law asks."""

from datetime import date
from pathlib import Path

import attrs
import pytest

from counter_app.domain.bodies.document import DocumentKind
from counter_app.domain.bodies.visit import AnswerWay
from counter_app.domain.errors import InputFault, Refusal
from counter_app.services import founding, intake, papers, reception
from counter_app.services.desk import Desk
from counter_app.services.profiles import Opened
from counter_app.services.reception import Reception
from counter_app.services.timeline import timeline
from tests.hall import Clock, open_hall
from tests.printing.reading import pages_of
from tests.services.windows import CITIZEN, FOOD, carry, join, switch, tables


def values(desk: Desk, served: reception.Served) -> dict[str, object]:
    """What stands on the paper."""
    assert served.paper is not None
    found = papers.paper_of(desk, served.paper.id).values
    assert found is not None
    return dict(found)


def test_a_consult_without_name_is_kept_and_its_notice_says_so(desk: Desk) -> None:
    """Nobody who only asks has to give a name; the paper prints who may apply."""
    served = reception.issue_one_time_notice(desk, Reception(matter=FOOD)).value
    printed = values(desk, served)
    assert printed["applicant"] == "（咨询人未提供姓名）"
    assert printed["audience"]
    assert reception.visit_of(desk, served.visit).visitor == ""


def test_a_named_visitor_stands_on_the_notice_with_a_masked_telephone(desk: Desk) -> None:
    """A3.3.1: 申请人 by name; the telephone needs no more than its ends."""
    entry = Reception(matter=FOOD, visitor=CITIZEN)
    printed = values(desk, reception.issue_one_time_notice(desk, entry).value)
    assert (printed["applicant"], printed["contact"]) == ("孙试样", "135****1234")


def test_a_visit_goes_on_without_being_opened_again(desk: Desk) -> None:
    """One number, one first contact, several answers."""
    first = reception.tell_orally(desk, Reception(matter=FOOD)).value
    entry = Reception(matter=FOOD, visit=first.visit)
    again = reception.issue_one_time_notice(desk, entry).value
    assert (again.visit, again.number) == (first.visit, first.number)
    assert len(tables()["visit"]) == 1


def test_a_name_given_later_stands_on_the_paper(desk: Desk) -> None:
    """The visit began without a name; the notice of the second step is for 孙试样."""
    first = reception.tell_orally(desk, Reception(matter=FOOD)).value
    entry = Reception(matter=FOOD, visit=first.visit, visitor=CITIZEN)
    printed = values(desk, reception.issue_one_time_notice(desk, entry).value)
    assert printed["applicant"] == "孙试样"


def test_nothing_is_written_about_a_visit_that_is_not_here(desk: Desk) -> None:
    """Its opening has not arrived: neither answer, paper nor application."""
    before = tables()
    gone = "w05-000000:1:00000000"
    entry = Reception(matter=FOOD, visit=gone)
    for act in (
        lambda: reception.tell_orally(desk, entry),
        lambda: reception.issue_one_time_notice(desk, entry),
        lambda: reception.confirm_guide(desk, gone),
        lambda: intake.receive(
            desk, intake.Application(matter=FOOD, applicant=CITIZEN, visit=gone)
        ),
    ):
        with pytest.raises(Refusal) as refusal:
            act()
        assert refusal.value.clause == "A2.1"
    assert tables() == before


@pytest.mark.parametrize("verb", ["tell", "answer", "notice", "guide", "advise", "receive"])
def test_a_matter_the_hall_does_not_have_is_said_so(desk: Desk, verb: str) -> None:
    """The field is named, nothing is written."""
    entry = Reception(matter="JC-XX-999")
    before = tables()
    acts = {
        "tell": lambda: reception.tell_orally(desk, entry),
        "answer": lambda: reception.answer(desk, entry, AnswerWay.BY_GUIDE),
        "notice": lambda: reception.issue_one_time_notice(desk, entry),
        "guide": lambda: reception.guide(desk, entry, "W05"),
        "advise": lambda: reception.advise(desk, entry, "备案", "W05"),
        "receive": lambda: intake.receive(
            desk, intake.Application(matter="JC-XX-999", applicant=CITIZEN)
        ),
    }
    with pytest.raises(InputFault) as fault:
        acts[verb]()
    assert set(fault.value.faults) == {"matter"}
    assert "JC-XX-999" in fault.value.faults["matter"]
    assert tables() == before


def test_a_notice_with_an_empty_element_is_refused_by_its_name(
    tmp_path: Path, clock: Clock
) -> None:
    """A3.3.1: the window has no telephone; nothing is issued, no number is used."""
    content = founding.shipped_hall()
    content["counters"][2]["phone"] = "未核定"
    desk = open_hall(tmp_path, clock, hall=content).desk
    before = tables()
    with pytest.raises(Refusal, match="窗口电话") as refusal:
        reception.issue_one_time_notice(desk, Reception(matter=FOOD))
    assert refusal.value.clause == "A3.3.1"
    assert tables() == before


def test_ten_thousand_characters_reach_the_paper(desk: Desk) -> None:
    """A long reason is neither cut nor refused; it fills the slip to its last character."""
    reason = "不归本窗口" * 1999 + "到此为止。"
    entry = Reception(matter="JC-BDC-014", question="怎么过户" * 2500)
    served = reception.guide(desk, entry, "W02", reason).value
    assert served.paper is not None
    pages = "".join(
        "".join(page.split()) for page in pages_of(papers.pdf_of(desk, served.paper.id))
    )
    assert pages.count("不归本窗口") == 1999
    assert "到此为止" in pages
    assert reception.visit_of(desk, served.visit).question == "怎么过户" * 2500


def test_a_private_character_that_would_print_as_a_blank_is_refused(desk: Desk) -> None:
    """The reason goes on paper: the character is named and nothing is written."""
    before = tables()
    with pytest.raises(InputFault, match="U\\+E863"):
        reception.guide(desk, Reception(matter="JC-BDC-014"), "W02", "不归\ue863本窗口")
    assert tables() == before


def test_without_a_window_the_information_desk_stands_on_the_slip(desk: Desk) -> None:
    """A1.5.4b: a question no matter fits."""
    served = reception.guide(desk, Reception(question="复印在哪里"), "").value
    printed = values(desk, served)
    assert printed["window"] == "咨询台"
    assert "复印在哪里" in str(printed["reason"])
    bare = values(desk, reception.guide(desk, Reception(), "").value)
    assert str(bare["reason"]).startswith("咨询")


def test_the_advice_slip_names_whom_it_was_given_to(desk: Desk) -> None:
    """32(一): reason, destination, and the asker where one was named."""
    named = Reception(matter=FOOD, visitor=CITIZEN)
    printed = values(desk, reception.advise(desk, named, "办理备案即可", "3号窗口").value)
    assert (printed["applicant"], printed["reason"], printed["instead"]) == (
        "孙试样",
        "办理备案即可",
        "3号窗口",
    )


def test_a_dated_promise_is_an_answer(desk: Desk) -> None:
    """A2.5."""
    done = reception.answer(
        desk, Reception(matter=FOOD), AnswerWay.TO_VERIFY, "与股室核实", date(2026, 11, 25)
    )
    visit = reception.visit_of(desk, done.value.visit)
    assert (visit.state, visit.promised_by) == ("promised", date(2026, 11, 25))
    assert done.value.paper is None


def test_the_target_window_confirms_what_it_has_learned_of(
    tmp_path: Path, first: Opened, clock: Clock
) -> None:
    """A2.4 over two windows; the timeline tells it in the clerk's words at both."""
    served = reception.guide(first.desk, Reception(matter="JC-NY-034"), "W05").value
    other = join(tmp_path, first, clock, "W05")
    carry(first, other)
    reception.confirm_guide(other.desk, served.visit)
    carry(other, first)
    switch(first)
    visit = reception.visit_of(first.desk, served.visit)
    assert visit.guide_confirmed_by == "W05"
    facts = first.desk.read(lambda: reception.journal.facts_of(served.visit, first.desk.vault))
    entries = timeline(first.desk, facts)
    assert [entry.counter for entry in entries] == ["W03", "W03", "W05"]
    assert [entry.clerk for entry in entries] == ["王示例", "王示例", "刘示例"]


def test_the_consult_becomes_the_application_without_retyping(desk: Desk) -> None:
    """A1.4.1a: visit and case know each other; the first contact comes along."""
    served = reception.tell_orally(desk, Reception(matter=FOOD)).value
    application = intake.Application(matter=FOOD, applicant=CITIZEN, visit=served.visit)
    taken = intake.receive(desk, application).value
    assert reception.visit_of(desk, served.visit).case == taken.case
    assert intake.case_of(desk, taken.case).visit == served.visit
    other = attrs.evolve(desk.station, clerk="S05", counter="W05")
    with pytest.raises(Refusal):
        intake.receive(Desk(desk.database, desk.clock, other), application)


def test_what_may_follow_later_is_marked_and_counted_papers_are_told(desk: Desk) -> None:
    """可容缺 stands beside the material; how many of each where the guide states it."""
    spec = desk.reference.matter_in_force(FOOD, desk.clock().date())
    one = attrs.evolve(spec.materials[0], deferrable=True, originals=1, copies=2)
    content = attrs.evolve(
        spec, materials=(one, *spec.materials[1:]), process=("申请",)
    ).to_content()
    desk.act(
        lambda act: founding.publish(
            act,
            DocumentKind.MATTER,
            FOOD,
            content,
            source="试验",
            effective_from=act.now.date(),
        )
    )
    unlisted = attrs.evolve(desk.station, clerk="S99")
    colleague = Desk(desk.database, desk.clock, unlisted)
    served = reception.issue_one_time_notice(colleague, Reception(matter=FOOD)).value
    printed = values(desk, served)
    rows = printed["materials"]
    assert isinstance(rows, list)
    assert rows[0]["form"] == "原件1份、复印件2份" and "可容缺" in rows[0]["remark"]
    assert any(row["form"].endswith("（份数未核定）") for row in rows[1:])
    assert printed["first_contact"] == "S99"
