"""From an issued paper to the citizen's hand: told means printed, and never two originals."""

import time
from collections.abc import Callable

import attrs

from counter_app.domain.bodies.case import Told
from counter_app.domain.bodies.paper import PrintReported, PrintState
from counter_app.domain.errors import Outage
from counter_app.domain.papers import commands as c
from counter_app.domain.papers import rules
from counter_app.domain.papers.state import TELLS, Paper, fold
from counter_app.models.base import database
from counter_app.printing.transport.addresses import printer_for
from counter_app.printing.transport.printers import Busy, Outcome, OutcomeState, Printer
from counter_app.services import print_jobs
from counter_app.services.act import Act
from counter_app.services.changes import Changes
from counter_app.services.desk import Desk
from counter_app.services.papers import paper_of, pdf_of, title_of
from counter_app.services.print_jobs import PrintJob, Stage
from counter_app.words import _

POLL_SECONDS = 0.3
PATIENCE_SECONDS = 60.0
"""How long a job is watched before the clerk is asked whether the paper came out."""
BUSY_SECONDS = 600.0
"""How long a busy printer is asked again before the paper counts as failed."""
LOST_SECONDS = 10.0
"""How long a printer that took the job may be silent."""

STATES = {
    OutcomeState.PENDING: PrintState.UNCONFIRMED,
    OutcomeState.CONFIRMED: PrintState.PRINTED,
    OutcomeState.UNCONFIRMED: PrintState.UNCONFIRMED,
    OutcomeState.FAILED: PrintState.FAILED,
    OutcomeState.CANCELLED: PrintState.CANCELLED,
}
Pause = Callable[[float], None]


@attrs.frozen(kw_only=True)
class Printed:
    """How a print ended, in the states of the print desk, with what to do in words."""

    paper: str
    kind: str
    number: str
    state: PrintState
    reason: str
    changes: Changes


def print_paper(
    desk: Desk,
    paper_id: str,
    printer: Printer,
    address: str,
    *,
    reason: str = "",
    copies: int = 1,
    pause: Pause = time.sleep,
) -> Printed:
    """Print an issued paper on `printer` at `address` and record how it went.

    The number stays the same (S55). The job of an earlier attempt is cancelled and seen
    to end first: a switched-off printer prints what it holds when power returns, and two
    originals of one number would exist. A paper that was handed over is printed as a
    reprint: InputFault on `reason` where the paper names somebody and nothing is said.

    The outcome is a fact whatever it is. A printer that cannot be reached gives FAILED
    with what to do; one that never says the job ended, or falls silent after it took the
    job, gives UNCONFIRMED, and the clerk is asked. So does an earlier print whose outcome could
    not be written down: nothing is sent before somebody has looked.
    """
    left = print_jobs.job_of(paper_id)
    if left is not None and left.stage is not Stage.ENDED:
        holding = printer if left.printer == address else printer_for(left.printer)
        return resume(desk, left, holding, pause=pause)
    return _tried(desk, paper_id, printer, address, reason, copies, pause)


def _tried(
    desk: Desk,
    paper_id: str,
    printer: Printer,
    address: str,
    reason: str,
    copies: int,
    pause: Pause,
) -> Printed:
    """One attempt: the earlier job ended first, then ours sent, followed and recorded."""
    paper = paper_of(desk, paper_id)
    pdf = pdf_of(desk, paper_id, address)
    earlier = "" if paper.state in TELLS else paper.job
    began = _begin(desk, paper_id, address, reason, earlier)
    attempt, at, job = paper.attempts + 1, address, ""
    try:
        if earlier:
            at, job = paper.printer, earlier
        before = printer if at == address else printer_for(at)
        ended = _ended_before(before, earlier, pause) if earlier else None
        if ended is not None and _settles(ended, paper):
            outcome = ended
        else:
            at, job = address, _submit(printer, pdf, paper, copies, pause)
            outcome = _followed(printer, paper_id, at, job, pause)
        state, words = STATES[outcome.state], outcome.reason
    except Outage as outage:
        state, words = PrintState.FAILED, f"{outage.what}：{outage.hint}"
    return _ended(desk, paper_id, attempt, state, at, job, words, began)


def _followed(printer: Printer, paper: str, at: str, job: str, pause: Pause) -> Outcome:
    """What became of a job just taken; without a job the clerk has taken the paper back."""
    if not job:
        return Outcome(OutcomeState.CANCELLED, _("Taken back before the printer had it."))
    print_jobs.taken(paper, at, job)
    return _watched(printer, paper, job, pause)


def resume(desk: Desk, left: PrintJob, printer: Printer, *, pause: Pause = time.sleep) -> Printed:
    """Find out what became of a print whose program was killed; nothing is sent again.

    Not even the job may be known: then only the clerk can say whether paper came out. Before
    PRINTING the row holds at most the job of an earlier attempt, which tells nothing of this one.
    """
    outcome = Outcome(
        OutcomeState.UNCONFIRMED, _("The program ended while the paper was on its way.")
    )
    if left.stage is Stage.PRINTING:
        outcome = _watched(printer, left.paper, left.job, pause)
    return _ended(
        desk, left.paper, left.attempt, STATES[outcome.state], left.printer, left.job,
        outcome.reason, Changes(),
    )  # fmt: skip


def _begin(desk: Desk, paper_id: str, address: str, reason: str, job: str) -> Changes:
    """Record the attempt and open its row, in one act."""

    def beginning(act: Act) -> None:
        paper = fold(paper_id, act.facts(paper_id))
        context = act.context()
        if paper.is_told:
            act.append(rules.decide(c.Reprint(reason=reason), paper, context), paper_id)
        at = paper.printer if job else address
        act.append(rules.decide(c.Print(printer=at, job=job), paper, context), paper_id)
        print_jobs.begin(paper_id, paper.attempts + 1, at, job)

    return desk.act(beginning).changes


def _submit(printer: Printer, pdf: bytes, paper: Paper, copies: int, pause: Pause) -> str:
    """The job's id, or nothing when the clerk took the paper back while the printer was busy."""
    waited = 0.0
    began = time.monotonic()
    while True:
        try:
            return printer.submit(pdf, title_of(paper), copies)
        except Busy as busy:
            if waited >= BUSY_SECONDS:
                raise
            print_jobs.progress(paper.id, Stage.WAITING, busy.what)
            waited = _longer(waited, began)
            pause(POLL_SECONDS)
            if _is_taken_back(paper.id):
                return ""


def _longer(waited: float, began: float) -> float:
    """Seconds after one more pause; a question that hangs until it times out counts as well."""
    return max(waited + POLL_SECONDS, time.monotonic() - began)


def _is_taken_back(paper: str) -> bool:
    row = print_jobs.job_of(paper)
    return row is not None and row.is_cancelled


def _settles(ended: Outcome, paper: Paper) -> bool:
    """Whether the end of the earlier job leaves nothing to send: it printed, or nobody knows yet.

    A printer that forgot the job may have printed it: only the clerk's No lets it be sent again.
    """
    is_unknown = ended.state is OutcomeState.UNCONFIRMED and paper.state is PrintState.UNCONFIRMED
    return ended.state is OutcomeState.CONFIRMED or is_unknown


def _ended_before(printer: Printer, job: str, pause: Pause) -> Outcome:
    """End the job of an earlier attempt and say how it ended. Outage when it stays."""
    outcome = printer.poll(job)
    if not outcome.is_final:
        printer.cancel(job)
        outcome = _watch(printer, job, pause)
    if not outcome.is_final:
        raise Outage(
            _("The printer still holds the last print"),
            _("Remove the job at the printer, then print again; the number stays."),
        )
    return outcome


def held_at(desk: Desk, paper_id: str) -> str:
    """The printer that took the last job of a paper; empty for one that was never sent."""
    paper = paper_of(desk, paper_id)
    return paper.printer if paper.job else ""


def let_go(desk: Desk, paper_id: str) -> None:
    """A paper handed over otherwise, or voided, must not come out later as another original.

    Ends what its printer still holds; Outage when the printer cannot be asked. Runs in the
    printer's lane.
    """
    paper = paper_of(desk, paper_id)
    is_settled = paper.state is PrintState.HANDED_OVER or bool(paper.void_reason)
    if not paper.job or not is_settled:
        return
    printer = printer_for(paper.printer)
    try:
        if not printer.poll(paper.job).is_final:
            printer.cancel(paper.job)
    except Outage as outage:
        raise Outage(
            _("The paper was handed over, and the printer may still hold another one"),
            _("Remove the job at the printer before it is switched on again."),
        ) from outage


def _watch(printer: Printer, job: str, pause: Pause) -> Outcome:
    """Poll the open job until it ends or patience does."""
    waited = 0.0
    began = time.monotonic()
    outcome = printer.poll(job)
    while not outcome.is_final and waited < PATIENCE_SECONDS:
        pause(POLL_SECONDS)
        waited = _longer(waited, began)
        outcome = printer.poll(job)
    return outcome


def _watched(printer: Printer, paper: str, job: str, pause: Pause) -> Outcome:
    """The same for a job of ours: its progress is kept, and the clerk may take it back."""
    waited = silent = 0.0
    began = heard = time.monotonic()
    said = ""
    is_asked_back = False
    while True:
        try:
            outcome = printer.poll(job)
            silent, heard = 0.0, time.monotonic()
            if not outcome.is_final and not is_asked_back and _is_taken_back(paper):
                printer.cancel(job)
                is_asked_back = True
        except Outage as outage:
            outcome = Outcome(OutcomeState.PENDING, f"{outage.what}　{outage.hint}")
            silent = _longer(silent, heard)
        if outcome.is_final or waited >= PATIENCE_SECONDS or silent > LOST_SECONDS:
            return outcome
        if outcome.reason != said:
            said = outcome.reason
            print_jobs.progress(paper, Stage.PRINTING, said)
        pause(POLL_SECONDS)
        waited = _longer(waited, began)


def confirm(desk: Desk, paper_id: str, *, came_out: bool) -> Changes:
    """The clerk's answer to “纸出来了吗？”, or the paper was handed over otherwise."""

    def confirming(act: Act) -> None:
        paper = fold(paper_id, act.facts(paper_id))
        body = rules.decide(c.Confirm(came_out=came_out), paper, act.context())
        assert isinstance(body, PrintReported)
        _report(act, paper, body)

    return desk.act(confirming).changes


def _ended(
    desk: Desk,
    paper_id: str,
    attempt: int,
    state: PrintState,
    printer: str,
    job: str,
    reason: str,
    began: Changes,
) -> Printed:
    body = PrintReported(attempt=attempt, state=state, printer=printer, job=job, reason=reason)

    def ending(act: Act) -> Paper:
        paper = fold(paper_id, act.facts(paper_id))
        _report(act, paper, body)
        print_jobs.end(paper_id)
        return paper

    done = desk.act(ending)
    return Printed(
        paper=paper_id,
        kind=done.value.kind,
        number=done.value.number,
        state=state,
        reason=reason,
        changes=began | done.changes,
    )


def _report(act: Act, paper: Paper, body: PrintReported) -> None:
    """Write the outcome down; a paper about a case tells its applicant the first time it is out."""
    act.append(body, paper.id)
    if body.state in TELLS and not paper.is_told and _is_case(paper.about):
        act.append(Told(paper=paper.id, paper_kind=paper.kind), paper.about)


def _is_case(subject: str) -> bool:
    row = database.execute_sql("SELECT kind FROM subject WHERE id = ?", (subject,)).fetchone()
    return bool(row) and row[0] == "case"
