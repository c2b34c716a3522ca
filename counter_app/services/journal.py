"""Reading and writing the journal: the only place facts enter the database."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import partial

from counter_app.domain.facts import Body, Fact, UnknownBody, tick
from counter_app.models.base import database
from counter_app.models.codec import PartyVault, decode, encode
from counter_app.services.station import Station

CLOCK = "hlc"


def facts_of(subject: str, vault: PartyVault) -> list[Fact]:
    """Every fact of `subject` on this PC, in clock order."""
    rows = database.execute_sql(
        "SELECT line FROM fact WHERE subject = ? ORDER BY hlc, id", (subject,)
    )
    return [decode(bytes(line), vault) for (line,) in rows]


def has(fact: str) -> bool:
    """Whether the fact is already here."""
    found = database.execute_sql("SELECT 1 FROM fact WHERE id = ?", (fact,)).fetchone()
    return found is not None


def last_clock() -> int:
    """The highest hybrid clock value this PC has used or heard."""
    row = database.execute_sql("SELECT value FROM meta WHERE key = ?", (CLOCK,)).fetchone()
    return int(row[0]) if row else 0


def keep_clock(value: int) -> None:
    """Remember the hybrid clock across restarts and a wall clock set back."""
    database.execute_sql(
        "INSERT INTO meta(key, value) VALUES (?, ?)"
        " ON CONFLICT(key) DO UPDATE SET value = excluded.value",
        (CLOCK, str(value)),
    )


def _counters(actor: str) -> tuple[int, int]:
    """The last sequence number of `actor` and the highest clock value of this PC."""
    seq, clock = database.execute_sql(
        "SELECT (SELECT MAX(seq) FROM fact WHERE actor = ?),"
        " (SELECT value FROM meta WHERE key = ?)",
        (actor, CLOCK),
    ).fetchone()
    return int(seq or 0), int(clock or 0)


def heads_of(subject: str) -> tuple[tuple[str, ...], int]:
    """The heads of `subject` and its highest clock value; nothing and 0 when it is new."""
    row = database.execute_sql("SELECT heads, hlc FROM subject WHERE id = ?", (subject,)).fetchone()
    return (tuple(json.loads(row[0])), int(row[1])) if row else ((), 0)


def _insert(fact: Fact, line: bytes) -> None:
    kind = fact.body.unknown_kind if isinstance(fact.body, UnknownBody) else fact.body.kind
    database.execute_sql(
        "INSERT INTO fact(id, actor, seq, subject_kind, subject, kind, hlc, recorded_at, line)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            fact.id,
            fact.actor,
            fact.seq,
            fact.subject_kind,
            fact.subject,
            kind,
            fact.hlc,
            fact.recorded_at.isoformat(),
            line,
        ),
    )


def _keep_subject(fact: Fact, heads: Iterable[str], hlc: int) -> None:
    unknown = isinstance(fact.body, UnknownBody)
    database.execute_sql(
        "INSERT INTO subject(id, kind, heads, hlc, clash, needs_update) VALUES (?, ?, ?, ?, '', ?)"
        " ON CONFLICT(id) DO UPDATE SET heads = excluded.heads, hlc = excluded.hlc,"
        " needs_update = needs_update OR excluded.needs_update",
        (fact.subject, fact.subject_kind, json.dumps(sorted(heads)), hlc, unknown),
    )


class Pen:
    """Writes this station's facts within one transaction."""

    def __init__(self, station: Station, vault: PartyVault, now: datetime) -> None:
        self._station = station
        self._vault = vault
        self._now = now
        self._seq, self._clock = _counters(station.actor)
        self._first_seq = self._seq + 1
        self._newest: dict[str, Fact] = {}
        self.written: list[Fact] = []

    def write(self, body: Body, subject: str, happened_at: datetime, late_reason: str) -> Fact:
        """Append one fact to the journal; `lay_down` writes what goes with it."""
        parents, parent_clock = self._heads(subject)
        self._seq += 1
        self._clock = tick(
            int(self._now.timestamp() * 1000), self._clock, [parent_clock] if parents else []
        )
        told = partial(
            Fact,
            actor=self._station.actor,
            seq=self._seq,
            subject_kind=body.subject_kind(),
            parents=parents,
            hlc=self._clock,
            happened_at=happened_at,
            recorded_at=self._now,
            clerk=self._station.clerk,
            window=self._station.counter,
            body=body,
            late_reason=late_reason,
        )
        fact_id, line = encode(told(id="", subject=subject), self._vault)
        fact = told(id=fact_id, subject=subject or fact_id)
        _insert(fact, line)
        self._newest[fact.subject] = fact
        self.written.append(fact)
        return fact

    def _heads(self, subject: str) -> tuple[tuple[str, ...], int]:
        newest = self._newest.get(subject)
        if newest is not None:
            return (newest.id,), newest.hlc
        return heads_of(subject) if subject else ((), 0)

    def lay_down(self) -> None:
        """The act is written: its subjects' heads, once each, its outbox and its clock."""
        if not self.written:
            return
        for fact in self._newest.values():
            _keep_subject(fact, [fact.id], fact.hlc)
        database.execute_sql(
            "INSERT INTO outbox(fact) SELECT id FROM fact WHERE actor = ? AND seq >= ?"
            " ORDER BY seq",
            (self._station.actor, self._first_seq),
        )
        keep_clock(self._clock)


def take_in(lines: Sequence[bytes], vault: PartyVault) -> list[Fact]:
    """Store foreign fact lines that are not here yet; returns just those."""
    fresh: list[Fact] = []
    for line in lines:
        fact = decode(line, vault)
        if has(fact.id):
            continue
        _insert(fact, line)
        _join_subject(fact)
        fresh.append(fact)
    return fresh


def _join_subject(fact: Fact) -> None:
    """Heads after `fact` arrived: it replaces its parents, unless a child of it came first."""
    heads, hlc = heads_of(fact.subject)
    known_child = database.execute_sql(
        "SELECT 1 FROM fact,"
        " json_each(json_extract(CAST(fact.line AS TEXT), '$.parents')) AS parent"
        " WHERE fact.subject = ? AND parent.value = ? LIMIT 1",
        (fact.subject, fact.id),
    ).fetchone()
    left = {head for head in heads if head not in fact.parents}
    if known_child is None:
        left.add(fact.id)
    _keep_subject(fact, left or {fact.id}, max(hlc, fact.hlc))
