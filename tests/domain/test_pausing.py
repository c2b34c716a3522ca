"""What stops the clock: the list of 行政许可法 45 alone, told in writing; hearings 46–48."""

from datetime import date

import attrs
import pytest

from counter_app.domain.bodies import case as told_bodies
from counter_app.domain.bodies import course as b
from counter_app.domain.cases import course_commands as c
from counter_app.domain.cases.clocks import view
from counter_app.domain.cases.law import seen_now
from counter_app.domain.cases.pausing import hold_hearing_by, procedures
from counter_app.domain.context import Context
from counter_app.domain.errors import Refusal
from tests.domain.applications import SPEC, case_of, do, refused
from tests.domain.courses import faults, on, running
from tests.domain.writers import Writer, calendar, guide, hall, received

REVIEW = c.BeginSpecialProcedure(
    procedure="专家评审",
    conductor="示例评审组",
    reason="需要专家评审",
    starts_on=date(2026, 11, 10),
    ends_on=date(2026, 11, 17),
    paper="特1",
)
BEFORE = on("2026-11-09")
WATER = guide("JC-SL-029")


def due(writer: Writer, where: Context) -> date:
    """The day the citizen is given."""
    seen = seen_now(case_of(writer), where).due
    assert seen is not None
    return seen.day


def tell(writer: Writer, paper: str, where: Context) -> None:
    """The notice reached the applicant."""
    writer.write(told_bodies.Told(paper=paper, paper_kind="special_procedure_notice"), where.now)


def test_only_days_told_in_writing_are_excluded() -> None:
    """S28 (45): six working days move the day by six, from the moment the notice is handed over."""
    writer = running()
    do(writer, REVIEW, BEFORE)
    assert due(writer, BEFORE) == date(2026, 12, 1)
    tell(writer, "特1", BEFORE)
    assert due(writer, BEFORE) == date(2026, 12, 9)


def test_a_procedure_that_ends_early_stops_excluding() -> None:
    """The review is over on 11-12: three days do not count, the three told beside them do."""
    writer = running()
    do(writer, REVIEW, BEFORE)
    tell(writer, "特1", BEFORE)
    ended = c.EndSpecialProcedure(paper="特1", ended_on=date(2026, 11, 12))
    do(writer, ended, on("2026-11-13"))
    assert due(writer, on("2026-11-13")) == date(2026, 12, 4)


def test_a_procedure_under_way_is_seen() -> None:
    """Between its days it is shown; before and after it is not."""
    writer = running()
    do(writer, REVIEW, BEFORE)
    seen = [
        bool(seen_now(case_of(writer), on(day)).pauses)
        for day in ("2026-11-09", "2026-11-10", "2026-11-17", "2026-11-18")
    ]
    assert seen == [False, True, True, False]


def test_what_no_law_lists_does_not_stop_the_clock() -> None:
    """S29: 领导出差 is refused by 第45条, and the refusal lists what may."""
    command = attrs.evolve(REVIEW, procedure="领导出差")
    refusal = refused(running(), command, BEFORE)
    assert "第45条" in refusal.clause
    assert "专家评审" in refusal.help


def test_a_matter_of_another_law_names_its_own() -> None:
    """取水许可: 征求有关部门意见 beside the list; a service that is no permit has no list."""
    own = attrs.evolve(WATER, excluded_procedures=("征求有关部门意见",))
    assert procedures(own)[-1] == "征求有关部门意见"
    service = attrs.evolve(SPEC, permit_law_applies=False)
    assert procedures(service) == ()
    where = on("2026-11-09", service)
    assert "第45条" in refused(running(), REVIEW, where).clause
    writer = running()
    named = attrs.evolve(SPEC, excluded_procedures=("征求有关部门意见",))
    do(writer, attrs.evolve(REVIEW, procedure="征求有关部门意见"), on("2026-11-09", named))
    (pause,) = case_of(writer).course.pauses
    assert (pause.procedure, pause.name) == (b.Procedure.OWN, "征求有关部门意见")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"conductor": ""}, "conductor"),
        ({"reason": ""}, "reason"),
        ({"starts_on": date(2026, 11, 6)}, "starts_on"),
        ({"ends_on": date(2026, 11, 9)}, "ends_on"),
    ],
)
def test_a_notice_says_who_why_and_how_long(changes: dict[str, object], field: str) -> None:
    """45: each gap stands at its field; a procedure does not begin before it is told."""
    command = attrs.evolve(REVIEW, **changes)
    assert faults(running(), command, BEFORE) == {field}


def test_after_the_due_day_nothing_stops_the_clock() -> None:
    """45: the evening of 12-01 has passed."""
    late = attrs.evolve(REVIEW, starts_on=date(2026, 12, 2), ends_on=date(2026, 12, 4))
    assert "2026-12-01" in refused(running(), late, on("2026-12-02")).message


def test_a_case_without_a_limit_may_be_paused() -> None:
    """No due day: nothing has expired, the notice is written all the same."""
    timeless = attrs.evolve(SPEC, statutory=None)
    writer = running()
    do(writer, REVIEW, on("2026-11-09", timeless))
    assert len(case_of(writer).course.pauses) == 1


@pytest.mark.parametrize(
    ("ended", "when", "is_refused"),
    [
        (date(2026, 11, 19), "2026-11-20", True),
        (date(2026, 11, 9), "2026-11-20", False),
        (date(2026, 11, 16), "2026-11-13", False),
    ],
    ids=["after the day told", "before it began", "in the future"],
)
def test_the_end_lies_within_what_was_told(ended: date, when: str, *, is_refused: bool) -> None:
    """45: days after the day told do count; a day before the first or ahead is a slip."""
    writer = running()
    do(writer, REVIEW, BEFORE)
    command = c.EndSpecialProcedure(paper="特1", ended_on=ended)
    if is_refused:
        assert "第45条" in refused(writer, command, on(when)).clause
    else:
        assert faults(writer, command, on(when)) == {"ended_on"}


@pytest.mark.parametrize("paper", ["特9", "特1"], ids=["unknown", "ended"])
def test_only_what_is_under_way_ends(paper: str) -> None:
    """A notice nobody wrote, or one that has ended."""
    writer = running()
    do(writer, REVIEW, BEFORE)
    do(writer, c.EndSpecialProcedure(paper="特1", ended_on=date(2026, 11, 12)), on("2026-11-13"))
    command = c.EndSpecialProcedure(paper=paper, ended_on=date(2026, 11, 12))
    assert "第45条" in refused(writer, command, on("2026-11-13")).clause


def test_two_ends_of_one_procedure_count_once() -> None:
    """Two windows record the end: the first one stands."""
    writer = running()
    do(writer, REVIEW, BEFORE)
    for day in (12, 16):
        ended = b.SpecialProcedureEnded(paper="特1", ended_on=date(2026, 11, day))
        writer.write(ended, on("2026-11-17").now)
    assert case_of(writer).course.pauses[0].ended_on == date(2026, 11, 12)


def test_a_procedure_begun_after_the_end_does_not_count() -> None:
    """Written at a window that had not heard of the withdrawal: kept, and without effect."""
    writer = running()
    withdrawn = b.Withdrawn(reason="不办了", returned=(), paper="退1")
    writer.write(withdrawn, BEFORE.now)
    begun = writer.write(
        b.SpecialProcedureBegun(
            procedure=b.Procedure.EXPERT_REVIEW,
            name="",
            conductor="示例评审组",
            reason="需要专家评审",
            starts_on=date(2026, 11, 10),
            ends_on=date(2026, 11, 17),
            paper="特1",
        ),
        BEFORE.now,
    )
    case = case_of(writer)
    assert case.course.pauses == ()
    assert begun.id in case.not_effective
    assert "特1" in case.papers


# -- hearings


OFFER, ASK = c.OfferHearing(said="有权要求听证"), c.AskHearing(asked_by="申请人")


def offered() -> Writer:
    """Told on 2026-11-04 of the right to a hearing."""
    writer = running()
    do(writer, OFFER, on("2026-11-04"))
    return writer


def test_the_right_to_a_hearing_is_told_once() -> None:
    """47: told again it is refused; two windows telling it keep the first day."""
    writer = offered()
    assert "第47条" in refused(writer, OFFER, on("2026-11-05")).clause
    again = writer.write(b.HearingOffered(said=""), on("2026-11-05").now)
    case = case_of(writer)
    assert again.id in case.not_effective
    assert case.course.hearing is not None
    assert case.course.hearing.offered_at == on("2026-11-04").now


def test_a_hearing_is_asked_for_within_five_days() -> None:
    """47: told on 11-04, asked for until 11-11; afterwards it is too late."""
    writer = offered()
    assert "2026-11-11" in refused(writer, ASK, on("2026-11-12")).message
    do(writer, ASK, on("2026-11-11"))
    assert "第47条" in refused(writer, ASK, on("2026-11-11")).clause
    assert hold_hearing_by(case_of(writer), on("2026-11-11")) == date(2026, 12, 9)


def test_who_asks_is_said() -> None:
    """47: the applicant or a third party."""
    assert faults(offered(), c.AskHearing(asked_by=""), on("2026-11-05")) == {"asked_by"}


def test_nobody_asks_for_what_was_not_told() -> None:
    """47: tell first. Without a request no day is due and none is set."""
    writer = running()
    assert "第47条" in refused(writer, ASK, on("2026-11-05")).clause
    assert hold_hearing_by(case_of(writer), on("2026-11-05")) is None
    setting = c.SetHearing(held_on=date(2026, 11, 20), place="听证室")
    assert "第47条" in refused(offered(), setting, on("2026-11-05")).clause


@pytest.mark.parametrize(
    ("held_on", "clause"),
    [(date(2026, 11, 19), "第48条"), (date(2026, 12, 10), "第47条")],
    ids=["told too shortly before", "held too late"],
)
def test_day_and_place_are_told_seven_days_before(held_on: date, clause: str) -> None:
    """47–48: asked for on 11-11: held by 12-09, told seven days ahead."""
    writer = offered()
    do(writer, ASK, on("2026-11-11"))
    command = c.SetHearing(held_on=held_on, place="听证室")
    assert clause in refused(writer, command, on("2026-11-11")).clause


def test_a_hearing_has_a_place() -> None:
    """48: place left out; with it the day is set."""
    writer = offered()
    do(writer, ASK, on("2026-11-11"))
    setting = c.SetHearing(held_on=date(2026, 11, 20), place="")
    assert faults(writer, setting, on("2026-11-11")) == {"place"}
    do(writer, attrs.evolve(setting, place="听证室"), on("2026-11-11"))
    hearing = case_of(writer).course.hearing
    assert hearing is not None
    assert (hearing.held_on, hearing.place) == (date(2026, 11, 20), "听证室")


def test_a_request_that_arrives_before_its_telling_stands() -> None:
    """Another window heard the request first: it counts although the telling is not here yet."""
    writer = running()
    writer.write(b.HearingAsked(asked_by="申请人"), on("2026-11-05").now)
    writer.write(b.HearingSet(held_on=date(2026, 11, 20), place="听证室"), on("2026-11-06").now)
    hearing = case_of(writer).course.hearing
    assert hearing is not None
    assert hearing.asked_at == on("2026-11-05").now
    assert hearing.place == "听证室"


def test_a_case_that_is_not_running_has_no_procedure() -> None:
    """Not accepted yet: accept it first."""
    open_case = received()
    where = on("2026-11-04")
    with pytest.raises(Refusal) as refusal:
        do(open_case, OFFER, where)
    assert "受理" in refusal.value.message
    assert view(case_of(open_case), where.now, SPEC, calendar(), hall()).pauses == ()
