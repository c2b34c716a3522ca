"""Random clerks after acceptance: whatever they do, the days and the fold keep their laws."""

import random
from collections.abc import Callable
from datetime import date, timedelta

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

from counter_app.domain.bodies import case as told_bodies
from counter_app.domain.bodies.course import Outcome, ServiceWay
from counter_app.domain.cases import course_commands as c
from counter_app.domain.cases.law import seen_now
from counter_app.domain.cases.rules import decide
from counter_app.domain.cases.state import fold
from counter_app.domain.context import Context
from counter_app.domain.deadlines import Limit, Unit
from counter_app.domain.errors import InputFault, Refusal
from counter_app.domain.matters import MatterSpec
from tests.domain.applications import SPEC, case_of
from tests.domain.courses import boss, running
from tests.domain.writers import MORNING, Writer

UNITS = st.sampled_from([Unit.WORKING_DAY, Unit.CALENDAR_DAY, Unit.MONTH])
Step = Callable[[random.Random, Context, int], c.CourseCommand]


def _day(dice: random.Random, where: Context, most: int = 40) -> date:
    return where.today + timedelta(days=dice.randrange(most))


def _pause(dice: random.Random, where: Context, turn: int) -> c.CourseCommand:
    first = _day(dice, where, 5)
    return c.BeginSpecialProcedure(
        procedure=dice.choice(["检验", "专家评审", "领导出差"]),
        conductor="示例机构",
        reason="需要",
        starts_on=first,
        ends_on=first + timedelta(days=dice.randrange(12)),
        paper=f"特{turn}",
    )


def _over(dice: random.Random, where: Context, turn: int) -> c.CourseCommand:
    return c.EndSpecialProcedure(paper=f"特{dice.randrange(8)}", ended_on=where.today)


def _decided(dice: random.Random, where: Context, turn: int) -> c.CourseCommand:
    return c.Decide(outcome=Outcome.GRANTED, decided_on=where.today, paper=f"结{turn}")


STEPS: list[Step] = [
    _pause,
    _pause,
    _over,
    lambda dice, where, turn: c.RequestExtension(
        until=_day(dice, where), reason="需要", paper=f"延{turn}"
    ),
    lambda dice, where, turn: c.ApproveExtension(paper=f"准{turn}"),
    lambda dice, where, turn: c.RejectExtension(reason="不必"),
    lambda dice, where, turn: c.OfferHearing(),
    lambda dice, where, turn: c.AskHearing(asked_by="申请人"),
    lambda dice, where, turn: c.SetHearing(held_on=_day(dice, where), place="听证室"),
    lambda dice, where, turn: c.Explain(about="extension", way="电话", said="需要"),
    _decided,
    lambda dice, where, turn: c.Serve(
        way=ServiceWay.COUNTER, received_by="本人", paper=f"送{turn}"
    ),
    lambda dice, where, turn: c.Withdraw(reason="不办了", paper=f"退{turn}"),
]


def played(seed: int, matter: MatterSpec, turns: int) -> tuple[Writer, Context]:
    """A case somebody worked on for `turns` steps; what the law refuses is left out."""
    dice = random.Random(seed)
    writer, moment = running(matter), MORNING
    where = attrs.evolve(boss("2026-11-03", matter), now=moment)
    for turn in range(turns):
        moment += timedelta(hours=dice.randrange(1, 60))
        where = attrs.evolve(where, now=moment)
        command = dice.choice(STEPS)(dice, where, turn)
        try:
            body = decide(command, case_of(writer), where)
        except (Refusal, InputFault):
            continue
        writer.clerk = dice.choice(["S03", "S07"])
        writer.write(body, moment)
        paper = getattr(body, "paper", "")
        if paper and dice.random() < 0.7:
            writer.write(told_bodies.Told(paper=paper, paper_kind="notice"), moment)
    return writer, where


@settings(max_examples=150, deadline=None)
@given(seed=st.integers(0, 2**32), order=st.integers(0, 2**32))
def test_any_order_of_arrival_gives_the_same_case(seed: int, order: int) -> None:
    """The facts of a course reach another window in any order: the case there is the same."""
    writer, _where = played(seed, SPEC, 12)
    facts = list(writer.seen)
    random.Random(order).shuffle(facts)
    assert fold(facts[0].subject, facts) == case_of(writer)


@settings(max_examples=150, deadline=None)
@given(seed=st.integers(0, 2**32), unit=UNITS, amount=st.integers(1, 30))
def test_a_due_day_is_worked_and_never_before_receipt(seed: int, unit: Unit, amount: int) -> None:
    """民法典 203, 行政许可法 82: rolled off rest days, whatever was paused or extended."""
    limit = Limit(min(amount, 3) if unit is Unit.MONTH else amount, unit)
    writer, where = played(seed, attrs.evolve(SPEC, statutory=limit), 10)
    due = seen_now(case_of(writer), where).statutory
    assert due is not None
    assert where.calendar.is_workday(due.day)
    assert due.day >= MORNING.date()


@settings(max_examples=150, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_pauses_told_add_exactly_their_working_days(seed: int) -> None:
    """行政许可法 45: without its pauses the day is earlier by their working days and no other."""
    writer, where = played(seed, SPEC, 10)
    case = case_of(writer)
    bare = attrs.evolve(case, course=attrs.evolve(case.course, pauses=()))
    paused, plain = seen_now(case, where).statutory, seen_now(bare, where).statutory
    assert paused is not None
    assert plain is not None
    excluded = {
        one.starts_on + timedelta(days=offset)
        for one in case.course.pauses
        if one.told_at is not None
        for offset in range((one.last_day - one.starts_on).days + 1)
    }
    days = sum(map(where.calendar.is_workday, excluded))
    assert where.calendar.count(plain.day, paused.day) == days


@settings(max_examples=150, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_no_extension_goes_beyond_the_cap(seed: int) -> None:
    """行政许可法 42: twenty and ten working days, plus what was excluded, and not one more."""
    writer, _where = played(seed, SPEC, 12)
    case = case_of(writer)
    assert len(case.course.granted) <= 1
    assert all(one.statutory_days <= 10 for one in case.course.granted)
    assert all(one.answered_by != one.requested_by for one in case.course.granted)
