"""What a clerk can do for whoever comes or calls."""

from datetime import date

import attrs

from counter_app.domain.bodies.visit import AnswerWay, Channel
from counter_app.domain.elsewhere import SendElsewhere
from counter_app.domain.fields import typed


@attrs.frozen(kw_only=True)
class OpenVisit:
    """Somebody asked; `visitor` is a party id or empty (names are never demanded)."""

    number: str
    channel: Channel = Channel.COUNTER
    question: str = typed("question", default="")
    visitor: str = ""


@attrs.frozen(kw_only=True)
class Answer:
    """Answer the consult in own words, by the guide, or promise a dated reply."""

    way: AnswerWay
    answer: str = typed("answer", default="")
    promised_by: date | None = None


@attrs.frozen(kw_only=True)
class TellOrally:
    """Explain the guide by word of mouth."""

    remark: str = typed("remark", default="")


@attrs.frozen(kw_only=True)
class IssueOneTimeNotice:
    """Hand out the one-time notice; `paper` is the id of the paper issued in the same act."""

    paper: str
    applicant_name: str


@attrs.frozen(kw_only=True)
class Guide:
    """Send the citizen to the window `to_counter`, or to the information desk when empty."""

    to_counter: str
    reason: str = typed("reason")
    paper: str


@attrs.frozen(kw_only=True)
class ConfirmGuide:
    """The target window has received the citizen.

    `waiting`: somebody guided here earlier has not been received yet; then `priority`, one of
    `PRIORITIES`, says why this one comes first (A1.4.1b).
    """

    waiting: bool = False
    priority: str = ""


@attrs.frozen(kw_only=True)
class FollowUpGuide:
    """What became of a citizen whose arrival nobody confirmed; the owner asked (A2.4)."""

    note: str = typed("note")


@attrs.frozen(kw_only=True)
class HandOn:
    """Let a colleague go on with the visit; who was asked first stays responsible (A2.1)."""

    to_clerk: str
    note: str = typed("note")


@attrs.frozen(kw_only=True)
class Advise:
    """Tell at once that no permit is needed and where to go instead."""

    advice: str = typed("advice")
    destination: str = typed("destination")
    paper: str


@attrs.frozen(kw_only=True)
class Apply:
    """The consult becomes the application `case`."""

    case: str


PRIORITIES = ("老年人", "残疾人", "军人", "孕妇", "前一位尚未到窗口")
"""Why somebody may come before who came earlier (A1.4.1b)."""

VisitCommand = (
    OpenVisit
    | Answer
    | TellOrally
    | IssueOneTimeNotice
    | Guide
    | ConfirmGuide
    | FollowUpGuide
    | HandOn
    | Advise
    | SendElsewhere
    | Apply
)
