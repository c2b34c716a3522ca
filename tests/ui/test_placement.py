"""Where the citizen window stands, without hardware; once on two offscreen screens."""

import os
import subprocess
import sys
from pathlib import Path

from counter_app.ui.public.placement import ScreenFacts, Wanted, choose_screen, identity

CLERK = ScreenFacts("DP-1", "P24", "C1", (0, 0, 1366, 768), is_primary=True)
CITIZEN = ScreenFacts("HDMI-1", "V10", "S7", (1366, 0, 1280, 800))
OTHER = ScreenFacts("HDMI-2", "V10", "S8", (2646, 0, 1280, 800))
MIRROR = ScreenFacts("HDMI-1", "V10", "S7", (0, 0, 1366, 768))
ROOT = Path(__file__).resolve().parents[2]


def test_one_screen_shows_nothing() -> None:
    """Without a second screen the window stays hidden."""
    assert choose_screen([CLERK], CLERK, Wanted()) is None


def test_the_only_second_screen_is_taken_when_nothing_was_chosen() -> None:
    """Plug in and go; but of two strangers neither is taken."""
    assert choose_screen([CLERK, CITIZEN], CLERK, Wanted()) is CITIZEN
    assert choose_screen([CLERK, CITIZEN, OTHER], CLERK, Wanted()) is None


def test_a_mirror_of_the_clerks_screen_is_never_used() -> None:
    """Same area means the same picture: the card would cover the clerk's work."""
    assert choose_screen([CLERK, MIRROR], CLERK, identity(CITIZEN)) is None


def test_the_chosen_screen_is_known_by_its_serial_on_any_socket() -> None:
    """The cable moved to another socket: the serial still tells."""
    moved = ScreenFacts("DP-9", "V10", "S7", (2646, 0, 1280, 800))
    assert choose_screen([CLERK, OTHER, moved], CLERK, identity(CITIZEN)) is moved


def test_another_screen_never_takes_the_place_of_the_chosen_one() -> None:
    """The chosen screen is away: hidden, although another of its model stands there."""
    assert choose_screen([CLERK, OTHER], CLERK, identity(CITIZEN)) is None
    same_socket = ScreenFacts("HDMI-1", "V10", "S8", (1366, 0, 1280, 800))
    assert choose_screen([CLERK, same_socket], CLERK, identity(CITIZEN)) is None


def test_screens_without_serial_are_known_by_model_or_name() -> None:
    """Old screens tell no serial, some tell nothing."""
    plain = ScreenFacts("HDMI-1", "V10", "", (1366, 0, 1280, 800))
    assert choose_screen([CLERK, plain], CLERK, identity(plain)) is plain
    bare = ScreenFacts("CITIZEN", "", "", (1366, 0, 1280, 800))
    assert choose_screen([CLERK, bare], CLERK, identity(bare)) is bare
    assert choose_screen([CLERK, bare], CLERK, Wanted(name="ELSE")) is None


def test_the_clerk_may_work_on_the_second_screen() -> None:
    """The clerk dragged the window over: the citizen gets the other screen."""
    assert choose_screen([CLERK, CITIZEN], CITIZEN, Wanted()) is CLERK


def test_without_a_clerk_window_the_primary_screen_is_left_alone() -> None:
    """Before the clerk's window stands, the primary screen counts as the clerk's."""
    assert choose_screen([CLERK, CITIZEN], None, Wanted()) is CITIZEN
    assert choose_screen([CITIZEN], None, Wanted()) is CITIZEN


_PROGRAM = """
import sys
from PySide6.QtWidgets import QApplication, QLabel
from PySide6.QtCore import QTimer, Qt
from counter_app.ui.kit.theme import theme
from counter_app.ui.public.idle import IdleCard, IdleFacts
from counter_app.ui.public.placement import Wanted
from counter_app.ui.public.window import CitizenWindow
app = QApplication(sys.argv); theme.apply(app)
named = {screen.name(): screen for screen in app.screens()}
window = CitizenWindow(IdleCard(IdleFacts("h", "3", "s", "c")), lambda: named["CLERK"])
window.placed.connect(lambda name: print("placed", name, window.isVisible()))
window.open(Wanted(name="CITIZEN"))
print(window.geometry().getRect(), bool(window.windowFlags() & Qt.WindowDoesNotAcceptFocus))
window.show_page(QLabel("private")); window._on_removed(named["CITIZEN"])
print("lost", window.isVisible(), window._stack.currentWidget() is window.idle)
window.shut(); window.open(Wanted(name="AWAY"))
QTimer.singleShot(400, app.quit); print("ended", app.exec())
"""


def test_on_two_screens_it_stands_on_the_citizens_and_takes_no_focus() -> None:
    """Losing the screen hides the window at once and takes the private page away."""
    config = ROOT / "tests" / "ui" / "two_screens.json"
    env = {**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={config}"}
    run = subprocess.run(
        [sys.executable, "-c", _PROGRAM],
        cwd=ROOT, env=env, capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    lines = run.stdout.splitlines()
    assert lines[0] == "placed CITIZEN True"
    assert lines[1] == "(1366, 0, 1280, 800) True"
    assert lines[2] == "lost False True"
    assert lines[3:5] == ["placed  False", "placed  False"]
    assert lines[-1] == "ended 0"
