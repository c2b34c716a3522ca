"""Guides for the screen, and publishing new versions of them (A3.4.4, A3.4.5)."""

from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest

from counter_app.domain.bodies.document import DocumentPublished
from counter_app.domain.errors import InputFault, Refusal
from counter_app.services import founding, journal, matter_guides, matter_publishing
from counter_app.services.desk import Desk
from counter_app.services.matter_publishing import Published
from tests.hall import Clock, open_hall

FOOD = "JC-SP-005"


@pytest.fixture
def clock() -> Clock:
    """The morning of 2026-11-23."""
    return Clock()


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Desk:
    """A window whose clerk is an administrator."""
    desk = open_hall(tmp_path, clock).desk
    desk.station = attrs.evolve(desk.station, roles=frozenset({"clerk", "administrator"}))
    return desk


def food(**changes: Any) -> dict[str, Any]:
    """The shipped guide of the food permit with changes."""
    content = next(one for one in founding.shipped_matters() if one["code"] == FOOD)
    return {**content, **changes}


def test_a_guide_names_what_is_missing(desk: Desk) -> None:
    """Scenario: the food permit can be handed out, not published: its blanks are not on file."""
    guide = matter_guides.guide_of(desk, FOOD)
    assert guide.counter is not None and guide.counter.id == "W03"
    assert guide.missing_for_notice == ()
    assert "申请规范格式文本" in guide.missing_for_publication
    assert guide.without_form
    assert [one.in_force for one in guide.versions] == [True]


def test_the_guide_of_another_window_points_there(desk: Desk) -> None:
    """Scenario: window 3 reads a guide of window 1; a guide of no window misses its window."""
    elsewhere = matter_guides.guide_of(desk, "JC-SJ-001")
    assert elsewhere.counter is not None and elsewhere.counter.id == "W01"
    matter_publishing.publish_guides(
        desk, [food(code="JC-XX-001", name="新事项")], date(2026, 11, 23)
    )
    nowhere = matter_guides.guide_of(desk, "JC-XX-001")
    assert nowhere.counter is None
    assert "办事窗口" in nowhere.missing_for_notice


@pytest.mark.parametrize(("code", "number"), [("JC-NO-000", 0), (FOOD, 7)])
def test_an_unknown_guide_is_an_input_fault(desk: Desk, code: str, number: int) -> None:
    """Scenario: a code nobody knows, or a version nobody wrote."""
    with pytest.raises(InputFault):
        matter_guides.guide_of(desk, code, number)


def test_a_future_version_takes_effect_by_itself(desk: Desk, clock: Clock) -> None:
    """Scenario: a new fee from December: until then the old version holds, both can be read."""
    done = matter_publishing.publish_guides(desk, [food(fee="80元")], date(2026, 12, 1), "收费调整")
    assert done.value == Published(1, 0)
    assert "document" in done.changes.kinds
    now = matter_guides.guide_of(desk, FOOD)
    assert (now.spec.number, now.spec.fee) == (1, "不收费")
    assert [(one.number, one.in_force) for one in now.versions] == [(2, False), (1, True)]
    assert now.versions[0].approved_by == desk.station.clerk_name
    assert matter_guides.guide_of(desk, FOOD, 2).spec.fee == "80元"
    clock.at("2026-12-01 08:30")
    assert matter_guides.guide_of(desk, FOOD).spec.fee == "80元"


def test_a_guide_still_to_come_is_shown(desk: Desk) -> None:
    """Scenario: a matter that begins next month is read before it begins."""
    new = food(code="JC-XX-002", name="明年事项")
    matter_publishing.publish_guides(desk, [new], date(2027, 1, 1))
    guide = matter_guides.guide_of(desk, "JC-XX-002")
    assert guide.effective_from == date(2027, 1, 1)
    assert [one.in_force for one in guide.versions] == [False]


def test_an_unknown_approver_is_shown_by_id(desk: Desk) -> None:
    """Scenario: the administrator is not on the staff list; the id stands in the versions."""
    desk.station = attrs.evolve(desk.station, clerk="A99")
    matter_publishing.publish_guides(desk, [food(fee="10元")], date(2026, 11, 23))
    assert matter_guides.guide_of(desk, FOOD).versions[0].approved_by == "A99"


def test_what_has_not_changed_gets_no_new_version(desk: Desk) -> None:
    """Scenario: the whole listing is imported again with one guide changed."""
    other = founding.shipped_matters()[0]
    done = matter_publishing.publish_guides(desk, [food(fee="80元"), other], date(2026, 11, 23))
    assert done.value == Published(1, 1)
    assert len(desk.reference.versions()[other["code"]]) == 1


def test_the_clerk_approves_and_the_reason_is_kept(desk: Desk) -> None:
    """Scenario: years later somebody asks who changed the fee and why (A3.4.5)."""
    done = matter_publishing.publish_guides(
        desk, [food(fee="80元", source_urls=[])], date(2026, 12, 1), "收费调整"
    )
    (subject,) = done.changes.ids
    (fact,) = journal.facts_of(subject, desk.vault)
    assert isinstance(fact.body, DocumentPublished)
    assert fact.body.approved_by == desk.station.clerk
    assert fact.body.note == "收费调整"
    assert fact.body.source == matter_publishing.IMPORTED


def test_only_an_administrator_publishes(desk: Desk) -> None:
    """Scenario: a clerk tries; the refusal names the clause and what to do."""
    desk.station = attrs.evolve(desk.station, roles=frozenset({"clerk"}))
    assert not matter_publishing.may_publish(desk)
    with pytest.raises(Refusal) as caught:
        matter_publishing.publish_guides(desk, [food(fee="80元")], date(2026, 12, 1))
    assert caught.value.clause == "A3.4.5"
    assert caught.value.help


def test_nothing_is_dated_back(desk: Desk) -> None:
    """Scenario: a version from last week would change papers that were handed out."""
    with pytest.raises(InputFault) as caught:
        matter_publishing.publish_guides(desk, [food(fee="80元")], date(2026, 11, 22))
    assert list(caught.value.faults) == ["effective_from"]


def test_one_bad_guide_stops_all(desk: Desk) -> None:
    """Scenario: two guides, the second without a name: neither is published."""
    with pytest.raises(InputFault):
        matter_publishing.publish_guides(desk, [food(fee="80元"), food(name="")], date(2026, 12, 1))
    assert len(desk.reference.versions()[FOOD]) == 1
