"""Opening and closing: sign-in, checklists, the closing review, hand-over (A1.1, A1.6.3)."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import attrs

from counter_app.domain.bodies.shift import Left, Part
from counter_app.domain.conduct import shift as rules
from counter_app.domain.conduct.shift import CLOSING_ITEMS, OPENING_ITEMS, Shift
from counter_app.domain.matters import CaseClass, shown
from counter_app.domain.workdays import DayKind
from counter_app.models.base import database
from counter_app.services import journal, paper_values, papers
from counter_app.services.act import Act
from counter_app.services.desk import Desk, Done
from counter_app.services.papers import Issued
from counter_app.services.timeline import paper_words
from counter_app.words import _

REVIEW = {
    Left.ON_THE_SPOT: (
        "SELECT number, matter_name FROM cases WHERE counter = ?1 AND case_class = ?2"
        " AND ended_at IS NULL AND state IN ('received', 'accepted', 'deemed', 'in_correction')"
        " ORDER BY received_at"
    ),
    Left.UNPRINTED: (
        "SELECT number, kind FROM paper WHERE counter = ?1 AND told_at IS NULL AND NOT void"
        " AND ?2 <> '' ORDER BY issued_at"
    ),
    Left.DUE_TOMORROW: (
        "SELECT number, matter_name FROM cases WHERE counter = ?1 AND owed_on = ?2"
        " AND ended_at IS NULL ORDER BY received_at"
    ),
}
"""What the closing review asks the rows; `?2` is the class, anything, and the next working day."""

ORIGINALS = (
    "SELECT DISTINCT c.id, c.number, c.matter_name FROM cases c WHERE c.counter = ?"
    " AND c.state IN ('withdrawn', 'returned', 'terminated', 'not_accepted') AND c.ended_at >= ?"
    " AND NOT EXISTS (SELECT 1 FROM paper p WHERE p.about = c.id AND p.told_at IS NOT NULL"
    " AND p.kind IN ('returned_materials', 'non_acceptance_notice')) ORDER BY c.received_at"
)
"""Cases that ended without a decision and whose papers were not handed back on a list yet."""
RECENT = timedelta(days=30)
NOTHING = "无"
DAYS = {
    DayKind.WORKDAY: "",
    DayKind.MAKE_UP_WORKDAY: "（调休上班）",
    DayKind.REST_DAY: "（休息日）",
}
"""What the opening sheet says of the day."""


@attrs.frozen(kw_only=True)
class LeftOver:
    """One thing the closing review found: what kind, its number, what it is."""

    kind: Left
    number: str
    what: str


def left_words(kind: Left) -> str:
    """What a kind of left-over is called on screen and on the sheet."""
    return {
        Left.ON_THE_SPOT: "未办结的即办件",
        Left.ORIGINALS: "未归还的材料",
        Left.UNPRINTED: "未打印交付的单据",
        Left.UNSHARED: "未同步的记录",
        Left.DUE_TOMORROW: "下一工作日到期的办件",
    }[kind]


def current(desk: Desk) -> Shift | None:
    """The shift of this clerk at this window in this half of the day, open or closed."""
    now = desk.clock()
    part = rules.part_at(desk.reference.hall(), now)
    return _shift(desk, now, part)


def _shift(desk: Desk, now: datetime, part: Part) -> Shift | None:
    row = database.execute_sql(
        "SELECT id FROM register WHERE kind = 'shift' AND day = ? AND counter = ? AND clerk = ?"
        " AND tag = ? ORDER BY at LIMIT 1",
        (now.date().isoformat(), desk.station.counter, desk.station.clerk, part.value),
    ).fetchone()
    return shift_of(desk, row[0]) if row else None


def shift_of(desk: Desk, shift: str) -> Shift:
    """The folded shift."""
    return rules.fold(shift, journal.facts_of(shift, desk.vault))


def arrive(desk: Desk) -> Done[Shift]:
    """Sign in at the window for this half of the day; once is enough (A1.1.1)."""

    def arriving(act: Act) -> Shift:
        part = rules.part_at(act.reference.hall(), act.now)
        known = _shift(desk, act.now, part)
        if known is not None:
            return known
        command = rules.Open(day=act.now.date(), part=part)
        opened = act.append(rules.opened(command, act.context()))
        return rules.fold(opened.id, act.facts(opened.id))

    return desk.act(arriving)


def tick(desk: Desk, shift: str, item: str) -> Done[Shift]:
    """One item of a checklist is done."""
    return _do(desk, shift, rules.Tick(item=item))


def reopen(desk: Desk, shift: str) -> Done[Shift]:
    """Work on after signing off."""
    return _do(desk, shift, rules.Reopen())


def take_over(desk: Desk, shift: str) -> Done[Shift]:
    """The colleague has what was handed over."""
    return _do(desk, shift, rules.TakeOver())


def _do(desk: Desk, shift: str, command: object) -> Done[Shift]:
    def doing(act: Act) -> Shift:
        before = rules.fold(shift, act.facts(shift))
        act.append(rules.decide(command, before, act.context()), shift)
        return rules.fold(shift, act.facts(shift))

    return desk.act(doing)


def review(desk: Desk) -> list[LeftOver]:
    """What stands between this window and closing time, the most pressing first."""
    counter, now = desk.station.counter, desk.clock()
    tomorrow = desk.reference.calendar().add(now.date(), 1).isoformat()
    asked = {
        Left.ON_THE_SPOT: CaseClass.ON_THE_SPOT.value,
        Left.UNPRINTED: "any",
        Left.DUE_TOMORROW: tomorrow,
    }
    found = [
        LeftOver(kind=kind, number=number, what=what)
        for kind, question in REVIEW.items()
        for number, what in database.execute_sql(question, (counter, asked[kind]))
    ]
    since = (now - RECENT).isoformat()
    for _id, number, what in database.execute_sql(ORIGINALS, (counter, since)):
        found.append(LeftOver(kind=Left.ORIGINALS, number=number, what=what))
    waiting = _unshared()
    if waiting:
        words = _("{count} records wait for the share").format(count=waiting)
        found.append(LeftOver(kind=Left.UNSHARED, number="", what=words))
    return sorted(found, key=lambda one: list(Left).index(one.kind))


def _unshared() -> int:
    (count,) = database.execute_sql("SELECT COUNT(*) FROM outbox").fetchone()
    return int(count)


def close(
    desk: Desk, shift: str, *, reason: str = "", taker: str = "", ticked: tuple[str, ...] = ()
) -> Done[Issued]:
    """Sign off with what is left, and issue the hand-over sheet; print it next.

    Raises InputFault on `reason` while an on-the-spot case or somebody's papers stay (S24).
    """
    found = review(desk)
    kinds = tuple(dict.fromkeys(one.kind for one in found))

    def closing(act: Act) -> Issued:
        for item in ticked:
            before = rules.fold(shift, act.facts(shift))
            if item not in before.ticked:
                act.append(rules.decide(rules.Tick(item=item), before, act.context()), shift)
        before = rules.fold(shift, act.facts(shift))
        command = rules.Close(left=kinds, reason=reason, taker=taker)
        rules.decide(command, before, act.context())
        paper = papers.issue(
            act, "closing_sheet", shift, lambda _number: _closing(act, before, command, found)
        )
        named = attrs.evolve(command, paper=paper.id)
        act.append(rules.decide(named, before, act.context()), shift)
        return paper

    return desk.act(closing)


def _closing(act: Act, shift: Shift, command: rules.Close, found: list[LeftOver]) -> dict[str, Any]:
    hall = act.reference.hall()
    taker = paper_values.clerk_words(hall, command.taker) if command.taker else ""
    return {
        "office": hall.name,
        "clerk": paper_values.clerk_words(hall, shift.clerk),
        "taker": taker,
        "window": paper_values.window_words(hall.counter(shift.counter)),
        "day": paper_values.day_words(shift.day),
        "closed_at": f"{act.now:%H:%M}",
        "ticked": _ticked(shift, CLOSING_ITEMS),
        "open": [
            {"kind": left_words(one.kind), "what": one.number or one.what, "note": _note(one)}
            for one in found
        ]
        or [{"kind": NOTHING, "what": "", "note": ""}],
        "reason": command.reason,
        "supervision_phone": shown(hall.supervision_phone),
        "printed_on": paper_values.day_words(act.now),
    }


def _ticked(shift: Shift, items: Mapping[str, tuple[str, str]]) -> list[str]:
    """The lines of a checklist that were ticked, in its order."""
    return [words for item, (words, _clause) in items.items() if item in shift.ticked] or [NOTHING]


def _note(one: LeftOver) -> str:
    return (paper_words(one.what) if one.kind is Left.UNPRINTED else one.what) if one.number else ""


def issue_opening(desk: Desk, shift: str) -> Done[Issued]:
    """Issue the sheet of the opening; print it next."""

    def issuing(act: Act) -> Issued:
        one, hall = rules.fold(shift, act.facts(shift)), act.reference.hall()
        late = _("{n} minutes late").format(n=one.late_minutes) if one.late_minutes else ""
        kind = DAYS[act.reference.calendar().kind_of(act.now.date())]
        day = paper_values.day_words(one.day)

        def values(_number: str) -> dict[str, Any]:
            return {
                "office": hall.name,
                "clerk": paper_values.clerk_words(hall, one.clerk),
                "window": paper_values.window_words(hall.counter(one.counter)),
                "day": day + kind,
                "planned": f"{one.planned:%H:%M}" if one.planned else "—",
                "signed_in": f"{one.opened_at:%H:%M}" if one.opened_at else "",
                "late": late,
                "ticked": _ticked(one, OPENING_ITEMS),
                "note": "",
                "supervision_phone": shown(hall.supervision_phone),
                "printed_on": paper_values.day_words(act.now),
            }

        return papers.issue(act, "opening_sheet", shift, values)

    return desk.act(issuing)
