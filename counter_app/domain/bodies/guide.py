"""Guides (办事指南): the next version proposed by one person, approved by another (A3.4.5)."""

from datetime import date
from typing import Any

from counter_app.domain.facts import Body, body


@body("guide.proposed")
class GuideProposed(Body):
    """Somebody wants the guide of `code` to read `content` from `effective_from` on.

    `based_on` is the number of the version it was written from, 0 for a new matter; `note`
    says what changes (变更说明), `basis` which policy or text demands it.
    """

    code: str
    content: dict[str, Any]
    based_on: int
    effective_from: date
    note: str
    basis: str


@body("guide.approved")
class GuideApproved(Body):
    """A second person agrees; the same act publishes the version as `number`."""

    number: int


@body("guide.rejected")
class GuideRejected(Body):
    """A second person says no, and why."""

    reason: str


@body("guide.withdrawn")
class GuideWithdrawn(Body):
    """The one who proposed it thought better of it."""

    reason: str = ""
