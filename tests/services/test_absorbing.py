"""Facts of other windows come in any order, any number of times; clashes show at both."""

import random
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest

from counter_app.domain.bodies.case import Verdict
from counter_app.domain.bodies.visit import AnswerWay, GuideConfirmed
from counter_app.domain.cases.commands import Judge
from counter_app.domain.errors import InputFault, Outage, Refusal
from counter_app.domain.facts import UnknownBody, heads
from counter_app.models.base import database
from counter_app.models.codec import MalformedFact
from counter_app.services import (
    demo,
    founding,
    intake,
    journal,
    print_desk,
    projecting,
    reception,
)
from counter_app.services.act import Act
from counter_app.services.changes import Changes
from counter_app.services.desk import Desk
from counter_app.services.parties import PartyInput
from counter_app.services.profiles import Opened
from counter_app.services.reception import Reception
from tests.hall import Clock
from tests.services.windows import (
    CITIZEN,
    FOOD,
    carry,
    join,
    judge_all,
    lines_of,
    rebuilt,
    receive,
    rows,
    switch,
    tables,
)


@pytest.fixture
def second(tmp_path: Path, first: Opened, clock: Clock) -> Opened:
    """A second window that has learned everything the first one knows; the first is bound."""
    opened = join(tmp_path, first, clock)
    carry(first, opened)
    switch(first)
    return opened


def test_a_window_that_heard_of_a_later_time_writes_after_it(
    first: Opened, second: Opened, clock: Clock
) -> None:
    """Five minutes ahead is followed, a broken clock is not (sync 6.7); order stays causal."""
    switch(second)
    clock.at("2026-11-23 09:46")
    case = receive(second.desk)
    clock.at("2026-11-23 09:41")
    carry(second, first)
    heard = journal.last_clock()
    intake.judge(first.desk, case, [Judge(material="m01", verdict=Verdict.MISSING)])
    assert journal.last_clock() > heard
    switch(second)
    clock.at("2026-11-24 09:00")
    receive(second.desk)
    clock.at("2026-11-23 09:42")
    before = lines_of(first) and journal.last_clock()
    carry(second, first)
    assert journal.last_clock() == before


def test_absorbing_is_idempotent(first: Opened, second: Opened) -> None:
    """The same facts again change nothing and say so."""
    case = receive(first.desk)
    assert case in carry(first, second).ids
    before = tables()
    assert not carry(first, second)
    assert tables() == before


@pytest.mark.parametrize("seed", range(6))
def test_absorbing_does_not_depend_on_the_order(
    tmp_path: Path, first: Opened, second: Opened, clock: Clock, seed: int
) -> None:
    """Three windows work; a fourth gets everything shuffled in small parcels: equal rows."""
    chance = random.Random(seed)
    busy_day(first, second, clock, chance)
    carry(second, first)
    switch(first)
    wanted = rows()
    late = join(tmp_path, first, clock, "W01")
    carry(first, late, chance, at_once=chance.choice((1, 7, 40)))
    assert rows() == wanted
    for (subject,) in database.execute_sql("SELECT id FROM subject"):
        facts = journal.facts_of(subject, late.desk.vault)
        assert journal.heads_of(subject) == (heads(facts), max(fact.hlc for fact in facts))
    assert rebuilt(late.desk) == wanted


def busy_day(first: Opened, second: Opened, clock: Clock, chance: random.Random) -> None:
    """A random morning at two windows that meet at noon, with clashes; the second is bound last."""
    for opened in (first, second):
        desk = switch(opened)
        for _times in range(4):
            chance.choice(WORK)(desk, chance)
    carry(first, second)
    carry(second, first)
    clock.at("2026-11-23 14:10")
    for opened in (first, second, first, second):
        desk = switch(opened)
        for (case,) in database.execute_sql("SELECT id FROM cases").fetchall():
            try:
                chance.choice(MOVES)(desk, case)
            except (Refusal, InputFault):
                continue


def corrected(desk: Desk, case: str) -> None:
    """Everything judged, two missing, asked and told."""
    judge_all(desk, case, missing=("m01", "m02"))
    paper = intake.ask_correction(desk, case).value.paper
    assert paper is not None
    print_desk.confirm(desk, paper.id, came_out=True)


def with_phone(phone: str) -> PartyInput:
    """The same citizen with another telephone."""
    return attrs.evolve(CITIZEN, phone=phone)


def accepted(desk: Desk, case: str) -> None:
    """Everything in order and accepted."""
    judge_all(desk, case)
    intake.accept(desk, case)


def refuse(desk: Desk, case: str) -> None:
    """Not ours."""
    intake.refuse(desk, case, intake.Ground.NOT_THIS_ORGAN, "不属于本机关职权", "税务大厅")


def consult(desk: Desk, chance: random.Random) -> None:
    """Somebody asks and is sent on or told."""
    entry = Reception(matter=FOOD, visitor=demo.citizen(chance.randrange(5)))
    if chance.random() < 0.5:
        target = "W01"
        reception.guide(desk, entry, target)
    else:
        visit = reception.answer(desk, entry, AnswerWay.BY_GUIDE).value.visit
        application = intake.Application(matter=FOOD, applicant=CITIZEN, visit=visit)
        intake.receive(desk, application)


def take(desk: Desk, chance: random.Random) -> None:
    """An application of one of five citizens, at times with a telephone not known before."""
    who = demo.citizen(chance.randrange(5))
    phone = chance.choice((who.phone, "13900000000", "13900001111"))
    receive(desk, PartyInput(name=who.name, number=who.number, phone=phone))


WORK: list[Callable[[Desk, random.Random], None]] = [consult, take, take]
MOVES: list[Callable[[Desk, str], None]] = [corrected, accepted, refuse]


def test_two_windows_that_decide_one_case_leave_a_clash_at_both(
    first: Opened, second: Opened, clock: Clock
) -> None:
    """The earlier decision holds; the later stays on record, and both windows say so."""
    case = receive(first.desk)
    carry(first, second)
    judge_all(second.desk, case)
    carry(second, first)
    intake.accept(first.desk, case)
    clock.at("2026-11-23 09:50")
    refuse(switch(second), case)
    carry(first, second)
    carry(second, first)
    for opened in (first, second):
        desk = switch(opened)
        state = intake.case_of(desk, case)
        assert state.state == "accepted"
        assert len(state.not_effective) == 1
        found = database.execute_sql("SELECT clash FROM subject WHERE id = ?", (case,)).fetchone()
        assert found[0]


def test_two_amendments_clash_until_one_settles_them(
    first: Opened, second: Opened, clock: Clock
) -> None:
    """Both telephones are kept and marked; an amendment that saw both clears the mark."""
    receive(first.desk)
    carry(first, second)
    receive(second.desk, with_phone("13900000000"))
    receive(switch(first), with_phone("13900001111"))
    carry(second, first)
    clashes = "SELECT COUNT(*) FROM subject WHERE clash <> ''"
    assert database.execute_sql(clashes).fetchone()[0] == 1
    clock.at("2026-11-23 10:00")
    receive(first.desk, with_phone("13900002222"))
    assert database.execute_sql(clashes).fetchone()[0] == 0
    assert rows() == rebuilt(first.desk)


def test_a_fact_of_a_newer_program_is_kept_and_its_subject_says_so(
    first: Opened, second: Opened
) -> None:
    """Kept, forwarded, marked “needs update”; the rest of the subject is read as before."""
    served = reception.tell_orally(first.desk, Reception(matter=FOOD)).value
    first.desk.act(lambda act: act.append(GuideConfirmed(counter="W03"), served.visit))
    newer = lines_of(first)[-1].replace(b'"version":1', b'"version":9')
    carry(first, second)
    second.desk.absorb([newer], {})
    visit = reception.visit_of(second.desk, served.visit)
    assert visit.needs_update and visit.number == served.number
    bodies = [fact.body for fact in journal.facts_of(served.visit, second.desk.vault)]
    assert any(isinstance(body, UnknownBody) for body in bodies)
    row = database.execute_sql(
        "SELECT needs_update FROM subject WHERE id = ?", (served.visit,)
    ).fetchone()
    assert row[0]


def test_a_parcel_with_one_broken_line_is_taken_whole_or_not_at_all(
    first: Opened, second: Opened
) -> None:
    """A line no program can have written stops the parcel; nothing of it stays."""
    receive(first.desk)
    lines = lines_of(first)
    switch(second)
    before = tables()
    with pytest.raises(MalformedFact):
        second.desk.absorb([*lines, b"{}"], {})
    assert tables() == before


def test_what_the_courier_keeps_stands_in_the_same_transaction(
    first: Opened, second: Opened
) -> None:
    """The courier's own note is written with the facts, or neither is."""
    receive(first.desk)
    lines = lines_of(first)
    switch(second)
    before = tables()

    def failing() -> None:
        raise Outage("共享不可用", "稍后")

    with pytest.raises(Outage):
        second.desk.absorb(lines, {}, failing)
    assert tables() == before


def test_a_published_document_is_seen_by_a_reader_of_that_very_moment(first: Opened) -> None:
    """A screen that reads the guide while it is being published does not keep the old one."""
    desk = first.desk
    seen: list[int] = []

    def publishing(act: Act) -> None:
        spec = desk.reference.matter_in_force(FOOD, act.now.date())
        content = spec.to_content()
        founding.publish(
            act,
            founding.DocumentKind.MATTER,
            FOOD,
            content,
            source="t",
            effective_from=act.now.date(),
        )

    original = projecting.refresh

    def refresh_with_reader(*given: Any) -> Changes:
        changes = original(*given)
        reader = threading.Thread(target=lambda: (desk.reference.versions(), database.close()))
        reader.start()
        reader.join()
        return changes

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(projecting, "refresh", refresh_with_reader)
        desk.act(publishing)
    seen.append(desk.reference.versions()[FOOD][-1][0])
    assert seen == [2]
