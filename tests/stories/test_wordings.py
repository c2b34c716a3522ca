"""The story of a paper whose wording changed between print and reprint."""

from datetime import date

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from counter_app.domain.errors import Refusal
from counter_app.printing import catalogue
from counter_app.services import papers, wording_reading, wordings
from tests.printing.reading import text_of
from tests.services.windows import carry, join, switch
from tests.services.wording_desk import administrator, signed_in, supervisor
from tests.stories.story import Story

NOTICE = "acceptance_notice"

scenarios("wordings.feature")


@given(parsers.parse('管理员把受理通知书里的"{before}"改为"{after}"送审'))
@when(parsers.parse('管理员把受理通知书里的"{before}"改为"{after}"送审'))
def proposes(story: Story, before: str, after: str) -> None:
    text = catalogue.text_of(NOTICE)
    assert before in text
    desk = administrator(story.opened)
    based_on = wordings.standing(NOTICE).last
    wordings.propose(desk, NOTICE, text.replace(before, after), based_on, "规范用语")


def waiting(story: Story) -> str:
    """The proposal nobody has answered."""
    ((_layout, version),) = wording_reading.proposals(story.desk)
    return version.id


@then("送审人自己不能审定")
def not_alone(story: Story) -> None:
    with pytest.raises(Refusal):
        wordings.approve(story.desk, waiting(story), date(2026, 11, 16))


@when(parsers.parse('督查员审定，自"{day}"起生效'))
def approves(story: Story, day: str) -> None:
    desk = supervisor(story.opened)
    wordings.approve(desk, waiting(story), date.fromisoformat(day))
    signed_in(story.opened, "S03", "clerk")


@when("另一窗口同步")
def synchronizes(story: Story) -> None:
    story.other = join(story.folder, story.opened, story.clock)
    carry(story.opened, story.other)


@then(parsers.parse('两个窗口补打这张纸都写着"{text}"'))
def both_reprint(story: Story, text: str) -> None:
    assert story.other is not None and story.paper is not None
    for opened in (story.other, story.opened):
        desk = switch(opened)
        assert text in "".join(text_of(papers.pdf_of(desk, story.paper.id)).split())


@when("材料齐全")
def complete(story: Story) -> None:
    story.judge({})
