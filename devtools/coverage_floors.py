"""pytest plugin: the floors that must be covered to the last branch, said before the closing line.

`dev.py test` loads it; a run of single files does not.
"""

import io
from collections.abc import Generator
from typing import Any

import coverage
import pytest

FLOORS = ("counter_app/domain/*", "counter_app/services/*", "counter_app/sync/*")
REQUIRED = True
"""Whether a branch without a test fails the run, or is only told."""
FULL = 100.0

UNTRACED = ("tests/house/", "tests/printing/")
"""Tests that never enter the floors: untraced they run twice as fast."""

_said: list[str] = []


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Trace only what can enter the floors."""
    tracing = coverage.Coverage.current()
    if tracing is None or not item.nodeid.startswith(UNTRACED):
        return (yield)
    tracing.stop()
    try:
        return (yield)
    finally:
        tracing.start()


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Measure the floors after every test has run; fail the session below 100 %."""
    if session.exitstatus not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
        _said.append("not measured: the tests did not run")  # the error above is what counts
        return
    text = io.StringIO()
    measured = coverage.Coverage()
    measured.load()
    total = measured.report(
        include=list(FLOORS), skip_covered=True, show_missing=True, ignore_errors=True, file=text
    )
    if total < FULL:
        _said.append(text.getvalue())
        if REQUIRED and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Name every branch of the floors that no test takes."""
    for text in _said:
        terminalreporter.section("floors below 100 %", red=REQUIRED, yellow=not REQUIRED)
        terminalreporter.write(text)
    if not _said:
        terminalreporter.write_line("domain, services and sync: every branch covered")
