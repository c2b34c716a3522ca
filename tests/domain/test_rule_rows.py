"""Every row of the rules the law gives us to compute, each by its name: days, intake and
decision. What a row means in all its cases is tested beside the module it lives in.
"""

from datetime import date, time

import attrs
import pytest

from counter_app.domain.bodies.case import Ground, Verdict
from counter_app.domain.bodies.course import Piece
from counter_app.domain.cases import commands
from counter_app.domain.cases import course_commands as c
from counter_app.domain.cases.clocks import Standing
from counter_app.domain.cases.law import seen_now
from counter_app.domain.cases.pausing import ASK_WITHIN, HOLD_WITHIN, TELL_AHEAD, procedures
from counter_app.domain.cases.state import CaseState
from counter_app.domain.deadlines import Limit, Unit, due_day
from counter_app.domain.matters import CaseClass, ClockStart, DeemRule
from tests.domain.applications import SPEC, case_of, do, judged, refused, told
from tests.domain.courses import PLEDGED, boss, on, running
from tests.domain.test_ending import GRANT
from tests.domain.test_extending import GRANT as APPROVE
from tests.domain.test_extending import WITHIN
from tests.domain.writers import calendar, guide, hall, received

WD, DAY, MONTH = Unit.WORKING_DAY, Unit.CALENDAR_DAY, Unit.MONTH


def after(start: str, amount: int, unit: Unit = WD) -> date:
    """The last day of a limit that begins after `start`."""
    return due_day(date.fromisoformat(start), Limit(amount, unit), calendar())


# -- 3.1 counting days


def test_row_3_1_permit_periods_are_working_days() -> None:
    """行政许可法 82: five days from Monday end on the next Monday."""
    assert after("2026-11-23", 5) == date(2026, 11, 30)


def test_row_3_1_the_first_day_is_not_counted() -> None:
    """民法典 201: one day from Monday is Tuesday."""
    assert after("2026-11-23", 1) == date(2026, 11, 24)


def test_row_3_1_a_last_day_of_rest_rolls_and_ends_at_closing() -> None:
    """民法典 203: five natural days from Monday end on Saturday, and so on Monday at 17:30."""
    assert after("2026-11-23", 5, DAY) == date(2026, 11, 30)
    assert hall().close_of_business(date(2026, 11, 30)) == time(17, 30)


@pytest.mark.parametrize(
    "day", ["2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"]
)
def test_row_3_1_weekend_days_worked_are_due_days(day: str) -> None:
    """国办通知: each is a working day, and the day after the one before it."""
    moment = date.fromisoformat(day)
    assert calendar().is_workday(moment)
    assert calendar().add(date.fromordinal(moment.toordinal() - 1), 1) == moment


def test_row_3_1_the_working_days_of_2026() -> None:
    """248 in all: 21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23 by month."""
    months = [day.month for day in calendar().table(2026).worked]
    counted = [months.count(month) for month in range(1, 13)]
    assert counted == [21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23]
    assert sum(counted) == 248


def test_row_3_1_weekdays_alone_err_by_eight_days() -> None:
    """2026-09-24 and five: not 10-01 but 10-09."""
    assert after("2026-09-24", 5) == date(2026, 10, 9)


def test_row_3_1_a_year_without_notice_is_provisional() -> None:
    """28 working days from 2026-11-23 end in 2026; more cross into a year nobody has announced."""
    assert after("2026-11-23", 28) == date(2026, 12, 31)
    assert not calendar().provisional_in(date(2026, 11, 23), date(2026, 12, 31))
    assert calendar().provisional_in(date(2026, 11, 23), after("2026-11-23", 29))


@pytest.mark.parametrize(
    ("amount", "unit", "day"),
    [(20, WD, "2026-12-21"), (20, DAY, "2026-12-14"), (3, MONTH, "2027-02-23")],
)
def test_row_3_1_the_unit_belongs_to_the_rule(amount: int, unit: Unit, day: str) -> None:
    """Not every number is a working day: natural days and months run on."""
    assert after("2026-11-23", amount, unit) == date.fromisoformat(day)


# -- 3.2 the intake decision (行政许可法 32)


def test_row_3_2_item_1_no_permit_needed() -> None:
    """(一): told at once, with what to do instead."""
    command = commands.AdviseNoPermit(advice="备案即可", destination="3号窗口", paper="咨1")
    assert do(received(), command).state is CaseState.NOT_A_PERMIT


def test_row_3_2_item_2_not_this_organ() -> None:
    """(二): refused at once, with where to go."""
    command = commands.NotAccept(
        ground=Ground.NOT_THIS_ORGAN, reason="不属本机关", destination="市局", paper="不1"
    )
    assert do(received(), command).state is CaseState.NOT_ACCEPTED


def test_row_3_2_item_3_corrected_on_the_spot() -> None:
    """(三): what and by whom; no notice."""
    command = commands.CorrectOnTheSpot(material="m01", fault="未签名", corrected_by="申请人")
    case = do(judged(missing=("m01",)), command)
    assert case.verdict("m01") is Verdict.CORRECTED
    assert case.corrections == ()


def test_row_3_2_item_4_one_notice_lists_everything() -> None:
    """(四): both missing materials stand on the one notice."""
    case = do(judged(missing=("m01", "m02")), commands.AskCorrection(paper="补1"))
    assert [item.material for item in case.corrections[0].items] == ["m01", "m02"]


def test_row_3_2_item_5_complete_is_accepted() -> None:
    """(五): accepted today."""
    assert do(judged(), commands.Accept(paper="受1")).accepted_on == date(2026, 11, 3)


def test_row_3_2_silence_accepts_at_the_right_instant() -> None:
    """Five working days after 11-03, at 17:30 of 11-10; the clock runs from 11-03."""
    case = case_of(received())
    assert seen_now(case, on("2026-11-10 17:30")).standing is Standing.RECEIVED
    seen = seen_now(case, on("2026-11-10 17:31"))
    assert (seen.standing, seen.deemed_on) == (Standing.DEEMED_ACCEPTED, date(2026, 11, 3))
    assert seen.due is not None
    assert seen.due.day == date(2026, 12, 1)


def test_row_3_2_telling_once_is_owed_in_every_matter() -> None:
    """优化营商环境条例 36: a service has no deemed acceptance, and its notice lists all as well."""
    service = attrs.evolve(SPEC, permit_law_applies=False, deem_rule=DeemRule.NONE)
    assert seen_now(case_of(received()), on("2026-12-31", service)).deemed_on is None
    case = do(
        judged(missing=("m01", "m02")),
        commands.AskCorrection(paper="补1"),
        on("2026-11-03", service),
    )
    assert len(case.corrections[0].items) == 2


def test_row_3_2_land_registration_is_deemed_accepted_the_same_day() -> None:
    """不动产登记条例 17: nothing in writing by closing."""
    land = guide("JC-BDC-014")
    case = case_of(received(matter=land.code))
    assert seen_now(case, on("2026-11-03 17:30", land)).deemed_on is None
    assert seen_now(case, on("2026-11-03 17:31", land)).deemed_on == date(2026, 11, 3)


def test_row_3_2_market_registration_has_no_deemed_acceptance() -> None:
    """细则 18: told once; a corrected set is a submission of its own."""
    assert guide("JC-SJ-002").deem_rule is DeemRule.NONE


def test_row_3_2_water_is_examined_within_five_working_days() -> None:
    """取水条例 13."""
    assert guide("JC-SL-029").deem_rule is DeemRule.FIVE_WORKING_DAYS


def test_row_3_2_a_second_notice_only_repeats() -> None:
    """72(四): a new item needs a supervisor and a reason."""
    writer = judged(missing=("m01",))
    do(writer, commands.AskCorrection(paper="补1"))
    told(writer, "补1")
    do(writer, commands.Judge(material="m02", verdict=Verdict.MISSING))
    assert "第72条" in refused(writer, commands.AskCorrection(paper="补2")).clause
    reasoned = commands.AskCorrection(paper="补2", override_reason="首次遗漏")
    case = do(writer, reasoned, boss("2026-11-03"))
    assert case.corrections[1].approved_by == "S07"


def test_row_3_2_a_complete_correction_moves_the_acceptance() -> None:
    """S17: corrected on 11-11, accepted that day; ten working days end on 11-25."""
    writer = judged(missing=("m01",), where=on("2026-11-03", PLEDGED))
    do(writer, commands.AskCorrection(paper="补1"), on("2026-11-03", PLEDGED))
    told(writer, "补1")
    where = on("2026-11-11", PLEDGED)
    do(writer, commands.Supply(materials=("m01",)), where)
    do(writer, commands.Judge(material="m01", verdict=Verdict.IN_ORDER), where)
    case = do(writer, commands.Accept(paper="受1"), where)
    due = seen_now(case, where).due
    assert due is not None
    assert (case.accepted_on, due.day) == (date(2026, 11, 11), date(2026, 11, 25))


def test_row_3_2_the_wait_for_a_correction_is_a_setting() -> None:
    """Law sets none: nothing by default; twenty working days where the hall says so."""
    writer = judged(missing=("m01",))
    do(writer, commands.AskCorrection(paper="补1"))
    case = told(writer, "补1")
    where = on("2026-11-04")
    assert seen_now(case, where).correct_by is None
    policy = attrs.evolve(where.hall.policy, correction_limit=Limit(20, WD))
    set_so = attrs.evolve(where, hall=attrs.evolve(where.hall, policy=policy))
    by = seen_now(case, set_so).correct_by
    assert by is not None
    assert by.day == date(2026, 12, 1)


# -- 3.3 the decision clock


def test_row_3_3_ordinary_permits_have_twenty_and_ten() -> None:
    """许可法 42: due on 12-01; ten working days more at most, by the head of the organ."""
    writer = running()
    due = seen_now(case_of(writer), on("2026-11-04")).due
    assert due is not None
    assert due.day == date(2026, 12, 1)
    asked = attrs.evolve(WITHIN, until=date(2026, 12, 15))
    do(writer, asked, on("2026-11-16"))
    do(writer, APPROVE, boss("2026-11-16"))
    assert case_of(writer).course.granted[0].approver == "本行政机关负责人"


def test_row_3_3_joint_handling_has_forty_five_and_fifteen() -> None:
    """42(二): the guide carries both; the government approves."""
    joint = attrs.evolve(
        SPEC,
        case_class=CaseClass.JOINT,
        statutory=Limit(45, WD),
        extension=Limit(15, WD),
        extension_approver="",
    )
    writer = running(joint)
    asked = attrs.evolve(WITHIN, until=after("2026-11-03", 60))
    do(writer, asked, on("2026-11-16", joint))
    assert case_of(writer).course.extensions[0].approver == "本级人民政府负责人"


def test_row_3_3_a_lower_level_reviews_in_its_own_limit() -> None:
    """43: the county's five working days run to the report; afterwards the superior's."""
    county = attrs.evolve(guide("JC-NY-053"), superior_limit=Limit(15, WD))
    writer = running(county)
    due = seen_now(case_of(writer), on("2026-11-04", county)).due
    assert due is not None
    assert due.day == date(2026, 11, 10)
    report = c.ReferUp(superior="吕梁市示例局", materials=(Piece(name="申请书"),), paper="报1")
    case = do(writer, report, on("2026-11-06", county))
    assert seen_now(case, on("2026-11-09", county)).owed_on == date(2026, 11, 27)


def test_row_3_3_a_result_is_delivered_in_ten() -> None:
    """44: decided on 11-16, by 11-30."""
    writer = running()
    do(writer, GRANT, on("2026-11-16"))
    by = seen_now(case_of(writer), on("2026-11-16")).deliver_by
    assert by is not None
    assert by.day == date(2026, 11, 30)


def test_row_3_3_the_list_of_what_is_not_counted_is_closed() -> None:
    """45: eight procedures and no other."""
    assert procedures(SPEC) == (
        "听证",
        "招标",
        "拍卖",
        "检验",
        "检测",
        "检疫",
        "鉴定",
        "专家评审",
    )


def test_row_3_3_a_hearing_has_five_twenty_and_seven_days() -> None:
    """47–48: to ask, to hold, to tell ahead."""
    assert (Limit(5, WD), Limit(20, WD), 7) == (ASK_WITHIN, HOLD_WITHIN, TELL_AHEAD)


def test_row_3_3_silence_renews_a_licence() -> None:
    """50: asked for in time, undecided at its end."""
    nurse = guide("JC-WS-009")
    writer = running(nurse)
    licence = c.NoteLicence(licence="护证1", expires_on=date(2026, 12, 31))
    do(writer, licence, on("2026-11-03", nurse))
    seen = seen_now(case_of(writer), on("2027-01-01", nurse))
    assert seen.standing is Standing.DEEMED_RENEWED


@pytest.mark.parametrize(
    ("code", "statutory", "start", "extension", "lead"),
    [
        ("JC-SJ-002", Limit(3, WD), ClockStart.RECEIVED, Limit(3, WD), None),
        ("JC-BDC-014", Limit(30, WD), ClockStart.ACCEPTED, None, None),
        ("JC-SL-029", Limit(45, WD), ClockStart.ACCEPTED, None, None),
        ("JC-WS-008", Limit(20, WD), ClockStart.RECEIVED, None, Limit(30, DAY)),
        ("JC-WS-010", Limit(7, WD), None, None, None),
        ("JC-NY-034", Limit(20, WD), ClockStart.ACCEPTED, None, Limit(90, DAY)),
        ("JC-NY-035", Limit(30, WD), ClockStart.RECEIVED, None, Limit(6, MONTH)),
        ("JC-WL-036", Limit(20, WD), ClockStart.RECEIVED, None, None),
        ("JC-WL-037", Limit(15, WD), ClockStart.RECEIVED, None, None),
        ("JC-WL-038", Limit(20, WD), ClockStart.ACCEPTED, Limit(10, WD), None),
        ("JC-RS-021", Limit(20, WD), ClockStart.ACCEPTED, Limit(10, WD), Limit(60, DAY)),
        ("JC-WL-039", Limit(3, WD), ClockStart.ACCEPTED, None, None),
        ("JC-ZJ-046", Limit(7, WD), ClockStart.RECEIVED, None, None),
        ("JC-WS-011", Limit(30, WD), ClockStart.ACCEPTED, None, None),
        ("JC-WS-012", Limit(45, WD), ClockStart.ACCEPTED, None, None),
        ("JC-MZ-028", Limit(60, WD), ClockStart.ALL_RECEIVED, None, None),
        ("JC-YJ-041", Limit(20, WD), ClockStart.ACCEPTED, None, None),
        ("JC-RS-019", Limit(15, DAY), ClockStart.RECEIVED, None, None),
        ("JC-SL-030", None, None, None, Limit(45, DAY)),
        ("JC-RS-022", Limit(20, WD), None, None, None),
        ("JC-WL-040", Limit(20, WD), None, None, None),
        ("JC-ZJ-043", Limit(15, WD), None, None, None),
        ("JC-XF-048", Limit(10, WD), None, None, None),
    ],
)
def test_row_3_3_each_matter_has_its_own_clock(
    code: str,
    statutory: Limit | None,
    start: ClockStart | None,
    extension: Limit | None,
    lead: Limit | None,
) -> None:
    """The table of matters: limits, day zero, extension and lead are fields, not constants."""
    spec = guide(code)
    assert (spec.statutory, spec.extension, spec.renewal_lead) == (statutory, extension, lead)
    assert start is None or spec.clock_start is start


def test_row_3_3_a_pledge_stays_within_the_statute() -> None:
    """A4.2: two days side by side, the pledge first."""
    seen = seen_now(case_of(running(PLEDGED)), on("2026-11-04", PLEDGED))
    assert seen.pledged is not None
    assert seen.statutory is not None
    assert seen.due == seen.pledged
    assert seen.pledged.day < seen.statutory.day
