"""Disputes a clerk hands to the supervisor instead of arguing (A1.3.5)."""

from counter_app.domain.facts import Body, body


@body("dispute.raised")
class DisputeRaised(Body):
    """One note, and the visit or case it is about; the first-contact clerk stays who it was."""

    about: str
    number: str
    note: str


@body("dispute.settled")
class DisputeSettled(Body):
    """What the supervisor did about it."""

    answer: str
