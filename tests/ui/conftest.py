"""Windows offscreen, dressed once, closed after every test."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from counter_app.domain.clock import CST
from counter_app.ui.context import Context, Place
from counter_app.ui.kit.bus import Bus
from counter_app.ui.kit.errors import ErrorDoor
from counter_app.ui.kit.jobs import InlineJobs
from counter_app.ui.kit.theme import LIGHT, theme
from tests.ui.robots import Robot

NOW = datetime(2026, 11, 23, 9, 41, tzinfo=CST)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What only the offscreen platform says, of windows with a least size or that come forward."""
    for item in items:
        if "tests/ui" in item.path.as_posix():
            item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints", r"support raise"))


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[None]:
    """Every test starts in the light theme at 15 px and leaves no window behind."""
    if not qapp.styleSheet() or theme.tokens is not LIGHT or theme.base_px != 15:
        theme.apply(qapp)
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def context(tmp_path: Path) -> Context:
    """A context whose work happens at once."""
    errors = ErrorDoor(tmp_path / "reports", lambda: NOW)
    return Context(
        place=Place("交城县政务服务分中心", "3号窗口 市场监管", "c1", "张*"),
        jobs=InlineJobs(errors.show),
        bus=Bus(),
        errors=errors,
        now=lambda: NOW,
        day_kind=lambda _day: "工作日",
    )


@pytest.fixture
def shown(qtbot: QtBot) -> Callable[[QWidget], Robot]:
    """Show a widget, wait until it has the focus, give the robot that works in it."""

    def show(widget: Any) -> Robot:
        qtbot.addWidget(widget)
        widget.show()
        qtbot.waitExposed(widget)
        widget.activateWindow()
        qtbot.waitUntil(widget.isActiveWindow)
        return Robot(widget)

    return show
