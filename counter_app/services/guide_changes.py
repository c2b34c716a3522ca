"""The next version of a guide: proposed by one person, published by another's approval."""

from datetime import date

from counter_app.domain.bodies.document import DocumentKind
from counter_app.domain.errors import InputFault
from counter_app.domain.guides import commands as c
from counter_app.domain.guides.rules import decide
from counter_app.domain.guides.state import Line, Proposal, ProposalState, Versions, fold
from counter_app.domain.matters import MatterSpec
from counter_app.models.base import database
from counter_app.services import journal
from counter_app.services.act import Act
from counter_app.services.desk import Desk, Done
from counter_app.services.founding import publish
from counter_app.words import _


def waiting(desk: Desk) -> tuple[Proposal, ...]:
    """Every proposal without an answer, the first to take effect first."""
    rows = database.execute_sql("SELECT DISTINCT subject FROM fact WHERE subject_kind = 'guide'")
    found = [fold(subject, journal.facts_of(subject, desk.vault)) for (subject,) in rows.fetchall()]
    still = [one for one in found if one.state is ProposalState.PROPOSED]
    return tuple(sorted(still, key=lambda one: (one.effective_from or date.max, one.id)))


def versions_of(desk: Desk, code: str, without: str = "") -> Versions:
    """The versions of a matter, published and waiting; the proposal `without` is left out."""
    rows = database.execute_sql(
        "SELECT number, effective_from FROM document WHERE kind = ? AND key = ? ORDER BY number",
        (DocumentKind.MATTER.value, code),
    ).fetchall()
    published = tuple(
        Line(number=number, effective_from=date.fromisoformat(day)) for number, day in rows
    )
    return Versions(
        base=desk.reference.matter(code, published[-1].number) if published else None,
        published=published,
        waiting=tuple(
            Line(number=0, effective_from=one.effective_from)
            for one in waiting(desk)
            if one.code == code and one.id != without and one.effective_from is not None
        ),
    )


def propose(
    desk: Desk,
    spec: MatterSpec,
    based_on: int,
    effective_from: date | None,
    note: str,
    basis: str,
) -> Done[str]:
    """Propose `spec`, written from version `based_on`; gives the id of the proposal."""
    command = c.Propose(
        spec=spec, based_on=based_on, effective_from=effective_from, note=note, basis=basis
    )

    def proposing(act: Act) -> str:
        held = versions_of(desk, spec.code)
        return act.append(decide(command, Proposal(id=""), act.context(), held)).id

    return desk.act(proposing)


def approve(desk: Desk, subject: str) -> Done[Proposal]:
    """A second person agrees; the same act publishes the version."""

    def approving(act: Act) -> Proposal:
        proposal = _answer(desk, act, subject, c.Approve())
        assert proposal.effective_from is not None
        publish(
            act,
            DocumentKind.MATTER,
            proposal.code,
            proposal.content,
            source=proposal.basis,
            effective_from=proposal.effective_from,
            note=proposal.note,
        )
        return proposal

    return desk.act(approving)


def reject(desk: Desk, subject: str, reason: str) -> Done[Proposal]:
    """A second person sends a proposal back."""
    return desk.act(lambda act: _answer(desk, act, subject, c.Reject(reason=reason)))


def withdraw(desk: Desk, subject: str, reason: str = "") -> Done[Proposal]:
    """The proposer takes it back."""
    return desk.act(lambda act: _answer(desk, act, subject, c.Withdraw(reason=reason)))


def _answer(
    desk: Desk, act: Act, subject: str, command: c.Approve | c.Reject | c.Withdraw
) -> Proposal:
    proposal = fold(subject, act.facts(subject))
    if proposal.state is None:
        raise InputFault({"guide": _("There is no such proposal on this PC.")})
    held = versions_of(desk, proposal.code, without=subject)
    act.append(decide(command, proposal, act.context(), held), subject)
    return fold(subject, act.facts(subject))
