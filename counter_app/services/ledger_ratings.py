"""Ratings on paper: the ledger of bad ones, the monthly measurement (A5.5.3)."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from counter_app.domain.bodies.rating import RatingChannel
from counter_app.domain.opinions.ratings import BAD, LEVELS, REASONS, Rating, fold
from counter_app.models.base import database
from counter_app.services.ledger_period import Period, Row, words
from counter_app.services.ledger_window import of_kind
from counter_app.services.ratings import RatingLine, channel_words, on_clock, only_supervisors

RECEIVED = (
    "SELECT counter, COUNT(*) FROM cases WHERE substr(received_at, 1, 10) BETWEEN ? AND ?"
    " GROUP BY counter"
)


def rating_ledger(period: Period) -> dict[str, Any]:
    """Every bad rating with its rectification; Refusal for anybody but a supervisor."""
    found = [one for one in _lines(period) if one.rating.is_bad]
    rows = [_row(period, one) for one in found]
    done = sum(one.rating.closed_at is not None for one in found)
    levels = Counter(one.rating.stars for one in found)
    totals = words()["totals"]["ratings"].format(
        all=len(rows), two=levels[2], one=levels[1], done=done, open=len(rows) - done
    )
    return {"rows": rows, "totals": totals}


def _lines(period: Period) -> list[RatingLine]:
    only_supervisors(period.desk)
    return [on_clock(period.desk, one) for one in of_kind(period, "rating", fold)]


def _row(period: Period, line: RatingLine) -> Row:
    one, told = line.rating, words()["rating"]
    verified = told[one.verified.value] if one.verified else ""
    return {
        "at": period.moment(one.given_at) if one.given_at else "",
        "number": one.number,
        "channel": channel_words(one.channel),
        "level": LEVELS[one.stars],
        "reasons": "；".join(f"{code} {REASONS[code]}" for code in one.reasons),
        "verified": "；".join(part for part in (verified, one.call_note) if part),
        "due": period.day(line.due),
        "measure": one.measure if one.counts else f"{told['not_counted']}{one.measure}",
        "done": period.day(one.closed_at.date()) if one.closed_at else "",
        "told": told["told"] if one.told else "",
    }


def satisfaction_report(period: Period) -> dict[str, Any]:
    """By window, by channel, and why the bad ones; a rating found untrue does not count."""
    found = [line.rating for line in _lines(period) if line.rating.counts]
    received = dict(
        database.execute_sql(
            RECEIVED, (period.first.isoformat(), period.last.isoformat())
        ).fetchall()
    )
    hall = period.desk.reference.hall()
    windows = [one for one in hall.counters if period.window in ("", one.id)]
    rows: list[Row] = [
        {
            "window": one.label,
            "received": str(received.get(one.id, 0)),
            **_counted([rating for rating in found if rating.counter == one.id]),
        }
        for one in windows
    ]
    channels: list[Row] = [
        {
            **_counted([one for one in found if one.channel is channel]),
            "channel": channel_words(channel),
        }
        for channel in RatingChannel
    ]
    for row in channels:
        del row["bad"]  # the paper counts the bad ones by window
    handled = sum(received.get(one.id, 0) for one in windows)
    totals = {f"t_{name}": value for name, value in _counted(found).items()}
    return {
        "rows": rows,
        "channels": channels,
        "reasons": _reasons(found),
        "t_received": str(handled),
        **totals,
    }


def _counted(found: Sequence[Rating]) -> dict[str, str]:
    """How many of each level, the share of the three good ones, how many bad."""
    levels = Counter(one.stars for one in found)
    bad = sum(levels[stars] for stars in LEVELS if stars <= BAD)
    rate = f"{100 * (len(found) - bad) / len(found):.1f}%" if found else "—"
    told = {f"l{stars}": str(levels[stars]) for stars in LEVELS}
    return {"rated": str(len(found)), **told, "rate": rate, "bad": str(bad)}


def _reasons(found: Sequence[Rating]) -> list[Row]:
    bad = [one for one in found if one.is_bad]
    counted = Counter(code for one in bad for code in one.reasons)
    rows: list[Row] = []
    for code, count in sorted(counted.items()):
        concerned = [one for one in bad if code in one.reasons]
        done = sum(one.closed_at is not None for one in concerned)
        rows.append(
            {
                "code": str(code),
                "level": LEVELS[code // 100],
                "reason": REASONS[code],
                "count": str(count),
                "remedy": words()["rating"]["remedy"].format(done=done, open=count - done),
            }
        )
    return rows
