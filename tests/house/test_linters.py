"""The linters, each a test, so that one closing line tells all."""

import subprocess
import sys

import pytest

from tests.house.tree import ROOT

LINTERS = {
    "lint": ("ruff", "check", "."),
    "format": ("ruff", "format", "--check", "."),
    "types": ("mypy",),
    "arrows": ("importlinter.cli", "lint"),
    "dependencies": ("deptry", "."),
}


@pytest.mark.timeout(600)
@pytest.mark.parametrize("name", LINTERS)
def test_linter_has_nothing_to_say(name: str) -> None:
    """Scenario: a linter reads the whole project and finds nothing to mend."""
    module, *arguments = LINTERS[name]
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
