"""Steps of several stories."""

from datetime import date
from pathlib import Path

import pytest
from pytest_bdd import given, parsers, then, when

from counter_app.domain.bodies.case import Verdict
from counter_app.domain.deadlines import Limit, Unit
from counter_app.services import (
    case_reading,
    intake,
)
from tests.stories.story import Story, ids


@pytest.fixture
def story(tmp_path: Path) -> Story:
    """A freshly founded hall, window 3 signed in."""
    return Story(tmp_path)


@given(parsers.parse('现在是"{moment}"'))
@when(parsers.parse('现在是"{moment}"'))
def now(story: Story, moment: str) -> None:
    story.clock.at(moment)


@given(parsers.parse('"{name}"承诺{days:d}个工作日'))
def pledged(story: Story, name: str, days: int) -> None:
    limit = Limit(days, Unit.WORKING_DAY)
    story.publish(name, date(2026, 9, 1), pledged=limit, statutory=None)


@given(parsers.parse('王示例申请"{name}"'))
@when(parsers.parse('王示例申请"{name}"'))
def applies(story: Story, name: str) -> None:
    story.apply(name)


@given("材料齐全")
def complete(story: Story) -> None:
    story.judge({})


@given(parsers.parse('缺材料"{missing}"'))
def incomplete(story: Story, missing: str) -> None:
    story.judge(dict.fromkeys(ids(missing), Verdict.MISSING))


@given("窗口打印补正通知书")
@when("窗口打印补正通知书")
def asks(story: Story) -> None:
    story.ask()


@when("窗口再打印这张纸")
def print_again(story: Story) -> None:
    story.print(story.paper, "申请人遗失原件")


@given("窗口受理并打印受理通知书")
@when("窗口受理并打印受理通知书")
def accepts(story: Story) -> None:
    story.print(intake.accept(story.desk, story.case).value.paper)


@then(parsers.parse('被拒绝，依据是"{clause}"'))
def is_refused(story: Story, clause: str) -> None:
    assert story.refusal is not None and story.refusal.clause == clause


@then(parsers.parse('到期日是"{day}"'))
def due_on(story: Story, day: str) -> None:
    due = story.detail.view.due
    assert due is not None and due.day.isoformat() == day
    line = case_reading.lines_of(story.desk, [story.case])[0]
    assert line.due_on == day
    assert due.arithmetic()


@then(parsers.parse('应当说"{phrase}"'))
def is_said(story: Story, phrase: str) -> None:
    book = story.desk.reference.phrases
    if story.hit is not None:
        counter = story.desk.reference.hall().counter(story.hit.counter)
        assert counter is not None
        said = book.phrase("go_to_counter").said(counter=counter.label, place=counter.place)
    else:
        due = story.detail.view.due
        assert due is not None
        said = book.phrase("collect_on").said(day=due.day)
    assert said == phrase


@then(parsers.parse('纸上写着"{text}"'))
def paper_says(story: Story, text: str) -> None:
    assert text in story.text()


@then(parsers.parse('受理日是"{day}"'))
def accepted_on(story: Story, day: str) -> None:
    assert story.state.accepted_on == date.fromisoformat(day)
    assert not story.state.deemed
