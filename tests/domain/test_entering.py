"""Entering an application: what the hall holds, other offices, twins, what is entered late."""

import attrs
import pytest

from counter_app.domain.bodies import case as b
from counter_app.domain.bodies.case import Verdict
from counter_app.domain.bodies.elsewhere import Elsewhere
from counter_app.domain.cases import commands as c
from counter_app.domain.cases import entering
from counter_app.domain.cases.course_commands import OfferHearing
from counter_app.domain.cases.rules import decide
from counter_app.domain.cases.state import CaseState, fold
from counter_app.domain.context import Context
from counter_app.domain.elsewhere import Destination, SendElsewhere
from counter_app.domain.errors import InputFault, Refusal
from tests.domain.applications import HERE, SPEC, case_of, do, judged, refused, told
from tests.domain.courses import boss, faults, on, running
from tests.domain.writers import Writer, at, received

SHARED = attrs.evolve(
    SPEC, materials=(attrs.evolve(SPEC.materials[0], shareable=True), *SPEC.materials[1:])
)
TAKE = c.TakeOver(
    material="m01", source="w03-000001:1:0", source_number="件9", judged_on=at("2026-10-09").date()
)
COUNTY = Destination(organ="吕梁市示例局", place="吕梁市示例路1号", phone="0358-0000000")
ELSEWHERE = SendElsewhere(
    ground=Elsewhere.WRONG_LEVEL, reason="由市级办理", destination=COUNTY, paper="不1"
)
EXEMPT = attrs.evolve(ELSEWHERE, ground=Elsewhere.EXEMPT, reason="免于办理")


def test_what_the_hall_holds_is_taken_over() -> None:
    """在线政务服务若干规定 7: in order, with the number of the case it was taken from."""
    writer = received()
    do(writer, TAKE, on("2026-11-03", SHARED))
    found = case_of(writer).materials["m01"]
    assert (found.verdict, found.taken_from) == (Verdict.IN_ORDER, "件9")


def test_only_what_the_guide_shares_is_taken_over() -> None:
    """若干规定 7: the guide marks what may be shared; an accepted case takes nothing any more."""
    assert "第7条" in refused(received(), TAKE, HERE).clause
    assert "第32条" in refused(running(), TAKE, on("2026-11-04", SHARED)).clause


@pytest.mark.parametrize(
    ("command", "state"),
    [(ELSEWHERE, CaseState.NOT_ACCEPTED), (EXEMPT, CaseState.NOT_A_PERMIT)],
    ids=["another level", "exempt"],
)
def test_an_answer_that_leads_elsewhere_ends_the_case(
    command: SendElsewhere, state: CaseState
) -> None:
    """32(一)(二): who, where and the telephone stand in the case as on its paper."""
    writer = received()
    do(writer, command)
    case = case_of(writer)
    assert case.state is state
    assert case.destination == "吕梁市示例局，吕梁市示例路1号，电话0358-0000000"


def test_an_answer_without_its_way_there_is_no_answer() -> None:
    """A3.4.3: reason, office, and a place or a telephone."""
    bare = attrs.evolve(ELSEWHERE, reason="", destination=Destination())
    assert faults(received(), bare, HERE) == {"reason", "organ", "place"}
    by_phone = Destination(organ="吕梁市示例局", phone="0358-0000000")
    writer = received()
    do(writer, attrs.evolve(ELSEWHERE, destination=by_phone))
    assert case_of(writer).destination == "吕梁市示例局，电话0358-0000000"


def test_who_was_asked_to_correct_is_not_exempt_afterwards() -> None:
    """32(一): said at once, or not at all; another level may still be found out."""
    writer = judged(missing=("m01",))
    do(writer, c.AskCorrection(paper="补1"))
    assert "第32条" in refused(writer, EXEMPT).clause
    do(writer, ELSEWHERE)
    assert case_of(writer).state is CaseState.NOT_ACCEPTED


def test_after_silence_accepted_nobody_is_sent_elsewhere() -> None:
    """32(四): deemed accepted on 11-11, five working days after 11-03."""
    refusal = refused(received(), ELSEWHERE, on("2026-11-11"))
    assert "第（四）项" in refusal.clause


def test_sent_elsewhere_after_acceptance_is_kept_without_effect() -> None:
    """Another window had accepted it meanwhile."""
    writer = running()
    body = b.SentElsewhere(
        ground=Elsewhere.EXEMPT, reason="免于办理", paper="咨1", **attrs.asdict(COUNTY)
    )
    late = writer.write(body, on("2026-11-04").now)
    case = case_of(writer)
    assert case.state is CaseState.ACCEPTED
    assert late.id in case.not_effective


def test_a_twin_is_taken_with_its_reason() -> None:
    """2.1: the other cases and why; without a reason the field asks for it."""
    body = entering.confirmed(["w03-000001:1:0"], "另一经营场所")
    assert (body.others, body.reason) == (("w03-000001:1:0",), "另一经营场所")
    with pytest.raises(InputFault) as fault:
        entering.confirmed(["w03-000001:1:0"], "")
    assert set(fault.value.faults) == {"twin_reason"}


# -- entered after it happened


def late(happened: str, *, by_supervisor: bool = False) -> Context:
    """Entered on 2026-11-12 as done at `happened`."""
    where = boss(happened) if by_supervisor else on(happened)
    return attrs.evolve(where, recorded_at=at("2026-11-12 09:00"))


def approval(writer: Writer, where: Context, approved_by: str = "") -> b.LateEntryApproved | None:
    """What must stand before a correction notice entered late."""
    command = c.AskCorrection(paper="补1")
    body = decide(command, case_of(writer), where)
    return entering.approval(body, case_of(writer), where, approved_by)


def test_a_late_telling_that_undoes_silence_has_a_supervisor() -> None:
    """32(四): told on 11-09, entered on 11-12: deemed accepted but for the supervisor's word."""
    writer = judged(missing=("m01",))
    with pytest.raises(Refusal) as refusal:
        approval(writer, late("2026-11-09 10:00"))
    assert "第（四）项" in refusal.value.clause
    named = approval(writer, late("2026-11-09 10:00"), "S07")
    himself = approval(writer, late("2026-11-09 10:00", by_supervisor=True))
    assert named is not None
    assert himself is not None
    assert (named.approved_by, himself.approved_by) == ("S07", "S07")
    assert named.deemed_on == at("2026-11-03").date()


def test_a_late_entry_that_undoes_nothing_needs_nobody() -> None:
    """Entered the same day, in a case told in time, a receipt, or what was too late anyway."""
    writer = judged(missing=("m01",))
    assert approval(writer, on("2026-11-04")) is None
    body = decide(c.IssueReceipt(paper="收1"), case_of(writer), late("2026-11-09 10:00"))
    assert entering.approval(body, case_of(writer), late("2026-11-09 10:00"), "") is None
    accepted = decide(c.Accept(paper="受1"), case_of(writer), late("2026-11-11 10:00"))
    assert entering.approval(accepted, case_of(writer), late("2026-11-11 10:00"), "") is None
    do(writer, c.AskCorrection(paper="补1"), on("2026-11-09"))
    told(writer, "补1", on("2026-11-09"))
    do(writer, c.Supply(materials=("m01",)), on("2026-11-10"))
    supplied = decide(
        c.Judge(material="m01", verdict=Verdict.IN_ORDER), case_of(writer), late("2026-11-10 11:00")
    )
    assert entering.approval(supplied, case_of(writer), late("2026-11-10 11:00"), "") is None


def test_what_was_entered_late_is_marked_in_the_case() -> None:
    """A4.3: happened at one time, recorded at another, with the reason."""
    writer = received()
    fact = writer.write(b.ReceiptIssued(paper="收1"), on("2026-11-03").now)
    marked = [attrs.evolve(one, late_reason="停电") if one is fact else one for one in writer.seen]
    assert fold(writer.seen[0].subject, marked).late_entries == (fact.id,)


def test_a_case_whose_receipt_has_not_arrived_waits() -> None:
    """A later fact came first: nothing can be decided on it yet."""
    empty = fold("w09-000001:1:00000000", ())
    for command in (c.Accept(paper=""), OfferHearing()):
        with pytest.raises(Refusal) as refusal:
            decide(command, empty, HERE)
        assert "尚未" in refusal.value.message or refusal.value.message
