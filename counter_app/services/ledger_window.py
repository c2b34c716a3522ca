"""Ledgers of the window: absences, attendance, inspections, messages, opinions (annex 1)."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from counter_app.domain.bodies.inspection import ConductCategory
from counter_app.domain.conduct import absence, inspection, shift
from counter_app.domain.conduct.absence import KIND_WORDS, Absence
from counter_app.domain.conduct.inspection import CATEGORIES, Inspection
from counter_app.domain.conduct.shift import CLOSING_ITEMS, OPENING_ITEMS, Shift
from counter_app.domain.context import SUPERVISOR
from counter_app.domain.facts import Fact
from counter_app.domain.opinions import register
from counter_app.domain.opinions.register import CHANNELS
from counter_app.domain.reception import messages
from counter_app.domain.reception.messages import Message
from counter_app.services.ledger_period import Period, Row, shown_name, shown_phone, tally, words

T = TypeVar("T")
Fold = Callable[[str, Sequence[Fact]], T]
ROWS = (
    "SELECT r.id, r.about, p.name, p.party_kind, p.phone FROM register r"
    " LEFT JOIN party p ON p.id = r.about WHERE r.kind = '{kind}'"
)
FACTS = "SELECT f.line FROM register r JOIN fact f ON f.subject = r.id WHERE r.kind = '{kind}'"


def of_kind(period: Period, kind: str, fold: Fold[T]) -> list[T]:
    """Everything of a small register in the period, oldest first."""
    return [one for one, _who in with_people(period, kind, fold)]


def with_people(period: Period, kind: str, fold: Fold[T]) -> list[tuple[T, Sequence[Any]]]:
    """The same with whom each is about: party, name, kind, phone. Two queries, however many."""
    rows = period.select(ROWS.format(kind=kind), "r.day", "r.counter", "r.at, r.id")
    facts = period.facts(FACTS.format(kind=kind), "r.day", "r.counter")
    return [(fold(id, facts[id]), who) for id, *who in rows]


def _filled(parts: Iterable[str]) -> str:
    return "；".join(part for part in parts if part)


def absence_register(period: Period) -> dict[str, Any]:
    """Every absence of the period, with return, cover and what lay above the limit (A1.6.2b)."""
    found = of_kind(period, "absence", absence.fold)
    rows = [_absence_row(period, one) for one in found]
    over = [one.overrun for one in found if one.overrun]
    totals = words()["totals"]["absences"].format(
        all=len(rows), over=len(over), minutes=sum(over), open=sum(one.is_open for one in found)
    )
    return {"rows": rows, "totals": totals}


def _absence_row(period: Period, one: Absence) -> Row:
    told = words()["absence"]
    unlimited = "" if one.is_limited else told["not_counted"]
    allowed = "" if one.approved is not False else told["not_allowed"]
    serving = told["by_serving"] if one.by_serving else ""
    return {
        "window": period.counter(one.counter),
        "name": period.clerk(one.clerk),
        "destination": KIND_WORDS[one.kind],
        "reason": one.reason,
        "approved_by": period.clerk(one.approver) if one.approved else "",
        "left": _moment(period, one.begun_at),
        "due_back": _moment(period, one.expected_back),
        "cover": period.clerk(one.cover_clerk) if one.cover_clerk else "",
        "back": _moment(period, one.ended_at),
        "overrun": str(one.overrun) if one.overrun else "",
        "remark": _filled((one.explanation, unlimited, allowed, serving)),
    }


def attendance_register(period: Period) -> dict[str, Any]:
    """Sign-in, checklists, sign-off; late is shown, not punished (A1.1, A1.6.3)."""
    found = of_kind(period, "shift", shift.fold)
    rows = [_shift_row(period, one) for one in found]
    late = [one.late_minutes for one in found if one.late_minutes]
    totals = words()["totals"]["attendance"].format(
        all=len(rows), in_time=len(rows) - len(late), late=len(late), minutes=sum(late)
    )
    return {"rows": rows, "totals": totals}


def _shift_row(period: Period, one: Shift) -> Row:
    def ticked(items: Iterable[str]) -> str:
        wanted = tuple(items)
        done = sum(item in one.ticked for item in wanted)
        return str(words()["attendance"]["ticked"]).format(done=done, all=len(wanted))

    return {
        "day": period.day(one.day),
        "window": period.counter(one.counter),
        "name": period.clerk(one.clerk),
        "opened": f"{one.opened_at:%H:%M}" if one.opened_at else "",
        "prepared": ticked(item for item in OPENING_ITEMS if item in one.items()),
        "closed": f"{one.closed_at:%H:%M}" if one.closed_at else "",
        "cleared": ticked(CLOSING_ITEMS) if one.closed_at else "",
        "backup": period.clerk(one.taker) if one.taker else "",
        "late": str(one.late_minutes) if one.late_minutes else "",
        "remark": one.reason,
    }


def inspection_register(period: Period) -> dict[str, Any]:
    """What supervisors saw, by whom, until when, put right when (A1.2, A1.3)."""
    found = of_kind(period, "inspection", inspection.fold)
    rows = [_inspection_row(period, one) for one in found]
    nothing = sum(one.category.value == "nothing" for one in found)
    still = sum(one.is_open for one in found)
    totals = words()["totals"]["inspections"].format(
        all=len(rows), nothing=nothing, found=len(rows) - nothing, open=still
    )
    return {"rows": rows, "totals": totals + _by_category(found)}


def _by_category(found: Iterable[Inspection]) -> str:
    """How many findings of each category there were: the monthly count (A1.3)."""
    counted = Counter(one.category for one in found)
    kinds = [
        f"{name}{counted[category]}件"
        for category, (name, _clause) in CATEGORIES.items()
        if counted[category] and category is not ConductCategory.NOTHING
    ]
    return str(words()["totals"]["findings"]).format(kinds="，".join(kinds)) if kinds else ""


def _inspection_row(period: Period, one: Inspection) -> Row:
    told, clause = CATEGORIES[one.category]
    return {
        "at": _moment(period, one.at),
        "inspector": period.clerk(one.inspector),
        "window": period.counter(one.counter),
        "found": _filled((told, one.note)),
        "clause": clause,
        "clerk": period.clerk(one.about_clerk) if one.about_clerk else "",
        "demand": one.demand,
        "due": period.day(one.due),
        "done": period.day(one.rectified_at.date()) if one.rectified_at else "",
    }


def message_ledger(period: Period) -> dict[str, Any]:
    """Every message, for whom, done when and how (A1.5.6c)."""
    found = with_people(period, "message", messages.fold)
    rows = [_message_row(period, one, who) for one, who in found]
    done = sum(one.done_at is not None for one, _who in found)
    totals = words()["totals"]["messages"].format(all=len(rows), done=done, open=len(rows) - done)
    return {"rows": rows, "totals": totals}


def _message_row(period: Period, one: Message, who: Sequence[Any]) -> Row:
    return {
        "number": one.number,
        "at": _moment(period, one.taken_at),
        "name": shown_name(*who[:3]),
        "phone": shown_phone(who[3]),
        "recipient": period.clerk(one.to_clerk),
        "content": one.content,
        "due": period.day(one.due),
        "clerk": period.clerk(one.taken_by),
        "done_at": _moment(period, one.done_at),
        "result": one.result,
    }


def opinion_register(period: Period) -> dict[str, Any]:
    """What citizens said and was replied; complaints only for supervisors (A1.4.3, A5.5.2)."""
    station = period.desk.station
    rows: list[Row] = [
        {
            "number": one.number,
            "at": _moment(period, one.recorded_at),
            "channel": CHANNELS[one.channel],
            "name": shown_name(*who[:3]) if one.person else words()["opinions"]["nobody"],
            "content": one.content if one.content is not None else words()["erased"],
            "handler": period.clerk(one.replied_by or one.recorded_by),
            "reply": one.reply,
            "replied": period.day(one.replied_at.date()) if one.replied_at else "",
        }
        for one, who in with_people(period, "opinion", register.fold)
        if register.may_read(one, station.clerk, station.roles)
    ]
    answered = sum(bool(row["reply"]) for row in rows)
    counted = tally("件", rows, (row["channel"] for row in rows))
    totals = words()["totals"]["opinions"].format(done=answered, open=len(rows) - answered)
    hidden = "" if SUPERVISOR in station.roles else words()["opinions"]["hidden"]
    return {"rows": rows, "totals": counted + totals + hidden}


def _moment(period: Period, moment: Any) -> str:
    return period.moment(moment) if moment else ""
