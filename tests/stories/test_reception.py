"""Stories of the first person asked and of telling everything once."""

from datetime import date

import attrs
from pytest_bdd import given, parsers, scenarios, then, when

from counter_app.domain.bodies.party import PartyKind
from counter_app.domain.errors import InputFault
from counter_app.services import (
    case_reading,
    matter_search,
    papers,
    parties,
    reception,
)
from counter_app.services.parties import PartyInput
from counter_app.services.reception import Reception
from tests.services.windows import carry, join, switch
from tests.stories.story import CITIZEN, Story

scenarios("reception.feature")


@given(parsers.parse('"{name}"第{number:d}版自"{day}"起有{count:d}份材料'))
def version(story: Story, name: str, number: int, day: str, count: int) -> None:
    code = story.code(name)
    spec = story.desk.reference.matter(code, number - 1)
    assert spec is not None
    more = tuple(
        attrs.evolve(spec.materials[0], id=f"n{place}", name=f"新增材料{place}", template="")
        for place in range(count - len(spec.materials))
    )
    story.publish(name, date.fromisoformat(day), materials=spec.materials + more)
    assert story.desk.reference.versions()[code][-1][0] == number


@when(parsers.parse('窗口对"{name}"的咨询告知"{advice}"，去处是"{destination}"'))
def advises(story: Story, name: str, advice: str, destination: str) -> None:
    entry = Reception(matter=story.code(name))
    served = reception.advise(story.desk, entry, advice, destination).value
    story.visit = served.visit
    story.print(served.paper)


@then("登记为咨询，没有产生案件")
def only_a_consult(story: Story) -> None:
    visit = reception.visit_of(story.desk, story.visit)
    assert visit.number and visit.state == "answered" and not visit.case
    assert case_reading.list_cases(story.desk) == []


@given("2号窗口已经开门")
def second_window(story: Story) -> None:
    story.other = join(story.folder, story.opened, story.clock, "W02")
    carry(story.opened, story.other)
    switch(story.opened)


@when(parsers.parse('群众在3号窗口打听"{words}"'))
def asks_for(story: Story, words: str) -> None:
    story.hit = matter_search.find_matters(story.desk, words)[0]


@then(parsers.parse('查到的窗口是"{counter}"'))
def found_window(story: Story, counter: str) -> None:
    assert story.hit is not None
    assert (story.hit.counter, story.hit.here) == (counter, False)


@when("窗口引导群众过去")
def guides(story: Story) -> None:
    assert story.hit is not None
    entry = Reception(matter=story.hit.code)
    served = reception.guide(story.desk, entry, story.hit.counter).value
    story.visit = served.visit
    story.print(served.paper)


@when("2号窗口确认接待")
def confirms(story: Story) -> None:
    assert story.other is not None
    carry(story.opened, story.other)
    reception.confirm_guide(story.other.desk, story.visit)
    carry(story.other, story.opened)


@then(parsers.parse('首问责任人还是"{clerk}"，接待的是"{counter}"'))
def first_contact_stays(story: Story, clerk: str, counter: str) -> None:
    visit = reception.visit_of(story.desk, story.visit)
    assert (visit.first_contact, visit.guide_confirmed_by) == (clerk, counter)


@given(parsers.parse('窗口打印"{name}"的一次性告知单'))
def one_time_notice(story: Story, name: str) -> None:
    entry = Reception(matter=story.code(name), visitor=CITIZEN)
    story.print(reception.issue_one_time_notice(story.desk, entry).value.paper)


@then(parsers.parse("纸上是第{number:d}版的{count:d}份材料"))
def notice_of_version(story: Story, number: int, count: int) -> None:
    assert story.paper is not None
    values = papers.paper_of(story.desk, story.paper.id).values
    assert values is not None
    assert values["version"] == str(number)
    assert len(values["materials"]) == count
    text = story.text()
    assert all("".join(row["name"].split()) in text for row in values["materials"])
    assert "新增材料" not in text
    assert "补打" in text


@then(parsers.parse("案件按第{number:d}版审查"))
def case_under_version(story: Story, number: int) -> None:
    assert story.state.matter_version == number
    assert story.detail.matter.number == number


@when(parsers.parse('录入{kind}号码"{number}"'))
def types_a_number(story: Story, kind: str, number: str) -> None:
    party = PartyKind.PERSON if kind == "个人" else PartyKind.ORGANISATION
    entry = PartyInput(kind=party, name="王示例", number=number)
    try:
        story.kept = parties.checked(entry, story.clock().date()).number
    except InputFault as fault:
        story.fault = fault


@then(parsers.parse('结果是"{result}"'))
def number_result(story: Story, result: str) -> None:
    if result == "不对":
        assert story.fault is not None and story.fault.faults["number"]
    else:
        assert story.kept == result
