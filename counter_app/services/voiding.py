"""Voiding a paper: a reason and a second person; number and record stay."""

from counter_app.domain.errors import Refusal
from counter_app.domain.papers import commands as c
from counter_app.domain.papers import rules
from counter_app.domain.papers.state import Paper, fold
from counter_app.models import keyring
from counter_app.services.act import Act
from counter_app.services.changes import Changes
from counter_app.services.desk import Desk
from counter_app.services.second_person import who_can_confirm
from counter_app.services.this_pc import folder_of
from counter_app.words import _


def who_can_agree(desk: Desk) -> list[tuple[str, str]]:
    """Ids and names of the supervisors whose password this PC can check, but the clerk's own."""
    return who_can_confirm(desk, rules.APPROVERS)


def void(desk: Desk, paper: str, reason: str, approved_by: str, password: str) -> Changes:
    """Void a paper with a supervisor at this window; about 100 ms for the password by design.

    Raises Refusal for who may not agree, InputFault on `reason` or `password`; then nothing
    is written.
    """
    if approved_by not in {id for id, _name in who_can_agree(desk)}:
        raise Refusal(
            _("This PC cannot check the password of that person."),
            rules.TRACE,
            _("Request it instead: the supervisor agrees at any other window."),
        )
    keyring.unlock(folder_of(desk), approved_by, password)
    return _do(desk, paper, c.Void(reason=reason, approved_by=approved_by))


def request(desk: Desk, paper: str, reason: str) -> Changes:
    """Ask a supervisor, who agrees from a sign-in of his own at any window."""
    return _do(desk, paper, c.RequestVoid(reason=reason))


def agree(desk: Desk, paper: str) -> Changes:
    """The supervisor signed in agrees to the request of another clerk."""
    return _do(desk, paper, c.Void())


def may_agree(desk: Desk, paper: Paper) -> bool:
    """Whether the clerk signed in is the second person somebody waits for."""
    asked = paper.void_request and not paper.void_reason
    is_entitled = bool(desk.station.roles & rules.APPROVERS)
    return bool(asked) and is_entitled and paper.void_requested_by != desk.station.clerk


def _do(desk: Desk, paper: str, command: c.PaperCommand) -> Changes:
    def deciding(act: Act) -> None:
        state = fold(paper, act.facts(paper))
        act.append(rules.decide(command, state, act.context()), paper)

    return desk.act(deciding).changes
