"""A real, keyed records file for every test that asks for one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from counter_app.models.base import CounterDatabase
from counter_app.models.opening import open_profile

KEY = bytes(range(32))


@pytest.fixture
def records(tmp_path: Path) -> Iterator[CounterDatabase]:
    """Freshly created records, bound to the tables."""
    opened = open_profile(tmp_path / "profile", KEY)
    yield opened
    opened.close()
