"""What colleagues and supervisors owe one another: messages, disputes, citizens looked for."""

from datetime import date
from typing import Any

from counter_app.domain.errors import InputFault
from counter_app.domain.parties import mask_phone
from counter_app.domain.reception import commands as c
from counter_app.domain.reception import disputes, messages
from counter_app.domain.reception import rules as visit_rules
from counter_app.domain.reception.disputes import Dispute
from counter_app.domain.reception.messages import FinishMessage, Message, TakeMessage
from counter_app.domain.reception.state import fold as fold_visit
from counter_app.services import journal, paper_values, papers, parties
from counter_app.services.act import Act
from counter_app.services.changes import Changes
from counter_app.services.contacts import contact
from counter_app.services.desk import Desk, Done
from counter_app.services.papers import Issued
from counter_app.services.parties import PartyInput
from counter_app.services.subjects import find_subject
from counter_app.words import _

CALL_BACK = "转达事项回电"
"""Why a caller's number is looked at, as the record keeps it."""


def take_message(
    desk: Desk, to_clerk: str, content: str, due: date, caller: PartyInput
) -> Done[Issued]:
    """Keep a message for a colleague and issue its slip; it needs who to call back (A1.5.6c)."""

    def taking(act: Act) -> Issued:
        context = act.context()
        command = TakeMessage(to_clerk=to_clerk, content=content, due=due)
        messages.taken(command, "", "", "", context)
        message = _("Ask for the name and the number to call back.")
        asked = {"caller.name": caller.name, "caller.phone": caller.phone}
        faults = {field: message for field, text in asked.items() if not text.strip()}
        if faults:
            raise InputFault(faults)
        party = parties.record(act, caller, "caller.")
        told: list[str] = []

        def values(number: str) -> dict[str, Any]:
            told.append(number)
            return _slip(act, command, caller, number)

        key_of = paper_values.key_of(act, party)
        paper = papers.issue(act, "message_slip", party, values, key_of)
        act.append(messages.taken(command, told[-1], party, paper.id, context))
        return paper

    return desk.act(taking)


def _slip(act: Act, command: TakeMessage, caller: PartyInput, number: str) -> dict[str, Any]:
    hall = act.reference.hall()
    to = hall.member(command.to_clerk)
    counter = hall.counter(to.counter) if to else None
    place = f"（{counter.name}窗口）" if counter else ""
    return {
        "office": hall.name,
        "number": number,
        "called_at": paper_values.moment_words(act.now),
        "to": f"{to.name if to else command.to_clerk}{place}",
        "caller": caller.name,
        "callback": mask_phone(caller.phone),
        "content": command.content,
        "due": paper_values.day_words(command.due),
        "first_contact": paper_values.clerk_words(hall, act.station.clerk),
        "printed_on": paper_values.day_words(act.now),
        "qr": paper_values.qr_of(number),
    }


def message_of(desk: Desk, message: str) -> Message:
    """The folded message."""
    return messages.fold(message, journal.facts_of(message, desk.vault))


def caller(desk: Desk, message: str) -> tuple[str, Changes]:
    """Who waits for the call and at which number, for the colleague who has to call."""
    return contact(desk, message_of(desk, message).caller, CALL_BACK)


def finish_message(desk: Desk, message: str, result: str) -> Done[None]:
    """The recipient has called back; the message leaves the list."""

    def finishing(act: Act) -> None:
        before = messages.fold(message, act.facts(message))
        act.append(messages.done(FinishMessage(result=result), before, act.context()), message)

    return desk.act(finishing)


def raise_dispute(desk: Desk, note: str, number: str = "") -> Done[str]:
    """Hand a dispute to the supervisor with one note (A1.3.5).

    `number` is that of the visit or case it is about, if any; InputFault for an unknown one.
    """

    def raising(act: Act) -> str:
        found = find_subject(number)
        if number.strip() and found is None:
            message = _("There is no visit or case with this number here.")
            raise InputFault({"number": message})
        command = disputes.Raise(about=found[1] if found else "", number=number.strip(), note=note)
        return act.append(disputes.raised(command)).id

    return desk.act(raising)


def dispute_of(desk: Desk, dispute: str) -> Dispute:
    """The folded dispute."""
    return disputes.fold(dispute, journal.facts_of(dispute, desk.vault))


def settle_dispute(desk: Desk, dispute: str, answer: str) -> Done[None]:
    """A supervisor settles it."""

    def settling(act: Act) -> None:
        before = disputes.fold(dispute, act.facts(dispute))
        command = disputes.Settle(answer=answer)
        act.append(disputes.settled(command, before, act.context()), dispute)

    return desk.act(settling)


def follow_up_guide(desk: Desk, visit: str, note: str) -> Done[None]:
    """The owner found out what became of a citizen nobody has received (A2.4)."""

    def following(act: Act) -> None:
        before = fold_visit(visit, act.facts(visit))
        command = c.FollowUpGuide(note=note)
        act.append(visit_rules.decide(command, before, act.context()), visit)

    return desk.act(following)


def colleagues(desk: Desk, role: str = "") -> list[tuple[str, str]]:
    """Ids and names of everybody else in the register, with `role` where one is asked for."""
    hall = desk.reference.hall()
    return [
        (one.id, f"{one.name}　{hall_counter(hall, one.counter)}".strip())
        for one in hall.staff
        if one.id != desk.station.clerk and (not role or role in one.roles)
    ]


def hall_counter(hall: Any, counter: str) -> str:
    """The label of a window, or nothing."""
    found = hall.counter(counter) if counter else None
    return found.label if found else ""
