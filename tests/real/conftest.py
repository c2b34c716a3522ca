"""The program as people run it: real processes, a real X server with two monitors, real keys."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from attrs import define, field

from counter_app.models import keyring
from counter_app.models.base import CounterDatabase
from counter_app.models.opening import FILE_NAME
from counter_app.services import demo

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ("Xvfb", "openbox", "xdotool", "xrandr", "xprop", "xclip")
SHELL, SIGN_IN = "交城县", "3号窗口"
"""Parts of the titles of the clerk's window and of the sign-in."""
CLERK = "1366/361x768/203+0+0"
CITIZEN = "1280/338x800/211+1366+0"
PATIENCE = 20.0


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here is marked `real`."""
    for item in items:
        if "tests/real" in item.path.as_posix():
            item.add_marker(pytest.mark.real)


def eventually(question: Callable[[], object], seconds: float = PATIENCE, what: str = "") -> object:
    """Wait until `question` is true and give its answer; fails after `seconds`."""
    end = time.monotonic() + seconds
    while not (answer := question()):
        assert time.monotonic() < end, what or "nothing happened in time"
        time.sleep(0.05)
    return answer


@define
class Screen:
    """An X server of this test session with a window manager."""

    name: str

    @property
    def environment(self) -> dict[str, str]:
        """What a program needs to appear on it."""
        return {**os.environ, "DISPLAY": self.name, "QT_QPA_PLATFORM": "xcb"}

    def run(self, *words: str, check: bool = True) -> str:
        """Run one of the X tools; its output."""
        done = subprocess.run(
            words, env=self.environment, capture_output=True, text=True, check=check, timeout=30
        )
        return done.stdout.strip()

    def plug(self, name: str, area: str) -> None:
        """A monitor appears."""
        self.run("xrandr", "--setmonitor", name, area, "screen" if name == "CLERK" else "none")

    def unplug(self, name: str) -> None:
        """A monitor is unplugged."""
        self.run("xrandr", "--delmonitor", name)

    def windows(self, pid: int) -> dict[str, str]:
        """The visible windows of a process: id to title."""
        ids = self.run("xdotool", "search", "--onlyvisible", "--pid", str(pid), check=False)
        return {id: self.run("xdotool", "getwindowname", id, check=False) for id in ids.split()}

    def area(self, window: str) -> tuple[int, int, int, int]:
        """Where a window stands: x, y, width, height."""
        lines = self.run("xdotool", "getwindowgeometry", "--shell", window).splitlines()
        told = dict(line.split("=") for line in lines)
        return int(told["X"]), int(told["Y"]), int(told["WIDTH"]), int(told["HEIGHT"])

    def press(self, *keys: str) -> None:
        """Press keys by their X names where the focus is."""
        self.run("xdotool", "key", "--clearmodifiers", *keys)

    def type(self, text: str) -> None:
        """Type letters and digits slower than a card reader, as people do."""
        self.run("xdotool", "type", "--delay", "70", text)

    def paste(self, text: str) -> None:
        """Put in a Chinese text, as an input method would."""
        subprocess.run(
            ["xclip", "-selection", "clipboard", "-i"],
            input=text.encode(), env=self.environment, check=True, timeout=10,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self.press("ctrl+v")
        time.sleep(0.15)

    def front(self) -> str:
        """The id of the active window."""
        return self.run("xdotool", "getactivewindow", check=False)


@define
class Program:
    """One process of the program on a screen."""

    screen: Screen
    process: "subprocess.Popen[bytes]"
    output: Path

    @property
    def pid(self) -> int:
        """Its process."""
        return self.process.pid

    def said(self) -> str:
        """What it wrote to the terminal."""
        return self.output.read_text(encoding="utf-8")

    def window(self, part: str, seconds: float = PATIENCE) -> str:
        """The id of its window whose title contains `part`, once it is there and in front."""

        def found() -> str:
            shown = self.screen.windows(self.pid)
            return next((id for id, title in shown.items() if part in title), "")

        window = str(eventually(found, seconds, f"no window {part!r}: {self.said()}"))
        self.screen.run("xdotool", "windowactivate", "--sync", window)
        return window

    def close(self, window: str) -> None:
        """Close a window from the keyboard."""
        self.screen.run("xdotool", "windowactivate", "--sync", window)
        self.screen.press("alt+F4")

    def ended(self, seconds: float = PATIENCE) -> int:
        """Wait for its end; the exit status."""
        return self.process.wait(seconds)


@define
class Starter:
    """Starts programs, with `around` in their environment, and ends what is left of them."""

    screen: Screen
    folder: Path
    started: list[Program] = field(factory=list)
    around: dict[str, str] = field(factory=dict)

    def __call__(self, *words: str) -> Program:
        """Start `python -m counter_app` with these words."""
        output = self.folder / f"said-{len(self.started)}.txt"
        with output.open("wb") as said:
            process = subprocess.Popen(
                [sys.executable, "-m", "counter_app", *words],
                cwd=ROOT, env=self.screen.environment | self.around, stdout=said, stderr=said,
            )  # fmt: skip
        program = Program(self.screen, process, output)
        self.started.append(program)
        return program


@pytest.fixture(scope="session")
def screen() -> Iterator[Screen]:
    """An X server with a clerk's monitor, and openbox on it."""
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "2646x900x24", "-nolisten", "tcp",
         "-noreset"],
        pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(writing)
    with os.fdopen(reading) as told:
        made = Screen(f":{told.readline().strip()}")
    made.plug("CLERK", CLERK)
    manager = subprocess.Popen(
        ["openbox", "--sm-disable"],
        env=made.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    wanted = "_NET_SUPPORTING_WM_CHECK"
    eventually(lambda: "window id" in made.run("xprop", "-root", wanted, check=False))
    yield made
    for process in (manager, server):
        process.terminate()
        process.wait(10)


@pytest.fixture
def start(screen: Screen, tmp_path: Path) -> Iterator[Starter]:
    """Start programs; those still running at the end of the test are killed."""
    starter = Starter(screen, tmp_path)
    yield starter
    for program in starter.started:
        program.process.kill()
        program.process.wait(10)


@pytest.fixture
def bus() -> Iterator[dict[str, str]]:
    """A message bus of this test's own; what programs have to know of it."""
    daemon = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    assert daemon.stdout is not None
    yield {"DBUS_SESSION_BUS_ADDRESS": daemon.stdout.readline().strip()}
    daemon.terminate()
    daemon.wait(10)
    daemon.stdout.close()


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both windows of a filled demo hall, made once; tests work on copies."""
    folder = tmp_path_factory.mktemp("filled") / "hall"
    for counter in ("W05", "W03"):
        subprocess.run(
            [sys.executable, "-c",
             "import sys; from pathlib import Path; from counter_app import bootstrap;"
             "bootstrap.open_demo(Path(sys.argv[1]), sys.argv[2])", str(folder), counter],
            cwd=ROOT, check=True, timeout=60,
        )  # fmt: skip
    return folder


@pytest.fixture
def hall(filled: Path, tmp_path: Path) -> Path:
    """A demo hall of this test's own; papers and share lie in it."""
    folder = tmp_path / "hall"
    shutil.copytree(filled, folder)
    for settings in folder.glob("W*/this_pc.toml"):
        settings.write_text(settings.read_text("utf-8").replace(str(filled), str(folder)), "utf-8")
    return folder


def ask(hall: Path, counter: str, question: str) -> list[tuple[object, ...]]:
    """Ask the records of a demo window beside the program that has them open."""
    key = keyring.unlock(hall / counter, demo.clerk_of(counter).id, demo.PASSWORD)
    records = CounterDatabase(hall / counter / FILE_NAME, key)
    try:
        return [tuple(row) for row in records.execute_sql(question).fetchall()]
    finally:
        records.close()
