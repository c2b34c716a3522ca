"""Visits: whoever comes to the counter or calls, and what became of it (annex 2)."""

import enum
from datetime import date

from counter_app.domain.bodies.elsewhere import Elsewhere
from counter_app.domain.facts import Body, body


class Channel(enum.StrEnum):
    """How the citizen reached the window."""

    COUNTER = "counter"
    TELEPHONE = "telephone"


class AnswerWay(enum.StrEnum):
    """How a consult was answered (A2.2, A2.5)."""

    BY_GUIDE = "by_guide"
    OWN_WORDS = "own_words"
    TO_VERIFY = "to_verify"


@body("visit.opened")
class VisitOpened(Body):
    """Somebody asked; the signed-in clerk is the first-contact clerk for good (A2.1)."""

    number: str
    channel: Channel
    first_contact: str
    counter: str
    question: str = ""
    visitor: str = ""
    matter: str = ""
    matter_version: int = 0


@body("visit.answered")
class VisitAnswered(Body):
    """The consult got its answer, or a dated promise of one (A2.5)."""

    way: AnswerWay
    answer: str
    matter: str = ""
    matter_version: int = 0
    promised_by: date | None = None


@body("visit.told_orally")
class ToldOrally(Body):
    """The guide was explained by word of mouth (A3.3.2)."""

    matter: str
    matter_version: int
    remark: str = ""


@body("visit.notice_issued")
class NoticeIssued(Body):
    """A one-time notice was issued for this visit (A3.3.1a)."""

    paper: str
    matter: str
    matter_version: int


@body("visit.guided")
class Guided(Body):
    """The citizen was sent to another window, or the information desk (A1.5.4)."""

    to_counter: str
    matter: str
    reason: str
    paper: str


@body("visit.advised")
class Advised(Body):
    """Told at once that no permit is needed, and where to go instead (行政许可法 32(一))."""

    matter: str
    matter_version: int
    advice: str
    destination: str
    paper: str


@body("visit.guide_confirmed")
class GuideConfirmed(Body):
    """The target window has received the citizen (A2.4)."""

    counter: str


@body("visit.preferred")
class Preferred(Body):
    """Received before somebody who was sent here earlier, for a listed reason (A1.4.1b)."""

    reason: str


@body("visit.guide_followed_up")
class GuideFollowedUp(Body):
    """The owner asked what became of a citizen whose arrival nobody confirmed (A2.4)."""

    note: str


@body("visit.handed_on")
class HandedOn(Body):
    """Another clerk goes on with it; the first-contact clerk stays who it was (A2.1)."""

    to_clerk: str
    note: str


@body("visit.applied")
class VisitApplied(Body):
    """The consult became an application without retyping (A1.4.1a)."""

    case: str


@body("visit.sent_elsewhere")
class SentElsewhere(Body):
    """Exempt (32(一)) or another level's matter (A3.4.3): the answer with its destination."""

    matter: str
    matter_version: int
    ground: Elsewhere
    reason: str
    organ: str
    place: str
    phone: str
    paper: str
