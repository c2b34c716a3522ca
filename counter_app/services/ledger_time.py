"""Ledgers of time: extensions, what came too late, who answers for it, what is made public."""

from typing import Any

from counter_app.domain.cases.explaining import OVERDUE
from counter_app.domain.cases.state import Case, fold
from counter_app.domain.cases.warnings import Breach, original_due
from counter_app.domain.clock import CST
from counter_app.domain.matters import UNVERIFIED, MatterSpec, pledge, shown
from counter_app.models.base import database
from counter_app.services.ledger_period import Period, Row, short_number, shown_name, words
from counter_app.services.registers import Responsibility, responsibilities

NOTICES = (
    "SELECT s.id, s.number, c.id, c.number, c.matter_name, c.applicant, c.applicant_name,"
    " p.party_kind FROM paper s JOIN cases c ON c.id = s.about"
    " LEFT JOIN party p ON p.id = c.applicant WHERE s.kind = 'extension_notice'"
)
NOTICE_FACTS = (
    "SELECT f.line FROM paper s JOIN fact f ON f.subject = s.about"
    " WHERE s.kind = 'extension_notice'"
)
WHO = (
    "SELECT c.applicant, c.applicant_name, p.party_kind FROM cases c"
    " LEFT JOIN party p ON p.id = c.applicant WHERE c.id = ?"
)
LATE = frozenset({Breach.OVERDUE, Breach.ON_THE_SPOT})
"""Breaches that stand in the register of late cases; the others in that of telling."""


def extension_ledger(period: Period) -> dict[str, Any]:
    """Every extension granted in the period: both days, why, by whom, and whether it was told."""
    found = period.select(NOTICES, "s.issued_at", "s.counter", "s.issued_at, s.id")
    facts = period.facts(NOTICE_FACTS, "s.issued_at", "s.counter")
    rows: list[Row] = []
    for paper, number, case_id, case_number, matter, *who in found:
        case = fold(case_id, facts[case_id])
        rows.append(
            {
                "number": number,
                "case": short_number(case_number),
                "name": shown_name(*who),
                "matter": matter,
                "accepted": period.day(case.accepted_on),
                **_extension(period, case, paper),
            }
        )
    told = sum(bool(row["told"]) for row in rows)
    totals = words()["totals"]["extensions"]
    return {
        "rows": rows,
        "totals": totals.format(all=len(rows), told=told, open=len(rows) - told),
    }


def _extension(period: Period, case: Case, paper: str) -> Row:
    """What the notice `paper` granted; blank while its fact has not arrived at this window."""
    reference = period.desk.reference
    spec = reference.matter(case.matter, case.matter_version)
    granted = next((one for one in case.course.granted if one.paper == paper), None)
    if granted is None or spec is None:
        return dict.fromkeys(("due", "days", "new_due", "reason", "approved_by", "told"), "")
    before = original_due(case, granted, spec, reference.calendar(), reference.hall())
    days = reference.calendar().count(before, granted.until) if before else 0
    return {
        "due": period.day(before),
        "days": str(days),
        "new_due": period.day(granted.until),
        "reason": granted.reason,
        "approved_by": period.clerk(granted.answered_by),
        "told": period.day(granted.told_at.astimezone(CST).date()) if granted.told_at else "",
    }


def _found(period: Period) -> list[Responsibility]:
    return responsibilities(period.desk, period.first, period.last, period.window)


def _name(case: Case) -> str:
    return shown_name(*database.execute_sql(WHO, (case.id,)).fetchone())


def overdue_register(period: Period) -> dict[str, Any]:
    """Every case that was late in the period: by how much, why, told to whom, and what follows."""
    found = [one for one in _found(period) if one.record.breach in LATE]
    rows = [_late_row(period, one) for one in found]
    explained = sum(row["explained"] != words()["explained"]["none"] for row in rows)
    running = sum(not row["ended"] for row in rows)
    totals = words()["totals"]["overdue"].format(
        all=len(rows), explained=explained, open=len(rows) - explained, running=running
    )
    return {"rows": rows, "totals": totals}


def _late_row(period: Period, one: Responsibility) -> Row:
    case, answer = one.case, one.record.answer
    told, decision = case.course.explained(OVERDUE), case.course.decision
    due = one.view.due.day if one.view.due else one.record.since
    heard = f"{period.day(told.at.astimezone(CST).date())} {told.way}" if told else ""
    return {
        "case": case.number,
        "name": _name(case),
        "matter": one.matter.name,
        "due": period.day(due),
        "ended": period.day(decision.decided_on) if decision else "",
        "days": str(max(one.view.late_days, 1)),
        "reason": told.said if told else "",
        "explained": heard or words()["explained"]["none"],
        "clerk": period.clerk(case.clerk),
        "consequence": answer.consequence if answer else "",
    }


def responsibility_register(period: Period) -> dict[str, Any]:
    """Every rule of telling, explaining and delivering that was broken, and its answer."""
    found = [one for one in _found(period) if one.record.breach not in LATE]
    rows = [_breach_row(period, one) for one in found]
    answered = sum(one.record.answer is not None for one in found)
    totals = words()["totals"]["responsibility"].format(
        all=len(rows), answered=answered, open=len(rows) - answered
    )
    return {"rows": rows, "totals": totals}


def _breach_row(period: Period, one: Responsibility) -> Row:
    case, answer = one.case, one.record.answer
    violation, basis = words()["breach"][one.record.breach.value]
    paper = database.execute_sql(
        "SELECT number FROM paper WHERE id = ?", (one.record.paper,)
    ).fetchone()
    handled = (answer.consequence or answer.answer) if answer else words()["answer"]["none"]
    return {
        "found": period.day(one.record.since),
        "number": paper[0] if paper else case.number,
        "name": _name(case),
        "matter": one.matter.name,
        "version": str(case.matter_version),
        "clerk": period.clerk(case.first_contact),
        "window": period.counter(case.counter),
        "violation": violation,
        "basis": basis,
        "handling": handled,
    }


def overdue_reasons(period: Period) -> dict[str, Any]:
    """What the hall makes public of late cases; no person stands in it (优化营商环境条例 36)."""
    found = [one for one in _found(period) if one.record.breach is Breach.OVERDUE]
    rows = [row for one in found if (row := _public_row(period, one))]
    phone = shown(period.desk.reference.hall().supervision_phone)
    return {"rows": rows, "totals": f"{len(rows)}件。", "supervision_phone": phone}


def _public_row(period: Period, one: Responsibility) -> Row | None:
    """A late case with a reason to publish; None where nobody has given one."""
    case, told = one.case, one.case.course.explained(OVERDUE)
    if told is None or not told.public_reason or one.view.due is None:
        return None
    return {
        "case": case.number,
        "matter": one.matter.name,
        "organ": one.matter.department or period.desk.reference.hall().name,
        "accepted": period.day(case.accepted_on),
        "limit": _limit(one.matter),
        "due": period.day(one.view.due.day),
        "days": str(one.view.late_days),
        "reason": told.public_reason,
        "expected": "",
    }


def _limit(spec: MatterSpec) -> str:
    limit = pledge(spec)
    return limit.text() if limit else UNVERIFIED
