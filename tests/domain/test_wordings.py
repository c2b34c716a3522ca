"""Wordings of papers: one proposes, another puts in force, and the day decides which holds."""

from collections.abc import Iterable
from datetime import date, timedelta

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counter_app.domain.bodies.wording import (
    WordingApproved,
    WordingKept,
    WordingProposed,
    WordingRejected,
    WordingWithdrawn,
)
from counter_app.domain.context import Context
from counter_app.domain.errors import Clash, InputFault, Refusal
from counter_app.domain.facts import Body, UnknownBody
from counter_app.domain.wordings import commands as c
from counter_app.domain.wordings.rules import decide, may_propose, may_see
from counter_app.domain.wordings.state import (
    Holding,
    Standing,
    Wording,
    WordingState,
    fold,
    version_of,
)
from tests.domain.writers import MORNING, Writer, context

OLD, NEW = 'title = "旧"', 'title = "新"'
TODAY = MORNING.date()
SHIPPED = Standing(shipped=version_of(OLD))
PROPOSED = WordingProposed(layout="guide_slip", text=NEW, based_on=version_of(OLD), note="改名")


def who(clerk: str = "S08", *roles: str) -> Context:
    """An administrator, unless other roles are named."""
    return context(clerk=clerk, roles=roles or ("administrator",))


def proposed(text: str = NEW) -> Writer:
    """A window whose administrator S08 has just proposed a wording."""
    writer = Writer(clerk="S08")
    writer.write(attrs.evolve(PROPOSED, text=text))
    return writer


def wording(writer: Writer) -> Wording:
    """The wording the facts are about."""
    return fold(writer.seen[0].subject, writer.seen)


def propose(**changes: str) -> c.Propose:
    """The proposal, with changes."""
    asked = c.Propose(layout="guide_slip", text=NEW, based_on=version_of(OLD), note="改名")
    return attrs.evolve(asked, **changes)


# Which one holds


def test_a_future_wording_waits_by_itself_and_the_latest_begun_one_holds() -> None:
    """Approved today for next week: the shipped one until then, then the new one (A3.4.5)."""
    week = timedelta(days=7)
    held = attrs.evolve(
        SHIPPED,
        approved=(
            Holding(version="one", effective_from=TODAY + week),
            Holding(version="two", effective_from=TODAY + week),
            Holding(version="", effective_from=TODAY + 2 * week),
        ),
    )
    days = [TODAY, TODAY + week, TODAY + 2 * week]
    assert [held.on(day) for day in days] == [version_of(OLD), "two", version_of(OLD)]
    assert held.last == version_of(OLD)


# Proposing


def test_an_administrator_proposes_with_a_reason() -> None:
    """What is written down is the text, what it was made from, and why."""
    body = decide(propose(note=" 改名 "), Wording(id=""), who(), SHIPPED)
    assert body == PROPOSED


def test_a_clerk_or_a_supervisor_does_not_propose() -> None:
    """Refused with the clause that wants changes to follow policy (A3.4.5)."""
    for role in ("clerk", "supervisor"):
        assert not may_propose(frozenset({role}))
        with pytest.raises(Refusal) as refusal:
            decide(propose(), Wording(id=""), who("S08", role), SHIPPED)
        assert refusal.value.clause == "A3.4.5"


def test_administrators_and_supervisors_see_wordings() -> None:
    """A clerk has nothing to do with them."""
    assert may_see(frozenset({"supervisor"})) and may_see(frozenset({"administrator"}))
    assert not may_see(frozenset({"clerk", "proxy_clerk"}))


def test_a_proposal_made_from_an_outdated_text_is_a_clash() -> None:
    """While one administrator typed, another wording was put in force."""
    held = attrs.evolve(SHIPPED, approved=(Holding(version="other", effective_from=TODAY),))
    with pytest.raises(Clash) as clash:
        decide(propose(), Wording(id=""), who(), held)
    assert clash.value.subject == "guide_slip"


def test_a_proposal_may_begin_from_a_text_still_to_come() -> None:
    """Made from the wording that takes effect next week: it names what it follows."""
    coming = Holding(version="next", effective_from=TODAY + timedelta(days=7))
    held = attrs.evolve(SHIPPED, approved=(coming,))
    body = decide(propose(based_on="next"), Wording(id=""), who(), held)
    assert isinstance(body, WordingProposed) and body.based_on == "next"


@pytest.mark.parametrize("text", ["", OLD])
def test_nothing_changed_is_no_proposal(text: str) -> None:
    """The shipped text holds already, by whatever name it is asked for."""
    with pytest.raises(InputFault) as fault:
        decide(propose(text=text), Wording(id=""), who(), SHIPPED)
    assert set(fault.value.faults) == {"text"}


def test_a_proposal_without_a_reason_is_sent_back_at_its_field() -> None:
    """The second person has to know why (变更说明)."""
    with pytest.raises(InputFault) as fault:
        decide(propose(note=" 改"), Wording(id=""), who(), SHIPPED)
    assert set(fault.value.faults) == {"note"}


def test_a_forbidden_phrase_never_comes_onto_a_paper() -> None:
    """A1.5.7 holds for print as well."""
    surroundings = who()
    with pytest.raises(Refusal) as refusal:
        decide(
            propose(text=f'title = "{surroundings.forbidden[0]}"'),
            Wording(id=""),
            surroundings,
            SHIPPED,
        )
    assert refusal.value.clause == "A1.5.7"


# Answering


def test_a_second_person_puts_it_in_force_from_a_day_on() -> None:
    """A supervisor approves what the administrator proposed."""
    window = proposed()
    approve = c.Approve(effective_from=TODAY)
    body = decide(approve, wording(window), who("S07", "supervisor"), SHIPPED)
    window.clerk = "S07"
    window.write(body)
    after = wording(window)
    assert (after.state, after.effective_from) == (WordingState.APPROVED, TODAY)
    assert (after.proposed_by, after.decided_by) == ("S08", "S07")


@pytest.mark.parametrize("command", [c.Approve(effective_from=TODAY), c.Reject(reason="不妥当")])
def test_nobody_answers_their_own_proposal(command: object) -> None:
    """The second person is another one (A3.5)."""
    with pytest.raises(Refusal) as refusal:
        decide(command, wording(proposed()), who("S08"), SHIPPED)
    assert refusal.value.clause == "A3.5"


def test_a_clerk_does_not_answer() -> None:
    """Neither supervisor nor administrator."""
    with pytest.raises(Refusal) as refusal:
        decide(c.Approve(effective_from=TODAY), wording(proposed()), who("S01", "clerk"), SHIPPED)
    assert refusal.value.clause == "A3.4.5"


@pytest.mark.parametrize("day", [None, TODAY - timedelta(days=1)])
def test_no_wording_takes_effect_in_the_past(day: date | None) -> None:
    """What was printed yesterday stays as it was; a day has to be named."""
    command = c.Approve(effective_from=day)
    with pytest.raises(InputFault) as fault:
        decide(command, wording(proposed()), who("S07", "supervisor"), SHIPPED)
    assert set(fault.value.faults) == {"effective_from"}


def test_an_approval_over_another_wording_is_a_clash() -> None:
    """Since it was proposed, another wording came into force for that day."""
    held = attrs.evolve(SHIPPED, approved=(Holding(version="other", effective_from=TODAY),))
    command = c.Approve(effective_from=TODAY)
    with pytest.raises(Clash):
        decide(command, wording(proposed()), who("S07", "supervisor"), held)


def test_a_rejection_says_why() -> None:
    """An empty reason is a fault at its field; a reason is written down."""
    supervisor = who("S07", "supervisor")
    with pytest.raises(InputFault) as fault:
        decide(c.Reject(reason=" "), wording(proposed()), supervisor, SHIPPED)
    assert set(fault.value.faults) == {"reason"}
    body = decide(c.Reject(reason="字号太小 "), wording(proposed()), supervisor, SHIPPED)
    assert body == WordingRejected(reason="字号太小")


def test_the_proposer_alone_withdraws() -> None:
    """Somebody else rejects it instead."""
    body = decide(c.Withdraw(reason="重拟"), wording(proposed()), who("S08"), SHIPPED)
    assert body == WordingWithdrawn(reason="重拟")
    with pytest.raises(Refusal) as refusal:
        decide(c.Withdraw(), wording(proposed()), who("S07", "supervisor"), SHIPPED)
    assert refusal.value.clause == "A3.5"


@pytest.mark.parametrize(
    "answer", [WordingApproved(effective_from=TODAY), WordingRejected(reason="x")]
)
def test_an_answered_proposal_is_not_answered_again(answer: Body) -> None:
    """Neither approved, rejected nor withdrawn a second time."""
    window = proposed()
    window.write(answer)
    for command, clerk in (
        (c.Approve(effective_from=TODAY), "S07"),
        (c.Reject(reason="不妥当"), "S07"),
        (c.Withdraw(), "S08"),
    ):
        with pytest.raises(Refusal):
            decide(command, wording(window), who(clerk), SHIPPED)


def test_a_proposal_that_has_not_arrived_waits() -> None:
    """Only its answer is here; nobody can add another."""
    with pytest.raises(Refusal):
        decide(c.Reject(reason="不妥当"), Wording(id="w"), who("S07"), SHIPPED)


def test_a_command_without_a_rule_is_our_own_fault() -> None:
    """Nothing is decided by chance."""
    with pytest.raises(TypeError):
        decide(object(), Wording(id=""), who(), SHIPPED)


# Folding


def test_two_answers_at_once_leave_the_first_in_force() -> None:
    """One window approved, another rejected without seeing it: the first answer counts."""
    here = proposed()
    there = Writer("w05-00000b", clerk="S06")
    there.hear(here.seen)
    here.clerk = "S07"
    here.write(WordingApproved(effective_from=TODAY))
    late = there.write(
        WordingRejected(reason="不妥当"), MORNING + timedelta(minutes=1), here.seen[0].id
    )
    here.hear(there.seen)
    for answer in (
        WordingApproved(effective_from=TODAY + timedelta(days=3)),
        WordingWithdrawn(),
    ):
        here.write(answer, MORNING + timedelta(minutes=2))
    after = wording(here)
    assert (after.state, after.effective_from) == (WordingState.APPROVED, TODAY)
    assert after.not_effective[0] == late.id and len(after.not_effective) == 3


def test_a_return_to_the_shipped_text_has_no_version_of_its_own() -> None:
    """The text of the day is whatever the program ships."""
    assert wording(proposed("")).version == ""
    assert wording(proposed()).version == version_of(NEW)


def test_a_kept_text_is_known_by_its_hash() -> None:
    """The text a paper was issued under."""
    window = Writer()
    window.write(WordingKept(layout="guide_slip", text=OLD))
    kept = wording(window)
    assert (kept.state, kept.version) == (WordingState.KEPT, version_of(OLD))


ANSWERS: tuple[Body, ...] = (
    WordingApproved(effective_from=TODAY),
    WordingRejected(reason="不妥当"),
    WordingWithdrawn(),
    UnknownBody("wording.scanned", 1, {}),
)


@settings(max_examples=40)
@given(st.lists(st.sampled_from(ANSWERS), max_size=4), st.data())
def test_any_arrival_gives_the_same_wording(answers: Iterable[Body], data: st.DataObject) -> None:
    """Shuffled, doubled, with gaps, even without the proposal itself."""
    window = proposed()
    for answer in answers:
        window.write(answer, subject=window.seen[0].subject)
    kept = data.draw(st.lists(st.sampled_from(window.seen)))
    mixed = data.draw(st.permutations(kept + kept[:1]))
    assert fold("w", mixed) == fold("w", kept)


def test_a_newer_programs_entry_asks_for_an_update() -> None:
    """An entry of a later version is kept and says so."""
    window = proposed()
    window.write(UnknownBody("wording.scanned", 1, {}), subject=window.seen[0].subject)
    assert wording(window).needs_update
