"""Rows of the small registers: absences, shifts, ratings, opinions, messages, inspections, …"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any

from counter_app.domain.bodies.inspection import ConductCategory
from counter_app.domain.conduct import absence, inspection, regimes, shift
from counter_app.domain.facts import Fact
from counter_app.domain.opinions import ratings, register
from counter_app.domain.reception import disputes, messages
from counter_app.services.rows import upsert

Values = dict[str, Any]


def _absence(subject: str, facts: Sequence[Fact]) -> tuple[datetime | None, Values]:
    one = absence.fold(subject, facts)
    return one.begun_at, {
        "counter": one.counter,
        "clerk": one.clerk,
        "is_open": one.is_open,
        "owes": one.owes_reason,
        "due": _text(one.expected_back),
        "ended_at": _text(one.ended_at),
        "for_clerk": one.approver if one.approved is None else "",
        "tag": one.kind.value,
        "amount": one.overrun,
    }


def _shift(subject: str, facts: Sequence[Fact]) -> tuple[datetime | None, Values]:
    one = shift.fold(subject, facts)
    return one.opened_at, {
        "counter": one.counter,
        "clerk": one.clerk,
        "is_open": one.closed_at is None,
        "due": _text(one.planned),
        "ended_at": _text(one.closed_at),
        "for_clerk": one.taker if one.taken_at is None else "",
        "tag": one.part.value,
        "amount": one.late_minutes,
    }


def _rating(subject: str, facts: Sequence[Fact]) -> tuple[datetime | None, Values]:
    one = ratings.fold(subject, facts)
    return one.given_at, {
        "number": one.number,
        "counter": one.counter,
        "clerk": one.served_by,
        "is_open": one.is_open,
        "ended_at": _text(one.closed_at),
        "about": one.about,
        "tag": one.channel.value,
        "amount": one.stars,
    }


def _opinion(subject: str, facts: Sequence[Fact]) -> tuple[datetime | None, Values]:
    one = register.fold(subject, facts)
    return one.recorded_at, {
        "number": one.number,
        "counter": one.about_counter or one.counter,
        "clerk": one.about_clerk,
        "is_open": one.is_open,
        "ended_at": _text(one.replied_at),
        "about": one.person,
        "tag": one.kind.value,
    }


def _message(subject: str, facts: Sequence[Fact]) -> tuple[datetime | None, Values]:
    one = messages.fold(subject, facts)
    return one.taken_at, {
        "number": one.number,
        "counter": one.counter,
        "clerk": one.taken_by,
        "is_open": one.done_at is None,
        "due": _text(one.due),
        "ended_at": _text(one.done_at),
        "for_clerk": one.to_clerk,
        "about": one.caller,
    }


def _inspection(subject: str, facts: Sequence[Fact]) -> tuple[datetime | None, Values]:
    one = inspection.fold(subject, facts)
    found = one.category is not ConductCategory.NOTHING
    return one.at, {
        "number": one.number,
        "counter": one.counter,
        "clerk": one.about_clerk,
        "is_open": one.is_open,
        "due": _text(one.due),
        "ended_at": _text(one.rectified_at),
        "tag": one.category.value,
        "amount": int(found),
    }


def _dispute(subject: str, facts: Sequence[Fact]) -> tuple[datetime | None, Values]:
    one = disputes.fold(subject, facts)
    return one.raised_at, {
        "number": one.number,
        "counter": one.counter,
        "clerk": one.raised_by,
        "is_open": one.settled_at is None,
        "ended_at": _text(one.settled_at),
        "about": one.about,
    }


def _reading(subject: str, facts: Sequence[Fact]) -> tuple[datetime | None, Values]:
    one = regimes.fold(subject, facts)
    return one.at, {
        "counter": one.counter,
        "clerk": one.clerk,
        "tag": one.regime,
        "amount": one.number,
    }


ROWS: Mapping[str, Callable[[str, Sequence[Fact]], tuple[datetime | None, Values]]] = (
    MappingProxyType(
        {
            "absence": _absence,
            "shift": _shift,
            "rating": _rating,
            "opinion": _opinion,
            "message": _message,
            "inspection": _inspection,
            "dispute": _dispute,
            "reading": _reading,
        }
    )
)
"""The kinds of subject that stand in the register, and what their row says."""

BLANK: Values = {
    "number": "",
    "counter": "",
    "clerk": "",
    "is_open": False,
    "owes": False,
    "due": None,
    "ended_at": None,
    "for_clerk": "",
    "about": "",
    "tag": "",
    "amount": 0,
}


def register_row(kind: str, subject: str, facts: Sequence[Fact]) -> None:
    """Write the row of `subject`; none while its first fact has not arrived."""
    at, values = ROWS[kind](subject, facts)
    if at is None:
        return
    head = {"id": subject, "kind": kind, "at": at.isoformat(), "day": at.date().isoformat()}
    upsert("register", "id", {**head, **BLANK, **values})


def _text(moment: Any) -> str | None:
    """A day or an instant as rows keep it."""
    return moment.isoformat() if moment else None
