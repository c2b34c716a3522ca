"""After acceptance with real keys: each phase offers its steps, each step its form and paper."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import attrs
import pytest
from pytestqt.qtbot import QtBot

from counter_app.domain.cases.state import CaseState
from counter_app.services.paper_reading import papers_about
from tests.ui.case_desk import Desk, begin_case

Start = Callable[..., Desk]
FOOD, REPORTED, SPOT = "JC-SP-005", "JC-NY-053", "JC-MZ-023"


@pytest.fixture
def start(qtbot: QtBot, tmp_path: Path) -> Start:
    """Open the detail of a case just received."""
    return partial(begin_case, qtbot, tmp_path)


def accepted(start: Start, matter: str = FOOD) -> Desk:
    """Everything in order, accepted, its notice printed."""
    desk = start(matter=matter)
    desk.robot.press("F9", "F6")
    assert desk.state() == "accepted"
    return desk


def supervise(desk: Desk) -> None:
    """Another clerk, who answers for others, sits down at the same window."""
    station = desk.opened.desk.station
    roles = frozenset({"clerk", "supervisor"})
    desk.opened.desk.station = attrs.evolve(station, clerk="S01", roles=roles)
    desk.page.refresh()


def kinds(desk: Desk) -> list[str]:
    """The papers of the case, in the order they were issued."""
    return [one.kind for one in papers_about(desk.case)]


def shown(desk: Desk) -> list[str]:
    """The captions of the steps that are offered."""
    return [one.text for one in desk.page.acts.row.actions_list()]


def test_a_case_is_decided_served_and_filed_by_keys(start: Start) -> None:
    """A4.1b: F6 is the next step of every phase; each prints its paper and the case moves on."""
    desk = accepted(start)
    desk.robot.press("F6")
    desk.form().fields["document_number"].restore("JY100")
    desk.robot.press("Ctrl+Enter")
    assert desk.now().state is CaseState.DECIDED
    desk.robot.press("F6")
    desk.form().fields["received_by"].restore("本人")
    desk.robot.press("Ctrl+Enter")
    assert desk.now().state is CaseState.SERVED
    desk.robot.press("F6")
    desk.form().fields["box"].restore("2026-1")
    desk.form().fields["pages"].restore("12")
    desk.robot.press("Ctrl+Enter")
    assert desk.now().course.archived_at is not None
    assert kinds(desk)[1:] == ["completion_notice", "service_receipt", "file_cover", "file_index"]
    assert all(one.told for one in papers_about(desk.case))


def test_enter_in_the_list_of_materials_opens_the_next_step(start: Start) -> None:
    """Nothing is left to judge: Enter means to decide, then to deliver."""
    desk = accepted(start)
    desk.robot.press("Enter")
    assert "outcome" in desk.form().fields


def test_a_pause_printed_moves_both_days(start: Start) -> None:
    """行政许可法 45: F7, the procedure from the closed list; the day on screen moves."""
    desk = accepted(start)
    before = desk.page.clocks.first.day.text()
    desk.robot.press("F7")
    form = desk.form()
    form.fields["conductor"].restore("示例检验所")
    form.fields["reason"].restore("现场核查需要检验")
    form.fields["starts_on"].restore("2026-11-24")
    form.fields["ends_on"].restore("2026-11-30")
    desk.robot.press("Ctrl+Enter")
    assert kinds(desk)[-1] == "special_procedure_notice"
    assert desk.page.clocks.first.day.text() != before


def test_a_day_left_empty_is_said_at_its_field(start: Start) -> None:
    """An extension without its day: the sentence stands under the field, what was typed stays."""
    desk = accepted(start)
    desk.robot.press("F8")
    form = desk.form()
    form.fields["reason"].restore("需要复测")
    desk.robot.press("Ctrl+Enter")
    assert form.fields["until"].fault
    assert form.fields["reason"].draft() == "需要复测"


def test_a_number_that_is_none_is_said_at_its_field(start: Start) -> None:
    """Pages of the file written in words."""
    desk = accepted(start)
    withdraw(desk)
    desk.robot.press("F6")
    form = desk.form()
    form.fields["box"].restore("1")
    form.fields["pages"].restore("十二")
    desk.robot.press("Ctrl+Enter")
    assert form.fields["pages"].fault


def withdraw(desk: Desk) -> None:
    """The applicant takes the application back."""
    desk.page.acts.run("withdraw")
    desk.form().fields["reason"].restore("不办了")
    desk.robot.press("Ctrl+Enter")
    assert desk.now().state is CaseState.WITHDRAWN


def test_an_extension_is_granted_by_another_person(start: Start) -> None:
    """A4.2: who asked reads why he cannot grant it; the supervisor sees the request and grants."""
    desk = accepted(start)
    desk.robot.press("F8")
    form = desk.form()
    form.fields["until"].restore("2026-12-25")
    form.fields["reason"].restore("需要复测")
    desk.robot.press("Ctrl+Enter")
    assert desk.page.acts.why_not("approve_extension")[1] == "限时办结制 第二条"
    supervise(desk)
    desk.robot.press("Ctrl+F8")
    assert "2026-12-25" in desk.form().notice.text.text()
    desk.robot.press("Ctrl+Enter")
    assert desk.now().course.granted
    assert kinds(desk)[-2:] == ["extension_approval", "extension_notice"]
    desk.robot.press("F10")
    desk.form().fields["said"].restore("因复测延期")
    desk.robot.press("Ctrl+Enter")
    assert desk.now().course.explained("extension") is not None


def test_a_case_reported_upward_changes_its_steps(start: Start) -> None:
    """A4.1c: reported with its list; F7 notes what the superior said, F8 its reply."""
    desk = accepted(start, REPORTED)
    desk.robot.press("Ctrl+F6")
    form = desk.form()
    form.fields["superior"].restore("晋中市示例局")
    assert form.fields["materials"].draft()
    desk.robot.press("Ctrl+Enter")
    assert desk.now().state is CaseState.REFERRED_UP
    desk.robot.press("F7")
    desk.form().fields["person"].restore("值班员")
    desk.form().fields["said"].restore("已收到")
    desk.robot.press("Ctrl+Enter")
    desk.robot.press("F8")
    desk.form().fields["said"].restore("同意")
    desk.robot.press("Ctrl+Enter")
    referral = desk.now().course.referral
    assert referral is not None
    assert (len(referral.contacts), referral.reply) == (1, "同意")


def test_what_does_not_fit_is_not_offered(start: Start) -> None:
    """A permit that is decided here: no report upward, no joint handling, no return of papers."""
    desk = accepted(start)
    assert {"上报…", "启动联合办理…", "退件…", "受理"}.isdisjoint(shown(desk))


def test_a_case_on_the_spot_is_finished_from_the_list(start: Start) -> None:
    """A4.1a: judged, Ctrl+F6, done: one slip and no notice of acceptance."""
    desk = start(matter=SPOT)
    desk.robot.press("F9", "Ctrl+F6", "Ctrl+Enter")
    assert desk.now().state is CaseState.DECIDED
    assert kinds(desk) == ["completion_slip_on_the_spot"]


def test_a_half_written_step_stands_open_again_as_it_was(start: Start) -> None:
    """Esc keeps the reason of a withdrawal; opened again it is there, done it is forgotten."""
    desk = accepted(start)
    desk.page.acts.run("withdraw")
    desk.form().fields["reason"].restore("不办了")
    desk.robot.press("Esc")
    desk.page.acts.run("withdraw")
    assert desk.form().fields["reason"].draft() == "不办了"


def test_a_refusal_asks_for_its_reason_and_a_grant_for_its_licence(start: Start) -> None:
    """行政许可法 38: choosing the outcome changes what is asked; nothing else stands in the way."""
    desk = accepted(start)
    desk.robot.press("F6")
    fields = desk.form().fields
    assert fields["reason"].isHidden() and not fields["document"].isHidden()
    fields["outcome"].restore("refused")
    assert fields["document"].isHidden() and not fields["reason"].isHidden()
    desk.robot.press("Ctrl+Enter")
    assert fields["reason"].fault
    fields["reason"].restore("核查不合格")
    fields["basis"].restore("食品安全法 第35条")
    desk.robot.press("Ctrl+Enter")
    assert desk.now().state is CaseState.DECIDED


def test_a_posted_letter_asks_for_its_number(start: Start) -> None:
    """行政许可法 44: by post the number, left at the door the witness."""
    desk = accepted(start)
    desk.robot.press("F6", "Ctrl+Enter", "F6")
    fields = desk.form().fields
    assert fields["tracking"].isHidden() and fields["remark"].isHidden()
    fields["way"].restore("post")
    assert not fields["tracking"].isHidden()
    fields["way"].restore("left")
    assert fields["tracking"].isHidden() and not fields["remark"].isHidden()
