"""The same applicant with the same matter again: found before a second case is made."""

from datetime import datetime, timedelta

import attrs

from counter_app.domain.cases.state import CaseState
from counter_app.domain.hall import Hall
from counter_app.models.base import database
from counter_app.services import parties
from counter_app.services.act import Act
from counter_app.services.desk import Desk
from counter_app.services.parties import PartyInput

RECENT = timedelta(days=30)
"""A case that ended no longer ago than this is a twin as well."""

TWINS = (
    "SELECT id, number, state, counter, received_at FROM cases"
    " WHERE matter = ? AND applicant IN ({marks}) AND (ended_at IS NULL OR ended_at >= ?)"
    " ORDER BY n DESC"
)


@attrs.frozen(kw_only=True)
class Twin:
    """A case of the same matter and applicant: nothing of it names a person."""

    case: str
    number: str
    state: CaseState
    counter: str
    received_at: datetime

    def where(self, hall: Hall) -> str:
        """The window that has it, as clerks say it."""
        counter = hall.counter(self.counter)
        return str(counter.number) if counter else self.counter


def twins_of(desk: Desk, matter: str, applicant: PartyInput) -> list[Twin]:
    """Open cases of the same matter and applicant and those just ended, newest first.

    Raises InputFault for particulars that cannot be right.
    """
    now = desk.clock()
    return _twins(now, matter, parties.same_people(applicant, now.date()))


def twins_in(act: Act, matter: str, applicant: PartyInput) -> list[Twin]:
    """The same inside an act, before its own case is written."""
    people = parties.same_people(applicant, act.recorded_at.date(), "applicant.")
    return _twins(act.recorded_at, matter, people)


def _twins(now: datetime, matter: str, people: list[str]) -> list[Twin]:
    sql = TWINS.format(marks=", ".join("?" * len(people)))
    rows = database.execute_sql(sql, (matter, *people, (now - RECENT).isoformat())).fetchall()
    return [
        Twin(
            case=case,
            number=number,
            state=CaseState(state),
            counter=counter,
            received_at=datetime.fromisoformat(received_at),
        )
        for case, number, state, counter, received_at in rows
    ]
