"""What every screen and form receives: one frozen record instead of globals."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from attrs import field, frozen

from counter_app.ui.kit.bus import Bus
from counter_app.ui.kit.errors import ErrorDoor
from counter_app.ui.kit.jobs import Runner
from counter_app.ui.public.board import Board


@frozen
class Place:
    """Who works where. `clerk_shown` is the name as the top bar may show it, e.g. 张*."""

    hall: str
    window: str
    clerk_id: str
    clerk_shown: str
    role: str = "clerk"


@frozen
class Context:
    """Handed to screens and forms by the composition root.

    `counter` is the access object to the services made in bootstrap; screens call it only inside
    `jobs.desk` or `jobs.read`. `board` is what the citizen sees. `now` is the clock (aware, UTC+8).
    `load_draft` and `save_draft` keep autosaved forms.
    """

    place: Place
    jobs: Runner
    bus: Bus
    errors: ErrorDoor
    now: Callable[[], datetime]
    day_kind: Callable[[date], str]
    counter: Any = field(default=None, repr=False)
    load_draft: Callable[[str], dict[str, str]] = field(default=lambda _key: {}, repr=False)
    save_draft: Callable[[str, dict[str, str]], object] = field(
        default=lambda _key, _draft: None, repr=False
    )

    board: Board = field(factory=Board, repr=False)

    def today(self) -> date:
        """The day of the clock."""
        return self.now().date()
