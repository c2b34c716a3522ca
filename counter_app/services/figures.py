"""The figures of the hall: what was done, by day, window, matter or section (A1.4.1c, A5.4.1).

Load is shown to supervisors only. Every figure is counted from rows the facts have made.
"""

import enum
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs

from counter_app.domain.context import SUPERVISOR
from counter_app.domain.errors import Refusal
from counter_app.models.base import database
from counter_app.services.desk import Desk
from counter_app.services.ledger_period import Period, Row, words
from counter_app.words import _

PAPER = (
    "SELECT p.counter, COALESCE(c.matter, v.matter, ''), substr(p.issued_at, 1, 10) FROM paper p"
    " LEFT JOIN cases c ON c.id = p.about LEFT JOIN visit v ON v.id = p.about"
    " WHERE p.kind = '{kind}' AND NOT p.void AND substr(p.issued_at, 1, 10) BETWEEN ?1 AND ?2"
)
CASE = "SELECT counter, matter, {day} FROM cases WHERE {day} BETWEEN ?1 AND ?2 AND {condition}"
RATING = (
    "SELECT r.counter, COALESCE(c.matter, v.matter, ''), r.day FROM register r"
    " LEFT JOIN cases c ON c.id = r.about LEFT JOIN visit v ON v.id = r.about"
    " WHERE r.kind = 'rating' AND r.day BETWEEN ?1 AND ?2 AND {condition}"
)
VISIT = "SELECT counter, matter, day FROM visit WHERE day BETWEEN ?1 AND ?2 AND {condition}"
RECEIVED = "substr(received_at, 1, 10)"
ENDED = "substr(ended_at, 1, 10)"
LATE = "due_on < COALESCE(decided_on, substr(ended_at, 1, 10), ?3)"

QUESTIONS: Mapping[str, str] = {
    "consults": VISIT.format(condition="1 = 1"),
    "calls": VISIT.format(condition="channel = 'telephone'"),
    "guided": PAPER.format(kind="guide_slip"),
    "received": CASE.format(day=RECEIVED, condition="1 = 1"),
    "accepted": CASE.format(day="accepted_on", condition="1 = 1"),
    "on_the_spot": CASE.format(day=RECEIVED, condition="case_class = 'on_the_spot'"),
    "pledged": CASE.format(day=RECEIVED, condition="case_class = 'pledged'"),
    "referred": PAPER.format(kind="referral_list"),
    "correction": PAPER.format(kind="correction_notice"),
    "returned": CASE.format(
        day=ENDED,
        condition="state IN ('returned', 'not_accepted', 'not_a_permit', 'withdrawn',"
        " 'terminated')",
    ),
    "completed": CASE.format(day="decided_on", condition="1 = 1"),
    "extended": PAPER.format(kind="extension_notice"),
    "overdue": CASE.format(day="due_on", condition=LATE),
    "ratings": RATING.format(condition="1 = 1"),
    "bad": RATING.format(condition="r.amount <= 2"),
    "proxied": PAPER.format(kind="entrustment"),
}
"""Each figure: window, matter and day of everything it counts. `?3` is today."""


Found = Mapping[str, Sequence[tuple[str, str, str]]]


class By(enum.StrEnum):
    """What the figures are told apart by."""

    WINDOW = "window"
    MATTER = "matter"
    SECTION = "section"
    DAY = "day"
    MONTH = "month"


@attrs.frozen(kw_only=True)
class Line:
    """One line of figures: what it is about, and how much of everything there was."""

    key: str
    name: str
    counts: Mapping[str, int]


def metric_words() -> dict[str, str]:
    """What every figure is called."""
    return {
        "consults": _("Consults"),
        "calls": _("Calls"),
        "guided": _("Guided"),
        "received": _("Applications received"),
        "accepted": _("Applications accepted"),
        "on_the_spot": _("On the spot"),
        "pledged": _("Pledged"),
        "referred": _("Referred up"),
        "correction": _("To correct"),
        "returned": _("Applications returned"),
        "completed": _("Completed"),
        "extended": _("Extended"),
        "overdue": _("Late"),
        "ratings": _("Ratings"),
        "bad": _("Bad ratings"),
        "proxied": _("By proxy"),
    }


def only_supervisors(desk: Desk) -> None:
    """Raise Refusal unless a supervisor asks: load is no business of the window (A1.4.1c)."""
    if SUPERVISOR not in desk.station.roles:
        raise Refusal(_("Figures are read by supervisors only."), "A1.4.1")


def figures(period: Period, by: By) -> list[Line]:
    """The lines of a period, in the order of the register; what has no figures stays out.

    Windows and sections are all there, so that a quiet one is seen. Refusal for clerks.
    """
    return _lines(period, by, _read(period))


def _lines(period: Period, by: By, found: Found) -> list[Line]:
    counted = _count(period, by, found)
    lines = [
        Line(key=key, name=name, counts={one: counted[one][key] for one in QUESTIONS})
        for key, name in _names(period, by, {key for one in counted.values() for key in one})
    ]
    return [one for one in lines if by in (By.WINDOW, By.SECTION) or any(one.counts.values())]


def totals(lines: Sequence[Line]) -> dict[str, int]:
    """The sum of every figure."""
    return {one: sum(line.counts[one] for line in lines) for one in QUESTIONS}


def _read(period: Period) -> Found:
    """Window, matter and day of everything each figure counts; one question a figure."""
    only_supervisors(period.desk)
    told = (period.first.isoformat(), period.last.isoformat(), str(period.desk.clock().date()))
    return {
        name: [
            row
            for row in database.execute_sql(question, told if "?3" in question else told[:2])
            if period.window in ("", row[0])
        ]
        for name, question in QUESTIONS.items()
    }


def _count(period: Period, by: By, found: Found) -> dict[str, Counter[str]]:
    sections = {one.id: one.section for one in period.desk.reference.hall().counters}

    def key(counter: str, matter: str, day: str) -> str:
        told = {By.WINDOW: counter, By.MATTER: matter, By.DAY: day, By.MONTH: day[:7]}
        return told.get(by, sections.get(counter, ""))

    return {name: Counter(key(*row) for row in rows) for name, rows in found.items()}


def _names(period: Period, by: By, seen: set[str]) -> list[tuple[str, str]]:
    """Key and name of every line, in order; who is not in the register stands under the key."""
    hall, reference = period.desk.reference.hall(), period.desk.reference
    if by is By.DAY:
        return [(day, period.day(day)) for day in sorted(seen)]
    if by is By.MONTH:
        return [(month, _month_words(month)) for month in sorted(seen)]
    if by is By.MATTER:
        known = {one.code: one.name for one in reference.matters_in_force(period.last)}
        told = [(code, name) for code, name in known.items() if code in seen]
        return [*told, *((one, one or _("no matter")) for one in sorted(seen - set(known)))]
    if by is By.WINDOW:
        shown = [one for one in hall.counters if period.window in ("", one.id)]
        told = [(one.id, one.label) for one in shown]
    else:
        told = [(one, one) for one in hall.sections]
    known_keys = {key for key, _name in told}
    return [*told, *((one, one or _("no section")) for one in sorted(seen - known_keys))]


def _month_words(month: str) -> str:
    year, _dash, number = month.partition("-")
    return f"{year}年{int(number)}月"


# -- on paper


def figures_sheet(period: Period, by: By) -> dict[str, Any]:
    """The figures as they are told apart on the screen."""
    lines = figures(period, by)
    return {"by": words()["by"][by.value], "rows": _rows(lines, "name"), **_sums(lines)}


def daily_report(period: Period) -> dict[str, Any]:
    """The figures of the windows, and of the hall."""
    lines = figures(period, By.WINDOW)
    return {"rows": _rows(lines, "window"), "notes": [], **_sums(lines)}


def monthly_report(period: Period) -> dict[str, Any]:
    """The figures of the windows, of the matters, and one sentence that sums them up."""
    found = _read(period)
    windows, matters = _lines(period, By.WINDOW, found), _lines(period, By.MATTER, found)
    sums = totals(windows)
    summary = _SUMMARY.format(**sums)
    rows = [
        {**row, "code": one.key} for one, row in zip(matters, _rows(matters, "matter"), strict=True)
    ]
    return {
        "summary": summary,
        "windows": _rows(windows, "window"),
        "matters": rows,
        "notes": [],
        **_sums(windows),
    }


_SUMMARY = (
    "本期接待咨询{consults}人次（电话{calls}人次），收件{received}件，受理{accepted}件，"
    "办结{completed}件；延期{extended}件，超期{overdue}件；评价{ratings}件，差评{bad}件；"
    "代办{proxied}件。"
)


def _rows(lines: Sequence[Line], name: str) -> list[Row]:
    return [
        {name: one.name, **{key: str(count) for key, count in one.counts.items()}} for one in lines
    ]


def _sums(lines: Sequence[Line]) -> dict[str, str]:
    return {f"t_{name}": str(count) for name, count in totals(lines).items()}


def write_book(period: Period, by: By, path: Path) -> int:
    """Write the figures as a workbook; gives the number of its lines."""
    from openpyxl import Workbook

    lines = figures(period, by)
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["", *metric_words().values()])
    for one in lines:
        sheet.append([one.name, *one.counts.values()])
    sheet.append([_("Total"), *totals(lines).values()])
    book.save(path)
    return len(lines)
