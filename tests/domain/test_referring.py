"""Cases others decide with us: reported upward (A4.1c), handled jointly (26, 42(二))."""

from datetime import date

import attrs
import pytest

from counter_app.domain.bodies import course as b
from counter_app.domain.bodies.course import Piece
from counter_app.domain.cases import course_commands as c
from counter_app.domain.cases.clocks import Owed
from counter_app.domain.cases.law import seen_now
from counter_app.domain.cases.state import CaseState
from counter_app.domain.deadlines import Limit, Unit
from counter_app.domain.matters import CaseClass
from tests.domain.applications import SPEC, case_of, do, refused
from tests.domain.courses import faults, on, running
from tests.domain.writers import Writer

UPWARD = attrs.evolve(
    SPEC, case_class=CaseClass.REFERRED_UP, superior_limit=Limit(15, Unit.WORKING_DAY)
)
JOINT = attrs.evolve(SPEC, case_class=CaseClass.JOINT)
REPORT = c.ReferUp(
    superior="晋中市示例局",
    document_number="交示〔2026〕1号",
    materials=(Piece(name="申请书", count=2),),
    paper="报1",
)
CONTACT = c.ContactSuperior(person="值班员", way="电话", said="正在审查")
REPLY = c.NoteReply(document_number="晋示〔2026〕9号", said="同意")
TOGETHER = c.BeginJointHandling(lead="市场局", departments=("消防", "卫健"))
AGREES = c.AnswerForDepartment(department="消防", agrees=True)


def reported() -> Writer:
    """Reported upward on Friday 2026-11-06."""
    writer = running(UPWARD)
    do(writer, REPORT, on("2026-11-06", UPWARD))
    return writer


def test_reported_upward_our_clock_stops_and_theirs_is_watched() -> None:
    """S35 (A4.1c): fifteen working days from 11-06 end on 11-27: then ask again."""
    writer = reported()
    seen = seen_now(case_of(writer), on("2026-11-09", UPWARD))
    assert case_of(writer).state is CaseState.REFERRED_UP
    assert (seen.owed, seen.owed_on) == (Owed.FOLLOW_UP, date(2026, 11, 27))


def test_nothing_is_reported_without_its_list() -> None:
    """S35: the list of the papers sent is part of the report."""
    bare = attrs.evolve(REPORT, materials=())
    assert refused(running(UPWARD), bare, on("2026-11-06", UPWARD)).clause == "A4.1c"


def test_what_is_decided_here_is_not_reported() -> None:
    """A4.1c: the guide says which matters go upward; and it goes once."""
    assert refused(running(), REPORT, on("2026-11-06")).clause == "A4.1c"
    assert refused(reported(), REPORT, on("2026-11-09", UPWARD)).clause == "A4.1c"


def test_a_report_names_its_receiver_and_counts_its_papers() -> None:
    """A4.1c: both gaps at their fields."""
    command = attrs.evolve(REPORT, superior="", materials=(Piece(name="", count=0),))
    wrong = faults(running(UPWARD), command, on("2026-11-06", UPWARD))
    assert wrong == {"superior", "materials"}


def test_every_question_to_the_superior_is_kept() -> None:
    """A4.1c: who, how, what; the reply ends the waiting and is noted once."""
    writer = reported()
    do(writer, CONTACT, on("2026-11-12", UPWARD))
    do(writer, REPLY, on("2026-11-20", UPWARD))
    referral = case_of(writer).course.referral
    assert referral is not None
    assert [one.said for one in referral.contacts] == ["正在审查"]
    assert (referral.reply_number, referral.reply) == ("晋示〔2026〕9号", "同意")
    assert refused(writer, REPLY, on("2026-11-20", UPWARD)).clause == "A4.1c"


def test_a_question_and_a_reply_have_words() -> None:
    """A4.1c: the gaps at their fields."""
    where = on("2026-11-12", UPWARD)
    empty = c.ContactSuperior(person="", way="", said="")
    assert faults(reported(), empty, where) == {"person", "said"}
    assert faults(reported(), c.NoteReply(said=""), where) == {"said"}


@pytest.mark.parametrize("command", [CONTACT, REPLY])
def test_nobody_is_asked_about_what_was_not_sent(
    command: c.ContactSuperior | c.NoteReply,
) -> None:
    """A4.1c: not reported at all, or decided since."""
    assert refused(running(UPWARD), command, on("2026-11-12", UPWARD)).clause == "A4.1c"
    writer = reported()
    writer.write(b.Withdrawn(reason="不办了", returned=(), paper="退1"), on("2026-11-10").now)
    assert refused(writer, command, on("2026-11-12", UPWARD)).clause == "A4.1c"


def test_joint_handling_waits_for_every_department() -> None:
    """26: who leads and who answers; what is outstanding shrinks with each answer."""
    writer = running(JOINT)
    do(writer, TOGETHER, on("2026-11-04", JOINT))
    do(writer, AGREES, on("2026-11-05", JOINT))
    joint = case_of(writer).course.joint
    assert joint is not None
    assert joint.outstanding == ("卫健",)
    assert "第26条" in refused(writer, AGREES, on("2026-11-05", JOINT)).clause
    assert "第26条" in refused(writer, TOGETHER, on("2026-11-05", JOINT)).clause


def test_joint_handling_is_for_joint_matters() -> None:
    """26: another matter has none, and nobody answers in it."""
    assert "第26条" in refused(running(), TOGETHER, on("2026-11-04")).clause
    assert "第26条" in refused(running(JOINT), AGREES, on("2026-11-04", JOINT)).clause


@pytest.mark.parametrize("departments", [(), ("消防", "消防")], ids=["none", "one twice"])
def test_joint_handling_names_leader_and_departments(departments: tuple[str, ...]) -> None:
    """26: each department once."""
    command = c.BeginJointHandling(lead="", departments=departments)
    wrong = faults(running(JOINT), command, on("2026-11-04", JOINT))
    assert wrong == {"lead", "departments"}


def test_a_department_answers_for_itself_and_says_why_not() -> None:
    """26: a stranger's answer, and a no without its reason."""
    writer = running(JOINT)
    where = on("2026-11-05", JOINT)
    do(writer, TOGETHER, where)
    stranger = attrs.evolve(AGREES, department="税务")
    assert faults(writer, stranger, where) == {"department"}
    assert faults(writer, attrs.evolve(AGREES, agrees=False), where) == {"said"}


# -- facts that arrive late


def late_facts() -> list[object]:
    """What makes no sense in a case that was never reported or handled jointly."""
    return [
        b.SuperiorContacted(person="值班员", way="电话", said="在审"),
        b.SuperiorReplied(document_number="", said="同意"),
        b.DepartmentAnswered(department="消防", agrees=True, said=""),
    ]


@pytest.mark.parametrize("place", range(3))
def test_an_answer_to_nothing_is_kept_without_effect(place: int) -> None:
    """The report itself has not arrived at this window."""
    writer = running(UPWARD)
    fact = writer.write(late_facts()[place], on("2026-11-10").now)  # type: ignore[arg-type]
    assert fact.id in case_of(writer).not_effective


def test_what_was_done_twice_counts_once() -> None:
    """Two windows report, two begin joint handling: the first stands, the second is kept."""
    writer = reported()
    second = b.ReferredUp(
        superior="他局", document_number="", materials=(), sent_by="S05", paper="报2"
    )
    again = writer.write(second, on("2026-11-09").now)
    case = case_of(writer)
    assert case.course.referral is not None
    assert case.course.referral.superior == "晋中市示例局"
    assert again.id in case.not_effective
    joint = running(JOINT)
    do(joint, TOGETHER, on("2026-11-04", JOINT))
    twice = joint.write(
        b.JointHandlingBegun(lead="他局", departments=("税务",)), on("2026-11-05").now
    )
    assert twice.id in case_of(joint).not_effective
