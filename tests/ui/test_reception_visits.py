"""Going on with a visit: promises, arrivals, slips read at the search line."""

from collections.abc import Callable
from pathlib import Path

import attrs
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QWidget
from pytestqt.qtbot import QtBot

from counter_app.domain.bodies.visit import AnswerWay
from counter_app.services import absences, reception
from counter_app.services.duties import Duty
from counter_app.services.profiles import Opened
from counter_app.services.reception import Reception
from counter_app.services.window_duties import window_duties
from counter_app.ui.context import Context
from counter_app.ui.forms.guide_form import GuideForm
from counter_app.ui.forms.hand_on_form import HandOnForm
from counter_app.ui.forms.priority_form import PriorityForm
from counter_app.ui.screens.reception import ReceptionScreen
from counter_app.ui.wiring import telephone_phrases
from tests.hall import Clock, open_hall
from tests.services.wording_desk import signed_in
from tests.ui.desk import facts_about, make_context, make_shell
from tests.ui.receptionist import Receptionist, visit_of
from tests.ui.robots import Robot

Shown = Callable[[QWidget], Robot]


@pytest.fixture
def clock() -> Clock:
    """Monday morning."""
    return Clock()


@pytest.fixture
def opened(tmp_path: Path, clock: Clock) -> Opened:
    """Window 3 of the hall."""
    return open_hall(tmp_path, clock)


@pytest.fixture
def real(opened: Opened) -> Context:
    """A context on real files."""
    return make_context(opened)


@pytest.fixture
def desk(real: Context, shown: Shown) -> Receptionist:
    """The screen, shown, with the keys in its search line."""
    screen = ReceptionScreen(real)
    robot = shown(screen)
    screen.resize(1270, 680)
    screen.refresh()
    screen.activate()
    return Receptionist(screen, robot)


def test_a_promised_reply_is_given_in_the_same_visit(desk: Receptionist, opened: Opened) -> None:
    """The list of today opens the visit; the answer closes the promise."""
    made = reception.answer(
        opened.desk,
        Reception(matter="JC-SP-005", question="住宅楼能否办理"),
        AnswerWay.TO_VERIFY,
        "需核实",
        opened.desk.clock().date(),
    ).value
    desk.screen.open(made.visit)
    assert made.number in desk.screen.form.notice.text.text()
    desk.screen.form.answer.restore("可以办理")
    desk.screen.form.submit()
    visit = visit_of(opened, made)
    assert visit.state.value == "answered"
    assert visit.answers == ("需核实", "可以办理")


def test_an_arriving_citizen_is_confirmed(desk: Receptionist, opened: Opened) -> None:
    """Another window sent somebody here: F9 says that they arrived (A2.4)."""
    (sent,) = sent_here(opened, "能否办理")
    desk.screen.open(sent)
    assert "F9" in desk.buttons()
    desk.robot.press("F9")
    assert reception.visit_of(opened.desk, sent).guide_confirmed_by == "W03"
    assert "F9" not in desk.buttons()


def sent_here(opened: Opened, *questions: str) -> list[str]:
    """Window 5 sends somebody to window 3 for each question; their visits, the first first."""
    desk = opened.desk
    ours = desk.station
    desk.station = attrs.evolve(ours, counter="W05", clerk="S05", clerk_name="刘示例")
    sent = [
        reception.guide(desk, Reception(matter="JC-SP-005", question=one), "W03").value.visit
        for one in questions
    ]
    desk.station = ours
    return sent


def test_nobody_is_passed_by_without_a_reason(
    desk: Receptionist, opened: Opened, clock: Clock
) -> None:
    """A1.4.1b: F9 for the second one sent asks why; Esc leaves the order, Enter records it."""
    (earlier,) = sent_here(opened, "先来")
    clock.at("2026-11-23 09:45")
    (later,) = sent_here(opened, "后来")
    desk.screen.open(later)
    desk.robot.press("F9")
    form = desk.screen.sides.shown
    assert isinstance(form, PriorityForm) and "理由" in form.notice.text.text()
    desk.robot.press("Escape")
    assert not reception.visit_of(opened.desk, later).guide_confirmed_by
    desk.robot.press("F9")
    form = desk.screen.sides.shown
    assert isinstance(form, PriorityForm)
    form.reason.choose("孕妇")
    desk.robot.press("Ctrl+Enter")
    assert facts_about(opened, later)[-2:] == ["visit.guide_confirmed", "visit.preferred"]
    assert desk.screen.sides.shown is None and desk.screen.form.visit == later
    assert reception.visit_of(opened.desk, earlier).guide_confirmed_by == ""


def test_a_colleague_goes_on_with_a_visit(desk: Receptionist, opened: Opened) -> None:
    """A2.1: Shift+F5, the colleague and what to know; who was asked first stays responsible."""
    desk.find("公司设立登记")
    desk.robot.press("Shift+F5")
    form = desk.screen.sides.shown
    assert isinstance(form, HandOnForm)
    form.to_clerk.choose("S05")
    desk.robot.press("Ctrl+Enter")
    assert form.fields["note"].fault
    form.note.restore("已问过章程，差股东决定")
    desk.robot.press("Ctrl+Enter")
    assert desk.screen.sides.shown is None and desk.screen.finder.text() == ""
    desk_of_s05 = signed_in(opened, "S05", "clerk")
    (task,) = [one for one in window_duties(desk_of_s05) if one.duty is Duty.HANDED_ON]
    visit = reception.visit_of(opened.desk, task.subject)
    assert (visit.first_contact, visit.with_clerk) == ("S03", "S05")


def test_the_colleague_reads_what_to_know(desk: Receptionist, opened: Opened) -> None:
    """Going on with a visit handed on shows the note of who handed it on."""
    entry = Reception(question="章程怎么写")
    made = reception.hand_on(opened.desk, entry, "S05", "差股东决定").value
    desk.screen.open(made.visit)
    assert "差股东决定" in desk.screen.form.notice.small.text()


def test_an_answered_visit_handed_on_is_on_the_list_again(opened: Opened) -> None:
    """Who asks again after an answer is not lost with the colleague who has to go on."""
    entry, way = Reception(question="章程怎么写"), AnswerWay.OWN_WORDS
    made = reception.answer(opened.desk, entry, way, "按样表写").value
    reception.hand_on(opened.desk, Reception(visit=made.visit), "S05", "请再看一遍")
    desk = signed_in(opened, "S05", "clerk")
    assert [one.subject for one in window_duties(desk)] == [made.visit]


def test_nobody_is_sent_to_an_empty_window_unknowing(desk: Receptionist, opened: Opened) -> None:
    """A1.5.4a: window 5 has its sign up: the panel says so with who covers, the list of windows
    says it in a word."""
    desk_of_w05 = opened.desk
    ours = desk_of_w05.station
    desk_of_w05.station = attrs.evolve(ours, counter="W05", clerk="S05", clerk_name="刘示例")
    absences.go(desk_of_w05)
    desk_of_w05.station = ours
    desk.find("农药经营")
    panel = desk.screen.panel
    assert panel.card is not None and "暂离" in panel.card.nobody
    assert panel.card.nobody in panel.notice.small.text()
    desk.robot.press("Shift+F3")
    form = desk.screen.sides.shown
    assert isinstance(form, GuideForm)
    listed = form.findChild(QComboBox)
    assert listed is not None
    assert "暂离" in listed.itemText(listed.findText("5号", Qt.MatchFlag.MatchStartsWith))


def test_a_visit_nobody_knows_is_told(desk: Receptionist) -> None:
    """It has not been synchronized yet."""
    desk.screen.open("no-such-visit")
    assert desk.screen.form.notice.isVisible()


def test_a_call_has_the_phrases_of_the_telephone(qtbot: QtBot, tmp_path: Path) -> None:
    """A1.5.6: F8, and the strip says who speaks here; another screen is at the counter again."""
    opened = open_hall(tmp_path, Clock())
    shell, robot = make_shell(qtbot, make_context(opened), "reception")
    shell.phrases.set_phrases("您好！", "请稍等。", "请慢走。")
    shell.phrases.set_telephone_phrases(*telephone_phrases(opened.desk))
    robot.press("F8")
    assert "您好，我这里是3号窗口" in shell.phrases.said("welcome")
    assert "我能转达吗？" in shell.phrases.said("farewell")
    assert "请您再说一遍" in shell.phrases.said("work")
    shell.show_screen("cases")
    assert "您好！" in shell.phrases.said("welcome")
    shell.show_screen("reception")
    robot.press("F8")
    assert "您好！" in shell.phrases.said("welcome")
