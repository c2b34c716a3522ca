#!/usr/bin/env python3
"""Everything a developer does with this project; standard library only.

    python3 dev.py run [ARGS…]      open the program on a filled demo hall (or: counter-app ARGS)
    python3 dev.py test [ARGS…]     prove it: linters, types, arrows, tests, coverage
    python3 dev.py look             every screen and paper as contact sheets under look/
    python3 dev.py fonts            fetch and check the fonts
    python3 dev.py words            bring the zh_CN catalogue up to date with the code
    python3 dev.py package          build the onedir program under dist/
    python3 dev.py lock             resolve pyproject.toml anew into requirements/*.txt

Each command makes what it needs first: system packages, .venv, fonts, the compiled
catalogue. What is already there is only looked at, so a second run starts at once.
"""

import os
import subprocess
import sys
from collections.abc import Callable

from devtools import fonts, machine, venv
from devtools.machine import ROOT, NotReady


def run(arguments: list[str]) -> int:
    """Start the program; without a display the demo does its main job on paper instead."""
    prepare("run", machine.RUN_PACKAGES)
    if not arguments:
        arguments = ["demo"] if machine.has_display() else ["demo", "--headless"]
    return inside("-m", "counter_app", *arguments)


def test(arguments: list[str]) -> int:
    """The whole proof. The linters are tests of `tests/house`, so that pytest has the last word."""
    prepare("dev", machine.RUN_PACKAGES + machine.TEST_PACKAGES)
    if arguments:
        return inside("-m", "pytest", *arguments)
    coverage = ("--cov", "--cov-branch", "--cov-report=", "-p", "devtools.coverage_floors")
    return inside("-m", "pytest", *coverage)


def look(arguments: list[str]) -> int:
    """Render every screen and paper to PNG contact sheets."""
    prepare("dev", machine.RUN_PACKAGES)
    return inside("-m", "devtools.look", *arguments)


def fetch_fonts(arguments: list[str]) -> int:
    """Fetch the fonts that are missing; say what stands there."""
    refuse_arguments(arguments)
    machine.ensure_packages(machine.font_packages())
    fonts.ensure()
    for font in fonts.FONTS:
        print(f"{font.file}: {font.licence}")
    return 0


def words(arguments: list[str]) -> int:
    """Extract the msgids, keep their translations, compile; name what is not translated."""
    refuse_arguments(arguments)
    venv.ensure("run")
    return inside("-m", "devtools.words", "update")


def package(arguments: list[str]) -> int:
    """Build the onedir program of build_installer.spec under dist/."""
    refuse_arguments(arguments)
    prepare("dev", machine.RUN_PACKAGES + machine.PACKAGE_PACKAGES)
    return inside("-m", "PyInstaller", "--noconfirm", "--log-level=WARN", "build_installer.spec")


def lock(arguments: list[str]) -> int:
    """Resolve the dependencies anew and write the hashes down."""
    refuse_arguments(arguments)
    venv.lock()
    return 0


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "run": run,
    "test": test,
    "look": look,
    "fonts": fetch_fonts,
    "words": words,
    "package": package,
    "lock": lock,
}


def prepare(lock_name: str, packages: tuple[str, ...]) -> None:
    """System packages, environment, fonts, compiled catalogue: only what is missing."""
    machine.ensure_packages((*packages, *machine.font_packages()))
    venv.ensure(lock_name)
    fonts.ensure()
    if inside("-m", "devtools.words", "compile") != 0:
        raise NotReady("the catalogue could not be compiled")


def inside(*arguments: str) -> int:
    """Run the environment's Python from the project folder; its exit status."""
    return subprocess.run([str(venv.PYTHON), *arguments], cwd=ROOT, check=False).returncode


def refuse_arguments(arguments: list[str]) -> None:
    """Errors: `NotReady` when the command was given what it does not take."""
    if arguments:
        raise NotReady(f"this command takes no arguments: {' '.join(arguments)}")


def main() -> int:
    """Dispatch; 2 for a wrong command line, 1 for a machine that is not ready."""
    command = COMMANDS.get(sys.argv[1]) if len(sys.argv) > 1 else None
    if command is None:
        print(__doc__, file=sys.stderr)
        return 2
    os.chdir(ROOT)
    try:
        return command(sys.argv[2:])
    except NotReady as missing:
        print(f"dev.py: {missing}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
