"""The verbs of the reception: one door for everyone who comes or calls (annex 2)."""

from datetime import date
from typing import Any

import attrs

from counter_app.domain.bodies.elsewhere import Elsewhere
from counter_app.domain.bodies.visit import AnswerWay, Channel, Preferred
from counter_app.domain.elsewhere import Destination, SendElsewhere
from counter_app.domain.matters import MatterSpec
from counter_app.domain.numbering import Series
from counter_app.domain.reception import commands as c
from counter_app.domain.reception import rules
from counter_app.domain.reception.state import Visit, fold
from counter_app.models.base import database
from counter_app.services import journal, paper_values, papers, parties
from counter_app.services.act import Act, Late
from counter_app.services.desk import Desk, Done
from counter_app.services.numbers import take_number
from counter_app.services.papers import Issued
from counter_app.services.parties import PartyInput

NOT_OURS = "该事项不属于本窗口职责范围"
"""Why the citizen is sent on, when the clerk writes nothing else (A3.4.3)."""


@attrs.frozen(kw_only=True)
class Reception:
    """What stands on the reception form; everything but the matter or a question may be empty.

    `visit` continues a visit that is already open; `late` says when it happened, entered later.
    """

    matter: str = ""
    question: str = ""
    visitor: PartyInput = attrs.field(factory=PartyInput)
    channel: Channel = Channel.COUNTER
    visit: str = ""
    late: Late | None = None


@attrs.frozen(kw_only=True)
class Served:
    """What came of it: the visit, and the paper where one was issued.

    `way`: the window or desk of this hall the citizen was sent to, empty for everything else.
    """

    visit: str
    number: str
    paper: Issued | None = None
    way: str = ""


def visit_of(desk: Desk, visit: str) -> Visit:
    """The folded visit."""
    return fold(visit, journal.facts_of(visit, desk.vault))


def _spec(act: Act, matter: str) -> MatterSpec | None:
    return act.reference.matter_in_force(matter, act.now.date()) if matter else None


def _open(act: Act, entry: Reception) -> tuple[str, MatterSpec | None, str]:
    """The visit of `entry` (opened now unless it goes on), its matter and the visitor's party.

    A name given only now, in a visit that goes on, stands on the papers from now on.
    """
    spec = _spec(act, entry.matter)
    named = bool(entry.visitor.name.strip())
    visitor = parties.record(act, entry.visitor, "visitor.") if named else ""
    if entry.visit:
        visit = fold(entry.visit, act.facts(entry.visit))
        return entry.visit, spec, visitor or visit.visitor
    command = c.OpenVisit(
        number=take_number(act, Series.VISIT),
        channel=entry.channel,
        question=entry.question,
        visitor=visitor,
    )
    opened = act.append(rules.opened(command, act.context(spec)))
    return opened.id, spec, visitor


def _do(act: Act, visit: str, command: c.VisitCommand, spec: MatterSpec | None) -> Visit:
    """Decide `command` on the visit as it stands in this act and write the fact down."""
    state = fold(visit, act.facts(visit))
    act.append(rules.decide(command, state, act.context(spec)), visit)
    return state


def answer(
    desk: Desk,
    entry: Reception,
    way: AnswerWay,
    text: str = "",
    promised_by: date | None = None,
) -> Done[Served]:
    """Answer a consult at the counter or on the telephone; a dated promise is an answer (A2.5)."""

    def answering(act: Act) -> Served:
        visit, spec, _visitor = _open(act, entry)
        command = c.Answer(way=way, answer=text, promised_by=promised_by)
        state = _do(act, visit, command, spec)
        return Served(visit=visit, number=state.number)

    return desk.act(answering, entry.late)


def tell_orally(desk: Desk, entry: Reception, remark: str = "") -> Done[Served]:
    """Record that the guide was explained by word of mouth (A3.3.2)."""

    def telling(act: Act) -> Served:
        visit, spec, _visitor = _open(act, entry)
        state = _do(act, visit, c.TellOrally(remark=remark), spec)
        return Served(visit=visit, number=state.number)

    return desk.act(telling, entry.late)


def _issue(
    act: Act, kind: str, visit: str, visitor: str, values_for: paper_values.ValuesFor
) -> Issued:
    key_of = paper_values.key_of(act, visitor)
    return papers.issue(act, kind, visit, values_for, key_of)


def issue_one_time_notice(desk: Desk, entry: Reception) -> Done[Served]:
    """Issue the one-time notice of the matter in force today (A3.3.1a); print it next."""

    def noticing(act: Act) -> Served:
        visit, spec, visitor = _open(act, entry)
        state = fold(visit, act.facts(visit))
        context = act.context(spec)
        command = c.IssueOneTimeNotice(paper="", applicant_name=entry.visitor.name)
        rules.decide(command, state, context)
        paper = _issue(
            act,
            "one_time_notice",
            visit,
            visitor,
            lambda number: paper_values.one_time_notice(act, context, state, visitor, number),
        )
        _do(act, visit, attrs.evolve(command, paper=paper.id), spec)
        return Served(visit=visit, number=state.number, paper=paper)

    return desk.act(noticing, entry.late)


def guide(desk: Desk, entry: Reception, to_counter: str, reason: str = NOT_OURS) -> Done[Served]:
    """Send the citizen to window `to_counter`, or to the information desk when it is empty."""

    def guiding(act: Act) -> Served:
        visit, spec, visitor = _open(act, entry)
        state = fold(visit, act.facts(visit))
        context = act.context(spec)
        command = c.Guide(to_counter=to_counter, reason=reason, paper="")
        rules.decide(command, state, context)
        paper = _issue(
            act,
            "guide_slip",
            visit,
            visitor,
            lambda number: paper_values.guide_slip(context, state, command, number),
        )
        _do(act, visit, attrs.evolve(command, paper=paper.id), spec)
        target = context.hall.counter(to_counter) if to_counter else None
        way = target.label if target else context.hall.information_desk
        return Served(visit=visit, number=state.number, paper=paper, way=way)

    return desk.act(guiding, entry.late)


def confirm_guide(
    desk: Desk, visit: str, priority: str = "", *, late: Late | None = None
) -> Done[Served]:
    """This window has received the citizen another one sent (A2.4).

    Somebody sent here earlier comes first, unless `priority`, one of `PRIORITIES`, says why not
    (A1.4.1b): InputFault on `priority` without it, and a fact about it with it.
    """

    def confirming(act: Act) -> Served:
        waiting = _is_passed_by(act, visit)
        command = c.ConfirmGuide(waiting=waiting, priority=priority)
        state = _do(act, visit, command, None)
        if waiting:
            act.append(Preferred(reason=priority), visit)
        return Served(visit=visit, number=state.number)

    return desk.act(confirming, late)


def hand_on(desk: Desk, entry: Reception, to_clerk: str, note: str) -> Done[Served]:
    """A colleague goes on with the visit; who was asked first stays responsible (A2.1)."""

    def handing(act: Act) -> Served:
        visit, spec, _visitor = _open(act, entry)
        state = _do(act, visit, c.HandOn(to_clerk=to_clerk, note=note), spec)
        return Served(visit=visit, number=state.number)

    return desk.act(handing, entry.late)


def _is_passed_by(act: Act, visit: str) -> bool:
    """Whether somebody sent to this window today before `visit` has not been received yet."""
    row = database.execute_sql(
        "SELECT 1 FROM visit one JOIN visit other ON other.id = ?1 WHERE one.id <> ?1"
        " AND one.guided_to = ?2 AND one.state = 'guided' AND NOT one.guide_confirmed"
        " AND one.day = ?3 AND one.guided_at < other.guided_at LIMIT 1",
        (visit, act.station.counter, act.now.date().isoformat()),
    ).fetchone()
    return row is not None


def advise(desk: Desk, entry: Reception, advice: str, destination: str) -> Done[Served]:
    """Tell at once that no permit is needed and what to do instead, on a slip (S19, 32(一))."""

    def advising(act: Act) -> Served:
        visit, spec, visitor = _open(act, entry)
        state = fold(visit, act.facts(visit))
        context = act.context(spec)
        command = c.Advise(advice=advice, destination=destination, paper="")
        rules.decide(command, state, context)
        paper = _issue(
            act,
            "advice_slip",
            visit,
            visitor,
            lambda number: paper_values.advice_slip(act, context, state, visitor, command, number),
        )
        _do(act, visit, attrs.evolve(command, paper=paper.id), spec)
        return Served(visit=visit, number=state.number, paper=paper)

    return desk.act(advising, entry.late)


def send_elsewhere(
    desk: Desk, entry: Reception, ground: Elsewhere, reason: str, destination: Destination
) -> Done[Served]:
    """Exempt: an advice slip (32(一)); another level's matter: a guide slip there (A3.4.3)."""
    exempt = ground is Elsewhere.EXEMPT

    def sending(act: Act) -> Served:
        visit, spec, visitor = _open(act, entry)
        state = fold(visit, act.facts(visit))
        context = act.context(spec)
        command = SendElsewhere(ground=ground, reason=reason, destination=destination, paper="")
        rules.decide(command, state, context)

        def values_for(number: str) -> dict[str, Any]:
            if not exempt:
                return paper_values.outside_slip(context, state, command, number)
            told = c.Advise(advice=command.reason, destination=destination.words(), paper="")
            return paper_values.advice_slip(act, context, state, visitor, told, number)

        kind = "advice_slip" if exempt else "guide_slip"
        paper = _issue(act, kind, visit, visitor, values_for)
        _do(act, visit, attrs.evolve(command, paper=paper.id), spec)
        return Served(visit=visit, number=state.number, paper=paper)

    return desk.act(sending, entry.late)
