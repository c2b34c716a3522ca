"""Signing in and the first start, by keyboard."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from counter_app.domain.errors import InputFault, Outage
from counter_app.ui.context import Context
from counter_app.ui.forms.first_start import FirstStart
from counter_app.ui.forms.first_start_flow import STEPS, Setup, asked_steps, faults_of, to_setup
from counter_app.ui.forms.sign_in import ClerkChoice, SignIn
from tests.ui.robots import Robot

Shown = Callable[[QWidget], Robot]


def _wrong(_clerk: str, _password: str) -> Any:
    raise InputFault({"password": "密码不对"})


def test_signing_in_by_keyboard(qtbot: QtBot, context: Context, shown: Shown) -> None:
    """Password, Enter: the result of unlocking comes out. Empty: told at the field."""
    clerks = [ClerkChoice("c1", "张*"), ClerkChoice("c2", "王*")]
    window = SignIn(
        "大厅", "3号窗口", clerks, lambda *who: who, context.jobs, context.errors, last="c2"
    )
    robot = shown(window)
    window.begin()
    robot.press("Enter")
    assert window.form.fields["password"].fault
    robot.type("pass word1")
    with qtbot.waitSignal(window.signed_in) as caught:
        robot.press("Enter")
    assert caught.args == [("c2", "pass word1")]
    assert window.form.draft()["password"] == ""


def test_a_wrong_password_is_told_at_the_field(context: Context, shown: Shown) -> None:
    """The field is emptied and has the focus."""
    window = SignIn("大厅", "", [ClerkChoice("c1", "张*")], _wrong, context.jobs, context.errors)
    robot = shown(window)
    window.begin()
    robot.type("x")
    robot.press("Enter")
    assert window.form.fields["password"].fault == "密码不对"
    assert window.form.fields["password"].control.hasFocus()
    assert window.form.values()["password"] == ""


_FIRST_PICTURE = """
import sys
from datetime import datetime
from pathlib import Path

from counter_app import bootstrap, cli
from counter_app.models import keyring
from PySide6 import QtCore
from PySide6.QtWidgets import QApplication

from counter_app.ui.program import Doors, Program

def stands():
    heavy = {"attr", "peewee", "reportlab", "cryptography", "PySide6.QtNetwork", "PySide6.QtSvg"}
    print(sorted(heavy & set(sys.modules)), "Qt" in vars(QtCore))
    app.quit()

app = QApplication([])
program = Program(Path(sys.argv[1]), datetime.now, Doors(None, None, None, stands))
QtCore.QTimer.singleShot(0, lambda: program.sign_in([("c1", "张*"), ("c2", "王*")]))
app.exec()
"""


def test_the_first_picture_is_cheap(tmp_path: Path) -> None:
    """Nothing heavy is loaded when sign-in stands, nor the enumerations of `Qt` made (12 ms)."""
    run = subprocess.run(
        [sys.executable, "-c", _FIRST_PICTURE, str(tmp_path)],
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    assert run.stdout == "[] False\n"


def _choose_password(robot: Robot) -> None:
    for _twice in range(2):
        robot.press("Enter")
        robot.type("long enough")


def test_a_new_hall_by_keyboard(qtbot: QtBot, context: Context, shown: Shown) -> None:
    """Enter through all steps; Esc goes back and keeps what was typed."""
    window = FirstStart(lambda setup: setup, context.jobs, context.errors)
    robot = shown(window)
    window.begin()
    robot.press("Enter", "Enter")
    assert window.form.fields["hall_name"].fault
    robot.commit("测试县政务服务中心")
    robot.press("Enter", "Esc")
    assert window.form.fields["hall_name"].value == "测试县政务服务中心"
    robot.press("Enter")
    robot.type("3")
    robot.press("Enter")
    robot.commit("市场监管")
    robot.press("Enter", "Enter", "Enter")
    assert window.form.fields["window_place"].fault
    robot.commit("一层东侧")
    robot.press("Enter", "Enter")
    robot.commit("测试员")
    _choose_password(robot)
    robot.press("Enter", "Enter")
    robot.type("ipp://localhost/printers/a4")
    with qtbot.waitSignal(window.finished) as caught:
        robot.press("Enter")
    assert caught.args == [
        Setup(
            way="new",
            hall_name="测试县政务服务中心",
            hall_key="",
            share_folder="",
            window_no=3,
            window_name="市场监管",
            window_place="一层东侧",
            window_phone="",
            clerk_name="测试员",
            password="long enough",
            printer="ipp://localhost/printers/a4",
        )
    ]


JOIN = {
    "way": "join",
    "share_folder": " //server/hall ",
    "hall_key": "ABCD EFGH\nIJKL",
    "window_no": "12",
    "clerk_name": "测试员",
    "password": "12345678",
    "repeat": "12345678",
}


def test_joining_asks_for_folder_and_key_and_not_for_a_name() -> None:
    """The key may be typed with spaces and line breaks."""
    assert [step.id for step in asked_steps(JOIN)] == ["way", "join", "window", "clerk", "printer"]
    setup = to_setup(JOIN)
    assert (setup.hall_key, setup.share_folder) == ("ABCDEFGHIJKL", "//server/hall")
    assert "12345678" not in repr(setup)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"window_no": "0"}, "window_no"),
        ({"window_no": "三"}, "window_no"),
        ({"password": "short", "repeat": "short"}, "password"),
        ({"repeat": "123456789"}, "repeat"),
        ({"hall_key": " "}, "hall_key"),
    ],
)
def test_what_cannot_be_right_is_told_at_its_field(wrong: dict[str, str], field: str) -> None:
    """Each page tells its own faults and no record is made."""
    answers = {**JOIN, **wrong}
    faults = [name for step in asked_steps(answers) for name in faults_of(step, answers)]
    assert faults == [field]
    with pytest.raises(ValueError, match="not finished"):
        to_setup(answers)
    assert len({step.id for step in STEPS}) == len(STEPS)


def test_labels_are_read_out(context: Context, shown: Shown) -> None:
    """Every field of every step has a name for the screen reader."""
    window = FirstStart(lambda setup: setup, context.jobs, context.errors)
    shown(window)
    for field in window.form.fields.values():
        assert field.control.accessibleName()
        assert isinstance(field.label, QLabel)


def _refuse(_setup: Setup) -> Any:
    raise Outage("共享文件夹", "请检查网线后重试")


def test_a_setup_that_fails_can_be_tried_again(
    qtbot: QtBot, context: Context, shown: Shown
) -> None:
    """The wizard stays where it is and says what is away."""
    window = FirstStart(_refuse, context.jobs, context.errors)
    robot = shown(window)
    window.begin()
    robot.press("Right", "Enter")
    assert window.step().id == "join"
    for name in ("share_folder", "hall_key"):
        window.form.fields[name].restore(JOIN[name])
    window.form.submit()
    window.form.fields["window_no"].restore(JOIN["window_no"])
    window.form.submit()
    for name in ("clerk_name", "password", "repeat"):
        window.form.fields[name].restore(JOIN[name])
    window.form.submit()
    with qtbot.waitSignal(context.errors.banner):
        window.form.submit()
    assert window.step().id == "printer"


def _no_such_key(_setup: Setup) -> Any:
    raise InputFault({"hall_key": "这不是大厅密钥"})


def test_what_founding_finds_wrong_is_told_where_it_was_asked(
    context: Context, shown: Shown
) -> None:
    """The key is found wrong at the very end: the wizard goes back to the page that asks for it."""
    window = FirstStart(_no_such_key, context.jobs, context.errors)
    shown(window)
    window.form.fields["way"].restore("join")
    for names in (
        (), ("share_folder", "hall_key"), ("window_no",), ("clerk_name", "password", "repeat"), ()
    ):  # fmt: skip
        for name in names:
            window.form.fields[name].restore(JOIN[name])
        window.form.submit()
    assert window.step().id == "join"
    assert window.form.fields["hall_key"].fault == "这不是大厅密钥"
    assert window.form.fields["hall_key"].value == JOIN["hall_key"]
