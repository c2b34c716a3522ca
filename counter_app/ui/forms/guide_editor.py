"""The next version of a guide: typed field by field, checked, proposed to a second person (A3.4.5).

The version in force is never changed: what is written here takes effect on its own day.
"""

import json
import re
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from counter_app.domain.clauses import clause_words
from counter_app.domain.errors import InputFault
from counter_app.domain.matters import MatterSpec, missing_of_eight
from counter_app.services import guide_changes, guide_editing
from counter_app.services.desk import Done
from counter_app.services.matter_guides import MatterGuide
from counter_app.ui.context import Context
from counter_app.ui.forms.facts import scrolling
from counter_app.ui.forms.materials_editor import MaterialsEditor, field_for
from counter_app.ui.kit.actions import Action
from counter_app.ui.kit.fields import DateField, Field, NoteField, TextField
from counter_app.ui.kit.form import Form
from counter_app.words import _

LONG = {
    "legal_basis": 2,
    "conditions": 4,
    "process": 4,
    "special_procedures": 2,
    "excluded_procedures": 2,
    "source_urls": 2,
    "notes": 3,
    "plain_note": 3,
}
"""Fields that hold several lines, and how many show."""

_OF_A_MATERIAL = re.compile(r"materials\[(\d+)\]\.(\w+)")
DRAFT = "guide_editor"


class GuideEditor(Form):
    """`proposed(code)`: sent to the second person. `stepped_back`: left, the draft is kept."""

    proposed = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__(_("The next version"))
        self.context = context
        self.base: MatterSpec | None = None
        self.materials = MaterialsEditor()
        self._lay_out()
        self.materials.edited.connect(self._on_content)
        self.edited.connect(self._on_content)
        self.set_actions(
            [
                Action("Enter", _("Propose it (Ctrl+Enter)"), self._propose, self._not_ready),
                Action("F4", _("Drop the draft"), self._drop),
                Action("", _("Back (Esc)"), self.stepped_back.emit),
            ]
        )

    def _lay_out(self) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(12)
        first = QGridLayout()
        for place, (name, field) in enumerate(self._ending()):
            first.addWidget(self.add(name, field), 0, place)
        column.addLayout(first)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        short = [one for one in guide_editing.FIELDS if one.field not in LONG]
        long = [one for one in guide_editing.FIELDS if one.field in LONG]
        for place, one in enumerate(short):
            line = self.add(one.field, field_for(one.heading, one.field))
            grid.addWidget(line, place // 3, place % 3)
        column.addLayout(grid)
        notes = QGridLayout()
        for place, one in enumerate(long):
            note = self.add(one.field, NoteField(one.heading, lines=LONG[one.field]))
            notes.addWidget(note, place // 2, place % 2)
        column.addLayout(notes)
        column.addWidget(self.materials)
        column.addStretch(1)
        self.body.addWidget(scrolling(page), 1)

    def _ending(self) -> list[tuple[str, Field]]:
        return [
            ("effective_from", DateField(_("Holds from"), self.context.today)),
            ("note", TextField(_("What changes"))),
            ("basis", TextField(_("On what basis"))),
        ]

    # -- content

    def edit(self, guide: MatterGuide) -> None:
        """Begin from the newest version; a draft of it is put back."""
        desk, code = self.context.counter.desk, guide.spec.code
        newest = max(one.number for one in guide.versions)
        context, key = self.context, f"{DRAFT}:{code}"

        def ask() -> tuple[MatterSpec | None, dict[str, str]]:
            return desk.reference.matter(code, newest), context.load_draft(key)

        self.context.jobs.desk(ask, self._show)

    def _show(self, answer: tuple[MatterSpec | None, Mapping[str, str]]) -> None:
        base, draft = answer
        if base is None:
            return
        self.base = None
        self.clear_faults()
        self.title.setText(_("The next version of {name}").format(name=base.name))
        texts = guide_editing.texts_of(base)
        self.restore({"effective_from": "", "note": "", "basis": "", **texts, **draft})
        kept = draft.get("materials", "")
        rows = json.loads(kept) if kept else guide_editing.materials_of(base)
        self.materials.show_rows(rows)
        self.base = base
        self._say_missing()
        self.begin()

    def _draft(self) -> dict[str, str]:
        rows = json.dumps(self.materials.rows(), ensure_ascii=False)
        return {**self.draft(), "materials": rows}

    def _on_content(self) -> None:
        if self.base is not None:
            self.context.save_draft(f"{DRAFT}:{self.base.code}", self._draft())
            self.clear_faults()
            self._say_missing()

    def _typed(self) -> MatterSpec:
        """The version as typed; InputFault names every field that means nothing."""
        assert self.base is not None, "the action is refused without a guide"
        texts = {one.field: self.fields[one.field].draft().strip() for one in guide_editing.FIELDS}
        return guide_editing.spec_from(self.base, texts, self.materials.rows())

    def _say_missing(self) -> None:
        """Which of the eight elements are still empty: only complete guides are made public."""
        try:
            missing = missing_of_eight(self._typed())
        except InputFault:
            return
        if missing:
            text = _("Not public yet; still missing: {names}.").format(names="、".join(missing))
            self.show_notice(text, clause_words("A3.4.4"), tone="info")

    # -- acting

    def _not_ready(self) -> str:
        return "" if self.base is not None else _("The guide is being read.")

    def _drop(self) -> None:
        base = self.base
        if base is not None:
            self.context.save_draft(f"{DRAFT}:{base.code}", {})
            self._show((base, {}))

    def _propose(self) -> None:
        try:
            values, spec = self.values(), self._typed()
        except InputFault as fault:
            self.show_faults(fault.faults)
            return
        desk, based_on = self.context.counter.desk, spec.number
        day, note, basis = values["effective_from"], values["note"], values["basis"]
        self.context.jobs.desk(
            lambda: guide_changes.propose(desk, spec, based_on, day, note, basis),
            self._on_proposed,
            self.context.errors.failed(self),
        )

    def _on_proposed(self, done: Done[Any]) -> None:
        base = self.base
        assert base is not None
        self.base = None
        self.context.save_draft(f"{DRAFT}:{base.code}", {})
        self.context.bus.changed.emit(done.changes)
        self.proposed.emit(base.code)

    def show_faults(self, faults: Mapping[str, str]) -> None:
        """Faults of a material lead to it; `basis` of the whole stands on top."""
        own = {name: text for name, text in faults.items() if not _OF_A_MATERIAL.fullmatch(name)}
        super().show_faults(own)
        for name, text in faults.items():
            found = _OF_A_MATERIAL.fullmatch(name)
            if found is not None:
                self.materials.show_fault(int(found[1]) - 1, found[2], text)
                return
