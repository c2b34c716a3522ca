"""The linters, each a test, so that one closing line tells all."""

import subprocess
import sys

import pytest

from tests.house.tree import ROOT

LINT_IMPORTS = "from importlinter.cli import lint_imports_command as check; check()"
LINTERS = {
    "lint": ("-m", "ruff", "check", "."),
    "format": ("-m", "ruff", "format", "--check", "."),
    "types": ("-m", "mypy"),
    "arrows": ("-c", LINT_IMPORTS),
    "dependencies": ("-m", "deptry", "."),
}


@pytest.mark.timeout(600)
@pytest.mark.parametrize("name", LINTERS)
def test_linter_has_nothing_to_say(name: str) -> None:
    """Scenario: a linter reads the whole project and finds nothing to mend."""
    done = subprocess.run(
        [sys.executable, *LINTERS[name]],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
