"""Acceptance against a promise (容缺受理), and licences renewed by silence (行政许可法 50)."""

from datetime import date

import attrs
import pytest

from counter_app.domain.bodies import course as b
from counter_app.domain.bodies.case import Verdict
from counter_app.domain.cases import commands
from counter_app.domain.cases import course_commands as c
from counter_app.domain.cases.clocks import Standing
from counter_app.domain.cases.law import seen_now
from counter_app.domain.cases.state import CaseState
from tests.domain.applications import SPEC, case_of, do, refused
from tests.domain.courses import boss, faults, on, running
from tests.domain.writers import Writer, guide, received

LAST = SPEC.materials[-1]
DEFERRABLE = attrs.evolve(
    SPEC, materials=(*SPEC.materials[:-1], attrs.evolve(LAST, deferrable=True))
)
PROMISE = c.AcceptConditionally(supply_by=date(2026, 11, 10), paper="受1", undertaking="容1")
SUPPLY = c.SupplyPromised(materials=(LAST.id,))
NURSE = guide("JC-WS-009")
LICENCE = c.NoteLicence(licence="护证1", expires_on=date(2026, 12, 31))


def judged(verdicts: dict[str, Verdict]) -> Writer:
    """Received on 2026-11-03, every material in order but those named."""
    writer = received()
    for one in SPEC.materials:
        verdict = verdicts.get(one.id, Verdict.IN_ORDER)
        is_bad = verdict is Verdict.NOT_IN_FORM
        judge = commands.Judge(
            material=one.id,
            verdict=verdict,
            problem="未签名" if is_bad else "",
            cure="请签名" if is_bad else "",
        )
        if one.required.value != "when_by_agent":
            do(writer, judge, on("2026-11-03", DEFERRABLE))
    return writer


def promised() -> Writer:
    """Accepted on 2026-11-03 although the last material follows by 11-10."""
    writer = judged({LAST.id: Verdict.MISSING})
    do(writer, PROMISE, on("2026-11-03", DEFERRABLE))
    return writer


def test_what_may_follow_is_promised_in_writing() -> None:
    """3.4: accepted today, the clock runs; what is outstanding and until when is kept."""
    case = case_of(promised())
    assert case.state is CaseState.ACCEPTED
    assert case.accepted_on == date(2026, 11, 3)
    assert case.course.undertaking is not None
    assert case.course.undertaking.outstanding == (LAST.id,)
    assert case.papers == ("容1", "受1")
    assert seen_now(case, on("2026-11-04", DEFERRABLE)).supply_by == date(2026, 11, 10)


def test_what_came_is_no_longer_outstanding() -> None:
    """3.4: supplied, it counts as in order, and nothing is owed any more."""
    writer = promised()
    do(writer, SUPPLY, on("2026-11-09", DEFERRABLE))
    case = case_of(writer)
    assert case.verdict(LAST.id) is Verdict.IN_ORDER
    assert seen_now(case, on("2026-11-09", DEFERRABLE)).supply_by is None
    assert refused(writer, SUPPLY, on("2026-11-09", DEFERRABLE)).clause == "容缺受理"


@pytest.mark.parametrize(
    "verdicts",
    [
        {},
        {SPEC.materials[0].id: Verdict.MISSING, LAST.id: Verdict.MISSING},
        {LAST.id: Verdict.NOT_IN_FORM},
    ],
    ids=["nothing missing", "the application itself", "there but not in form"],
)
def test_only_missing_papers_marked_so_may_follow(verdicts: dict[str, Verdict]) -> None:
    """3.4: 主件 can never follow; what is there and wrong is corrected instead."""
    where = on("2026-11-03", DEFERRABLE)
    assert refused(judged(verdicts), PROMISE, where).clause == "容缺受理"


def test_who_broke_a_promise_gives_no_other() -> None:
    """失信者不适用: the refusal names the earlier case."""
    broken = attrs.evolve(PROMISE, broken_before="件9")
    refusal = refused(judged({LAST.id: Verdict.MISSING}), broken, on("2026-11-03", DEFERRABLE))
    assert "件9" in refusal.message


def test_the_day_of_supply_lies_ahead() -> None:
    """3.4: today is no promise."""
    today = attrs.evolve(PROMISE, supply_by=date(2026, 11, 3))
    writer = judged({LAST.id: Verdict.MISSING})
    assert faults(writer, today, on("2026-11-03", DEFERRABLE)) == {"supply_by"}


def test_nothing_is_supplied_that_was_not_promised() -> None:
    """3.4: another material, none at all; and a case in which nothing was promised."""
    where = on("2026-11-09", DEFERRABLE)
    for materials in ((), ("m01",)):
        assert faults(promised(), c.SupplyPromised(materials=materials), where) == {"materials"}
    assert refused(running(), SUPPLY, where).clause == "容缺受理"


def test_a_promise_in_an_accepted_case_is_kept_without_effect() -> None:
    """Accepted at another window meanwhile; what was supplied is judged in order all the same."""
    writer = running()
    body = b.AcceptedConditionally(
        accepted_on=date(2026, 11, 4),
        materials=(LAST.id,),
        supply_by=date(2026, 11, 10),
        paper="受2",
        undertaking="容1",
    )
    late = writer.write(body, on("2026-11-04").now)
    came = writer.write(b.PromisedSupplied(materials=(LAST.id,)), on("2026-11-05").now)
    case = case_of(writer)
    assert {late.id, came.id} <= set(case.not_effective)
    assert case.course.undertaking is None
    assert case.verdict(LAST.id) is Verdict.IN_ORDER


# -- renewal


def renewing() -> Writer:
    """A nurse asks on 2026-11-03 for the renewal of a licence that ends on 2026-12-31."""
    writer = running(NURSE)
    do(writer, LICENCE, on("2026-11-03", NURSE))
    return writer


def test_silence_renews_what_was_asked_for_in_time() -> None:
    """50: undecided on 2027-01-01 the licence counts as renewed; a supervisor confirms it."""
    writer = renewing()
    assert seen_now(case_of(writer), on("2026-12-31", NURSE)).standing is Standing.ACCEPTED
    after = boss("2027-01-01", NURSE)
    seen = seen_now(case_of(writer), after)
    assert seen.standing is Standing.DEEMED_RENEWED
    assert seen.renewal is not None
    assert seen.renewal.deemed_on == date(2027, 1, 1)
    assert "第50条" in refused(writer, c.ConfirmRenewal(), on("2027-01-01", NURSE)).clause
    do(writer, c.ConfirmRenewal(), after)
    assert case_of(writer).course.renewal_confirmed_at == after.now
    assert "第50条" in refused(writer, c.ConfirmRenewal(), after).clause


def test_asked_too_late_silence_renews_nothing() -> None:
    """50: thirty days before the end, 2026-11-20 asks too late for 2026-12-10."""
    writer = running(NURSE)
    short = attrs.evolve(LICENCE, expires_on=date(2026, 11, 20))
    do(writer, short, on("2026-11-03", NURSE))
    seen = seen_now(case_of(writer), boss("2026-12-01", NURSE))
    assert seen.standing is Standing.ACCEPTED
    assert "第50条" in refused(writer, c.ConfirmRenewal(), boss("2026-12-01", NURSE)).clause


def test_a_licence_that_ended_is_not_renewed() -> None:
    """50: it ended the day before the application came."""
    dead = attrs.evolve(LICENCE, expires_on=date(2026, 11, 2))
    assert "第50条" in refused(running(NURSE), dead, on("2026-11-03", NURSE)).clause


def test_a_licence_has_a_number() -> None:
    """50: the gap stands at its field."""
    nameless = attrs.evolve(LICENCE, licence="")
    assert faults(running(NURSE), nameless, on("2026-11-03", NURSE)) == {"licence"}


def test_a_service_renews_nothing() -> None:
    """50 speaks of permits; a decided case takes no licence any more."""
    service = attrs.evolve(SPEC, permit_law_applies=False)
    assert "第50条" in refused(running(), LICENCE, on("2026-11-03", service)).clause
    writer = renewing()
    writer.write(b.Withdrawn(reason="不办了", returned=(), paper="退1"), on("2026-11-10").now)
    assert "第50条" in refused(writer, LICENCE, on("2026-11-11", NURSE)).clause


def test_a_confirmation_after_the_end_is_kept_without_effect() -> None:
    """Withdrawn at one window, confirmed at another."""
    writer = renewing()
    writer.write(b.Withdrawn(reason="不办了", returned=(), paper="退1"), on("2026-11-10").now)
    late = writer.write(b.RenewalConfirmed(confirmed_by="S07"), on("2027-01-04").now)
    case = case_of(writer)
    assert late.id in case.not_effective
    assert case.course.renewal_confirmed_at is None
