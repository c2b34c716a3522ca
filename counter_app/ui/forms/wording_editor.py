"""One layout in the hand: its blocks as a form, its text for experts; both change the same text."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from counter_app.domain.errors import InputFault
from counter_app.printing import catalogue
from counter_app.printing.editing import SHEET, BlockLine, LayoutText
from counter_app.printing.entries import Entry
from counter_app.services.wording_check import Fault
from counter_app.ui.forms.case_actions import QuietRow
from counter_app.ui.forms.facts import scrolling
from counter_app.ui.forms.wording_fields import BlockFields
from counter_app.ui.forms.wording_text import WordingText
from counter_app.ui.forms.wording_words import BLOCKS, named
from counter_app.ui.kit.actions import Action
from counter_app.ui.kit.tables import Column, Table
from counter_app.ui.kit.theme import theme
from counter_app.words import _

FORM, TEXT, VERSIONS = 0, 1, 2
"""The tabs; the third is put in by the page."""
SHEET_LINE = BlockLine(SHEET, "", False, "")
PARTS_PX, WIDEST_PX = 280, 310


def block_columns() -> list[Column[BlockLine]]:
    """Where it stands, what it is, and the words it is known by."""

    def tone(line: BlockLine) -> str:
        return "quiet" if line.off else ""

    def kind(line: BlockLine) -> str:
        if line.place == SHEET:
            return _("Sheet and type")
        words, off = named(BLOCKS, line.kind), _("off")
        return f"{words}（{off}）" if line.off else words

    return [
        Column("", lambda line: str(line.place + 1) if line.place >= 0 else "", 38, tone=tone),
        Column(_("Part"), kind, 112, tone=tone),
        Column(_("Its words"), lambda line: line.words, tone=tone),
    ]


class BlockTable(Table):
    """The parts of the paper. Delete removes, Space switches off and on."""

    removed = Signal()
    switched = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's hook."""
        if event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
        elif event.key() == Qt.Key.Key_Space:
            self.switched.emit()
        else:
            super().keyPressEvent(event)


class WordingEditor(QTabWidget):
    """`edited`: the text is another one. A field that means nothing leaves the text as it was."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.layout_name = ""
        self.layout_text = LayoutText("")
        self._undo: list[tuple[LayoutText, int]] = []
        self._tab = FORM
        self.blocks = BlockTable(block_columns(), _("Parts of the paper"), row_px=30)
        self.fields = BlockFields()
        self.unreadable = QLabel()
        self.text = WordingText()
        self.row = QuietRow()
        self._lay_out()
        self.blocks.looked_at.connect(self._on_block)
        self.blocks.chosen.connect(lambda _line: self.fields.begin())
        self.blocks.removed.connect(self.remove)
        self.blocks.switched.connect(self.switch)
        self.fields.changed.connect(self._on_field)
        self.fields.finished.connect(self.blocks.setFocus)
        self.text.typed.connect(lambda text: self._become(LayoutText(text)))
        self.currentChanged.connect(self._on_turn)

    def _lay_out(self) -> None:
        self.tabBar().setDrawBase(False)
        self.setToolTip("Ctrl+PgUp  Ctrl+PgDn")
        self.blocks.horizontalHeader().hide()
        self.unreadable.setWordWrap(True)
        self.unreadable.setProperty("tone", "bad")
        self.row.set_actions(
            [
                Action("Ctrl+Up", _("Up"), partial(self.carry, -1), self._no_block),
                Action("Ctrl+Down", _("Down"), partial(self.carry, 1), self._no_block),
                Action("Ctrl+D", _("Off or on"), self.switch, self._no_block),
                Action("Ctrl+R", _("Remove"), self.remove, self._no_block),
                Action("Ctrl+N", _("Add a text"), self.add, self._no_block),
                Action("Ctrl+B", _("Take back"), self.take_back, self._nothing_to_take_back),
            ]
        )
        self.addTab(self._form(), _("As a form"))
        self.addTab(self.text, _("As text"))

    def _form(self) -> QWidget:
        """The parts on the left, the fields of one on the right, below what can be done to it."""
        parts = _stacked((self.unreadable, self.blocks), stretch=1)
        parts.setFixedWidth(min(theme.px(PARTS_PX), WIDEST_PX))
        both = QWidget()
        line = QHBoxLayout(both)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        line.addWidget(parts)
        area = scrolling(self.fields)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.fields.reached.connect(area.ensureWidgetVisible)
        line.addWidget(_stacked((area,), stretch=0), 1)
        return _stacked((both, self.row), stretch=0)

    # -- showing

    def show_layout(self, name: str, text: str) -> None:
        """Another layout, or another text of this one."""
        self.layout_name, self.layout_text, self._undo = name, LayoutText(text), []
        self.text.show_text(text)
        self._show_blocks(0)

    def _show_blocks(self, line: int) -> None:
        try:
            rows = (SHEET_LINE, *self.layout_text.blocks())
        except InputFault as fault:
            rows = ()
            help_text = _("Correct it as text; the form comes back by itself.")
            self.unreadable.setText("　".join((*fault.faults.values(), help_text)))
            self.fields.show_entries(())
        self.unreadable.setVisible(not rows)
        self.blocks.model_rows.set_rows(rows)
        if rows:
            self.blocks.select(min(line, len(rows) - 1))
        self.row.refresh()

    def place(self) -> int:
        """The block looked at; SHEET for the sheet."""
        line = self.blocks.current()
        return line.place if line is not None else SHEET

    def _on_block(self, line: BlockLine | None) -> None:
        if line is not None:
            spec = catalogue.paper(self.layout_name)
            self.fields.show_entries(self.layout_text.entries(line.place, spec))
        self.row.refresh()

    def _on_turn(self, tab: int) -> None:
        """The other side of the same text; the block at the cursor is the one looked at."""
        before, self._tab = self._tab, tab
        if tab == TEXT:
            line = self.layout_text.line_of(self.place())
            self.text.show_text(self.layout_text.text)
            self.text.go_to(line)
        elif tab == FORM and before == TEXT:
            self._show_blocks(self.layout_text.place_of(self.text.line()) + 1)
        self.begin()

    def turn(self, step: int) -> None:
        """To the other tab."""
        self.setCurrentIndex((self.currentIndex() + step) % self.count())

    def begin(self) -> None:
        """Into the parts, or the text."""
        if self.currentIndex() == FORM:
            self.blocks.setFocus()
        elif self.currentIndex() == TEXT:
            self.text.setFocus()
        else:
            self.currentWidget().setFocus()

    # -- changing

    def _become(self, text: LayoutText) -> None:
        if text.text != self.layout_text.text:
            self.layout_text = text
            self.edited.emit()

    def _on_field(self, entry: Entry, typed: str) -> None:
        try:
            changed = self.layout_text.with_entry(self.place(), entry, typed)
        except InputFault as fault:
            self.fields.fields[entry.name].show_fault(next(iter(fault.faults.values())))
            return
        self._become(changed)

    def _no_block(self) -> str:
        return "" if self.place() != SHEET else _("Choose a part of the paper first.")

    def _nothing_to_take_back(self) -> str:
        return "" if self._undo else _("No part was moved, switched, added or removed yet.")

    def _cut(self, change: Callable[[int], LayoutText], line: Callable[[int], int]) -> None:
        """Change the parts at the one looked at, and stay at `line(place)` of the list."""
        place = self.place()
        if place == SHEET or self.currentIndex() != FORM:
            return
        before, after = self.layout_text, change(place)
        if after.text != before.text:
            self._undo.append((before, place + 1))
            self._become(after)
            self._show_blocks(line(place))

    def carry(self, step: int) -> None:
        """The block up or down."""
        self._cut(lambda place: self.layout_text.moved(place, step), lambda place: place + 1 + step)

    def switch(self) -> None:
        """The block off, or on again."""
        self._cut(lambda place: self.layout_text.switched(place), lambda place: place + 1)

    def remove(self) -> None:
        """Without the block."""
        self._cut(lambda place: self.layout_text.removed(place), lambda place: place + 1)

    def add(self) -> None:
        """An empty text behind the block."""
        self._cut(lambda place: self.layout_text.with_text_block(place), lambda place: place + 2)
        self.fields.begin()

    def take_back(self) -> None:
        """The last of these changes undone, with everything typed since."""
        if self._undo and self.currentIndex() == FORM:
            text, line = self._undo.pop()
            self._become(text)
            self._show_blocks(line)

    # -- faults

    def show_faults(self, faults: list[Fault]) -> None:
        """Each sentence at the field of the block looked at; the list beside names the others."""
        for name, field in self.fields.fields.items():
            if field.fault and not self._is_unread(name):
                field.show_fault("")
        for fault in faults:
            if self.layout_text.place_of(fault.line) == self.place():
                self.fields.show_fault(fault.field, fault.message)

    def _is_unread(self, name: str) -> bool:
        """Whether what is typed in the field has no meaning: the text knows nothing of it."""
        spec = catalogue.paper(self.layout_name)
        field = self.fields.fields[name]
        try:
            entries = self.layout_text.entries(self.place(), spec)
            entry = next(one for one in entries if one.name == name)
            self.layout_text.with_entry(self.place(), entry, field.draft())
        except (InputFault, StopIteration):
            return True
        return False

    def go_to(self, fault: Fault) -> None:
        """To the field a fault names, or to its line in the text."""
        place = self.layout_text.place_of(fault.line)
        if self.currentIndex() == FORM and self.blocks.model_rows.rowCount() > place + 1:
            self.blocks.select(place + 1)
            self.fields.show_fault(fault.field, fault.message)
            field = self.fields.named(fault.field)
            if field is not None:
                self.fields.go_to(field)
                return
        self.setCurrentIndex(TEXT)
        self.text.go_to(fault.line)


def _stacked(widgets: tuple[QWidget, ...], *, stretch: int) -> QWidget:
    page = QWidget()
    box = QVBoxLayout(page)
    box.setContentsMargins(0, 8, 0, 0)
    box.setSpacing(8)
    for number, widget in enumerate(widgets):
        box.addWidget(widget, 1 if number == stretch else 0)
    return page
