"""A share and windows that exchange through it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from counter_app.sync.folder import Folder
from counter_app.sync.marker import raise_marker
from tests.sync.windows import HALL, HALL_KEY, Times, Window


@pytest.fixture
def times() -> Times:
    """The clocks of the test."""
    return Times()


@pytest.fixture
def share(tmp_path: Path, times: Times) -> Folder:
    """A marked share."""
    root = tmp_path / "share"
    root.mkdir()
    folder = Folder(root, pause=lambda _seconds: None)
    raise_marker(folder, HALL, HALL_KEY, times.now)
    return folder


@pytest.fixture
def opened(tmp_path: Path, share: Folder, times: Times) -> Iterator[Callable[[str], Window]]:
    """Open a window for an actor on the share; all are closed at the end."""
    windows: list[Window] = []

    def open_window(actor: str) -> Window:
        windows.append(Window(tmp_path / actor, actor, share, times))
        return windows[-1]

    yield open_window
    for window in windows:
        window.close()


@pytest.fixture
def first(opened: Callable[[str], Window]) -> Window:
    """Window 1."""
    return opened("w01-aaaaaa")


@pytest.fixture
def second(opened: Callable[[str], Window]) -> Window:
    """Window 2."""
    return opened("w02-bbbbbb")
