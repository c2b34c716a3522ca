"""Receipts: a clerk has read and understood a version of a regime (A1.0)."""

from counter_app.domain.facts import Body, body


@body("reading.confirmed")
class ReadingConfirmed(Body):
    """The clerk of the fact has read version `number` of the regime `regime`."""

    regime: str
    number: int
