"""The hall words its courtesy phrases itself, within what annex 1 asks (A1.4.2, A1.5)."""

import attrs
import pytest

from counter_app.domain.errors import InputFault, Refusal
from counter_app.services.desk import Desk
from counter_app.services.phrase_publishing import publish_phrases
from counter_app.services.policy_publishing import publish_policy, typed

NOTE = "中心会议决定"


@pytest.fixture
def administrator(desk: Desk) -> Desk:
    """The desk of somebody who may change what is said."""
    roles = frozenset({"clerk", "administrator"})
    desk.station = attrs.evolve(desk.station, roles=roles)
    return desk


def test_other_words_hold_at_once_and_outlive_other_settings(administrator: Desk) -> None:
    """Published words are said; publishing the rules of the hall afterwards keeps them."""
    book = publish_phrases(administrator, {"wait": "请您稍候。"}, NOTE).value
    assert book.phrase("wait").text == "请您稍候。"
    assert administrator.reference.phrases == book
    rules = typed(administrator.reference.policy())
    publish_policy(administrator, attrs.evolve(rules, note=NOTE))
    assert administrator.reference.phrases == book


def test_the_words_of_annex_1_come_back(administrator: Desk) -> None:
    """Said again as in the annex, nothing of the hall's own is left."""
    seed = administrator.reference.seed_phrases
    publish_phrases(administrator, {"wait": "请您稍候。"}, NOTE)
    publish_phrases(administrator, {one.id: one.text for one in seed.phrases}, NOTE)
    assert administrator.reference.phrases == seed
    assert administrator.reference.policy().phrases == ()


def test_every_fault_is_named_at_once(administrator: Desk) -> None:
    """The day is gone from one sentence, another is empty, nobody decided it."""
    with pytest.raises(InputFault) as caught:
        publish_phrases(administrator, {"collect_on": "请来领取。", "wait": ""}, " ")
    assert set(caught.value.faults) == {"collect_on", "wait", "note"}


def test_nobody_publishes_what_must_not_be_said(administrator: Desk) -> None:
    """A1.5.7: a forbidden sentence is refused here as in anything the public hears."""
    with pytest.raises(Refusal) as caught:
        publish_phrases(administrator, {"wait": "没看我正忙着吗"}, NOTE)
    assert caught.value.clause == "A1.5.7"


def test_clerks_change_nothing(desk: Desk) -> None:
    """A1.4.2: for administrators only."""
    with pytest.raises(Refusal):
        publish_phrases(desk, {"wait": "请您稍候。"}, NOTE)
