"""From outside, through AT-SPI: what somebody who does not see the screen can read and do."""

import json
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen

from tests.real.conftest import CITIZEN, SHELL, Program, Starter, ask, eventually
from tests.real.test_program import sign_in
from tests.ui.desk import papers_in

SYSTEM_PYTHON = "/usr/bin/python3"
READER = Path(__file__).with_name("reader.py")
LAUNCHER = "/usr/libexec/at-spi-bus-launcher"
SCREENS = (
    "今日", "接待", "办件", "事项", "单据", "台账", "窗口", "制度", "值班", "数据", "设置",
)  # fmt: skip
FORMS = {
    "接待": ("shift+F3", "F5", "F7", "shift+F5"),
    "窗口": ("F3", "F4", "F5", "F6", "F9", "F10"),
}
"""Forms that open with a key."""


@frozen
class Reader:
    """A screen reader beside a program."""

    process: "subprocess.Popen[str]"

    def ask(self, question: str, name: str = "", text: str = "") -> Any:
        """Put one question."""
        assert self.process.stdin is not None and self.process.stdout is not None
        asked = {"ask": question, "name": name, "text": text}
        self.process.stdin.write(json.dumps(asked) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        assert answer, "the reader has gone"
        return json.loads(answer)

    def press(self, name: str) -> None:
        """Press what reads so, once it is there and may be pressed."""
        eventually(lambda: self.ask("press", name), what=f"nothing to press reads {name}")

    def fill(self, name: str, text: str) -> None:
        """Put a text into the field that reads so."""
        eventually(lambda: self.ask("fill", name, text), what=f"no field reads {name}")

    def names(self) -> list[str]:
        """Everything that can be read."""
        return [name for _role, name in self.ask("all")]


Beside = Callable[[Program], Reader]


@pytest.fixture
def beside(start: Starter, bus: dict[str, str]) -> Iterator[Beside]:
    """The accessibility bus; start a reader beside a program."""
    around = {**bus, "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
    start.around |= around
    environment = start.screen.environment | around
    launcher = subprocess.Popen(
        [LAUNCHER, "--launch-immediately"],
        env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    readers: list[subprocess.Popen[str]] = []

    def read(program: Program) -> Reader:
        process = subprocess.Popen(
            [SYSTEM_PYTHON, str(READER), str(program.pid)],
            env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        readers.append(process)
        return Reader(process)

    yield read
    for process in readers:
        process.communicate(timeout=10)
    launcher.terminate()
    launcher.wait(10)


def test_every_control_has_a_name(start: Starter, hall: Path, beside: Beside) -> None:
    """On every screen, in the forms of the window and the reception, and on the citizen's screen:
    whatever can be pressed or filled in says what it is."""
    start.screen.plug("CITIZEN", CITIZEN)
    program = sign_in(start, hall / "W03")
    program.window(SHELL)
    reader = beside(program)
    nameless: dict[str, list[str]] = {}

    def look(place: str) -> None:
        time.sleep(0.25)
        nameless[place] = reader.ask("nameless")

    for screen in SCREENS:
        reader.press(screen)
        look(screen)
    for screen, keys in FORMS.items():
        reader.press(screen)
        for key in keys:
            start.screen.press(key)
            look(f"{screen} {key}")
            start.screen.press("Escape")
    start.screen.press("F12")
    eventually(lambda: "返岗" in "".join(reader.names()), what="no form of the sign")
    look("F12")
    start.screen.unplug("CITIZEN")
    assert {place: found for place, found in nameless.items() if found} == {}


def test_a_citizen_is_served_by_the_names_alone(start: Starter, hall: Path, beside: Beside) -> None:
    """Who sees nothing finds the matter, reads the guide, prints the one-time notice."""
    program = sign_in(start, hall / "W03")
    program.window(SHELL)
    reader = beside(program)
    before = len(papers_in(hall))
    reader.press("接待")
    reader.fill("查找事项", "食品经营许可")
    eventually(lambda: any("食品经营许可(新办)" in name for name in reader.names()))
    reader.fill("来访人（可不填）", "王示例")
    reader.press("打印一次性告知单")
    eventually(lambda: len(papers_in(hall)) > before, what="nothing was printed")
    visit = "SELECT visitor_name, state FROM visit ORDER BY opened_at DESC LIMIT 1"
    assert ask(hall, "W03", visit) == [("王示例", "answered")]
