"""Guides of matters: the demo set, versions, elements, and faults by field."""

import copy
import json
import tomllib
from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counter_app.domain.deadlines import ON_THE_SPOT, Limit, Unit
from counter_app.domain.errors import InputFault
from counter_app.domain.hall import Hall
from counter_app.domain.matters import (
    UNVERIFIED,
    Audience,
    CaseClass,
    ClockStart,
    DeemRule,
    MatterSpec,
    MatterType,
    Required,
    materials_for,
    materials_without_form,
    missing_of_eight,
    missing_of_seven,
    pledge,
    search_keys,
    shown,
    version_in_force,
)
from counter_app.words import RESOURCES

FILES = sorted((RESOURCES / "matters").glob("*.json"))
CONTENTS = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in FILES}
SPECS = {code: MatterSpec.from_content(content) for code, content in CONTENTS.items()}
HALL = Hall.from_content(tomllib.loads((RESOURCES / "hall.toml").read_text(encoding="utf-8")))
FOOD = SPECS["JC-SP-005"]


def test_every_demo_matter_reads_back_equal() -> None:
    """54 guides; each file is its own code and its content survives the round trip."""
    assert len(SPECS) == 54
    for code, spec in SPECS.items():
        assert spec.code == code
        assert MatterSpec.from_content(spec.to_content()) == spec
        assert json.loads(json.dumps(spec.to_content())) == CONTENTS[code]


def test_no_placeholder_passes_as_a_fact() -> None:
    """Nothing that nobody confirmed stands in a field that papers print."""
    for spec in SPECS.values():
        text = json.dumps(spec.to_content(), ensure_ascii=False)
        assert "UNVERIFIED" not in text
        assert "占位" not in text
        assert (spec.section, spec.phone, spec.pledged) == (None, None, None)
        assert {"section", "phone", "pledged"} <= spec.unknown
    assert shown(FOOD.phone) == UNVERIFIED


def test_pledges_of_other_counties_stay_remarks() -> None:
    """A figure that another county published is not this county's word."""
    assert SPECS["JC-WS-009"].pledged is None
    assert "铜陵" in SPECS["JC-WS-009"].notes
    assert SPECS["JC-MZ-025"].statutory is None
    assert "statutory" in SPECS["JC-MZ-025"].unknown


@pytest.mark.parametrize(
    ("code", "limit", "clock", "rule"),
    [
        ("JC-SP-005", Limit(20, Unit.WORKING_DAY), ClockStart.ACCEPTED, DeemRule.FIVE_WORKING_DAYS),
        ("JC-WS-008", Limit(20, Unit.WORKING_DAY), ClockStart.RECEIVED, DeemRule.FIVE_WORKING_DAYS),
        ("JC-BDC-014", Limit(30, Unit.WORKING_DAY), ClockStart.ACCEPTED, DeemRule.SAME_DAY),
        ("JC-SJ-001", Limit(3, Unit.WORKING_DAY), ClockStart.RECEIVED, DeemRule.NONE),
        ("JC-RS-019", Limit(15, Unit.CALENDAR_DAY), ClockStart.RECEIVED, DeemRule.NONE),
        ("JC-RF-052", Limit(3, Unit.MONTH), ClockStart.ACCEPTED, DeemRule.FIVE_WORKING_DAYS),
        (
            "JC-MZ-028",
            Limit(60, Unit.WORKING_DAY),
            ClockStart.ALL_RECEIVED,
            DeemRule.FIVE_WORKING_DAYS,
        ),
    ],
)
def test_clocks_of_the_law(code: str, limit: Limit, clock: ClockStart, rule: DeemRule) -> None:
    """Limit, unit, day 0 and deeming are the matter's own (rules 3.3)."""
    spec = SPECS[code]
    assert (spec.statutory, spec.clock_start, spec.deem_rule) == (limit, clock, rule)


def test_a_corner_shop_finds_food_and_tobacco() -> None:
    """A3.4.2: “小卖部” leads to food permit, food filing, tobacco and registration."""
    found = {code for code, spec in SPECS.items() if "小卖部" in search_keys(spec)}
    assert found == {"JC-SP-005", "JC-SP-006", "JC-YC-042", "JC-SJ-002"}
    assert "spjyxkxb" in search_keys(FOOD)
    assert "JC-SP-005" in search_keys(FOOD)


def test_no_permit_needed_has_an_instead() -> None:
    """S19: packaged food only is filed, not permitted, and the guide says where."""
    assert FOOD.instead[0].matter == "JC-SP-006"
    assert "备案" in FOOD.instead[0].advice


def test_seven_elements() -> None:
    """A3.3.1: complete at its window; without telephone or window the element is named."""
    assert missing_of_seven(FOOD, HALL, "W03") == ()
    assert missing_of_seven(FOOD, HALL, "W99") == ("办事窗口", "窗口电话")
    mute = attrs.evolve(
        HALL, counters=tuple(attrs.evolve(one, phone=None) for one in HALL.counters)
    )
    assert missing_of_seven(FOOD, mute, "W03") == ("窗口电话",)
    assert missing_of_seven(attrs.evolve(FOOD, phone="0358-0000009"), mute, "W03") == ()
    bare = MatterSpec(code="X", name="示例事项")
    assert missing_of_seven(bare, HALL, "W03") == ("设立依据", "申请人", "申报材料", "承诺时间")


def test_pledge_order() -> None:
    """承诺时间 is the pledge, else the law's limit, else on the spot, else missing."""
    five = Limit(5, Unit.WORKING_DAY)
    assert pledge(attrs.evolve(FOOD, pledged=five)) == five
    assert pledge(FOOD) == FOOD.statutory
    assert pledge(SPECS["JC-SP-006"]) == ON_THE_SPOT
    assert pledge(SPECS["JC-MZ-026"]) is None


def test_eight_elements() -> None:
    """A3.4.4: a guide without a fee or a blank form is not published."""
    assert missing_of_eight(SPECS["JC-WS-007"]) == ("收费标准", "申请规范格式文本")
    form = attrs.evolve(FOOD.materials[0], template="food.pdf")
    whole = attrs.evolve(FOOD, materials=(form, *FOOD.materials[1:]))
    assert missing_of_eight(whole) == ()
    assert missing_of_eight(MatterSpec(code="X", name="示例事项"))[0] == "项目内容"


def test_application_forms_without_a_blank() -> None:
    """A3.2b: the form is named until a blank is on file."""
    assert [one.name for one in materials_without_form(FOOD)] == ["食品经营许可申请书"]


def test_materials_for_agents() -> None:
    """A power of attorney is asked for only when an agent comes."""
    alone, agent = materials_for(FOOD, by_agent=False), materials_for(FOOD, by_agent=True)
    assert [one.required for one in agent if one not in alone] == [Required.WHEN_BY_AGENT]
    assert FOOD.material("m01") == FOOD.materials[0]
    assert FOOD.material("m99") is None


def test_labels() -> None:
    """Every kind has the Chinese that papers print."""
    for kinds in (MatterType, Required, ClockStart, CaseClass, Audience):
        assert len({kind.label for kind in kinds}) == len(kinds)


@attrs.frozen
class Version:
    """A version of anything."""

    number: int
    effective_from: date


def test_a_future_version_waits() -> None:
    """S59: version 2 until 11-15, version 3 from 11-16, by itself."""
    versions = [Version(3, date(2026, 11, 16)), Version(2, date(2026, 1, 1))]
    assert version_in_force(versions, date(2026, 11, 15)) == versions[1]
    assert version_in_force(versions, date(2026, 11, 16)) == versions[0]
    assert version_in_force(versions, date(2025, 12, 31)) is None


@settings(max_examples=80, deadline=None)
@given(
    starts=st.lists(st.dates(date(2026, 1, 1), date(2026, 1, 20)), max_size=8),
    day=st.dates(date(2026, 1, 1), date(2026, 1, 25)),
)
def test_version_choice(starts: list[date], day: date) -> None:
    """The version in force has begun and no other that has begun is later or newer."""
    versions = [Version(number, start) for number, start in enumerate(starts, start=1)]
    found = version_in_force(versions, day)
    begun = [one for one in versions if one.effective_from <= day]
    assert (found is None) is (not begun)
    if found is not None:
        assert found in begun
        keys = [(one.effective_from, one.number) for one in begun]
        assert (found.effective_from, found.number) == max(keys)


@pytest.mark.parametrize(
    ("field", "value", "named"),
    [
        ("code", "", "code"),
        ("matter_type", "许可", "matter_type"),
        ("matter_type", None, "matter_type"),
        ("audience", "everyone", "audience"),
        ("clock_start", "someday", "clock_start"),
        ("statutory", "20", "statutory"),
        ("statutory", {"amount": "20", "unit": "working_day"}, "statutory"),
        ("pledged", {"amount": 21, "unit": "working_day"}, "pledged"),
        ("materials", [{"id": "m01"}], "materials[1].name"),
        ("materials", ["申请书"], "materials[1]"),
        ("instead", [{"when": "甲"}], "instead[1].advice"),
        ("verified", ["甲"], "verified"),
        ("permit_law_applies", 1, "permit_law_applies"),
    ],
)
def test_faulty_guides_are_named(field: str, value: Any, named: str) -> None:
    """A slip in a guide is named by its field; a pledge never exceeds the law."""
    content = copy.deepcopy(CONTENTS["JC-SP-005"])
    content[field] = value
    with pytest.raises(InputFault) as caught:
        MatterSpec.from_content(content)
    assert list(caught.value.faults) == [named]


def test_two_materials_with_one_id() -> None:
    """Facts name materials by id, so an id stands once."""
    content = copy.deepcopy(CONTENTS["JC-SP-005"])
    content["materials"][1]["id"] = content["materials"][0]["id"]
    with pytest.raises(InputFault) as caught:
        MatterSpec.from_content(content)
    assert list(caught.value.faults) == ["materials[2].id"]


def test_limits_in_different_units_are_not_compared() -> None:
    """30 calendar days against 20 working days is for people to judge."""
    content = {**CONTENTS["JC-SP-005"], "pledged": {"amount": 30, "unit": "calendar_day"}}
    assert MatterSpec.from_content(content).pledged == Limit(30, Unit.CALENDAR_DAY)
    within = {**content, "pledged": {"amount": 20, "unit": "working_day"}}
    assert MatterSpec.from_content({**within, "audience": None}, number=7).number == 7
    del within["permit_law_applies"]
    assert not MatterSpec.from_content(within).permit_law_applies
