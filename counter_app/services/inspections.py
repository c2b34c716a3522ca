"""Conduct inspections and the register of opinions (A1.2, A1.3, A1.4.3)."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from counter_app.domain.bodies.inspection import ConductCategory
from counter_app.domain.conduct import inspection as rules
from counter_app.domain.conduct.inspection import CATEGORIES, Inspect, Inspection, Rectify
from counter_app.domain.context import SUPERVISOR
from counter_app.domain.errors import Refusal
from counter_app.domain.matters import shown
from counter_app.domain.opinions import register
from counter_app.domain.opinions.register import CHANNELS, KINDS, Opinion, Record
from counter_app.models.base import database
from counter_app.services import journal, paper_values, papers, parties
from counter_app.services.act import Act
from counter_app.services.changes import Changes
from counter_app.services.contacts import contact
from counter_app.services.desk import Desk, Done
from counter_app.services.papers import Issued
from counter_app.services.parties import PartyInput
from counter_app.words import _

ANSWER = "答复意见建议"
"""Why the particulars of who said something are looked at, as the record keeps it."""


def inspect(desk: Desk, command: Inspect) -> Done[Issued]:
    """Write down what was seen at a window, and issue the sheet; only a supervisor does."""

    def inspecting(act: Act) -> Issued:
        context = act.context()
        rules.made(command, "", "", context)
        told: list[str] = []

        def values(number: str) -> dict[str, Any]:
            told.append(number)
            return _sheet(act, command, number)

        paper = papers.issue(act, "inspection_sheet", act.station.clerk, values)
        act.append(rules.made(command, told[-1], paper.id, context))
        return paper

    return desk.act(inspecting)


def _sheet(act: Act, command: Inspect, number: str) -> dict[str, Any]:
    hall = act.reference.hall()
    counter = hall.counter(command.counter)
    words = CATEGORIES[command.category][0]
    found = command.category is not ConductCategory.NOTHING
    findings = {
        "window": counter.label if counter else command.counter,
        "category": words,
        "note": "；".join(text for text in (command.note, command.demand) if text),
        "rectified_at": f"限{command.due.month}月{command.due.day}日" if command.due else "当场",
    }
    return {
        "office": hall.name,
        "number": number,
        "inspector": paper_values.clerk_words(hall, act.station.clerk),
        "inspected_at": paper_values.moment_words(act.now),
        "place": paper_values.window_words(counter),
        "categories": [words] if found else [],
        "findings": [findings] if found else [],
        "praise": "" if found else command.note or words,
        "supervision_phone": shown(hall.supervision_phone),
        "printed_on": paper_values.day_words(act.now),
        "qr": paper_values.qr_of(number),
    }


def inspection_of(desk: Desk, inspection: str) -> Inspection:
    """The folded finding."""
    return rules.fold(inspection, journal.facts_of(inspection, desk.vault))


def rectify(desk: Desk, inspection: str, note: str = "") -> Done[None]:
    """The supervisor has seen that it was put right."""

    def rectifying(act: Act) -> None:
        before = rules.fold(inspection, act.facts(inspection))
        act.append(rules.rectified(Rectify(note=note), before, act.context()), inspection)

    return desk.act(rectifying)


# -- opinions


def record_opinion(desk: Desk, command: Record, who: PartyInput) -> Done[Issued]:
    """Keep what somebody said in their own words and issue the sheet; a name is never demanded."""

    def recording(act: Act) -> Issued:
        context = act.context()
        register.recorded(command, "", ("", ""), "", context)
        party = parties.record(act, who, "person.") if who.name.strip() else ""
        key_of = paper_values.key_of(act, party)
        told: list[str] = []

        def values(number: str) -> dict[str, Any]:
            told.append(number)
            return _opinion_sheet(act, command, who, number)

        paper = papers.issue(act, "suggestion_sheet", party or act.station.clerk, values, key_of)
        body = register.recorded(command, told[-1], (party, key_of), paper.id, context)
        act.append(body)
        return paper

    return desk.act(recording)


def _opinion_sheet(act: Act, command: Record, who: PartyInput, number: str) -> dict[str, Any]:
    hall = act.reference.hall()
    return {
        "office": hall.name,
        "number": number,
        "received_at": paper_values.moment_words(act.now),
        "channel": [CHANNELS[command.channel]],
        "kind": [KINDS[command.kind]],
        "name": who.name or "匿名",
        "contact": who.phone,
        "content": command.content,
        "handler": paper_values.clerk_words(hall, act.station.clerk),
        "reply_by": shown(None),
        "reply": "",
        "supervision_phone": shown(hall.supervision_phone),
        "printed_on": paper_values.day_words(act.now),
        "qr": paper_values.qr_of(number),
    }


def who_said(desk: Desk, opinion: str) -> tuple[str, Changes]:
    """Who said it and at which number, for who answers; Refusal for who may not read it."""
    found = register.fold(opinion, journal.facts_of(opinion, desk.vault))
    if not register.may_read(found, desk.station.clerk, desk.station.roles):
        raise Refusal(_("This is for a supervisor who is not concerned."), register.CLAUSE)
    return contact(desk, found.person, ANSWER)


def open_opinions(desk: Desk) -> list[Opinion]:
    """What waits for a reply and this clerk may read, oldest first: of the own window, for a
    supervisor of all."""
    rows = database.execute_sql(
        "SELECT id FROM register WHERE kind = 'opinion' AND is_open AND (counter = ? OR ?)"
        " ORDER BY at, id",
        (desk.station.counter, SUPERVISOR in desk.station.roles),
    ).fetchall()
    return _readable(desk, [id for (id,) in rows])


def _readable(desk: Desk, ids: Iterable[str]) -> list[Opinion]:
    found = (register.fold(id, journal.facts_of(id, desk.vault)) for id in ids)
    station = desk.station
    return [one for one in found if register.may_read(one, station.clerk, station.roles)]


def opinions(desk: Desk, first: date, last: date) -> list[Opinion]:
    """The opinions of a period this clerk may read, newest first."""
    rows = database.execute_sql(
        "SELECT id FROM register WHERE kind = 'opinion' AND day BETWEEN ? AND ?"
        " ORDER BY at DESC, id",
        (first.isoformat(), last.isoformat()),
    ).fetchall()
    return _readable(desk, [id for (id,) in rows])


def reply(desk: Desk, opinion: str, words: str) -> Done[None]:
    """Write down what was done and replied."""

    def replying(act: Act) -> None:
        before = register.fold(opinion, act.facts(opinion))
        act.append(register.answered(register.Reply(reply=words), before, act.context()), opinion)

    return desk.act(replying)


def delete_opinion(desk: Desk, opinion: str) -> None:
    """There is no deleting: who tries is told so, and that he tried stays on record (A1.4.3)."""
    found = register.fold(opinion, journal.facts_of(opinion, desk.vault))
    number = found.number

    def noting(act: Act) -> None:
        from counter_app.domain.bodies.dispute import DisputeRaised

        note = _("{clerk} tried to delete {number}").format(clerk=act.station.clerk, number=number)
        act.append(DisputeRaised(about=opinion, number=number, note=note))

    desk.act(noting)
    register.refuse_deletion(found)
