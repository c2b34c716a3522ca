"""Rows are caches: whatever was done, a rebuild from the facts gives the same rows."""

import random
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import attrs
from hypothesis import example, given, settings
from hypothesis import strategies as st

from counter_app.domain.bodies.case import Ground, Verdict
from counter_app.domain.bodies.document import DocumentKind
from counter_app.domain.bodies.visit import AnswerWay
from counter_app.domain.cases.commands import CorrectOnTheSpot, Judge
from counter_app.domain.errors import Clash, InputFault, Refusal
from counter_app.domain.facts import UnknownBody
from counter_app.models.base import database
from counter_app.services import (
    demo,
    founding,
    intake,
    journal,
    parties,
    print_desk,
    projecting,
    reception,
    wordings,
)
from counter_app.services.act import Act
from counter_app.services.desk import Desk
from counter_app.services.profiles import Opened
from counter_app.services.reception import Reception
from tests.hall import Clock, open_hall
from tests.services.windows import CITIZEN, FOOD, carry, join, rebuilt, receive, rows, switch
from tests.services.wording_desk import reworded

MATTERS = (FOOD, "JC-SP-006", "JC-NY-035", "JC-BDC-014", "JC-SJ-001")


class RandomDay:
    """A clerk who does whatever comes to mind; refusals are part of the day."""

    def __init__(self, desk: Desk, clock: Clock, chance: random.Random) -> None:
        self.desk = desk
        self.clock = clock
        self.chance = chance

    def work(self, steps: int) -> None:
        """`steps` acts, hours apart."""
        acts = (self.consult, self.take, self.judge, self.judge, self.decide, self.print, self.rare)
        for _step in range(steps):
            self.clock.moment += self.clock.moment.resolution * self.chance.randrange(3 * 10**10)
            try:
                self.chance.choice(acts)()
            except (Refusal, InputFault, Clash):
                continue

    def some(self, table: str) -> str:
        """The id of any row."""
        found = database.execute_sql(f"SELECT id FROM {table} ORDER BY id").fetchall()
        if not found:
            raise InputFault({table: "-"})
        return str(self.chance.choice(found)[0])

    def consult(self) -> None:
        """Somebody asks."""
        entry = Reception(
            matter=self.chance.choice(MATTERS), visitor=demo.citizen(self.chance.randrange(5))
        )
        if self.chance.random() < 0.4:
            entry = attrs.evolve(entry, visit=self.some("visit"))
        match self.chance.randrange(4):
            case 0:
                reception.guide(self.desk, entry, "W01")
            case 1:
                reception.issue_one_time_notice(self.desk, entry)
            case 2:
                today = self.clock().date()
                reception.answer(self.desk, entry, AnswerWay.TO_VERIFY, "核实", today)
            case _:
                reception.advise(self.desk, entry, "备案即可", "3号窗口")

    def take(self) -> None:
        """An application."""
        who = demo.citizen(self.chance.randrange(5))
        phone = self.chance.choice((who.phone, "13900000000"))
        application = intake.Application(
            matter=self.chance.choice(MATTERS),
            applicant=attrs.evolve(who, phone=phone),
            visit=self.some("visit") if self.chance.random() < 0.3 else "",
            rest_day_reason="加班",
        )
        intake.receive(self.desk, application)

    def judge(self) -> None:
        """Some materials of a case."""
        case = self.some("cases")
        state = intake.case_of(self.desk, case)
        spec = self.desk.reference.matter(state.matter, state.matter_version)
        assert spec is not None
        verdict = self.chance.choice((Verdict.IN_ORDER, Verdict.IN_ORDER, Verdict.MISSING))
        fix = CorrectOnTheSpot(material="m01", fault="未签名", corrected_by="申请人")
        judged = [Judge(material=one.id, verdict=verdict) for one in spec.materials]
        intake.judge(self.desk, case, [*judged, fix] if self.chance.random() < 0.3 else judged)

    def decide(self) -> None:
        """A decision on a case."""
        case = self.some("cases")
        match self.chance.randrange(4):
            case 0:
                intake.accept(self.desk, case)
            case 1:
                intake.ask_correction(self.desk, case)
            case 2:
                intake.refuse(self.desk, case, Ground.NOT_THIS_ORGAN, "不归本机关", "税务大厅")
            case _:
                intake.issue_receipt(self.desk, case)

    def print(self) -> None:
        """A paper came out, or did not."""
        print_desk.confirm(self.desk, self.some("paper"), came_out=self.chance.random() < 0.7)

    def rare(self) -> None:
        """A new guide, a look, a new wording, an erasure."""
        match self.chance.randrange(5):
            case 0:
                publish_again(self.desk, self.chance.choice(MATTERS))
            case 1:
                parties.look_at(self.desk, self.some("party"), "核对")
            case 2:
                self.act_as("S08")
                layout = self.chance.choice(("guide_slip", "one_time_notice"))
                text = reworded(layout, f"（{self.chance.randrange(3)}）")
                wordings.propose(self.desk, layout, text, wordings.standing(layout).last, "试验")
            case 3:
                self.act_as("S07")
                answer = self.chance.choice((wordings.withdraw, self.reject, self.approve))
                answer(self.desk, self.some("wording"))
            case _:
                party = parties.party_of(self.desk, self.some("party"))
                self.desk.vault.erase(party.key_of)
                self.desk.act(lambda act: projecting.party_row(party_now(act, party.id)))
                rebuilt(self.desk)

    def act_as(self, clerk: str) -> None:
        """Somebody with every role sits down."""
        roles = frozenset({"clerk", "administrator", "supervisor"})
        self.desk.station = attrs.evolve(self.desk.station, clerk=clerk, roles=roles)

    def approve(self, desk: Desk, wording: str) -> None:
        """From today, or from a day to come."""
        day = self.clock().date() + timedelta(days=self.chance.randrange(3))
        wordings.approve(desk, wording, day)

    def reject(self, desk: Desk, wording: str) -> None:
        """Sent back."""
        wordings.reject(desk, wording, "不妥当")


def party_now(act: Act, party: str) -> parties.Party:
    """The party as it stands in this act."""
    return parties.fold(party, act.facts(party))


def publish_again(desk: Desk, code: str) -> None:
    """The next version of a guide, in force today."""
    spec = desk.reference.matter_in_force(code, desk.clock().date())

    def publishing(act: Act) -> None:
        founding.publish(
            act,
            DocumentKind.MATTER,
            code,
            attrs.evolve(spec, name=spec.name + "*").to_content(),
            source="试验",
            effective_from=act.now.date(),
        )

    desk.act(publishing)


@settings(max_examples=8)
@given(st.integers(0, 10**6))
def test_rows_equal_a_rebuild_after_any_work(seed: int) -> None:
    """Forty random acts over some days; then everything is written again from the facts."""
    with TemporaryDirectory() as folder:
        clock = Clock()
        opened = open_hall(Path(folder), clock)
        RandomDay(opened.desk, clock, random.Random(seed)).work(40)
        before = rows()
        nexts = "SELECT series, next FROM series ORDER BY series, first"
        used = database.execute_sql(nexts).fetchall()
        assert rebuilt(opened.desk) == before
        assert database.execute_sql(nexts).fetchall() == used
        opened.desk.database.close()


@settings(max_examples=5)
@given(st.integers(0, 10**6))
@example(201)  # the hall arrived after a case that had ended in a breach
def test_a_third_window_has_the_same_rows_whatever_came_first(seed: int) -> None:
    """Facts of a random day arrive shuffled in small parcels."""
    chance = random.Random(seed)
    with TemporaryDirectory() as folder:
        clock = Clock()
        first = open_hall(Path(folder), clock)
        RandomDay(first.desk, clock, chance).work(25)
        wanted = rows()
        late = join(Path(folder), first, clock)
        carry(first, late, chance, at_once=chance.choice((1, 5, 30)))
        assert rows() == wanted
        for opened in (first, late):
            opened.desk.database.close()


def test_an_ended_case_learns_its_matter_when_hall_and_guide_come_together(
    tmp_path: Path, first: Opened, clock: Clock
) -> None:
    """The case came first, everything else in one parcel later."""
    case = receive(first.desk)
    intake.advise_no_permit(first.desk, case, "备案即可", "3号窗口")
    wanted = rows()
    late = join(tmp_path, first, clock)
    lines = journal_lines(first)
    switch(late)
    keys = first_keys(first)
    switch(late)
    documents = [line for line in lines if b'"document.published"' in line]
    late.desk.absorb([line for line in lines if line not in documents], keys)
    late.desk.absorb(documents, keys)
    assert rows() == wanted


def journal_lines(opened: Opened) -> list[bytes]:
    """Every line of a window."""
    switch(opened)
    rows = database.execute_sql("SELECT line FROM fact ORDER BY hlc, id")
    return [bytes(line) for (line,) in rows]


def first_keys(opened: Opened) -> dict[str, bytes]:
    """Every party key of a window."""
    switch(opened)
    names = [name for (name,) in database.execute_sql("SELECT name FROM party_key")]
    return opened.desk.vault.keys(names)


def test_a_visit_that_came_before_its_guide_learns_the_name(
    tmp_path: Path, first: Opened, clock: Clock
) -> None:
    """The list of consults names the matter once the guide is here."""
    publish_again(first.desk, FOOD)
    reception.tell_orally(first.desk, Reception(matter=FOOD))
    lines = journal_lines(first)
    late = join(tmp_path, first, clock)
    guides = [line for line in lines if b'"document.published"' in line]
    late.desk.absorb([line for line in lines if line not in guides], {})
    name = "SELECT matter_name FROM visit"
    assert database.execute_sql(name).fetchone() == ("",)
    late.desk.absorb(guides, {})
    assert database.execute_sql(name).fetchone()[0].endswith("*")


def test_one_version_published_twice_is_shown_at_both(
    tmp_path: Path, first: Opened, clock: Clock
) -> None:
    """Two administrators who had not seen each other: both stand, the same one is used by all."""
    other = join(tmp_path, first, clock)
    carry(first, other)
    publish_again(other.desk, FOOD)
    switch(first)
    publish_again(first.desk, FOOD)
    carry(other, first)
    carry(first, other)
    used = []
    for opened in (first, other):
        desk = switch(opened)
        found = database.execute_sql("SELECT COUNT(*) FROM subject WHERE clash <> ''").fetchone()
        assert found == (2,)
        used.append(desk.reference.matter_in_force(FOOD, clock().date()))
        assert rows() == rebuilt(desk)
    assert used[0] == used[1]


def test_facts_without_an_opening_have_no_row_yet(first: Opened, tmp_path: Path) -> None:
    """A case, a visit, a paper whose first fact is missing wait without a line in any list."""
    case = receive(first.desk)
    served = reception.issue_one_time_notice(first.desk, Reception(matter=FOOD)).value
    assert served.paper is not None
    print_desk.confirm(first.desk, served.paper.id, came_out=True)
    intake.judge(first.desk, case, [Judge(material="m01", verdict=Verdict.MISSING)])
    firsts = (case, served.visit, served.paper.id)
    lines = journal_lines(first)
    named = zip(ids_of(first), lines, strict=True)
    kept = [line for name, line in named if name not in firsts]
    other = join(tmp_path, first, Clock())
    other.desk.absorb(kept, {})
    for table in ("cases", "visit", "paper"):
        assert database.execute_sql(f"SELECT COUNT(*) FROM {table}").fetchone() == (0,)
    other.desk.absorb(lines, {})
    for table in ("cases", "visit", "paper"):
        assert database.execute_sql(f"SELECT COUNT(*) FROM {table}").fetchone() == (1,)


def ids_of(opened: Opened) -> list[str]:
    """The ids of a window's facts, in the order of `journal_lines`."""
    switch(opened)
    return [name for (name,) in database.execute_sql("SELECT id FROM fact ORDER BY hlc, id")]


def test_an_unknown_kind_of_subject_is_kept_without_a_row(first: Opened) -> None:
    """A whole kind of subject of a newer program: stored, counted as changed, no list."""
    body = UnknownBody("rating.given", 1, {})
    changes = projecting.refresh(
        [attrs.evolve(journal_fact(first), subject_kind="rating", body=body)],
        first.desk.reference,
        lambda subject: [],
    )
    assert "rating" in changes.kinds


def journal_fact(opened: Opened) -> journal.Fact:
    """Any fact of a window."""
    return journal.facts_of(receive(opened.desk, CITIZEN), opened.desk.vault)[0]
