"""What this window owes today, and what stands between it and closing time."""

from datetime import datetime, timedelta

from counter_app.domain.cases.clocks import Owed
from counter_app.domain.clock import CST
from counter_app.domain.context import SUPERVISOR
from counter_app.domain.deadlines import Light
from counter_app.domain.guides.rules import may_edit
from counter_app.domain.matters import MatterSpec
from counter_app.models.base import database
from counter_app.services import guide_changes
from counter_app.services.case_reading import CaseLine, lines_of
from counter_app.services.desk import Desk
from counter_app.services.duties import HORIZON, Duty, Task
from counter_app.services.lights import last_day_with
from counter_app.services.paper_reading import unprinted
from counter_app.services.timeline import paper_words
from counter_app.services.window_duties import window_duties
from counter_app.services.wording_reading import proposals, refused_because
from counter_app.words import _

DUTIES = {
    Owed.TELL: Duty.TELL,
    Owed.DECIDE: Duty.DUE,
    Owed.DELIVER: Duty.DELIVER,
    Owed.FOLLOW_UP: Duty.FOLLOW_UP,
}


def tasks(desk: Desk) -> list[Task]:
    """What this window owes now, the most pressing first."""
    found = [
        *_clashes(),
        *_wordings(desk),
        *_guide_versions(desk),
        *_extensions(desk),
        *_case_tasks(desk),
        *_papers(desk),
        *_promises(desk),
        *_arriving(desk),
        *_guided(desk),
        *window_duties(desk),
    ]
    order = list(Duty)
    return sorted(found, key=lambda task: (order.index(task.duty), task.by))


def _clashes() -> list[Task]:
    rows = database.execute_sql(
        "SELECT id, kind, clash FROM subject WHERE clash <> '' ORDER BY hlc LIMIT ?", (HORIZON,)
    )
    return [
        Task(duty=Duty.CLASH, subject=subject, title=_("Needs a decision"), detail=sentence)
        for subject, _kind, sentence in rows
    ]


def _wordings(desk: Desk) -> list[Task]:
    """Wordings of papers that wait for this clerk as the second person; `subject`: the layout."""
    if refused_because(desk):
        return []
    return [
        Task(
            duty=Duty.WORDING,
            subject=layout,
            title=paper_words(layout.partition(".")[0]),
            detail=version.note,
        )
        for layout, version in proposals(desk)
        if version.proposed_by != desk.station.clerk
    ]


def _guide_versions(desk: Desk) -> list[Task]:
    """Versions of guides that wait for this clerk as the second person (A3.4.5)."""
    if not may_edit(desk.station.roles):
        return []
    return [
        Task(
            duty=Duty.GUIDE,
            subject=one.id,
            title=MatterSpec.from_content(one.content).name,
            detail=one.note,
            by=one.effective_from.isoformat() if one.effective_from else "",
        )
        for one in guide_changes.waiting(desk)
        if one.proposed_by != desk.station.clerk
    ]


def _extensions(desk: Desk) -> list[Task]:
    """Requests for more time that wait for this supervisor, at any window (A4.2)."""
    if SUPERVISOR not in desk.station.roles:
        return []
    rows = database.execute_sql(
        "SELECT id FROM cases WHERE extension_asked_by <> '' AND extension_asked_by <> ?"
        " ORDER BY owed_on LIMIT ?",
        (desk.station.clerk, HORIZON),
    )
    return [
        Task(
            duty=Duty.EXTENSION,
            subject=line.id,
            title=f"{line.applicant}　{line.matter}",
            detail=line.number,
            by=line.due_on,
            light=line.light,
        )
        for line in lines_of(desk, [case for (case,) in rows])
    ]


def _case_tasks(desk: Desk) -> list[Task]:
    """Cases in which something is owed by a day that is near, whatever it is.

    A telling that was missed stays until somebody writes down what silence has made of it.
    """
    today = desk.clock().astimezone(CST).date()
    warn = desk.reference.policy().warn_working_days
    soon = last_day_with(warn, today, desk.reference.calendar())
    rows = database.execute_sql(
        "SELECT id FROM cases WHERE counter = ? AND owed_on <= ? ORDER BY owed_on LIMIT ?",
        (desk.station.counter, soon.isoformat(), HORIZON),
    )
    return [_case_task(line) for line in lines_of(desk, [case for (case,) in rows])]


def _case_task(line: CaseLine) -> Task:
    duty = Duty.TELL if line.is_deemed else DUTIES[line.owed]
    details = {
        Duty.TELL: _("Accept it or tell everything to correct"),
        Duty.FOLLOW_UP: _("Ask the superior authority, and note the answer"),
        Duty.DELIVER: _("Deliver the decision"),
    }
    silence = _("Accepted by silence: issue the notice of acceptance")
    return Task(
        duty=duty,
        subject=line.id,
        title=f"{line.applicant}　{line.matter}",
        detail=silence if line.is_deemed else details.get(duty, line.number),
        by=line.due_on,
        light=Light.RED if line.is_deemed else line.light,
    )


def _papers(desk: Desk) -> list[Task]:
    return [
        Task(
            duty=Duty.UNPRINTED,
            subject=paper.about,
            title=paper_words(paper.kind),
            detail=paper.number,
            by=paper.issued_at.isoformat(),
            light=Light.YELLOW,
            paper=paper.id,
        )
        for paper in unprinted(desk, HORIZON)
    ]


def _promises(desk: Desk) -> list[Task]:
    """Promised replies; past due they are red (A2.5)."""
    today = desk.clock().astimezone(CST).date().isoformat()
    rows = database.execute_sql(
        "SELECT id, number, matter_name, promised_by FROM visit"
        " WHERE state = 'promised' AND counter = ? ORDER BY promised_by LIMIT ?",
        (desk.station.counter, HORIZON),
    )
    return [
        Task(
            duty=Duty.PROMISE,
            subject=visit,
            title=matter or _("Consult"),
            detail=number,
            by=promised,
            light=Light.RED
            if promised < today
            else Light.TODAY
            if promised == today
            else Light.BLUE,
        )
        for visit, number, matter, promised in rows
    ]


def _arriving(desk: Desk) -> list[Task]:
    """Citizens other windows have sent here and nobody has received yet (A2.4)."""
    return _guides("guided_to = ?", desk, Duty.ARRIVING)


def _guided(desk: Desk) -> list[Task]:
    """Citizens this window has sent on and whose arrival nobody has confirmed (A2.4)."""
    return _guides("counter = ? AND guided_to <> ''", desk, Duty.GUIDED)


def _guides(condition: str, desk: Desk, duty: Duty) -> list[Task]:
    now = desk.clock().astimezone(CST)
    came_back = (now - timedelta(minutes=desk.reference.policy().guide_minutes)).isoformat()
    since = "" if duty is Duty.ARRIVING else came_back
    rows = database.execute_sql(
        "SELECT id, number, matter_name, opened_at, guided_to, counter FROM visit"
        f" WHERE {condition} AND state = 'guided' AND NOT guide_confirmed AND day = ?"
        " AND guided_at > ? ORDER BY opened_at LIMIT ?",
        (desk.station.counter, now.date().isoformat(), since, HORIZON),
    )
    hall = desk.reference.hall()
    found = []
    for visit, number, matter, opened_at, guided_to, counter in rows:
        other = hall.counter(counter if duty is Duty.ARRIVING else guided_to)
        found.append(
            Task(
                duty=duty,
                subject=visit,
                title=matter or _("Consult"),
                detail=f"{other.label if other else guided_to}　{number}",
                by=datetime.fromisoformat(opened_at).strftime("%H:%M"),
            )
        )
    return found
