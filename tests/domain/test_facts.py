"""The envelope: clocks that only grow, heads, one order for everybody, bodies by kind."""

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counter_app.domain.bodies.visit import GuideConfirmed
from counter_app.domain.facts import (
    HLC_COUNTER_BITS,
    MAX_DRIFT_MS,
    Body,
    bodies,
    body,
    heads,
    heard,
    in_order,
    tick,
)
from tests.domain.writers import Writer

millis = st.integers(min_value=0, max_value=2**42)
clocks = st.integers(min_value=0, max_value=2**58)


@given(millis, clocks, st.lists(clocks, max_size=4))
def test_a_clock_value_lies_above_everything_its_writer_knew(
    now: int, last: int, parents: list[int]
) -> None:
    """Whatever the wall clock says, the next value is new, after our last, after every parent."""
    value = tick(now, last, parents)
    assert value > last
    assert all(value > parent for parent in parents)
    assert value >= now << HLC_COUNTER_BITS


@given(st.lists(millis, min_size=2, max_size=30))
def test_our_values_grow_though_the_wall_clock_is_set_back(moments: list[int]) -> None:
    """A PC whose clock jumps about writes values that only grow."""
    last, values = 0, []
    for now in moments:
        last = tick(now, last)
        values.append(last)
    assert values == sorted(set(values))


@given(millis, clocks, clocks)
def test_hearing_never_sets_the_clock_back_nor_follows_a_broken_one(
    now: int, last: int, foreign: int
) -> None:
    """A clock more than ten minutes ahead is not followed (sync 6.7); a nearer one is."""
    after = heard(now, last, foreign)
    if (foreign >> HLC_COUNTER_BITS) - now > MAX_DRIFT_MS:
        assert after == last
    else:
        assert after == max(last, foreign)


@settings(max_examples=40)
@given(st.data())
def test_heads_and_order_do_not_depend_on_arrival(data: st.DataObject) -> None:
    """Two windows write on, hearing each other at times: any arrival gives one order, one heads."""
    windows = [Writer("w03-00000a"), Writer("w05-00000b")]
    first = windows[0].write(GuideConfirmed(counter="W01"))
    windows[1].hear([first])
    for _step in range(data.draw(st.integers(1, 8))):
        writer, other = data.draw(st.permutations(windows))
        writer.write(GuideConfirmed(counter=f"W{_step:02d}"))
        if data.draw(st.booleans()):
            other.hear(writer.seen)
    facts = windows[0].seen + windows[1].seen
    mixed = data.draw(st.permutations(facts + facts[:2]))
    assert in_order(mixed) == in_order(facts)
    assert heads(mixed) == heads(facts)
    ordered = [fact.id for fact in in_order(facts)]
    for fact in facts:
        assert all(ordered.index(one) < ordered.index(fact.id) for one in fact.parents)


def test_heads_are_what_nobody_has_seen_yet() -> None:
    """A fact is a head until another names it; concurrent facts are heads together."""
    one, two = Writer("w03-00000a"), Writer("w05-00000b")
    first = one.write(GuideConfirmed(counter="W01"))
    two.hear([first])
    left, right = one.write(GuideConfirmed(counter="W02")), two.write(GuideConfirmed(counter="W03"))
    assert heads([first]) == (first.id,)
    assert heads([first, left, right]) == tuple(sorted((left.id, right.id)))
    one.hear([right])
    joined = one.write(GuideConfirmed(counter="W04"))
    assert joined.parents == tuple(sorted((left.id, right.id)))
    assert heads([joined, left, first, right]) == (joined.id,)


def test_a_kind_and_version_belong_to_one_body() -> None:
    """Two bodies under one name would make old facts unreadable; the second is refused."""
    known = bodies()["visit.guide_confirmed", 1]
    assert known is GuideConfirmed
    assert known.subject_kind() == "visit"
    with pytest.raises(ValueError, match=r"visit\.guide_confirmed"):
        body("visit.guide_confirmed")(type("Other", (Body,), {}))
    assert bodies()["visit.guide_confirmed", 1] is GuideConfirmed


def test_facts_cannot_be_changed() -> None:
    """What happened stays: envelope and body are frozen."""
    fact = Writer().write(GuideConfirmed(counter="W01"))
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        fact.seq = 5  # type: ignore[misc]
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        fact.body.counter = "W02"  # type: ignore[attr-defined]
