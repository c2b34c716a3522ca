"""Entering an application: twins, what the hall already holds, and what is entered late."""

from collections.abc import Sequence

import attrs

from counter_app.domain.bodies import case as b
from counter_app.domain.bodies.elsewhere import Elsewhere
from counter_app.domain.cases import commands as c
from counter_app.domain.cases.clocks import deemed_on
from counter_app.domain.cases.law import (
    PERMIT_LAW_32,
    approver_of,
    decide,
    matter_of,
    not_deemed,
    undecided,
)
from counter_app.domain.cases.telling import material_of
from counter_app.domain.cases.values import Case, CaseState
from counter_app.domain.context import Context
from counter_app.domain.elsewhere import SendElsewhere, complete
from counter_app.domain.errors import InputFault, Refusal
from counter_app.domain.facts import Body
from counter_app.words import _

SHARED = "在线政务服务若干规定 第7条"


def approval(
    body: Body, case: Case, context: Context, approved_by: str
) -> b.LateEntryApproved | None:
    """What must stand before a late `body` that takes back an acceptance by silence.

    Nothing where the law had not accepted when it was entered, or had already when it happened.
    Refusal without a supervisor: an instalment told too late could be dated back otherwise.
    """
    if not context.is_late or isinstance(body, b.ReceiptIssued):
        return None
    matter = matter_of(context)
    deemed = deemed_on(case, context.written_at, matter, context.calendar, context.hall)
    if deemed is None or deemed_on(case, context.now, matter, context.calendar, context.hall):
        return None
    approver = approver_of(approved_by, context)
    if not approver:
        raise Refusal(
            _("Deemed accepted on {day}: nothing was told in time.").format(day=deemed.isoformat()),
            PERMIT_LAW_32 + "第（四）项",
            _("A supervisor may confirm that it was told in time; the late entry names him."),
        )
    return b.LateEntryApproved(deemed_on=deemed, approved_by=approver)


def confirmed(others: Sequence[str], reason: str) -> b.TwinConfirmed:
    """The clerk goes on although the applicant has applied for the same matter (`others`)."""
    if not reason:
        raise InputFault({"twin_reason": _("Say why another application is taken.")})
    return b.TwinConfirmed(others=tuple(others), reason=reason)


@decide.register
def _take_over(command: c.TakeOver, case: Case, context: Context) -> b.MaterialTakenOver:
    undecided(case)
    material = material_of(context, command.material)
    if not material.shareable:
        raise Refusal(
            _("“{material}” is not marked as shareable in the guide.").format(
                material=material.name
            ),
            SHARED,
            _("Have the administrator mark it in the guide, or judge what was handed in."),
        )
    return b.MaterialTakenOver(
        material=command.material,
        source=command.source,
        source_number=command.source_number,
        judged_on=command.judged_on,
    )


@decide.register
def _send(command: SendElsewhere, case: Case, context: Context) -> b.SentElsewhere:
    undecided(case)
    not_deemed(case, context)
    if command.ground is Elsewhere.EXEMPT and case.state is not CaseState.RECEIVED:
        raise Refusal(_("Correction has already been asked for in this case."), PERMIT_LAW_32)
    target = complete(command, context.forbidden)
    return b.SentElsewhere(
        ground=command.ground,
        reason=command.reason,
        paper=command.paper,
        **attrs.asdict(target),
    )
