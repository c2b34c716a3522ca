"""Reference data: one fact carries one whole version of one document."""

import enum
from datetime import date
from typing import Any

from counter_app.domain.facts import Body, body


class DocumentKind(enum.StrEnum):
    """What is versioned with effective dates and an approver."""

    HALL = "hall"
    MATTER = "matter"
    CALENDAR = "calendar"
    BLANK_FORM = "blank_form"
    REGIME = "regime"


@body("document.published")
class DocumentPublished(Body):
    """A version of the document `key` that takes effect on `effective_from` by itself.

    `content` is plain JSON; what it must hold is checked by `domain.matters`,
    `domain.workdays` and `domain.hall`. `source` says where the text was read.
    """

    document_kind: DocumentKind
    key: str
    number: int
    effective_from: date
    content: dict[str, Any]
    source: str
    approved_by: str
    note: str = ""
