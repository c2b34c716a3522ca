"""Two monitors, a window manager, real taps: what the citizen sees and does beside the clerk."""

import io
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.real.conftest import CITIZEN, SHELL, Program, Screen, Starter, ask, eventually
from tests.real.test_program import sign_in, typed_draft

BAD, PRIMARY, NEAR = (0xB3, 0x26, 0x1E), (0x1C, 0x5A, 0xA6), 24
SEND_ROW = 690
"""Through the buttons at the foot, above their words."""
ABSENCES = "SELECT is_open, clerk FROM register WHERE kind = 'absence'"
RATINGS = "SELECT amount FROM register WHERE kind = 'rating'"


@pytest.fixture
def both(start: Starter) -> Iterator[Screen]:
    """The citizen's monitor is plugged in."""
    start.screen.plug("CITIZEN", CITIZEN)
    yield start.screen
    start.screen.run("xrandr", "--delmonitor", "CITIZEN", check=False)


def seen(screen: Screen) -> Image.Image:
    """The picture on the citizen's monitor."""
    done = subprocess.run(
        ["import", "-window", "root", "-crop", "1280x800+1366+0", "png:-"],
        env=screen.environment, check=True, capture_output=True, timeout=30,
    )  # fmt: skip
    return Image.open(io.BytesIO(done.stdout)).convert("RGB")


def is_near(colour: Any, wanted: tuple[int, int, int]) -> bool:
    """Whether a pixel has this colour, whatever smoothing did to it."""
    return all(abs(one - other) < NEAR for one, other in zip(colour, wanted, strict=True))


def reds(screen: Screen) -> int:
    """How much of the sign's red stands on the citizen's monitor."""
    small = seen(screen).resize((320, 200))
    colours = small.getcolors(320 * 200) or []
    return sum(count for count, colour in colours if is_near(colour, BAD))


def tap(screen: Screen, x: int, y: int) -> None:
    """A finger on the citizen's monitor; the pointer goes there as a touch screen's does."""
    screen.run("xdotool", "mousemove", str(1366 + x), str(y), "click", "1")


def at_work(start: Starter, hall: Path) -> tuple[Program, str]:
    """A signed-in window 3 and the id of the clerk's window."""
    program = sign_in(start, hall / "W03")
    return program, program.window(SHELL)


def test_the_sign_survives_kill_and_unplugging(start: Starter, hall: Path, both: Screen) -> None:
    """S54: F12, the sign is red on the second monitor; killed and started again it is up; it goes
    away and comes back with the cable; F12 takes it down."""
    program, _window = at_work(start, hall)
    assert reds(both) == 0
    both.press("F12")
    eventually(lambda: reds(both) > 200)
    os.kill(program.pid, signal.SIGKILL)
    program.ended()
    assert ask(hall, "W03", ABSENCES) == [(1, "S03")]
    at_work(start, hall)
    eventually(lambda: reds(both) > 200)
    both.unplug("CITIZEN")
    eventually(lambda: reds(both) == 0)
    both.plug("CITIZEN", CITIZEN)
    eventually(lambda: reds(both) > 200)
    both.press("F12")
    eventually(lambda: reds(both) == 0)
    eventually(lambda: ask(hall, "W03", ABSENCES) == [(0, "S03")])


def test_a_citizen_rates_while_the_clerk_types(start: Starter, hall: Path, both: Screen) -> None:
    """The consult is done, the rating stands on the second monitor; taps there go to it and the
    keys go on to the clerk's form, letter by letter."""
    count = "SELECT COUNT(*) FROM visit"
    before = ask(hall, "W03", count)
    _program, window = at_work(start, hall)
    both.press("F2")
    time.sleep(0.5)
    both.paste("食品经营")
    time.sleep(1.0)
    both.press("F4")
    eventually(lambda: ask(hall, "W03", count) != before)
    time.sleep(0.5)
    both.press("alt+n")
    typing = subprocess.Popen(
        ["xdotool", "type", "--delay", "120", "Zhao Liu writes on and on"], env=both.environment
    )
    tap(both, 160, 400)
    eventually(lambda: _button(both))
    tap(both, _button(both), SEND_ROW)
    assert typing.wait(20) == 0
    eventually(lambda: ask(hall, "W03", RATINGS) == [(5,)])
    assert both.front() == window
    eventually(lambda: "Zhao Liu writes on and on" in typed_draft(hall))


def _button(screen: Screen) -> int:
    """The middle of the filled button low on the citizen's monitor, which sends; 0 for none."""
    picture = seen(screen)
    blue = [x for x in range(picture.width) if is_near(picture.getpixel((x, SEND_ROW)), PRIMARY)]
    return (blue[0] + blue[-1]) // 2 if blue else 0
