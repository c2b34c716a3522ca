"""Opinions: suggestion box, questionnaires, complaints, praise in one register (A1.4.3, A5.5.3)."""

import enum

from counter_app.domain.facts import Body, body, sealed


class OpinionChannel(enum.StrEnum):
    """How the opinion came in, in the words the sheet ticks."""

    BOX = "box"
    COUNTER = "counter"
    TELEPHONE = "telephone"
    RATING = "rating"
    QUESTIONNAIRE = "questionnaire"
    NETWORK = "network"


class OpinionKind(enum.StrEnum):
    """What it is."""

    SUGGESTION = "suggestion"
    CRITICISM = "criticism"
    COMPLAINT = "complaint"
    PRAISE = "praise"


@body("opinion.recorded")
class OpinionRecorded(Body):
    """Somebody said something about the service. The content is quoted, never screened.

    `person` is the party who said it, empty for nobody named; `key_of` seals the content with
    that person's key. `about_clerk` is the clerk it is about, if any.
    """

    number: str
    channel: OpinionChannel
    opinion_kind: OpinionKind
    key_of: str
    content: str | None = sealed(by="key_of")
    person: str = ""
    about_counter: str = ""
    about_clerk: str = ""
    paper: str = ""


@body("opinion.answered")
class OpinionAnswered(Body):
    """What was done and replied."""

    reply: str
