"""Messages for a colleague: on the recipient's list until they are done (A1.5.6c)."""

from collections.abc import Iterable
from datetime import date, datetime

import attrs

from counter_app.domain.asking import need
from counter_app.domain.bodies import message as b
from counter_app.domain.context import Context
from counter_app.domain.errors import InputFault, Refusal
from counter_app.domain.facts import Fact, UnknownBody, in_order
from counter_app.domain.fields import typed
from counter_app.domain.phrases import check_public_text
from counter_app.words import _

CLAUSE = "A1.5.6"


@attrs.frozen(kw_only=True)
class Message:
    """One message."""

    id: str
    number: str = ""
    to_clerk: str = ""
    caller: str = ""
    content: str = ""
    due: date | None = None
    paper: str = ""
    taken_at: datetime | None = None
    taken_by: str = ""
    counter: str = ""
    done_at: datetime | None = None
    done_by: str = ""
    result: str = ""
    needs_update: bool = False


@attrs.frozen(kw_only=True)
class TakeMessage:
    """For whom, what, and until when."""

    to_clerk: str
    content: str = typed("content")
    due: date


@attrs.frozen(kw_only=True)
class FinishMessage:
    """What came of it."""

    result: str = typed("result")


def taken(
    command: TakeMessage, number: str, caller: str, paper: str, context: Context
) -> b.MessageTaken:
    """The first fact of a message."""
    if context.hall.member(command.to_clerk) is None:
        raise InputFault({"to_clerk": _("Choose a colleague of the hall.")})
    need(content=(command.content, _("Write down what is to be passed on.")))
    if command.due < context.today:
        raise InputFault({"due": _("The day lies in the past.")})
    check_public_text(command.content, context.forbidden)
    return b.MessageTaken(
        number=number,
        to_clerk=command.to_clerk,
        caller=caller,
        content=command.content,
        due=command.due,
        paper=paper,
    )


def done(command: FinishMessage, message: Message, context: Context) -> b.MessageDone:
    """Only the recipient or a supervisor takes a message from the list."""
    if message.to_clerk != context.clerk and "supervisor" not in context.roles:
        raise Refusal(_("This message is for a colleague."), CLAUSE)
    if message.done_at is not None:
        raise Refusal(_("This message is done already."), CLAUSE)
    need(result=(command.result, _("Say what came of it.")))
    return b.MessageDone(result=command.result)


def fold(subject: str, facts: Iterable[Fact]) -> Message:
    """The message `subject` as its facts tell it; total over any set of facts."""
    found = Message(id=subject)
    for fact in in_order(facts):
        body = fact.body
        if isinstance(body, b.MessageTaken):
            found = attrs.evolve(
                found,
                number=body.number,
                to_clerk=body.to_clerk,
                caller=body.caller,
                content=body.content,
                due=body.due,
                paper=body.paper,
                taken_at=fact.happened_at,
                taken_by=fact.clerk,
                counter=fact.window,
            )
        elif isinstance(body, b.MessageDone) and found.done_at is None:
            found = attrs.evolve(
                found, done_at=fact.happened_at, done_by=fact.clerk, result=body.result
            )
        elif isinstance(body, UnknownBody):
            found = attrs.evolve(found, needs_update=True)
    return found
