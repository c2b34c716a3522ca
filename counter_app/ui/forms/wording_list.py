"""The layouts by group, each with where it stands."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem

from counter_app.services.wording_reading import Listed
from counter_app.ui.forms.wording_words import CHOICES, GROUPS, named, standing_words
from counter_app.ui.kit.keys import is_return
from counter_app.ui.kit.theme import theme
from counter_app.words import _

_LAYOUT = Qt.ItemDataRole.UserRole
LIST_PX, WIDEST_PX = 210, 240


class WordingList(QListWidget):
    """`opened(layout)`: moved to; `entered`: Enter, into the layout. Groups are only headings."""

    opened = Signal(str)
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Papers by group"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrap(True)
        self.setSpacing(2)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedWidth(min(theme.px(LIST_PX), WIDEST_PX))
        self.currentItemChanged.connect(self._on_item)

    def show_layouts(self, found: Sequence[Listed]) -> None:
        """The layouts; the one looked at stays, without being opened anew."""
        kept = self.layout_name()
        self.blockSignals(True)
        self.clear()
        group = ""
        for one in found:
            if one.group != group:
                group = one.group
                self._add_group(named(GROUPS, group))
            self._add(one, is_current=one.layout == kept)
        self.blockSignals(False)
        if self.currentItem() is None and found:
            self.setCurrentRow(1)

    def _add_group(self, words: str) -> None:
        item = QListWidgetItem(words, self)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        font = QFont(self.font())
        font.setBold(True)
        item.setFont(font)

    def _add(self, one: Listed, *, is_current: bool) -> None:
        words, tone = standing_words(one)
        size = one.layout.partition(".")[2]
        title = f"{one.title}　{named(CHOICES, size)}" if size else one.title
        item = QListWidgetItem(f"{title}\n{words}", self)
        item.setData(_LAYOUT, one.layout)
        item.setForeground(theme.colour("text" if tone == "quiet" else tone))
        if is_current:
            self.setCurrentItem(item)

    def layout_name(self) -> str:
        """The layout looked at, empty when there is none."""
        items = self.selectedItems()
        return str(items[0].data(_LAYOUT) or "") if items else ""

    def title_of(self, layout: str) -> str:
        """The name of a layout as the list shows it."""
        items = (self.item(row) for row in range(self.count()))
        names = [one.text().split("\n")[0] for one in items if one.data(_LAYOUT) == layout]
        return names[0] if names else layout

    def choose(self, layout: str) -> None:
        """Go to a layout."""
        for row in range(self.count()):
            if self.item(row).data(_LAYOUT) == layout:
                self.setCurrentRow(row)

    def _on_item(self, _item: QListWidgetItem | None) -> None:
        if layout := self.layout_name():
            self.opened.emit(layout)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's hook."""
        if is_return(event):
            self.entered.emit()
        else:
            super().keyPressEvent(event)
