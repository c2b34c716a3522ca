"""People found again: masked, with what they came for last."""

from pathlib import Path

from counter_app.services import demo, parties, people_search
from counter_app.services.desk import Desk
from tests.hall import Clock, open_demo


def test_people_are_found_masked_with_their_newest_case(tmp_path: Path) -> None:
    """Scenario: a clerk types the last digits of an ID, then the name of a firm."""
    desk = open_demo(tmp_path, Clock()).desk
    person = demo.citizen(1)
    (found,) = people_search.find_people(desk, person.number[-6:])
    assert found.card.masked and person.number not in repr(found)
    assert not found.is_organisation
    firm = demo.organisation()
    (found,) = people_search.find_people(desk, firm.name)
    assert found.is_organisation
    assert found.card.name == firm.name
    assert found.cases > 1 and found.last_case


def test_a_person_without_case_or_visit_has_neither(tmp_path: Path) -> None:
    """Scenario: somebody is on record but nothing of theirs is on this PC yet."""
    desk: Desk = open_demo(tmp_path, Clock()).desk
    entry = parties.PartyInput(name="郑示例", phone="13500009876")
    desk.act(lambda act: parties.record(act, entry, ""))
    (found,) = people_search.find_people(desk, "郑示例")
    assert (found.cases, found.last_case, found.last_visit) == (0, "", "")
