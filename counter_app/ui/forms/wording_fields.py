"""The fields of one block, made for what the block can say; each change is told as typed."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.printing.entries import Entry, Shape
from counter_app.ui.forms.wording_words import CHOICES, FIELDS, named
from counter_app.ui.kit.choices import ChoiceField
from counter_app.ui.kit.fields import Field, NoteField, TextField
from counter_app.words import _

LINES = {Shape.NOTE: 2, Shape.LINES: 3, Shape.ROWS: 5}
MOST = 2000


class BlockFields(QWidget):
    """`changed(entry, text)`; `finished`: Enter in the last field."""

    changed = Signal(object, str)
    finished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, Field] = {}
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 8, 8, 0)
        self._box.setSpacing(8)

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Replace every field."""
        while self._box.count():
            item = self._box.takeAt(0)
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.fields = {}
        for entry in entries:
            field = _field(entry)
            self.fields[entry.name] = field
            self._box.addWidget(field)
            field.edited.connect(lambda one=entry, shown=field: self._tell(one, shown))
            field.passed.connect(lambda shown=field: self._pass(shown))
        self._box.addStretch(1)

    def _tell(self, entry: Entry, field: Field) -> None:
        self.changed.emit(entry, field.draft())

    def _pass(self, field: Field) -> None:
        every = list(self.fields.values())
        place = every.index(field) + 1
        if place < len(every):
            every[place].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.finished.emit()

    def begin(self) -> None:
        """Into the first field."""
        for field in self.fields.values():
            field.setFocus(Qt.FocusReason.TabFocusReason)
            return

    def show_fault(self, name: str, text: str) -> bool:
        """Put a sentence under the field called `name`, or `table.name`; False when there is none.

        A field that already says something keeps it: it was not even understood.
        """
        for known, field in self.fields.items():
            if name in (known, known.rpartition(".")[2]):
                if not field.fault:
                    field.show_fault(text)
                return True
        return False

    def clear_faults(self, keep: str = "") -> None:
        """Take the sentences away, but for the field `keep`."""
        for name, field in self.fields.items():
            if name != keep and field.fault:
                field.show_fault("")


def _field(entry: Entry) -> Field:
    """The control for one entry, with what stands there now."""
    label = named(FIELDS, entry.name)
    made: Field
    if entry.shape in (Shape.FLAG, Shape.CHOICE):
        made = ChoiceField(label, _choices(entry), lined_up=False)
    elif entry.shape in LINES:
        made = NoteField(label, lines=LINES[entry.shape])
    else:
        made = TextField(label, most=MOST)
    made.restore(entry.text)
    return made


def _choices(entry: Entry) -> list[tuple[str, str]]:
    if entry.shape is Shape.FLAG:
        return [("", _("no")), ("true", _("yes"))]
    if entry.name in ("when", "unless", "each", "code", "chosen", "value"):
        return [(one, one or "—") for one in entry.choices]
    return [(one, named(CHOICES, one)) for one in entry.choices]
