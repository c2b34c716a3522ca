"""The tools of the house: what starts before anything is installed must need nothing."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import dev
from benchmarks.timing import Figure, measure, table
from devtools import fonts, machine, venv
from devtools.machine import ROOT, NotReady
from tests.house.tree import imports, parsed

BEFORE_THE_ENVIRONMENT = ("dev.py", "devtools/machine.py", "devtools/venv.py", "devtools/fonts.py")


@pytest.mark.parametrize("file", BEFORE_THE_ENVIRONMENT)
def test_set_up_needs_only_the_standard_library(file: str) -> None:
    """Scenario: a fresh machine has Python and nothing else."""
    tops = {name.partition(".")[0] for _line, name in imports(parsed(Path(file)))}
    assert tops <= sys.stdlib_module_names | {"devtools"}


def test_an_unknown_command_prints_what_there_is() -> None:
    """Scenario: `dev.py` alone, and `dev.py` with a word it does not know."""
    for arguments in ([], ["fly"]):
        done = subprocess.run(
            [sys.executable, "dev.py", *arguments],
            cwd=ROOT, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 2
        assert all(f"dev.py {name}" in done.stderr for name in dev.COMMANDS)


def test_the_readme_opens_with_the_two_commands() -> None:
    """Scenario: someone opens the README and types its first lines."""
    commands = re.findall(r"python3 dev\.py (\w+)", (ROOT / "README.md").read_text("utf-8"))
    assert commands[:2] == ["run", "test"]
    assert set(commands) <= set(dev.COMMANDS)


def test_every_font_has_its_licence_beside_it() -> None:
    """Scenario: a face is added without the terms under which it may be embedded."""
    for font in fonts.FONTS:
        assert fonts.stands(font), font.file
        text = (fonts.FOLDER / font.licence).read_text("utf-8")
        assert "SIL OPEN FONT LICENSE" in text


def test_another_file_is_not_taken_for_a_font(tmp_path: Path) -> None:
    """Scenario: a registry serves other bytes under the pinned name; nothing is put in place."""
    font = fonts.FONTS[0]
    before = (fonts.FOLDER / font.file).stat().st_mtime_ns
    (tmp_path / Path(font.member).name).write_bytes(b"not a font")
    with pytest.raises(NotReady, match="not the file that was pinned"):
        fonts.place(font, tmp_path)
    assert (fonts.FOLDER / font.file).stat().st_mtime_ns == before


def test_the_stamp_knows_a_changed_lock() -> None:
    """Scenario: a dependency was raised; the next run installs it, the one after only looks."""
    assert venv.digest(venv.LOCKS["dev"]) != venv.digest(venv.LOCKS["run"])
    run, whole = (lock.read_text("ascii") for lock in (venv.LOCKS["run"], venv.LOCKS["dev"]))
    pins = re.findall(r"^[\w.-]+==\S+", run, re.M)
    assert pins
    assert [pin for pin in pins if pin not in whole] == []


@pytest.mark.skipif(not machine.is_debian(), reason="asks Debian's package database")
def test_packages_are_known_by_what_they_provide() -> None:
    """Scenario: a newer Debian renamed a library and provides it under its old name."""
    assert {"libc6", "awk"} <= machine.installed_packages()


def test_figures_are_ratios_to_the_floor() -> None:
    """Scenario: two contestants, one twice the work: the table says so against the floor."""
    floor, slow = Figure("floor", (1.0, 2.0, 3.0)), Figure("slow", (2.0, 4.0, 9.0))
    assert (floor.least, floor.median, floor.most) == (1.0, 2.0, 3.0)
    assert slow.ratio(floor) == pytest.approx(2.0)
    assert "| slow | 2.0 | 4.0 | 9.0 | ×2.00 | 80 MB |" in table(
        "P0", [floor, slow], {"slow": "80 MB"}
    )
    turns: list[str] = []
    measure({"a": lambda: turns.append("a"), "b": lambda: turns.append("b")}, 2, warm_up=1)
    assert turns == ["a", "b"] * 3
