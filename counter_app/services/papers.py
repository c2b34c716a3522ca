"""Issuing papers and getting them into the citizen's hand: told means printed."""

import time
from collections.abc import Callable
from typing import Any

import attrs

from counter_app.domain.bodies.case import Told
from counter_app.domain.bodies.paper import PaperIssued, PrintReported, PrintState
from counter_app.domain.errors import InputFault, Outage, Refusal
from counter_app.domain.numbering import Series
from counter_app.domain.papers.state import TELLS, Paper, fold
from counter_app.models.base import database, outages_told
from counter_app.printing import catalogue
from counter_app.printing.canvas import to_pdf
from counter_app.printing.fonts import house_fonts
from counter_app.printing.marks import reprinted
from counter_app.printing.operations import Sheets, from_json, to_json
from counter_app.printing.spec import PaperSpec
from counter_app.printing.transport.printers import Outcome, OutcomeState, Printer
from counter_app.printing.values import check_values
from counter_app.services import journal
from counter_app.services.act import Act
from counter_app.services.changes import Changes
from counter_app.services.desk import Desk
from counter_app.services.numbers import take_number
from counter_app.services.wordings import spec_named, take_wording
from counter_app.words import _

POLL_SECONDS = 0.3
PATIENCE_SECONDS = 60.0
"""How long a job is watched before the clerk is asked whether the paper came out."""

STATES = {
    OutcomeState.PENDING: PrintState.UNCONFIRMED,
    OutcomeState.CONFIRMED: PrintState.PRINTED,
    OutcomeState.UNCONFIRMED: PrintState.UNCONFIRMED,
    OutcomeState.FAILED: PrintState.FAILED,
    OutcomeState.CANCELLED: PrintState.CANCELLED,
}


@attrs.frozen(kw_only=True)
class Issued:
    """A paper that now exists: its id and its number."""

    id: str
    number: str
    kind: str


@attrs.frozen(kw_only=True)
class Printed:
    """How a print ended, in the states of the print desk, with what to do in words."""

    paper: str
    number: str
    state: PrintState
    reason: str
    changes: Changes


def issue(
    act: Act,
    kind: str,
    about: str,
    values_for: Callable[[str], dict[str, Any]],
    key_of: str = "",
) -> Issued:
    """Issue a paper in this act: take its number, keep everything printed on it.

    `values_for` gets the number and gives the values; they are sealed under
    `key_of`, the key of the party they name. An incomplete paper is refused here,
    before anything is written (InputFault naming the value), and so is one that would
    name a person whose particulars were erased (Refusal). The wording in force today holds;
    values it does not know, because a newer program gives them, are left out.
    """
    if key_of and act.vault.key(key_of) is None:
        raise Refusal(
            _("No paper can be issued: the particulars of the person it names were erased."),
            "个人信息保护法 第47条",
        )
    spec = take_wording(act, kind)
    number = take_number(act, Series(spec.series))
    newer = _newer(spec, kind)
    values = {name: one for name, one in values_for(number).items() if name not in newer}
    check_values(spec, values, house_fonts())
    body = PaperIssued(
        paper_kind=kind,
        number=number,
        about=about,
        key_of=key_of,
        spec=f"{kind}@{spec.version}",
        values=values,
    )
    return Issued(id=act.append(body).id, number=number, kind=kind)


def _newer(spec: PaperSpec, kind: str) -> frozenset[str]:
    """Values the program has learnt to give since this wording was put in force."""
    return frozenset(catalogue.paper(kind).values.keys() - spec.values.keys())


def paper_of(desk: Desk, paper: str) -> Paper:
    """The folded paper."""
    return fold(paper, journal.facts_of(paper, desk.vault))


def sheets_of(desk: Desk, paper: Paper) -> Sheets:
    """The drawing of an issued paper: kept once made, so a reprint is the same paper (S59).

    Drawn for the first time, it is drawn from the text it was issued under, whatever is in force
    now. Raises Refusal after an erasure, Outage when that text has not arrived here yet or the
    drawing cannot be kept.
    """
    if paper.values is None:
        raise Refusal(
            _("This paper cannot be drawn again: its particulars were erased."),
            "个人信息保护法 第47条",
        )
    row = database.execute_sql(
        "SELECT operations FROM sheet WHERE paper = ?", (paper.id,)
    ).fetchone()
    if row is not None:
        return from_json(bytes(row[0]).decode("utf-8"))
    spec = spec_named(paper.spec)
    sheets = catalogue.render(spec, paper.values, sample=desk.reference.hall().demo)
    with outages_told():
        database.execute_sql(
            "INSERT INTO sheet(paper, operations) VALUES (?, ?) ON CONFLICT DO NOTHING",
            (paper.id, to_json(sheets).encode("utf-8")),
        )
    return sheets


def pdf_of(desk: Desk, paper_id: str) -> bytes:
    """The PDF of an issued paper as the next print would be; a reprint says so on one line."""
    paper = paper_of(desk, paper_id)
    if not paper.number:
        raise InputFault({"paper": _("There is no such paper on this PC.")})
    sheets = sheets_of(desk, paper)
    if paper.is_told:
        today = desk.clock().date().isoformat()
        sheets = reprinted(sheets, paper.attempts, today, desk.station.clerk)
    return to_pdf(sheets, title=paper.number, created=paper.issued_at or desk.clock())


def print_paper(
    desk: Desk,
    paper_id: str,
    printer: Printer,
    address: str,
    *,
    copies: int = 1,
    pause: Callable[[float], None] = time.sleep,
) -> Printed:
    """Print an issued paper on `printer` at `address` and record how it went.

    The number stays the same (S55). The job of an earlier attempt is cancelled and seen
    to end first: a switched-off printer prints what it holds when power returns, and two
    originals of one number would exist.

    The outcome is a fact whatever it is. A printer that cannot be reached gives FAILED
    with what to do; one that never says the job ended gives UNCONFIRMED, and the clerk
    is asked.
    """
    paper = paper_of(desk, paper_id)
    if paper.void_reason:
        raise Refusal(_("This paper was voided."), "A3.5")
    pdf = pdf_of(desk, paper_id)
    attempt = paper.attempts + 1
    job = paper.job if paper.printer == address and not paper.is_told else ""
    began = _report(desk, paper, attempt, PrintState.SUBMITTED, address, job, "")
    try:
        if not (job and _came_out_after_all(printer, job, pause)):
            job = printer.submit(pdf, paper.number, copies)
        outcome = _watch(printer, job, pause)
        state, reason = STATES[outcome.state], outcome.reason
    except Outage as outage:
        state, reason = PrintState.FAILED, f"{outage.what}：{outage.hint}"
    ended = _report(desk, paper, attempt, state, address, job, reason)
    return Printed(
        paper=paper_id, number=paper.number, state=state, reason=reason, changes=began | ended
    )


def _came_out_after_all(printer: Printer, job: str, pause: Callable[[float], None]) -> bool:
    """End the job of an earlier attempt; True when it printed meanwhile. Outage when it stays."""
    outcome = printer.poll(job)
    if not outcome.is_final:
        printer.cancel(job)
        outcome = _watch(printer, job, pause)
    if not outcome.is_final:
        raise Outage(
            _("The printer still holds the last print"),
            _("Remove the job at the printer, then print again; the number stays."),
        )
    return outcome.state is OutcomeState.CONFIRMED


def _watch(printer: Printer, job: str, pause: Callable[[float], None]) -> Outcome:
    """Poll the open job until it ends or patience does."""
    waited = 0.0
    outcome = printer.poll(job)
    while not outcome.is_final and waited < PATIENCE_SECONDS:
        pause(POLL_SECONDS)
        waited += POLL_SECONDS
        outcome = printer.poll(job)
    return outcome


def confirm(desk: Desk, paper_id: str, *, came_out: bool) -> Changes:
    """The clerk's answer to “纸出来了吗？”, or the paper was handed over otherwise."""
    paper = paper_of(desk, paper_id)
    if not paper.number:
        raise InputFault({"paper": _("There is no such paper on this PC.")})
    state = PrintState.HANDED_OVER if came_out else PrintState.FAILED
    return _report(desk, paper, max(1, paper.attempts), state, paper.printer, paper.job, "")


def _report(
    desk: Desk,
    paper: Paper,
    attempt: int,
    state: PrintState,
    printer: str,
    job: str,
    reason: str,
) -> Changes:
    body = PrintReported(attempt=attempt, state=state, printer=printer, job=job, reason=reason)

    def reporting(act: Act) -> None:
        before = fold(paper.id, act.facts(paper.id))
        act.append(body, paper.id)
        if state in TELLS and not before.is_told and _is_case(paper.about):
            act.append(Told(paper=paper.id, paper_kind=paper.kind), paper.about)

    return desk.act(reporting).changes


def _is_case(subject: str) -> bool:
    row = database.execute_sql("SELECT kind FROM subject WHERE id = ?", (subject,)).fetchone()
    return bool(row) and row[0] == "case"
