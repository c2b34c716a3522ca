"""Who may change what a paper says: one proposes, another puts it in force."""

from functools import singledispatch

from counter_app.domain.bodies import wording as b
from counter_app.domain.context import SUPERVISOR, Context
from counter_app.domain.errors import Clash, InputFault, Refusal
from counter_app.domain.facts import Body
from counter_app.domain.phrases import check_public_text
from counter_app.domain.wordings import commands as c
from counter_app.domain.wordings.state import Standing, Wording, WordingState, version_of
from counter_app.words import _

ADMINISTRATOR = "administrator"
SECOND = frozenset({ADMINISTRATOR, SUPERVISOR})
"""Who may put a wording in force, unless it is their own."""

MIN_NOTE = 2
"""A reason shorter than this many characters says nothing."""


@singledispatch
def decide(command: object, wording: Wording, context: Context, standing: Standing) -> Body:
    """The body `command` gives birth to; Refusal, InputFault or Clash say why there is none.

    `standing` are the approved wordings of the layout the command is about.
    """
    raise TypeError(f"no rule for {type(command).__name__}")


def may_propose(roles: frozenset[str]) -> bool:
    """Whether somebody with these roles may propose a wording."""
    return ADMINISTRATOR in roles


def may_see(roles: frozenset[str]) -> bool:
    """Whether somebody with these roles works with wordings at all."""
    return bool(SECOND & roles)


@decide.register
def _propose(
    command: c.Propose, wording: Wording, context: Context, standing: Standing
) -> b.WordingProposed:
    if not may_propose(context.roles):
        raise Refusal(
            _("Only an administrator of the hall may propose a wording."),
            "A3.4.5",
            _("Tell the administrator what should read differently."),
        )
    if command.based_on not in (standing.on(context.today), standing.last):
        raise Clash(
            _(
                "Another wording of this paper was put in force meanwhile. "
                "Compare it with yours, then begin from it."
            ),
            wording.id or command.layout,
        )
    wanted = version_of(command.text) if command.text else standing.shipped
    if wanted in (command.based_on, standing.last):
        raise InputFault({"text": _("Nothing was changed yet.")})
    if len(command.note.strip()) < MIN_NOTE:
        raise InputFault({"note": _("Say why the wording changes; the second person reads it.")})
    check_public_text(command.text, context.forbidden)
    return b.WordingProposed(
        layout=command.layout,
        text=command.text,
        based_on=command.based_on,
        note=command.note.strip(),
    )


def _is_open(wording: Wording) -> None:
    if wording.state is None:
        raise Refusal(_("This proposal has not arrived here yet."), "A3.5")
    if wording.state is not WordingState.PROPOSED:
        raise Refusal(
            _("This proposal has been answered already."),
            "A3.5",
            _("Propose the wording anew if it should still change."),
        )


def _second_person(wording: Wording, context: Context) -> None:
    """The one who answers is entitled to, and is not the one who asked."""
    if not may_see(context.roles):
        raise Refusal(
            _("Only an administrator or a supervisor may answer a proposal."),
            "A3.4.5",
            _("Ask one of them to look at it."),
        )
    _is_open(wording)
    if wording.proposed_by == context.clerk:
        raise Refusal(
            _("You proposed this wording yourself; a second person puts it in force."),
            "A3.5",
            _("Ask another administrator or a supervisor, or withdraw the proposal."),
        )


@decide.register
def _approve(
    command: c.Approve, wording: Wording, context: Context, standing: Standing
) -> b.WordingApproved:
    _second_person(wording, context)
    if command.effective_from is None or command.effective_from < context.today:
        message = _("A wording takes effect today or later; what was printed stays as it was.")
        raise InputFault({"effective_from": message})
    if standing.on(command.effective_from) != wording.based_on:
        raise Clash(
            _(
                "This proposal changes a wording that is not in force on that day. "
                "Reject it and let it be proposed anew."
            ),
            wording.id,
        )
    return b.WordingApproved(effective_from=command.effective_from)


@decide.register
def _reject(
    command: c.Reject, wording: Wording, context: Context, standing: Standing
) -> b.WordingRejected:
    _second_person(wording, context)
    if len(command.reason.strip()) < MIN_NOTE:
        raise InputFault({"reason": _("Say what is wrong with it.")})
    return b.WordingRejected(reason=command.reason.strip())


@decide.register
def _withdraw(
    command: c.Withdraw, wording: Wording, context: Context, standing: Standing
) -> b.WordingWithdrawn:
    _is_open(wording)
    if wording.proposed_by != context.clerk:
        raise Refusal(
            _("Only the one who proposed a wording may withdraw it."),
            "A3.5",
            _("Reject it instead, and say why."),
        )
    return b.WordingWithdrawn(reason=command.reason.strip())
