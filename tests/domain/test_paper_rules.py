"""What may be done with an issued paper, and who has to agree."""

from typing import Any

import attrs
import pytest

from counter_app.domain.bodies.paper import (
    PaperIssued,
    PaperVoided,
    PrintReported,
    PrintState,
    ReprintAsked,
    VoidRequested,
)
from counter_app.domain.errors import InputFault, Refusal
from counter_app.domain.papers import commands as c
from counter_app.domain.papers import rules
from counter_app.domain.papers.state import Paper, fold
from tests.domain.writers import Writer, context

REASON = "材料名称写错"
ISSUED = PaperIssued(
    paper_kind="correction_notice",
    number="交政务〔2026〕补字第W03-00001号",
    about="case",
    key_of="k",
    spec="correction_notice@1",
    values={"number": "x"},
)


def paper(*bodies: Any) -> Paper:
    """A correction notice to which this has happened; S03 wrote it all."""
    writer = Writer()
    for body in (ISSUED, *bodies):
        writer.write(body)
    return fold(writer.seen[0].subject, writer.seen)


def reported(state: PrintState) -> PrintReported:
    """The first attempt ended like this."""
    return PrintReported(attempt=1, state=state, printer="ipp://p/1", job="7")


def test_a_paper_nobody_has_here_is_no_paper() -> None:
    """Scenario: its facts have not arrived at this window."""
    with pytest.raises(InputFault) as fault:
        rules.decide(c.Confirm(came_out=True), Paper(id="x"), context())
    assert "paper" in fault.value.faults


def test_each_print_is_an_attempt_under_the_same_number() -> None:
    """Scenario S55: the second try counts two."""
    body = rules.decide(c.Print(printer="ipp://p/1"), paper(reported(PrintState.FAILED)), context())
    assert isinstance(body, PrintReported)
    assert (body.attempt, body.state) == (2, PrintState.SUBMITTED)


@pytest.mark.parametrize(
    ("came_out", "state"), [(True, PrintState.HANDED_OVER), (False, PrintState.FAILED)]
)
def test_the_clerk_s_answer_is_the_outcome(came_out: bool, state: PrintState) -> None:
    """Scenario: 纸出来了吗？ yes, or no."""
    body = rules.decide(c.Confirm(came_out=came_out), paper(), context())
    assert isinstance(body, PrintReported)
    assert body.state is state


def test_what_nobody_has_is_no_reprint() -> None:
    """Scenario: a first print that failed is printed, not printed again."""
    with pytest.raises(Refusal):
        rules.decide(c.Reprint(reason=REASON), paper(reported(PrintState.FAILED)), context())


def test_a_reprint_that_names_somebody_says_why() -> None:
    """Scenario S61: the applicant's name comes out once more."""
    told = paper(reported(PrintState.PRINTED))
    with pytest.raises(InputFault):
        rules.decide(c.Reprint(reason="丢了"), told, context())
    assert rules.decide(c.Reprint(reason="申请人遗失"), told, context()) == ReprintAsked(
        reason="申请人遗失"
    )


def test_a_reprint_that_names_nobody_needs_no_reason() -> None:
    """Scenario: a guide slip without a name."""
    told = attrs.evolve(paper(reported(PrintState.PRINTED)), key_of="")
    assert rules.decide(c.Reprint(), told, context()) == ReprintAsked(reason="")


def test_a_voided_paper_does_nothing_any_more() -> None:
    """Scenario: it may not be printed, confirmed or voided again."""
    void = paper(PaperVoided(reason=REASON, approved_by="S07"))
    commands = (
        c.Print(printer="p"), c.Reprint(reason=REASON), c.Confirm(came_out=True),
        c.RequestVoid(reason=REASON), c.Void(),
    )  # fmt: skip
    for command in commands:
        with pytest.raises(Refusal):
            rules.decide(command, void, context())


def test_voiding_is_asked_for_once_with_a_reason() -> None:
    """Scenario: three characters explain nothing; a second request adds nothing."""
    with pytest.raises(InputFault) as fault:
        rules.decide(c.RequestVoid(reason="写错了"), paper(), context())
    assert "reason" in fault.value.faults
    assert rules.decide(c.RequestVoid(reason=REASON), paper(), context()) == VoidRequested(
        reason=REASON
    )
    with pytest.raises(Refusal):
        rules.decide(c.RequestVoid(reason=REASON), paper(VoidRequested(reason=REASON)), context())


@pytest.mark.parametrize(
    ("clerk", "roles", "is_allowed"),
    [
        ("S07", ("supervisor",), True),
        ("S08", ("administrator",), True),
        ("S04", ("clerk",), False),
        ("S03", ("supervisor",), False),
    ],
)
def test_who_agrees_is_a_second_person_of_rank(
    clerk: str, roles: tuple[str, ...], is_allowed: bool
) -> None:
    """Scenario: S03 asked; a supervisor or administrator agrees, never S03 himself."""
    asked = paper(VoidRequested(reason=REASON))
    here = context(clerk=clerk, roles=roles)
    if is_allowed:
        body = rules.decide(c.Void(), asked, here)
        assert body == PaperVoided(reason=REASON, approved_by=clerk)
    else:
        with pytest.raises(Refusal):
            rules.decide(c.Void(), asked, here)


def test_nobody_agrees_to_what_nobody_asked() -> None:
    """Scenario: a supervisor presses the key on a good paper."""
    with pytest.raises(Refusal):
        rules.decide(c.Void(), paper(), context(clerk="S07", roles=("supervisor",)))


@pytest.mark.parametrize(
    ("approver", "is_allowed"), [("S07", True), ("S04", False), ("S03", False), ("S99", False)]
)
def test_a_password_at_this_window_counts_as_the_second_person(
    approver: str, is_allowed: bool
) -> None:
    """Scenario: the supervisor stands beside the clerk S03."""
    command = c.Void(reason=REASON, approved_by=approver)
    if is_allowed:
        body = rules.decide(command, paper(), context())
        assert body == PaperVoided(reason=REASON, approved_by="S07")
    else:
        with pytest.raises(Refusal):
            rules.decide(command, paper(), context())


def test_the_fold_keeps_reprints_and_requests() -> None:
    """Scenario: the register shows why it was printed again and who wants it void."""
    found = paper(
        reported(PrintState.PRINTED), ReprintAsked(reason="遗失原件"), VoidRequested(reason=REASON)
    )
    assert found.reprints == ("遗失原件",)
    assert (found.void_request, found.void_requested_by) == (REASON, "S03")
    assert found.layout == "correction_notice"


def test_an_unknown_command_is_our_bug() -> None:
    """Nobody decides what has no rule."""
    with pytest.raises(TypeError):
        rules.decide(object(), paper(), context())


def test_a_citizen_signs_for_what_is_in_the_hand_and_once() -> None:
    """Scenario: signing before the paper is handed over, with a tap, twice."""
    told = reported(PrintState.HANDED_OVER)
    sign = c.Sign(strokes="1,1 2,2")
    with pytest.raises(Refusal):
        rules.decide(sign, paper(), context())
    with pytest.raises(InputFault):
        rules.decide(c.Sign(strokes=""), paper(told), context())
    body = rules.decide(sign, paper(told), context())
    signed = paper(told, body)
    assert signed.strokes == "1,1 2,2" and signed.signed_at is not None
    with pytest.raises(Refusal):
        rules.decide(sign, signed, context())
