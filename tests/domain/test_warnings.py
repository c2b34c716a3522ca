"""Lights from a row, and the register of what the law was not kept in (rules 3.5, A3.5, A4.3)."""

from datetime import date, timedelta

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.bodies import case as b
from counter_app.domain.bodies.course import Outcome
from counter_app.domain.cases import commands
from counter_app.domain.cases import course_commands as c
from counter_app.domain.cases.law import seen_now
from counter_app.domain.cases.state import fold
from counter_app.domain.cases.warnings import (
    Breach,
    Watch,
    is_untold,
    original_due,
    records,
    watch,
)
from counter_app.domain.context import Context
from counter_app.domain.deadlines import Limit, Unit
from counter_app.domain.matters import CaseClass, MatterSpec
from tests.domain.applications import SPEC, case_of, do, judged
from tests.domain.courses import PLEDGED, boss, on, running
from tests.domain.test_course_clocks import DISPATCH
from tests.domain.test_ending import DONE, GRANT, SERVE, decided
from tests.domain.test_explaining import ANSWER
from tests.domain.test_extending import WITHIN, granted
from tests.domain.test_referring import UPWARD, reported
from tests.domain.writers import MORNING, Writer, received

SPOT = attrs.evolve(
    SPEC, case_class=CaseClass.ON_THE_SPOT, statutory=None, permit_law_applies=False
)
SPOT_WITHIN = attrs.evolve(SPEC, case_class=CaseClass.ON_THE_SPOT)


def breaches(writer: Writer, where: Context) -> list[tuple[Breach, date]]:
    """What the register says of the case: breach and first bad day."""
    assert where.matter is not None
    rows = records(case_of(writer), where.now, where.matter, where.calendar, where.hall)
    return [(one.breach, one.since) for one in rows]


def told(writer: Writer, paper: str, when: str) -> None:
    """The notice `paper` reached the applicant."""
    fact = b.Told(paper=paper, paper_kind="correction_notice")
    writer.write(fact, on(when).now)


# -- the register


def test_a_case_in_order_has_no_row() -> None:
    """Accepted, decided and delivered in time."""
    writer = decided()
    do(writer, SERVE, on("2026-11-17"))
    assert breaches(writer, on("2026-12-31")) == []


def test_silence_is_a_row_from_the_last_day_on() -> None:
    """32(四): nothing told by 11-10; the acceptance written afterwards leaves the row."""
    writer = judged()
    assert breaches(writer, on("2026-11-10")) == []
    assert (Breach.NOT_TOLD, date(2026, 11, 10)) in breaches(writer, on("2026-11-11"))
    do(writer, commands.Accept(paper="受1"), on("2026-11-11"))
    assert breaches(writer, on("2026-11-11")) == [(Breach.NOT_TOLD, date(2026, 11, 10))]


def test_told_too_late_is_a_row_even_where_it_stopped_nothing() -> None:
    """32(四): the notice left the printer the day after."""
    writer = judged(missing=("m01",))
    do(writer, commands.AskCorrection(paper="补1"), on("2026-11-10"))
    told(writer, "补1", "2026-11-11")
    assert breaches(writer, on("2026-11-11"))[0] == (Breach.NOT_TOLD, date(2026, 11, 10))


def test_a_second_notice_with_something_new_is_a_row() -> None:
    """72(四): the row names the notice, and a plain repetition makes none."""
    writer = judged(missing=("m01",))
    do(writer, commands.AskCorrection(paper="补1"), on("2026-11-04"))
    told(writer, "补1", "2026-11-04")
    do(writer, commands.Judge(material="m02", verdict=b.Verdict.MISSING), on("2026-11-05"))
    asking = commands.AskCorrection(paper="补2", override_reason="首次遗漏")
    do(writer, asking, boss("2026-11-05"))
    where = on("2026-11-05")
    (row,) = records(case_of(writer), where.now, SPEC, where.calendar, where.hall)
    assert (row.breach, row.paper, row.since) == (Breach.TOLD_TWICE, "补2", date(2026, 11, 5))


def test_a_decision_after_the_day_is_a_row_for_good() -> None:
    """42: due on 12-01; open on 12-02, and decided on 12-03 all the same."""
    writer = running()
    assert breaches(writer, on("2026-12-02")) == [(Breach.OVERDUE, date(2026, 12, 2))]
    late = attrs.evolve(GRANT, decided_on=date(2026, 12, 3))
    do(writer, late, on("2026-12-03"))
    assert (Breach.OVERDUE, date(2026, 12, 2)) in breaches(writer, on("2027-03-01"))


def test_on_the_spot_means_before_closing() -> None:
    """A4.1a: open at 17:31 is a row; finished in the morning is none, nor next month."""
    writer = judged()
    assert breaches(writer, on("2026-11-03 17:30", SPOT)) == []
    assert breaches(writer, on("2026-11-03 17:31", SPOT)) == [
        (Breach.ON_THE_SPOT, date(2026, 11, 3))
    ]
    do(writer, DONE, on("2026-11-03", SPOT))
    assert breaches(writer, on("2026-12-03", SPOT)) == []


def test_told_what_to_correct_the_spot_is_not_owed() -> None:
    """32(四): a correction notice in the citizen's hand the same day."""
    writer = judged(missing=("m01",))
    do(writer, commands.AskCorrection(paper="补1"), on("2026-11-03", SPOT))
    told(writer, "补1", "2026-11-03")
    assert breaches(writer, on("2026-11-09", SPOT)) == []


def test_where_the_law_has_a_limit_acceptance_the_same_day_is_enough() -> None:
    """市场主体登记 19: what cannot be done at once has its limit from acceptance."""
    assert breaches(running(SPOT_WITHIN), on("2026-11-09", SPOT_WITHIN)) == []


def test_withdrawn_before_closing_nothing_was_owed() -> None:
    """A4.1a: the citizen changed his mind at noon."""
    writer = judged()
    do(writer, c.Withdraw(reason="不办了", paper="退1"), on("2026-11-03 12:00", SPOT))
    assert breaches(writer, on("2026-11-09", SPOT)) == []


def test_an_extension_is_told_and_explained_before_the_day_it_moves() -> None:
    """A4.2, 42: granted for 11-17; nothing told by then is a row from 11-18 on."""
    writer = granted(WITHIN)
    assert breaches(writer, on("2026-11-17", PLEDGED)) == []
    assert breaches(writer, on("2026-11-18", PLEDGED)) == [
        (Breach.NOT_EXPLAINED, date(2026, 11, 18))
    ]
    assert is_untold(case_of(writer))


def test_told_and_explained_in_time_is_no_row() -> None:
    """A4.2: both on 11-16."""
    writer = granted(WITHIN)
    told(writer, "延2", "2026-11-16")
    explained = c.Explain(about="extension", way="电话", said="需要专家评审")
    do(writer, explained, on("2026-11-16", PLEDGED))
    assert breaches(writer, on("2026-11-20", PLEDGED)) == []
    assert not is_untold(case_of(writer))


def test_an_extension_of_a_case_without_limit_moves_no_day() -> None:
    """A guide that lost its limit: no day was missed."""
    writer = granted(WITHIN)
    case = case_of(writer)
    timeless = attrs.evolve(SPEC, statutory=None)
    where = on("2026-11-18", timeless)
    (extension,) = case.course.extensions
    assert original_due(case, extension, timeless, where.calendar, where.hall) is None
    assert breaches(writer, where) == []


def test_delivery_and_call_have_their_days() -> None:
    """44 and 劳务派遣: decided on 11-16: call by 11-23, deliver by 11-30."""
    writer = running(DISPATCH)
    do(writer, GRANT, on("2026-11-16", DISPATCH))
    assert breaches(writer, on("2026-11-23", DISPATCH)) == []
    assert breaches(writer, on("2026-12-01", DISPATCH)) == [
        (Breach.NOT_DELIVERED, date(2026, 12, 1)),
        (Breach.NOT_CALLED, date(2026, 11, 24)),
    ]


def test_an_answer_stays_with_its_row() -> None:
    """A3.5: answered, the row is still there, with what was said of it."""
    writer = running()
    do(writer, ANSWER, boss("2026-12-02"))
    where = on("2026-12-02")
    (row,) = records(case_of(writer), where.now, SPEC, where.calendar, where.hall)
    assert row.answer is not None
    assert row.answer.answer == "交接遗漏"


def test_a_case_that_has_not_arrived_has_neither_rows_nor_watch() -> None:
    """Its receipt is on the way; no extension of it has a day."""
    case, where = fold("w09-000001:1:0", ()), on("2026-11-18")
    assert records(case, where.now, SPEC, where.calendar, where.hall) == ()
    assert watch(case, SPEC, where.calendar, where.hall) == Watch()
    assert Watch().remaining(where.now, where.calendar) is None
    (extension,) = case_of(granted(WITHIN)).course.extensions
    orphan = attrs.evolve(case, course=attrs.evolve(case.course, extensions=(extension,)))
    assert original_due(orphan, extension, SPEC, where.calendar, where.hall) is None


# -- a row tells what the fold tells


def pleading() -> Writer:
    """Withdrawn before anything was decided."""
    writer = received()
    do(writer, c.Withdraw(reason="不办了", paper="退1"), on("2026-11-04"))
    return writer


def corrected() -> Writer:
    """Told in time what is missing."""
    writer = judged(missing=("m01",))
    do(writer, commands.AskCorrection(paper="补1"), on("2026-11-04"))
    told(writer, "补1", "2026-11-04")
    return writer


CASES: list[tuple[Writer, MatterSpec]] = [
    (received(), SPEC),
    (judged(), SPOT),
    (judged(), SPOT_WITHIN),
    (running(), SPEC),
    (running(PLEDGED), PLEDGED),
    (granted(WITHIN), PLEDGED),
    (decided(), SPEC),
    (reported(), UPWARD),
    (pleading(), SPEC),
    (corrected(), SPEC),
    (received(), attrs.evolve(SPEC, statutory=Limit(3, Unit.CALENDAR_DAY))),
]


@pytest.mark.parametrize("place", range(len(CASES)))
@given(minutes=st.integers(0, 60 * 24 * 80))
def test_a_row_tells_what_the_fold_tells(place: int, minutes: int) -> None:
    """3.5: owed, day, light and remaining of a list line equal those of the opened case."""
    writer, matter = CASES[place]
    where = attrs.evolve(on("2026-11-03", matter), now=MORNING + timedelta(minutes=minutes))
    case = case_of(writer)
    kept, seen = watch(case, matter, where.calendar, where.hall), seen_now(case, where)
    warn = where.hall.policy.warn_working_days
    assert kept.owed_at(where.now) == (seen.owed, seen.owed_on)
    assert kept.light(where.now, where.calendar, warn) is seen.light
    assert kept.remaining(where.now, where.calendar) == seen.remaining


def test_a_decision_outside_the_law_is_not_explained_away() -> None:
    """A refusal in time needs no explanation of lateness."""
    writer = running()
    refused = attrs.evolve(
        GRANT, outcome=Outcome.REFUSED, reason="核查不合格", basis="食品安全法 第35条"
    )
    do(writer, refused, on("2026-11-16"))
    assert not is_untold(case_of(writer))
