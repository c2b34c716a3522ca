"""Going on with a visit: promises, arrivals, slips read at the search line."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from counter_app.domain.bodies.visit import AnswerWay
from counter_app.services import intake, reception
from counter_app.services.parties import PartyInput
from counter_app.services.profiles import Opened
from counter_app.services.reception import Reception
from counter_app.ui.context import Context
from counter_app.ui.screens.reception import ReceptionScreen
from counter_app.ui.wiring import telephone_phrases
from tests.hall import Clock, open_hall
from tests.ui.desk import make_context, make_shell
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
    opened.desk.station = type(opened.desk.station)(
        actor=opened.desk.station.actor, counter="W05", clerk="S05", clerk_name="刘示例"
    )
    sent = reception.guide(opened.desk, Reception(matter="JC-SP-005"), "W03").value
    opened.desk.station = type(opened.desk.station)(
        actor=opened.desk.station.actor, counter="W03", clerk="S03", clerk_name="王示例"
    )
    desk.screen.open(sent.visit)
    assert "F9" in desk.buttons()
    desk.robot.press("F9")
    assert visit_of(opened, sent).guide_confirmed_by == "W03"
    assert "F9" not in desk.buttons()


def test_a_visit_nobody_knows_is_told(desk: Receptionist) -> None:
    """It has not been synchronized yet."""
    desk.screen.open("no-such-visit")
    assert desk.screen.form.notice.isVisible()


def test_a_slip_read_at_the_search_line_finds_its_visit(desk: Receptionist, opened: Opened) -> None:
    """The citizen brings the guide slip of another window: its QR goes on with the visit."""
    made = reception.tell_orally(opened.desk, Reception(matter="JC-SP-006")).value
    entry = Reception(matter="JC-SP-006", visit=made.visit)
    served = reception.issue_one_time_notice(opened.desk, entry).value
    assert served.paper is not None
    desk.robot.scan(f"JC:{served.paper.number}")
    assert desk.screen.form.visit == made.visit
    assert desk.screen.form.matter == "JC-SP-006"


def test_a_paper_of_a_case_shows_the_case(desk: Receptionist, opened: Opened) -> None:
    """A receipt voucher read at the reception belongs to the cases."""
    who = PartyInput(name="王示例", number="141122199001010005")
    entry = intake.Application(matter="JC-SP-005", applicant=who)
    case = intake.receive(opened.desk, entry).value.case
    paper = intake.issue_receipt(opened.desk, case).value.paper
    assert paper is not None
    went: list[tuple[str, object]] = []
    desk.screen.screen_requested.connect(lambda id, argument: went.append((id, argument)))
    desk.robot.scan(f"JC:{paper.number}")
    assert went == [("cases", case)]


def test_a_paper_nobody_knows_is_told(desk: Receptionist) -> None:
    """It may come from a window that has not synchronized yet."""
    desk.robot.scan("JC:交政务〔2026〕引字第W09-00001号")
    assert desk.screen.form.notice.isVisible()
    assert desk.served == []


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
