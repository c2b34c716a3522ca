"""The print register: every paper of this hall with how its prints went and what to do next."""

import enum
from datetime import datetime

import attrs

from counter_app.domain.bodies import paper as b
from counter_app.domain.bodies.paper import PrintState
from counter_app.domain.facts import Body, Fact, in_order
from counter_app.domain.papers.state import Paper, fold
from counter_app.models.base import database
from counter_app.printing import catalogue
from counter_app.services import journal, print_jobs, voiding
from counter_app.services.desk import Desk
from counter_app.services.paper_reading import COLUMNS, PaperLine, line_of
from counter_app.services.print_jobs import PrintJob, Stage
from counter_app.words import _

PAGE = 100


class Part(enum.StrEnum):
    """Which papers a list shows."""

    OPEN = "open"
    TODAY = "today"
    VOIDING = "voiding"
    ALL = "all"


@attrs.frozen(kw_only=True)
class Happening:
    """One line of a paper's history."""

    at: datetime
    text: str
    clerk: str


@attrs.frozen(kw_only=True)
class PaperCard:
    """A paper with its history. `job` is its last print at this PC, `advice` what to do now.

    `approvers` are those whose password this PC can check; `may_agree` says that the clerk
    signed in can void it as the second person.
    """

    paper: Paper
    history: tuple[Happening, ...]
    job: PrintJob | None
    advice: str
    approvers: tuple[tuple[str, str], ...]
    may_agree: bool

    @property
    def is_under_way(self) -> bool:
        """Whether it is at the printer, or in line for it."""
        return self.job is not None and self.job.stage is not Stage.ENDED


def list_papers(
    desk: Desk, part: Part, text: str = "", before: PaperLine | None = None, limit: int = PAGE
) -> list[PaperLine]:
    """A page of papers, newest first; `before` is the last line already shown.

    `text` is a part of the number, or of what the paper is called.
    """
    conditions, values = _condition(desk, part)
    if text:
        kinds = [kind for kind in catalogue.KINDS if text in catalogue.paper(kind).title]
        marks = ", ".join("?" * len(kinds))
        conditions.append(f"(number LIKE ? OR kind IN ({marks}))")
        values += [f"%{text.removeprefix('JC:')}%", *kinds]
    if before is not None:
        conditions.append("(issued_at, id) < (?, ?)")
        values += [before.issued_at.isoformat(), before.id]
    rows = database.execute_sql(
        f"SELECT {COLUMNS} FROM paper WHERE {' AND '.join(conditions)}"
        " ORDER BY issued_at DESC, id DESC LIMIT ?",
        (*values, limit),
    )
    return [line_of(row) for row in rows]


def _condition(desk: Desk, part: Part) -> tuple[list[str], list[str]]:
    here = desk.station.counter
    if part is Part.OPEN:
        return ["counter = ?", "told_at IS NULL", "NOT void"], [here]
    if part is Part.TODAY:
        return ["counter = ?", "issued_at >= ?"], [here, desk.clock().date().isoformat()]
    if part is Part.VOIDING:
        return ["state = 'void_requested'"], []
    return ["1 = 1"], []


def waiting_here(desk: Desk) -> int:
    """How many papers of this window have reached nobody."""
    row = database.execute_sql(
        "SELECT COUNT(*) FROM paper WHERE counter = ? AND told_at IS NULL AND NOT void",
        (desk.station.counter,),
    ).fetchone()
    return int(row[0])


def card(desk: Desk, paper_id: str) -> PaperCard:
    """The paper as the print desk shows it."""
    facts = journal.facts_of(paper_id, desk.vault)
    paper, job = fold(paper_id, facts), print_jobs.job_of(paper_id)
    return PaperCard(
        paper=paper,
        history=tuple(_happening(desk, fact) for fact in in_order(facts)),
        job=job,
        advice=_advice(paper, job),
        approvers=tuple(voiding.who_can_agree(desk)),
        may_agree=voiding.may_agree(desk, paper),
    )


def _happening(desk: Desk, fact: Fact) -> Happening:
    member = desk.reference.hall().member(fact.clerk)
    return Happening(
        at=fact.happened_at, text=words_of(fact.body), clerk=member.name if member else fact.clerk
    )


def words_of(body: Body) -> str:
    """What happened to a paper, in one sentence."""
    if isinstance(body, b.PaperIssued):
        return _("Issued")
    if isinstance(body, b.PrintReported):
        parts = (state_words(body.state), body.reason)
        return "：".join(part for part in parts if part)
    if isinstance(body, b.ReprintAsked):
        return _("Printed once more: {reason}").format(reason=body.reason or "—")
    if isinstance(body, b.VoidRequested):
        return _("Voiding requested: {reason}").format(reason=body.reason)
    if isinstance(body, b.PaperVoided):
        return _("Voided: {reason}").format(reason=body.reason)
    return _("Written by a newer program: update this window")


def state_words(state: PrintState) -> str:
    """A state of the print desk."""
    return {
        PrintState.SUBMITTED: _("Handed to the printer"),
        PrintState.PRINTED: _("Printed"),
        PrintState.UNCONFIRMED: _("Nobody knows whether it came out"),
        PrintState.FAILED: _("Not printed: failed"),
        PrintState.CANCELLED: _("Not printed: cancelled"),
        PrintState.HANDED_OVER: _("Handed over"),
    }[state]


def _advice(paper: Paper, job: PrintJob | None) -> str:
    """What the clerk should do now; empty when nothing is left to do."""
    if paper.void_reason:
        return _("Voided. A new paper names this one.")
    if job is not None and job.stage is Stage.WAITING:
        return _("The printer is busy; the paper waits in line and prints by itself.")
    if job is not None and job.stage is not Stage.ENDED:
        return job.reason or _("At the printer; please wait a moment.")
    if paper.void_request:
        return _("A second person has to agree before it is void.")
    if paper.is_told:
        return ""
    return {
        None: _("It has not been printed: print it, or hand it over otherwise."),
        PrintState.SUBMITTED: _("The program ended meanwhile: look whether the paper came out."),
        PrintState.UNCONFIRMED: _("Look at the tray and say whether the paper came out."),
        PrintState.FAILED: _("Put the printer right, then print again; the number stays."),
        PrintState.CANCELLED: _("It was taken back: print it when it is wanted; the number stays."),
    }.get(paper.state, "")
