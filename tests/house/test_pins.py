"""The pins hold what they were chosen for (PySide6 newer than 6.9.3 aborts the process)."""

import sys

import pytest
from PySide6 import __version__
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

CALLS, SLACK = 1000, 100


def test_void_calls_do_not_eat_none(qtbot: QtBot) -> None:
    """Scenario: a thousand void Qt calls; newer bindings lose one reference to None in each."""
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for number in range(CALLS):
        label.setText(str(number))
    assert sys.getrefcount(None) == pytest.approx(before, abs=SLACK)


def test_bindings_are_the_pinned_ones() -> None:
    """Scenario: the environment holds another PySide6 than the one that was proved."""
    assert __version__ == "6.9.3"
