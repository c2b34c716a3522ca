"""The responsibility register: computed from the facts, answered by a person (A3.5, A4.3)."""

from collections.abc import Iterator
from datetime import date

import attrs

from counter_app.domain.cases import course_commands as c
from counter_app.domain.cases import rules
from counter_app.domain.cases.clocks import CaseView, view
from counter_app.domain.cases.state import fold
from counter_app.domain.cases.values import Case
from counter_app.domain.cases.warnings import Record, records
from counter_app.domain.clock import CST
from counter_app.domain.errors import InputFault
from counter_app.domain.matters import MatterSpec
from counter_app.models.base import database
from counter_app.services import journal
from counter_app.services.act import Act
from counter_app.services.case_acts import guide_of
from counter_app.services.desk import Desk, Done
from counter_app.words import _

SUSPECTS = (
    "SELECT id FROM cases WHERE ("
    "breached = 1 OR owed_on <= ?1 OR lapses_at < ?2 OR untold = 1)"
    " AND (?3 = '' OR counter = ?3) ORDER BY received_at, id"
)
"""Cases in which something may be wrong; whether it is, their facts say."""


@attrs.frozen(kw_only=True)
class Responsibility:
    """A row of the register with the case it is about."""

    record: Record
    case: Case
    matter: MatterSpec
    view: CaseView


def responsibilities(desk: Desk, first: date, last: date, window: str = "") -> list[Responsibility]:
    """Every row whose first bad day lies in the period, oldest first; one window or all."""
    found = [one for one in _all(desk, window) if first <= one.record.since <= last]
    return sorted(found, key=lambda one: (one.record.since, one.case.number, one.record.id))


def unanswered(desk: Desk, window: str = "") -> list[Responsibility]:
    """The rows nobody has answered yet, oldest first."""
    found = [one for one in _all(desk, window) if one.record.answer is None]
    return sorted(found, key=lambda one: (one.record.since, one.case.number, one.record.id))


def _all(desk: Desk, window: str) -> Iterator[Responsibility]:
    now = desk.clock().astimezone(CST)
    values = (now.date().isoformat(), now.isoformat(), window)
    calendar, hall = desk.reference.calendar(), desk.reference.hall()
    for (case_id,) in database.execute_sql(SUSPECTS, values).fetchall():
        case = fold(case_id, journal.facts_of(case_id, desk.vault))
        spec = desk.reference.matter(case.matter, case.matter_version)
        if spec is None:  # its guide has not arrived at this window yet
            continue
        seen = view(case, now, spec, calendar, hall)
        for record in records(case, now, spec, calendar, hall):
            yield Responsibility(record=record, case=case, matter=spec, view=seen)


def answer(
    desk: Desk, case: str, record: str, *, words: str, consequence: str = ""
) -> Done[Record]:
    """A supervisor answers a row: what is said of it, and what follows.

    Raises InputFault for a row the case does not have, Refusal for anybody else.
    """

    def answering(act: Act) -> Record:
        state = fold(case, act.facts(case))
        spec = guide_of(act, state)
        context = act.context(spec)
        command = c.AnswerResponsibility(record=record, answer=words, consequence=consequence)
        body = rules.decide(command, state, context)
        known = records(state, context.now, spec, context.calendar, context.hall)
        found = next((one for one in known if one.id == record), None)
        if found is None:
            raise InputFault({"record": _("The register has no such row.")})
        act.append(body, case)
        return found

    return desk.act(answering)
