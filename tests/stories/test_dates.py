"""Stories of time limits and days off."""

from datetime import date

import pytest
from pytest_bdd import parsers, scenarios, then, when

from counter_app.domain.errors import InputFault
from counter_app.domain.workdays import DayKind
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
