"""Whether somebody serves at the other windows now, as far as their facts have come here."""

import attrs

from counter_app.domain.clock import CST
from counter_app.domain.conduct.absence import KIND_WORDS, Absence
from counter_app.domain.context import SUPERVISOR
from counter_app.models.base import database
from counter_app.services.absences import absence_of, back_words, cover_words
from counter_app.services.desk import Desk
from counter_app.words import _

SIGNED_OFF = (
    "SELECT counter FROM register WHERE kind = 'shift' AND day = ? GROUP BY counter"
    " HAVING MAX(is_open) = 0"
)
"""Windows that were opened today and whose clerks have all signed off."""


@attrs.frozen(kw_only=True)
class NotThere:
    """A window where nobody serves now (A1.5.4a, A1.6.2).

    `state` is what its sign says, or that it has closed; `back_at` is empty where nobody knows,
    `cover` where nobody was named. `over`: minutes above the limit so far; supervisors alone are
    told, and only of what is limited (A1.6.2b).
    """

    label: str
    state: str
    back_at: str = ""
    cover: str = ""
    over: int = 0

    def words(self) -> str:
        """One sentence for the clerk who would send a citizen there."""
        back = _("back at {time}").format(time=self.back_at) if self.back_at else ""
        over = _("{n} minutes over").format(n=self.over) if self.over else ""
        return "，".join(part for part in (self.state, over, back, self.cover) if part)


def not_there(desk: Desk) -> dict[str, NotThere]:
    """The other windows where nobody serves now, by their id, in the order of the register."""
    up, closed = _signs(desk), _signed_off(desk)
    found = {}
    for one in desk.reference.hall().counters:
        if one.id in up:
            found[one.id] = _behind_sign(desk, one.label, up[one.id])
        elif one.id in closed:
            found[one.id] = NotThere(label=one.label, state=_("Signed off for today"))
    return found


def _signs(desk: Desk) -> dict[str, Absence]:
    rows = database.execute_sql(
        "SELECT counter, id FROM register WHERE kind = 'absence' AND is_open AND counter <> ?"
        " ORDER BY at",
        (desk.station.counter,),
    ).fetchall()
    return {counter: absence_of(desk, id) for counter, id in rows}


def _signed_off(desk: Desk) -> set[str]:
    today = desk.clock().astimezone(CST).date().isoformat()
    rows = database.execute_sql(SIGNED_OFF, (today,))
    return {counter for (counter,) in rows} - {desk.station.counter}


def _behind_sign(desk: Desk, label: str, absence: Absence) -> NotThere:
    return NotThere(
        label=label,
        state=KIND_WORDS[absence.kind],
        back_at=back_words(absence.expected_back),
        cover=cover_words(desk, absence),
        over=_over(desk, absence),
    )


def _over(desk: Desk, absence: Absence) -> int:
    """By the clock of this PC: the other one's running time is not known here."""
    if SUPERVISOR not in desk.station.roles or absence.begun_at is None or not absence.is_limited:
        return 0
    minutes = int((desk.clock() - absence.begun_at).total_seconds()) // 60
    return max(0, minutes - desk.reference.policy().away_limit_minutes)
