"""Stories of time limits and days off."""

from datetime import date

import attrs
import pytest
from pytest_bdd import parsers, scenarios, then, when

from counter_app.domain import holiday_text
from counter_app.domain.errors import InputFault
from counter_app.domain.workdays import DayKind
from counter_app.services import calendar_publishing, course
from tests.stories.story import Story

scenarios("dates.feature")


@when(parsers.parse('王示例申请"{name}"，理由是"{reason}"'))
def applies_on_a_rest_day(story: Story, name: str, reason: str) -> None:
    story.apply(name, reason)


@when(parsers.parse('王示例试着申请"{name}"'))
def tries_to_apply(story: Story, name: str) -> None:
    with pytest.raises(InputFault) as fault:
        story.apply(name)
    story.fault = fault.value


@then(parsers.parse('"{field}"一栏需要填写'))
def field_is_asked_for(story: Story, field: str) -> None:
    assert story.fault is not None and set(story.fault.faults) == {field}


@then(parsers.parse('"{day}"是"{festival}"的调休上班日'))
def is_a_make_up_day(story: Story, day: str, festival: str) -> None:
    calendar = story.desk.reference.calendar()
    moment = date.fromisoformat(day)
    assert calendar.kind_of(moment) is DayKind.MAKE_UP_WORKDAY
    assert calendar.name_of(moment) == festival
    assert moment.weekday() == 6


@then(parsers.parse('收件日是"{day}"'))
def received_on(story: Story, day: str) -> None:
    assert story.state.received_at is not None
    assert story.state.received_at.date().isoformat() == day


@when(parsers.parse('管理员录入2027年："{text}"'))
def year_is_entered(story: Story, text: str) -> None:
    station = story.desk.station
    roles = frozenset({"clerk", "administrator"})
    story.desk.station = attrs.evolve(station, roles=roles)
    content = {
        "year": 2027,
        "version": 2,
        "provisional": False,
        "source": "虚构的放假通知",
        "holidays": holiday_text.read(text, 2027),
    }
    moved = calendar_publishing.publish_calendar(story.desk, content).moved
    story.kept = "；".join(f"{one.before} → {one.after}" for one in moved)
    story.desk.station = station


@then(parsers.parse('变动清单是"{text}"'))
def moved_list_is(story: Story, text: str) -> None:
    assert story.kept == text


@then("受理通知书要重打")
def notice_is_outdated(story: Story) -> None:
    assert story.paper is not None
    assert story.detail.outdated == {story.paper.id}


@when("窗口按新日期重打")
def issues_anew(story: Story) -> None:
    (old,) = [one for one in story.detail.papers if one.id in story.detail.outdated]
    story.print(course.reissue(story.desk, old).value.paper)


@then(parsers.parse('经过里写着"{text}"'))
def history_says(story: Story, text: str) -> None:
    assert any(text in entry.text for entry in story.detail.timeline)
