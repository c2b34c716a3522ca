"""What this clerk owes a colleague, a citizen on the way, a supervisor (annexes 1 and 2)."""

from collections.abc import Iterable
from datetime import date, timedelta

from counter_app.domain.clock import CST
from counter_app.domain.conduct.absence import KIND_WORDS
from counter_app.domain.conduct.inspection import CATEGORIES
from counter_app.domain.context import SUPERVISOR
from counter_app.domain.deadlines import Light
from counter_app.domain.opinions.ratings import LEVELS
from counter_app.domain.opinions.register import KINDS
from counter_app.models.base import database
from counter_app.services import absences, errands, inspections, ratings, shifts
from counter_app.services.desk import Desk
from counter_app.services.duties import HORIZON, Duty, Task
from counter_app.words import _

MINE = "kind = ? AND for_clerk = ? AND is_open"


def window_duties(desk: Desk) -> list[Task]:
    """What waits for this clerk, and for a supervisor what waits for any of them."""
    found = [
        *_own_shift(desk),
        *_take_overs(desk),
        *_messages(desk),
        *_handed_on(desk),
        *_lost(desk),
        *_overruns(desk),
        *_opinions(desk),
    ]
    if SUPERVISOR in desk.station.roles:
        found += [*_disputes(desk), *_ratings(desk), *_errands(desk), *_inspections(desk)]
    return found


def _ids(condition: str, *values: str) -> list[str]:
    rows = database.execute_sql(
        f"SELECT id FROM register WHERE {condition} ORDER BY at, id LIMIT ?", (*values, HORIZON)
    )
    return [id for (id,) in rows]


def _today(desk: Desk) -> date:
    return desk.clock().astimezone(CST).date()


def _day_light(day: date | None, today: date) -> Light:
    if day is not None and day < today:
        return Light.RED
    return Light.TODAY if day == today else Light.BLUE


def _own_shift(desk: Desk) -> Iterable[Task]:
    """The opening checklist until it is ticked; the closing review once the hall closes."""
    shift = shifts.current(desk)
    if shift is None or shift.closed_at is not None:
        return
    wanted = shift.items()
    done = sum(item in shift.ticked for item in wanted)
    if done < len(wanted):
        yield Task(
            duty=Duty.OPENING,
            subject=shift.id,
            title=_("Opening checklist"),
            detail=_("{done} of {all} ticked").format(done=done, all=len(wanted)),
            light=Light.YELLOW,
        )
    now = desk.clock().astimezone(CST)
    closes = desk.reference.hall().hours_on(now.date()).closes
    if now.time() >= closes:
        yield Task(
            duty=Duty.CLOSING,
            subject=shift.id,
            title=_("Closing review and sign-off"),
            detail=_("the hall closes at {time}").format(time=f"{closes:%H:%M}"),
            light=Light.TODAY,
        )


def _take_overs(desk: Desk) -> Iterable[Task]:
    """Shifts a colleague has handed to this clerk (AB岗)."""
    for id in _ids("kind = 'shift' AND for_clerk = ? AND NOT is_open", desk.station.clerk):
        shift = shifts.shift_of(desk, id)
        left = "、".join(shifts.left_words(one) for one in shift.left)
        yield Task(
            duty=Duty.TAKE_OVER,
            subject=id,
            title=_name(desk, shift.clerk),
            detail=left or _("Nothing was left open"),
            by=_text(shift.closed_at),
            light=Light.YELLOW,
        )


def _messages(desk: Desk) -> Iterable[Task]:
    today = _today(desk)
    for id in _ids(MINE, "message", desk.station.clerk):
        message = errands.message_of(desk, id)
        yield Task(
            duty=Duty.MESSAGE,
            subject=id,
            title=message.content,
            detail=message.number,
            by=_text(message.due),
            light=_day_light(message.due, today),
        )


def _handed_on(desk: Desk) -> Iterable[Task]:
    """Visits a colleague asked this clerk to go on with."""
    rows = database.execute_sql(
        "SELECT id, number, matter_name, opened_at FROM visit WHERE with_clerk = ?"
        " AND with_clerk <> '' AND (state IN ('open', 'promised')"
        " OR state = 'guided' AND NOT guide_confirmed) ORDER BY opened_at LIMIT ?",
        (desk.station.clerk, HORIZON),
    )
    for id, number, matter, opened_at in rows:
        yield Task(
            duty=Duty.HANDED_ON,
            subject=id,
            title=matter or _("Consult"),
            detail=number,
            by=opened_at,
            light=Light.YELLOW,
        )


def _lost(desk: Desk) -> Iterable[Task]:
    """Citizens sent on and received by nobody in time: back to who was asked first (A2.4)."""
    minutes = desk.reference.policy().guide_minutes
    before = (desk.clock().astimezone(CST) - timedelta(minutes=minutes)).isoformat()
    is_supervisor = SUPERVISOR in desk.station.roles
    rows = database.execute_sql(
        "SELECT id, number, matter_name, guided_at, guided_to FROM visit WHERE state = 'guided'"
        " AND NOT guide_confirmed AND guided_to <> '' AND guided_at <= ?"
        " AND (first_contact = ? OR ?) ORDER BY guided_at LIMIT ?",
        (before, desk.station.clerk, is_supervisor, HORIZON),
    )
    hall = desk.reference.hall()
    for id, number, matter, guided_at, guided_to in rows:
        target = hall.counter(guided_to)
        yield Task(
            duty=Duty.LOST,
            subject=id,
            title=matter or _("Consult"),
            detail=f"{target.label if target else guided_to}　{number}",
            by=guided_at,
            light=Light.YELLOW,
        )


def _overruns(desk: Desk) -> Iterable[Task]:
    """Absences that took too long without a reason: this clerk's, for a supervisor everybody's."""
    everybody = SUPERVISOR in desk.station.roles
    condition = "kind = 'absence' AND owes AND (clerk = ? OR ?)"
    for id in _ids(condition, desk.station.clerk, str(int(everybody))):
        absence = absences.absence_of(desk, id)
        words = _("{n} minutes over").format(n=absence.overrun)
        yield Task(
            duty=Duty.OVERRUN,
            subject=id,
            title=f"{_name(desk, absence.clerk)}　{KIND_WORDS[absence.kind]}",
            detail=words,
            by=_text(absence.ended_at),
            light=Light.YELLOW,
        )


def _opinions(desk: Desk) -> Iterable[Task]:
    for opinion in inspections.open_opinions(desk):
        yield Task(
            duty=Duty.OPINION,
            subject=opinion.id,
            title=f"{KINDS[opinion.kind]}　{opinion.content or ''}",
            detail=opinion.number,
            by=_text(opinion.recorded_at),
        )


# -- what only supervisors are shown


def _disputes(desk: Desk) -> Iterable[Task]:
    for id in _ids("kind = 'dispute' AND is_open"):
        dispute = errands.dispute_of(desk, id)
        yield Task(
            duty=Duty.DISPUTE,
            subject=id,
            title=dispute.note,
            detail=f"{dispute.counter}　{dispute.number}".strip(),
            by=_text(dispute.raised_at),
            light=Light.RED,
        )


def _ratings(desk: Desk) -> Iterable[Task]:
    """Bad ratings whose rectification is not closed; not those of the supervisor's own service."""
    today = _today(desk)
    for id in _ids("kind = 'rating' AND is_open AND clerk <> ?", desk.station.clerk):
        line = ratings.line_of(desk, id)
        yield Task(
            duty=Duty.RATING,
            subject=id,
            title=f"{LEVELS[line.rating.stars]}　{line.rating.counter}",
            detail=line.rating.number,
            by=_text(line.due),
            light=_day_light(line.due, today),
        )


def _errands(desk: Desk) -> Iterable[Task]:
    """Errands nobody has agreed to yet."""
    condition = "kind = 'absence' AND tag = 'errand' AND for_clerk <> '' AND clerk <> ?"
    for id in _ids(condition, desk.station.clerk):
        absence = absences.absence_of(desk, id)
        yield Task(
            duty=Duty.ERRAND,
            subject=id,
            title=f"{_name(desk, absence.clerk)}　{absence.reason}",
            detail=absence.counter,
            by=_text(absence.begun_at),
            light=Light.YELLOW,
        )


def _inspections(desk: Desk) -> Iterable[Task]:
    today = _today(desk)
    for id in _ids("kind = 'inspection' AND is_open"):
        found = inspections.inspection_of(desk, id)
        yield Task(
            duty=Duty.INSPECTION,
            subject=id,
            title=f"{CATEGORIES[found.category][0]}　{found.note}",
            detail=f"{found.counter}　{found.number}",
            by=_text(found.due),
            light=_day_light(found.due, today),
        )


def _name(desk: Desk, clerk: str) -> str:
    member = desk.reference.hall().member(clerk)
    return member.name if member else clerk


def _text(moment: date | None) -> str:
    return moment.isoformat() if moment else ""
