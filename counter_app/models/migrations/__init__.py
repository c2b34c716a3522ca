"""Numbered steps from one schema to the next; the file's user_version says where it stands.

A step is never changed once a release carried it. Steps are listed here by hand
so that the packaged program carries them.
"""

from collections.abc import Callable

from counter_app.models.base import CounterDatabase
from counter_app.models.migrations import (
    m0001_first,
    m0002_wordings,
    m0003_print_jobs,
    m0004_telling_and_time,
    m0005_window,
)

Step = Callable[[CounterDatabase], None]

STEPS: tuple[Step, ...] = (
    m0001_first.up,
    m0002_wordings.up,
    m0003_print_jobs.up,
    m0004_telling_and_time.up,
    m0005_window.up,
)
"""Step `STEPS[n]` brings a file from user_version n to n + 1."""

SCHEMA = len(STEPS)
"""The newest schema this program knows."""
