"""Keystroke budgets: what a clerk pressed for one task, counted by the robot."""

from collections.abc import Iterator
from contextlib import contextmanager

from tests.ui.robots import Robot


@contextmanager
def at_most(robot: Robot, budget: int) -> Iterator[None]:
    """Fail when the block presses more than `budget` keys; a card read counts as one."""
    before = robot.keys
    yield
    pressed = robot.keys - before
    assert pressed <= budget, f"{pressed} keys pressed, {budget} allowed"
