"""Proposals of new versions of guides: what changes, and the second person's answer (A3.4.5)."""

from collections.abc import Callable
from typing import Any

from attrs import frozen
from PySide6.QtCore import Signal

from counter_app.domain.guides.state import Proposal
from counter_app.domain.matters import MatterSpec
from counter_app.services import guide_changes, guide_editing
from counter_app.services.desk import Desk, Done
from counter_app.services.guide_editing import Change
from counter_app.ui.context import Context
from counter_app.ui.kit.actions import Action
from counter_app.ui.kit.fields import TextField
from counter_app.ui.kit.form import Form
from counter_app.ui.kit.tables import Column, Table
from counter_app.words import _


@frozen
class Waiting:
    """A proposal with what it changes."""

    proposal: Proposal
    name: str
    who: str
    changes: list[Change]


def waiting(desk: Desk) -> list[Waiting]:
    """Every proposal without an answer, the first to take effect first."""
    hall, found = desk.reference.hall(), []
    for one in guide_changes.waiting(desk):
        after = MatterSpec.from_content(one.content, one.based_on)
        before = desk.reference.matter(one.code, one.based_on)
        member = hall.member(one.proposed_by)
        told = guide_editing.changes(before, after) if before is not None else []
        found.append(Waiting(one, after.name, member.name if member else one.proposed_by, told))
    return found


class GuideAnswer(Form):
    """`answered`: a proposal has its answer. Above the proposals, below what the chosen changes."""

    answered = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(_("Versions that wait for the second person"))
        self.context = context
        self.list = Table(_columns(), _("Proposals"), row_px=34)
        self.list.setFixedHeight(34 * 5)
        self.changes = Table(_change_columns(), _("What changes"), row_px=34)
        self.body.addWidget(self.list)
        self.body.addWidget(self.changes, 1)
        self.add("reason", TextField(_("Why it is sent back")))
        self.list.looked_at.connect(self._show_changes)
        self.set_actions(
            [
                Action("F6", _("Approve"), self._approve, self._nothing),
                Action("F8", _("Send it back"), self._reject, self._nothing),
                Action("F9", _("Withdraw my own"), self._withdraw, self._nothing),
                Action("", _("Back (Esc)"), self.stepped_back.emit),
            ]
        )

    def begin(self) -> None:
        """Into the proposals."""
        self.list.setFocus()

    def refresh(self) -> None:
        """Ask for what waits."""
        desk = self.context.counter.desk
        self.context.jobs.read(lambda: waiting(desk), self._show)

    def _show(self, found: list[Waiting]) -> None:
        self.list.set_rows(found)
        self._show_changes(self.list.current())

    def _show_changes(self, one: Waiting | None) -> None:
        self.changes.set_rows(one.changes if one else [])
        self.refresh_actions()

    def _nothing(self) -> str:
        return "" if self.list.current() is not None else _("No proposal waits.")

    def _approve(self) -> None:
        desk, subject = self.context.counter.desk, self.list.current().proposal.id
        self._answer(lambda: guide_changes.approve(desk, subject))

    def _reject(self) -> None:
        desk, subject = self.context.counter.desk, self.list.current().proposal.id
        reason = self.fields["reason"].value
        self._answer(lambda: guide_changes.reject(desk, subject, reason))

    def _withdraw(self) -> None:
        desk, subject = self.context.counter.desk, self.list.current().proposal.id
        self._answer(lambda: guide_changes.withdraw(desk, subject, self.fields["reason"].value))

    def _answer(self, call: Callable[[], Done[Any]]) -> None:
        self.clear_faults()
        self.context.jobs.desk(call, self._on_answered, self.context.errors.failed(self))

    def _on_answered(self, done: Done[Any]) -> None:
        self.fields["reason"].restore("")
        self.context.bus.changed.emit(done.changes)
        self.refresh()
        self.answered.emit()


def _columns() -> list[Column[Waiting]]:
    def day(one: Waiting) -> str:
        return one.proposal.effective_from.isoformat() if one.proposal.effective_from else ""

    return [
        Column(_("Matter"), lambda one: one.name),
        Column(_("Holds from"), day, 116, is_number=True),
        Column(_("What changes"), lambda one: one.proposal.note, 220),
        Column(_("On what basis"), lambda one: one.proposal.basis, 220),
        Column(_("Proposed by"), lambda one: one.who, 100),
    ]


def _change_columns() -> list[Column[Change]]:
    return [
        Column(_("Field"), lambda one: one.heading, 200),
        Column(_("Before"), lambda one: one.before or "—", tone=lambda _one: "quiet"),
        Column(_("After"), lambda one: one.after or "—"),
    ]
