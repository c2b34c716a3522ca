"""Stories of what runs after acceptance: procedures, extensions, reports, delivery, renewal."""

from datetime import date

import attrs
import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from counter_app.domain.bodies.course import Outcome, Piece
from counter_app.domain.cases import course_commands as c
from counter_app.domain.deadlines import Limit, Unit
from counter_app.domain.errors import Refusal
from counter_app.services import course, lights, registers
from counter_app.services.lights import Listing
from tests.stories.story import Story

scenarios("course.feature")

BOSS = "S07"


def day(text: str) -> date:
    """`2026-11-10`."""
    return date.fromisoformat(text)


def try_to(story: Story, command: c.CourseCommand) -> None:
    """What the law does not allow."""
    with pytest.raises(Refusal) as refusal:
        course.take(story.desk, story.case, command)
    story.refusal = refusal.value


def as_supervisor(story: Story, command: c.CourseCommand) -> None:
    """Somebody who answers for others does it."""
    clerk = story.desk.station
    roles = frozenset({"clerk", "supervisor"})
    story.desk.station = attrs.evolve(clerk, clerk=BOSS, roles=roles)
    taken = course.take(story.desk, story.case, command).value
    if taken.paper is not None:
        story.print(taken.paper)
    story.desk.station = clerk


def pause(reason: str, first: str, last: str) -> c.BeginSpecialProcedure:
    """A procedure told in writing."""
    return c.BeginSpecialProcedure(
        procedure=reason,
        conductor="示例评审组",
        reason="需要评审",
        starts_on=day(first),
        ends_on=day(last),
        paper="",
    )


@given(parsers.parse('"{name}"承诺{pledge:d}个工作日，法定{law:d}个工作日'))
def both_limits(story: Story, name: str, pledge: int, law: int) -> None:
    limits = Limit(pledge, Unit.WORKING_DAY), Limit(law, Unit.WORKING_DAY)
    story.publish(name, date(2026, 9, 1), pledged=limits[0], statutory=limits[1])


@given(parsers.parse('"{name}"由上级在{days:d}个工作日内决定'))
def superior_decides(story: Story, name: str, days: int) -> None:
    story.publish(name, date(2026, 9, 1), superior_limit=Limit(days, Unit.WORKING_DAY))


@given(parsers.parse('登记原证照有效期到"{last}"'))
def licence(story: Story, last: str) -> None:
    noted = c.NoteLicence(licence="护证1", expires_on=day(last))
    course.take(story.desk, story.case, noted)


@when(parsers.parse('窗口告知"{procedure}"从"{first}"到"{last}"'))
def paused(story: Story, procedure: str, first: str, last: str) -> None:
    told = course.take(story.desk, story.case, pause(procedure, first, last))
    story.print(told.value.paper)


@when(parsers.parse('窗口试着因"{reason}"停表'))
def tries_to_pause(story: Story, reason: str) -> None:
    try_to(story, pause(reason, "2026-11-10", "2026-11-17"))


@when(parsers.parse('窗口申请延期到"{until}"并由值班长批准'))
def extended(story: Story, until: str) -> None:
    asked = c.RequestExtension(until=day(until), reason="需要专家评审", paper="")
    course.take(story.desk, story.case, asked)
    as_supervisor(story, c.ApproveExtension(opinion="同意", paper=""))


@when("窗口试着不列材料就上报")
def tries_to_report(story: Story) -> None:
    try_to(story, c.ReferUp(superior="吕梁市示例局", materials=(), paper=""))


@when("窗口上报")
def reported(story: Story) -> None:
    pieces = (Piece(name="申请书"),)
    command = c.ReferUp(superior="吕梁市示例局", materials=pieces, paper="")
    course.take(story.desk, story.case, command, on_paper={"way": "专人报送"})


@when("窗口准予")
def granted(story: Story) -> None:
    today = story.clock().date()
    command = c.Decide(outcome=Outcome.GRANTED, decided_on=today, paper="")
    story.print(course.take(story.desk, story.case, command).value.paper)


@when("窗口试着当场办结")
def tries_to_finish(story: Story) -> None:
    today = story.clock().date()
    try_to(story, c.Decide(outcome=Outcome.DONE, decided_on=today, paper=""))


@when(parsers.parse('值班长说明"{reason}"后办结'))
def finished_late(story: Story, reason: str) -> None:
    today = story.clock().date()
    command = c.Decide(outcome=Outcome.DONE, decided_on=today, late_reason=reason, paper="")
    as_supervisor(story, command)


@when("值班长确认延续")
def renewal_confirmed(story: Story) -> None:
    as_supervisor(story, c.ConfirmRenewal())


@then(parsers.parse('灯是"{light}"'))
def light_is(story: Story, light: str) -> None:
    assert story.detail.view.light.value == light


@then(parsers.parse('值班清单"{listing}"里有这一件'))
def stands_on(story: Story, listing: str) -> None:
    assert [line.id for line in lights.cases_on(story.desk, Listing(listing))] == [story.case]


@then(parsers.parse('值班清单"{listing}"里没有这一件'))
def does_not_stand_on(story: Story, listing: str) -> None:
    assert lights.cases_on(story.desk, Listing(listing)) == []


@then(parsers.parse('责任登记里有"{breach}"'))
def has_record(story: Story, breach: str) -> None:
    rows = registers.unanswered(story.desk)
    assert breach in [row.record.breach.value for row in rows]


@then(parsers.parse('法定到期日是"{text}"'))
def statutory_day(story: Story, text: str) -> None:
    statutory = story.detail.view.statutory
    assert statutory is not None
    assert statutory.day.isoformat() == text


@then("这次延期没有超过法定时限")
def within_the_statute(story: Story) -> None:
    (extension,) = story.state.course.granted
    assert not extension.is_statutory


@then(parsers.parse('跟踪上级到"{text}"'))
def follow_up_until(story: Story, text: str) -> None:
    view = story.detail.view
    assert (view.owed.value, view.owed_on) == ("follow_up", day(text))


@then("本级的期限不再走")
def our_clock_stopped(story: Story) -> None:
    story.clock.at("2026-11-10 09:00")
    assert not lights.cases_on(story.desk, Listing.RED)


@then(parsers.parse('送达期限是"{text}"'))
def deliver_by(story: Story, text: str) -> None:
    by = story.detail.view.deliver_by
    assert by is not None
    assert by.day.isoformat() == text


@then(parsers.parse('通知领取期限是"{text}"'))
def collect_by(story: Story, text: str) -> None:
    by = story.detail.view.collect_by
    assert by is not None
    assert by.day.isoformat() == text
    assert story.detail.view.owed_on == by.day


@then(parsers.parse('提醒日是"{days}"'))
def alarms(story: Story, days: str) -> None:
    renewal = story.detail.view.renewal
    assert renewal is not None
    assert [one.isoformat() for one in renewal.alarms] == days.split("、")


@then(parsers.parse('状态是"{standing}"'))
def standing_is(story: Story, standing: str) -> None:
    assert story.detail.view.standing.value == standing


@then("延续已经确认")
def is_confirmed(story: Story) -> None:
    assert story.state.course.renewal_confirmed_at is not None
