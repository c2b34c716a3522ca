"""Wordings as the screens show them: the list, the versions, two texts compared."""

from datetime import timedelta

import pytest

from counter_app.domain.wordings.state import WordingState
from counter_app.models.base import database
from counter_app.printing import catalogue
from counter_app.services import wording_reading, wordings
from counter_app.services.profiles import Opened
from counter_app.services.wording_reading import Listed, Sign, Version
from tests.hall import Clock
from tests.services.wording_desk import (
    SLIP,
    administrator,
    put_in_force,
    reworded,
    signed_in,
    supervisor,
)


def listed(opened: Opened) -> Listed:
    """The slip in the list."""
    return next(one for one in wording_reading.listing(opened.desk) if one.layout == SLIP)


def versions(opened: Opened) -> list[Version]:
    """The versions of the slip."""
    return wording_reading.versions(opened.desk, SLIP)


def test_every_layout_is_listed_as_shipped_at_first(first: Opened) -> None:
    """A new hall: each paper by its title and group, nothing changed."""
    found = wording_reading.listing(first.desk)
    assert [one.layout for one in found] == list(catalogue.names())
    assert {one.group for one in found} <= set(catalogue.GROUPS)
    assert all((one.number, one.waiting, one.coming) == (0, 0, False) for one in found)


def test_the_list_says_what_waits_what_comes_and_what_holds(first: Opened, clock: Clock) -> None:
    """Proposed, approved for next week, in force, and back to the shipped one."""
    desk = administrator(first)
    base = wordings.standing(SLIP).last
    subject = wordings.propose(desk, SLIP, reworded(), base, "按新规定改").value
    assert (listed(first).waiting, listed(first).number) == (1, 0)
    wordings.approve(supervisor(first), subject, clock().date() + timedelta(days=7))
    assert (listed(first).waiting, listed(first).coming) == (0, True)
    clock.moment += timedelta(days=7)
    assert (listed(first).number, listed(first).coming) == (1, False)
    put_in_force(first, "")
    assert listed(first).number == 0


def test_versions_stand_newest_first_with_people_and_reasons(first: Opened, clock: Clock) -> None:
    """A proposal, two wordings in turn, the shipped one, and what was sent back or withdrawn."""
    put_in_force(first, reworded())
    clock.moment += timedelta(minutes=1)
    put_in_force(first, reworded(mark="（二）"))
    base = wordings.standing(SLIP).last
    for answer in ("reject", "withdraw", ""):
        desk = administrator(first)
        text = reworded(mark=f"（{answer}）")
        subject = wordings.propose(desk, SLIP, text, base, "再改").value
        if answer == "reject":
            wordings.reject(supervisor(first), subject, "字太小")
        elif answer == "withdraw":
            wordings.withdraw(desk, subject)
    found = versions(first)
    assert [one.state for one in found] == [
        WordingState.PROPOSED,
        WordingState.APPROVED,
        WordingState.APPROVED,
        None,
        WordingState.REJECTED,
        WordingState.WITHDRAWN,
    ]
    assert [one.number for one in found] == [0, 2, 1, 0, 0, 0]
    assert [one.in_force for one in found] == [False, True, False, False, False, False]
    approved = found[1]
    assert (approved.proposed_by_name, approved.decided_by_name) == ("周示例", "杨示例")
    assert approved.effective_from == clock().date() and approved.note == "按新规定改"
    assert found[4].reason == "字太小" and found[4].decided_at is not None
    assert found[3].text == catalogue.text_of(SLIP)


def test_the_shipped_version_holds_until_a_first_day_comes(first: Opened, clock: Clock) -> None:
    """Approved for next week: the shipped one is marked today; a return to it is marked itself."""
    put_in_force(first, reworded(), clock().date() + timedelta(days=7))
    assert [one.in_force for one in versions(first)] == [False, True]
    clock.moment += timedelta(days=7)
    assert [one.in_force for one in versions(first)] == [True, False]
    put_in_force(first, "")
    back = versions(first)[0]
    assert back.in_force and back.back_to_shipped and back.text == catalogue.text_of(SLIP)


def test_open_proposals_are_found_for_the_second_person(first: Opened) -> None:
    """Two papers wait; one of a newer program's layout is not shown."""
    desk = administrator(first)
    for layout in (SLIP, "advice_slip"):
        base = wordings.standing(layout).last
        wordings.propose(desk, layout, reworded(layout), base, "按新规定改")
    found = wording_reading.proposals(desk)
    assert [layout for layout, _version in found] == [SLIP, "advice_slip"]
    database.execute_sql("UPDATE wording SET layout = 'hologram' WHERE layout = ?", (SLIP,))
    assert len(wording_reading.proposals(desk)) == 1


def test_a_clerk_of_another_hall_is_shown_by_id(first: Opened) -> None:
    """A proposer the hall does not list any more."""
    desk = signed_in(first, "S99", "administrator")
    base = wordings.standing(SLIP).last
    wordings.propose(desk, SLIP, reworded(), base, "按新规定改")
    assert versions(first)[0].proposed_by_name == "S99"


@pytest.mark.parametrize(
    ("roles", "sees", "proposes"),
    [(("clerk",), False, False), (("supervisor",), True, False), (("administrator",), True, True)],
)
def test_who_sees_and_who_proposes(
    first: Opened, roles: tuple[str, ...], sees: bool, proposes: bool
) -> None:
    """Everybody else is told why not."""
    desk = signed_in(first, "S01", *roles)
    assert (wording_reading.refused_because(desk) == "") == sees
    assert (wording_reading.not_proposing_because(desk) == "") == proposes


def test_a_comparison_names_block_and_field_of_every_line() -> None:
    """Widths changed, a row added, the comment removed."""
    before = catalogue.text_of("one_time_notice")
    lines = before.splitlines()
    lines[lines.index("cols = [24, 54, 24, 54]")] = "cols = [30, 48, 30, 48]"
    row = lines.index('  ["办理对象", "{audience}"],')
    lines.insert(row, '  ["来源", "{basis}"],')
    after = "\n".join(lines[1:])
    found = wording_reading.compare(before, after)
    assert [(one.sign, one.block, one.field) for one in found] == [
        (Sign.REMOVED, "", ""),
        (Sign.CHANGED, "5 事项名称", "cols"),
        (Sign.ADDED, "5 事项名称", "rows"),
    ]
    assert found[2].after == '["来源", "{basis}"],' and found[2].before == ""
    assert after.splitlines()[found[2].line - 1].strip() == found[2].after
    assert wording_reading.compare(before, before) == []


def test_empty_lines_are_no_difference_and_tables_name_themselves() -> None:
    """A blank line more; a block more."""
    before = 'title = "x"\n'
    assert wording_reading.compare(before, before + "\n\n") == []
    found = wording_reading.compare(before, before + "\n[[block]]\n")
    assert [(one.sign, one.block, one.field) for one in found] == [(Sign.ADDED, "1 ", "block")]


def test_a_text_that_cannot_be_read_is_compared_all_the_same() -> None:
    """The expert's half-finished text: lines differ, blocks have no names."""
    text = catalogue.text_of("one_time_notice")
    found = wording_reading.compare(text, text.replace('text = "{office}"', 'text = "{office}'))
    assert [(one.block, one.field) for one in found] == [("", "text")]
