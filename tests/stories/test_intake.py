"""Stories of taking in, correcting and accepting (行政许可法 32)."""

from datetime import date, datetime

import attrs
import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from counter_app.domain.bodies.case import CorrectionAsked, Verdict
from counter_app.domain.bodies.paper import PrintState
from counter_app.domain.cases.commands import CorrectOnTheSpot, Judge
from counter_app.domain.clock import CST
from counter_app.domain.errors import Refusal
from counter_app.services import (
    intake,
    journal,
    paper_reading,
)
from counter_app.services.desk import Desk
from tests.stories.story import Story, ids

scenarios("intake.feature")

SWITCHED_OFF = "ipp://localhost:1/none"


@given(parsers.parse('除"{material}"缺签名外材料齐全'))
def unsigned(story: Story, material: str) -> None:
    story.judge({material: Verdict.NOT_IN_FORM})


@when(parsers.parse('窗口发现还缺"{material}"'))
def another_one_missing(story: Story, material: str) -> None:
    judge = Judge(material=material, verdict=Verdict.MISSING)
    intake.judge(story.desk, story.case, [judge])


@when(parsers.parse('申请人当场更正"{material}"的"{fault}"'))
def corrected_on_the_spot(story: Story, material: str, fault: str) -> None:
    fix = CorrectOnTheSpot(material=material, fault=fault, corrected_by="申请人")
    intake.judge(story.desk, story.case, [fix])


@when(parsers.parse('申请人补齐"{materials}"'))
def supplied(story: Story, materials: str) -> None:
    verdicts = [Judge(material=one, verdict=Verdict.IN_ORDER) for one in ids(materials)]
    intake.judge(story.desk, story.case, verdicts)


@when(parsers.parse('窗口试着要求"{material}"'))
def tries_to_demand(story: Story, material: str) -> None:
    with pytest.raises(Refusal) as refusal:
        another_one_missing(story, material)
    story.refusal = refusal.value


@then(parsers.parse('材料清单里没有"{material}"'))
def not_in_the_list(story: Story, material: str) -> None:
    lines = story.detail.materials
    assert material not in {line.material.id for line in lines}
    assert material not in {line.material.name for line in lines}
    assert material not in story.state.materials


@when("窗口试着打印补正通知书")
def tries_to_ask(story: Story) -> None:
    with pytest.raises(Refusal) as refusal:
        story.ask()
    story.refusal = refusal.value


@when(parsers.parse('值班长以"{reason}"为由批准第二次补正通知'))
def supervisor_overrides(story: Story, reason: str) -> None:
    station = attrs.evolve(
        story.desk.station, clerk="S07", roles=frozenset({"clerk", "supervisor"})
    )
    desk = Desk(story.desk.database, story.clock, station)
    intake.ask_correction(desk, story.case, override_reason=reason)


@then(parsers.parse('记录的批准人是"{who}"，理由是"{reason}"'))
def override_is_on_record(story: Story, who: str, reason: str) -> None:
    facts = journal.facts_of(story.case, story.desk.vault)
    asked = [fact.body for fact in facts if isinstance(fact.body, CorrectionAsked)]
    assert (asked[-1].approved_by, asked[-1].override_reason) == (who, reason)


@then(parsers.parse('提示里有"{text}"'))
def refusal_says(story: Story, text: str) -> None:
    assert story.refusal is not None and text in story.refusal.message


@then(parsers.parse('受理日是"{day}"，属于视为受理'))
def deemed_accepted_on(story: Story, day: str) -> None:
    assert story.state.accepted_on == date.fromisoformat(day)
    assert story.state.deemed


@then(parsers.parse('法律上已于"{day}"视为受理'))
def deemed_by_law(story: Story, day: str) -> None:
    view = story.detail.view
    assert view.standing == "deemed_accepted"
    assert view.deemed_on == date.fromisoformat(day)


@then(parsers.parse('案件的状态是"{state}"'))
def case_state(story: Story, state: str) -> None:
    assert story.state.state == state


@then(parsers.parse('申请人已于"{moment}"被告知'))
def told_at(story: Story, moment: str) -> None:
    told = story.state.first_told()
    assert told is not None and told.told_at is not None
    wanted = datetime.fromisoformat(moment).replace(tzinfo=CST)
    assert told.told_at == wanted


@then("申请人还没有被告知")
def not_told(story: Story) -> None:
    assert story.state.first_told() is None
    assert story.state.corrections


@then(parsers.parse('更正记录写明"{what}"和"{who}"'))
def correction_record(story: Story, what: str, who: str) -> None:
    found = [one for one in story.state.materials.values() if one.corrected_by]
    assert [(one.problem, one.corrected_by) for one in found] == [(what, who)]


@given("打印机没有开")
def printer_off(story: Story) -> None:
    story.printers = {"papers": SWITCHED_OFF, "labels": SWITCHED_OFF}


@when("打印机开了")
def printer_on(story: Story) -> None:
    story.printers = dict(story.opened.pc.printers)


@then("打印失败，并说明怎么办")
def print_failed(story: Story) -> None:
    assert story.printed is not None
    assert story.printed.state is PrintState.FAILED
    assert story.printed.reason


@then("这张纸在待打印清单里")
def waits_to_be_printed(story: Story) -> None:
    waiting = paper_reading.unprinted(story.desk)
    assert [paper.number for paper in waiting] == [story.kept]


@then("待打印清单是空的")
def nothing_waits(story: Story) -> None:
    assert paper_reading.unprinted(story.desk) == []


@then(parsers.parse("纸的编号没有变，共打印{count:d}次"))
def same_number(story: Story, count: int) -> None:
    assert story.printed is not None and story.printed.number == story.kept
    line = paper_reading.find_paper(story.kept)
    assert line is not None and (line.attempts, line.told) == (count, True)
    files = list((story.folder / "papers").glob("*.pdf"))
    assert len(files) == 1


@then(parsers.parse('纸的编号以"{end}"结尾'))
def number_ends(story: Story, end: str) -> None:
    assert story.paper is not None and story.paper.number.endswith(end)
