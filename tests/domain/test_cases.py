"""What the law allows with an application, and what it refuses (annex 3, 行政许可法 32)."""

from datetime import date

import attrs
import pytest

from counter_app.domain.bodies import case as b
from counter_app.domain.bodies.case import Ground, Verdict
from counter_app.domain.cases import commands as c
from counter_app.domain.cases.rules import decide, listed, unjudged
from counter_app.domain.cases.rules import received as receive
from counter_app.domain.cases.state import CaseState
from counter_app.domain.errors import InputFault
from tests.domain.applications import (
    HERE,
    LATER,
    SPEC,
    SUPERVISOR,
    TOO_LATE,
    case_of,
    do,
    judged,
    refused,
    told,
)
from tests.domain.writers import MORNING, Writer, at, context, received, verdicts

# Receiving


def test_the_receipt_keeps_matter_version_and_first_contact() -> None:
    """The consult's first contact stays, without one it is the clerk who receives."""
    body = receive(c.Receive(number="件1", applicant="p"), HERE)
    assert (body.matter, body.matter_version, body.first_contact) == (SPEC.code, 1, "S03")
    kept = receive(c.Receive(number="件1", applicant="p", first_contact="S05"), HERE)
    assert kept.first_contact == "S05"


def test_a_receipt_needs_a_matter() -> None:
    """Without one nobody knows which papers."""
    with pytest.raises(InputFault, match="matter"):
        receive(c.Receive(number="件1", applicant="p"), context())


def test_a_receipt_on_a_rest_day_says_why() -> None:
    """S06: Saturday 2026-10-17 asks for a reason, the worked Saturday 2026-10-10 does not."""
    command = c.Receive(number="件1", applicant="p")
    assert receive(command, context(at("2026-10-10 10:00"), SPEC)).rest_day_reason == ""
    rest_day = context(at("2026-10-17 10:00"), SPEC)
    with pytest.raises(InputFault, match="rest_day_reason"):
        receive(command, rest_day)
    reasoned = attrs.evolve(command, rest_day_reason=" 预约延时服务 ")
    assert receive(reasoned, rest_day).rest_day_reason == "预约延时服务"


def test_an_agent_shows_what_entitles_him() -> None:
    """An agent without basis is asked for it; the materials for agents are listed then."""
    command = c.Receive(number="件1", applicant="p", agent="q")
    with pytest.raises(InputFault, match="agent_basis"):
        receive(command, HERE)
    body = receive(attrs.evolve(command, agent_basis="授权委托书"), HERE)
    writer = Writer()
    writer.write(body)
    assert len(listed(case_of(writer), SPEC)) == len(listed(case_of(received()), SPEC)) + 1


# Judging


def test_no_material_outside_the_list_can_be_judged() -> None:
    """A3.4.6, S23: 无违法证明 has no place to stand."""
    judge = c.Judge(material="无违法证明", verdict=Verdict.MISSING)
    refusal = refused(received(), judge)
    assert refusal.clause == "A3.4.6"
    assert "无违法证明" in refusal.message


def test_a_missing_material_says_so_by_itself() -> None:
    """缺 needs no typing; the notice still has a problem and a remedy."""
    case = do(received(), c.Judge(material="m01", verdict=Verdict.MISSING))
    found = case.materials["m01"]
    assert found.problem == "未提交"
    assert SPEC.materials[0].name in found.cure


@pytest.mark.parametrize(
    ("problem", "cure", "field"),
    [("", "", "problem"), ("无签名", "", "cure"), ("", "补", "problem")],
)
def test_a_faulty_form_says_what_and_how(problem: str, cure: str, field: str) -> None:
    """不合法定形式 without reason or remedy helps nobody."""
    judge = c.Judge(material="m01", verdict=Verdict.NOT_IN_FORM, problem=problem, cure=cure)
    with pytest.raises(InputFault) as fault:
        do(received(), judge)
    assert set(fault.value.faults) == {field}


def test_forbidden_phrases_stay_out_of_the_notice() -> None:
    """A1.5.7: what the citizen will read is screened where it is typed."""
    judge = c.Judge(
        material="m01", verdict=Verdict.NOT_IN_FORM, problem="有牌子 自己看", cure="重填"
    )
    assert refused(received(), judge).clause == "A1.5.7"


def test_required_papers_are_always_needed() -> None:
    """本次不需要 is for papers that depend on circumstances."""
    refusal = refused(received(), c.Judge(material="m01", verdict=Verdict.NOT_NEEDED))
    assert refusal.clause == "A3.1b"
    other = next(one.id for one in SPEC.materials if one.required == "when_applicable")
    case = do(received(), c.Judge(material=other, verdict=Verdict.NOT_NEEDED))
    assert case.verdict(other) is Verdict.NOT_NEEDED


def test_corrected_on_the_spot_names_what_and_who() -> None:
    """A3.2c: the verdict alone is not enough; the record has the fault and the hand."""
    with pytest.raises(InputFault, match="verdict"):
        do(received(), c.Judge(material="m01", verdict=Verdict.CORRECTED))
    with pytest.raises(InputFault) as fault:
        do(received(), c.CorrectOnTheSpot(material="m01", fault=" ", corrected_by=""))
    assert set(fault.value.faults) == {"fault", "corrected_by"}
    fix = c.CorrectOnTheSpot(material="m01", fault="未签名", corrected_by="申请人")
    case = do(received(), fix)
    assert case.verdict("m01") is Verdict.CORRECTED
    assert (case.materials["m01"].problem, case.materials["m01"].corrected_by) == (
        "未签名",
        "申请人",
    )


# Deciding


def test_every_notice_waits_until_every_material_is_judged() -> None:
    """A3.1b: one left unjudged is named; accepting, asking and refusing for defects wait."""
    writer = received()
    for one in verdicts(SPEC)[:3]:
        do(writer, one)
    left = [one.name for one in unjudged(case_of(writer), SPEC)]
    assert left
    for command in (c.Accept(paper="p"), c.AskCorrection(paper="p")):
        refusal = refused(writer, command)
        assert refusal.clause == "A3.1b"
        assert all(name in refusal.message for name in left)


def test_a_complete_application_is_accepted_not_asked_for_more() -> None:
    """32(五): nothing missing, nothing to ask."""
    writer = judged()
    assert refused(writer, c.AskCorrection(paper="p")).clause == "行政许可法 第32条第（五）项"
    case = do(writer, c.Accept(paper="p"))
    assert (case.state, case.accepted_on, case.deemed) == (
        CaseState.ACCEPTED,
        date(2026, 11, 3),
        False,
    )
    assert case.papers == ("p",)


def test_a_defective_application_is_not_accepted() -> None:
    """32(四): the missing papers are named."""
    writer = judged(("m01",))
    refusal = refused(writer, c.Accept(paper="p"))
    assert refusal.clause == "行政许可法 第32条第（四）项"
    assert SPEC.materials[0].name in refusal.message


def test_a_notice_lists_everything_at_once() -> None:
    """32(四): in the order of the guide, each with problem and remedy."""
    writer = judged(("m02", "m01"))
    case = do(writer, c.AskCorrection(paper="p"))
    assert [item.material for item in case.corrections[0].items] == ["m01", "m02"]
    assert all(item.problem and item.cure for item in case.corrections[0].items)
    assert case.state is CaseState.IN_CORRECTION
    assert case.first_told() is None
    assert told(writer, "p").first_told() is not None


def test_a_notice_is_told_once() -> None:
    """The first print tells; a reprint does not move the date."""
    writer = judged(("m01",))
    do(writer, c.AskCorrection(paper="p"))
    told(writer, "p")
    case = told(writer, "p", LATER)
    first = case.first_told()
    assert first is not None and first.told_at == MORNING
    assert told(writer, "other").corrections == case.corrections


def second_defect() -> Writer:
    """S13: notice 1 told m01 and m02; on 11-06 the clerk finds m03 faulty too."""
    writer = judged(("m01", "m02"))
    do(writer, c.AskCorrection(paper="p1"))
    told(writer, "p1")
    do(writer, c.Judge(material="m03", verdict=Verdict.MISSING), LATER)
    return writer


def test_a_second_notice_repeats_only_what_the_first_told() -> None:
    """S13, 72(四): the new item is named; a clerk's reason alone does not help."""
    writer = second_defect()
    for reason in ("", "漏看了"):
        refusal = refused(writer, c.AskCorrection(paper="p2", override_reason=reason), LATER)
        assert "72" in refusal.clause
        assert SPEC.materials[2].name in refusal.message


def test_what_is_still_missing_may_be_asked_again() -> None:
    """The second notice with a part of the first is fine."""
    writer = judged(("m01", "m02"))
    do(writer, c.AskCorrection(paper="p1"))
    told(writer, "p1")
    do(writer, c.Judge(material="m01", verdict=Verdict.IN_ORDER), LATER)
    case = do(writer, c.AskCorrection(paper="p2"), LATER)
    assert [item.material for item in case.corrections[1].items] == ["m02"]
    assert case.corrections[1].ordinal == 2


def test_a_first_notice_that_never_reached_anybody_binds_nobody() -> None:
    """S55: not told, so the next notice may list everything."""
    writer = judged(("m01",))
    do(writer, c.AskCorrection(paper="p1"))
    do(writer, c.Judge(material="m03", verdict=Verdict.MISSING), LATER)
    case = do(writer, c.AskCorrection(paper="p2"), LATER)
    assert len(case.corrections[1].items) == 2


@pytest.mark.parametrize("approved_by", ["", "S07"])
def test_a_supervisor_overrides_with_a_reason_and_is_named(approved_by: str) -> None:
    """S13: the responsibility record of 72(四) has who and why."""
    where = attrs.evolve(SUPERVISOR, now=LATER.now) if not approved_by else LATER
    command = c.AskCorrection(paper="p2", override_reason="漏告知", approved_by=approved_by)
    body = decide(command, case_of(second_defect()), where)
    assert isinstance(body, b.CorrectionAsked)
    assert (body.override_reason, body.approved_by) == ("漏告知", "S07")


@pytest.mark.parametrize("approved_by", ["S03", "S99", "张主任"])
def test_only_a_supervisor_of_this_hall_approves(approved_by: str) -> None:
    """A name typed into a field is no approval."""
    command = c.AskCorrection(paper="p2", override_reason="漏告知", approved_by=approved_by)
    assert "72" in refused(second_defect(), command, LATER).clause


def test_a_supervisor_gives_a_reason_too() -> None:
    """Without one there is no record, so no override."""
    where = attrs.evolve(SUPERVISOR, now=LATER.now)
    assert "72" in refused(second_defect(), c.AskCorrection(paper="p2"), where).clause


def test_supplied_papers_answer_a_notice() -> None:
    """There must have been one, and only papers of the list can come."""
    writer = judged(("m01",))
    assert refused(writer, c.Supply(materials=("m01",))).clause == "A3.3.1b"
    do(writer, c.AskCorrection(paper="p1"))
    assert refused(writer, c.Supply(materials=("x",))).clause == "A3.4.6"
    assert do(writer, c.Supply(materials=("m01",)), LATER).supplied_at == LATER.now


def test_a_corrected_application_is_accepted_on_the_day_it_was_complete() -> None:
    """S17: the day of the complete correction, though the paper is written later."""
    writer = judged(("m01",))
    do(writer, c.AskCorrection(paper="p1"))
    told(writer, "p1")
    do(writer, c.Supply(materials=("m01",)), LATER)
    do(writer, c.Judge(material="m01", verdict=Verdict.IN_ORDER), LATER)
    case = do(writer, c.Accept(paper="p2"), TOO_LATE)
    assert (case.accepted_on, case.deemed) == (date(2026, 11, 6), False)


NOT_OURS = c.NotAccept(
    ground=Ground.NOT_THIS_ORGAN, reason="不属于本机关职权", destination="税务大厅", paper="p"
)


def test_a_refusal_has_reason_and_destination() -> None:
    """32(二), A3.4.3: both, and both are asked for at once."""
    with pytest.raises(InputFault) as fault:
        do(received(), attrs.evolve(NOT_OURS, reason=" ", destination=""))
    assert set(fault.value.faults) == {"reason", "destination"}
    case = do(received(), NOT_OURS)
    assert (case.state, case.reason, case.destination) == (
        CaseState.NOT_ACCEPTED,
        "不属于本机关职权",
        "税务大厅",
    )
    assert case.ended_at == MORNING


def test_a_refusal_says_nothing_forbidden() -> None:
    """A1.5.7 holds for reasons on paper too."""
    rude = attrs.evolve(NOT_OURS, reason="已经告诉你一遍了，还不懂")
    assert refused(received(), rude).clause == "A1.5.7"


STILL = c.NotAccept(ground=Ground.STILL_DEFECTIVE, reason="仍未补正", destination="", paper="p9")


def test_refusing_for_defects_needs_one_told_notice_first() -> None:
    """32(四): first everything at once, in a notice that arrived."""
    writer = judged(("m01",))
    assert refused(writer, STILL).clause == "行政许可法 第32条第（四）项"
    do(writer, c.AskCorrection(paper="p1"))
    assert refused(writer, STILL).clause == "行政许可法 第32条第（四）项"
    told(writer, "p1")
    assert do(writer, STILL, LATER).state is CaseState.NOT_ACCEPTED


def test_refusing_for_defects_needs_defects() -> None:
    """32(五): when nothing is missing any more it is accepted."""
    writer = judged(("m01",))
    do(writer, c.AskCorrection(paper="p1"))
    told(writer, "p1")
    do(writer, c.Judge(material="m01", verdict=Verdict.IN_ORDER))
    assert refused(writer, STILL).clause == "行政许可法 第32条第（五）项"


ADVISE = c.AdviseNoPermit(advice="办理备案即可", destination="3号窗口备案", paper="p")


def test_no_permit_needed_is_told_at_once_or_not_at_all() -> None:
    """32(一): before anything was asked to be corrected."""
    case = do(received(), ADVISE)
    assert (case.state, case.reason) == (CaseState.NOT_A_PERMIT, "办理备案即可")
    writer = judged(("m01",))
    do(writer, c.AskCorrection(paper="p1"))
    assert refused(writer, ADVISE).clause == "行政许可法 第32条"
