"""Chinese is typed with a real input method, and a card is read in the middle of it."""

import json
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from attrs import frozen

from tests.real.conftest import SHELL, Screen, Starter, ask, eventually
from tests.real.test_program import sign_in

NUMBER = "11010519491231002X"
PROFILE = """[Groups/0]
Name=Default
Default Layout=us
DefaultIM=pinyin
[Groups/0/Items/0]
Name=keyboard-us
Layout=
[Groups/0/Items/1]
Name=pinyin
Layout=
[GroupOrder]
0=Default
"""


@frozen
class Pinyin:
    """A running input method; `around` is what programs have to know of it."""

    screen: Screen
    around: dict[str, str]

    def is_there(self) -> bool:
        """Asked without calling it by name: the bus would start another one."""
        done = subprocess.run(
            ["dbus-send", "--session", "--print-reply=literal", "--dest=org.freedesktop.DBus",
             "/", "org.freedesktop.DBus.NameHasOwner", "string:org.fcitx.Fcitx5"],
            env=self.screen.environment | self.around, capture_output=True, text=True, timeout=10,
        )  # fmt: skip
        return "true" in done.stdout

    def remote(self, *words: str) -> str:
        """Ask it from outside."""
        done = subprocess.run(
            ["fcitx5-remote", *words],
            env=self.screen.environment | self.around, capture_output=True, text=True, timeout=10,
        )  # fmt: skip
        return done.stdout.strip()

    def switch(self, *, on: bool) -> None:
        """Chinese or Latin."""
        wanted = "2" if on else "1"

        def is_so() -> bool:
            self.remote("-o" if on else "-c")
            return self.remote() == wanted

        eventually(is_so, what="the input method does not answer")


@pytest.fixture
def pinyin(screen: Screen, bus: dict[str, str], tmp_path: Path) -> Iterator[Pinyin]:
    """fcitx5 with pinyin on a bus of its own, as on the desktops that say QT_IM_MODULE=fcitx."""
    home = tmp_path / "home"
    (home / ".config" / "fcitx5").mkdir(parents=True)
    (home / ".config" / "fcitx5" / "profile").write_text(PROFILE, encoding="utf-8")
    home.chmod(0o700)
    around = {**bus, "QT_IM_MODULE": "fcitx"}
    own = {
        "HOME": str(home), "XDG_CONFIG_HOME": str(home / ".config"), "XDG_DATA_HOME": str(home),
        "XDG_RUNTIME_DIR": str(home), "LANG": "C.UTF-8",
    }  # fmt: skip
    method = subprocess.Popen(
        ["fcitx5", "--disable=wayland,wayland_im,notificationitem"],
        env=screen.environment | around | own,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    made = Pinyin(screen, around)
    eventually(made.is_there, what="fcitx5 did not start")
    yield made
    method.terminate()
    method.wait(10)


def at_the_name(start: Starter, hall: Path, pinyin: Pinyin) -> Callable[[], str]:
    """The application of a matter, the keys in the name, pinyin on; gives what the draft says."""
    start.around |= pinyin.around
    program = sign_in(start, hall / "W03")
    program.window(SHELL)
    start.screen.press("F2")
    start.screen.type("spjy")
    start.screen.press("F5")
    time.sleep(1.0)  # until the form is there, letters would still be a search
    pinyin.switch(on=True)

    def drafted() -> str:
        rows = ask(hall, "W03", "SELECT data FROM draft WHERE form = 'application'")
        return str(rows[0][0]) if rows else ""

    return drafted


def test_a_card_is_read_amid_chinese(start: Starter, hall: Path, pinyin: Pinyin) -> None:
    """The name is typed in pinyin; the card with its X is read in the same field: the number goes
    where it belongs, and the name keeps its Chinese and nothing else."""
    drafted = at_the_name(start, hall, pinyin)
    screen = start.screen
    screen.type("wang")
    screen.press("space")
    eventually(lambda: any("\u4e00" <= letter <= "\u9fff" for letter in name_in(drafted())))
    name = name_in(drafted())
    screen.run("xdotool", "type", "--delay", "8", NUMBER)
    screen.press("Return")
    eventually(lambda: NUMBER in drafted(), what="the card was not read")
    assert name_in(drafted()) == name


def test_a_card_read_into_a_half_typed_word(start: Starter, hall: Path, pinyin: Pinyin) -> None:
    """The letters of a name still wait for their choice when the card is read: its first digit
    chooses; nothing else of it stays, and read once more the number is there."""
    drafted = at_the_name(start, hall, pinyin)
    start.screen.type("wang")
    for _each in range(2):
        start.screen.run("xdotool", "type", "--delay", "8", NUMBER)
        start.screen.press("Return")
        time.sleep(0.5)
    eventually(lambda: NUMBER in drafted(), what="the card was not read")
    assert not any(letter.isdigit() for letter in name_in(drafted()))


def name_in(draft: str) -> str:
    """The applicant's name in a draft."""
    return str(json.loads(draft).get("applicant.name", "")) if draft else ""
