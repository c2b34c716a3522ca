"""Persons and organisations: every concurrent value is kept until somebody chooses."""

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from counter_app.domain.bodies.party import (
    Particulars,
    PartyAmended,
    PartyKind,
    PartyLookedAt,
    PartyRecorded,
)
from counter_app.domain.facts import Fact, UnknownBody
from counter_app.domain.people.state import Party, fold
from tests.domain.writers import Writer


def known(phone: str) -> Particulars:
    """王示例 with a telephone."""
    return Particulars(name="王示例", number="141122199001010005", phone=phone)


def recorded() -> Writer:
    """A window that has just recorded 王示例."""
    writer = Writer("w03-00000a")
    writer.write(
        PartyRecorded(party_kind=PartyKind.PERSON, key_of="k", particulars=known("13500001234"))
    )
    return writer


def amended(phone: str) -> PartyAmended:
    """The same person with another telephone."""
    return PartyAmended(key_of="k", particulars=known(phone))


def folded(facts: Sequence[Fact]) -> Party:
    """The party the facts are about."""
    return fold(facts[0].subject, facts)


def test_an_amendment_that_saw_the_old_value_replaces_it() -> None:
    """One window after the other: the later value stands alone."""
    window = recorded()
    window.write(amended("13500002345"))
    party = folded(window.seen)
    assert party.particulars == known("13500002345")
    assert party.rivals == ()
    assert (party.kind, party.key_of) == (PartyKind.PERSON, "k")


def test_two_windows_that_had_not_seen_each_other_leave_rivals_until_one_chooses() -> None:
    """Both values are kept, the latest is shown; an amendment that saw both settles it."""
    here, there = recorded(), Writer("w05-00000b")
    there.hear(here.seen)
    here.write(amended("13500002345"))
    there.write(amended("13500003456"))
    here.hear(there.seen)
    party = folded(here.seen)
    assert party.particulars is not None
    assert {party.particulars, *party.rivals} == {known("13500002345"), known("13500003456")}
    here.write(amended("13500003456"))
    assert folded(here.seen).rivals == ()
    assert folded(here.seen).particulars == known("13500003456")


def test_two_windows_that_wrote_the_same_are_no_rivals() -> None:
    """Equal values need no decision."""
    here, there = recorded(), Writer("w05-00000b")
    there.hear(here.seen)
    here.write(amended("13500002345"))
    there.write(amended("13500002345"))
    here.hear(there.seen)
    assert folded(here.seen).rivals == ()


def test_a_look_is_counted_and_changes_nothing_else() -> None:
    """Unmasking is a fact of its own (A5.5.1)."""
    window = recorded()
    before = folded(window.seen)
    window.write(PartyLookedAt(fields=("number",), reason="核对"))
    after = folded(window.seen)
    assert (before.looked_at, after.looked_at) == (0, 1)
    assert after.particulars == before.particulars


def test_after_an_erasure_nothing_is_known_but_the_party() -> None:
    """Destroyed particulars fold to None; kind and key name stay."""
    window = Writer()
    window.write(PartyRecorded(party_kind=PartyKind.ORGANISATION, key_of="k", particulars=None))
    window.write(PartyAmended(key_of="k", particulars=None))
    party = folded(window.seen)
    assert party.particulars is None
    assert party.kind is PartyKind.ORGANISATION
    assert not party.needs_update


def test_a_newer_programs_fact_asks_for_an_update() -> None:
    """A body this program does not know is kept and says so."""
    window = recorded()
    window.write(UnknownBody("party.merged", 1, {}), subject=window.seen[0].subject)
    assert folded(window.seen).needs_update
    assert folded(window.seen).particulars == known("13500001234")


def test_a_party_nobody_wrote_about_is_empty() -> None:
    """No facts, no failure."""
    assert fold("x", []) == Party(id="x")


@settings(max_examples=40)
@given(st.data())
def test_any_arrival_gives_the_same_party(data: st.DataObject) -> None:
    """Shuffled, doubled, with gaps: the fold is total and looks at nothing but the set."""
    windows = [recorded(), Writer("w05-00000b")]
    windows[1].hear(windows[0].seen)
    for step in range(data.draw(st.integers(0, 5))):
        one, other = data.draw(st.permutations(windows))
        one.write(amended(f"1350000{step:04d}"))
        if data.draw(st.booleans()):
            other.hear(one.seen)
    facts = windows[0].seen + windows[1].seen
    kept = data.draw(st.lists(st.sampled_from(facts)))
    mixed = data.draw(st.permutations(kept + kept[:1]))
    assert fold("p", mixed) == fold("p", kept)
