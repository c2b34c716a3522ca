"""Messages, disputes, visits handed on, guides that come back (annexes 1 and 2)."""

from datetime import date
from pathlib import Path

import pytest

from counter_app.domain.bodies.visit import AnswerWay
from counter_app.domain.errors import InputFault
from counter_app.services import errands, papers, reception, today
from counter_app.services.desk import Desk
from counter_app.services.duties import Duty
from counter_app.services.parties import PartyInput
from counter_app.services.profiles import Opened
from counter_app.services.reception import Reception
from counter_app.services.subjects import find_subject
from counter_app.services.window_duties import window_duties
from tests.hall import Clock
from tests.printing.reading import pages_of
from tests.services.windows import FOOD, carry, join, rebuilt, rows, switch
from tests.services.wording_desk import supervisor

CALLER = PartyInput(name="孙试样", phone="13500001234")


def duties(desk: Desk, duty: Duty) -> list[str]:
    """The subjects of one kind on the list of this clerk."""
    return [one.subject for one in window_duties(desk) if one.duty is duty]


def test_a_message_stays_on_the_list_of_its_reader(
    tmp_path: Path, first: Opened, clock: Clock
) -> None:
    """A1.5.6c: taken at W03 for S05, found at W05 after the share, gone once it is done."""
    desk = first.desk
    paper = errands.take_message(desk, "S05", "请回电谈营业执照", date(2026, 11, 24), CALLER).value
    text = "".join(pages_of(papers.pdf_of(desk, paper.id))[0].split())
    assert "请回电谈营业执照" in text and "13500001234" not in text
    assert not duties(desk, Duty.MESSAGE)
    other = join(tmp_path, first, clock)
    carry(first, other)
    desk = switch(other)
    (message,) = duties(desk, Duty.MESSAGE)
    words, changes = errands.caller(desk, message)
    assert words == "孙试样　13500001234" and "party" in changes.kinds  # looking goes on record
    clock.at("2026-11-25 09:00")
    (task,) = [one for one in window_duties(desk) if one.duty is Duty.MESSAGE]
    assert (task.light.value, task.by) == ("red", "2026-11-24")
    errands.finish_message(desk, message, "已回电，约周三来办")
    assert not duties(desk, Duty.MESSAGE)
    assert errands.message_of(desk, message).result == "已回电，约周三来办"
    assert rows()["register"] == rebuilt(desk)["register"]


@pytest.mark.parametrize(
    ("caller", "fields"),
    [
        (PartyInput(), ["caller.name", "caller.phone"]),
        (PartyInput(name="孙试样"), ["caller.phone"]),
    ],
)
def test_a_message_without_a_way_back_is_none(
    desk: Desk, caller: PartyInput, fields: list[str]
) -> None:
    """Whom to call, and where."""
    with pytest.raises(InputFault) as fault:
        errands.take_message(desk, "S05", "请回电", date(2026, 11, 24), caller)
    assert list(fault.value.faults) == fields


def test_a_message_for_somebody_without_a_window(desk: Desk) -> None:
    """The head of the hall sits at no window: the slip names the person alone."""
    hall = desk.reference.hall()
    free = next(one for one in hall.staff if not one.counter)
    paper = errands.take_message(desk, free.id, "请回电", date(2026, 11, 24), CALLER).value
    assert free.name in "".join(pages_of(papers.pdf_of(desk, paper.id))[0].split())
    assert errands.hall_counter(hall, "W99") == ""


def test_a_dispute_is_with_the_supervisor_after_one_round(
    tmp_path: Path, first: Opened, clock: Clock
) -> None:
    """A1.3.5: handed over at W03 with one note, found by the supervisor at W05, settled there."""
    visit = reception.tell_orally(first.desk, Reception(matter=FOOD)).value
    raised = errands.raise_dispute(first.desk, "对收费有异议", visit.number).value
    assert not duties(first.desk, Duty.DISPUTE)
    other = join(tmp_path, first, clock)
    carry(first, other)
    desk = supervisor(other)
    assert duties(desk, Duty.DISPUTE) == [raised]
    errands.settle_dispute(desk, raised, "已当面解释")
    assert not duties(desk, Duty.DISPUTE)
    assert errands.dispute_of(desk, raised).answer == "已当面解释"
    assert reception.visit_of(desk, visit.visit).first_contact == "S03"


def guided(desk: Desk, question: str = "在哪里办") -> str:
    """Somebody is sent from here to W05."""
    return reception.guide(desk, Reception(question=question), "W05").value.visit


def test_a_guide_nobody_confirms_comes_back_to_its_owner(first: Opened, clock: Clock) -> None:
    """A2.4: after half an hour it stands on the owner's list, and there until it is explained."""
    desk = first.desk
    visit = guided(desk)
    assert [one.subject for one in today.tasks(desk) if one.duty is Duty.GUIDED] == [visit]
    assert not duties(desk, Duty.LOST)
    clock.at("2026-11-23 10:11")
    assert duties(desk, Duty.LOST) == [visit]
    assert not [one for one in today.tasks(desk) if one.duty is Duty.GUIDED]
    assert duties(supervisor(first), Duty.LOST) == [visit]
    clock.at("2026-11-24 09:00")
    desk = first.desk
    errands.follow_up_guide(desk, visit, "已电话联系，改日来办")
    assert not duties(desk, Duty.LOST)


def test_who_was_sent_earlier_is_received_earlier(
    tmp_path: Path, first: Opened, clock: Clock
) -> None:
    """A1.4.1b: the later one first asks for a listed reason; the reason stays on record."""
    earlier = guided(first.desk)
    clock.at("2026-11-23 09:50")
    later = guided(first.desk, "也在哪里办")
    other = join(tmp_path, first, clock)
    carry(first, other)
    desk = switch(other)
    with pytest.raises(InputFault) as fault:
        reception.confirm_guide(desk, later)
    assert list(fault.value.faults) == ["priority"]
    reception.confirm_guide(desk, later, "老年人")
    kinds = [fact.body.kind for fact in errands.journal.facts_of(later, desk.vault)]
    assert kinds[-2:] == ["visit.guide_confirmed", "visit.preferred"]
    reception.confirm_guide(desk, earlier)


def test_a_visit_handed_on_is_found_by_the_colleague(
    tmp_path: Path, first: Opened, clock: Clock
) -> None:
    """A2.1: three hand-overs, and the first contact is the first."""
    promised = date(2026, 11, 25)
    entry = Reception(question="在哪里办")
    way = AnswerWay.TO_VERIFY
    visit = reception.answer(first.desk, entry, way, "两日内答复", promised).value.visit
    reception.hand_on(first.desk, Reception(visit=visit), "S05", "请接着查")
    other = join(tmp_path, first, clock)
    carry(first, other)
    desk = switch(other)
    assert duties(desk, Duty.HANDED_ON) == [visit]
    reception.hand_on(desk, Reception(visit=visit), "S07", "请值班长看")
    assert not duties(desk, Duty.HANDED_ON)
    found = reception.visit_of(desk, visit)
    assert (found.first_contact, found.with_clerk) == ("S03", "S07")


def test_a_dispute_is_about_what_is_known_here(first: Opened) -> None:
    """A number that no visit or case has is told at its field; without one it is still kept."""
    with pytest.raises(InputFault) as caught:
        errands.raise_dispute(first.desk, "对收费有异议", "受字第W03-99999号")
    assert set(caught.value.faults) == {"number"}
    alone = errands.raise_dispute(first.desk, "排队次序").value
    assert find_subject(errands.dispute_of(first.desk, alone).about) is None
    assert find_subject("not-here-yet") is None
