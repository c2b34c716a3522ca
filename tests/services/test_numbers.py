"""Numbers: leased before use, never used twice, doubles shown at both."""

import threading
from pathlib import Path

import pytest

from counter_app.domain.bodies.lease import LeaseTaken
from counter_app.domain.errors import Refusal
from counter_app.domain.numbering import BLOCK, Series
from counter_app.models.base import database
from counter_app.services import demo, profiles, projecting, reception
from counter_app.services.desk import Desk
from counter_app.services.numbers import note_used, take_number
from counter_app.services.profiles import Opened
from counter_app.services.reception import Reception
from tests.hall import Clock
from tests.services.windows import FOOD, carry, join, switch


def tell(desk: Desk) -> str:
    """Somebody is told something; gives the number of the visit."""
    return reception.tell_orally(desk, Reception(matter=FOOD)).value.number


def serial(number: str) -> int:
    """The serial of a number."""
    return int(number.rpartition("-")[2].removesuffix("号"))


def clashes() -> list[str]:
    """What persons have to settle."""
    return [text for (text,) in database.execute_sql("SELECT clash FROM subject WHERE clash <> ''")]


def test_serials_follow_each_other_from_a_leased_block(desk: Desk) -> None:
    """The lease is a fact before the first number of the block is used."""
    assert [serial(tell(desk)) for _times in range(3)] == [1, 2, 3]
    kinds = database.execute_sql("SELECT kind FROM fact WHERE kind LIKE 'lease%'").fetchall()
    assert len(kinds) == 1


def test_a_used_up_block_is_followed_by_the_next(desk: Desk) -> None:
    """Number 201 begins a second block."""
    numbers = desk.act(
        lambda act: [take_number(act, Series.RECEIPT) for _times in range(BLOCK + 2)]
    ).value
    assert [serial(number) for number in numbers] == list(range(1, BLOCK + 3))
    blocks = database.execute_sql("SELECT first, last FROM series WHERE series = 'receipt'")
    assert sorted(blocks) == [(1, BLOCK), (BLOCK + 1, 2 * BLOCK)]


def test_every_year_begins_at_one(desk: Desk, clock: Clock) -> None:
    """Kind, year, window, serial."""
    tell(desk)
    clock.at("2027-01-04 09:00")
    assert tell(desk) == "交政务〔2027〕咨字第W03-00001号"


def test_a_number_of_a_failed_act_was_never_given(desk: Desk) -> None:
    """It stood nowhere, so the next act has it."""
    tell(desk)
    with pytest.raises(Refusal):
        reception.tell_orally(desk, Reception(matter=FOOD), "有牌子，自己看")
    assert serial(tell(desk)) == 2


def test_a_restart_goes_on_counting(first: Opened, clock: Clock) -> None:
    """The block is on record, and how far it is used."""
    tell(first.desk)
    first.desk.database.close()
    again = profiles.sign_in(first.pc.profile, "S03", demo.PASSWORD, clock)
    assert serial(tell(again.desk)) == 2


def test_a_rebuild_goes_on_counting(desk: Desk) -> None:
    """Rows emptied and filled again from facts: no number comes back."""
    numbers = {tell(desk) for _times in range(3)}
    desk.rebuild()
    assert tell(desk) not in numbers


def test_a_new_incarnation_of_a_window_leases_anew(
    tmp_path: Path, first: Opened, clock: Clock
) -> None:
    """The PC of window 3 is replaced: it skips what the old one may have used."""
    used = {tell(first.desk) for _times in range(2)}
    again = join(tmp_path, first, clock, "W03")
    carry(first, again)
    number = tell(again.desk)
    assert number not in used
    assert serial(number) == BLOCK + 1


def test_two_incarnations_that_did_not_see_each_other_clash_at_both(
    tmp_path: Path, first: Opened, clock: Clock
) -> None:
    """The double number stays on both papers and both windows say so; then they part."""
    mine = tell(first.desk)
    clone = join(tmp_path, first, clock, "W03")
    hall_only = [line for line in _lines(first) if b'"document.published"' in line]
    switch(clone)
    clone.desk.absorb(hall_only, {})
    assert tell(clone.desk) == mine
    carry(clone, first)
    carry(first, clone)
    for opened in (first, clone):
        switch(opened)
        texts = clashes()
        assert len(texts) == 2 and all(mine in text for text in texts)
    switch(first)
    here = {tell(first.desk) for _times in range(3)}
    switch(clone)
    there = {tell(clone.desk) for _times in range(3)}
    assert not here & there and mine not in here | there


def _lines(opened: Opened) -> list[bytes]:
    switch(opened)
    return [bytes(line) for (line,) in database.execute_sql("SELECT line FROM fact")]


def test_a_lease_of_a_twin_is_kept_the_same_way_everywhere(desk: Desk) -> None:
    """Whichever lease arrives first, every window gives the block to the same incarnation."""
    lease = LeaseTaken(series="visit", year=2026, counter="W09", first=1, last=200, confirmed=False)
    owners = []
    for actors in (("w09-aaaaaa", "w09-bbbbbb"), ("w09-bbbbbb", "w09-aaaaaa")):
        database.execute_sql("DELETE FROM series WHERE counter = 'W09'")
        for actor in actors:
            projecting.keep_lease(lease, actor)
        owners += database.execute_sql("SELECT actor FROM series WHERE counter = 'W09'").fetchall()
    assert owners == [("w09-aaaaaa",), ("w09-aaaaaa",)]


def test_a_number_of_another_form_uses_up_none_of_ours(desk: Desk) -> None:
    """Numbers written by another program are read as text alone."""
    tell(desk)
    note_used("收字2026-17")
    assert serial(tell(desk)) == 2


def test_a_foreign_number_in_our_block_is_skipped(desk: Desk) -> None:
    """A clone has used 7 of our block: we go on after it."""
    tell(desk)
    note_used("交政务〔2026〕咨字第W03-00007号")
    assert serial(tell(desk)) == 8


def test_two_threads_of_one_window_never_share_a_number(desk: Desk) -> None:
    """The desk's lane and the paper's lane write at once: every act has its own number."""
    given: list[str] = []

    def work() -> None:
        given.extend(tell(desk) for _times in range(15))
        database.close()

    threads = [threading.Thread(target=work) for _lane in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(serial(number) for number in given) == list(range(1, 46))
