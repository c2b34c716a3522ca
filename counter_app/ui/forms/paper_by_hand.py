"""A paper filled in by hand: choose it, complete what the program does not know, print it."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.services import handwritten
from counter_app.services.handwritten import Entry
from counter_app.services.timeline import paper_words
from counter_app.ui.context import Context
from counter_app.ui.forms.facts import scrolling
from counter_app.ui.kit.actions import Action
from counter_app.ui.kit.choices import ChoiceField
from counter_app.ui.kit.fields import Field, LatinField, NoteField, TextField
from counter_app.ui.kit.form import Form
from counter_app.words import _

CELLS = "｜"
"""What parts the cells of a row; a row pasted from a sheet has tabs there."""


class PaperChoice(Form):
    """Which paper, and for which case. `chosen(kind, case number)`."""

    chosen = Signal(str, str)

    def __init__(self) -> None:
        super().__init__(_("Fill in a paper"), enter_submits=True)
        papers = [(kind, paper_words(kind)) for kind in handwritten.kinds()]
        self.kind = self.add("kind", ChoiceField(_("Paper"), papers, lined_up=False))
        self.about = self.add(
            "about", LatinField(_("Number of the case"), hint=_("Empty for a paper of no case."))
        )
        self.set_actions(
            [
                Action("Enter", _("Fill it in"), self._choose),
                Action("", _("Back (Esc)"), self.stepped_back.emit),
            ]
        )

    def _choose(self) -> None:
        self.chosen.emit(self.kind.value, self.about.value)


class PaperByHand(Form):
    """The values of one paper. `issued`: print it; `blank`: print it empty, for a pen."""

    issue_requested = Signal()
    blank_requested = Signal()

    def __init__(self, context: Context, kind: str, about: str, entries: Sequence[Entry]) -> None:
        super().__init__(
            paper_words(kind), save_draft=lambda draft: context.save_draft(_draft_of(kind), draft)
        )
        self.kind, self.about, self._entries = kind, about, tuple(entries)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(12)
        for entry in entries:
            field = self.add(entry.name, _field(entry), column)
            field.restore(entry.known)
        column.addStretch(1)
        self.body.addWidget(scrolling(inside))
        self.set_actions(
            [
                Action("Enter", _("Issue and print (Ctrl+Enter)"), self.issue_requested.emit),
                Action("F7", _("Print it empty"), self.blank_requested.emit),
                Action("", _("Back (Esc)"), self.stepped_back.emit),
            ]
        )

    def begin(self) -> None:
        """The keys go to the first field that is still empty."""
        for field in self.fields.values():
            if not field.draft():
                field.setFocus()
                return
        super().begin()

    def typed(self) -> dict[str, Any]:
        """The values as the paper wants them: texts, lists of lines, rows of named cells."""
        found = self.values()
        return {entry.name: _meaning(entry, found[entry.name]) for entry in self._entries}


def _draft_of(kind: str) -> str:
    return f"by_hand.{kind}"


def _field(entry: Entry) -> Field:
    label = (
        entry.label if entry.required else _("{label} (may stay empty)").format(label=entry.label)
    )
    if entry.type == "rows":
        hint = _("One row a line; the cells parted by {sign} or a tab: {columns}").format(
            sign=CELLS, columns=CELLS.join(entry.headings)
        )
        return NoteField(label, hint=hint, placeholder=hint, lines=4)
    if entry.type == "list":
        return NoteField(label, placeholder=_("One entry a line (Shift+Enter)"), lines=3)
    return NoteField(label, lines=2) if entry.is_long else TextField(label)


def _meaning(entry: Entry, text: str) -> Any:
    if entry.type == "text":
        return text
    lines = [line for line in text.splitlines() if line.strip()]
    if entry.type == "list":
        return lines
    return [_row(entry.columns, line) for line in lines]


def _row(columns: Sequence[str], line: str) -> dict[str, str]:
    cells = [cell.strip() for cell in line.replace("\t", CELLS).split(CELLS)]
    return dict(zip(columns, [*cells, *[""] * len(columns)], strict=False))
