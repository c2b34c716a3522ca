"""One act is one transaction; facts of other windows come in any order, any number of times."""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import apsw
import pytest

from counter_app.domain.bodies.case import Verdict
from counter_app.domain.bodies.visit import GuideConfirmed
from counter_app.domain.cases.commands import Judge
from counter_app.domain.errors import InputFault, Outage, Refusal
from counter_app.models import base
from counter_app.models.base import database
from counter_app.services import (
    demo,
    intake,
    journal,
    profiles,
    reception,
    timeline,
)
from counter_app.services.act import Act
from counter_app.services.changes import Changes
from counter_app.services.desk import Desk
from counter_app.services.profiles import Opened
from counter_app.services.reception import Reception
from tests.hall import Clock
from tests.services.windows import (
    CITIZEN,
    FOOD,
    judge_all,
    rebuilt,
    receive,
    rows,
    tables,
)


def half_an_act(error: BaseException) -> Callable[[Act], None]:
    """An act that has written a party, a number and a visit when it fails."""

    def failing(act: Act) -> None:
        reception._open(act, Reception(matter=FOOD, visitor=CITIZEN))
        raise error

    return failing


@pytest.mark.parametrize(
    "error",
    [
        Refusal("不可以", "A3.4.6"),
        InputFault({"matter": "请选择"}),
        KeyError("bug"),
        KeyboardInterrupt(),
    ],
)
def test_an_act_that_fails_leaves_nothing_behind(first: Opened, error: BaseException) -> None:
    """Journal, rows, series, outbox and party keys are as before, whatever went wrong."""
    before = tables()
    with pytest.raises(type(error)):
        first.desk.act(half_an_act(error))
    assert tables() == before
    receive(first.desk)
    assert len(tables()["cases"]) == 1


def test_a_refused_paper_uses_up_no_number(first: Opened) -> None:
    """The rule is asked before the number; a paper that fails later gives it back."""
    case = receive(first.desk)
    before = tables()
    with pytest.raises(Refusal):
        intake.accept(first.desk, case)
    assert tables() == before
    judge_all(first.desk, case)
    taken = intake.accept(first.desk, case).value
    assert taken.paper is not None and taken.paper.number.endswith("W03-00001号")


def test_an_act_says_what_it_changed(first: Opened) -> None:
    """Screens ask whether they care; the courier is woken once per act, never for nothing."""
    woken: list[int] = []
    first.desk.on_written = lambda: woken.append(1)
    done = reception.tell_orally(first.desk, Reception(matter=FOOD))
    assert done.changes.kinds == {"visit", "lease"}
    assert done.value.visit in done.changes.ids
    assert not first.desk.act(lambda act: None).changes
    assert woken == [1]
    assert Changes() | done.changes == done.changes


def test_an_acts_own_facts_are_seen_inside_it(first: Opened) -> None:
    """Later steps of an act see what earlier ones wrote."""

    def acting(act: Act) -> int:
        visit, _spec, _visitor = reception._open(act, Reception(matter=FOOD))
        return len(act.facts(visit)) + len(act.written)

    assert first.desk.act(acting).value == 3


@pytest.mark.parametrize(
    ("work", "limit"),
    [
        (lambda desk: receive(desk), 40),
        (lambda desk: reception.tell_orally(desk, Reception(matter=FOOD)), 30),
        (lambda desk: reception.issue_one_time_notice(desk, Reception(matter=FOOD)), 45),
    ],
)
def test_an_act_asks_a_bounded_number_of_questions(
    first: Opened, work: Callable[[Desk], Any], limit: int
) -> None:
    """However many records there are, an act needs the same few statements."""
    counts = []
    for records in (1, 30):
        for _again in range(records):
            work(first.desk)
        asked: list[Any] = []
        connection = first.desk.database.connection()
        connection.trace_v2(apsw.SQLITE_TRACE_STMT, asked.append)
        work(first.desk)
        connection.trace_v2(0)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= limit


def test_a_full_disk_in_the_middle_of_an_act_is_an_outage(first: Opened) -> None:
    """Nothing is saved, the clerk is told what to do, and with room again work goes on."""
    before = tables()
    pages = database.execute_sql("PRAGMA page_count").fetchone()[0]
    database.execute_sql(f"PRAGMA max_page_count = {pages}")
    long = Reception(matter=FOOD, question="问" * 20_000)
    with pytest.raises(Outage) as outage:
        for _again in range(50):
            reception.tell_orally(first.desk, long)
    assert outage.value.retry and outage.value.hint
    assert rows() == rebuilt(first.desk)
    database.execute_sql("PRAGMA max_page_count = 1000000")
    reception.tell_orally(first.desk, long)
    assert len(tables()["visit"]) > len(before["visit"])


def test_records_held_by_another_program_are_an_outage(
    first: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Busy is told after the waiting time; afterwards the same act succeeds."""
    first.desk.database.connection().set_busy_timeout(50)
    released, held = threading.Event(), threading.Event()

    def hold() -> None:
        with base.atomic_immediate():
            held.set()
            released.wait(10)
        database.close()

    other = threading.Thread(target=hold)
    other.start()
    held.wait(10)
    try:
        with pytest.raises(Outage) as outage:
            receive(first.desk)
        assert outage.value.retry
    finally:
        released.set()
        other.join()
    assert receive(first.desk)


def test_a_clock_set_back_keeps_the_order(first: Opened, clock: Clock) -> None:
    """The wall clock falls an hour behind: hybrid clocks grow, what happened keeps its time."""
    case = receive(first.desk)
    clock.at("2026-11-23 08:00")
    intake.judge(first.desk, case, [Judge(material="m01", verdict=Verdict.MISSING)])
    clock.at("2026-11-22 23:59")
    intake.judge(first.desk, case, [Judge(material="m01", verdict=Verdict.IN_ORDER)])
    facts = journal.facts_of(case, first.desk.vault)
    assert [fact.hlc for fact in facts] == sorted({fact.hlc for fact in facts})
    assert [fact.happened_at.strftime("%d %H:%M") for fact in facts] == [
        "23 09:41",
        "23 08:00",
        "22 23:59",
    ]
    assert intake.case_of(first.desk, case).verdict("m01") is Verdict.IN_ORDER


def test_the_clock_survives_a_restart_with_the_wall_clock_set_back(
    first: Opened, clock: Clock
) -> None:
    """After a restart in the past the next fact still lies after the last."""
    case = receive(first.desk)
    highest = journal.last_clock()
    first.desk.database.close()
    clock.at("2026-11-20 09:00")
    again = profiles.sign_in(first.pc.profile, "S03", demo.PASSWORD, clock)
    intake.judge(again.desk, case, [Judge(material="m01", verdict=Verdict.MISSING)])
    assert journal.facts_of(case, again.desk.vault)[-1].hlc > highest
    assert again.pc.actor == first.pc.actor


def test_a_late_entry_says_when_it_happened_and_why_it_is_late(desk: Desk, clock: Clock) -> None:
    """Yesterday's telling entered today: it happened yesterday, was recorded now, for a reason."""
    served = reception.tell_orally(desk, Reception(matter=FOOD)).value
    yesterday = clock() - timedelta(days=1)
    body = GuideConfirmed(counter="W03")
    fact = desk.act(
        lambda act: act.append(body, served.visit, happened_at=yesterday, late_reason="昨天停电")
    ).value
    assert (fact.happened_at, fact.recorded_at) == (yesterday, clock())
    last = timeline.timeline(desk, journal.facts_of(served.visit, desk.vault))[-1]
    assert (last.at, last.late) == (yesterday, "昨天停电")


@pytest.mark.parametrize(
    ("hours", "reason", "field"), [(-24, " ", "late_reason"), (1, "预登记", "happened_at")]
)
def test_an_entry_of_another_time_needs_its_reason_and_no_future(
    desk: Desk, clock: Clock, hours: int, reason: str, field: str
) -> None:
    """Nothing is back-dated silently (A4.3), and nothing has happened tomorrow."""
    served = reception.tell_orally(desk, Reception(matter=FOOD)).value
    before = tables()
    moment = clock() + timedelta(hours=hours)
    with pytest.raises(InputFault) as fault:
        desk.act(
            lambda act: act.append(
                GuideConfirmed(counter="W03"),
                served.visit,
                happened_at=moment,
                late_reason=reason,
            )
        )
    assert set(fault.value.faults) == {field}
    assert tables() == before
