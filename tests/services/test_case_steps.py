"""Beside a case stands what fits it, allowed or with the reason why not (item 9, A1.5.3)."""

from datetime import date

import attrs
import pytest

from counter_app.domain.bodies.case import Verdict
from counter_app.domain.cases.state import Case, fold
from counter_app.domain.context import Context
from counter_app.domain.matters import CaseClass
from counter_app.services.case_steps import Possible, possible
from tests.domain.applications import SPEC, case_of, do, judged
from tests.domain.courses import boss, on, running
from tests.domain.test_ending import GRANT, SERVE, decided
from tests.domain.test_ending_back import LIMITED, in_correction
from tests.domain.test_extending import WITHIN, granted
from tests.domain.test_pausing import ASK, OFFER, REVIEW
from tests.domain.test_promising import DEFERRABLE, LAST, NURSE, promised, renewing
from tests.domain.test_promising import judged as judged_but
from tests.domain.test_referring import JOINT, TOGETHER, UPWARD, reported
from tests.domain.writers import Writer, received


def steps(writer: Writer, where: Context) -> dict[str, Possible]:
    """Everything that fits, by its id."""
    return {one.id: one for one in possible(case_of(writer), where)}


def allowed(writer: Writer, where: Context) -> set[str]:
    """What the law allows now, but for what is always so."""
    found = {id for id, one in steps(writer, where).items() if one.allowed}
    return found - {"receipt", "judge", "withdraw"}


def test_what_is_refused_says_why_and_by_which_clause() -> None:
    """Everything that fits and is not allowed has its reason; the law's no its clause."""
    for one in possible(case_of(running()), on("2026-12-02")):
        assert one.allowed or one.reason
    late = steps(running(), on("2026-12-02"))["request_extension"]
    assert "第42条" in late.clause


def test_a_running_permit_is_decided_paused_or_extended() -> None:
    """No extension was granted, nothing is late: nothing to explain."""
    assert allowed(running(), on("2026-11-16")) == {
        "decide",
        "begin_procedure",
        "request_extension",
        "offer_hearing",
    }


def test_a_request_is_answered_by_a_supervisor() -> None:
    """A4.2: the clerk sees it and reads who answers; the supervisor may."""
    writer = running()
    do(writer, attrs.evolve(WITHIN, until=date(2026, 12, 8)), on("2026-11-16"))
    assert not steps(writer, on("2026-11-16"))["approve_extension"].allowed
    assert {"approve_extension", "reject_extension"} <= allowed(writer, boss("2026-11-16"))


def test_what_was_extended_or_late_is_explained() -> None:
    """A4.2, A4.3: each explanation appears when there is something to explain."""
    assert "explain_extension" in allowed(granted(WITHIN), on("2026-11-16"))
    assert "explain_delay" in allowed(running(), on("2026-12-02"))


def test_a_procedure_under_way_is_ended_first() -> None:
    """45: its end is offered; the decision waits for it."""
    writer = running()
    do(writer, REVIEW, on("2026-11-09"))
    where = on("2026-11-12")
    assert "end_procedure" in allowed(writer, where)
    assert not steps(writer, where)["decide"].allowed


def test_a_hearing_goes_step_by_step() -> None:
    """47–48: told, asked for, set: one is offered at a time."""
    writer = running()
    do(writer, OFFER, on("2026-11-04"))
    assert "ask_hearing" in allowed(writer, on("2026-11-05"))
    do(writer, ASK, on("2026-11-05"))
    assert "set_hearing" in allowed(writer, on("2026-11-05"))
    assert "ask_hearing" not in steps(writer, on("2026-11-05"))


def test_a_case_reported_upward_has_the_steps_of_the_superior() -> None:
    """A4.1c: first the report; then question and reply, no pause and no extension."""
    where = on("2026-11-09", UPWARD)
    assert "refer_up" in allowed(running(UPWARD), where)
    after = steps(reported(), where)
    assert after["contact_superior"].allowed
    assert after["note_reply"].allowed
    assert {"begin_procedure", "request_extension"}.isdisjoint(after)


def test_a_joint_case_waits_for_its_departments() -> None:
    """26: begun once, then each answer."""
    writer = running(JOINT)
    where = on("2026-11-04", JOINT)
    assert "begin_joint" in allowed(writer, where)
    do(writer, TOGETHER, where)
    assert "answer_department" in allowed(writer, where)


def test_what_may_follow_is_offered_as_a_promise() -> None:
    """3.4: offered while it is missing; afterwards its arrival, and its end past the day."""
    where = on("2026-11-03", DEFERRABLE)
    assert "accept_conditionally" in allowed(judged_but({LAST.id: Verdict.MISSING}), where)
    assert "supply_promised" in allowed(promised(), on("2026-11-09", DEFERRABLE))
    assert "end_unsupplied" in allowed(promised(), on("2026-11-11", DEFERRABLE))


def test_a_renewal_notes_its_licence_and_is_confirmed() -> None:
    """50: the licence first; silence is confirmed by a supervisor."""
    assert "note_licence" in allowed(running(NURSE), on("2026-11-03", NURSE))
    assert "confirm_renewal" in allowed(renewing(), boss("2027-01-04", NURSE))


def test_a_decided_case_is_delivered() -> None:
    """44: call and delivery; late it is explained as well."""
    assert allowed(decided(), on("2026-11-17")) == {"serve", "tell_collection"}
    writer = running()
    do(writer, attrs.evolve(GRANT, decided_on=date(2026, 12, 3)), on("2026-12-03"))
    assert "explain_delay" in allowed(writer, on("2026-12-03"))


def test_a_case_that_ended_is_filed() -> None:
    """档案法 14: nothing else is left to do."""
    writer = decided()
    do(writer, SERVE, on("2026-11-17"))
    assert allowed(writer, on("2026-11-17")) == {"archive"}


def test_a_service_is_sent_back_or_done_on_the_spot() -> None:
    """A4.1a, A4.1d: both are offered before any acceptance."""
    spot = attrs.evolve(
        SPEC, case_class=CaseClass.ON_THE_SPOT, statutory=None, permit_law_applies=False
    )
    assert {"decide", "return"} <= allowed(judged(), on("2026-11-03", spot))
    assert "decide" in allowed(judged(), boss("2026-11-04", spot))


def test_a_correction_that_never_came_is_ended() -> None:
    """3.2: after the limit of the guide."""
    assert "end_uncorrected" in allowed(in_correction(), on("2026-11-11", LIMITED))
    assert "end_objectless" in allowed(received(), boss("2026-11-04"))


def test_a_service_without_a_list_has_nothing_that_stops_its_clock() -> None:
    """45 is for permits: the reason stands beside the greyed step."""
    service = attrs.evolve(SPEC, permit_law_applies=False)
    assert not steps(running(), on("2026-11-04", service))["begin_procedure"].allowed


def test_a_case_whose_receipt_has_not_arrived_says_so() -> None:
    """The steps of intake, each greyed with that reason."""
    empty: Case = fold("w09-000001:1:0", ())
    found = {one.id: one for one in possible(empty, on("2026-11-04"))}
    assert not found["accept"].allowed
    assert found["accept"].reason
    assert not found["judge"].allowed


def test_asking_what_is_possible_writes_nothing() -> None:
    """The rules are asked with samples; the case is as it was."""
    writer = reported()
    before = case_of(writer)
    possible(before, on("2026-11-09", UPWARD))
    assert case_of(writer) == before


@pytest.mark.parametrize("day", ["2026-11-04", "2026-12-02"])
def test_every_reason_is_in_chinese(day: str) -> None:
    """What a clerk reads beside a greyed button."""
    for one in possible(case_of(running()), on(day)):
        assert one.allowed or not one.reason.isascii()


def test_what_cannot_have_happened_yet_is_greyed_with_its_reason() -> None:
    """A4.3: an entry of 11-02 in a case accepted on 11-03: no decision lies before that day."""
    decide = steps(running(), on("2026-11-02"))["decide"]
    assert not decide.allowed
    assert "2026-11-03" in decide.reason
