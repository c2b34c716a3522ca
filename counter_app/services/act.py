"""One act of one clerk, inside its transaction."""

from datetime import datetime

from counter_app.domain.context import Context
from counter_app.domain.errors import InputFault
from counter_app.domain.facts import Body, Fact
from counter_app.domain.matters import MatterSpec
from counter_app.models.codec import PartyVault
from counter_app.services import journal
from counter_app.services.reference import Reference
from counter_app.services.station import Station
from counter_app.words import _


class Act:
    """One transaction of one clerk: read subjects, append facts."""

    def __init__(
        self, station: Station, reference: Reference, vault: PartyVault, now: datetime
    ) -> None:
        self.now = now
        self.station = station
        self.reference = reference
        self.vault = vault
        self._pen = journal.Pen(station, vault, now)
        self._read: dict[str, list[Fact]] = {}

    def facts(self, subject: str) -> list[Fact]:
        """The facts of `subject`, this act's own included."""
        if subject not in self._read:
            self._read[subject] = journal.facts_of(subject, self.vault)
        return self._read[subject]

    def append(
        self,
        body: Body,
        subject: str = "",
        *,
        happened_at: datetime | None = None,
        late_reason: str = "",
    ) -> Fact:
        """Write `body` down as the next fact of `subject`; an empty subject begins a new one.

        What happened at another time than now needs its reason (InputFault): nothing is
        back-dated silently (A4.3), and nothing lies in the future.
        """
        self._check_late(happened_at, late_reason)
        before = self.facts(subject) if subject else []
        fact = self._pen.write(body, subject, happened_at or self.now, late_reason)
        self._read[fact.subject] = [*before, fact]
        return fact

    def _check_late(self, happened_at: datetime | None, late_reason: str) -> None:
        if happened_at is None:
            return
        if happened_at > self.now:
            raise InputFault({"happened_at": _("This lies in the future; please check the time.")})
        if not late_reason.strip():
            message = _("Say why this is entered later than it happened.")
            raise InputFault({"late_reason": message})

    def context(self, matter: MatterSpec | None = None) -> Context:
        """What the rules may look at, at the instant of this act."""
        return Context(
            now=self.now,
            calendar=self.reference.calendar(),
            hall=self.reference.hall(),
            clerk=self.station.clerk,
            counter=self.station.counter,
            roles=self.station.roles,
            matter=matter,
            forbidden=self.reference.forbidden_phrases(),
        )

    def finish(self) -> None:
        """Nothing more is written in this act."""
        self._pen.lay_down()

    @property
    def written(self) -> list[Fact]:
        """The facts of this act so far."""
        return self._pen.written
