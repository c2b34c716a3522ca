"""The reception: one door for everyone, the first person asked stays the first (annex 2)."""

from datetime import date
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counter_app.domain.bodies import visit as v
from counter_app.domain.bodies.elsewhere import Elsewhere
from counter_app.domain.bodies.visit import AnswerWay, Channel
from counter_app.domain.context import Context
from counter_app.domain.elsewhere import Destination, SendElsewhere
from counter_app.domain.errors import InputFault, Refusal
from counter_app.domain.facts import UnknownBody
from counter_app.domain.reception import commands as c
from counter_app.domain.reception.rules import decide, opened
from counter_app.domain.reception.state import Visit, VisitState, fold
from tests.domain.writers import MORNING, Writer, context, guide

MINE = context(matter=guide())
ELSEWHERE = context(matter=guide(), counter="W05", clerk="S05")


def visit_of(writer: Writer) -> Visit:
    """The visit the facts are about."""
    return fold(writer.seen[0].subject, writer.seen)


def somebody(question: str = "", where: Context = MINE) -> Writer:
    """A window where somebody has just asked."""
    writer = Writer()
    writer.write(opened(c.OpenVisit(number="咨1", question=question), where))
    return writer


def do(writer: Writer, command: c.VisitCommand, where: Context = MINE) -> Visit:
    """Decide and write; gives the visit afterwards."""
    writer.write(decide(command, visit_of(writer), where), where.now)
    return visit_of(writer)


def test_the_signed_in_clerk_is_the_first_contact_for_good() -> None:
    """A2.1: guided, confirmed elsewhere, answered there: the first contact does not change."""
    writer = somebody("在哪里办食品证")
    assert visit_of(writer).first_contact == "S03"
    do(writer, c.Guide(to_counter="W05", reason="不归本窗口", paper="p1"))
    writer.clerk = "S05"
    do(writer, c.ConfirmGuide(), ELSEWHERE)
    visit = do(writer, c.Answer(way=AnswerWay.OWN_WORDS, answer="请先备齐材料"), ELSEWHERE)
    assert (visit.first_contact, visit.counter) == ("S03", "W03")
    assert (visit.guided_to, visit.guide_confirmed_by) == ("W05", "W05")
    assert visit.state is VisitState.ANSWERED


def test_a_consult_without_matter_or_name_is_kept_too() -> None:
    """A1.4.1a: nothing is demanded of somebody who only asks."""
    visit = visit_of(somebody("几点下班", context()))
    assert (visit.matter, visit.matter_version, visit.visitor) == ("", 0, "")
    assert visit.state is VisitState.OPEN


def test_by_guide_answers_with_the_matters_name() -> None:
    """A2.5: an answer out of the guide needs no invention."""
    visit = do(somebody(), c.Answer(way=AnswerWay.BY_GUIDE))
    assert guide().name in visit.answers[0]
    assert visit.state is VisitState.ANSWERED


def test_by_guide_needs_a_matter() -> None:
    """Which guide? The field is named."""
    with pytest.raises(InputFault) as fault:
        do(somebody(where=context()), c.Answer(way=AnswerWay.BY_GUIDE), context())
    assert set(fault.value.faults) == {"matter"}


@pytest.mark.parametrize("answer", ["", " ", "好"])
def test_an_empty_answer_is_none(answer: str) -> None:
    """A2.2: every question gets an answer that says something."""
    with pytest.raises(InputFault) as fault:
        do(somebody(), c.Answer(way=AnswerWay.OWN_WORDS, answer=answer))
    assert set(fault.value.faults) == {"answer"}


def test_a_promise_has_a_day_that_is_still_to_come() -> None:
    """A2.5: 需核实 makes a dated promise; a later answer keeps it."""
    writer = somebody()
    ask = c.Answer(way=AnswerWay.TO_VERIFY, answer="与股室核实")
    with pytest.raises(InputFault, match="promised_by"):
        do(writer, ask)
    with pytest.raises(InputFault, match="promised_by"):
        do(writer, attrs.evolve(ask, promised_by=date(2026, 11, 2)))
    visit = do(writer, attrs.evolve(ask, promised_by=date(2026, 11, 3)))
    assert (visit.state, visit.promised_by) == (VisitState.PROMISED, date(2026, 11, 3))
    later = do(writer, c.Answer(way=AnswerWay.OWN_WORDS, answer="可以办理"))
    assert (later.state, later.promised_by) == (VisitState.ANSWERED, None)
    assert later.answers == ("与股室核实", "可以办理")


FORBIDDEN = ("有牌子自己看", "有牌子， 自己看！", "没看我 正忙着吗", "快点。我要下班了")


@pytest.mark.parametrize("words", FORBIDDEN)
@pytest.mark.parametrize(
    "command",
    [
        lambda words: c.Answer(way=AnswerWay.OWN_WORDS, answer=words),
        lambda words: c.TellOrally(remark=words),
        lambda words: c.Guide(to_counter="W05", reason=words, paper="p"),
        lambda words: c.Advise(advice=words, destination="W01", paper="p"),
        lambda words: c.Advise(advice="备案即可", destination=words, paper="p"),
    ],
)
def test_forbidden_phrases_never_reach_the_public(command: Any, words: str) -> None:
    """A1.5.7: punctuation and spaces hide nothing."""
    with pytest.raises(Refusal) as refusal:
        do(somebody(), command(words))
    assert refusal.value.clause == "A1.5.7"


def test_telling_orally_records_matter_and_version() -> None:
    """A3.3.2: one line is enough."""
    visit = do(somebody(where=context()), c.TellOrally(remark="已说明"))
    assert (visit.matter, visit.matter_version) == (guide().code, 1)
    assert visit.answers == ("已说明",)


def test_the_notice_belongs_to_the_visit() -> None:
    """A3.3.1a: the paper is kept with the consult and answers it."""
    visit = do(somebody(), c.IssueOneTimeNotice(paper="p1", applicant_name=""))
    assert visit.papers == ("p1",)
    assert visit.state is VisitState.ANSWERED


@pytest.mark.parametrize(
    ("element", "changed"),
    [
        ("设立依据", {"legal_basis": ()}),
        ("申请人", {"audience": None}),
        ("申报材料", {"materials": ()}),
        ("承诺时间", {"statutory": None, "pledged": None}),
    ],
)
def test_a_notice_with_an_empty_element_names_it(element: str, changed: dict[str, Any]) -> None:
    """A3.3.1: one of the seven empty, and the notice is refused by its name."""
    short = attrs.evolve(guide(), **changed)
    with pytest.raises(Refusal, match=element) as refusal:
        do(somebody(), c.IssueOneTimeNotice(paper="p", applicant_name=""), context(matter=short))
    assert refusal.value.clause == "A3.3.1"


@pytest.mark.parametrize("counter", ["W03", "W99"])
def test_a_notice_without_window_telephone_is_refused(counter: str) -> None:
    """办事窗口 and 窗口电话 are two of the seven."""
    silent = attrs.evolve(MINE.hall, counters=[attrs.evolve(MINE.hall.counters[2], phone=None)])
    where = attrs.evolve(MINE, hall=silent, counter=counter)
    with pytest.raises(Refusal, match="窗口电话"):
        do(somebody(), c.IssueOneTimeNotice(paper="p", applicant_name=""), where)


def test_guiding_needs_a_reason_and_a_window_that_exists() -> None:
    """A3.4.3 and A1.5.4: why, and a window of the register, never one typed freely."""
    with pytest.raises(InputFault, match="reason"):
        do(somebody(), c.Guide(to_counter="W05", reason=" ", paper="p"))
    with pytest.raises(InputFault, match="to_counter"):
        do(somebody(), c.Guide(to_counter="W77", reason="不归本窗口", paper="p"))


def test_nobody_is_sent_to_the_window_he_stands_at() -> None:
    """A2.3: the own matter is taken here."""
    with pytest.raises(Refusal) as refusal:
        do(somebody(), c.Guide(to_counter="W03", reason="不归本窗口", paper="p"))
    assert refusal.value.clause == "A2.3"


def test_whom_no_window_fits_the_information_desk_takes() -> None:
    """A1.5.4b: guided to the desk; any window may confirm there."""
    writer = somebody("迷路了", context())
    visit = do(writer, c.Guide(to_counter="", reason="本厅无此事项", paper="p"), context())
    assert (visit.guided_to, visit.matter, visit.state) == ("", "", VisitState.GUIDED)
    assert do(writer, c.ConfirmGuide(), ELSEWHERE).guide_confirmed_by == "W05"


def test_only_the_target_window_confirms_and_only_after_a_guide() -> None:
    """A2.4: 已接待 is said by the window that has received the citizen."""
    writer = somebody()
    with pytest.raises(Refusal) as refusal:
        do(writer, c.ConfirmGuide(), ELSEWHERE)
    assert refusal.value.clause == "A2.4"
    do(writer, c.Guide(to_counter="W05", reason="不归本窗口", paper="p"))
    with pytest.raises(Refusal) as refusal:
        do(writer, c.ConfirmGuide(), context(counter="W01"))
    assert refusal.value.clause == "A2.4"


def test_who_is_sent_to_another_office_is_answered() -> None:
    """32(二), A3.4.3: another level decides it: reason, office and telephone on the slip."""
    target = Destination(organ="吕梁市示例局", phone="0358-0000000")
    command = SendElsewhere(
        ground=Elsewhere.WRONG_LEVEL, reason="由市级办理", destination=target, paper="p1"
    )
    visit = do(somebody(), command)
    assert (visit.state, visit.answers, visit.papers) == (
        VisitState.ANSWERED,
        ("由市级办理",),
        ("p1",),
    )
    assert visit.matter == guide().code


def test_advice_says_why_and_where_to() -> None:
    """行政许可法 32(一): both, and both at once when both lack."""
    writer = somebody()
    with pytest.raises(InputFault) as fault:
        do(writer, c.Advise(advice=" ", destination="", paper="p"))
    assert set(fault.value.faults) == {"advice", "destination"}
    visit = do(writer, c.Advise(advice="备案即可", destination="W03", paper="p2"))
    assert (visit.answers, visit.papers) == (("备案即可",), ("p2",))
    assert visit.state is VisitState.ANSWERED


CLOSED: list[c.VisitCommand] = [
    c.Answer(way=AnswerWay.OWN_WORDS, answer="可以办理"),
    c.TellOrally(),
    c.Guide(to_counter="W05", reason="不归本窗口", paper="p"),
    c.Advise(advice="备案即可", destination="W03", paper="p"),
    c.Apply(case="c2"),
]


@pytest.mark.parametrize("command", CLOSED)
def test_after_the_application_the_case_goes_on_not_the_consult(command: c.VisitCommand) -> None:
    """A1.4.1a: the consult has become the application."""
    writer = somebody()
    do(writer, c.Apply(case="c1"))
    with pytest.raises(Refusal) as refusal:
        do(writer, command)
    assert refusal.value.clause == "A1.4.1a"


@pytest.mark.parametrize(
    "command", [*CLOSED, c.IssueOneTimeNotice(paper="p", applicant_name=""), c.ConfirmGuide()]
)
def test_a_visit_whose_opening_has_not_arrived_waits(command: c.VisitCommand) -> None:
    """Nothing is written about a visit this window does not know: who was asked first?"""
    with pytest.raises(Refusal) as refusal:
        decide(command, Visit(id="w05-000001:1:00000000"), MINE)
    assert refusal.value.clause == "A2.1"


def test_a_command_without_a_rule_is_our_own_bug() -> None:
    """An unknown command is not silently allowed."""
    with pytest.raises(TypeError, match="str"):
        decide("answer", visit_of(somebody()), MINE)


def test_two_windows_that_make_two_applications_of_one_visit_clash() -> None:
    """The earlier application holds; the other stays on record, not effective."""
    here, there = somebody(), Writer("w05-00000b", "S05")
    there.hear(here.seen)
    first = here.write(v.VisitApplied(case="c1"))
    there.write(v.VisitApplied(case="c1"), MORNING, first.subject)
    second = there.write(v.VisitApplied(case="c2"), MORNING, first.subject)
    here.hear(there.seen)
    visit = visit_of(here)
    assert (visit.case, visit.state) == ("c1", VisitState.APPLIED)
    assert visit.not_effective == (second.id,)


def test_whatever_comes_after_an_application_does_not_undo_it() -> None:
    """An answer of a window that had not seen the application is kept beside it."""
    writer = somebody()
    writer.write(v.VisitApplied(case="c1"))
    writer.write(v.VisitAnswered(way=AnswerWay.OWN_WORDS, answer="可以办理"))
    visit = visit_of(writer)
    assert (visit.state, visit.answers) == (VisitState.APPLIED, ("可以办理",))


def test_a_newer_programs_fact_asks_for_an_update() -> None:
    """The visit is shown as far as it is understood."""
    writer = somebody()
    writer.write(UnknownBody("visit.recorded", 1, {}), subject=writer.seen[0].subject)
    assert visit_of(writer).needs_update


bodies = st.sampled_from(
    [
        v.VisitAnswered(way=AnswerWay.OWN_WORDS, answer="可以"),
        v.VisitAnswered(way=AnswerWay.TO_VERIFY, answer="核实", promised_by=date(2026, 11, 5)),
        v.ToldOrally(matter="JC-SP-005", matter_version=1),
        v.NoticeIssued(paper="p1", matter="JC-SP-005", matter_version=1),
        v.Guided(to_counter="W05", matter="", reason="r", paper="p2"),
        v.GuideConfirmed(counter="W05"),
        v.Advised(matter="m", matter_version=1, advice="a", destination="d", paper="p3"),
        v.VisitApplied(case="c1"),
        v.VisitApplied(case="c2"),
        UnknownBody("visit.recorded", 1, {}),
    ]
)


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 1), st.booleans(), bodies), max_size=8), st.data())
def test_any_arrival_gives_the_same_visit(
    steps: list[tuple[int, bool, Any]], data: st.DataObject
) -> None:
    """Two windows write on one visit; shuffled, doubled, with gaps, the fold is the same."""
    here, there = somebody(), Writer("w05-00000b", "S05")
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
    visit = fold(subject, mixed)
    assert visit == fold(subject, kept)
    whole = fold(subject, facts)
    assert whole.first_contact == "S03"
    assert (whole.state is VisitState.APPLIED) == bool(whole.case)
    assert whole.channel is Channel.COUNTER


ARRIVED = context(counter="W05", clerk="S05")


def sent_on() -> Writer:
    """A citizen sent from W03 to W05."""
    writer = somebody("在哪里办")
    do(writer, c.Guide(to_counter="W05", reason="不归本窗口", paper="p1"))
    return writer


def test_nobody_is_sent_to_a_window_nobody_can_find() -> None:
    """A1.5.4c: a window without a place in the register is no target."""
    hall = MINE.hall
    counters = tuple(attrs.evolve(one, place="") for one in hall.counters)
    nowhere = attrs.evolve(MINE, matter=None, hall=attrs.evolve(hall, counters=counters))
    writer = somebody("在哪里办")
    with pytest.raises(InputFault) as fault:
        do(writer, c.Guide(to_counter="W05", reason="不归本窗口", paper="p1"), nowhere)
    assert list(fault.value.faults) == ["to_counter"]


def test_who_came_earlier_comes_first() -> None:
    """A1.4.1b: passing somebody by needs one of the listed reasons."""
    writer = sent_on()
    for priority in ("", "熟人"):
        with pytest.raises(InputFault) as fault:
            do(writer, c.ConfirmGuide(waiting=True, priority=priority), ARRIVED)
        assert list(fault.value.faults) == ["priority"]
    confirmed = do(writer, c.ConfirmGuide(waiting=True, priority="老年人"), ARRIVED)
    assert confirmed.guide_confirmed_by == "W05"


def test_the_owner_finds_out_what_became_of_a_guide() -> None:
    """A2.4: nobody has received the citizen; one note closes it, a received one needs none."""
    writer = sent_on()
    with pytest.raises(InputFault):
        do(writer, c.FollowUpGuide(note=""))
    assert do(writer, c.FollowUpGuide(note="已自行离开")).guide_followed_up == "已自行离开"
    do(writer, c.ConfirmGuide(), ARRIVED)
    with pytest.raises(Refusal):
        do(writer, c.FollowUpGuide(note="再问一次"))
    with pytest.raises(Refusal):
        do(somebody(), c.FollowUpGuide(note="没有引导过"))
    assert do(writer, c.Guide(to_counter="", reason="找错了", paper="p2")).guide_followed_up == ""


def test_a_visit_is_handed_on_without_changing_who_was_asked_first() -> None:
    """A2.1: a colleague goes on; the first contact stays."""
    writer = somebody("在哪里办")
    for to_clerk, note in (("S03", "请接着办"), ("S99", "请接着办"), ("S05", "")):
        with pytest.raises(InputFault):
            do(writer, c.HandOn(to_clerk=to_clerk, note=note))
    handed = do(writer, c.HandOn(to_clerk="S05", note="老人听力不好"))
    assert (handed.first_contact, handed.with_clerk) == ("S03", "S05")
