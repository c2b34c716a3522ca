"""The next version of a guide: one proposes, another approves, and some things it may not say."""

from datetime import date, timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.bodies.guide import (
    GuideApproved,
    GuideProposed,
    GuideRejected,
    GuideWithdrawn,
)
from counter_app.domain.context import Context
from counter_app.domain.deadlines import Limit, Unit, due_day
from counter_app.domain.errors import Clash, InputFault, Refusal
from counter_app.domain.facts import Body, UnknownBody
from counter_app.domain.guides import commands as c
from counter_app.domain.guides.checks import surely_within
from counter_app.domain.guides.rules import decide
from counter_app.domain.guides.state import Line, Proposal, ProposalState, Versions, fold
from counter_app.domain.matters import Material, MatterSpec
from tests.domain.writers import MORNING, Writer, calendar, context, guide

TODAY = MORNING.date()
LATER = TODAY + timedelta(days=13)
BASE = guide()
HELD = Versions(base=BASE, published=(Line(number=1, effective_from=date(2026, 1, 1)),))
NEXT = attrs.evolve(BASE, phone="0000-0000000")
BODY = GuideProposed(
    code=BASE.code,
    content=NEXT.to_content(),
    based_on=1,
    effective_from=LATER,
    note="改电话",
    basis="内部通知",
)


def who(clerk: str = "S08", *roles: str) -> Context:
    """A supervisor, unless other roles are named."""
    return context(clerk=clerk, roles=roles or ("supervisor",))


def propose(
    spec: MatterSpec = NEXT, day: date | None = LATER, held: Versions = HELD, based_on: int = 1
) -> Body:
    """What proposing `spec` gives birth to."""
    command = c.Propose(
        spec=spec, based_on=based_on, effective_from=day, note=" 改电话 ", basis="内部通知"
    )
    return decide(command, Proposal(id=""), who(), held)


def proposed(*more: Body) -> Proposal:
    """A proposal of S08, and what followed."""
    writer = Writer(clerk="S08")
    writer.write(BODY)
    for one in more:
        writer.write(one)
    return fold(writer.seen[0].subject, writer.seen)


def with_material(**fields: object) -> MatterSpec:
    """The guide asking for one paper more."""
    one = attrs.evolve(Material(id="m99", name="无违法证明"), **fields)
    return attrs.evolve(NEXT, materials=(*NEXT.materials, one))


def test_a_next_version_is_proposed() -> None:
    """A supervisor proposes a version; the fact carries its content, day, note and basis."""
    assert propose() == BODY


def test_a_new_matter_has_no_base() -> None:
    """The first version of a matter is proposed like any other."""
    fresh = attrs.evolve(NEXT, code="NEW-1", materials=())
    body = propose(fresh, held=Versions(), based_on=0)
    assert isinstance(body, GuideProposed) and body.code == "NEW-1"


def test_a_clerk_changes_no_guide() -> None:
    """S23: a clerk has no way to change a guide, and is told whom to tell."""
    command = c.Propose(spec=NEXT, based_on=1, effective_from=LATER, note="改名", basis="内部")
    with pytest.raises(Refusal) as refused:
        decide(command, Proposal(id=""), who("S03", "clerk"), HELD)
    assert refused.value.clause == "A3.4.5"


@pytest.mark.parametrize("day", [None, TODAY - timedelta(days=1), date(2026, 11, 20)])
def test_days_that_are_refused(day: date | None) -> None:
    """No day, a day that has passed, and a day another version takes effect on."""
    line = Line(number=2, effective_from=date(2026, 11, 20))
    held = attrs.evolve(HELD, published=(*HELD.published, line))
    with pytest.raises(InputFault) as fault:
        propose(day=day, held=held, based_on=2)
    assert "effective_from" in fault.value.faults


def test_the_day_of_a_waiting_proposal_is_taken() -> None:
    """Two proposals for the same day are refused while the first waits."""
    held = attrs.evolve(HELD, waiting=(Line(number=0, effective_from=LATER),))
    with pytest.raises(InputFault) as fault:
        propose(held=held)
    assert "effective_from" in fault.value.faults


def test_today_is_early_enough() -> None:
    """A version may take effect on the very day, and beside a proposal for another day."""
    held = attrs.evolve(HELD, waiting=(Line(number=0, effective_from=LATER),))
    assert isinstance(propose(day=TODAY, held=held), GuideProposed)


@pytest.mark.parametrize("field", ["note", "basis"])
def test_a_version_says_why(field: str) -> None:
    """A change note and a basis are asked for."""
    command = c.Propose(spec=NEXT, based_on=1, effective_from=LATER, note="改名", basis="内部")
    with pytest.raises(InputFault) as fault:
        decide(attrs.evolve(command, **{field: " "}), Proposal(id=""), who(), HELD)
    assert field in fault.value.faults


def test_nothing_changed_is_nothing_to_propose() -> None:
    """The newest version word for word is not proposed again."""
    with pytest.raises(InputFault) as fault:
        propose(BASE)
    assert "note" in fault.value.faults


def test_an_older_version_is_no_base() -> None:
    """What was written from an older version would undo the newer one."""
    with pytest.raises(Clash):
        propose(based_on=0)


def test_an_unknown_window_is_refused() -> None:
    """A guide sends nobody to a window the hall does not have."""
    with pytest.raises(InputFault) as fault:
        propose(attrs.evolve(NEXT, counters=("W99",)))
    assert "counters" in fault.value.faults


def test_a_known_window_is_taken() -> None:
    """A window of the hall is fine."""
    assert isinstance(propose(attrs.evolve(NEXT, counters=("W03",))), GuideProposed)


def test_a_new_material_needs_a_legal_basis() -> None:
    """A3.4.6: a paper nobody's law demands is not asked for."""
    with pytest.raises(Refusal) as refused:
        propose(with_material())
    assert refused.value.clause == "A3.4.6"


def test_a_new_material_with_a_basis_is_taken() -> None:
    """A paper that a named article demands may be added, and may follow later."""
    body = propose(with_material(basis="条例第5条", deferrable=True))
    assert isinstance(body, GuideProposed)


def test_the_application_itself_never_follows_later() -> None:
    """Rules 3.4: the application form cannot be marked deferrable."""
    with pytest.raises(InputFault) as fault:
        propose(with_material(name="登记申请表", basis="条例第5条", deferrable=True))
    assert f"materials[{len(NEXT.materials) + 1}].deferrable" in fault.value.faults


def test_forbidden_phrases_stay_out_of_guides() -> None:
    """A1.5.7 holds for what a guide tells the public."""
    phrase = who().forbidden[0].split("×")[0]
    with pytest.raises(Refusal) as refused:
        propose(attrs.evolve(NEXT, notes=phrase))
    assert refused.value.clause == "A1.5.7"


def test_a_pledge_in_another_unit_may_not_outlast_the_law() -> None:
    """Two months are longer than 20 working days can be sure to be."""
    month, days = Limit(2, Unit.MONTH), Limit(20, Unit.WORKING_DAY)
    with pytest.raises(InputFault) as fault:
        propose(attrs.evolve(NEXT, pledged=month, statutory=days))
    assert "pledged" in fault.value.faults


def test_without_two_limits_nothing_is_compared() -> None:
    """A guide whose law gives no limit may pledge one."""
    spec = attrs.evolve(NEXT, pledged=Limit(3, Unit.WORKING_DAY), statutory=None)
    assert isinstance(propose(spec), GuideProposed)
    assert isinstance(propose(attrs.evolve(NEXT, pledged=None)), GuideProposed)


@pytest.mark.parametrize(
    ("pledged", "statutory", "within"),
    [
        (Limit(0, Unit.ON_THE_SPOT), Limit(2, Unit.HOUR), True),
        (Limit(1, Unit.WORKING_DAY), Limit(2, Unit.MONTH), False),
        (Limit(1, Unit.CALENDAR_DAY), Limit(48, Unit.HOUR), False),
        (Limit(20, Unit.CALENDAR_DAY), Limit(20, Unit.WORKING_DAY), True),
        (Limit(1, Unit.CALENDAR_DAY), Limit(0, Unit.ON_THE_SPOT), False),
    ],
)
def test_limits_across_units(pledged: Limit, statutory: Limit, within: bool) -> None:
    """The longest of the pledge meets the shortest of the law; what has none is refused."""
    assert surely_within(pledged, statutory) is within


UNITS = st.sampled_from([Unit.WORKING_DAY, Unit.CALENDAR_DAY, Unit.MONTH])
LIMITS = st.builds(Limit, st.integers(1, 6), UNITS)


@given(LIMITS, LIMITS, st.dates(date(2026, 1, 1), date(2026, 6, 1)))
def test_a_pledge_within_is_never_due_after_the_law(
    pledged: Limit, statutory: Limit, start: date
) -> None:
    """On every day of the calendar, a pledge that passes is due no later than the law's limit."""
    if surely_within(pledged, statutory):
        assert due_day(start, pledged, calendar()) <= due_day(start, statutory, calendar())


def test_a_second_person_approves() -> None:
    """Another supervisor approves; the version gets the next number."""
    assert decide(c.Approve(), proposed(), who("S09"), HELD) == GuideApproved(number=2)


def test_nobody_approves_their_own() -> None:
    """A3.4.5: approving one's own proposal is refused, with the way out."""
    with pytest.raises(Refusal) as refused:
        decide(c.Approve(), proposed(), who("S08"), HELD)
    assert refused.value.clause == "A3.4.5" and refused.value.help


def test_a_proposal_whose_day_has_passed_is_not_approved() -> None:
    """No version is dated back by a late approval."""
    late = attrs.evolve(who("S09"), now=MORNING + timedelta(days=20))
    with pytest.raises(InputFault):
        decide(c.Approve(), proposed(), late, HELD)


def test_a_proposal_overtaken_is_not_approved() -> None:
    """A version published after the proposal was written is not silently undone."""
    held = attrs.evolve(HELD, published=(*HELD.published, Line(number=2, effective_from=TODAY)))
    with pytest.raises(Clash):
        decide(c.Approve(), proposed(), who("S09"), held)


def test_a_second_person_rejects_with_a_reason() -> None:
    """A rejection says what is wrong."""
    body = decide(c.Reject(reason=" 缺依据 "), proposed(), who("S09"), HELD)
    assert body == GuideRejected(reason="缺依据")
    with pytest.raises(InputFault):
        decide(c.Reject(reason=""), proposed(), who("S09"), HELD)


def test_only_the_proposer_withdraws() -> None:
    """The proposer takes it back; anybody else rejects."""
    body = decide(c.Withdraw(reason="再议"), proposed(), who("S08"), HELD)
    assert body == GuideWithdrawn(reason="再议")
    with pytest.raises(Refusal):
        decide(c.Withdraw(), proposed(), who("S09"), HELD)


def test_an_answered_proposal_is_not_answered_again() -> None:
    """After an answer there is nothing left to answer."""
    with pytest.raises(Refusal):
        decide(c.Approve(), proposed(GuideRejected(reason="缺依据")), who("S09"), HELD)


def test_an_unknown_command_is_a_mistake_of_the_program() -> None:
    """A command without a rule is no silent success."""
    with pytest.raises(TypeError):
        decide(object(), proposed(), who(), HELD)


def test_the_first_answer_counts() -> None:
    """Two windows answer at once: the first holds, the other stays on record."""
    both = proposed(GuideApproved(number=2), GuideRejected(reason="缺依据"))
    assert (both.state, both.number, len(both.not_effective)) == (ProposalState.APPROVED, 2, 1)
    assert proposed(GuideWithdrawn()).state is ProposalState.WITHDRAWN
    assert proposed(GuideRejected(reason="缺依据")).reason == "缺依据"


def test_facts_of_a_newer_program_are_marked() -> None:
    """A body this program does not know leaves the proposal as it is, marked."""
    after = proposed(UnknownBody(unknown_kind="guide.praised", unknown_version=1, raw={}))
    assert after.needs_update and after.state is ProposalState.PROPOSED


def test_a_clerk_answers_no_proposal() -> None:
    """A clerk may not answer a proposal either."""
    with pytest.raises(Refusal):
        decide(c.Approve(), proposed(), who("S03", "clerk"), HELD)


def test_a_pledge_within_the_law_is_taken() -> None:
    """Ten natural days never outlast 20 working days, so the two may differ in unit."""
    days, law = Limit(10, Unit.CALENDAR_DAY), Limit(20, Unit.WORKING_DAY)
    assert isinstance(propose(attrs.evolve(NEXT, pledged=days, statutory=law)), GuideProposed)
