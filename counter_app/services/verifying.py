"""Are the records what they were? Every fact is hashed again, every row is made again.

Nothing is changed: the rows are rebuilt into temporary tables that hide the live ones from this
connection alone, and are rolled back.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any

import attrs

from counter_app.domain.facts import Fact, UnknownBody
from counter_app.models.base import database, outages_told
from counter_app.models.codec import MalformedFact, PartyVault, decode
from counter_app.services import projecting
from counter_app.services.desk import Desk
from counter_app.services.reference import Reference
from counter_app.words import _

COLUMNS = {
    "document": ("id", "kind", "key", "number", "effective_from", "content", "source"),
    "party": ("id", "party_kind", "name", "initials", "number", "phone"),
    "visit": (
        "id", "number", "state", "channel", "first_contact", "counter", "opened_at", "visitor",
        "visitor_name", "matter", "matter_name", "promised_by", "guided_to", "guide_confirmed",
        "case_id", "guided_at", "with_clerk",
    ),
    "cases": (
        "id", "number", "state", "matter", "matter_name", "case_class", "applicant",
        "applicant_name", "number_tail", "phone_tail", "counter", "clerk", "received_at",
        "accepted_on", "ended_at", "due_on", "telling_due_on", "owed", "owed_on", "lapses_at",
        "next_owed", "next_on", "decided_on", "supply_by", "expires_on", "untold",
        "extension_asked_by", "explained",
        "public_reason", "breached",
    ),
    "paper": (
        "id", "kind", "number", "about", "state", "issued_at", "counter", "attempts", "told_at",
        "void",
    ),
    "wording": (
        "id", "layout", "version", "text", "based_on", "note", "state", "proposed_by",
        "decided_by", "effective_from", "reason", "approved_at",
    ),
    "register": (
        "id", "kind", "number", "counter", "clerk", "at", "day", "is_open", "owes", "due",
        "ended_at", "for_clerk", "about", "tag", "amount",
    ),
    "series": ("series || '-' || year || '-' || counter || '-' || first", "last", "next"),
}  # fmt: skip
"""What is compared; the first column names the row. `n` is only the order of arrival."""
OF_THE_DAY = frozenset(
    {"due_on", "telling_due_on", "owed_on", "lapses_at", "next_on", "supply_by", "breached"}
)
"""Days a closed case keeps as they were, although the calendar has changed since."""
NUMBERED = ("visit", "cases", "paper")


@attrs.frozen
class Finding:
    """Something that is not as it must be. `subject` is the id of the fact or row it is about."""

    subject: str
    message: str


def verify(desk: Desk) -> list[Finding]:
    """Everything wrong with the records of this PC; empty when they are sound.

    Takes about a second for a few thousand facts and holds no lock other windows or acts wait for.
    """
    with outages_told():
        return desk.read(lambda: _verify(desk))


def _verify(desk: Desk) -> list[Finding]:
    facts, findings = _read(desk.vault)
    findings.extend(_strangers(facts))
    findings.extend(_wrong_heads(facts))
    findings.extend(_doubles())
    if not any(fact is None for fact in facts.values()):
        known = [fact for fact in facts.values() if fact]
        findings.extend(_wrong_rows(known, Reference(desk.clock), desk.station.actor))
    return findings


def _read(vault: PartyVault) -> tuple[dict[str, Fact | None], list[Finding]]:
    """Every fact by the id it is filed under, None where its line is not what was written."""
    facts: dict[str, Fact | None] = {}
    findings = []
    rows = database.execute_sql(
        "SELECT id, actor, seq, subject_kind, subject, kind, hlc, line FROM fact ORDER BY hlc, id"
    )
    for fact_id, *filed, line in rows:
        try:
            fact = decode(bytes(line), vault)
        except MalformedFact:
            facts[fact_id] = None
            findings.append(Finding(fact_id, _("This record cannot be read any more.")))
            continue
        facts[fact_id] = fact if fact.id == fact_id else None
        if fact.id != fact_id:
            message = _("This record was changed after it was written.")
            findings.append(Finding(fact_id, message))
        elif filed != _filed(fact):
            findings.append(Finding(fact_id, _("This record is filed in the wrong place.")))
    return facts, findings


def _filed(fact: Fact) -> list[Any]:
    kind = fact.body.unknown_kind if isinstance(fact.body, UnknownBody) else fact.body.kind
    return [fact.actor, fact.seq, fact.subject_kind, fact.subject, kind, fact.hlc]


def _strangers(facts: dict[str, Fact | None]) -> Iterator[Finding]:
    for fact_id, fact in facts.items():
        missing = [parent for parent in (fact.parents if fact else ()) if parent not in facts]
        if missing:
            message = _("An earlier record, {parent}, has not arrived here.")
            yield Finding(fact_id, message.format(parent=missing[0]))


def _wrong_heads(facts: dict[str, Fact | None]) -> Iterator[Finding]:
    """The newest facts of every subject must be the ones its next fact will name as parents."""
    known = [fact for fact in facts.values() if fact]
    followed = {parent for fact in known for parent in fact.parents}
    expected: dict[str, set[str]] = {}
    for fact in known:
        newest = expected.setdefault(fact.subject, set())
        if fact.id not in followed:
            newest.add(fact.id)
    rows = database.execute_sql("SELECT id, heads FROM subject")
    stored = {subject: set(json.loads(heads)) for subject, heads in rows}
    for subject, heads in expected.items():
        if stored.get(subject) != heads:
            yield Finding(subject, _("The list of its newest records is not right."))


def _doubles() -> Iterator[Finding]:
    for table in NUMBERED:
        rows = database.execute_sql(
            f"SELECT MIN(id), number FROM {table} GROUP BY number HAVING COUNT(*) > 1"
        )
        for subject, number in rows:
            message = _("The number {number} was given twice.").format(number=number)
            yield Finding(subject, message)


def _wrong_rows(facts: Sequence[Fact], reference: Reference, actor: str) -> list[Finding]:
    live = {table: _rows(table, actor) for table in COLUMNS}
    by_subject: dict[str, list[Fact]] = {}
    for fact in facts:
        by_subject.setdefault(fact.subject, []).append(fact)
    with database.atomic() as savepoint:
        for table in (*COLUMNS, "subject"):
            _hide(table)
        _fill_subjects()
        projecting.refresh_heard(facts, reference, by_subject.__getitem__)
        made = {table: _rows(table, actor) for table in COLUMNS}
        savepoint.rollback()
    return [
        finding for table in COLUMNS for finding in _differences(table, live[table], made[table])
    ]


def _hide(table: str) -> None:
    """An empty temporary table of the same shape stands before the live one."""
    (sql,) = database.execute_sql(
        "SELECT sql FROM main.sqlite_master WHERE type = 'table' AND name = ?", (table,)
    ).fetchone()
    database.execute_sql(sql.replace("CREATE TABLE", "CREATE TEMP TABLE", 1))
    if table not in ("series", "subject"):
        database.execute_sql(f"CREATE UNIQUE INDEX temp.verify_{table} ON {table}(id)")


def _fill_subjects() -> None:
    """Clashes are marked on subjects and heads are read from them."""
    database.execute_sql("INSERT INTO temp.subject SELECT * FROM main.subject")


def _rows(table: str, actor: str) -> dict[str, tuple[Any, ...]]:
    """The rows of a table by their first column; of the number blocks only our own.

    How far another window has got in its block is its own affair: what arrived here before the
    block did was not counted, and nobody takes a number from it here.
    """
    own = table == "series"
    rows = database.execute_sql(
        f"SELECT {', '.join(COLUMNS[table])} FROM {table}" + (" WHERE actor = ?" if own else ""),
        (actor,) if own else (),
    )
    return {row[0]: tuple(row[1:]) for row in rows}


def _differences(
    table: str, live: dict[str, tuple[Any, ...]], made: dict[str, tuple[Any, ...]]
) -> Iterator[Finding]:
    for row in sorted(live.keys() | made.keys()):
        if row not in made:
            yield Finding(row, _("A line stands in the lists that no record accounts for."))
        elif row not in live:
            yield Finding(row, _("A line is missing in the lists."))
        else:
            names = _changed(table, live[row], made[row])
            if names:
                message = _("The lists say something else than the records: {names}.")
                yield Finding(row, message.format(names=", ".join(names)))


def _changed(table: str, live: tuple[Any, ...], made: tuple[Any, ...]) -> list[str]:
    columns = COLUMNS[table][1:]
    ended = "ended_at" in columns and made[columns.index("ended_at")] is not None
    return [
        name
        for name, here, there in zip(columns, live, made, strict=True)
        if here != there and not (ended and name in OF_THE_DAY)
    ]
