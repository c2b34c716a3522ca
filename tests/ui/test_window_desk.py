"""The window's own screen: opening, closing, messages, disputes, what colleagues wait for."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import attrs
import pytest
from pytestqt.qtbot import QtBot

from counter_app.domain.bodies.opinion import OpinionChannel, OpinionKind
from counter_app.domain.opinions.ratings import Rate
from counter_app.domain.opinions.register import Record
from counter_app.services import errands, inspections, intake, ratings, reception, shifts
from counter_app.services.duties import Duty
from counter_app.services.intake import Application
from counter_app.services.parties import PartyInput
from counter_app.services.profiles import Opened
from counter_app.services.reception import Reception
from counter_app.services.window_duties import window_duties
from counter_app.ui.forms.shift_form import ClosingForm, OpeningForm
from counter_app.ui.kit.form import Form
from counter_app.ui.kit.toast import Toast
from counter_app.ui.screens.cases import CasesScreen
from counter_app.ui.screens.today import TodayScreen
from counter_app.ui.screens.window_desk import WindowDeskScreen
from counter_app.ui.shell import Shell
from tests.hall import Clock, open_hall
from tests.services.windows import CITIZEN, FOOD
from tests.services.wording_desk import signed_in
from tests.ui.desk import make_context, make_shell, papers_in
from tests.ui.robots import Robot


@attrs.frozen
class Window:
    """The screen of the window with the robot that works in it."""

    opened: Opened
    shell: Shell
    robot: Robot
    clock: Clock

    @property
    def screen(self) -> WindowDeskScreen:
        """The screen."""
        screen = self.shell.shown_screen()
        assert isinstance(screen, WindowDeskScreen)
        return screen

    @property
    def form(self) -> Form:
        """The form that is open."""
        assert self.screen.side.form is not None
        return self.screen.side.form

    def fill(self, **texts: str) -> None:
        """Put texts into fields and send the form."""
        for name, text in texts.items():
            self.form.fields[name.replace("__", ".")].restore(text)
        self.robot.press("Ctrl+Enter")

    def duties(self) -> list[Duty]:
        """What the records say is owed."""
        return [one.duty for one in window_duties(self.opened.desk)]


Sit = Callable[..., Window]


@pytest.fixture
def sit(qtbot: QtBot, tmp_path: Path) -> Sit:
    """Somebody sits down at window 3."""
    clock = Clock()
    opened = open_hall(tmp_path, clock)

    def make(clerk: str = "S03", *roles: str, before: Callable[[Opened], object] = str) -> Window:
        before(opened)
        signed_in(opened, clerk, *(roles or ("clerk",)))
        shell, robot = make_shell(qtbot, make_context(opened), "window")
        return Window(opened, shell, robot, clock)

    return make


def test_the_window_is_opened_with_its_checklist(sit: Sit, tmp_path: Path) -> None:
    """A1.1: F9, Enter ticks what is left, each tick on record at once; the sheet is printed."""
    window = sit()
    window.robot.press("F9")
    form = window.form
    assert isinstance(form, OpeningForm) and "迟到 71 分钟" in form.notice.text.text()
    form.boxes["tidy"].click()
    window.robot.press("Enter")
    shift = shifts.current(window.opened.desk)
    assert shift is not None and set(shift.ticked) == set(shift.items())
    window.robot.press("Ctrl+P")
    assert papers_in(tmp_path / "papers")


def test_the_window_is_closed_with_what_is_left(sit: Sit, tmp_path: Path) -> None:
    """A1.6.3: F10 shows the review; signed off to a colleague, the sheet is printed."""
    window = sit()
    window.robot.press("F10")
    assert isinstance(window.form, OpeningForm)  # nobody closes what was never opened
    window.robot.press("F10")
    form = window.form
    assert isinstance(form, ClosingForm)
    form.boxes["power"].click()
    window.fill(taker="S05")
    shift = shifts.current(window.opened.desk)
    assert shift is not None and shift.closed_at is not None
    assert (shift.taker, shift.ticked) == ("S05", ("power",))
    assert any("关闭" in one.accessibleName() for one in window.shell.findChildren(Toast))
    assert papers_in(tmp_path / "papers")


def test_a_window_signed_off_too_early_is_opened_again(sit: Sit) -> None:
    """A1.6.3: F10 after the sign-off says since when; Enter opens the window, F10 closes it."""
    window = sit(before=lambda opened: shifts.arrive(opened.desk))
    window.robot.press("F10")
    window.fill()
    window.robot.press("F10")
    form = window.form
    assert isinstance(form, OpeningForm) and "09:41" in form.notice.text.text()
    window.robot.press("Enter")
    shift = shifts.current(window.opened.desk)
    assert shift is not None and shift.closed_at is None
    assert isinstance(window.form, OpeningForm) and window.form.boxes["tidy"].isEnabled()
    window.robot.press("F10")
    assert isinstance(window.form, ClosingForm)


def test_a_message_is_taken_and_done(sit: Sit, tmp_path: Path) -> None:
    """A1.5.6c: F3, the slip is printed; a caller without a number is asked for at the field."""
    window = sit()
    window.robot.press("F3")
    window.fill(to_clerk="S05", content="请回电", caller__name="孙试样")
    assert window.form.fields["caller.phone"].fault
    window.fill(caller__phone="13500001234")
    assert window.screen.side.form is None and papers_in(tmp_path / "papers")


def message_for_me(opened: Opened) -> None:
    """S05 keeps a message for S03."""
    desk = signed_in(opened, "S05", "clerk")
    caller = PartyInput(name="孙试样", phone="13500001234")
    errands.take_message(desk, "S03", "请回电谈许可", date(2026, 11, 23), caller)


def test_a_message_for_me_is_found_on_today_and_answered_here(sit: Sit) -> None:
    """Enter on the line of today opens the form with the number to call."""
    window = sit(before=message_for_me)
    window.shell.show_screen("today")
    today = window.shell.shown_screen()
    assert isinstance(today, TodayScreen)
    rows = today.table.model_rows.rows()
    today.table.select(
        next(place for place, row in enumerate(rows) if row.task.duty is Duty.MESSAGE)
    )
    window.robot.press("Enter")
    assert "13500001234" in window.form.notice.text.text()
    window.fill(result="已回电")
    assert Duty.MESSAGE not in window.duties()


def test_a_dispute_is_handed_over_and_settled(sit: Sit) -> None:
    """A1.3.5: one note; the supervisor settles it from the list."""
    window = sit("S07", "clerk", "supervisor")
    window.robot.press("F5")
    window.fill(note="对收费有异议")
    window.screen.table.setFocus()
    window.robot.press("Enter")
    window.fill(answer="已当面解释")
    assert Duty.DISPUTE not in window.duties()


def test_a_dispute_at_a_case_takes_the_supervisor_to_it(sit: Sit) -> None:
    """A1.3.5: Ctrl+D on the case, one note; the supervisor sees the case with F3."""
    window = sit("S07", "clerk", "supervisor")
    who = PartyInput(name="王示例", number="141122199001010005")
    case = intake.receive(window.opened.desk, Application(matter=FOOD, applicant=who)).value.case
    window.shell.show_screen("cases", case)
    window.robot.press("Ctrl+D")
    assert window.form.fields["number"].value
    window.fill(note="对收费有异议")
    window.screen.open(
        next(one for one in window_duties(window.opened.desk) if one.duty is Duty.DISPUTE)
    )
    window.robot.press("F3")
    cases = window.shell.shown_screen()
    assert isinstance(cases, CasesScreen) and cases.detail.case == case


def test_an_opinion_is_recorded_and_answered(sit: Sit, tmp_path: Path) -> None:
    """A1.4.3: nobody has to give a name; the reply stands beside it."""
    window = sit()
    window.robot.press("F4")
    window.fill(content="希望增加座椅")
    assert papers_in(tmp_path / "papers") and Duty.OPINION in window.duties()
    window.screen.table.setFocus()
    window.robot.press("Enter")
    window.fill(reply="已增加十把")
    assert Duty.OPINION not in window.duties()


def test_an_opinion_is_not_deleted(sit: Sit) -> None:
    """A1.4.3: Del on the line is refused with the clause; the supervisor sees who tried."""

    def suggested(opened: Opened) -> None:
        said = Record(channel=OpinionChannel.BOX, kind=OpinionKind.SUGGESTION, content="请多设座椅")
        inspections.record_opinion(opened.desk, said, PartyInput())

    window = sit(before=suggested)
    window.screen.table.select(
        [one.duty for one in window.screen.table.model_rows.rows()].index(Duty.OPINION)
    )
    window.screen.table.setFocus()
    window.robot.press("Del")
    assert "不得删除" in window.shell.banner.text.text()
    signed_in(window.opened, "S07", "supervisor")
    assert Duty.DISPUTE in window.duties() and Duty.OPINION in window.duties()


def test_clerks_write_no_inspections(sit: Sit) -> None:
    """A1.2.1: the clerk's row has no key for it, the supervisor's has."""
    clerk = sit()
    assert clerk.screen.actions_row.button("F7") is None
    chief = sit("S07", "clerk", "supervisor")
    chief.robot.press("F7")
    chief.fill(counter="W05", category="desk", note="桌面有水杯", due="2026-11-24")
    assert Duty.INSPECTION in chief.duties()
    chief.screen.table.setFocus()
    chief.robot.press("Enter")
    chief.fill(note="已收")
    assert Duty.INSPECTION not in chief.duties()


def badly_rated(opened: Opened) -> None:
    """Two stars for S03."""
    visit = reception.tell_orally(opened.desk, Reception(matter=FOOD, visitor=CITIZEN)).value
    rate = Rate(stars=2, reasons=(214,), comment="等了很久")
    ratings.give(opened.desk, visit.visit, rate, opened.desk.clock())


def test_a_bad_rating_is_put_right_step_by_step(sit: Sit) -> None:
    """S49: call back, hear the other side, close."""
    window = sit("S07", "clerk", "supervisor", before=badly_rated)
    window.robot.press("Enter")
    assert "服务态度生硬" in window.form.notice.text.text()
    window.fill(verified="true", note="电话核实")
    window.screen.table.setFocus()
    window.robot.press("Ctrl+A")
    window.fill(by="S03", ground="当时系统故障")
    window.screen.table.setFocus()
    window.robot.press("Enter")
    assert "当时系统故障" in window.form.notice.text.text()
    window.fill(measure="已培训")
    assert Duty.RATING not in window.duties()


def test_a_rating_from_the_box_is_typed_in(sit: Sit, tmp_path: Path) -> None:
    """F6 prints the form, F8 takes it in; codes of another level are told at their field."""
    numbers: list[str] = []

    def served(opened: Opened) -> None:
        entry = Reception(matter=FOOD)
        numbers.append(reception.tell_orally(opened.desk, entry).value.number)

    window = sit("S07", "clerk", "supervisor", before=served)
    window.robot.press("F6")
    window.fill(about=numbers[0])
    assert papers_in(tmp_path / "papers")
    window.robot.press("F8")
    window.fill(about=numbers[0], stars="1", reasons="517")
    assert window.form.fields["reasons"].fault
    window.fill(reasons="115")
    assert Duty.RATING in window.duties()


def lost(opened: Opened) -> None:
    """Sent to W05 by S03, and half an hour later nobody has received them."""
    reception.guide(opened.desk, Reception(question="在哪里办"), "W05")


def test_a_guide_that_came_back_is_explained(sit: Sit) -> None:
    """A2.4: the owner asks what became of the citizen; Esc leaves it for later."""
    window = sit(before=lost)
    window.clock.at("2026-11-23 10:20")
    window.screen.refresh()
    window.robot.press("Enter", "Escape", "Enter")
    window.fill(note="已电话联系")
    assert Duty.LOST not in window.duties()


def test_a_visit_handed_on_is_gone_on_with_at_the_reception(sit: Sit) -> None:
    """A2.1: Enter leads to the visit itself."""

    def handed(opened: Opened) -> None:
        entry, way = Reception(question="在哪里办"), reception.AnswerWay.TO_VERIFY
        done = reception.answer(opened.desk, entry, way, "两日内答复", date(2026, 11, 25))
        reception.hand_on(opened.desk, Reception(visit=done.value.visit), "S07", "请接着查")

    window = sit("S07", "clerk", "supervisor", before=handed)
    window.robot.press("Enter")
    assert window.shell.current_id() == "reception"


def test_the_list_leads_to_the_checklist(sit: Sit) -> None:
    """The line of the opening opens it; once everything is ticked the line is gone."""
    window = sit(before=lambda opened: shifts.arrive(opened.desk))
    window.robot.press("Enter")
    assert isinstance(window.form, OpeningForm)
    window.robot.press("Enter")
    assert Duty.OPENING not in window.duties()
