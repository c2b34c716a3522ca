"""Inspections and opinions in the records (A1.2, A1.3, A1.4.3, A5.5.2)."""

from datetime import date

import pytest

from counter_app.domain.bodies.inspection import ConductCategory
from counter_app.domain.bodies.opinion import OpinionChannel, OpinionKind
from counter_app.domain.conduct.inspection import Inspect
from counter_app.domain.errors import Refusal
from counter_app.domain.opinions.register import Record
from counter_app.services import inspections, papers, parties
from counter_app.services.desk import Desk
from counter_app.services.duties import Duty
from counter_app.services.parties import PartyInput
from counter_app.services.profiles import Opened
from counter_app.services.window_duties import window_duties
from tests.hall import Clock
from tests.printing.reading import pages_of
from tests.services.ledger_reading import totals_of
from tests.services.windows import CITIZEN, switch
from tests.services.wording_desk import signed_in, supervisor

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)
DESK = ConductCategory.DESK


def text_of(desk: Desk, paper: str) -> str:
    """What stands on a paper, without spaces."""
    return "".join("".join(pages_of(papers.pdf_of(desk, paper))).split())


def test_a_supervisor_finds_something_and_it_is_put_right(first: Opened, clock: Clock) -> None:
    """A1.6.1: a cup on the desk, to be gone until tomorrow; on the list until it is."""
    desk = supervisor(first)
    due = date(2026, 11, 24)
    seen = Inspect(counter="W03", category=DESK, note="桌面有水杯", demand="收起", due=due)
    paper = inspections.inspect(desk, seen).value
    text = text_of(desk, paper.id)
    assert "桌面有水杯；收起" in text and "限11月24日" in text
    (task,) = [one for one in window_duties(desk) if one.duty is Duty.INSPECTION]
    assert inspections.inspection_of(desk, task.subject).paper == paper.id
    clock.at("2026-11-25 09:00")
    (late,) = [one for one in window_duties(desk) if one.duty is Duty.INSPECTION]
    assert late.light.value == "red"
    inspections.rectify(desk, task.subject, "已收")
    assert not [one for one in window_duties(desk) if one.duty is Duty.INSPECTION]


def test_findings_are_counted_by_category(first: Opened) -> None:
    """A1.3: the count of the month for each of the categories; nothing found is one of them."""
    desk = supervisor(first)
    inspections.inspect(desk, Inspect(counter="W03", category=DESK, note="有水杯"))
    inspections.inspect(desk, Inspect(counter="W05", category=DESK, note="有报纸"))
    nothing = inspections.inspect(
        desk, Inspect(counter="W05", category=ConductCategory.NOTHING)
    ).value
    totals = totals_of(desk, "inspection_register")
    assert totals.endswith("其中桌面与办事指南摆放（六.1）2件。")
    assert "未发现问题" in text_of(desk, nothing.id)


def complaint(about: str = "", who: PartyInput | None = None) -> tuple[Record, PartyInput]:
    """Somebody complains."""
    record = Record(
        channel=OpinionChannel.BOX,
        kind=OpinionKind.COMPLAINT,
        content="窗口说“有牌子自己看”",
        about_clerk=about,
    )
    return record, who or PartyInput()


def test_a_complaint_without_a_name_is_kept(first: Opened) -> None:
    """A name is never demanded; the quotation of what was said stands on the sheet."""
    paper = inspections.record_opinion(first.desk, *complaint()).value
    text = text_of(first.desk, paper.id)
    assert "匿名" in text and "有牌子自己看" in text
    (found,) = inspections.opinions(supervisor(first), FIRST, LAST)
    assert inspections.who_said(supervisor(first), found.id)[0] == "匿名"


def test_a_complaint_is_answered_by_a_supervisor_it_does_not_concern(first: Opened) -> None:
    """A5.5.2: neither the window nor the supervisor complained about can read it."""
    inspections.record_opinion(first.desk, *complaint("S07", CITIZEN))
    assert inspections.opinions(first.desk, FIRST, LAST) == []
    concerned = supervisor(first)
    assert inspections.open_opinions(concerned) == []
    desk = signed_in(first, "S08", "supervisor")
    (found,) = inspections.opinions(desk, FIRST, LAST)
    assert [one.subject for one in window_duties(desk) if one.duty is Duty.OPINION] == [found.id]
    assert found.content == "窗口说“有牌子自己看”"
    words, changes = inspections.who_said(desk, found.id)
    assert words.startswith("孙试样") and "party" in changes.kinds  # looking goes on record
    inspections.reply(desk, found.id, "已教育并致歉")
    assert inspections.open_opinions(desk) == []
    with pytest.raises(Refusal):
        inspections.who_said(supervisor(first), found.id)


def test_the_person_may_be_erased_and_the_opinion_stays(first: Opened) -> None:
    """PIPL 47: who asks to be forgotten is; what was said is sealed with the name."""
    inspections.record_opinion(first.desk, *complaint("", CITIZEN))
    desk = supervisor(first)
    (found,) = inspections.opinions(desk, FIRST, LAST)
    with desk.database.atomic():
        desk.vault.erase(parties.party_of(desk, found.person).key_of)
    assert inspections.who_said(desk, found.id)[0] == "已删除"
    assert inspections.opinions(desk, FIRST, LAST)[0].content is None


def test_a_suggestion_waits_at_the_window_it_is_about(first: Opened) -> None:
    """Window 3 answers what is said of window 3; what concerns window 5 waits there."""
    for counter in ("W03", "W05"):
        said = Record(
            channel=OpinionChannel.BOX,
            kind=OpinionKind.SUGGESTION,
            content="请多设座椅",
            about_counter=counter,
        )
        inspections.record_opinion(first.desk, said, PartyInput())
    (own,) = inspections.open_opinions(first.desk)
    assert own.about_counter == "W03"
    assert len(inspections.open_opinions(supervisor(first))) == 2


def test_an_opinion_cannot_be_deleted_and_trying_stays_on_record(first: Opened) -> None:
    """A1.4.3: the clerk it concerns tries to delete it: refused, and the supervisor sees it."""
    inspections.record_opinion(first.desk, *complaint("S03"))
    desk = supervisor(first)
    (found,) = inspections.opinions(desk, FIRST, LAST)
    clerk = signed_in(first, "S03", "clerk")
    with pytest.raises(Refusal):
        inspections.delete_opinion(clerk, found.id)
    desk = supervisor(first)
    (task,) = [one for one in window_duties(desk) if one.duty is Duty.DISPUTE]
    assert found.number in task.title
    assert len(inspections.opinions(switch(first), FIRST, LAST)) == 1
