"""A hall to work in: a real window with real files, a clock the test sets."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from counter_app.domain.clock import CST
from counter_app.services import demo, profiles
from counter_app.services.profiles import Opened
from counter_app.settings import ThisPC

MORNING = datetime(2026, 11, 23, 9, 41, tzinfo=CST)


class Clock:
    """The time of day, as the test says."""

    def __init__(self, moment: datetime = MORNING) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        """The moment the test has set."""
        return self.moment

    def at(self, text: str) -> None:
        """Set the clock: `2026-11-23 16:50`."""
        self.moment = datetime.fromisoformat(text).replace(tzinfo=CST)


def open_hall(
    folder: Path,
    clock: Clock,
    counter: str = "W03",
    *,
    hall: Mapping[str, Any] | None = None,
) -> Opened:
    """A new hall with one window and nothing but its documents in it; prints into a folder."""
    paper = (folder / "papers").as_uri()
    pc = ThisPC(
        profile=folder / counter,
        counter=counter,
        share=folder / "share",
        printers={"papers": paper, "labels": paper},
    )
    return profiles.found_hall(pc, demo.clerk_of(counter), clock, hall, cost=demo.LIGHT)


def open_demo(folder: Path, clock: Clock) -> Opened:
    """The filled demo hall at its first window (W03)."""
    return demo.open_first(folder, clock)
