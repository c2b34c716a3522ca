"""The palette looks up matters, cases, people and papers, and opens what was chosen."""

from pathlib import Path
from typing import Any

import pytest

from counter_app.services import case_reading, demo, reception
from counter_app.services.paper_reading import papers_about
from counter_app.services.profiles import Opened
from counter_app.services.reception import Reception
from counter_app.ui.kit.entries import Entry
from counter_app.ui.palette_sources import late_sources
from tests.hall import Clock, open_demo
from tests.ui.desk import make_context


class Finder:
    """Asks all sources and remembers where choosing leads."""

    def __init__(self, opened: Opened) -> None:
        self.went: list[tuple[str, object]] = []
        self.sources = late_sources(make_context(opened), self.go)

    def go(self, screen: str, argument: object) -> None:
        """Shown."""
        self.went.append((screen, argument))

    def find(self, text: str) -> list[Entry]:
        """Everything found for `text`."""
        found: list[Entry] = []
        for source in self.sources:
            source(text, found.extend)
        return found


@pytest.fixture
def opened(tmp_path: Path) -> Opened:
    """The filled demo hall."""
    return open_demo(tmp_path, Clock())


@pytest.fixture
def finder(opened: Opened) -> Finder:
    """Its sources."""
    return Finder(opened)


def test_a_matter_is_found_by_initials_and_opens_its_guide(finder: Finder) -> None:
    """Scenario: gssl, Enter."""
    found = [one for one in finder.find("gssl") if one.icon == "matters"]
    found[0].run()
    assert finder.went == [("matters", "JC-SJ-001")]


def test_a_matter_of_no_window_says_so(opened: Opened, finder: Finder) -> None:
    """Scenario: every hit says which window has the matter, or that none has."""
    hints = {one.hint for one in finder.find("登记") if one.icon == "matters"}
    assert all("·" in hint for hint in hints)


def test_a_case_is_found_by_its_number(opened: Opened, finder: Finder) -> None:
    """Scenario: the citizen reads the number out; the name stays masked."""
    line = case_reading.list_cases(opened.desk)[0]
    found = [one for one in finder.find(line.number) if one.icon == "cases"]
    found[0].run()
    assert finder.went == [("cases", line.id)]


def test_a_person_is_found_by_the_last_digits(opened: Opened, finder: Finder) -> None:
    """Scenario: the last six of an ID; the newest case opens, nothing is shown in full."""
    person = demo.citizen(1)
    found = [one for one in finder.find(person.number[-6:]) if one.icon == "person"]
    assert person.number not in found[0].text and person.name not in found[0].text
    found[0].run()
    assert finder.went[0][0] == "cases"


def test_a_visitor_without_a_case_opens_the_visit(opened: Opened, finder: Finder) -> None:
    """Scenario: somebody only asked for a notice last week."""
    entry: dict[str, Any] = {"matter": "JC-SP-006"}
    visitor = reception.PartyInput(name="郑示例", phone="13500009876")
    served = reception.issue_one_time_notice(opened.desk, Reception(visitor=visitor, **entry)).value
    found = [one for one in finder.find("郑示例") if one.icon == "person"]
    found[0].run()
    assert finder.went == [("reception", served.visit)]


def test_an_organisation_is_found_by_name(finder: Finder) -> None:
    """Scenario: the name of a firm is public and stands whole."""
    name = demo.organisation().name
    found = [one for one in finder.find(name) if one.icon == "people"]
    assert found[0].text.startswith(name)


def test_a_paper_is_found_by_its_code(opened: Opened, finder: Finder) -> None:
    """Scenario: the QR code of a notice is scanned, of a visit and of a case."""
    served = reception.issue_one_time_notice(opened.desk, Reception(matter="JC-SP-006")).value
    assert served.paper is not None
    for one in finder.find(f"JC:{served.paper.number}"):
        if one.icon == "paper":
            one.run()
    assert finder.went == [("reception", served.visit)]
    case = next(line.id for line in case_reading.list_cases(opened.desk) if papers_about(line.id))
    paper = papers_about(case)[0]
    next(one for one in finder.find(paper.number) if one.icon == "paper").run()
    assert finder.went[-1] == ("cases", case)


def test_one_character_asks_for_matters_only(finder: Finder) -> None:
    """Scenario: the first letter is typed; half the hall would be listed otherwise."""
    assert {one.icon for one in finder.find("食")} <= {"matters"}
    assert [one for one in finder.find("没有这样的文书") if one.icon == "paper"] == []
