"""Messages taken for a colleague, who keeps them until done (A1.5.6c)."""

from datetime import date

from counter_app.domain.facts import Body, body


@body("message.taken")
class MessageTaken(Body):
    """Somebody called for `to_clerk`; `caller` is the party to call back."""

    number: str
    to_clerk: str
    caller: str
    content: str
    due: date
    paper: str


@body("message.done")
class MessageDone(Body):
    """The recipient has called back or otherwise done it."""

    result: str
