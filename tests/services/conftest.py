"""A founded hall with one signed-in window for every test that asks for one."""

from pathlib import Path

import pytest

from counter_app.services.desk import Desk
from counter_app.services.profiles import Opened
from tests.hall import Clock, open_hall


@pytest.fixture
def clock() -> Clock:
    """Monday 2026-11-23, 09:41."""
    return Clock()


@pytest.fixture
def first(tmp_path: Path, clock: Clock) -> Opened:
    """A hall with its first window, W03."""
    return open_hall(tmp_path, clock)


@pytest.fixture
def desk(first: Opened) -> Desk:
    """The desk of that window."""
    return first.desk
