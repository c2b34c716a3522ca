"""Numbers of cases and papers: leased in blocks, taken inside the act, never reused."""

from counter_app.domain.bodies.lease import LeaseTaken
from counter_app.domain.errors import InputFault
from counter_app.domain.numbering import Number, Series, next_block
from counter_app.models.base import database
from counter_app.services.act import Act
from counter_app.services.station import Station


def take_number(act: Act, series: Series) -> str:
    """The next number of `series` at this window; leases a new block when the last is used up.

    A block belongs to the incarnation that leased it: a restored or cloned window
    skips what its predecessor may have used (sync 6.6).
    """
    station = act.station
    year = act.recorded_at.year
    serial = _draw(station, series, year)
    if serial is None:
        _lease(act, series, year)
        serial = _draw(station, series, year)
        assert serial is not None, "a block just leased is ours and unused"
    abbreviation = act.reference.hall().abbreviation
    return Number(abbreviation, year, series, station.counter, serial).text()


def _draw(station: Station, series: Series, year: int) -> int | None:
    """The next serial of our blocks, used up by this; None when every block is."""
    row = database.execute_sql(
        "UPDATE series SET next = next + 1 WHERE series = ?1 AND year = ?2 AND counter = ?3"
        " AND first = (SELECT MIN(first) FROM series WHERE series = ?1 AND year = ?2"
        " AND counter = ?3 AND actor = ?4 AND next <= last) RETURNING next - 1",
        (series.value, year, station.counter, station.actor),
    ).fetchone()
    return int(row[0]) if row else None


def _lease(act: Act, series: Series, year: int) -> None:
    """Lease the next block by a fact; it counts as unconfirmed until the share has it."""
    station = act.station
    block = next_block(_leases(series, year, station.counter), series, year, station.counter)
    lease = LeaseTaken(
        series=series.value,
        year=year,
        counter=station.counter,
        first=block[0],
        last=block[-1],
        confirmed=False,
    )
    act.append(lease)
    keep_lease(lease, station.actor)


def _leases(series: Series, year: int, counter: str) -> list[LeaseTaken]:
    rows = database.execute_sql(
        "SELECT first, last FROM series WHERE series = ? AND year = ? AND counter = ?",
        (series.value, year, counter),
    )
    return [
        LeaseTaken(
            series=series.value,
            year=year,
            counter=counter,
            first=first,
            last=last,
            confirmed=False,
        )
        for first, last in rows
    ]


def keep_lease(lease: LeaseTaken, actor: str) -> None:
    """Row of a leased block; the serials already used are noted as their numbers appear.

    Where two incarnations of a window leased the same block unseen, one of them keeps
    it, the same at every window; the other leases anew (sync 6.8).
    """
    database.execute_sql(
        "INSERT INTO series(series, year, counter, first, last, next, actor, confirmed)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT(series, year, counter, first) DO UPDATE SET actor = excluded.actor"
        " WHERE excluded.actor < actor",
        (
            lease.series,
            lease.year,
            lease.counter,
            lease.first,
            lease.last,
            lease.first,
            actor,
            lease.confirmed,
        ),
    )


def note_used(text: str) -> None:
    """A number stands on a subject: its serial and all before it count as used.

    A number another program wrote in a form we do not know uses up none of ours.
    """
    try:
        number = Number.parse(text)
    except InputFault:
        return
    database.execute_sql(
        "UPDATE series SET next = ? + 1 WHERE series = ? AND year = ? AND counter = ?"
        " AND first <= ? AND last >= ? AND next <= ?",
        (
            number.serial,
            number.series.value,
            number.year,
            number.counter,
            number.serial,
            number.serial,
            number.serial,
        ),
    )
