"""What the citizen sees and touches: large, alone, without anybody's data (issue of the window)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from counter_app.domain.errors import Refusal
from counter_app.services import papers, print_desk, ratings, reception
from counter_app.services.reception import Reception
from counter_app.ui.public.board import GuideShown, RatingAsked, SignatureAsked, WayShown
from counter_app.ui.public.page import SMALLEST, TARGET, PublicPage
from counter_app.ui.public.reading import GuidePage, WayPage
from counter_app.ui.public.touching import RatingPage, SignaturePage, ThanksPage
from counter_app.ui.screens.papers import PapersScreen
from counter_app.ui.screens.reception import ReceptionScreen
from tests.hall import Clock, open_hall
from tests.services.windows import CITIZEN, FOOD, tables
from tests.ui.receptionist import Receptionist
from tests.ui.test_away import Hall, at_work, words_on

NINE = ("材料一", "材料二", "材料三", "材料四", "材料五", "材料六", "材料七", "材料八", "材料九")


@pytest.fixture
def hall(qtbot: QtBot, tmp_path: Path) -> Iterator[Hall]:
    """Window 3 with both screens, the citizen's 1280 × 800."""
    clock = Clock()
    hall = at_work(qtbot, open_hall(tmp_path, clock), clock)
    hall.citizen.setGeometry(0, 0, 1280, 800)
    yield hall
    hall.citizen.close()


def reading(hall: Hall) -> PublicPage:
    """The page that stands there."""
    page = hall.director.page
    assert page is not None
    return page


def press(page: QWidget, words: str) -> None:
    """A finger on the button with these words."""
    QApplication.processEvents()
    found = [one for one in page.findChildren(QPushButton) if one.text() == words]
    QTest.mouseClick(next(one for one in found if one.isVisible()), Qt.MouseButton.LeftButton)


def told(hall: Hall) -> RatingAsked:
    """Somebody was served; the rating is asked."""
    served = reception.tell_orally(hall.opened.desk, Reception(matter=FOOD)).value
    asked = RatingAsked(served.visit, served.number, hall.clock())
    hall.shell.context.board.ask_rating(asked)
    return asked


def test_the_guide_is_mirrored_and_its_materials_ticked(hall: Hall) -> None:
    """The matter in large letters; two of nine are here; more than twelve stand on the paper."""
    board = hall.shell.context.board
    board.show_guide(GuideShown("食品经营许可", NINE, (True, True) + (False,) * 7))
    page = reading(hall)
    assert isinstance(page, GuidePage)
    words = words_on(page)
    assert "食品经营许可" in words and "2 份" in words and "✓　材料一" in words
    many = tuple(f"材料{place}" for place in range(15))
    board.show_guide(GuideShown("食品经营许可", many, (False,) * 15))
    assert "3 份" in words_on(reading(hall))


def test_what_the_reception_finds_is_what_the_citizen_sees(hall: Hall, qtbot: QtBot) -> None:
    """A guide is shown once the clerk stays with it; cleared with the form; no name is shown."""
    screen = hall.shell.shown_screen()
    assert isinstance(screen, ReceptionScreen)
    clerk = Receptionist(screen, hall.robot)
    clerk.find("食品经营")
    qtbot.waitUntil(lambda: isinstance(hall.director.page, GuidePage))
    assert "食品经营许可" in words_on(reading(hall)) and "孙试样" not in words_on(hall.citizen)
    hall.robot.press("Escape")
    assert hall.director.page is None


def test_the_way_is_shown_from_the_door(hall: Hall) -> None:
    """请您到5号窗口, with its place; it goes away by itself."""
    hall.shell.context.board.show_way(WayShown("5号窗口", "请您到5号窗口，在一楼东侧。"))
    assert isinstance(reading(hall), WayPage)
    hall.director._limit.timeout.emit()
    assert hall.director.page is None


def test_a_citizen_rates_alone(hall: Hall) -> None:
    """Two taps and a reason: on record, a word of thanks, and nothing on the clerk's screen."""
    asked = told(hall)
    clerk = words_on(hall.shell)
    press(reading(hall), "不满意")
    press(reading(hall), "服务态度生硬")
    press(reading(hall), "提交")
    assert isinstance(hall.director.page, ThanksPage)
    assert words_on(hall.shell) == clerk
    assert ratings.service_of(asked.about).rated


def test_a_second_rating_is_refused_on_the_citizens_screen_alone(hall: Hall) -> None:
    """The board asks again by mistake: the citizen reads why not, the clerk reads nothing."""
    asked = told(hall)
    for _time in range(2):
        hall.shell.context.board.ask_rating(asked)
        press(reading(hall), "非常满意")
        press(reading(hall), "提交")
    assert "不能" in words_on(reading(hall))
    assert not hall.shell.banner.isVisible()


def test_a_citizen_need_not_rate(hall: Hall) -> None:
    """Back, and not at all: nothing is written."""
    asked = told(hall)
    press(reading(hall), "满意")
    press(reading(hall), "返回")
    press(reading(hall), "不评价")
    assert hall.director.page is None
    assert not ratings.service_of(asked.about).rated


def test_the_next_guide_takes_the_place_of_an_open_rating(hall: Hall) -> None:
    """The citizen has gone; the one who stands there now must not rate for him."""
    asked = told(hall)
    hall.shell.context.board.show_guide(GuideShown("食品经营许可", NINE, (False,) * 9))
    assert isinstance(reading(hall), GuidePage)
    hall.clock.at("2026-11-23 09:50")
    reception.tell_orally(hall.opened.desk, Reception(matter=FOOD))
    with pytest.raises(Refusal):
        ratings.give(hall.opened.desk, asked.about, ratings.Rate(stars=1), asked.asked_at)


def handed_over(hall: Hall) -> SignatureAsked:
    """A notice in somebody's hand, its signature asked for."""
    entry = Reception(matter=FOOD, visitor=CITIZEN)
    served = reception.issue_one_time_notice(hall.opened.desk, entry).value
    assert served.paper is not None
    print_desk.confirm(hall.opened.desk, served.paper.id, came_out=True)
    asked = SignatureAsked(served.paper.id, "一次性告知单", served.paper.number)
    hall.shell.context.board.ask_signature(asked)
    return asked


def write(page: SignaturePage) -> None:
    """A finger draws a line."""
    pad = page.pad
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    for step in range(10):
        QTest.mouseMove(pad, QPoint(20 + 12 * step, 40 + 5 * step))
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(160, 90))


def test_a_citizen_signs_with_the_finger(hall: Hall) -> None:
    """A tap is no signature; a line is kept; the guide does not take the page from under it."""
    asked = handed_over(hall)
    page = reading(hall)
    assert isinstance(page, SignaturePage)
    press(page, "完成")
    assert hall.director.page is page
    hall.shell.context.board.show_guide(GuideShown("别的事项", NINE, (False,) * 9))
    hall.shell.context.board.clear()
    assert hall.director.page is page
    write(page)
    press(page, "重写")
    assert not page.pad.lines
    write(page)
    press(page, "完成")
    assert isinstance(hall.director.page, ThanksPage)
    found = papers.paper_of(hall.opened.desk, asked.paper)
    assert found.strokes and found.strokes not in repr(tables())


def test_unplugged_while_somebody_signs(hall: Hall) -> None:
    """Nothing is on record, the clerk is told, and what was drawn never comes back."""
    said: list[str] = []
    hall.shell.context.board.came_to_nothing.connect(said.append)
    asked = handed_over(hall)
    page = reading(hall)
    assert isinstance(page, SignaturePage)
    write(page)
    hall.citizen._on_removed(QGuiApplication.primaryScreen())
    assert hall.director.page is None and asked.number in said[0]
    assert papers.paper_of(hall.opened.desk, asked.paper).signed_at is None
    hall.shell.context.board.ask_signature(asked)
    assert len(said) == 2 and hall.director.page is None


def test_somebody_may_refuse_to_sign(hall: Hall) -> None:
    """不签名: nothing is on record, and the clerk is told."""
    asked = handed_over(hall)
    press(reading(hall), "不签名")
    assert papers.paper_of(hall.opened.desk, asked.paper).signed_at is None


def test_nothing_shows_while_the_sign_is_up(hall: Hall) -> None:
    """The absence sign stays whatever the screens ask for."""
    hall.robot.press("F12")
    sign = hall.director.page
    board = hall.shell.context.board
    board.show_guide(GuideShown("食品经营许可", NINE, (False,) * 9))
    board.show_way(WayShown("5号窗口", "请您到5号窗口"))
    told(hall)
    board.clear()
    assert type(hall.director.page) is type(sign)


@pytest.mark.parametrize("height", [768, 1080])
def test_everything_can_be_read_from_the_chair(hall: Hall, height: int) -> None:
    """适老化: no letter under 24 px, no target under 60 px, nothing takes the keyboard."""
    hall.citizen.setGeometry(0, 0, height * 16 // 9, height)
    told(hall)
    page = reading(hall)
    assert isinstance(page, RatingPage)
    page._ask_reasons(2)
    QApplication.processEvents()
    for label in page.findChildren(QLabel):
        assert label.font().pixelSize() >= SMALLEST
    buttons = [one for one in page.findChildren(QPushButton) if one.isVisible()]
    assert len(buttons) == len(ratings.rules.reasons_of(2)) + 2
    for button in buttons:
        assert button.height() >= TARGET and button.font().pixelSize() >= SMALLEST
        assert button.focusPolicy() is Qt.FocusPolicy.NoFocus
    assert hall.citizen.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus


def test_the_clerk_asks_for_the_signature_from_the_papers(hall: Hall) -> None:
    """F7 on a paper in somebody's hand; before that, and after, the key says why not."""
    entry = Reception(matter=FOOD, visitor=CITIZEN)
    served = reception.issue_one_time_notice(hall.opened.desk, entry).value
    assert served.paper is not None
    hall.shell.show_screen("papers")
    screen = hall.shell.shown_screen()
    assert isinstance(screen, PapersScreen)
    screen.open(served.paper.number)
    QApplication.processEvents()
    assert "先把文书交给" in screen._not_signable()
    print_desk.confirm(hall.opened.desk, served.paper.id, came_out=True)
    screen.refresh()
    hall.robot.press("F7")
    page = reading(hall)
    assert isinstance(page, SignaturePage) and page.asked.number == served.paper.number
    write(page)
    press(page, "完成")
    assert "已签收" in screen._not_signable()
