"""How a case ends without a decision, and where its file goes (32, A4.1d, 档案法 14)."""

import attrs
import pytest

from counter_app.domain.bodies import case as told_bodies
from counter_app.domain.bodies import course as b
from counter_app.domain.bodies.course import Piece, TerminationCause
from counter_app.domain.cases import commands
from counter_app.domain.cases import course_commands as c
from counter_app.domain.cases.state import CaseState
from counter_app.domain.deadlines import Limit, Unit
from tests.domain.applications import SPEC, case_of, do, judged, refused
from tests.domain.courses import boss, faults, on, running
from tests.domain.test_promising import DEFERRABLE, promised
from tests.domain.writers import Writer, received

LIMITED = attrs.evolve(SPEC, correction_within=Limit(5, Unit.WORKING_DAY))
SERVICE = attrs.evolve(SPEC, permit_law_applies=False)
WITHDRAW = c.Withdraw(reason="不办了", returned=(Piece(name="申请书"),), paper="退1")
GIVE_BACK = c.Return(reason="不属于优待范围", paper="退1")
FILE = c.Archive(box="2026-1", retention="30年", documents=6, pages=20, paper="档1")


def end(cause: TerminationCause) -> c.Terminate:
    """End it for `cause`."""
    return c.Terminate(cause=cause, reason="逾期", paper="退1")


def in_correction() -> Writer:
    """Told on 2026-11-03 that the first material is missing; by the guide until 11-10."""
    writer = judged(missing=("m01",))
    do(writer, commands.AskCorrection(paper="补1"), on("2026-11-03", LIMITED))
    told = told_bodies.Told(paper="补1", paper_kind="correction_notice")
    writer.write(told, on("2026-11-03").now)
    return writer


@pytest.mark.parametrize("writer", [received(), running()], ids=["open", "running"])
def test_the_applicant_may_withdraw_any_time(writer: Writer) -> None:
    """3.2: before the decision, with what goes back."""
    do(writer, WITHDRAW, on("2026-11-04"))
    case = case_of(writer)
    assert (case.state, case.reason, case.ended_at) == (
        CaseState.WITHDRAWN,
        "不办了",
        on("2026-11-04").now,
    )


@pytest.mark.parametrize("returned", [(Piece(name=""),), (Piece(name="申请书", count=0),)])
def test_what_goes_back_has_a_reason_names_and_numbers(returned: tuple[Piece, ...]) -> None:
    """A4.1d: each gap at its field."""
    command = attrs.evolve(WITHDRAW, reason="", returned=returned)
    assert faults(received(), command, on("2026-11-04")) == {"reason", "returned"}


def test_a_service_is_sent_back_with_the_reason() -> None:
    """A4.1d 退回件: judged, then given back."""
    writer = judged()
    do(writer, GIVE_BACK, on("2026-11-03", SERVICE))
    assert case_of(writer).state is CaseState.RETURNED


def test_a_permit_is_corrected_and_not_sent_back() -> None:
    """32: the permit law knows correction and non-acceptance only; unjudged nothing goes back."""
    assert "第32条" in refused(judged(), GIVE_BACK, on("2026-11-03")).clause
    assert refused(received(), GIVE_BACK, on("2026-11-03", SERVICE)).clause == "A3.1b"


def test_a_correction_that_never_came_ends_the_case() -> None:
    """3.2: told on 11-03, five working days by the guide: not on 11-10, on 11-11."""
    writer = in_correction()
    command = end(TerminationCause.NOT_CORRECTED)
    assert "2026-11-10" in refused(writer, command, on("2026-11-10", LIMITED)).message
    do(writer, command, on("2026-11-11", LIMITED))
    assert case_of(writer).state is CaseState.TERMINATED


def test_without_a_limit_waiting_has_no_end() -> None:
    """3.2: the law sets none and the county has not decided: refused with the way out."""
    refusal = refused(in_correction(), end(TerminationCause.NOT_CORRECTED), on("2026-12-31"))
    assert refusal.help


def test_what_was_corrected_is_accepted_instead() -> None:
    """3.2: everything asked for has come: it is not ended for lateness."""
    writer = in_correction()
    where = on("2026-11-09", LIMITED)
    do(writer, commands.Supply(materials=("m01",)), where)
    do(writer, commands.Judge(material="m01", verdict=told_bodies.Verdict.IN_ORDER), where)
    command = end(TerminationCause.NOT_CORRECTED)
    assert "第（五）项" in refused(writer, command, on("2026-11-11", LIMITED)).clause


def test_a_broken_promise_ends_the_case() -> None:
    """3.4: promised until 11-10: not on 11-10, on 11-11; nothing promised, nothing broken."""
    writer = promised()
    command = end(TerminationCause.UNDERTAKING_BROKEN)
    assert "2026-11-10" in refused(writer, command, on("2026-11-10", DEFERRABLE)).message
    do(writer, command, on("2026-11-11", DEFERRABLE))
    assert case_of(writer).state is CaseState.TERMINATED
    assert refused(running(), command, on("2026-11-11")).clause == "容缺受理"


def test_only_a_supervisor_ends_what_has_no_object() -> None:
    """A4.1d: the shop was closed; an open case is ended the same way."""
    command = end(TerminationCause.NO_OBJECT)
    assert refused(running(), command, on("2026-11-11")).clause == "A4.1d"
    for writer in (running(), received()):
        do(writer, command, boss("2026-11-04"))
        assert case_of(writer).state is CaseState.TERMINATED


def test_a_decided_case_is_neither_withdrawn_nor_ended() -> None:
    """32: what has ended has ended."""
    writer = running()
    do(writer, WITHDRAW, on("2026-11-04"))
    for command in (WITHDRAW, end(TerminationCause.NO_OBJECT)):
        assert "第32条" in refused(writer, command, boss("2026-11-05")).clause
    assert "第32条" in refused(writer, GIVE_BACK, on("2026-11-05", SERVICE)).clause


def test_a_file_is_closed_once_after_the_end() -> None:
    """档案法 14: box, term, papers and pages; not while it runs and not twice."""
    writer = running()
    assert "档案法" in refused(writer, FILE, on("2026-11-05")).clause
    do(writer, WITHDRAW, on("2026-11-04"))
    do(writer, FILE, on("2026-11-05"))
    assert case_of(writer).course.archived_at == on("2026-11-05").now
    assert "档案法" in refused(writer, FILE, on("2026-11-06")).clause


def test_a_file_has_a_box_and_is_counted() -> None:
    """档案法 14: each gap at its field."""
    writer = running()
    do(writer, WITHDRAW, on("2026-11-04"))
    empty = attrs.evolve(FILE, box="", documents=0, pages=0)
    assert faults(writer, empty, on("2026-11-05")) == {"box", "documents", "pages"}


# -- facts that arrive late


@pytest.mark.parametrize(
    "body",
    [
        b.Withdrawn(reason="再撤", returned=(), paper="退2"),
        b.Returned(reason="退", returned=(), paper="退2"),
        b.Terminated(cause=TerminationCause.NO_OBJECT, reason="无对象", returned=(), paper="退2"),
    ],
)
def test_a_second_end_is_kept_without_effect(
    body: b.Withdrawn | b.Returned | b.Terminated,
) -> None:
    """Two windows end one case: the first end stands, the second paper stays on record."""
    writer = running()
    do(writer, WITHDRAW, on("2026-11-04"))
    late = writer.write(body, on("2026-11-05").now)
    case = case_of(writer)
    assert (case.state, case.reason) == (CaseState.WITHDRAWN, "不办了")
    assert late.id in case.not_effective
    assert "退2" in case.papers
