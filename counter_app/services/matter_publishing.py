"""Publishing guides: what was imported becomes new versions with a day and an approver (A3.4.5)."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import attrs

from counter_app.domain.bodies.document import DocumentKind
from counter_app.domain.errors import InputFault, Refusal
from counter_app.domain.matters import MatterSpec
from counter_app.models.base import database
from counter_app.services.act import Act
from counter_app.services.desk import Desk, Done
from counter_app.services.founding import publish
from counter_app.words import _

ADMINISTRATOR = "administrator"
IMPORTED = "管理员导入"
"""The source of a guide that names none itself."""


@attrs.frozen
class Published:
    """How many guides got a new version, and how many were word for word the newest already."""

    published: int
    unchanged: int


def may_publish(desk: Desk) -> bool:
    """Whether the signed-in clerk is an administrator of the hall."""
    return ADMINISTRATOR in desk.station.roles


def publish_guides(
    desk: Desk,
    contents: Iterable[Mapping[str, Any]],
    effective_from: date,
    note: str = "",
) -> Done[Published]:
    """Publish every guide of `contents` from `effective_from` on, in one act: all or nothing.

    The clerk signed in is the approver. A version that has been used is never edited and never
    dated back: papers keep the version they were printed from. Raises Refusal for anybody but an
    administrator, InputFault on `effective_from` for a day that has passed.
    """
    if not may_publish(desk):
        raise Refusal(
            _("Only an administrator of the hall may publish guides."),
            "A3.4.5",
            _("Hand the file to the administrator."),
        )
    if effective_from < desk.clock().date():
        message = _("A guide takes effect today or later; what has been used stays as it was.")
        raise InputFault({"effective_from": message})
    specs = [MatterSpec.from_content(content) for content in contents]

    def publishing(act: Act) -> Published:
        fresh = [spec for spec in specs if spec.to_content() != _newest(spec.code)]
        for spec in fresh:
            publish(
                act,
                DocumentKind.MATTER,
                spec.code,
                spec.to_content(),
                source="；".join(spec.source_urls) or IMPORTED,
                effective_from=effective_from,
                note=note,
            )
        return Published(len(fresh), len(specs) - len(fresh))

    return desk.act(publishing)


def _newest(code: str) -> dict[str, Any] | None:
    """The content that would hold once every version known has taken effect."""
    row = database.execute_sql(
        "SELECT content FROM document WHERE kind = ? AND key = ?"
        " ORDER BY effective_from DESC, number DESC LIMIT 1",
        (DocumentKind.MATTER.value, code),
    ).fetchone()
    return dict(json.loads(row[0])) if row else None
