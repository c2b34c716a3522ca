"""Opinions, messages, disputes, inspections, receipts: the small registers of the window."""

from datetime import date
from typing import Any

import pytest

from counter_app.domain.bodies.inspection import ConductCategory
from counter_app.domain.bodies.opinion import OpinionChannel, OpinionKind
from counter_app.domain.conduct import inspection, regimes
from counter_app.domain.conduct.inspection import Inspect, Rectify
from counter_app.domain.conduct.regimes import Regime
from counter_app.domain.errors import InputFault, Refusal
from counter_app.domain.facts import Body, UnknownBody
from counter_app.domain.opinions import register
from counter_app.domain.opinions.register import Record, Reply
from counter_app.domain.reception import disputes, messages
from counter_app.domain.reception.messages import FinishMessage, TakeMessage
from counter_app.services.regimes import shipped
from tests.domain.writers import MORNING, Writer, at, context

HERE = context()
CHIEF = context(clerk="S07", roles=("clerk", "supervisor"))
NEWER = "newer"


def newer(kind: str) -> Body:
    """A fact only a newer program understands."""
    return UnknownBody(f"{kind}.{NEWER}", 1, {})


# -- opinions

BOX, PRAISE = OpinionChannel.BOX, OpinionKind.PRAISE


def opinion(kind: OpinionKind = OpinionKind.COMPLAINT, about: str = "S03") -> Writer:
    """Something a citizen said of a clerk."""
    writer = Writer()
    said = Record(channel=BOX, kind=kind, content="窗口说“有牌子自己看”", about_clerk=about)
    writer.write(register.recorded(said, "意1", ("", ""), "p1", HERE), MORNING)
    return writer


def heard(writer: Writer) -> register.Opinion:
    """The opinion as it stands."""
    return register.fold(writer.seen[0].subject, writer.seen)


def test_a_complaint_quotes_what_was_said() -> None:
    """A1.5.7: the quotation of a forbidden sentence inside a complaint stays word for word."""
    assert heard(opinion()).content == "窗口说“有牌子自己看”"


@pytest.mark.parametrize(
    ("record", "field"),
    [
        (Record(channel=BOX, kind=PRAISE, content=""), "content"),
        (Record(channel=BOX, kind=PRAISE, content="很好", about_clerk="S99"), "about_clerk"),
        (
            Record(channel=BOX, kind=PRAISE, content="很好", about_counter="W99"),
            "about_counter",
        ),
    ],
)  # fmt: skip
def test_an_opinion_says_something_of_something(record: Record, field: str) -> None:
    """An empty sheet, a clerk or a window nobody knows."""
    with pytest.raises(InputFault) as fault:
        register.recorded(record, "意1", ("", ""), "p1", HERE)
    assert list(fault.value.faults) == [field]


def test_nobody_reads_or_answers_what_is_said_of_himself() -> None:
    """A5.5.2: a complaint is for supervisors, and never for the clerk it concerns."""
    complaint = heard(opinion())
    assert not register.may_read(complaint, "S03", frozenset({"clerk", "supervisor"}))
    assert not register.may_read(complaint, "S05", frozenset({"clerk"}))
    assert register.may_read(complaint, "S07", CHIEF.roles)
    advice = heard(opinion(OpinionKind.SUGGESTION))
    assert register.may_read(advice, "S05", frozenset({"clerk"}))
    with pytest.raises(Refusal):
        register.answered(Reply(reply="已改"), complaint, HERE)


def test_a_reply_is_written_once_and_is_fit_to_be_read() -> None:
    """The citizen may read it: no forbidden sentence, no second reply; praise waits for none."""
    writer = opinion()
    with pytest.raises(InputFault):
        register.answered(Reply(reply=""), heard(writer), CHIEF)
    with pytest.raises(Refusal):
        register.answered(Reply(reply="有牌子自己看"), heard(writer), CHIEF)
    writer.write(register.answered(Reply(reply="已教育并致歉"), heard(writer), CHIEF), MORNING)
    assert not heard(writer).is_open
    with pytest.raises(Refusal):
        register.answered(Reply(reply="再答一次"), heard(writer), CHIEF)
    assert not heard(opinion(OpinionKind.PRAISE)).is_open


def test_the_first_reply_stands() -> None:
    """Two supervisors answered at once; a newer program's fact asks for an update."""
    writer = opinion()
    for words in ("甲", "乙"):
        writer.write(register.b.OpinionAnswered(reply=words), MORNING)
    writer.write(newer("opinion"))
    assert (heard(writer).reply, heard(writer).needs_update) == ("甲", True)


def test_opinions_cannot_be_deleted() -> None:
    """A1.4.3: not by the clerk it concerns, not by anybody."""
    with pytest.raises(Refusal) as refused:
        register.refuse_deletion(heard(opinion()))
    assert "意1" in refused.value.message


# -- messages

CALL = TakeMessage(to_clerk="S05", content="请回电谈营业执照", due=date(2026, 11, 4))


def message() -> Writer:
    """A message for S05."""
    writer = Writer()
    writer.write(messages.taken(CALL, "转1", "party", "p1", HERE), MORNING)
    return writer


def passed(writer: Writer) -> messages.Message:
    """The message as it stands."""
    return messages.fold(writer.seen[0].subject, writer.seen)


@pytest.mark.parametrize(
    ("command", "field"),
    [
        (TakeMessage(to_clerk="S99", content="回电", due=date(2026, 11, 4)), "to_clerk"),
        (TakeMessage(to_clerk="S05", content="", due=date(2026, 11, 4)), "content"),
        (TakeMessage(to_clerk="S05", content="回电", due=date(2026, 11, 2)), "due"),
    ],
)
def test_a_message_has_a_reader_a_text_and_a_day(command: TakeMessage, field: str) -> None:
    """A1.5.6c: to whom, what, until when."""
    with pytest.raises(InputFault) as fault:
        messages.taken(command, "转1", "party", "p1", HERE)
    assert list(fault.value.faults) == [field]


def test_only_its_reader_or_a_supervisor_takes_it_from_the_list() -> None:
    """It stays until it is done, with what came of it."""
    writer, mine = message(), context(clerk="S05", counter="W05")
    with pytest.raises(Refusal):
        messages.done(FinishMessage(result="已回"), passed(writer), HERE)
    with pytest.raises(InputFault):
        messages.done(FinishMessage(result=""), passed(writer), mine)
    assert messages.done(FinishMessage(result="已回"), passed(writer), CHIEF).result == "已回"
    writer.write(messages.done(FinishMessage(result="已回"), passed(writer), mine), MORNING)
    with pytest.raises(Refusal):
        messages.done(FinishMessage(result="再回"), passed(writer), mine)
    writer.write(messages.b.MessageDone(result="又一次"), MORNING)
    writer.write(newer("message"))
    assert (passed(writer).result, passed(writer).needs_update) == ("已回", True)


# -- disputes


def test_a_dispute_goes_to_the_supervisor_with_one_note() -> None:
    """A1.3.5: one sentence is enough; only a supervisor settles it, once."""
    with pytest.raises(InputFault):
        disputes.raised(disputes.Raise(note=""))
    writer = Writer()
    writer.write(disputes.raised(disputes.Raise(about="c1", number="件1", note="对收费有异议")))

    def now() -> disputes.Dispute:
        return disputes.fold(writer.seen[0].subject, writer.seen)

    settle = disputes.Settle(answer="已当面解释")
    with pytest.raises(Refusal):
        disputes.settled(settle, now(), HERE)
    with pytest.raises(InputFault):
        disputes.settled(disputes.Settle(answer=""), now(), CHIEF)
    writer.write(disputes.settled(settle, now(), CHIEF))
    with pytest.raises(Refusal):
        disputes.settled(settle, now(), CHIEF)
    writer.write(disputes.b.DisputeSettled(answer="第二次"))
    writer.write(newer("dispute"))
    assert (now().answer, now().needs_update) == ("已当面解释", True)


# -- inspections

DESK = ConductCategory.DESK
SEEN = Inspect(counter="W03", category=DESK, note="桌面有水杯", due=date(2026, 11, 4))


def test_only_supervisors_write_inspections() -> None:
    """A1.2.1: a clerk gets no say here."""
    with pytest.raises(Refusal):
        inspection.made(SEEN, "巡1", "p1", HERE)


@pytest.mark.parametrize(
    ("command", "field"),
    [
        (Inspect(counter="W99", category=DESK, note="乱"), "counter"),
        (Inspect(counter="W03", category=DESK, note="乱", about_clerk="S99"), "about_clerk"),
        (Inspect(counter="W03", category=DESK), "note"),
        (Inspect(counter="W03", category=DESK, note="乱乱", due=date(2026, 11, 2)), "due"),
    ],
)  # fmt: skip
def test_a_finding_is_complete(command: Inspect, field: str) -> None:
    """Which window, what was seen, until when."""
    with pytest.raises(InputFault) as fault:
        inspection.made(command, "巡1", "p1", CHIEF)
    assert list(fault.value.faults) == [field]


def test_drinking_at_noon_is_a_matter_of_working_days() -> None:
    """A1.3.4 holds on working days, make-up Saturdays among them."""
    drunk = Inspect(counter="W03", category=ConductCategory.DRINKING, note="有酒气")
    sunday = context(at("2026-11-22 14:00"), clerk="S07", roles=("supervisor",))
    with pytest.raises(Refusal):
        inspection.made(drunk, "巡1", "p1", sunday)
    saturday = context(at("2026-10-10 14:00"), clerk="S07", roles=("supervisor",))
    assert inspection.made(drunk, "巡1", "p1", saturday).note == "有酒气"


def test_what_was_seen_is_put_right() -> None:
    """An open finding waits; put right it is closed; what was put right at once never waits."""
    writer = Writer()
    writer.write(inspection.made(SEEN, "巡1", "p1", CHIEF), MORNING)

    def now() -> inspection.Inspection:
        return inspection.fold(writer.seen[0].subject, writer.seen)

    assert now().is_open
    with pytest.raises(Refusal):
        inspection.rectified(Rectify(), now(), HERE)
    writer.write(inspection.rectified(Rectify(note="已收"), now(), CHIEF), MORNING)
    with pytest.raises(Refusal):
        inspection.rectified(Rectify(), now(), CHIEF)
    writer.write(newer("inspection"))
    writer.write(messages.b.MessageDone(result="属于别处"))
    assert (now().rectified_note, now().needs_update) == ("已收", True)
    nothing = Inspect(counter="W03", category=ConductCategory.NOTHING)
    assert inspection.made(nothing, "巡2", "p2", CHIEF).due is None


# -- the regimes


def test_thirty_minutes_are_found_in_their_article() -> None:
    """A1.0: search “30 分钟” finds A1.6.2; width and spaces make no difference; a clause id too."""
    first = shipped("annex1")
    for words in ("30 分钟", "３０分钟", "A1.6.2"):
        assert "A1.6.2" in [one.clause for one in first.found(words)]
    assert first.found(" ") == first.articles
    assert not first.found("没有这句话")


@pytest.mark.parametrize("annex", ["annex1", "annex2", "annex3", "annex4", "annex5"])
def test_a_regime_reads_back_as_it_is_written(annex: str) -> None:
    """Publishing a version and reading it changes no word."""
    regime = shipped(annex)
    assert Regime.from_content(regime.to_content(), 1) == regime
    broken: dict[str, Any] = regime.to_content()
    broken["articles"][0]["text"] = ""
    with pytest.raises(InputFault) as fault:
        Regime.from_content(broken)
    assert list(fault.value.faults) == ["articles[1].text"]


def test_a_receipt_says_who_read_what() -> None:
    """Facts that are no receipt change nothing."""
    writer = Writer()
    writer.write(regimes.ReadingConfirmed(regime="annex1", number=2), MORNING)
    writer.write(newer("reading"))
    found = regimes.fold(writer.seen[0].subject, writer.seen)
    assert (found.regime, found.number, found.clerk, found.counter) == ("annex1", 2, "S03", "W03")
