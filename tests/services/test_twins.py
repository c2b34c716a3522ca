"""The same applicant with the same matter again: told before a second case is made (2.1)."""

import attrs
import pytest

from counter_app.domain.bodies.case import Ground, TwinConfirmed
from counter_app.domain.errors import InputFault
from counter_app.services import intake, journal
from counter_app.services.desk import Desk
from counter_app.services.intake import Application
from counter_app.services.parties import PartyInput
from counter_app.services.twins import twins_of
from tests.hall import Clock
from tests.services.windows import CITIZEN, FOOD, receive

OTHER = PartyInput(name="周示例", number="141122200506150009", phone="13500005678")
NAMELESS = PartyInput(name="孙试样", phone="13500001234")


def test_an_open_twin_is_told_with_window_and_day(desk: Desk) -> None:
    """The clerk reads number, window and day: nothing of the person stands in it (A5.5.1)."""
    receive(desk)
    with pytest.raises(InputFault) as fault:
        intake.receive(desk, Application(matter=FOOD, applicant=CITIZEN))
    told = fault.value.faults["twin_reason"]
    assert "W03-00001" in told
    assert "2026-11-23" in told
    assert CITIZEN.name not in told


def test_gone_on_with_a_reason_both_stand_on_record(desk: Desk) -> None:
    """另一经营场所: the second case names the first and the reason."""
    first = receive(desk)
    entry = Application(matter=FOOD, applicant=CITIZEN, twin_reason="另一经营场所")
    second = intake.receive(desk, entry).value.case
    confirmed = [
        fact.body
        for fact in journal.facts_of(second, desk.vault)
        if isinstance(fact.body, TwinConfirmed)
    ]
    assert [(one.others, one.reason) for one in confirmed] == [((first,), "另一经营场所")]


@pytest.mark.parametrize(
    "entry",
    [
        Application(matter=FOOD, applicant=OTHER),
        Application(matter="JC-WS-007", applicant=CITIZEN),
    ],
    ids=["another person", "another matter"],
)
def test_others_are_no_twins(desk: Desk, entry: Application) -> None:
    """Neither the next person nor the next matter asks anything."""
    receive(desk)
    assert intake.receive(desk, entry).value.case


def test_a_case_that_ended_long_ago_is_no_twin(desk: Desk, clock: Clock) -> None:
    """Ended today it still is; thirty-one days later it is not."""
    first = receive(desk)
    intake.refuse(desk, first, Ground.NOT_THIS_ORGAN, "不属本机关", "吕梁市示例窗口")
    (twin,) = twins_of(desk, FOOD, CITIZEN)
    assert (twin.case, twin.where(desk.reference.hall())) == (first, "3")
    clock.at("2026-12-25 09:00")
    assert twins_of(desk, FOOD, CITIZEN) == []


def test_a_window_the_hall_does_not_know_is_called_by_its_id(desk: Desk) -> None:
    """A window that was given up since."""
    receive(desk)
    (twin,) = twins_of(desk, FOOD, CITIZEN)
    assert attrs.evolve(twin, counter="W99").where(desk.reference.hall()) == "W99"


def test_without_a_number_the_same_name_and_telephone_are_told(desk: Desk) -> None:
    """No card at hand: the same name with the same telephone is asked about as well."""
    receive(desk, NAMELESS)
    assert len(twins_of(desk, FOOD, NAMELESS)) == 1
