"""Papers for the screens: the print register and what is still to be printed."""

from datetime import datetime

import attrs

from counter_app.domain.errors import InputFault
from counter_app.models.base import database
from counter_app.services.desk import Desk
from counter_app.words import _

COLUMNS = "id, kind, number, about, state, issued_at, counter, clerk, attempts, told_at, void"


@attrs.frozen(kw_only=True)
class PaperLine:
    """One issued paper. `state` is `issued` before any print, else a `PrintState` value."""

    id: str
    kind: str
    number: str
    about: str
    state: str
    issued_at: datetime
    counter: str
    clerk: str
    attempts: int
    told: bool
    void: bool


def papers_about(subject: str) -> list[PaperLine]:
    """Every paper of a visit or case, oldest first."""
    rows = database.execute_sql(
        f"SELECT {COLUMNS} FROM paper WHERE about = ? ORDER BY issued_at, id", (subject,)
    )
    return [line_of(row) for row in rows]


def unprinted(desk: Desk, limit: int = 50) -> list[PaperLine]:
    """This window's papers that have not reached anybody: generated, failed or unconfirmed."""
    rows = database.execute_sql(
        f"SELECT {COLUMNS} FROM paper WHERE counter = ? AND told_at IS NULL AND NOT void"
        " ORDER BY issued_at LIMIT ?",
        (desk.station.counter, limit),
    )
    return [line_of(row) for row in rows]


def paper_line(paper: str) -> PaperLine | None:
    """The paper with this id; None while it has not arrived here."""
    row = database.execute_sql(f"SELECT {COLUMNS} FROM paper WHERE id = ?", (paper,)).fetchone()
    return line_of(row) if row else None


def find_paper(number: str) -> PaperLine | None:
    """The paper with this number, as printed or as its QR says; no number is nobody's."""
    row = database.execute_sql(
        f"SELECT {COLUMNS} FROM paper WHERE number = ? AND number <> ''",
        (number.strip().removeprefix("JC:"),),
    ).fetchone()
    return line_of(row) if row else None


def paper_for(kind: str, number: str) -> PaperLine:
    """The newest paper of `kind` about the case or visit with `number`, or with that number itself.

    Raises InputFault naming what is not there.
    """
    row = database.execute_sql(
        f"SELECT {COLUMNS} FROM paper WHERE kind = ? AND (number = ? OR about IN"
        " (SELECT id FROM cases WHERE number = ? UNION SELECT id FROM visit WHERE number = ?))"
        " ORDER BY issued_at DESC LIMIT 1",
        (kind, number, number, number),
    ).fetchone()
    if row is None:
        message = _("No paper of this kind was issued under {number}.").format(number=number)
        raise InputFault({"case": message})
    return line_of(row)


def line_of(row: tuple[str, ...]) -> PaperLine:
    """The record of a row of `COLUMNS`."""
    paper, kind, number, about, state, issued_at, counter, clerk, attempts, told_at, void = row
    return PaperLine(
        id=paper,
        kind=kind,
        number=number,
        about=about,
        state=state,
        issued_at=datetime.fromisoformat(issued_at),
        counter=counter,
        clerk=clerk,
        attempts=int(attempts),
        told=told_at is not None,
        void=bool(void),
    )
