"""Disputes: handed to the supervisor with one note; nobody argues at the window (A1.3.5)."""

from collections.abc import Iterable
from datetime import datetime

import attrs

from counter_app.domain.asking import need, only_supervisor
from counter_app.domain.bodies import dispute as b
from counter_app.domain.context import Context
from counter_app.domain.errors import Refusal
from counter_app.domain.facts import Fact, UnknownBody, in_order
from counter_app.domain.fields import typed
from counter_app.words import _

CLAUSE = "A1.3.5"


@attrs.frozen(kw_only=True)
class Dispute:
    """One dispute; `about` is the visit or case, `number` its number."""

    id: str
    about: str = ""
    number: str = ""
    note: str = ""
    raised_by: str = ""
    counter: str = ""
    raised_at: datetime | None = None
    answer: str = ""
    settled_at: datetime | None = None
    settled_by: str = ""
    needs_update: bool = False


@attrs.frozen(kw_only=True)
class Raise:
    """Hand it to the supervisor."""

    about: str = ""
    number: str = ""
    note: str = typed("note")


@attrs.frozen(kw_only=True)
class Settle:
    """What the supervisor did."""

    answer: str = typed("answer")


def raised(command: Raise) -> b.DisputeRaised:
    """The first fact: one note is enough."""
    need(note=(command.note, _("Say in a few words what it is about.")))
    return b.DisputeRaised(about=command.about, number=command.number, note=command.note)


def settled(command: Settle, dispute: Dispute, context: Context) -> b.DisputeSettled:
    """A supervisor settles it."""
    only_supervisor(context, _("Only a supervisor settles a dispute."), CLAUSE)
    if dispute.settled_at is not None:
        raise Refusal(_("This dispute is settled already."), CLAUSE)
    need(answer=(command.answer, _("Say what was done about it.")))
    return b.DisputeSettled(answer=command.answer)


def fold(subject: str, facts: Iterable[Fact]) -> Dispute:
    """The dispute `subject` as its facts tell it; total over any set of facts."""
    found = Dispute(id=subject)
    for fact in in_order(facts):
        body = fact.body
        if isinstance(body, b.DisputeRaised):
            found = attrs.evolve(
                found,
                about=body.about,
                number=body.number,
                note=body.note,
                raised_by=fact.clerk,
                counter=fact.window,
                raised_at=fact.happened_at,
            )
        elif isinstance(body, b.DisputeSettled) and found.settled_at is None:
            found = attrs.evolve(
                found, answer=body.answer, settled_at=fact.happened_at, settled_by=fact.clerk
            )
        elif isinstance(body, UnknownBody):
            found = attrs.evolve(found, needs_update=True)
    return found
