"""Ledgers of applications: cases, and what was told to be corrected (A4.1, 行政许可法 32)."""

from datetime import date, datetime, time
from typing import Any

from counter_app.domain.cases.clocks import tell_by
from counter_app.domain.cases.state import Case, CaseState, Correction, fold
from counter_app.domain.clock import CST
from counter_app.domain.matter_kinds import CaseClass
from counter_app.services.ledger_period import (
    Period,
    Row,
    short_number,
    shown_name,
    shown_phone,
    tally,
    words,
)

CASES = (
    "SELECT c.number, c.received_at, c.matter_name, c.case_class, c.accepted_on, c.due_on,"
    " c.statutory_due_on, c.ended_at, c.state, c.telling_due_on, c.first_contact,"
    " c.applicant, c.applicant_name, p.party_kind, p.phone, c.entered_late"
    " FROM cases c LEFT JOIN party p ON p.id = c.applicant"
)
NOTICES = (
    "SELECT s.id, s.number, s.clerk, c.id, c.number, c.matter_name, c.received_at,"
    " c.applicant, c.applicant_name, p.party_kind"
    " FROM paper s JOIN cases c ON c.id = s.about LEFT JOIN party p ON p.id = c.applicant"
    " WHERE s.kind = 'correction_notice'"
)
NOTICE_FACTS = (
    "SELECT f.line FROM paper s JOIN fact f ON f.subject = s.about"
    " WHERE s.kind = 'correction_notice'"
)


def case_ledger(period: Period) -> dict[str, Any]:
    """Every application received in the period, with both last days and where it stands now."""
    found = period.select(CASES, "c.received_at", "c.counter", "c.received_at, c.id")
    rows: list[Row] = []
    standings: list[str] = []
    for number, received_at, matter, kind, accepted, due, statutory, ended, *rest in found:
        state, telling_due, clerk, *who, phone, is_late = rest
        standing = words()["case_state"][_standing(period, state, received_at, telling_due)]
        standings.append(standing)
        rows.append(
            {
                "number": number,
                "received": period.day(received_at),
                "name": shown_name(*who),
                "phone": shown_phone(phone),
                "matter": matter,
                "case_class": CaseClass(kind).label if kind else "",
                "accepted": period.day(accepted),
                "due": period.day(due),
                "statutory": period.day(statutory),
                "ended": period.day(ended),
                "state": standing + (words()["late"]["mark"] if is_late else ""),
                "first_contact": period.clerk(clerk),
            }
        )
    classes = (row["case_class"] for row in rows if row["case_class"])
    return {"rows": rows, "totals": tally("件", rows, classes, standings)}


def _standing(period: Period, state: str, received_at: str, telling_due: str | None) -> str:
    """The state, or `deemed` where the law has accepted by silence meanwhile (32(四))."""
    if state not in (CaseState.RECEIVED, CaseState.IN_CORRECTION) or not telling_due:
        return state
    day = date.fromisoformat(telling_due)
    closes = period.desk.reference.hall().close_of_business(day)
    last = datetime.combine(day, closes, tzinfo=CST)
    if last < datetime.fromisoformat(received_at):  # received after closing: until midnight
        last = datetime.combine(day, time.max, tzinfo=CST)
    return "deemed" if period.desk.clock() > last else state


def correction_ledger(period: Period) -> dict[str, Any]:
    """Every correction notice: by when it had to be told, when it was, what it asked for."""
    notices = period.select(NOTICES, "s.issued_at", "s.counter", "s.issued_at, s.id")
    facts = period.facts(NOTICE_FACTS, "s.issued_at", "s.counter")
    rows: list[Row] = []
    for paper, number, clerk, case_id, case_number, matter, received_at, *who in notices:
        case = fold(case_id, facts[case_id])
        rows.append(
            {
                "number": number,
                "case": short_number(case_number),
                "name": shown_name(*who),
                "matter": matter,
                "received": period.day(received_at),
                "supplied": period.day(case.supplied_at),
                "clerk": period.clerk(clerk),
                **_telling(period, case, paper),
            }
        )
    told = sum(bool(row["told"]) for row in rows)
    in_time = words()["told"]["in_time"]
    totals = words()["totals"]["corrections"].format(
        all=len(rows),
        told=told,
        open=len(rows) - told,
        in_time=sum(row["in_time"] == in_time for row in rows),
        supplied=sum(bool(row["supplied"]) for row in rows),
    )
    return {"rows": rows, "totals": totals}


def _telling(period: Period, case: Case, paper: str) -> Row:
    """The limit of telling and what became of it; only the first notice has one (32(四))."""
    asked = next((one for one in case.corrections if one.paper == paper), None)
    if asked is None:  # its fact has not arrived at this window yet
        return {"limit": "", "told": "", "in_time": "", "ordinal": "", "items": ""}
    reference = period.desk.reference
    spec = reference.matter(case.matter, case.matter_version)
    limit = tell_by(case, spec, reference.calendar(), reference.hall()) if spec else None
    if asked.ordinal > 1:
        limit = None
    return {
        "limit": period.day(limit.date()) if limit else "",
        "told": period.day(asked.told_at),
        "in_time": _in_time(asked, limit),
        "ordinal": str(asked.ordinal),
        "items": str(len(asked.items)),
    }


def _in_time(asked: Correction, limit: datetime | None) -> str:
    told: dict[str, str] = words()["told"]
    if asked.told_at is None:
        return told["not_told"]
    if limit is None:
        return ""
    return told["in_time"] if asked.told_at <= limit else told["late"]
