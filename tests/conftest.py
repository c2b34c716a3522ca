"""What holds for every test: no screen, no user's data, no unexpected error, no quiet skip."""

import logging
import os
import tempfile
from collections.abc import Generator, Iterator
from pathlib import Path

import hypothesis
import pytest

from tests.beside import Beside

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

hypothesis.settings.register_profile("house", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True, database=None)
hypothesis.settings.load_profile("ci" if os.environ.get("CI") == "true" else "house")


@pytest.fixture(autouse=True, scope="session")
def own_home() -> Iterator[Path]:
    """Data, settings and caches of the program go to a folder of this run."""
    with (
        tempfile.TemporaryDirectory(prefix="counter-app-") as folder,
        pytest.MonkeyPatch.context() as patch,
    ):
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
            patch.setenv(name, str(Path(folder) / name.lower()))
        yield Path(folder)


@pytest.fixture(autouse=True, scope="session")
def beside(request: pytest.FixtureRequest, own_home: Path) -> Iterator[Beside]:
    """What a module names as `run_beside` runs from the beginning of the session on."""
    made = Beside(own_home)
    for item in request.session.items:
        module = item.getparent(pytest.Module)
        command = getattr(module.obj, "run_beside", None) if module is not None else None
        if command is not None:
            made.start(str(module.obj.__name__), command)
    yield made
    made.close()


@pytest.fixture(autouse=True)
def no_unexpected_error(
    request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture
) -> Iterator[None]:
    """An error in the log fails the test, unless the test is marked `logs_errors`."""
    yield
    if request.node.get_closest_marker("logs_errors"):
        return
    records = [*caplog.get_records("setup"), *caplog.get_records("call")]
    errors = [record for record in records if record.levelno >= logging.ERROR]
    if errors:
        pytest.fail("logged: " + "; ".join(record.getMessage() for record in errors))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where CI=true, a test that skips itself (a tool is missing) has failed."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail"):
        refuse_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """The same for a file that skips itself as a whole."""
    report = yield
    if report.skipped:
        refuse_skip(report)
    return report


def refuse_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Turn a skip into a failure on the machine that proves changes."""
    if os.environ.get("CI") == "true":
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"nothing may be skipped here: {reason}"
