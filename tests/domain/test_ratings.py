"""好差评: five levels, national codes, one for a service, the clock of rectification (A5.5.3)."""

from datetime import date
from typing import Any

import attrs
import pytest

from counter_app.domain.bodies import rating as b
from counter_app.domain.bodies.rating import RatingChannel, Verified
from counter_app.domain.context import Context
from counter_app.domain.errors import InputFault, Refusal
from counter_app.domain.facts import UnknownBody
from counter_app.domain.opinions import ratings as rules
from counter_app.domain.opinions.ratings import (
    REASONS,
    Appeal,
    CallBack,
    CloseRating,
    Rate,
    Rating,
    Service,
)  # fmt: skip
from tests.domain.writers import MORNING, Writer, calendar, context

HERE = context()
CHIEF = context(clerk="S07", roles=("clerk", "supervisor"))
SERVICE = Service(
    about="v1", number="咨1", counter="W03", served_by="S03", served_on=date(2026, 11, 3)
)


def rated(rate: Rate, where: Context = HERE) -> Writer:
    """A rating on record."""
    writer = Writer()
    writer.write(rules.given(rate, SERVICE, where), MORNING)
    return writer


def now(writer: Writer) -> Rating:
    """The rating as it stands."""
    return rules.fold(writer.seen[0].subject, writer.seen)


def do(writer: Writer, command: object, where: Context = CHIEF) -> Rating:
    """Decide and write; gives the rating afterwards."""
    writer.write(rules.decide(command, now(writer), where), MORNING)
    return now(writer)


def test_every_level_has_its_national_reasons() -> None:
    """Eight codes for each of the five levels; the first digit is the level."""
    assert [len(rules.reasons_of(stars)) for stars in (5, 4, 3, 2, 1)] == [8] * 5
    assert REASONS[517] == "服务热情效率高"


def test_a_rating_may_be_nothing_but_its_level() -> None:
    """Voluntary and anonymous: no reason, no name, no comment."""
    found = now(rated(Rate(stars=4)))
    assert (found.stars, found.reasons, found.contact, found.is_open) == (4, (), "", False)
    assert rules.rectify_by(found, calendar(), 10) is None


@pytest.mark.parametrize(
    ("rate", "field"),
    [
        (Rate(stars=6), "stars"),
        (Rate(stars=2, reasons=(517,)), "reasons"),
        (Rate(stars=2, reasons=(299,)), "reasons"),
    ],
)
def test_a_level_or_reason_that_does_not_exist(rate: Rate, field: str) -> None:
    """Codes belong to their level."""
    with pytest.raises(InputFault) as fault:
        rules.given(rate, SERVICE, HERE)
    assert list(fault.value.faults) == [field]


@pytest.mark.parametrize("what", ["rated", "followed"])
def test_one_rating_before_the_next_visit(what: str) -> None:
    """A second one, and one after the clerk opened the next visit, are refused."""
    with pytest.raises(Refusal):
        rules.given(Rate(stars=5), attrs.evolve(SERVICE, **{what: True}), HERE)


def test_a_paper_is_entered_by_a_supervisor_who_did_not_serve() -> None:
    """Neither the window nor a supervisor who sat there types a rating of his own."""
    paper = Rate(stars=1, channel=RatingChannel.PAPER)
    with pytest.raises(Refusal):
        rules.given(paper, SERVICE, HERE)
    with pytest.raises(Refusal):
        rules.given(paper, attrs.evolve(SERVICE, served_by="S07"), CHIEF)
    assert now(rated(paper, CHIEF)).channel is RatingChannel.PAPER
    late = attrs.evolve(SERVICE, followed=True)
    assert rules.given(paper, late, CHIEF).stars == 1


def test_a_bad_rating_is_put_right_in_time() -> None:
    """S49: two stars start the clock; verified, answered, closed, and the rater is told."""
    writer = rated(Rate(stars=2, reasons=(214,), comment="态度不好", contact="孙 135"))
    assert rules.rectify_by(now(writer), calendar(), 10) == date(2026, 11, 17)
    with pytest.raises(Refusal):
        do(writer, CloseRating(measure="已培训", told=True))
    with pytest.raises(InputFault):
        do(writer, CallBack(verified=Verified.TRUE))
    assert do(writer, CallBack(verified=Verified.TRUE, note="电话核实")).call_note == "电话核实"
    heard = do(writer, Appeal(by="S03", ground="当时系统故障"))
    assert (heard.appeal_by, heard.appeal) == ("S03", "当时系统故障")
    for command, field in (
        (CloseRating(measure="已培训"), "told"),
        (CloseRating(measure="", told=True), "measure"),
    ):
        with pytest.raises(InputFault) as fault:
            do(writer, command)
        assert list(fault.value.faults) == [field]
    closed = do(writer, CloseRating(measure="已培训并致歉", told=True))
    assert (closed.is_open, closed.counts) == (False, True)
    with pytest.raises(Refusal):
        do(writer, CallBack(verified=Verified.TRUE, note="再问"))


def test_only_a_rating_found_untrue_does_not_count() -> None:
    """Nobody strikes a bad rating because it hurts."""
    writer = rated(Rate(stars=1))
    do(writer, CallBack(verified=Verified.PARTLY, note="已核实"))
    with pytest.raises(Refusal):
        do(writer, CloseRating(measure="无", counts=False))
    do(writer, CallBack(verified=Verified.UNTRUE, note="查无此事"))
    assert not do(writer, CloseRating(measure="不采信", counts=False)).counts


@pytest.mark.parametrize("where", [HERE, context(clerk="S03", roles=("supervisor",))])
def test_who_served_works_on_nothing(where: Context) -> None:
    """Neither a clerk, nor a supervisor whose own service it was."""
    with pytest.raises(Refusal):
        do(rated(Rate(stars=1)), CallBack(verified=Verified.TRUE, note="问过"), where)


def test_praise_needs_no_rectification() -> None:
    """Only the two worst levels are put right."""
    with pytest.raises(Refusal):
        do(rated(Rate(stars=3)), CallBack(verified=Verified.TRUE, note="问过"))


@pytest.mark.parametrize(
    ("command", "field"),
    [(Appeal(by="S99", ground="不服"), "by"), (Appeal(by="S03", ground=""), "ground")],
)
def test_an_appeal_has_a_name_and_a_ground(command: Appeal, field: str) -> None:
    """The other side is heard, and by name."""
    with pytest.raises(InputFault) as fault:
        do(rated(Rate(stars=1)), command)
    assert list(fault.value.faults) == [field]


def test_the_first_closing_stands() -> None:
    """Two supervisors closed it at once: the later fact is kept and marked."""
    writer = rated(Rate(stars=1))
    for measure in ("甲", "乙"):
        writer.write(b.RatingClosed(measure=measure, counts=True, told=False), MORNING)
    found = now(writer)
    assert found.measure == "甲" and found.not_effective == (writer.seen[-1].id,)


def test_facts_alone_and_facts_from_the_future() -> None:
    """A closing may arrive before its rating; a newer fact asks for an update."""
    empty = Rating(id="x", stars=1)
    assert rules.rectify_by(empty, calendar(), 10) is None
    writer = rated(Rate(stars=1))
    writer.write(UnknownBody("rating.sung", 1, {}))
    assert now(writer).needs_update
    bad: Any = "?"
    with pytest.raises(TypeError):
        rules.decide(bad, now(writer), CHIEF)
