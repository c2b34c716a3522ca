"""One act of one clerk, inside its transaction."""

from collections.abc import Iterable
from datetime import datetime

import attrs

from counter_app.domain.clock import CST
from counter_app.domain.context import Context
from counter_app.domain.errors import InputFault
from counter_app.domain.facts import Body, Fact
from counter_app.domain.matters import MatterSpec
from counter_app.models.codec import PartyVault
from counter_app.services import journal
from counter_app.services.reference import Reference
from counter_app.services.station import Station
from counter_app.words import _

EVENTS = frozenset({"case", "visit"})
"""Kinds of subjects whose facts are events; numbers, people and papers are made when recorded."""


@attrs.frozen(kw_only=True)
class Late:
    """What was done before it could be entered (A4.3): when, and why it comes only now.

    `approved_by` is the supervisor who answers for it where the law had accepted by silence.
    """

    happened_at: datetime
    reason: str
    approved_by: str = ""


class Act:
    """One transaction of one clerk: read subjects, append facts.

    `now` is when it happens, `recorded_at` when it is written down: the same instant but for
    a `late` entry, whose rules are asked at the time it happened.
    """

    def __init__(
        self,
        station: Station,
        reference: Reference,
        vault: PartyVault,
        now: datetime,
        late: Late | None = None,
    ) -> None:
        self.recorded_at = now
        self.late = late
        self.now = late.happened_at if late else now
        self.station = station
        self.reference = reference
        self.vault = vault
        self._pen = journal.Pen(station, vault, now)
        self._read: dict[str, list[Fact]] = {}
        if late is not None:
            self._check_late(late.happened_at, late.reason)

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
        back-dated silently (A4.3), and nothing lies in the future. In a late act every event
        bears its time and reason, and cannot have been before the last one of its subject.
        """
        before = self.facts(subject) if subject else []
        if self.late is not None and body.subject_kind() in EVENTS:
            happened_at, late_reason = self.late.happened_at, self.late.reason.strip()
            _check_order(before, happened_at)
        else:
            self._check_late(happened_at, late_reason)
        fact = self._pen.write(body, subject, happened_at or self.recorded_at, late_reason)
        self._read[fact.subject] = [*before, fact]
        return fact

    def _check_late(self, happened_at: datetime | None, late_reason: str) -> None:
        if happened_at is None:
            return
        if happened_at > self.recorded_at:
            raise InputFault({"happened_at": _("This lies in the future; please check the time.")})
        if not late_reason.strip():
            message = _("Say why this is entered later than it happened.")
            raise InputFault({"late_reason": message})

    def context(self, matter: MatterSpec | None = None) -> Context:
        """What the rules may look at, at the instant of this act."""
        return Context(
            now=self.now,
            recorded_at=self.recorded_at,
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


def _check_order(before: Iterable[Fact], happened_at: datetime) -> None:
    """Nobody accepts what had not been received: steps are entered in the order they happened."""
    last = max((fact.happened_at for fact in before), default=happened_at)
    if happened_at < last:
        message = _("The step before this one happened at {moment}; this cannot have been earlier.")
        moment = f"{last.astimezone(CST):%Y-%m-%d %H:%M}"
        raise InputFault({"happened_at": message.format(moment=moment)})
