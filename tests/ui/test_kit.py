"""Theme, lists, search, palette, bars, notices."""

import sys
from collections.abc import Callable
from datetime import date, datetime

import pytest
from attrs import frozen
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from counter_app.domain.clock import CST
from counter_app.ui.kit.bars import Lamp, PhraseStrip, TopBar
from counter_app.ui.kit.entries import Entry, GiveEntries, fitting, rank
from counter_app.ui.kit.icons import ICONS, icon, pixmap
from counter_app.ui.kit.live_search import Give, Hit, LiveSearch
from counter_app.ui.kit.notice import Banner
from counter_app.ui.kit.palette import Palette
from counter_app.ui.kit.tables import Column, Table
from counter_app.ui.kit.theme import SETS, Tokens, contrast, text_pairs, theme
from counter_app.ui.kit.toast import Toast, toast
from counter_app.ui.kit.waiting import Waiting
from tests.ui.robots import Robot

Shown = Callable[[QWidget], Robot]


@pytest.mark.parametrize("tokens", SETS.values(), ids=SETS.keys())
def test_every_text_stands_out_from_its_ground(tokens: Tokens) -> None:
    """Contrast 4.5:1 at least, in all sets of colours."""
    for text, ground in text_pairs(tokens):
        ratio = contrast(getattr(tokens, text), getattr(tokens, ground))
        assert ratio >= 4.5, f"{text} on {ground}: {ratio:.2f}"


def test_contrast_of_known_pairs() -> None:
    """Black on white is 21, a colour on itself 1."""
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)
    assert contrast("#1C5AA6", "#1C5AA6") == 1


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("size", [12, 15, 24])
def test_controls_grow_with_the_text(
    qtbot: QtBot, qapp: QApplication, name: str, size: int
) -> None:
    """36 px at 15 px text; the sheet holds in every set."""
    theme.apply(qapp, SETS[name], size)
    edit = QLineEdit()
    qtbot.addWidget(edit)
    edit.show()
    assert edit.height() == pytest.approx(36 * size / 15, abs=1)
    theme.apply(qapp)


def test_every_icon_is_a_rendered_file_and_takes_its_colour(qapp: QApplication) -> None:
    """No icon font: files only, tinted on the way."""
    names = [path.stem for path in ICONS.glob("*.svg")]
    assert len(names) > 40
    for name in names:
        assert not pixmap(name, "#1C5AA6", 24).isNull()
    picture = pixmap("check", "#FF0000", 24).toImage()
    colours = {picture.pixelColor(x, y).name() for x in range(24) for y in range(24)}
    assert QColor("#ff0000").name() in colours
    assert isinstance(icon("check", "#FF0000"), QIcon)


@frozen
class Line:
    """A row of the test list."""

    number: int
    name: str


COLUMNS = [
    Column[Line]("号", lambda row: str(row.number), 60, True),
    Column[Line]("名称", lambda row: row.name, tone=lambda row: "bad" if row.number == 2 else ""),
]


def test_a_list_loads_page_after_page(qtbot: QtBot, shown: Shown) -> None:
    """The next page is asked for once, with the last row as the key."""
    table = Table(COLUMNS, "清单")
    table.resize(400, 300)
    asked: list[Line] = []
    table.model_rows.page_requested.connect(asked.append)
    shown(table)
    table.set_rows([Line(n, "甲") for n in range(50)], more=True)
    table.scrollToBottom()
    qtbot.waitUntil(lambda: bool(asked))
    table.model_rows.fetchMore(QModelIndex())
    assert asked == [Line(49, "甲")]
    table.append([Line(50, "乙")], more=False)
    assert table.model_rows.rowCount() == 51
    assert not table.model_rows.canFetchMore(QModelIndex())


def test_a_list_answers_the_keyboard_and_keeps_its_place(qtbot: QtBot, shown: Shown) -> None:
    """Enter chooses; after a refresh the same record is looked at."""
    table = Table(COLUMNS, "清单")
    chosen: list[Line] = []
    table.chosen.connect(chosen.append)
    robot = shown(table)
    assert table.current() is None
    table.set_rows([Line(1, "甲"), Line(2, "乙")])
    table.setFocus()
    robot.press("Down", "Enter")
    assert chosen == [Line(2, "乙")]
    table.set_rows([Line(3, "丙"), Line(1, "甲"), Line(2, "乙")])
    assert table.current() == Line(2, "乙")
    model, index = table.model_rows, table.model_rows.index(2, 1)
    assert model.data(index, Qt.ItemDataRole.ForegroundRole) == theme.colour("bad")
    assert model.data(index, Qt.ItemDataRole.ToolTipRole) is None
    assert model.headerData(0, Qt.Orientation.Horizontal) == "号"
    assert model.headerData(0, Qt.Orientation.Vertical) is None
    assert [row.number for row in model.rows()] == [3, 1, 2]


def test_search_asks_once_for_committed_text_and_drops_late_answers(
    qtbot: QtBot, shown: Shown
) -> None:
    """Composing asks nothing; an answer to an older question is dropped; arrows walk the list."""
    asked: list[tuple[str, Give]] = []
    search = LiveSearch(lambda text, give: asked.append((text, give)), "查找")
    chosen: list[object] = []
    search.chosen.connect(chosen.append)
    robot = shown(search)
    search.setFocus()
    robot.compose("gong")
    robot.settle(200)
    assert asked == []
    robot.commit("公")
    qtbot.waitUntil(lambda: len(asked) == 1)
    robot.commit("司")
    qtbot.waitUntil(lambda: len(asked) == 2)
    asked[1][1]([Hit("公司设立", data=1), Hit("公司变更", "本窗口", "paper", "warn", data=2)])
    asked[0][1]([Hit("旧答案", data=9)])
    assert [hit.data for hit in search.hits()] == [1, 2]
    robot.press("Down", "Enter")
    assert chosen == [2]
    assert search.edit.hasFocus()
    search.grab()


def test_search_that_finds_nothing_says_so(qtbot: QtBot, shown: Shown) -> None:
    """An empty list with a word what to do; Enter hands the text over."""
    search = LiveSearch(lambda _text, give: give([]), "查找")
    robot = shown(search)
    search.setFocus()
    robot.commit("鳄")
    with qtbot.waitSignal(search.entered_without_hit) as caught:
        robot.press("Enter")
    assert caught.args == ["鳄"]
    assert search.nothing.isVisible()
    assert search.current() is None


ENTRIES = [
    Entry("受理", print, "F6", "sl"),
    Entry("不予受理", print, "", "bysl"),
    Entry("打印受理单", print, "Ctrl+P", "dysld"),
    Entry("暂离", print, "F12", "zl"),
]


def test_the_palette_filters_by_chinese_initials_and_key() -> None:
    """The best fit stands first."""
    assert [e.text for e in fitting(ENTRIES, "受理")] == ["受理", "不予受理", "打印受理单"]
    assert [e.text for e in fitting(ENTRIES, "SL")] == ["受理", "不予受理", "打印受理单"]
    assert [e.text for e in fitting(ENTRIES, "f12")] == ["暂离"]
    assert fitting(ENTRIES, "鳄") == []
    assert len(fitting(ENTRIES, " ")) == 4


@settings(max_examples=60)
@given(st.text(alphabet="受理暂离sldy ", max_size=6))
def test_ranking_never_invents(text: str) -> None:
    """What fits contains the text in name, initials or key."""
    for entry in ENTRIES:
        wanted = "".join(text.split())
        if rank(entry, text) is not None:
            assert wanted in entry.text or wanted in entry.initials or wanted in entry.hint.lower()


def test_the_palette_runs_what_was_chosen_and_gives_the_focus_back(
    qtbot: QtBot, shown: Shown
) -> None:
    """Ctrl+K, initials, Enter; late answers are listed below; Esc closes."""
    window, ran = QWidget(), []
    window.resize(900, 600)
    box = QVBoxLayout(window)
    edit = QLineEdit()
    box.addWidget(edit)
    palette = Palette(window)
    palette.add_source(lambda: [Entry("受理", lambda: ran.append("accept"), "F6", "sl")])

    def late(text: str, give: GiveEntries) -> None:
        give([Entry(f"办件 {text}", lambda: ran.append("case"))])

    palette.add_late_source(late)
    robot = shown(window)
    edit.setFocus()
    palette.open()
    robot.type("sl")
    qtbot.waitUntil(lambda: len(palette.search.hits()) == 2)
    robot.press("Enter")
    qtbot.waitUntil(lambda: ran == ["accept"])
    assert edit.hasFocus()
    assert not palette.isVisible()
    palette.open()
    robot.press("Esc")
    assert not palette.isVisible()
    assert edit.hasFocus()


def test_a_toast_takes_back_with_ctrl_z_and_no_focus(qtbot: QtBot, shown: Shown) -> None:
    """Ctrl+Z while it is shown; a newer toast replaces an older one."""
    window, undone = QWidget(), []
    window.resize(600, 400)
    edit = QLineEdit(window)
    robot = shown(window)
    edit.setFocus()
    toast(window, "已登记")
    toast(window, "已作废", lambda: undone.append(1))
    assert edit.hasFocus()
    robot.press("Ctrl+Z")
    robot.settle()
    assert undone == [1]
    assert not [each for each in window.findChildren(Toast) if each.isVisible()]


def test_the_top_bar_says_who_where_and_when(qtbot: QtBot, shown: Shown) -> None:
    """The kind of day and the minute; lamps in words; F12 asks for the absence sign."""
    bar = TopBar(
        lambda: datetime(2026, 11, 23, 9, 41, 30, tzinfo=CST),
        lambda day: "工作日" if day == date(2026, 11, 23) else "",
    )
    robot = shown(bar)
    bar.set_place("大厅", "3号窗口", "张*")
    assert "工作日" in bar.time.text()
    assert bar.time.text().endswith("09:41")
    with qtbot.waitSignal(bar.absence_requested):
        robot.press("F12")
    before = bar.absence.text()
    bar.set_absent(True)
    assert bar.absence.text() != before


def test_lamps_and_banner_speak(qtbot: QtBot, shown: Shown) -> None:
    """A screen reader hears the state; Try again calls and hides."""
    lamp, banner, tried = Lamp("打印", "printer"), Banner(), []
    shown(lamp)
    lamp.say("缺纸", "bad")
    assert lamp.accessibleName() == "打印 缺纸"
    shown(banner)
    banner.say("共享文件夹", "照常工作", lambda: tried.append(1))
    banner.again.click()
    assert tried == [1]
    assert banner.isHidden()
    banner.say("磁盘", "已满", None)
    assert banner.again.isHidden()


def test_the_phrase_strip_follows_the_case(shown: Shown) -> None:
    """Only the three steps count."""
    strip = PhraseStrip()
    shown(strip)
    strip.set_phrases("您好", "请稍等", "请慢走")
    strip.set_stage("work")
    strip.set_stage("elsewhere")
    assert strip.stage() == "work"


def test_waiting_shows_itself_late_and_can_be_cancelled(qtbot: QtBot) -> None:
    """Short work shows nothing; long work shows progress and a way out."""
    frame, cancelled = QWidget(), []
    qtbot.addWidget(frame)
    waiting = Waiting()
    QVBoxLayout(frame).addWidget(waiting)
    frame.show()
    waiting.begin("导出")
    waiting.end()
    assert waiting.isHidden()
    waiting.begin("导出", lambda: cancelled.append(1))
    qtbot.waitUntil(waiting.isVisible)
    waiting.advance(3, 10)
    assert waiting.bar.value() == 3
    waiting.cancel_button.click()
    assert cancelled == [1]
    assert waiting.isHidden()


def test_qt_calls_keep_every_reference_to_none(qtbot: QtBot) -> None:
    """Some versions of PySide6 lose one reference to None per void call and end the process."""
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for number in range(1000):
        label.setText(str(number))
    assert abs(sys.getrefcount(None) - before) < 200


def test_toasts_and_palettes_leave_nothing_behind(qtbot: QtBot, shown: Shown) -> None:
    """A day of toasts is no heap of widgets."""
    window = QWidget()
    window.resize(400, 300)
    robot = shown(window)
    for number in range(20):
        toast(window, str(number))
    robot.settle(10)
    assert len(window.findChildren(Toast)) == 1


def test_other_colours_reach_lamps_and_lists(
    qtbot: QtBot, qapp: QApplication, shown: Shown
) -> None:
    """Changing the size of text in the settings changes what is already on the screen."""
    window = QWidget()
    box = QVBoxLayout(window)
    lamp, table = Lamp("打印", "printer"), Table(COLUMNS, "清单")
    box.addWidget(lamp)
    box.addWidget(table)
    robot = shown(window)
    lamp.say("正常", "good")
    theme.apply(qapp, SETS["dark"], 20)
    robot.settle(10)
    assert table.verticalHeader().defaultSectionSize() == theme.px(38)
    assert lamp.accessibleName() == "打印 正常"
    theme.apply(qapp)
