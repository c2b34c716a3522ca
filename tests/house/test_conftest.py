"""The rules every test runs under hold themselves."""

import os
import subprocess
import sys
from pathlib import Path

from tests.house.tree import ROOT

SAMPLE = """
import logging, os, pytest

def test_skips():
    pytest.skip("no printer here")

def test_logs_an_error():
    logging.getLogger("counter_app").error("a surprise")

@pytest.mark.logs_errors
def test_may_log_an_error():
    logging.getLogger("counter_app").error("provoked")

def test_has_its_own_home():
    assert "counter-app-" in os.environ["XDG_DATA_HOME"]
"""


def outcome(folder: Path, ci: str) -> str:
    """The closing line of a run of `SAMPLE` under our conftest."""
    sample = folder / "test_sample.py"
    sample.write_text(SAMPLE, encoding="ascii")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "tests.conftest", "-p", "no:cacheprovider",
         "-c", str(ROOT / "pyproject.toml"), str(sample)],
        cwd=ROOT, capture_output=True, text=True, check=False, env={**os.environ, "CI": ci},
    )  # fmt: skip
    return done.stdout.strip().splitlines()[-1]


def test_an_error_in_the_log_fails_the_test(tmp_path: Path) -> None:
    """Scenario: a developer's run: a skip is a skip, an unexpected error in the log is not."""
    assert outcome(tmp_path, "false").startswith("3 passed, 1 skipped, 1 error")


def test_nothing_is_skipped_where_changes_are_proved(tmp_path: Path) -> None:
    """Scenario: the proving machine lacks a tool: the test that would skip itself fails."""
    assert outcome(tmp_path, "true").startswith("1 failed, 3 passed, 1 error")
