"""A random clerk on one case, a random clerk on one visit: what must hold whatever happens."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from counter_app.domain.bodies import case as b
from counter_app.domain.bodies.case import Ground, Verdict
from counter_app.domain.bodies.visit import AnswerWay
from counter_app.domain.cases import commands as c
from counter_app.domain.cases.clocks import Standing, deemed_on, view
from counter_app.domain.cases.rules import decide, defects, unjudged
from counter_app.domain.cases.state import Case, CaseState, fold
from counter_app.domain.context import Context
from counter_app.domain.errors import InputFault, Refusal
from counter_app.domain.facts import Body, UnknownBody
from counter_app.domain.reception import commands as vc
from counter_app.domain.reception.rules import decide as decide_visit
from counter_app.domain.reception.rules import opened
from counter_app.domain.reception.state import VisitState
from counter_app.domain.reception.state import fold as fold_visit
from tests.domain.writers import MORNING, Writer, calendar, context, guide, hall, received

SPEC = guide()
MATERIALS = st.sampled_from([one.id for one in SPEC.materials] + ["无违法证明"])


class RandomClerk(RuleBasedStateMachine):
    """Two clerks at two windows, one case, days that pass, papers that print or do not."""

    def __init__(self) -> None:
        super().__init__()
        self.now = MORNING
        self.window = received()
        self.told: set[str] = set()

    @property
    def case(self) -> Case:
        """The case as it stands."""
        return fold(self.window.seen[0].subject, self.window.seen)

    def surroundings(self) -> Context:
        """The clerk's context now."""
        return context(self.now, SPEC)

    def attempt(self, command: c.CaseCommand) -> None:
        """Do it if the rules let it happen; a refusal names a clause and writes nothing."""
        before = self.case
        try:
            body = decide(command, before, self.surroundings())
        except Refusal as refusal:
            assert refusal.clause and refusal.message
            return
        except InputFault as fault:
            assert fault.faults
            return
        self._check_decision(body, before)
        self.window.write(body, self.now)
        assert self.case.not_effective == (), "what the rules allow takes effect"

    def _check_decision(self, body: Body, before: Case) -> None:
        deemed = deemed_on(before, self.now, SPEC, calendar(), hall())
        if isinstance(body, b.Accepted):
            assert body.deemed == (deemed is not None)
            assert body.deemed or not defects(before, SPEC)
            assert body.deemed or not unjudged(before, SPEC)
        if isinstance(body, b.CorrectionAsked):
            assert deemed is None
            assert not unjudged(before, SPEC)
            assert list(body.items) == defects(before, SPEC)
        if isinstance(body, b.NotAccepted | b.NotAPermit):
            assert deemed is None

    @rule(hours=st.integers(1, 60))
    def time_passes(self, hours: int) -> None:
        """Nobody has to be at work for the law to bite."""
        self.now += timedelta(hours=hours)

    @rule(
        material=MATERIALS, verdict=st.sampled_from(Verdict), said=st.sampled_from(["", "无签名"])
    )
    def judge(self, material: str, verdict: Verdict, said: str) -> None:
        """One verdict."""
        self.attempt(c.Judge(material=material, verdict=verdict, problem=said, cure=said))

    @rule()
    def all_in_order(self) -> None:
        """Every paper is fine."""
        for one in unjudged(self.case, SPEC):
            self.attempt(c.Judge(material=one.id, verdict=Verdict.IN_ORDER))

    @rule(material=MATERIALS)
    def correct(self, material: str) -> None:
        """Put right at the counter."""
        fix = c.CorrectOnTheSpot(material=material, fault="未签名", corrected_by="申请人")
        self.attempt(fix)

    @rule(material=MATERIALS)
    def supply(self, material: str) -> None:
        """The applicant brings something."""
        self.attempt(c.Supply(materials=(material,)))

    @rule()
    def ask(self) -> None:
        """A correction notice."""
        self.attempt(c.AskCorrection(paper=f"p{len(self.window.seen)}"))

    @rule()
    def accept(self) -> None:
        """Acceptance."""
        self.attempt(c.Accept(paper="pa"))

    @rule(ground=st.sampled_from(Ground))
    def refuse(self, ground: Ground) -> None:
        """Refusal."""
        self.attempt(c.NotAccept(ground=ground, reason="理由", destination="去处", paper="pn"))

    @rule()
    def advise(self) -> None:
        """No permit needed."""
        self.attempt(c.AdviseNoPermit(advice="备案", destination="去处", paper="pv"))

    @precondition(lambda self: self.case.corrections)
    @rule()
    def print_notice(self) -> None:
        """The newest notice comes out of the printer."""
        paper = self.case.corrections[-1].paper
        self.told.add(paper)
        self.window.write(b.Told(paper=paper, paper_kind="correction_notice"), self.now)

    @invariant()
    def first_contact_never_changes(self) -> None:
        """A2.1."""
        assert self.case.first_contact == "S03"
        assert self.case.received_at == MORNING

    @invariant()
    def told_only_by_print(self) -> None:
        """S55."""
        assert {one.paper for one in self.case.corrections if one.told_at} == self.told

    @invariant()
    def later_notices_only_repeat(self) -> None:
        """S13: nothing new after the first notice that arrived."""
        told = self.case.first_told()
        if told is None or told.told_at is None:
            return
        first = {item.material for item in told.items}
        for asked in self.case.corrections:
            if asked.asked_at > told.told_at:
                assert {item.material for item in asked.items} <= first

    @invariant()
    def the_law_and_the_record_agree(self) -> None:
        """The view never shows an open case whose silence has accepted it."""
        shown = view(self.case, self.now, SPEC, calendar(), hall())
        if self.case.state in (CaseState.RECEIVED, CaseState.IN_CORRECTION):
            assert (shown.standing is Standing.DEEMED_ACCEPTED) == (shown.deemed_on is not None)
            late = shown.tell_by is not None and self.now > shown.tell_by
            assert not (late and not self.case.corrections) or shown.deemed_on == MORNING.date()
        assert self.case.verdict("无违法证明") is Verdict.UNJUDGED


class RandomReception(RuleBasedStateMachine):
    """Clerks at three windows on one visit."""

    @initialize()
    def somebody_asks(self) -> None:
        """The visit opens at window 3."""
        self.window = Writer()
        self.window.write(opened(vc.OpenVisit(number="咨1"), context(matter=SPEC)))

    @rule(
        command=st.sampled_from(
            [
                vc.Answer(way=AnswerWay.OWN_WORDS, answer="可以办理"),
                vc.Answer(way=AnswerWay.TO_VERIFY, answer="核实", promised_by=date(2026, 11, 5)),
                vc.TellOrally(remark="已说明"),
                vc.IssueOneTimeNotice(paper="p1", applicant_name=""),
                vc.Guide(to_counter="W05", reason="不归本窗口", paper="p2"),
                vc.Guide(to_counter="", reason="不归本窗口", paper="p2"),
                vc.ConfirmGuide(),
                vc.Advise(advice="备案", destination="去处", paper="p3"),
                vc.Apply(case="c1"),
                vc.Apply(case="c2"),
            ]
        ),
        counter=st.sampled_from(["W01", "W03", "W05"]),
    )
    def somebody_acts(self, command: vc.VisitCommand, counter: str) -> None:
        """Whatever the rules let happen."""
        where = context(matter=SPEC, counter=counter, clerk=f"S{counter[1:]}")
        visit = fold_visit(self.window.seen[0].subject, self.window.seen)
        try:
            self.window.write(decide_visit(command, visit, where))
        except Refusal as refusal:
            assert refusal.clause
            return
        after = fold_visit(visit.id, self.window.seen)
        assert (after.first_contact, after.counter) == ("S03", "W03")
        assert after.not_effective == ()
        assert (after.state is VisitState.APPLIED) == bool(after.case)
        if visit.case:
            assert after.case == visit.case


TestRandomClerk = RandomClerk.TestCase
TestRandomClerk.settings = settings(max_examples=25, stateful_step_count=20)
TestRandomReception = RandomReception.TestCase
TestRandomReception.settings = settings(max_examples=15, stateful_step_count=15)

bodies = st.sampled_from(
    [
        b.MaterialJudged(material="m01", verdict=Verdict.MISSING),
        b.MaterialJudged(material="m01", verdict=Verdict.IN_ORDER),
        b.CorrectedOnTheSpot(material="m02", fault="未签名", corrected_by="申请人"),
        b.ReceiptIssued(paper="pr"),
        b.CorrectionAsked(ordinal=1, items=(), paper="pc"),
        b.Told(paper="pc", paper_kind="correction_notice"),
        b.MaterialsSupplied(materials=("m01",)),
        b.Accepted(accepted_on=date(2026, 11, 3), deemed=False, paper="pa"),
        b.NotAccepted(ground=Ground.NOT_THIS_ORGAN, reason="r", destination="d", paper="pn"),
        b.NotAPermit(advice="a", destination="d", paper="pv"),
        UnknownBody("case.extended", 1, {}),
    ]
)


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 1), st.booleans(), bodies), max_size=10), st.data())
def test_any_arrival_gives_the_same_case(
    steps: list[tuple[int, bool, Body]], data: st.DataObject
) -> None:
    """Two windows write on one case; shuffled, doubled, with gaps, the fold is the same."""
    here, there = received(), Writer("w05-00000b", "S05")
    subject = here.seen[0].subject
    there.hear(here.seen)
    for who, hears, one in steps:
        writer, other = (here, there) if who else (there, here)
        writer.write(one, MORNING, subject)
        if hears:
            other.hear(writer.seen)
    facts = here.seen + there.seen
    kept = data.draw(st.lists(st.sampled_from(facts)))
    mixed = data.draw(st.permutations(kept + kept[:2]))
    case = fold(subject, mixed)
    assert case == fold(subject, kept)
    for moment in (MORNING, MORNING + timedelta(days=60)):
        assert view(case, moment, SPEC, calendar(), hall()).standing in Standing
