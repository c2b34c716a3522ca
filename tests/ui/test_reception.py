"""The reception by keyboard: every outcome of a visit, and what stands in its way."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from counter_app.domain.bodies.visit import Channel
from counter_app.services import drafts
from counter_app.services.profiles import Opened
from counter_app.ui.context import Context
from counter_app.ui.forms.advice_form import AdviceForm
from counter_app.ui.forms.application import ApplicationForm
from counter_app.ui.forms.guide_form import GuideForm
from counter_app.ui.kit.toast import Toast
from counter_app.ui.screens.reception import ReceptionScreen
from tests.hall import Clock, open_hall
from tests.ui.desk import facts_about, make_context, papers_in
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


def test_enter_in_an_empty_search_prints_nothing(desk: Receptionist, tmp_path: Path) -> None:
    """Nobody has asked anything yet: the first matter of the list is not meant."""
    desk.robot.press("Enter", "Enter", "F4", "F6")
    desk.robot.press("Alt+N", "Ctrl+Enter")
    assert desk.served == []
    assert papers_in(tmp_path) == []
    assert desk.screen.form.notice.isVisible()
    assert desk.screen.finder.search.edit.hasFocus()
    desk.robot.press("Down", "Up", "F4")
    assert len(desk.served) == 1


def test_a_line_clicked_is_meant_but_not_acted_on(desk: Receptionist) -> None:
    """The mouse shows the guide; the next key acts."""
    lines = desk.screen.finder.search.list
    middle = lines.visualItemRect(lines.item(0)).center()
    QTest.mouseClick(lines.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert desk.served == []
    desk.robot.press("F4")
    assert len(desk.served) == 1


def test_the_guide_is_read_before_anything_is_done(desk: Receptionist) -> None:
    """Own window first, others with their number; the guide shows version, limits and gaps."""
    desk.find("许可")
    hits = desk.screen.finder.search.hits()
    assert hits[0].detail == "本窗口" or hits[0].data.here
    assert any(hit.detail.startswith("5号窗口") for hit in hits)
    panel = desk.screen.panel
    desk.find("食品经营许可")
    assert "2026-01-01" in panel.version.text()
    for place in range(5):
        panel.tabs.setCurrentIndex(place)
        assert panel.page.toPlainText()
    assert "未核定" in panel.page.toHtml() or "JC-SP-005" in panel.page.toPlainText()
    panel.tabs.setCurrentIndex(1)
    assert "未核定" in panel.page.toPlainText()


def test_the_visitor_is_named_on_the_notice(desk: Receptionist, opened: Opened) -> None:
    """A citizen who gives a name stands on the paper; Enter walks the fields to the print."""
    desk.find("食品经营许可")
    desk.robot.press("Alt+N")
    desk.robot.commit("王示例")
    desk.robot.press("Enter")
    desk.robot.type("13500001234")
    desk.robot.press("Ctrl+Enter")
    visit = visit_of(opened, desk.served[0])
    assert visit.visitor
    assert desk.screen.form.name.value == ""
    assert desk.screen.finder.search.edit.hasFocus()


def test_faults_stand_at_their_fields(desk: Receptionist) -> None:
    """A telephone with a wrong length, and a telephone without a name."""
    desk.find("食品经营许可")
    form = desk.screen.form
    form.phone.restore("123456789012")
    desk.robot.press("F4")
    assert form.name.fault
    form.name.restore("王示例")
    desk.robot.press("F4")
    assert form.phone.fault
    assert form.phone.edit.hasFocus()
    assert desk.served == []


def test_other_words_are_saved_as_the_answer(desk: Receptionist, opened: Opened) -> None:
    """With another answer Enter saves it; nothing is printed."""
    desk.find("食品经营许可")
    desk.robot.press("Alt+A", "2", "Enter")
    desk.robot.commit("住宅楼一层可以办理")
    desk.robot.press("Enter")
    visit = visit_of(opened, desk.served[0])
    assert visit.answers == ("住宅楼一层可以办理",)
    assert visit.papers == ()
    assert desk.stages[-1] == "farewell"


def test_a_reply_to_be_verified_needs_its_day(
    desk: Receptionist, opened: Opened, clock: Clock
) -> None:
    """The promise has a date; without one the fault stands at the field (A2.5)."""
    desk.find("食品经营许可")
    form = desk.screen.form
    desk.robot.press("Alt+A", "3", "Enter")
    desk.robot.commit("与股室核实")
    desk.robot.press("F6") if "F6" in desk.buttons() else desk.robot.press("Ctrl+Enter")
    assert form.promised_by.fault
    desk.robot.type("+2")
    desk.robot.press("Enter")
    visit = visit_of(opened, desk.served[0])
    assert visit.promised_by is not None
    assert visit.promised_by.isoformat() == "2026-11-25"


def test_a_forbidden_phrase_is_refused_with_its_clause(desk: Receptionist) -> None:
    """A1.5.7: the sentence stays in the form, the notice says why."""
    desk.find("食品经营许可")
    desk.robot.press("Alt+A", "2", "Enter")
    desk.robot.commit("有牌子，自己看")
    desk.robot.press("Enter")
    assert desk.served == []
    assert "窗口工作人员服务规范 第五条第7项" in desk.screen.form.notice.small.text()
    assert desk.screen.form.answer.value == "有牌子，自己看"


def test_a_telephone_call_is_answered_not_printed(desk: Receptionist, opened: Opened) -> None:
    """F8: on the telephone Enter saves the answer by the guide (A1.5.6)."""
    desk.find("食品经营许可")
    desk.robot.press("F8")
    assert "F3" not in desk.buttons()
    desk.robot.press("Ctrl+Enter")
    visit = visit_of(opened, desk.served[0])
    assert visit.channel is Channel.TELEPHONE
    assert visit.papers == ()
    assert desk.screen.form.channel.value == Channel.COUNTER.value


def test_a_question_without_a_matter_goes_to_the_desk(desk: Receptionist, opened: Opened) -> None:
    """Nothing is called so: Enter sends to the information desk with the question (A1.5.4b)."""
    desk.find("鳄鱼养殖")
    assert desk.screen.panel.notice.isVisible()
    desk.robot.press("Enter")
    visit = visit_of(opened, desk.served[0])
    assert visit.guided_to == ""
    assert visit.question == "鳄鱼养殖"
    assert "咨询台" in desk.screen.form.notice.text.text()


def test_a_question_without_a_matter_is_answered(desk: Receptionist, opened: Opened) -> None:
    """F6 asks for the answer first, then saves it beside the question."""
    desk.find("鳄鱼养殖")
    desk.robot.press("F6")
    assert desk.screen.form.answer.fault
    assert desk.screen.form.answer.edit.hasFocus()
    desk.robot.commit("不属于本大厅事项")
    desk.robot.press("Enter")
    visit = visit_of(opened, desk.served[0])
    assert (visit.question, visit.answers) == ("鳄鱼养殖", ("不属于本大厅事项",))


def test_f3_sends_on_a_matter_of_another_window(desk: Receptionist, opened: Opened) -> None:
    """The register names one window: F3 prints, and the strip's sentence stays to be said."""
    desk.find("农药经营许可")
    desk.robot.press("F3")
    visit = visit_of(opened, desk.served[0])
    assert visit.guided_to == "W05"
    assert desk.screen.form.notice.text.text().startswith("请您到5号窗口")


def test_the_own_window_is_refused_as_a_destination(desk: Receptionist, opened: Opened) -> None:
    """The window is chosen from the list, never typed; the own one is refused (A2.3)."""
    desk.find("食品经营许可")
    desk.robot.press("F3")
    side = desk.screen.sides.shown
    assert isinstance(side, GuideForm)
    assert not desk.screen.finder.isEnabled()
    side.to_counter.choose("W03")
    desk.robot.press("Ctrl+Enter")
    assert "首问负责制 第三条" in side.notice.small.text()
    assert desk.served == []
    side.to_counter.choose("W06")
    desk.robot.press("Ctrl+Enter")
    assert visit_of(opened, desk.served[0]).guided_to == "W06"
    assert desk.screen.sides.shown is None
    assert desk.screen.finder.search.edit.hasFocus()


def test_faults_of_the_visit_are_told_in_the_form_beside(desk: Receptionist) -> None:
    """The name is missing in the form behind: the form in front says so."""
    desk.find("食品经营许可")
    desk.screen.form.phone.restore("13500001234")
    desk.robot.press("F3", "Ctrl+Enter")
    side = desk.screen.sides.shown
    assert side is not None
    assert side.notice.isVisible()
    desk.robot.press("Esc")
    assert desk.screen.sides.shown is None
    assert desk.screen.form.isVisible()


def test_no_permit_needed_is_filled_in_from_the_guide(desk: Receptionist, opened: Opened) -> None:
    """F7: why and where stand there already; the second case fills in anew (32(一))."""
    desk.find("食品经营许可")
    desk.robot.press("F7")
    side = desk.screen.sides.shown
    assert isinstance(side, AdviceForm)
    assert "预包装" in side.advice.value
    assert side.destination.value.startswith("3号窗口")
    desk.robot.press("2")
    assert "农产品" in side.advice.value
    assert "咨询台" in side.destination.value
    desk.robot.press("Ctrl+Enter")
    assert facts_about(opened, desk.served[0].visit)[-1] == "visit.advised"


def test_advice_needs_its_reason_and_destination(desk: Receptionist) -> None:
    """A matter whose guide knows no such case: both fields are asked for."""
    desk.find("特种设备使用登记")
    desk.robot.press("F7", "Ctrl+Enter")
    side = desk.screen.sides.shown
    assert isinstance(side, AdviceForm)
    assert side.advice.fault
    assert side.destination.fault


def test_another_windows_application_is_not_taken_here(desk: Receptionist) -> None:
    """A key from before the list changed cannot open the form of another window's matter."""
    desk.find("农药经营许可")
    desk.screen.sides.apply(desk.screen.panel.card, None)
    assert desk.screen.sides.shown is None
    assert "一次性告知制 第四条第（三）项" in desk.screen.form.notice.small.text()


def test_a_half_finished_visit_comes_back_after_a_crash(
    desk: Receptionist, real: Context, opened: Opened, shown: Shown
) -> None:
    """What was typed is saved by itself and stands there again at the next start."""
    desk.find("特种设备使用登记")
    desk.screen.form.name.restore("王示例")
    desk.screen.form.draft()
    desk.robot.settle(600)
    assert drafts.load("reception")["matter"] == "JC-TZ-047"
    again = ReceptionScreen(real)
    shown(again)
    again.refresh()
    assert again.form.name.value == "王示例"
    assert again.form.matter == "JC-TZ-047"
    assert again.form.notice.isVisible()
    again.acts.tell()
    assert drafts.load("reception") == {}


def test_esc_clears_and_ctrl_z_brings_it_back(desk: Receptionist) -> None:
    """Esc in the form is for a citizen who walked away; a slip of the finger is undone."""
    desk.find("食品经营许可")
    desk.robot.press("Alt+N")
    desk.robot.commit("王示例")
    desk.robot.press("Esc")
    assert desk.screen.form.name.value == ""
    assert desk.screen.finder.text() == ""
    desk.robot.press("Ctrl+Z")
    assert desk.screen.form.name.value == "王示例"


def test_esc_in_the_search_line_empties_it(desk: Receptionist) -> None:
    """The next word is typed from the start."""
    desk.find("食品经营许可")
    desk.robot.press("Esc")
    assert desk.screen.finder.text() == ""


def test_the_palette_offers_what_stands_on_the_buttons(desk: Receptionist) -> None:
    """Ctrl+K knows the actions with their keys."""
    desk.find("食品经营许可")
    hints = [entry.hint for entry in desk.screen.palette_entries()]
    assert hints == ["Enter", "F3", "F4", "F5", "F6", "F7", "F10", "Shift+F5"]


def test_new_guides_reach_the_screen(desk: Receptionist) -> None:
    """A guide arrived: the line the clerk has sought stays where it is."""
    desk.find("许可")
    desk.robot.press("Down")
    before = desk.screen.form.matter
    desk.screen.refresh()
    assert desk.screen.form.matter == before


def test_after_the_farewell_comes_the_greeting(desk: Receptionist) -> None:
    """The strip greets the next citizen by itself."""
    desk.screen.set_stage("farewell")
    desk.screen._greet.setInterval(0)
    desk.screen._greet.start()
    desk.robot.settle(20)
    assert desk.screen.phrase_stage() == "welcome"


def test_a_card_read_at_the_search_line_names_the_visitor(
    desk: Receptionist, qtbot: QtBot, opened: Opened
) -> None:
    """The reader's text is not searched for; F5 carries number and name into the application."""
    desk.find("食品经营许可")
    desk.robot.scan("王示例 141122199001010005")
    assert desk.screen.finder.text() == "食品经营许可"
    assert desk.screen.form.name.value == "王示例"
    desk.robot.press("F5")
    side = desk.screen.sides.shown
    assert isinstance(side, ApplicationForm)
    assert side.applicant.number.value == "141122199001010005"
    assert not desk.screen.findChildren(Toast)
