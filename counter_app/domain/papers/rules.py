"""What may be done with an issued paper: told once, printed again as a reprint, never unsaid."""

from functools import singledispatch

from counter_app.domain.bodies import paper as b
from counter_app.domain.bodies.paper import PrintState
from counter_app.domain.context import SUPERVISOR, Context
from counter_app.domain.errors import InputFault, Refusal
from counter_app.domain.facts import Body
from counter_app.domain.papers import commands as c
from counter_app.domain.papers.state import Paper
from counter_app.words import _

MIN_REASON = 4
"""A reason shorter than this many characters explains nothing later."""
APPROVERS = frozenset({SUPERVISOR, "administrator"})
TELLING, TRACE, PRIVACY = "A3.5", "A1.4.1", "A5.5.1"


@singledispatch
def decide(command: object, paper: Paper, context: Context) -> Body:
    """The body `command` gives birth to, or a Refusal or InputFault saying why not."""
    raise TypeError(f"no rule for {type(command).__name__}")


def _counts(paper: Paper) -> None:
    """Refuse for a paper that is not here or that was voided."""
    if not paper.kind:
        raise InputFault({"paper": _("There is no such paper on this PC.")})
    if paper.void_reason:
        raise Refusal(
            _("This paper was voided."),
            TELLING,
            _("Issue a new paper; it names the voided one."),
        )


def needs_reason(paper: Paper) -> bool:
    """Whether printing it again shows somebody's particulars once more (S61)."""
    return paper.is_told and bool(paper.key_of)


@decide.register
def _print(command: c.Print, paper: Paper, context: Context) -> b.PrintReported:
    _counts(paper)
    return b.PrintReported(
        attempt=paper.attempts + 1,
        state=PrintState.SUBMITTED,
        printer=command.printer,
        job=command.job,
    )


@decide.register
def _reprint(command: c.Reprint, paper: Paper, context: Context) -> b.ReprintAsked:
    _counts(paper)
    if not paper.is_told:
        raise Refusal(_("This paper has reached nobody yet: print it, the number stays."), TELLING)
    if needs_reason(paper):
        _explained(command.reason)
    return b.ReprintAsked(reason=command.reason)


@decide.register
def _confirm(command: c.Confirm, paper: Paper, context: Context) -> b.PrintReported:
    _counts(paper)
    return b.PrintReported(
        attempt=max(1, paper.attempts),
        state=PrintState.HANDED_OVER if command.came_out else PrintState.FAILED,
        printer=paper.printer,
        job=paper.job,
    )


@decide.register
def _request(command: c.RequestVoid, paper: Paper, context: Context) -> b.VoidRequested:
    _counts(paper)
    _explained(command.reason)
    if paper.void_request:
        raise Refusal(
            _("It has been requested already; a supervisor decides at any window."), TRACE
        )
    return b.VoidRequested(reason=command.reason)


@decide.register
def _void(command: c.Void, paper: Paper, context: Context) -> b.PaperVoided:
    _counts(paper)
    if not command.approved_by:
        return _agreed(paper, context)
    _explained(command.reason)
    if command.approved_by == context.clerk:
        raise Refusal(_("A second person has to agree; nobody voids a paper alone."), TRACE)
    member = context.hall.member(command.approved_by)
    if member is None or not member.roles & APPROVERS:
        raise Refusal(_("Only a supervisor or an administrator can agree to it."), TRACE)
    return b.PaperVoided(reason=command.reason, approved_by=command.approved_by)


def _agreed(paper: Paper, context: Context) -> b.PaperVoided:
    """The clerk signed in agrees to the request of another clerk."""
    if not paper.void_request:
        raise Refusal(_("Nobody has requested that this paper be voided."), TRACE)
    if paper.void_requested_by == context.clerk:
        raise Refusal(_("A second person has to agree; nobody voids a paper alone."), TRACE)
    if not context.roles & APPROVERS:
        raise Refusal(_("Only a supervisor or an administrator can agree to it."), TRACE)
    return b.PaperVoided(reason=paper.void_request, approved_by=context.clerk)


def _explained(reason: str) -> None:
    if len(reason) < MIN_REASON:
        message = _("Say why in at least {least} characters; it stays on record.")
        raise InputFault({"reason": message.format(least=MIN_REASON)})


@decide.register
def _sign(command: c.Sign, paper: Paper, context: Context) -> b.PaperSigned:
    _counts(paper)
    if not paper.is_told:
        message = _("Hand the paper over first; nobody signs for what he has not got.")
        raise Refusal(message, TELLING)
    if paper.signed_at is not None:
        raise Refusal(_("This paper is signed for already."), TELLING)
    if not command.strokes:
        raise InputFault({"strokes": _("Nothing was written.")})
    return b.PaperSigned(key_of=paper.key_of, strokes=command.strokes)
