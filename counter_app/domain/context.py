"""What a rule may look at besides the state it decides about: values, never handles."""

from datetime import date, datetime

import attrs

from counter_app.domain.hall import Hall
from counter_app.domain.matters import MatterSpec
from counter_app.domain.workdays import WorkCalendar

SUPERVISOR = "supervisor"


@attrs.frozen(kw_only=True)
class Context:
    """One act's surroundings.

    `now` is an aware instant in the hall's zone, `recorded_at` when a late entry is written down
    (None where that is now); `matter` is the version of the
    guide the subject lives under (None where none is named); `forbidden` are the
    phrases of A1.5.7 that nothing shown to the public may contain.
    """

    now: datetime
    calendar: WorkCalendar
    hall: Hall
    clerk: str
    counter: str
    roles: frozenset[str] = frozenset()
    matter: MatterSpec | None = None
    forbidden: tuple[str, ...] = ()
    recorded_at: datetime | None = None

    @property
    def today(self) -> date:
        """The hall's day of `now`."""
        return self.now.date()

    @property
    def written_at(self) -> datetime:
        """When this act is written down; papers made in it are printed from then on."""
        return self.recorded_at or self.now

    @property
    def is_late(self) -> bool:
        """Whether this act is entered after it happened."""
        return self.written_at > self.now
