"""Facts as windows write them, without a database: ids, clocks and parents as in life."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from functools import cache

from counter_app.domain.bodies.case import CaseReceived, Verdict
from counter_app.domain.cases.commands import Judge
from counter_app.domain.clock import CST
from counter_app.domain.context import Context
from counter_app.domain.facts import Body, Fact, UnknownBody, heads, tick
from counter_app.domain.hall import Hall
from counter_app.domain.matters import MatterSpec
from counter_app.domain.phrases import PhraseBook
from counter_app.domain.workdays import WorkCalendar
from counter_app.services import founding
from counter_app.services.reference import Reference

MORNING = datetime(2026, 11, 3, 9, 0, tzinfo=CST)


def at(text: str) -> datetime:
    """`2026-11-03 16:50` in the hall's zone."""
    return datetime.fromisoformat(text).replace(tzinfo=CST)


@cache
def hall() -> Hall:
    """The shipped hall."""
    return Hall.from_content(founding.shipped_hall())


@cache
def calendar() -> WorkCalendar:
    """The shipped calendars."""
    return WorkCalendar.merged(founding.shipped_calendars())


@cache
def book() -> PhraseBook:
    """The shipped phrases."""
    return Reference().seed_phrases


@cache
def guide(code: str = "JC-SP-005") -> MatterSpec:
    """A shipped guide."""
    content = next(one for one in founding.shipped_matters() if one["code"] == code)
    return MatterSpec.from_content(json.loads(json.dumps(content)))


def context(
    now: datetime = MORNING,
    matter: MatterSpec | None = None,
    *,
    clerk: str = "S03",
    counter: str = "W03",
    roles: Iterable[str] = ("clerk",),
) -> Context:
    """The surroundings of an act of `clerk`."""
    return Context(
        now=now,
        calendar=calendar(),
        hall=hall(),
        clerk=clerk,
        counter=counter,
        roles=frozenset(roles),
        matter=matter,
        forbidden=book().forbidden,
    )


class Writer:
    """One window: knows the facts it has seen, writes the next with their heads as parents."""

    def __init__(self, actor: str = "w03-000001", clerk: str = "S03") -> None:
        self.actor = actor
        self.clerk = clerk
        self.seen: list[Fact] = []
        self._seq = 0
        self._clock = 0

    def hear(self, facts: Iterable[Fact]) -> None:
        """Facts of other windows arrive."""
        known = {fact.id for fact in self.seen}
        self.seen.extend(fact for fact in facts if fact.id not in known)

    def write(self, body: Body, when: datetime = MORNING, subject: str = "") -> Fact:
        """The next fact; without `subject` it goes on with the first subject this window saw."""
        subject = subject or (self.seen[0].subject if self.seen else "")
        mine = [fact for fact in self.seen if fact.subject == subject]
        parents = heads(mine)
        clocks = [fact.hlc for fact in mine if fact.id in parents]
        self._seq += 1
        self._clock = tick(int(when.timestamp() * 1000), self._clock, clocks)
        unknown = isinstance(body, UnknownBody)
        kind = body.unknown_kind.partition(".")[0] if unknown else body.subject_kind()
        text = f"{self.actor}{self._seq}{body!r}{when}{parents}"
        made = f"{self.actor}:{self._seq}:{hashlib.sha256(text.encode()).hexdigest()[:8]}"
        fact = Fact(
            id=made,
            actor=self.actor,
            seq=self._seq,
            subject_kind=kind,
            subject=subject or made,
            parents=parents,
            hlc=self._clock,
            happened_at=when,
            recorded_at=when + timedelta(seconds=1),
            clerk=self.clerk,
            window=self.actor[:3].upper(),
            body=body,
        )
        self.seen.append(fact)
        return fact


def received(when: datetime = MORNING, matter: str = "JC-SP-005", **more: str) -> Writer:
    """A window that has just received a case."""
    writer = Writer()
    body = CaseReceived(
        number="交政务〔2026〕件字第W03-00001号",
        matter=matter,
        matter_version=1,
        applicant="w03-000001:9:00000000",
        first_contact="S03",
        **more,
    )
    writer.write(body, when)
    return writer


def verdicts(matter: MatterSpec, missing: Sequence[str] = ()) -> list[Judge]:
    """Every material in order, those in `missing` missing."""
    return [
        Judge(material=one.id, verdict=Verdict.MISSING if one.id in missing else Verdict.IN_ORDER)
        for one in matter.materials
    ]
