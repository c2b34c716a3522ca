"""More time: asked before the due day, within the cap, granted by another person (A4.2, 42)."""

from datetime import date

import attrs
import pytest

from counter_app.domain.bodies import course as b
from counter_app.domain.cases import course_commands as c
from counter_app.domain.cases.course_values import ExtensionState
from counter_app.domain.cases.extending import approver_words
from counter_app.domain.cases.law import seen_now
from counter_app.domain.context import Context
from counter_app.domain.deadlines import Limit, Unit
from counter_app.domain.matters import CaseClass, MatterSpec
from tests.domain.applications import SPEC, case_of, do, refused
from tests.domain.courses import PLEDGED, boss, faults, on, running
from tests.domain.writers import Writer

WITHIN = c.RequestExtension(until=date(2026, 11, 24), reason="需要专家评审", paper="延1")
BEYOND = attrs.evolve(WITHIN, until=date(2026, 12, 8))
GRANT = c.ApproveExtension(opinion="同意", paper="延2")


def both(writer: Writer, where: Context) -> tuple[date | None, date | None]:
    """The pledged and the statutory day."""
    seen = seen_now(case_of(writer), where)
    return (
        seen.pledged.day if seen.pledged else None,
        seen.statutory.day if seen.statutory else None,
    )


def granted(command: c.RequestExtension, matter: MatterSpec = PLEDGED) -> Writer:
    """Asked on 2026-11-16, granted the same day."""
    writer = running(matter)
    do(writer, command, on("2026-11-16", matter))
    do(writer, GRANT, boss("2026-11-16", matter))
    return writer


def test_a_pledge_is_extended_within_the_statute() -> None:
    """S33 (A4.2): the promise moves to 11-24, the law's day stays, its approver is not asked."""
    writer = granted(WITHIN)
    assert both(writer, on("2026-11-16", PLEDGED)) == (date(2026, 11, 24), date(2026, 12, 1))
    (extension,) = case_of(writer).course.extensions
    assert not extension.is_statutory
    assert extension.approver == ""
    assert extension.answered_by == "S07"


def test_beyond_the_statute_both_days_move() -> None:
    """42: five working days more by law; the promise moves with it to the same day."""
    writer = granted(BEYOND)
    assert both(writer, on("2026-11-16", PLEDGED)) == (date(2026, 12, 8), date(2026, 12, 8))
    assert case_of(writer).course.extensions[0].approver == "本行政机关负责人"


def test_a_request_alone_moves_nothing() -> None:
    """A4.2: as long as nobody has granted it; rejected it never does."""
    writer = running(PLEDGED)
    do(writer, WITHIN, on("2026-11-16", PLEDGED))
    assert both(writer, on("2026-11-16", PLEDGED))[0] == date(2026, 11, 17)
    do(writer, c.RejectExtension(reason="进度正常"), boss("2026-11-16", PLEDGED))
    assert both(writer, on("2026-11-16", PLEDGED))[0] == date(2026, 11, 17)
    assert case_of(writer).course.extensions[0].state is ExtensionState.REJECTED
    assert case_of(writer).course.request is None


def test_the_cap_of_the_law_is_kept() -> None:
    """42: ten working days after 12-01 end on 12-15; the refusal names the last day."""
    command = attrs.evolve(WITHIN, until=date(2026, 12, 16))
    refusal = refused(running(PLEDGED), command, on("2026-11-16", PLEDGED))
    assert "第42条" in refusal.clause
    assert "2026-12-15" in refusal.help


def test_a_law_without_extension_allows_none() -> None:
    """42: the statute ends on 12-01 and stays there."""
    bare = attrs.evolve(PLEDGED, extension=None)
    refusal = refused(running(bare), BEYOND, on("2026-11-16", bare))
    assert "2026-12-01" in refusal.help


def test_natural_days_are_counted_as_such() -> None:
    """社保登记: a limit in natural days is extended by natural days."""
    natural = attrs.evolve(
        SPEC, statutory=Limit(20, Unit.CALENDAR_DAY), extension=Limit(10, Unit.CALENDAR_DAY)
    )
    writer = granted(attrs.evolve(WITHIN, until=date(2026, 11, 30)), natural)
    (extension,) = case_of(writer).course.extensions
    assert extension.statutory_days == 7
    assert both(writer, on("2026-11-16", natural))[1] == date(2026, 11, 30)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"reason": ""}, "reason"),
        ({"until": date(2026, 11, 21)}, "until"),
        ({"until": date(2026, 11, 17)}, "until"),
    ],
    ids=["no reason", "a Saturday", "not later than now"],
)
def test_the_request_names_a_working_day_and_a_reason(
    changes: dict[str, object], field: str
) -> None:
    """A4.2: each gap stands at its field."""
    command = attrs.evolve(WITHIN, **changes)
    assert faults(running(PLEDGED), command, on("2026-11-16", PLEDGED)) == {field}


def test_after_the_due_day_nothing_is_extended() -> None:
    """A4.2, 42: due on 12-01; on 12-02 the delay is explained instead."""
    refusal = refused(running(), attrs.evolve(WITHIN, until=date(2026, 12, 8)), on("2026-12-02"))
    assert "2026-12-01" in refusal.message
    assert "第42条" in refusal.clause


def test_a_lapsed_pledge_is_not_healed() -> None:
    """A4.2: after 11-17 the law's own extension is left, and it leaves the promise broken."""
    writer = running(PLEDGED)
    where = on("2026-11-20", PLEDGED)
    assert "A4.2" in refused(writer, WITHIN, where).clause
    do(writer, BEYOND, where)
    assert case_of(writer).course.extensions[0].pledged_days == 0
    bare = attrs.evolve(PLEDGED, extension=None)
    assert "第42条" in refused(running(bare), WITHIN, on("2026-11-20", bare)).clause


def test_one_request_waits_at_a_time() -> None:
    """A4.2: a second one before the answer is refused."""
    writer = running(PLEDGED)
    do(writer, WITHIN, on("2026-11-16", PLEDGED))
    assert refused(writer, WITHIN, on("2026-11-16", PLEDGED)).clause == "A4.2"


def test_a_case_is_extended_once() -> None:
    """A4.2 and 42: once on each ground, unless the hall set more for its pledges."""
    writer = granted(WITHIN)
    again = attrs.evolve(WITHIN, until=date(2026, 11, 26))
    where = on("2026-11-18", PLEDGED)
    assert refused(writer, again, where).clause == "A4.2"
    generous = attrs.evolve(where.hall.policy, extension_times=2)
    more = attrs.evolve(where, hall=attrs.evolve(where.hall, policy=generous))
    do(writer, again, more)
    law = granted(BEYOND)
    later = attrs.evolve(BEYOND, until=date(2026, 12, 10))
    assert "第42条" in refused(law, later, on("2026-11-18", PLEDGED)).clause


def test_a_case_reported_upward_has_no_clock_of_ours() -> None:
    """A4.1c: nothing of ours runs while the superior decides."""
    writer = running(PLEDGED)
    sent = b.ReferredUp(
        superior="晋中市示例局",
        document_number="",
        materials=(),
        sent_by="S03",
        paper="报1",
    )
    writer.write(sent, on("2026-11-10").now)
    assert refused(writer, WITHIN, on("2026-11-16", PLEDGED)).clause == "A4.2"


def test_a_case_without_a_limit_has_nothing_to_extend() -> None:
    """No due day."""
    timeless = attrs.evolve(SPEC, statutory=None)
    assert refused(running(), WITHIN, on("2026-11-16", timeless)).clause == "A4.2"


@pytest.mark.parametrize("command", [GRANT, c.RejectExtension(reason="进度正常")])
def test_nobody_answers_a_request_of_their_own(
    command: c.ApproveExtension | c.RejectExtension,
) -> None:
    """A4.2: the supervisor who asked needs another one; a clerk answers none at all."""
    writer = running(PLEDGED)
    writer.clerk = "S07"
    do(writer, WITHIN, boss("2026-11-16", PLEDGED))
    itself = refused(writer, command, boss("2026-11-16", PLEDGED))
    clerk = refused(writer, command, on("2026-11-16", PLEDGED))
    assert (itself.clause, clerk.clause) == ("A4.2", "A4.2")
    assert itself.message != clerk.message


def test_without_a_request_there_is_nothing_to_answer() -> None:
    """A4.2: no request waits; a rejection without its reason is asked for it."""
    writer = running(PLEDGED)
    assert refused(writer, GRANT, boss("2026-11-16", PLEDGED)).clause == "A4.2"
    do(writer, WITHIN, on("2026-11-16", PLEDGED))
    empty = c.RejectExtension(reason="")
    assert faults(writer, empty, boss("2026-11-16", PLEDGED)) == {"reason"}


@pytest.mark.parametrize("command", [WITHIN, BEYOND], ids=["pledge", "statute"])
def test_a_request_lapses_with_the_day_it_would_move(command: c.RequestExtension) -> None:
    """A4.2: asked in time, answered after the day: too late for both."""
    writer = running(PLEDGED)
    do(writer, command, on("2026-11-16", PLEDGED))
    assert "第42条" in refused(writer, GRANT, boss("2026-12-02", PLEDGED)).clause


@pytest.mark.parametrize(
    ("matter", "words"),
    [
        (attrs.evolve(SPEC, extension_approver=""), "本行政机关负责人"),
        (
            attrs.evolve(SPEC, extension_approver="", case_class=CaseClass.JOINT),
            "本级人民政府负责人",
        ),
        (attrs.evolve(SPEC, extension_approver="分管县长"), "分管县长"),
    ],
)
def test_the_law_names_who_approves(matter: MatterSpec, words: str) -> None:
    """42: the head of the organ; of the government where it is joint; else as the guide says."""
    assert approver_words(matter) == words


# -- facts that arrive late


def test_a_request_in_a_case_that_ended_is_kept_without_effect() -> None:
    """Another window had withdrawn it."""
    writer = running(PLEDGED)
    writer.write(b.Withdrawn(reason="不办了", returned=(), paper="退1"), on("2026-11-10").now)
    asked = writer.write(request(), on("2026-11-16").now)
    case = case_of(writer)
    assert asked.id in case.not_effective
    assert case.course.extensions == ()


def request() -> b.ExtensionRequested:
    """A request as a window writes it."""
    return b.ExtensionRequested(
        until=date(2026, 11, 24),
        pledged_days=5,
        statutory_days=0,
        reason="需要专家评审",
        progress="",
        opinion="",
        approver="",
        paper="延1",
    )


def test_an_approval_answers_the_request_it_names() -> None:
    """Granted at one window, rejected at another meanwhile: the first answer stands."""
    writer = running(PLEDGED)
    asked = writer.write(request(), on("2026-11-16").now)
    writer.write(b.ExtensionRejected(request=asked.id, reason="不同意"), on("2026-11-16 11:00").now)
    late = writer.write(
        b.ExtensionApproved(request=asked.id, approved_by="S07", opinion="", paper="延2"),
        on("2026-11-16 12:00").now,
    )
    case = case_of(writer)
    assert case.course.extensions[0].state is ExtensionState.REJECTED
    assert late.id in case.not_effective


FAR = date(2099, 6, 1)


@pytest.mark.parametrize(
    "command",
    [
        attrs.evolve(WITHIN, until=FAR),
        c.BeginSpecialProcedure(
            procedure="检验",
            conductor="示例检验所",
            reason="需要检验",
            starts_on=date(2026, 11, 17),
            ends_on=FAR,
            paper="特1",
        ),
    ],
)
def test_a_day_outside_every_calendar_is_refused(
    command: c.RequestExtension | c.BeginSpecialProcedure,
) -> None:
    """行政许可法 82: nobody knows whether 2099-06-01 is worked: the way out names the year."""
    refusal = refused(running(PLEDGED), command, on("2026-11-16", PLEDGED))
    assert "第82条" in refusal.clause
    assert "2028" in refusal.help
