"""The paper register: every paper issued, how its prints went, and every gap in the numbers."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

import attrs

from counter_app.domain.bodies.paper import PaperVoided, PrintReported
from counter_app.domain.errors import InputFault
from counter_app.domain.facts import Fact
from counter_app.domain.numbering import Number, Series
from counter_app.domain.papers.state import TELLS
from counter_app.models.base import database
from counter_app.services.ledger_period import Period, Row, tally, words
from counter_app.services.timeline import paper_words

PAPERS = "SELECT s.id, s.number, s.kind, s.issued_at, s.clerk, s.state, s.attempts FROM paper s"
PRINTS = (
    "SELECT f.line FROM paper s JOIN fact f ON f.subject = s.id"
    " WHERE f.kind IN ('paper.print_reported', 'paper.voided')"
)
Key = tuple[Series, int, str]


def paper_register(period: Period) -> dict[str, Any]:
    """Papers in the order of issue; numbers without a paper are explained below."""
    papers = period.select(PAPERS, "s.issued_at", "s.counter", "s.issued_at, s.id")
    facts = period.facts(PRINTS, "s.issued_at", "s.counter")
    rows: list[Row] = []
    for paper, number, kind, issued_at, clerk, state, attempts in papers:
        known = facts.get(paper, [])
        rows.append(
            {
                "number": number,
                "kind": paper_words(kind),
                "issued": period.moment(issued_at),
                "clerk": period.clerk(clerk),
                "printer": _printer(known),
                "outcome": words()["print_state"][state],
                "attempts": str(attempts),
                "reprints": str(_reprints(known)),
                "void": _void(known),
            }
        )
    gaps = list(_gaps(period, rows))
    missing: Counter[str] = Counter()
    for gap in gaps:
        missing[gap["reason"]] += int(gap["count"])
    unused = missing[words()["gap"]["unused"]]
    totals = words()["totals"]["papers"].format(
        reprints=sum(int(row["reprints"]) for row in rows),
        void=sum(bool(row["void"]) for row in rows),
        gaps=missing.total() - unused,
        unused=unused,
    )
    counted = tally("份", rows, (row["outcome"] for row in rows))
    return {"rows": rows, "gaps": gaps, "totals": counted + totals}


def _printer(facts: Sequence[Fact]) -> str:
    """The last printer by the name its address ends in."""
    used = [f.body.printer for f in facts if isinstance(f.body, PrintReported) and f.body.printer]
    if not used:
        return ""
    address = urlsplit(used[-1])
    name = unquote(PurePosixPath(address.path).name)
    return f"{address.hostname} {name}".strip() if address.hostname else name or used[-1]


def _reprints(facts: Sequence[Fact]) -> int:
    """How often the paper came out again after it had come out once."""
    out = {
        fact.body.attempt
        for fact in facts
        if isinstance(fact.body, PrintReported) and fact.body.state in TELLS
    }
    return max(0, len(out) - 1)


def _void(facts: Sequence[Fact]) -> str:
    return "".join(fact.body.reason for fact in facts if isinstance(fact.body, PaperVoided))


@attrs.frozen(kw_only=True)
class Block:
    """A leased block of serials as this window knows it; `is_live` while its window goes on."""

    first: int
    last: int
    next: int
    is_live: bool
    is_here: bool

    def why(self, serial: int) -> str:
        """Why `serial` of this block has no paper."""
        if serial < self.next:
            return "drawn" if self.is_here and self.is_live else "not_here"
        return "unused" if self.is_live else "replaced"


def _gaps(period: Period, rows: Sequence[Row]) -> Iterator[Row]:
    """A row for every run of serials without a paper, in the series the period has papers of.

    A gap belongs to the period that reaches beyond it. What is left of the blocks stands in
    the newest register: in an older one it would only say what has been used since.
    """
    names = {key: row["kind"] for row in rows for key in _by_series([row["number"]])}
    before, everything = _serials_of(period)
    blocks = _blocks(period)
    for key, serials in sorted(_by_series(row["number"] for row in rows).items()):
        known, leased = everything[key], blocks.get(key, [])
        low = max(before.get(key, {0}))
        top = max(serials)
        if top == max(known):
            top = max([top, *(block.last for block in leased)])
        missing = (serial for serial in range(low + 1, top + 1) if serial not in known)
        for why, run in _runs(missing, leased):
            yield {"series": names[key], **_gap(period, key, why, run)}


def _by_series(numbers: Iterable[str]) -> dict[Key, set[int]]:
    """The serials by series, year and window; numbers in a form we do not know are left out."""
    found: dict[Key, set[int]] = {}
    for text in numbers:
        try:
            number = Number.parse(text)
        except InputFault:
            continue
        key = (number.series, number.year, number.counter)
        found.setdefault(key, set()).add(number.serial)
    return found


def _serials_of(period: Period) -> tuple[dict[Key, set[int]], dict[Key, set[int]]]:
    """The serials of all papers of the years the period touches: before it, and ever."""
    rows = database.execute_sql(
        "SELECT number, issued_at < ? FROM paper WHERE issued_at >= ?",
        (period.first.isoformat(), f"{period.first.year}-01-01"),
    ).fetchall()
    return (
        _by_series(number for number, earlier in rows if earlier),
        _by_series(number for number, _earlier in rows),
    )


def _blocks(period: Period) -> dict[Key, list[Block]]:
    """The blocks of every window, oldest first; the one leased last is the one in use."""
    station = period.desk.station
    rows = database.execute_sql(
        "SELECT series, year, counter, first, last, next, actor FROM series"
        " WHERE year >= ? ORDER BY series, year, counter, first",
        (period.first.year,),
    ).fetchall()
    found: dict[Key, list[Block]] = {}
    for (series, year, counter), grouped in groupby(rows, key=lambda row: row[:3]):
        leased = list(grouped)
        is_here = counter == station.counter
        actor = station.actor if is_here else leased[-1][-1]
        found[Series(series), year, counter] = [
            Block(first=first, last=last, next=unused, is_live=owner == actor, is_here=is_here)
            for *_key, first, last, unused, owner in leased
        ]
    return found


def _runs(missing: Iterable[int], leased: Sequence[Block]) -> Iterator[tuple[str, list[int]]]:
    """The missing serials in runs that follow each other and have one explanation."""
    run: list[int] = []
    told = ""
    for serial in missing:
        block = next((one for one in leased if one.first <= serial <= one.last), None)
        why = block.why(serial) if block else "not_leased"
        if run and (why != told or serial != run[-1] + 1):
            yield told, run
            run = []
        run.append(serial)
        told = why
    if run:
        yield told, run


def _gap(period: Period, key: Key, why: str, run: Sequence[int]) -> Row:
    series, year, counter = key
    abbreviation = period.desk.reference.hall().abbreviation
    first = Number(abbreviation, year, series, counter, run[0]).text()
    last = f"至第{counter}-{run[-1]:05d}号" if len(run) > 1 else ""
    return {
        "numbers": first + last,
        "count": str(len(run)),
        "reason": words()["gap"][why],
    }
