"""The closed list of materials, edited one at a time: the list above, the one chosen below."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from counter_app.services.guide_editing import CHOICES, MATERIAL_FIELDS, Texts, next_id
from counter_app.ui.kit.choices import ChoiceField
from counter_app.ui.kit.fields import Field, TextField
from counter_app.ui.kit.tables import Column, Table
from counter_app.words import _

COLUMNS = 3
"""Fields side by side."""


def field_for(heading: str, field: str) -> Field:
    """A choice for a closed list of words, else a line."""
    if field in CHOICES:
        words = [(word, word) for word in CHOICES[field]]
        return ChoiceField(heading, words, lined_up=False)
    return TextField(heading)


class MaterialsEditor(QWidget):
    """`edited`: something changed. What is typed stands in the list at once."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[dict[str, str]] = []
        self._is_filling = False
        self.table = Table(_columns(), _("Materials"), row_px=32)
        self.table.setFixedHeight(32 * 5 + 8)
        self.fields: dict[str, Field] = {}
        self.title = QLabel(_("Materials"))
        self.title.setProperty("role", "heading")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(self.title)
        box.addWidget(self.table)
        box.addLayout(self._buttons())
        box.addLayout(self._grid())
        self.table.looked_at.connect(self._fill)
        self.table.chosen.connect(lambda _row: self.fields["name"].setFocus())

    def _buttons(self) -> QHBoxLayout:
        line = QHBoxLayout()
        for text, call in (
            (_("Add a material"), self.add),
            (_("Leave it out"), self.remove),
            (_("Up"), lambda: self.move_by(-1)),
            (_("Down"), lambda: self.move_by(1)),
        ):
            button = QPushButton(text)
            button.setAutoDefault(False)
            button.clicked.connect(call)
            line.addWidget(button)
        line.addStretch(1)
        return line

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        for place, one in enumerate(MATERIAL_FIELDS):
            field = field_for(one.heading, one.field)
            field.edited.connect(self._on_edited)
            self.fields[one.field] = field
            grid.addWidget(field, place // COLUMNS, place % COLUMNS)
        return grid

    # -- content

    def show_rows(self, rows: Sequence[Texts]) -> None:
        """The materials of a guide."""
        self._rows = [dict(row) for row in rows]
        self._paint(0)

    def rows(self) -> list[dict[str, str]]:
        """The materials as typed, in their order."""
        return [dict(row) for row in self._rows]

    def _paint(self, place: int) -> None:
        self.table.set_rows([(number, row) for number, row in enumerate(self._rows, start=1)])
        if self._rows:
            self.table.select(min(max(place, 0), len(self._rows) - 1))
        self._fill(self.table.current())

    def _place(self) -> int:
        current = self.table.current()
        return int(current[0]) - 1 if current is not None else -1

    def _fill(self, current: tuple[int, dict[str, str]] | None) -> None:
        """The fields of the material under the cursor."""
        self._is_filling = True
        for name, field in self.fields.items():
            field.setEnabled(current is not None)
            field.restore(current[1].get(name, "") if current else "")
        self._is_filling = False

    def _on_edited(self) -> None:
        place = self._place()
        if self._is_filling or place < 0:
            return
        row = self._rows[place]
        row.update({name: field.draft() for name, field in self.fields.items()})
        self.table.viewport().update()
        self.edited.emit()

    # -- the list

    def add(self) -> None:
        """A new material at the end; the keys go to its name."""
        blank = {one.field: "" for one in MATERIAL_FIELDS}
        self._rows.append({**blank, "id": next_id(self._rows), "required": "必要"})
        self._paint(len(self._rows) - 1)
        self.fields["name"].setFocus()
        self.edited.emit()

    def remove(self) -> None:
        """The next version asks for it no more; earlier versions keep it."""
        place = self._place()
        if place >= 0:
            del self._rows[place]
            self._paint(place)
            self.edited.emit()

    def move_by(self, step: int) -> None:
        """Another place in the list."""
        place = self._place()
        target = place + step
        if place >= 0 and 0 <= target < len(self._rows):
            self._rows[place], self._rows[target] = self._rows[target], self._rows[place]
            self._paint(target)
            self.edited.emit()

    def show_fault(self, place: int, field: str, text: str) -> None:
        """A fault of one material: it is chosen and says so at its field."""
        self._paint(place)
        if field in self.fields:
            self.fields[field].show_fault(text)
            self.fields[field].setFocus()


def _columns() -> list[Column[tuple[int, dict[str, str]]]]:
    return [
        Column(_("No."), lambda row: str(row[0]), 50, is_number=True),
        Column(_("Material"), lambda row: row[1].get("name", "")),
        Column(_("Needed"), lambda row: row[1].get("required", ""), 110),
        Column(_("Basis"), lambda row: row[1].get("basis", ""), 200),
    ]
