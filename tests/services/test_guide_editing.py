"""A guide as an editor types it: what was not touched stays as it was, what was is read."""

import json
from datetime import date

import attrs
import pytest

from counter_app.domain.deadlines import Limit, Unit
from counter_app.domain.errors import InputFault
from counter_app.domain.matters import MatterSpec, is_note_stale
from counter_app.services import founding
from counter_app.services.guide_editing import (
    changes,
    materials_of,
    next_id,
    spec_from,
    texts_of,
)
from tests.domain.writers import guide

SPEC = guide()


@pytest.mark.parametrize("content", founding.shipped_matters(), ids=lambda one: one["code"])
def test_an_untouched_guide_is_the_same_guide(content: dict[str, object]) -> None:
    """Opened and sent unchanged: nothing of any shipped guide is lost or reworded."""
    spec = MatterSpec.from_content(json.loads(json.dumps(content)))
    assert spec_from(spec, texts_of(spec), materials_of(spec)) == spec


def test_what_is_typed_is_read_by_its_field() -> None:
    """A limit, a list, a choice, a number of copies."""
    typed = {**texts_of(SPEC), "pledged": "10工作日", "aliases": "饭店；面馆", "audience": "个人"}
    first, *rest = materials_of(SPEC)
    written = spec_from(SPEC, typed, [{**first, "originals": "2", "shareable": "是"}, *rest])
    assert written.pledged == Limit(10, Unit.WORKING_DAY)
    assert written.aliases == ("饭店", "面馆")
    assert (written.materials[0].originals, written.materials[0].shareable) == (2, True)


def test_what_a_workbook_cannot_say_survives() -> None:
    """A limit on the spot, an audience nobody has set: left alone, they stay."""
    spot = attrs.evolve(SPEC, statutory=Limit(0, Unit.ON_THE_SPOT), pledged=None, audience=None)
    typed = {**texts_of(spot), "phone": "0358-0000000"}
    written = spec_from(spot, typed, materials_of(spot))
    assert written.statutory == Limit(0, Unit.ON_THE_SPOT)
    assert written.phone == "0358-0000000"


def test_a_confirmed_field_is_unknown_no_more() -> None:
    """未核定 goes once somebody has written the value."""
    assert "phone" in SPEC.unknown
    typed = {**texts_of(SPEC), "phone": "0358-0000000"}
    assert "phone" not in spec_from(SPEC, typed, materials_of(SPEC)).unknown


def test_every_field_that_means_nothing_is_named() -> None:
    """A limit in words, a number of copies in words: both at once, each at its field."""
    first, *rest = materials_of(SPEC)
    typed = {**texts_of(SPEC), "statutory": "二十天"}
    with pytest.raises(InputFault) as fault:
        spec_from(SPEC, typed, [{**first, "originals": "两份"}, *rest])
    assert set(fault.value.faults) == {"statutory", "materials[1].originals"}


def test_differences_are_told_field_by_field() -> None:
    """A limit changed, a material added, one left out, one reworded: before and after."""
    first, second, *rest = materials_of(SPEC)
    new = {"id": next_id(materials_of(SPEC)), "name": "平面图", "required": "必要"}
    rows = [{**first, "notes": "签字"}, *rest, new]
    after = spec_from(SPEC, {**texts_of(SPEC), "pledged": "10工作日"}, rows)
    told = {one.heading: (one.before, one.after) for one in changes(SPEC, after)}
    assert told["承诺时限"] == ("", "10工作日")
    assert told["材料：平面图"][0] == ""
    assert told[f"材料：{second['name']}"][1] == ""
    assert "签字" in told[f"材料：{first['name']}"][1]
    assert changes(SPEC, SPEC) == []


def test_an_id_is_never_given_twice() -> None:
    """Left out in the middle: the next material gets a number of its own."""
    rows = [{"id": "m01"}, {"id": "m03"}]
    assert next_id(rows) == "m04"


@pytest.mark.parametrize(
    ("source", "day", "field"),
    [
        ("", "2026-11-01", "plain_source"),
        ("办事指南第3条", "", "plain_checked_on"),
        ("办事指南第3条", "十一月", "plain_checked_on"),
    ],
)
def test_a_plain_note_says_where_and_when(source: str, day: str, field: str) -> None:
    """A3.2a: accurate and reliable: its source and the day it was compared stand beside it."""
    note = {"plain_note": "带身份证来就行", "plain_source": source, "plain_checked_on": day}
    with pytest.raises(InputFault) as fault:
        spec_from(SPEC, {**texts_of(SPEC), **note}, materials_of(SPEC))
    assert set(fault.value.faults) == {field}


@pytest.mark.parametrize(("today", "stale"), [("2027-11-01", False), ("2027-11-02", True)])
def test_a_plain_note_grows_old(today: str, *, stale: bool) -> None:
    """A3.2a: compared on 2026-11-01, twelve months by the hall: 待核实 from 2027-11-02 on."""
    note = {
        "plain_note": "带身份证来就行",
        "plain_source": "办事指南第3条",
        "plain_checked_on": "2026-11-01",
    }
    spec = spec_from(SPEC, {**texts_of(SPEC), **note}, materials_of(SPEC))
    assert is_note_stale(spec, date.fromisoformat(today), 12) is stale
    assert not is_note_stale(SPEC, date.fromisoformat(today), 12)
    assert spec_from(spec, texts_of(spec), materials_of(spec)) == spec
