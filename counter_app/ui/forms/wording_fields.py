"""The fields of one block, made for what the block can say; each change is told as typed."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QSizePolicy, QVBoxLayout, QWidget

from counter_app.printing.entries import Entry, Shape
from counter_app.ui.forms.wording_words import CHOICES, FIELDS, named
from counter_app.ui.kit.choices import ChoiceField
from counter_app.ui.kit.fields import Field, NoteField, TextField
from counter_app.ui.kit.theme import theme
from counter_app.words import _

LINES = {Shape.NOTE: 2, Shape.LINES: 3, Shape.ROWS: 5}
MOST = 2000
_NARROW = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon


class BlockFields(QWidget):
    """`changed(entry, text)`; `finished`: Enter in the last field; `reached(field)`: focused."""

    changed = Signal(object, str)
    finished = Signal()
    reached = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, Field] = {}
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 8, 0)
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
            self.go_to(every[place])
        else:
            self.finished.emit()

    def begin(self) -> None:
        """Into the first field."""
        for field in self.fields.values():
            self.go_to(field)
            return

    def go_to(self, field: Field) -> None:
        """Into a field, wherever it has been scrolled to."""
        field.setFocus(Qt.FocusReason.TabFocusReason)
        # Fields just made have their places only after the layout has run.
        QTimer.singleShot(0, field, partial(self.reached.emit, field))

    def named(self, name: str) -> Field | None:
        """The field called `name`, or `table.name`."""
        for known, field in self.fields.items():
            if name in (known, known.rpartition(".")[2]):
                return field
        return None

    def show_fault(self, name: str, text: str) -> None:
        """Put a sentence under the field called `name`.

        A field that already says something keeps it: what is typed there was not understood.
        """
        field = self.named(name)
        if field is not None and not field.fault:
            field.show_fault(text)


def _field(entry: Entry) -> Field:
    """The control for one entry, with what stands there now."""
    label = named(FIELDS, entry.name)
    made: Field
    if entry.shape in (Shape.FLAG, Shape.CHOICE):
        made = ChoiceField(label, _choices(entry), lined_up=False)
    elif entry.shape in LINES:
        made = NoteField(label, lines=LINES[entry.shape])
        # A scrolled page squeezes what it may, and the style sheet lets notes shrink to a line.
        made.setMinimumHeight(made.control.maximumHeight() + theme.px(26))
    else:
        made = TextField(label, most=MOST)
    made.label.setWordWrap(True)
    if isinstance(made.control, QComboBox):
        made.control.setSizeAdjustPolicy(_NARROW)
        made.control.setMinimumContentsLength(4)
    made.control.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    made.restore(entry.text)
    return made


def _choices(entry: Entry) -> list[tuple[str, str]]:
    if entry.shape is Shape.FLAG:
        return [("", _("no")), ("true", _("yes"))]
    if entry.name in ("when", "unless", "each", "code", "chosen", "value"):
        return [(one, one or "—") for one in entry.choices]
    return [(one, named(CHOICES, one)) for one in entry.choices]
