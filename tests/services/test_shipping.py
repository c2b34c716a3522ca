"""The journal as the courier sees it: facts leave once, in order, and a crash repeats bytes."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from peewee import IntegrityError

from counter_app.domain.bodies.party import Particulars, PartyKind, PartyRecorded
from counter_app.domain.bodies.visit import Channel, VisitOpened
from counter_app.domain.clock import CST
from counter_app.models.base import CounterDatabase, atomic_immediate, database
from counter_app.models.opening import open_profile
from counter_app.services.desk import Desk
from counter_app.services.shipping import Cut, Parcel, Place, Shipping
from counter_app.services.station import Station

ACTOR = "w01-aaaaaa"
OTHER = "w02-bbbbbb"
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=CST)


@pytest.fixture
def records(tmp_path: Path) -> Iterator[CounterDatabase]:
    """The records of a window."""
    opened = open_profile(tmp_path / "profile", bytes(32))
    yield opened
    opened.close()


@pytest.fixture
def desk(records: CounterDatabase) -> Desk:
    """The desk of window 1."""
    station = Station(actor=ACTOR, counter="W01", clerk="c1", clerk_name="王一")
    return Desk(records, lambda: NOW, station)


@pytest.fixture
def shipping(records: CounterDatabase) -> Shipping:
    """Its shipping side."""
    return Shipping(ACTOR)


def ask(desk: Desk, question: str) -> None:
    """One fact: somebody asks."""
    body = VisitOpened(
        number=f"visit-{question}",
        channel=Channel.COUNTER,
        first_contact="c1",
        counter="W01",
        question=question,
    )
    desk.act(lambda act: act.append(body))


def taken(shipping: Shipping) -> Cut:
    """The cut that must be there."""
    cut = shipping.cut()
    assert cut is not None
    return cut


def foreign(number: int, h16: str, previous: str, actor: str = OTHER) -> Parcel:
    """A segment of another window."""
    return Parcel(
        place=Place(actor, number, h16), previous=previous, data=b"sealed " + h16.encode()
    )


def store(shipping: Shipping, *parcels: Parcel) -> None:
    """As the desk does when it absorbs."""
    with atomic_immediate():
        shipping.store_foreign(parcels, NOW)


def test_facts_leave_in_order_once(desk: Desk, shipping: Shipping) -> None:
    """Two acts, one cut; while it is pending nothing else is cut; published, the count is 0."""
    assert shipping.cut() is None
    ask(desk, "甲")
    ask(desk, "乙")
    cut = taken(shipping)
    assert (cut.number, cut.previous, cut.keys, cut.observed) == (1, "", {}, ())
    assert ["甲" in line.decode() for line in cut.lines] == [True, False]
    assert shipping.count_unshared() == 2
    assert shipping.keep_pending(cut, "a" * 16, b"bytes")
    ask(desk, "丙")
    assert shipping.count_unshared() == 3
    assert shipping.cut() is None
    pending = shipping.pending()
    assert pending == Parcel(place=Place(ACTOR, 1, "a" * 16), previous="", data=b"bytes")
    assert pending == shipping.parcel("a" * 16)
    shipping.mark_published("a" * 16)
    assert shipping.count_unshared() == 1
    cut = taken(shipping)
    assert (cut.number, cut.previous, len(cut.lines)) == (2, "a" * 16, 1)


def test_a_cut_keeps_to_its_limit(desk: Desk, shipping: Shipping) -> None:
    """At most the limit, but never nothing: one fact larger than the limit leaves alone."""
    for question in "甲乙丙":
        ask(desk, question)
    size = len(taken(shipping).lines[0])
    for limit, count in ((1, 1), (2 * size, 2), (3 * size, 3)):
        cut = shipping.cut(limit)
        assert cut is not None
        assert len(cut.lines) == count


def test_keys_travel_beside_the_facts_unless_erased(desk: Desk, shipping: Shipping) -> None:
    """The key of a party goes with its facts; erased before it was shared, it never leaves."""
    name = desk.act(lambda act: act.vault.create()).value
    body = PartyRecorded(
        party_kind=PartyKind.PERSON, key_of=name, particulars=Particulars(name="测试甲")
    )
    desk.act(lambda act: act.append(body))
    cut = taken(shipping)
    assert list(cut.keys) == [name]
    assert cut.keys[name] not in cut.lines[0]
    desk.vault.erase(name)
    assert taken(shipping).keys == {}


def test_two_processes_cut_the_same_facts(desk: Desk, shipping: Shipping) -> None:
    """The command line shares while the program runs: the second to keep its cut keeps nothing."""
    ask(desk, "甲")
    one, two = taken(shipping), taken(Shipping(ACTOR))
    assert shipping.keep_pending(one, "a" * 16, b"one")
    assert not shipping.keep_pending(two, "b" * 16, b"two")
    shipping.mark_published("a" * 16)
    assert not shipping.keep_pending(two, "b" * 16, b"two")
    assert not shipping.known("b" * 16)


@pytest.mark.parametrize(
    "event", ["INSERT ON segment", "DELETE ON outbox", "INSERT ON meta", "INSERT ON tip"]
)
def test_keeping_a_segment_is_all_or_nothing(desk: Desk, shipping: Shipping, event: str) -> None:
    """Whatever step fails: nothing is pending, nothing left the outbox, the cut can be repeated."""
    ask(desk, "甲")
    cut = taken(shipping)
    database.execute_sql(
        f"CREATE TRIGGER failing BEFORE {event} BEGIN SELECT RAISE(ABORT, 'disk'); END"
    )
    with pytest.raises(IntegrityError):
        shipping.keep_pending(cut, "a" * 16, b"bytes")
    database.execute_sql("DROP TRIGGER failing")
    assert shipping.pending() is None
    assert shipping.tips() == []
    assert shipping.cut() == cut
    assert shipping.count_unshared() == 1


def test_heads_of_others_are_told_once(desk: Desk, shipping: Shipping) -> None:
    """A cut names the heads of others that are news since the last one."""
    store(shipping, foreign(1, "1" * 16, ""))
    ask(desk, "甲")
    cut = taken(shipping)
    assert cut.observed == (Place(OTHER, 1, "1" * 16),)
    shipping.keep_pending(cut, "a" * 16, b"bytes")
    shipping.mark_published("a" * 16)
    ask(desk, "乙")
    assert taken(shipping).observed == ()
    store(shipping, foreign(2, "2" * 16, "1" * 16))
    assert taken(shipping).observed == (Place(OTHER, 2, "2" * 16),)


def test_chains_arrive_in_any_order(shipping: Shipping) -> None:
    """Newest first, a hole in the middle, the rest later: tips and holes say so at every step."""
    store(shipping, foreign(4, "4" * 16, "3" * 16))
    assert shipping.tips() == [Place(OTHER, 4, "4" * 16)]
    (hole,) = shipping.holes()
    assert (hole.place, hole.since) == (Place(OTHER, 3, "3" * 16), NOW)
    store(shipping, foreign(1, "1" * 16, ""), foreign(2, "2" * 16, "1" * 16))
    assert [tip.number for tip in shipping.tips()] == [2, 4]
    shipping.note_hole(Place(OTHER, 3, "3" * 16), NOW + timedelta(minutes=1))
    shipping.note_hole(Place(OTHER, 2, "2" * 16), NOW)
    assert [hole.since for hole in shipping.holes()] == [NOW]
    store(shipping, foreign(3, "3" * 16, "2" * 16))
    store(shipping, foreign(3, "3" * 16, "2" * 16))
    assert shipping.tips() == [Place(OTHER, 4, "4" * 16)]
    assert shipping.holes() == []
    numbers = [place.number for place in shipping.chain(shipping.tips()[0])]
    assert numbers == [4, 3, 2, 1]


def test_a_chain_ends_where_our_knowledge_ends(shipping: Shipping) -> None:
    """Walking back stops at what is not held here."""
    store(shipping, foreign(4, "4" * 16, "3" * 16))
    assert [place.number for place in shipping.chain(Place(OTHER, 4, "4" * 16))] == [4]
    assert list(shipping.chain(Place(OTHER, 9, "9" * 16))) == []
    with pytest.raises(LookupError):
        shipping.parcel("9" * 16)


def test_two_branches_have_two_tips(shipping: Shipping) -> None:
    """A cloned window wrote two segments of one number: both stay tips, and grow as tips."""
    store(shipping, foreign(1, "1" * 16, ""), foreign(2, "2" * 16, "1" * 16))
    store(shipping, foreign(2, "f" * 16, "1" * 16))
    assert [tip.h16[0] for tip in shipping.tips()] == ["2", "f"]
    store(shipping, foreign(3, "3" * 16, "2" * 16))
    store(shipping, foreign(4, "4" * 16, "3" * 16))
    assert [(tip.number, tip.h16[0]) for tip in shipping.tips()] == [(2, "f"), (4, "4")]


def test_our_own_chain_goes_on_beside_a_strangers_branch(desk: Desk, shipping: Shipping) -> None:
    """Segments under our own name that we did not write are told; ours follow only our own."""
    ask(desk, "甲")
    shipping.keep_pending(taken(shipping), "a" * 16, b"bytes")
    shipping.mark_published("a" * 16)
    assert shipping.fork() is None
    store(shipping, foreign(2, "f" * 16, "a" * 16, actor=ACTOR))
    assert shipping.fork() == "f" * 16
    ask(desk, "乙")
    cut = taken(shipping)
    assert (cut.number, cut.previous) == (2, "a" * 16)
    assert shipping.keep_pending(cut, "b" * 16, b"more")
    assert [tip.h16[0] for tip in shipping.tips()] == ["b", "f"]


def test_the_first_device_is_pinned(shipping: Shipping) -> None:
    """Who signed first for an actor may go on; nobody else may."""
    assert shipping.trust(OTHER, b"d" * 32)
    assert shipping.trust(OTHER, b"d" * 32)
    assert not shipping.trust(OTHER, b"e" * 32)


def test_a_thread_leaves_its_connection_closed(shipping: Shipping) -> None:
    """After leaving nothing is open; leaving twice is harmless."""
    shipping.count_unshared()
    shipping.leave()
    assert database.is_closed()
    shipping.leave()
    assert shipping.count_unshared() == 0
