"""Opening and closing: planned hours, checklists nobody ticks ahead, hand-over (A1.1, A1.6.3)."""

from datetime import date, datetime, time
from typing import Any

import attrs
import pytest

from counter_app.domain.bodies.shift import Left, Part
from counter_app.domain.conduct import shift as rules
from counter_app.domain.conduct.shift import Close, Open, Reopen, Shift, TakeOver, Tick
from counter_app.domain.context import Context
from counter_app.domain.errors import InputFault, Refusal
from counter_app.domain.facts import UnknownBody
from tests.domain.writers import Writer, at, calendar, context, hall

MONDAY = at("2026-11-23 08:20")
HERE = context(MONDAY)


def opened(when: datetime = MONDAY, where: Context | None = None) -> Writer:
    """A clerk who signed in."""
    where = where or context(when)
    part = rules.part_at(where.hall, when)
    writer = Writer()
    writer.write(rules.opened(Open(day=when.date(), part=part), where), when)
    return writer


def now(writer: Writer) -> Shift:
    """The shift as it stands."""
    return rules.fold(writer.seen[0].subject, writer.seen)


def do(writer: Writer, command: object, where: Context = HERE) -> Shift:
    """Decide and write; gives the shift afterwards."""
    writer.clerk = where.clerk
    writer.write(rules.decide(command, now(writer), where), where.now)
    return now(writer)


@pytest.mark.parametrize(
    ("moment", "late"),
    [
        ("2026-10-10 08:41", 11),  # 调休: a Saturday that is worked
        ("2026-10-01 09:30", 0),  # a holiday: nobody is expected
        ("2026-11-23 08:20", 0),
        ("2026-11-23 14:10", 10),
    ],
)
def test_late_against_the_planned_hours(moment: str, late: int) -> None:
    """A1.1.1: 08:41 against 08:30 on the make-up Saturday is 11 minutes; shown, not punished."""
    assert now(opened(at(moment))).late_minutes == late


def test_a_hall_without_lunch_has_one_beginning() -> None:
    """The afternoon begins with the day where nobody closes at noon."""
    hours = attrs.evolve(hall().hours_on(date(2026, 11, 23)), lunch=None)
    through = attrs.evolve(hall(), hours=(hours,))
    assert rules.planned(through, calendar(), date(2026, 11, 23), Part.AFTERNOON) == time(8, 30)
    assert rules.part_at(through, at("2026-11-23 12:00")) is Part.AFTERNOON
    assert rules.part_at(through, at("2026-11-23 11:59")) is Part.MORNING


def test_nobody_opens_for_tomorrow() -> None:
    """A1.1.2: the checklist cannot be ticked ahead."""
    with pytest.raises(Refusal) as refused:
        rules.opened(Open(day=date(2026, 11, 24), part=Part.MORNING), HERE)
    assert refused.value.clause == "A1.1"


def test_another_clerk_cannot_tick_for_me() -> None:
    """A1.1.2: a tick is the word of who sits there, on the day."""
    writer = opened()
    assert do(writer, Tick(item="tidy")).ticked == ("tidy",)
    with pytest.raises(Refusal):
        do(writer, Tick(item="dress"), context(MONDAY, clerk="S05"))
    with pytest.raises(Refusal):
        do(writer, Tick(item="dress"), context(at("2026-11-24 08:20")))


def test_the_drinking_line_belongs_to_the_afternoon() -> None:
    """A1.3.4: 午间未饮酒 is declared after noon; 调休 Saturdays ask too."""
    assert "sober" not in now(opened()).items()
    assert "sober" in now(opened(at("2026-10-10 14:20"))).items()
    with pytest.raises(InputFault):
        do(opened(), Tick(item="sober"))


def test_a_line_is_ticked_once() -> None:
    """Twice at one window is refused; the same tick from a copy changes nothing."""
    writer = opened()
    do(writer, Tick(item="tidy"))
    with pytest.raises(Refusal):
        do(writer, Tick(item="tidy"))
    body: Any = writer.seen[-1].body
    writer.write(body, MONDAY)
    assert now(writer).ticked == ("tidy",)


@pytest.mark.parametrize("left", [Left.ON_THE_SPOT, Left.ORIGINALS])
def test_what_stays_overnight_needs_a_reason(left: Left) -> None:
    """S24: an on-the-spot case open at closing; A1.5.3e: somebody's papers still here."""
    writer = opened()
    with pytest.raises(InputFault) as fault:
        do(writer, Close(left=(left,)))
    assert list(fault.value.faults) == ["reason"]
    closed = do(writer, Close(left=(left,), reason="申请人明早来取"))
    assert (closed.left, closed.reason) == ((left,), "申请人明早来取")


def test_what_is_merely_waiting_needs_none() -> None:
    """A case due tomorrow keeps nobody in the hall."""
    assert do(opened(), Close(left=(Left.DUE_TOMORROW,))).closed_at == MONDAY


def test_a_closed_window_is_opened_again_first() -> None:
    """No tick and no second sign-off after closing; reopening gives both back."""
    writer = opened()
    with pytest.raises(Refusal):
        do(writer, Reopen())
    do(writer, Close(taker="S05"))
    for command in (Close(), Tick(item="tidy")):
        with pytest.raises(Refusal):
            do(writer, command)
    again = do(writer, Reopen())
    assert (again.closed_at, again.taker) == (None, "")
    assert do(writer, Tick(item="tidy")).ticked == ("tidy",)


@pytest.mark.parametrize("taker", ["S03", "S99"])
def test_it_is_handed_to_a_colleague(taker: str) -> None:
    """AB岗: not to oneself, not to somebody the register does not know."""
    with pytest.raises(InputFault):
        do(opened(), Close(taker=taker))


def test_the_colleague_takes_over_once() -> None:
    """The hand-over waits on the list of who was named, until it is taken."""
    writer = opened()
    do(writer, Close(taker="S05"))
    with pytest.raises(Refusal):
        do(writer, TakeOver())
    other = context(MONDAY, clerk="S05", counter="W05")
    assert do(writer, TakeOver(), other).taken_at == MONDAY
    with pytest.raises(Refusal):
        do(writer, TakeOver(), other)


def test_facts_that_arrive_alone_make_a_shift_all_the_same() -> None:
    """A tick may come before the sign-in; a newer program's fact asks for an update."""
    assert Shift(id="x").late_minutes == 0
    writer = opened()
    writer.write(UnknownBody("shift.sung", 1, {}))
    assert now(writer).needs_update
    with pytest.raises(TypeError):
        rules.decide("?", now(writer), HERE)
