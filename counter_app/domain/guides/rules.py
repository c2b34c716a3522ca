"""Who may change a guide: one proposes the next version, another approves it (A3.4.5)."""

from functools import singledispatch

from counter_app.domain.bodies import guide as b
from counter_app.domain.context import SUPERVISOR, Context
from counter_app.domain.errors import Clash, InputFault, Refusal
from counter_app.domain.facts import Body
from counter_app.domain.guides import commands as c
from counter_app.domain.guides.checks import check_content, check_day
from counter_app.domain.guides.state import Proposal, ProposalState, Versions
from counter_app.domain.matters import MatterSpec
from counter_app.words import _

ADMINISTRATOR = "administrator"
EDITORS = frozenset({ADMINISTRATOR, SUPERVISOR})
MIN_NOTE = 2
"""A reason shorter than this many characters says nothing."""


@singledispatch
def decide(command: object, proposal: Proposal, context: Context, versions: Versions) -> Body:
    """The body `command` gives birth to; Refusal, InputFault or Clash say why there is none.

    `versions` are those of the matter the proposal is about, the proposal itself left out.
    """
    raise TypeError(f"no rule for {type(command).__name__}")


def may_edit(roles: frozenset[str]) -> bool:
    """Whether somebody with these roles may write or answer a version."""
    return bool(EDITORS & roles)


def _editor(context: Context) -> None:
    if not may_edit(context.roles):
        raise Refusal(
            _("Only a supervisor or an administrator may change a guide."),
            "A3.4.5",
            _("Tell the supervisor what should change, and on what basis."),
        )


def _is_newest(based_on: int, code: str, versions: Versions) -> None:
    """A version written from an older one would silently undo what came between."""
    if based_on != versions.next_number - 1:
        raise Clash(
            _("Another version of this guide was published meanwhile. Begin from that one."),
            code,
        )


@decide.register
def _propose(
    command: c.Propose, proposal: Proposal, context: Context, versions: Versions
) -> b.GuideProposed:
    _editor(context)
    _is_newest(command.based_on, command.spec.code, versions)
    day = check_day(command.effective_from, context.today, versions)
    for field, text in (("note", command.note), ("basis", command.basis)):
        if len(text.strip()) < MIN_NOTE:
            message = _("Say what changes and on what basis; the second person reads it.")
            raise InputFault({field: message})
    content = command.spec.to_content()
    if versions.base is not None and content == versions.base.to_content():
        raise InputFault({"note": _("Nothing was changed yet.")})
    check_content(command.spec, versions.base, context)
    return b.GuideProposed(
        code=command.spec.code,
        content=content,
        based_on=command.based_on,
        effective_from=day,
        note=command.note.strip(),
        basis=command.basis.strip(),
    )


def _is_open(proposal: Proposal) -> None:
    if proposal.state is not ProposalState.PROPOSED:
        raise Refusal(
            _("This proposal does not wait for an answer."),
            "A3.4.5",
            _("Propose the version anew if the guide should still change."),
        )


def _second_person(proposal: Proposal, context: Context) -> None:
    _editor(context)
    _is_open(proposal)
    if proposal.proposed_by == context.clerk:
        raise Refusal(
            _("You proposed this version yourself; a second person approves it."),
            "A3.4.5",
            _("Ask another administrator or a supervisor, or withdraw the proposal."),
        )


@decide.register
def _approve(
    command: c.Approve, proposal: Proposal, context: Context, versions: Versions
) -> b.GuideApproved:
    _second_person(proposal, context)
    _is_newest(proposal.based_on, proposal.code, versions)
    check_day(proposal.effective_from, context.today, versions)
    spec = MatterSpec.from_content(proposal.content)
    check_content(spec, versions.base, context)
    return b.GuideApproved(number=versions.next_number)


@decide.register
def _reject(
    command: c.Reject, proposal: Proposal, context: Context, versions: Versions
) -> b.GuideRejected:
    _second_person(proposal, context)
    if len(command.reason.strip()) < MIN_NOTE:
        raise InputFault({"reason": _("Say what is wrong with it.")})
    return b.GuideRejected(reason=command.reason.strip())


@decide.register
def _withdraw(
    command: c.Withdraw, proposal: Proposal, context: Context, versions: Versions
) -> b.GuideWithdrawn:
    _is_open(proposal)
    if proposal.proposed_by != context.clerk:
        raise Refusal(
            _("Only the one who proposed a version may withdraw it."),
            "A3.4.5",
            _("Reject it instead, and say why."),
        )
    return b.GuideWithdrawn(reason=command.reason.strip())
