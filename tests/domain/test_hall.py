"""The hall document: what it knows and how a faulty one is named."""

import copy
import tomllib
from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest

from counter_app.domain.errors import InputFault
from counter_app.domain.hall import Hall
from counter_app.words import RESOURCES

CONTENT = tomllib.loads((RESOURCES / "hall.toml").read_text(encoding="utf-8"))
HALL = Hall.from_content(CONTENT)
MATTERS = sorted(path.stem for path in (RESOURCES / "matters").glob("*.json"))


def test_the_demo_hall_serves_every_demo_matter() -> None:
    """54 matters, each with a window, and every window with a place to be pointed to."""
    assert len(MATTERS) == 54
    assert all(HALL.counter_for(code) for code in MATTERS)
    assert all(one.place and one.phone for one in HALL.counters)
    assert HALL.demo
    assert HALL.supervision_phone is None


def test_looking_up() -> None:
    """Windows by id and by matter, staff by id; what is not there is None."""
    counter = HALL.counter_for("JC-SP-005")
    assert counter is not None
    assert (counter.id, counter.label) == ("W03", "3号窗口（食品与特种设备）")
    assert HALL.counters_for("JC-SP-005") == (counter,)
    assert HALL.counter_for("JC-XX-999") is None
    assert HALL.counter("W99") is None
    member = HALL.member("S03")
    assert member is not None
    assert member.counter == "W03"
    assert HALL.member("S99") is None


@pytest.mark.parametrize(
    ("day", "close"),
    [
        (date(2026, 4, 30), time(17, 30)),
        (date(2026, 5, 1), time(18, 0)),
        (date(2026, 9, 30), time(18, 0)),
        (date(2026, 10, 13), time(17, 30)),
        (date(2028, 2, 29), time(17, 30)),
    ],
)
def test_close_of_business(day: date, close: time) -> None:
    """Summer and winter hours; the winter table spans New Year."""
    assert HALL.close_of_business(day) == close


def test_content_round_trip() -> None:
    """A hall written as content reads back equal, also one without a lunch break."""
    assert Hall.from_content(HALL.to_content()) == HALL
    content = HALL.to_content()
    content["hours"][0]["lunch"] = []
    open_at_noon = Hall.from_content(content)
    assert open_at_noon.hours[0].lunch is None
    assert Hall.from_content(open_at_noon.to_content()) == open_at_noon


def test_a_window_without_number_takes_it_from_its_id() -> None:
    """W03 without a number is window 3; one hung under another number says so."""
    content = copy.deepcopy(CONTENT)
    del content["counters"][2]["number"]
    content["counters"][3]["number"] = 14
    hall = Hall.from_content(content)
    assert [one.number for one in hall.counters] == [1, 2, 3, 14, 5, 6]


def _set(path: str, value: Any) -> Callable[[dict[str, Any]], None]:
    """A change of one entry of the content, e.g. `counters.2.place`."""

    def change(content: dict[str, Any]) -> None:
        *steps, last = path.split(".")
        target: Any = content
        for step in steps:
            target = target[int(step) if step.isdigit() else step]
        target[int(last) if last.isdigit() else last] = value

    return change


@pytest.mark.parametrize(
    ("path", "value", "field"),
    [
        ("name", "", "name"),
        ("name", 3, "name"),
        ("abbreviation", None, "abbreviation"),
        ("information_desk", " ", "information_desk"),
        ("demo", "yes", "demo"),
        ("sections", "甲", "sections"),
        ("sections", ["甲", 3], "sections"),
        ("counters", [], "counters"),
        ("counters.1", "W02", "counters[2]"),
        ("counters.2.place", "", "counters[W03].place"),
        ("counters.2.id", "3", "counters[3].id"),
        ("counters.2.id", "", "counters[3].id"),
        ("counters.2.id", "W01", "counters[W01].id"),
        ("counters.2.number", -3, "counters[W03].number"),
        ("counters.2.backup", "W99", "counters[W03].backup"),
        ("counters.2.backup", "W03", "counters[W03].backup"),
        ("staff.0.roles", [], "staff[S01].roles"),
        ("staff.0.roles", ["king"], "staff[S01].roles"),
        ("staff.0.counter", "W99", "staff[S01].counter"),
        ("staff.1.id", "S01", "staff[S01].id"),
        ("hours.0.first", "5-1", "hours[1].first"),
        ("hours.0.last", "09-31x", "hours[1].last"),
        ("hours.0.opens", "8:30", "hours[1].opens"),
        ("hours.0.lunch", ["12:00"], "hours[1].lunch"),
        ("hours.0.closes", "14:00", "hours[1].closes"),
        ("hours.0.last", "09-29", "hours"),
    ],
)
def test_faulty_halls_are_named(path: str, value: Any, field: str) -> None:
    """A1.5.4c: a window without a place fails, and so does every other slip, by its field."""
    content = copy.deepcopy(CONTENT)
    _set(path, value)(content)
    with pytest.raises(InputFault) as caught:
        Hall.from_content(content)
    assert list(caught.value.faults) == [field]
