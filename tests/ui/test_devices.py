"""Card readers, the second start, the input method."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QPushButton, QVBoxLayout, QWidget

from counter_app.ui.kit.choices import ChoiceField
from counter_app.ui.kit.fields import LatinField, NoteField, TextField
from counter_app.ui.kit.ime import choose_input_method
from counter_app.ui.kit.single import SingleInstance
from counter_app.ui.kit.wedge import Wedge
from tests.ui.robots import Robot

Shown = Callable[[QWidget], Robot]
ROOT = Path(__file__).resolve().parents[2]
SYNTHETIC_ID = "110101199003070011"


class Desk(QWidget):
    """A name, a note, a list, a box to tick, and what the reader said."""

    def __init__(self) -> None:
        super().__init__()
        box = QVBoxLayout(self)
        self.name, self.note, self.code = TextField("姓名"), NoteField("说明"), LatinField("号码")
        for field in (self.name, self.note, self.code):
            box.addWidget(field)
        self.windows = ChoiceField("窗口", [(str(n), f"{n}号窗口") for n in range(1, 9)])
        self.tick = QCheckBox("桌面整洁")
        self.untouched = QPushButton("打印")
        for widget in (self.windows, self.tick, self.untouched):
            box.addWidget(widget)
        self.untouched.clicked.connect(self._count)
        self.passed = 0
        self.name.passed.connect(self._count)

    def _count(self) -> None:
        self.passed += 1


def _application() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app


@pytest.fixture
def read(qapp: QApplication) -> Iterator[list[str]]:
    """What was recognised; digits only are known to the route."""
    seen: list[str] = []
    wedge = Wedge(qapp, lambda text: text.isdecimal())
    wedge.scanned.connect(seen.append)
    yield seen
    qapp.removeEventFilter(wedge)
    wedge.deleteLater()


def test_a_burst_is_caught_and_the_field_gets_its_text_back(shown: Shown, read: list[str]) -> None:
    """The card is read while the focus is in the name: the name stays, Enter is swallowed."""
    desk = Desk()
    robot = shown(desk)
    desk.name.setFocus()
    robot.commit("王试")
    robot.scan(SYNTHETIC_ID)
    assert read == [SYNTHETIC_ID]
    assert desk.name.value == "王试"
    assert desk.passed == 0


def test_a_note_and_a_selection_are_given_back(shown: Shown, read: list[str]) -> None:
    """A burst that overwrote selected text gives it back."""
    desk = Desk()
    robot = shown(desk)
    desk.note.restore("来访说明")
    desk.note.setFocus()
    desk.note.edit.selectAll()
    robot.scan(SYNTHETIC_ID, end=Qt.Key.Key_Tab)
    assert desk.note.value == "来访说明"
    assert read == [SYNTHETIC_ID]


@pytest.mark.parametrize(("gap", "text"), [(60, SYNTHETIC_ID), (8, "12345"), (36, "123456")])
def test_people_and_short_bursts_are_left_alone(
    shown: Shown, read: list[str], gap: int, text: str
) -> None:
    """60 ms between keys is a person; five keys are no card; Enter moves on."""
    desk = Desk()
    robot = shown(desk)
    desk.name.setFocus()
    robot.scan(text, gap_ms=gap)
    assert read == []
    assert desk.name.value == text
    assert desk.passed == 1


def test_a_burst_nobody_knows_stays_typed(shown: Shown, read: list[str]) -> None:
    """A shop's bar code means nothing here: it is text like any other."""
    desk = Desk()
    robot = shown(desk)
    desk.name.setFocus()
    robot.scan("ABC-123456")
    assert read == []
    assert desk.name.value == "ABC-123456"


@pytest.mark.parametrize("place", ["windows", "tick", "untouched"])
@pytest.mark.parametrize("text", [SYNTHETIC_ID, f"9 {SYNTHETIC_ID}"])
def test_a_burst_chooses_ticks_and_presses_nothing(shown: Shown, place: str, text: str) -> None:
    """Digits choose a window, a space ticks a box: of a card and of an unknown code, nothing."""
    desk = Desk()
    robot = shown(desk)
    wedge = Wedge(_application(), lambda text: text.isdecimal())
    said: list[str] = []
    wedge.scanned.connect(said.append)
    wedge.ignored.connect(lambda: said.append("ignored"))
    getattr(desk, place).setFocus()
    robot.scan(text)
    robot.settle(Wedge.QUIET_MS + 15)
    assert said == [text if text.isdecimal() else "ignored"]
    assert (desk.windows.value, desk.tick.isChecked(), desk.passed) == ("1", False, 0)
    wedge.deleteLater()


@pytest.mark.parametrize("place", ["name", "windows"])
def test_a_reader_without_an_ending_key(shown: Shown, read: list[str], place: str) -> None:
    """Some readers end with nothing: after the silence the number is read all the same."""
    desk = Desk()
    robot = shown(desk)
    getattr(desk, place).setFocus()
    for digit in SYNTHETIC_ID:
        robot.send(digit)
    assert read == []
    robot.settle(Wedge.QUIET_MS + 15)
    assert read == [SYNTHETIC_ID]
    assert (desk.name.value, desk.windows.value) == ("", "1")


def test_a_burst_into_a_word_being_composed(shown: Shown) -> None:
    """The input method takes the first digit for the choice of a word: the rest is no number; it
    does not stay in the name, and the reader is asked for once more."""
    desk = Desk()
    robot = shown(desk)
    wedge = Wedge(_application(), lambda text: text == SYNTHETIC_ID)
    said: list[str] = []
    wedge.scanned.connect(said.append)
    wedge.torn.connect(lambda: said.append("torn"))
    desk.name.setFocus()
    robot.compose("wang")
    robot.commit("王")
    robot.scan(SYNTHETIC_ID[1:])
    assert (said, desk.name.value, desk.passed) == (["torn"], "王", 0)
    robot.scan(SYNTHETIC_ID)
    assert (said, desk.name.value) == (["torn", SYNTHETIC_ID], "王")
    wedge.deleteLater()


def test_keys_of_a_person_arrive_in_order(shown: Shown, read: list[str]) -> None:
    """Where nothing can be typed a key waits a moment; a shortcut after it finds it done."""
    desk = Desk()
    robot = shown(desk)
    desk.windows.setFocus()
    robot.send("4")
    assert desk.windows.value == "1"
    QTest.keyClick(robot.focus(), Qt.Key.Key_F3)
    assert desk.windows.value == "4"
    robot.send("2")
    robot.send("3")
    robot.settle(Wedge.QUIET_MS + 15)
    assert desk.windows.value == "3"
    desk.tick.setFocus()
    robot.press("Space")
    assert desk.tick.isChecked()
    assert read == []


def test_a_burst_with_the_focus_nowhere_is_caught(shown: Shown, read: list[str]) -> None:
    """Nobody clicked into a field: the card is read all the same."""
    desk = Desk()
    robot = shown(desk)
    robot.focus().clearFocus()
    assert QApplication.focusWidget() is None
    robot.scan(SYNTHETIC_ID)
    assert read == [SYNTHETIC_ID]


_SECOND = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QTimer
from counter_app.ui.kit.single import SingleInstance
app = QCoreApplication(sys.argv)
single = SingleInstance(Path(sys.argv[1]))
if not single.claim(sys.argv[2:]):
    print("handed over", flush=True); sys.exit(0)
single.listen()
single.called_again.connect(lambda words: print("called", *words, flush=True))
print("first", flush=True)
QTimer.singleShot(20000, app.quit); app.exec()
"""


def _start(profile: Path, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", _SECOND, str(profile), *words],
        cwd=ROOT, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip


def _line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_a_second_start_calls_the_first_and_a_killed_one_gives_way(tmp_path: Path) -> None:
    """Second start: hands over its words. After kill -9 of the first, the next one runs."""
    first = _start(tmp_path)
    processes = [first]
    try:
        assert _line(first) == "first"
        second = _start(tmp_path, "--case", "W03-7")
        processes.append(second)
        assert _line(second) == "handed over"
        assert _line(first) == "called --case W03-7"
        os.kill(first.pid, signal.SIGKILL)
        first.wait(5)
        third = _start(tmp_path)
        processes.append(third)
        assert _line(third) == "first"
    finally:
        for process in processes:
            process.kill()
            process.wait(5)
            if process.stdout is not None:
                process.stdout.close()


def test_profiles_do_not_meet_and_release_lets_the_next_in(
    qapp: QApplication, tmp_path: Path
) -> None:
    """Two profiles are two programs."""
    one, other = SingleInstance(tmp_path / "a"), SingleInstance(tmp_path / "b")
    again = SingleInstance(tmp_path / "a")
    assert one.claim([])
    assert other.claim([])
    one.release()
    assert again.claim([])
    for instance in (other, again):
        instance.release()


@pytest.mark.parametrize(
    ("before", "platform", "after"),
    [
        ({"QT_IM_MODULE": "fcitx"}, "linux", "ibus"),
        ({"XMODIFIERS": "@im=fcitx"}, "linux", "ibus"),
        ({"QT_IM_MODULE": "compose"}, "linux", "compose"),
        ({}, "linux", None),
        ({"QT_IM_MODULE": "fcitx"}, "win32", "fcitx"),
    ],
)
def test_chinese_can_be_typed_where_fcitx_is_named(
    before: dict[str, str], platform: str, after: str | None
) -> None:
    """Kylin and UOS say fcitx, which the wheels lack: its portal speaks ibus."""
    environ = dict(before)
    choose_input_method(environ, platform)
    assert environ.get("QT_IM_MODULE") == after
    assert ("IBUS_USE_PORTAL" in environ) == (after == "ibus")


def test_latin_fields_switch_the_input_method_off(shown: Shown) -> None:
    """A number field tells Qt that no input method is wanted."""
    desk = Desk()
    shown(desk)
    assert desk.code.edit.inputMethodQuery(Qt.InputMethodQuery.ImEnabled) is False
    assert desk.name.edit.inputMethodQuery(Qt.InputMethodQuery.ImEnabled)
