"""Cases for the screens: list lines, the detail with both clocks, what the law allows now."""

from collections.abc import Sequence
from datetime import date, datetime

import attrs

from counter_app.domain.bodies.case import Verdict
from counter_app.domain.bodies.party import PartyKind
from counter_app.domain.cases import rules
from counter_app.domain.cases.clocks import CaseView, Owed, view
from counter_app.domain.cases.state import Case, MaterialState, fold
from counter_app.domain.cases.warnings import Watch
from counter_app.domain.context import Context
from counter_app.domain.deadlines import Light
from counter_app.domain.errors import Outage
from counter_app.domain.matters import Material, MatterSpec
from counter_app.domain.parties import mask_name
from counter_app.models.base import database
from counter_app.models.search import cases_matching
from counter_app.services import journal, parties
from counter_app.services.act import Late
from counter_app.services.calendar_publishing import outdated
from counter_app.services.case_steps import Possible, possible
from counter_app.services.desk import Desk
from counter_app.services.held import Held, held_materials
from counter_app.services.paper_reading import PaperLine, papers_about
from counter_app.services.parties import PartyCard
from counter_app.services.timeline import Entry, timeline
from counter_app.words import _

COLUMNS = (
    "n, id, number, state, matter_name, case_class, applicant_name, counter, first_contact,"
    " received_at, owed, owed_on, lapses_at, next_owed, next_on,"
    " (SELECT party_kind FROM party WHERE party.id = cases.applicant), entered_late"
)


@attrs.frozen(kw_only=True)
class CaseLine:
    """One line of a list of cases; the applicant is masked. `due_on` is ISO text or empty.

    `owed` is what the hall owes next; light, `due_on` and `remaining` speak of it.
    `is_deemed`: silence has accepted it, and nobody has written that down yet (32(四)).
    """

    n: int
    id: str
    number: str
    state: str
    matter: str
    case_class: str
    applicant: str
    counter: str
    received_at: datetime
    owed: Owed
    due_on: str
    light: Light
    remaining: int | None
    is_deemed: bool
    entered_late: bool = False


@attrs.frozen(kw_only=True)
class MaterialLine:
    """One material of the closed list with what was found in it.

    `held`: where the hall holds it already, so that it need not be asked for.
    """

    material: Material
    found: MaterialState
    held: Held | None = None


@attrs.frozen(kw_only=True)
class CaseDetail:
    """Everything the detail screen shows of one case."""

    case: Case
    matter: MatterSpec
    view: CaseView
    applicant: PartyCard
    agent: PartyCard | None
    materials: tuple[MaterialLine, ...]
    timeline: tuple[Entry, ...]
    papers: tuple[PaperLine, ...]
    actions: tuple[Possible, ...]
    clash: str
    outdated: frozenset[str] = frozenset()


def list_cases(
    desk: Desk, *, only_here: bool = False, state: str = "", before: int = 0, limit: int = 100
) -> list[CaseLine]:
    """A page of cases, newest first; `before` is the `n` of the last line already shown."""
    conditions, values = ["1 = 1"], []
    if only_here:
        conditions.append("counter = ?")
        values.append(desk.station.counter)
    if state:
        conditions.append("state = ?")
        values.append(state)
    if before:
        conditions.append("n < ?")
        values.append(str(before))
    rows = database.execute_sql(
        f"SELECT {COLUMNS} FROM cases WHERE {' AND '.join(conditions)} ORDER BY n DESC LIMIT ?",
        (*values, limit),
    )
    return _lines(desk, rows.fetchall())


def find_cases(desk: Desk, text: str, limit: int = 50) -> list[CaseLine]:
    """Cases by number, name, initials, last digits of ID or telephone, or the QR of any paper."""
    typed = text.strip().removeprefix("JC:")
    about = database.execute_sql("SELECT about FROM paper WHERE number = ?", (typed,)).fetchone()
    found = [about[0]] if about else cases_matching(typed, limit)
    return lines_of(desk, found)


def lines_of(desk: Desk, ids: Sequence[str]) -> list[CaseLine]:
    """The lines of `ids`, newest first; ids that are no cases are left out."""
    marks = ", ".join("?" * len(ids))
    rows = database.execute_sql(
        f"SELECT {COLUMNS} FROM cases WHERE id IN ({marks}) ORDER BY n DESC", tuple(ids)
    )
    return _lines(desk, rows.fetchall())


def _lines(desk: Desk, rows: Sequence[tuple[object, ...]]) -> list[CaseLine]:
    now = desk.clock()
    calendar = desk.reference.calendar()
    warn = desk.reference.policy().warn_working_days
    lines = []
    for row in rows:
        n, case, number, state, matter, case_class, name, counter, _first, received = row[:10]
        *watched, party_kind, entered_late = row[10:]
        seen = watch_of(watched)
        owed, day = seen.owed_at(now)
        lines.append(
            CaseLine(
                n=int(str(n)),
                id=str(case),
                number=str(number),
                state=str(state),
                matter=str(matter),
                case_class=str(case_class),
                applicant=_shown_name(str(name or ""), str(party_kind)),
                counter=str(counter),
                received_at=datetime.fromisoformat(str(received)),
                owed=owed,
                due_on=day.isoformat() if day else "",
                light=seen.light(now, calendar, warn),
                remaining=seen.remaining(now, calendar),
                is_deemed=owed is not seen.owed,
                entered_late=bool(entered_late),
            )
        )
    return lines


def watch_of(row: Sequence[object]) -> Watch:
    """The watch on a case as its row keeps it."""
    owed, owed_on, lapses_at, next_owed, next_on = (str(one or "") for one in row)
    return Watch(
        owed=Owed(owed),
        owed_on=date.fromisoformat(owed_on) if owed_on else None,
        lapses_at=datetime.fromisoformat(lapses_at) if lapses_at else None,
        next_owed=Owed(next_owed),
        next_on=date.fromisoformat(next_on) if next_on else None,
    )


def _shown_name(name: str, party_kind: str) -> str:
    """A person's name masked, an organisation's whole: that is public."""
    if not name:
        return _("erased")
    return mask_name(name) if party_kind == PartyKind.PERSON else name


def case_detail(desk: Desk, case_id: str, late: Late | None = None) -> CaseDetail:
    """The case at this moment; Outage when its guide has not arrived at this window yet.

    With `late`, the actions are those the law allowed at the time that is entered now.
    """
    facts = journal.facts_of(case_id, desk.vault)
    case = fold(case_id, facts)
    spec = desk.reference.matter(case.matter, case.matter_version)
    if spec is None:
        raise Outage(
            _("The guide of this case has not arrived here yet"),
            _("Wait for the next synchronization."),
        )
    context = _context(desk, spec)
    held = held_materials(desk, case, spec)
    papers = tuple(papers_about(case_id))
    clash = database.execute_sql("SELECT clash FROM subject WHERE id = ?", (case_id,)).fetchone()
    return CaseDetail(
        case=case,
        matter=spec,
        view=view(case, context.now, spec, context.calendar, context.hall),
        applicant=parties.card(desk, case.applicant),
        agent=parties.card(desk, case.agent) if case.agent else None,
        materials=tuple(
            MaterialLine(
                material=one,
                found=case.materials.get(one.id, MaterialState()),
                held=held.get(one.id),
            )
            for one in rules.listed(case, spec)
        ),
        timeline=timeline(desk, facts),
        papers=papers,
        outdated=outdated(case, list(papers)),
        actions=possible(
            case, attrs.evolve(context, now=late.happened_at if late else context.now)
        ),
        clash=clash[0] if clash else "",
    )


def _context(desk: Desk, spec: MatterSpec) -> Context:
    return Context(
        now=desk.clock(),
        calendar=desk.reference.calendar(),
        hall=desk.reference.hall(),
        clerk=desk.station.clerk,
        counter=desk.station.counter,
        roles=desk.station.roles,
        matter=spec,
    )


def unjudged_count(detail: CaseDetail) -> int:
    """How many materials nobody has looked at yet."""
    return sum(line.found.verdict is Verdict.UNJUDGED for line in detail.materials)
