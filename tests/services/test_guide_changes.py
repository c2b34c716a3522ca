"""Versions of guides at a real window: proposed, approved, waiting for their day, refused."""

from datetime import timedelta

import attrs
import pytest

from counter_app.domain.errors import InputFault, Refusal
from counter_app.domain.guides.state import ProposalState
from counter_app.domain.matters import MatterSpec
from counter_app.services import guide_changes
from counter_app.services.desk import Desk
from counter_app.services.matter_guides import guide_of
from counter_app.services.profiles import Opened
from tests.services.wording_desk import administrator, supervisor

CODE = "JC-SP-005"


def changed(desk: Desk, phone: str = "0000-0000000") -> MatterSpec:
    """The guide with another telephone."""
    return attrs.evolve(guide_of(desk, CODE).spec, phone=phone)


def proposed(opened: Opened, days: int = 13, phone: str = "0000-0000000") -> str:
    """S08 proposes a version that takes effect in `days` days."""
    desk = administrator(opened)
    day = desk.clock().date() + timedelta(days=days)
    return guide_changes.propose(desk, changed(desk, phone), 1, day, "改电话", "内部通知").value


def test_an_approved_version_takes_effect_by_itself(first: Opened) -> None:
    """Scenario S59: version 2 is approved for a later day; until then version 1 holds."""
    subject = proposed(first)
    desk = supervisor(first)
    approved = guide_changes.approve(desk, subject).value
    assert (approved.state, approved.number) == (ProposalState.APPROVED, 2)
    assert guide_of(desk, CODE).spec.number == 1
    day = desk.clock().date() + timedelta(days=13)
    assert desk.reference.matter_in_force(CODE, day - timedelta(days=1)).number == 1
    assert desk.reference.matter_in_force(CODE, day).number == 2


def test_nobody_publishes_their_own(first: Opened) -> None:
    """The proposer's approval is refused, and nothing is published."""
    subject = proposed(first)
    with pytest.raises(Refusal):
        guide_changes.approve(administrator(first), subject)
    assert len(guide_of(administrator(first), CODE).versions) == 1


def test_answered_proposals_wait_no_longer(first: Opened) -> None:
    """One proposal is rejected, one withdrawn; neither waits and nothing is published."""
    sooner, later = proposed(first, 3), proposed(first, 9, "0000-1111111")
    assert [one.id for one in guide_changes.waiting(administrator(first))] == [sooner, later]
    guide_changes.reject(supervisor(first), sooner, "缺依据")
    guide_changes.withdraw(administrator(first), later, "再议")
    assert guide_changes.waiting(administrator(first)) == ()
    assert len(guide_of(administrator(first), CODE).versions) == 1


def test_the_day_of_a_waiting_proposal_is_taken(first: Opened) -> None:
    """A second proposal for the same day is refused at its field."""
    proposed(first)
    with pytest.raises(InputFault) as fault:
        proposed(first, phone="0000-1111111")
    assert "effective_from" in fault.value.faults


def test_a_new_matter_begins_at_version_one(first: Opened) -> None:
    """A matter the hall has not had is proposed from nothing and published as version 1."""
    desk = administrator(first)
    spec = attrs.evolve(changed(desk), code="NEW-1", materials=())
    day = desk.clock().date() + timedelta(days=1)
    subject = guide_changes.propose(desk, spec, 0, day, "新增事项", "内部通知").value
    guide_changes.approve(supervisor(first), subject)
    assert guide_of(desk, "NEW-1").spec.number == 1


def test_an_unknown_proposal_cannot_be_answered(first: Opened) -> None:
    """A proposal this PC has not got is named as such."""
    with pytest.raises(InputFault):
        guide_changes.withdraw(supervisor(first), "nowhere")
