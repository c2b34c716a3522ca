"""Ledgers of the reception: consults, telephone consults, guides (A5.4.1.1, A1.5.6, A2.4)."""

from collections.abc import Callable, Sequence
from typing import Any

from counter_app.domain.bodies import visit as v
from counter_app.domain.facts import Body, Fact
from counter_app.services.ledger_period import (
    Period,
    Row,
    shown_name,
    shown_phone,
    tally,
    words,
)
from counter_app.services.paper_values import day_words

VISITS = (
    "SELECT v.id, v.number, v.opened_at, v.channel, v.state, v.first_contact, v.visitor,"
    " v.visitor_name, p.party_kind, p.phone, v.matter_name"
    " FROM visit v LEFT JOIN party p ON p.id = v.visitor"
)
VISIT_FACTS = "SELECT f.line FROM visit v JOIN fact f ON f.subject = v.id"
DAY = "v.day"
BY_TELEPHONE = " WHERE v.channel = 'telephone'"
GUIDES = (
    "SELECT s.id, s.number, s.issued_at, s.counter, v.id, v.first_contact, v.visitor,"
    " v.visitor_name, p.party_kind, v.matter_name"
    " FROM paper s JOIN visit v ON v.id = s.about LEFT JOIN party p ON p.id = v.visitor"
    " WHERE s.kind = 'guide_slip'"
)
GUIDE_FACTS = (
    "SELECT f.line FROM paper s JOIN fact f ON f.subject = s.about WHERE s.kind = 'guide_slip'"
)


def consult_ledger(period: Period) -> dict[str, Any]:
    """Every visit, by counter or telephone, with what was asked and what came of it."""
    visits, facts = _visits(period, "")
    rows: list[Row] = []
    for visit, number, opened_at, channel, _state, clerk, *who, matter in visits:
        rows.append(
            {
                "number": number,
                "at": period.moment(opened_at),
                "channel": words()["channel"][channel],
                "name": shown_name(*who[:3]),
                "phone": shown_phone(who[3]),
                "question": question_of(matter, facts[visit]),
                "result": result_of(period, facts[visit]),
                "first_contact": period.clerk(clerk),
            }
        )
    channels = (row["channel"] for row in rows)
    return {"rows": rows, "totals": tally("件", rows, channels, _states(visits))}


def telephone_ledger(period: Period) -> dict[str, Any]:
    """Every call; whether it was answered within three rings only the clerk knows (A1.5.6a)."""
    visits, facts = _visits(period, BY_TELEPHONE)
    rows: list[Row] = []
    for visit, number, opened_at, _channel, _state, clerk, *who, matter in visits:
        rows.append(
            {
                "number": number,
                "at": period.moment(opened_at),
                "name": shown_name(*who[:3]),
                "phone": shown_phone(who[3]),
                "question": question_of(matter, facts[visit]),
                "answer": result_of(period, facts[visit]),
                "first_contact": period.clerk(clerk),
                "rings": words()["no_tick"],
            }
        )
    return {"rows": rows, "totals": tally("件", rows, _states(visits))}


def _visits(
    period: Period, condition: str
) -> tuple[Sequence[tuple[Any, ...]], dict[str, list[Fact]]]:
    """The visits opened in the period and their facts: two queries, however many there are."""
    visits = period.select(VISITS + condition, DAY, "v.counter", "v.opened_at, v.id")
    return visits, period.facts(VISIT_FACTS + condition, DAY, "v.counter")


def _states(visits: Sequence[tuple[Any, ...]]) -> list[str]:
    return [words()["visit_state"][visit[4]] for visit in visits]


def question_of(matter: str, facts: Sequence[Fact]) -> str:
    """What the citizen asked about: the matter, the question in their words, or both."""
    asked = [fact.body.question for fact in facts if isinstance(fact.body, v.VisitOpened)]
    return "：".join(text for text in (matter, *asked) if text)


_Says = Callable[[Period, Any], tuple[str, str]]
_OUTCOMES: dict[type[Body], _Says] = {
    v.VisitAnswered: lambda period, body: (
        (_outcome("to_verify").format(day=day_words(body.promised_by)), body.answer)
        if body.way is v.AnswerWay.TO_VERIFY
        else (_outcome("answered"), body.answer)
    ),
    v.ToldOrally: lambda period, body: (_outcome("told_orally"), body.remark),
    v.NoticeIssued: lambda period, body: (_outcome("notice_issued"), ""),
    v.Guided: lambda period, body: (
        _outcome("guided").format(counter=period.counter(body.to_counter)),
        "",
    ),
    v.Advised: lambda period, body: (_outcome("advised"), body.advice),
    v.SentElsewhere: lambda period, body: (
        _outcome("sent_elsewhere").format(organ=body.organ),
        body.reason,
    ),
    v.VisitApplied: lambda period, body: (_outcome("applied"), ""),
}


def _outcome(name: str) -> str:
    return str(words()["outcome"][name])


def result_of(period: Period, facts: Sequence[Fact]) -> str:
    """Everything that was done about a visit, in its order."""
    done: list[str] = []
    for fact in facts:
        say = _OUTCOMES.get(type(fact.body))
        if say:
            mark = words()["late"]["mark"] if fact.late_reason else ""
            done.append("：".join(text for text in say(period, fact.body) if text) + mark)
    return "；".join(done) or _outcome("none")


def guide_ledger(period: Period) -> dict[str, Any]:
    """Every guide slip, and when the target window received the citizen (A2.4)."""
    slips = period.select(GUIDES, "s.issued_at", "s.counter", "s.issued_at, s.id")
    facts = period.facts(GUIDE_FACTS, "s.issued_at", "s.counter")
    rows: list[Row] = []
    targets: list[str] = []
    for slip, number, issued_at, counter, visit, clerk, *who, matter in slips:
        told, arrived = _guide(slip, facts[visit])
        targets.append(told.to_counter if told else "")
        rows.append(
            {
                "number": number,
                "at": period.moment(issued_at),
                "name": shown_name(*who),
                "matter": question_of(matter, facts[visit]),
                "reason": told.reason if told else "",
                "origin": period.counter(counter),
                "target": period.counter(told.to_counter) if told else "",
                "first_contact": period.clerk(clerk),
                "confirmed": period.moment(arrived.happened_at) if arrived else "",
            }
        )
    confirmed = sum(bool(row["confirmed"]) for row in rows)
    totals = words()["totals"]["guides"].format(
        all=len(rows),
        counters=sum(map(bool, targets)),
        desk=len(rows) - sum(map(bool, targets)),
        confirmed=confirmed,
        open=len(rows) - confirmed,
    )
    return {"rows": rows, "totals": totals}


def _guide(slip: str, facts: Sequence[Fact]) -> tuple[v.Guided | None, Fact | None]:
    """What the slip told, and the fact that the citizen arrived; either may not be here yet."""
    told: v.Guided | None = None
    for fact in facts:
        if isinstance(fact.body, v.Guided) and fact.body.paper == slip:
            told = fact.body
        elif told and isinstance(fact.body, v.GuideConfirmed):
            return told, fact
    return told, None
