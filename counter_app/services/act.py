"""One act of one clerk, inside its transaction."""

from datetime import datetime

from counter_app.domain.context import Context
from counter_app.domain.facts import Body, Fact
from counter_app.domain.matters import MatterSpec
from counter_app.models.codec import PartyVault
from counter_app.services import journal
from counter_app.services.reference import Reference
from counter_app.services.station import Station


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

    def facts(self, subject: str) -> list[Fact]:
        """The facts of `subject`, this act's own included."""
        return journal.facts_of(subject, self.vault)

    def append(
        self,
        body: Body,
        subject: str = "",
        *,
        happened_at: datetime | None = None,
        late_reason: str = "",
    ) -> Fact:
        """Write `body` down as the next fact of `subject`; an empty subject begins a new one."""
        return self._pen.write(body, subject, happened_at or self.now, late_reason)

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

    @property
    def written(self) -> list[Fact]:
        """The facts of this act so far."""
        return self._pen.written
