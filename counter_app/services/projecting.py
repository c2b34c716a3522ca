"""Rows are caches: folds written down for lists and search, rebuilt from facts at any time."""

import json
from collections.abc import Callable, Sequence
from datetime import date

from counter_app.domain.bodies.case import CaseReceived
from counter_app.domain.bodies.document import DocumentKind, DocumentPublished
from counter_app.domain.bodies.lease import LeaseTaken
from counter_app.domain.bodies.paper import PaperIssued
from counter_app.domain.bodies.visit import VisitOpened
from counter_app.domain.cases.clocks import CaseView, Standing, view
from counter_app.domain.cases.explaining import OVERDUE
from counter_app.domain.cases.state import fold as fold_case
from counter_app.domain.cases.values import ENDED, OPEN, RUNNING, Case
from counter_app.domain.cases.warnings import Watch, is_untold, records, watch
from counter_app.domain.facts import Fact
from counter_app.domain.papers.state import Paper
from counter_app.domain.papers.state import fold as fold_paper
from counter_app.domain.people.state import Party
from counter_app.domain.people.state import fold as fold_party
from counter_app.domain.reception.state import Visit
from counter_app.domain.reception.state import fold as fold_visit
from counter_app.domain.wordings.state import fold as fold_wording
from counter_app.models.base import database
from counter_app.models.codec import PartyVault, decode
from counter_app.models.grams import initials, tail
from counter_app.printing.catalogue import KINDS
from counter_app.printing.catalogue import paper as paper_spec
from counter_app.services import journal
from counter_app.services.changes import Changes
from counter_app.services.numbers import keep_lease, note_used
from counter_app.services.reference import Reference
from counter_app.services.register_rows import ROWS, register_row
from counter_app.services.rows import mark_clash, mark_first_clash, same_number, upsert
from counter_app.services.wording_rows import wording_row
from counter_app.words import _

FactsOf = Callable[[str], list[Fact]]

EVERY_CASE = (DocumentKind.HALL, DocumentKind.CALENDAR)
"""Documents every open case lives under."""

PROJECTED = ("visit", "cases", "party", "paper", "document", "wording", "register", "series")
"""The tables a rebuild empties."""

ORDER = ("document", "wording", "lease", "party", "paper", "visit", "case", *ROWS)
"""Kinds in the order rows are written: names before those who bear them."""


def refresh(facts: Sequence[Fact], reference: Reference, facts_of: FactsOf) -> Changes:
    """Bring the rows of every subject `facts` touch up to date, within the same transaction.

    `facts_of` gives all facts of a subject; an act has them at hand already.
    """
    touched: dict[str, dict[str, None]] = {kind: {} for kind in ORDER}
    for fact in facts:
        touched.setdefault(fact.subject_kind, {})[fact.subject] = None
    _documents([fact for fact in facts if isinstance(fact.body, DocumentPublished)], reference)
    for fact in facts:
        if isinstance(fact.body, LeaseTaken):
            keep_lease(fact.body, fact.actor)
    touched["case"].update(dict.fromkeys(_cases_of(facts, touched["party"])))
    touched["visit"].update(dict.fromkeys(_visits_of(facts, touched["party"])))
    for subject in touched["wording"]:
        wording_row(fold_wording(subject, facts_of(subject)))
    for subject in touched["party"]:
        party_row(fold_party(subject, facts_of(subject)))
    for subject in touched["paper"]:
        paper_row(fold_paper(subject, facts_of(subject)))
    for subject in touched["visit"]:
        visit_row(fold_visit(subject, facts_of(subject)), reference)
    for subject in touched["case"]:
        case_row(fold_case(subject, facts_of(subject)), reference)
    for kind in ROWS:
        for subject in touched[kind]:
            register_row(kind, subject, facts_of(subject))
    kinds = frozenset(kind for kind, subjects in touched.items() if subjects)
    ids = frozenset(subject for subjects in touched.values() for subject in subjects)
    return Changes(kinds, ids)


def refresh_heard(facts: Sequence[Fact], reference: Reference, facts_of: FactsOf) -> Changes:
    """The same for facts no act of ours has just written: the numbers they bear are used up."""
    changes = refresh(facts, reference, facts_of)
    for fact in facts:
        if isinstance(fact.body, CaseReceived | PaperIssued | VisitOpened):
            note_used(fact.body.number)
    return changes


def _documents(published: Sequence[Fact], reference: Reference) -> None:
    for fact in published:
        body = fact.body
        assert isinstance(body, DocumentPublished)
        upsert(
            "document",
            "id",
            {
                "id": fact.id,
                "kind": body.document_kind.value,
                "key": body.key,
                "number": body.number,
                "effective_from": body.effective_from.isoformat(),
                "content": json.dumps(body.content, ensure_ascii=False, sort_keys=True),
                "source": body.source,
                "approved_by": body.approved_by,
                "note": body.note,
            },
        )
        _check_version(fact.id, body)
    if published:
        reference.forget()


def _check_version(subject: str, body: DocumentPublished) -> None:
    """Two windows may have written the same version without seeing each other: a clash."""
    rows = database.execute_sql(
        "SELECT id FROM document WHERE kind = ? AND key = ? AND number = ? AND id <> ?",
        (body.document_kind.value, body.key, body.number, subject),
    )
    for (other,) in rows.fetchall():
        sentence = _("Version {number} of {key} was published twice. Publish the right one anew.")
        told = sentence.format(number=body.number, key=body.key)
        mark_clash(subject, told)
        mark_clash(other, told)


def _cases_of(facts: Sequence[Fact], parties: dict[str, None]) -> list[str]:
    """Cases whose rows depend on what changed: their applicant, guide, hall or calendar."""
    found = [
        case
        for party in parties
        for (case,) in database.execute_sql("SELECT id FROM cases WHERE applicant = ?", (party,))
    ]
    published = [fact.body for fact in facts if isinstance(fact.body, DocumentPublished)]
    if any(body.document_kind in EVERY_CASE for body in published):
        ended_since = _ended_since(published)
        rows = database.execute_sql(
            "SELECT id FROM cases WHERE ended_at IS NULL OR received_at >= ?", (ended_since,)
        )
        found.extend(case for (case,) in rows)
    for body in published:
        rows = database.execute_sql("SELECT id FROM cases WHERE matter = ?", (body.key,))
        found.extend(case for (case,) in rows)
    return found


def _ended_since(published: Sequence[DocumentPublished]) -> str:
    """From which day of receipt on cases that have ended are judged anew as well.

    All of them with the first hall that arrives: until then nobody knew when a day ends. Those a
    calendar reaches: of its year and the one before. None for a later version of the hall.
    """
    halls = sum(one.document_kind is DocumentKind.HALL for one in published)
    known = database.execute_sql(
        "SELECT COUNT(*) FROM document WHERE kind = ?", (DocumentKind.HALL.value,)
    ).fetchone()[0]
    if halls and halls == known:
        return ""
    years = [int(one.key) for one in published if one.document_kind is DocumentKind.CALENDAR]
    return str(min(years) - 1) if years else "9999"


def _visits_of(facts: Sequence[Fact], parties: dict[str, None]) -> list[str]:
    """Visits whose rows depend on what changed: their visitor, or a guide that came after them."""
    found = [
        visit
        for party in parties
        for (visit,) in database.execute_sql("SELECT id FROM visit WHERE visitor = ?", (party,))
    ]
    for fact in facts:
        body = fact.body
        if isinstance(body, DocumentPublished) and body.document_kind is DocumentKind.MATTER:
            rows = database.execute_sql("SELECT id FROM visit WHERE matter = ?", (body.key,))
            found.extend(visit for (visit,) in rows)
    return found


def party_row(party: Party) -> None:
    """The row search finds a person or organisation by; blank after erasure."""
    known = party.particulars
    name, number, phone = (known.name, known.number, known.phone) if known else ("", "", "")
    upsert(
        "party",
        "id",
        {
            "id": party.id,
            "party_kind": party.kind.value,
            "name": name,
            "initials": initials(name),
            "number": number,
            "number_reversed": number[::-1],
            "phone": phone,
            "phone_reversed": phone[::-1],
        },
    )
    rivals = _("Two windows wrote different particulars. Choose one.") if party.rivals else ""
    mark_clash(party.id, rivals)


def _names(party: str) -> tuple[str, str, str, str]:
    """Name, initials, number and phone of a party as its row has them; blank for nobody."""
    if not party:
        return ("", "", "", "")
    row = database.execute_sql(
        "SELECT name, initials, number, phone FROM party WHERE id = ?", (party,)
    ).fetchone()
    return row or ("", "", "", "")


def _paper_state(paper: Paper) -> str:
    """`issued` before any print, `void_requested` while a second person has to decide."""
    if paper.void_request and not paper.void_reason:
        return "void_requested"
    return paper.state.value if paper.state else "issued"


def paper_row(paper: Paper) -> None:
    """The row of the print register."""
    if not paper.kind:
        return
    upsert(
        "paper",
        "id",
        {
            "id": paper.id,
            "kind": paper.kind,
            "number": paper.number,
            "about": paper.about,
            "state": _paper_state(paper),
            "issued_at": paper.issued_at.isoformat() if paper.issued_at else "",
            "counter": paper.counter,
            "clerk": paper.clerk,
            "attempts": paper.attempts,
            "told_at": paper.told_at.isoformat() if paper.told_at else None,
            "copies": len(paper_spec(paper.kind).copies) if paper.kind in KINDS else 1,
            "void": bool(paper.void_reason),
        },
    )
    _check_number("paper", paper.number, paper.id)
    if paper.values is None:
        database.execute_sql("DELETE FROM sheet WHERE paper = ?", (paper.id,))


def _check_number(table: str, number: str, subject: str, trouble: str = "") -> None:
    """Say what a person has to settle: `trouble`, else a number given twice, else nothing."""
    others = same_number(table, number, subject)
    double = _("The number {number} was given twice.").format(number=number) if others else ""
    mark_clash(subject, trouble or double)
    for other in others:
        mark_first_clash(other, double)


def visit_row(visit: Visit, reference: Reference) -> None:
    """The row of the consult register and of today's list."""
    if not visit.number or visit.opened_at is None:
        return
    name, name_initials, _number, _phone = _names(visit.visitor)
    spec = reference.matter(visit.matter, visit.matter_version) if visit.matter else None
    upsert(
        "visit",
        "id",
        {
            "id": visit.id,
            "number": visit.number,
            "state": visit.state.value,
            "channel": visit.channel.value,
            "first_contact": visit.first_contact,
            "counter": visit.counter,
            "opened_at": visit.opened_at.isoformat(),
            "day": visit.opened_at.date().isoformat(),
            "visitor": visit.visitor,
            "visitor_name": name,
            "visitor_initials": name_initials,
            "matter": visit.matter,
            "matter_name": spec.name if spec else "",
            "promised_by": visit.promised_by.isoformat() if visit.promised_by else None,
            "guided_to": visit.guided_to or "",
            "guide_confirmed": bool(visit.guide_confirmed_by or visit.guide_followed_up),
            "guided_at": _text(visit.guided_at),
            "with_clerk": visit.with_clerk,
            "case_id": visit.case,
            "entered_late": bool(visit.late_entries),
        },
    )
    twice = _("Two windows made an application of this visit.") if visit.not_effective else ""
    _check_number("visit", visit.number, visit.id, twice)


def _case_days(case: Case, reference: Reference) -> dict[str, object]:
    """Due days of a case as instants of law; lapses and lights come from the present time.

    `telling_due_on` is empty once the applicant was told; a case that ended undecided owes
    nothing. `breached` is what no day can mend any more.
    """
    spec = reference.matter(case.matter, case.matter_version)
    seen, seen_watch, broken = CaseView(standing=Standing.UNKNOWN), Watch(), False
    if case.received_at and spec and reference.has_hall():
        law = (spec, reference.calendar(), reference.hall())
        broken = bool(records(case, case.received_at, *law))
        if case.state not in ENDED or case.course.decision:
            seen = view(case, case.received_at, *law)
            seen_watch = watch(case, *law)
    return {
        "clock_from": _text(seen.clock_from),
        "due_on": _text(seen.due.day if seen.due else None),
        "statutory_due_on": _text(seen.statutory.day if seen.statutory else None),
        "telling_due_on": _text(seen.tell_by.date() if seen.tell_by else None),
        "owed": seen_watch.owed.value,
        "owed_on": _text(seen_watch.owed_on),
        "lapses_at": _text(seen_watch.lapses_at),
        "next_owed": seen_watch.next_owed.value,
        "next_on": _text(seen_watch.next_on),
        "supply_by": _text(seen.supply_by),
        "breached": broken,
    }


def _course(case: Case) -> dict[str, object]:
    """What the lists after acceptance ask for."""
    course = case.course
    licence = course.licence if case.state in OPEN | RUNNING else None
    overdue = course.explained(OVERDUE)
    return {
        "decided_on": _text(course.decision.decided_on if course.decision else None),
        "expires_on": _text(licence.expires_on if licence else None),
        "untold": is_untold(case),
        "extension_asked_by": course.request.requested_by if course.request else "",
        "explained": overdue is not None,
        "public_reason": overdue.public_reason if overdue else "",
    }


def _text(moment: date | None) -> str | None:
    """A day or an instant as rows keep it."""
    return moment.isoformat() if moment else None


def rebuild(reference: Reference, vault: PartyVault) -> Changes:
    """Empty every projection and write it again from the facts."""
    for table in PROJECTED:
        database.execute_sql(f"DELETE FROM {table}")
    database.execute_sql("UPDATE subject SET clash = ''")
    reference.forget()
    rows = database.execute_sql("SELECT line FROM fact ORDER BY hlc, id").fetchall()
    facts = [decode(bytes(line), vault) for (line,) in rows]
    by_subject: dict[str, list[Fact]] = {}
    for fact in facts:
        by_subject.setdefault(fact.subject, []).append(fact)
    return refresh_heard(facts, reference, by_subject.__getitem__)


def case_row(case: Case, reference: Reference) -> None:
    """The row of the case list, with every due day as the calendar now gives it."""
    if not case.number or case.received_at is None:
        return
    spec = reference.matter(case.matter, case.matter_version)
    name, name_initials, number, phone = _names(case.applicant)
    upsert(
        "cases",
        "id",
        {
            "id": case.id,
            "number": case.number,
            "state": case.state.value,
            "matter": case.matter,
            "matter_name": spec.name if spec else "",
            "case_class": spec.case_class.value if spec else "",
            "applicant": case.applicant,
            "applicant_name": name,
            "applicant_initials": name_initials,
            "number_tail": tail(number),
            "phone_tail": tail(phone),
            "counter": case.counter,
            "clerk": case.clerk,
            "first_contact": case.first_contact,
            "received_at": case.received_at.isoformat(),
            "accepted_on": case.accepted_on.isoformat() if case.accepted_on else None,
            "ended_at": case.ended_at.isoformat() if case.ended_at else None,
            "entered_late": bool(case.late_entries),
            "updated_hlc": journal.heads_of(case.id)[1],
            **_case_days(case, reference),
            **_course(case),
        },
    )
    late = _("Another window had decided this case first.") if case.not_effective else ""
    _check_number("cases", case.number, case.id, late)
