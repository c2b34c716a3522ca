"""The sign of this window in the records of this PC: is it up, since when, how long already."""

import json
from datetime import datetime

from counter_app.domain.bodies.case import Told
from counter_app.domain.bodies.course import DaysRecomputed
from counter_app.domain.conduct.absence import Absence, Return, decide, fold
from counter_app.models.base import database
from counter_app.services.act import EVENTS, Act
from counter_app.services.uptime import Uptime

ANCHOR = "absence_anchor"
"""The setting that keeps when the sign went up, by the running time of the system."""

NO_SERVICE = (Told, DaysRecomputed)
"""Facts of cases that arise although nobody sits at the window: a print ends, a year changes."""


def open_at(counter: str) -> str:
    """The id of the absence whose sign is up at a window, else empty."""
    row = database.execute_sql(
        "SELECT id FROM register WHERE kind = 'absence' AND is_open AND counter = ?"
        " ORDER BY at DESC LIMIT 1",
        (counter,),
    ).fetchone()
    return str(row[0]) if row else ""


def drop_anchor(absence: str, uptime: Uptime) -> None:
    """Remember that the absence began now."""
    run, at = uptime()
    value = json.dumps({"absence": absence, "run": run, "at": at})
    database.execute_sql(
        "INSERT INTO setting(key, value) VALUES (?, ?)"
        " ON CONFLICT(key) DO UPDATE SET value = excluded.value",
        (ANCHOR, value),
    )


def away_seconds(absence: Absence, now: datetime, uptime: Uptime) -> int:
    """How long the clerk has been away; a clock set back or forth makes no difference."""
    row = database.execute_sql("SELECT value FROM setting WHERE key = ?", (ANCHOR,)).fetchone()
    anchor = json.loads(row[0]) if row else {}
    run, at = uptime()
    if anchor.get("absence") == absence.id and anchor.get("run") == run:
        return int(at - anchor["at"])
    if absence.begun_at is None:
        return 0
    return max(0, int((now - absence.begun_at).total_seconds()))


def come_back_by_serving(act: Act, uptime: Uptime) -> None:
    """Take the sign down when this act serves a citizen: nobody is away who serves (A1.6.2a)."""
    served = any(
        fact.subject_kind in EVENTS and not isinstance(fact.body, NO_SERVICE)
        for fact in act.written
    )
    up = open_at(act.station.counter) if served else ""
    if not up:
        return
    absence = fold(up, act.facts(up))
    if absence.clerk == act.station.clerk:
        away = away_seconds(absence, act.recorded_at, uptime)
        act.append(decide(Return(away_s=away, by_serving=True), absence, act.context()), up)
