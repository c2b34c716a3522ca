"""Lists of frozen rows: keyset pages, fixed heights, no sorting proxy."""

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from attrs import field, frozen
from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from counter_app.ui.kit.theme import theme

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


def _alignment(is_number: bool) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if is_number else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def plain(_row: object) -> str:
    """No tone."""
    return ""


@frozen
class Column(Generic[Row]):
    """What a column shows. `width` in px at 15 px text, None takes the rest.

    `tone(row)`: "", good, warn, bad or quiet; the words must say the same as the colour.
    """

    title: str
    text: Callable[[Row], str] = field(repr=False)
    width: int | None = None
    is_number: bool = False
    tone: Callable[[Row], str] = field(default=plain, repr=False)


class TableRows(QAbstractTableModel, Generic[Row]):
    """Rows of one list. `page_requested(last row)` asks for the next page when scrolled to."""

    page_requested = Signal(object)

    def __init__(self, columns: Sequence[Column[Row]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = list(columns)
        self._rows: list[Row] = []
        self._more = False
        self._asked = False

    def set_rows(self, rows: Sequence[Row], *, more: bool = False) -> None:
        """Replace everything; `more`: a further page exists."""
        self.beginResetModel()
        self._rows, self._more, self._asked = list(rows), more, False
        self.endResetModel()

    def append(self, rows: Sequence[Row], *, more: bool) -> None:
        """The page asked for."""
        self._more, self._asked = more, False
        if rows:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
            self._rows.extend(rows)
            self.endInsertRows()

    def row(self, index: int) -> Row | None:
        """The record in a line, None outside."""
        return self._rows[index] if 0 <= index < len(self._rows) else None

    def rows(self) -> list[Row]:
        """All records loaded so far."""
        return list(self._rows)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Qt's hook."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Qt's hook."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt's hook; every role but three returns at once."""
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns[index.column()].text(self._rows[index.row()])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(self._columns[index.column()].is_number)
        if role == Qt.ItemDataRole.ForegroundRole:
            tone = self._columns[index.column()].tone(self._rows[index.row()])
            return theme.colour(tone) if tone else None
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Qt's hook."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(self._columns[section].is_number)
        return None

    def canFetchMore(self, parent: Index) -> bool:
        """Qt's hook."""
        return self._more and not self._asked and not parent.isValid()

    def fetchMore(self, parent: Index) -> None:
        """Qt's hook: asks once per page."""
        if self.canFetchMore(parent):
            self._asked = True
            self.page_requested.emit(self._rows[-1] if self._rows else None)


class _TonePainter(QStyledItemDelegate):
    """Keeps the tone of a cell on the selected line."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt's hook."""
        super().initStyleOption(option, index)
        view: Any = option
        colour = view.palette.color(QPalette.ColorRole.Text)
        view.palette.setColor(QPalette.ColorRole.HighlightedText, colour)


class Table(QTableView):
    """A list to walk through. `chosen(row)`: Enter or double click; `looked_at(row)`: moved to."""

    chosen = Signal(object)
    looked_at = Signal(object)

    def __init__(
        self,
        columns: Sequence[Column[Any]],
        name: str,
        parent: QWidget | None = None,
        *,
        row_px: int = 38,
    ) -> None:
        super().__init__(parent)
        self.model_rows: TableRows[Any] = TableRows(columns, self)
        self.setModel(self.model_rows)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setItemDelegate(_TonePainter(self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        lines = self.verticalHeader()
        lines.setVisible(False)
        lines.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._columns, self._row_px = list(columns), row_px
        self._lay_out()
        self.doubleClicked.connect(self._on_double_click)
        self.selectionModel().currentRowChanged.connect(self._on_current)

    def changeEvent(self, event: QEvent) -> None:
        """Qt's hook: another size of text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_columns"):
            self._lay_out()

    def _lay_out(self) -> None:
        self.verticalHeader().setDefaultSectionSize(theme.px(self._row_px))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for number, column in enumerate(self._columns):
            if column.width is None:
                header.setSectionResizeMode(number, QHeaderView.ResizeMode.Stretch)
            else:
                header.setSectionResizeMode(number, QHeaderView.ResizeMode.Fixed)
                header.resizeSection(number, theme.px(column.width))

    def set_rows(self, rows: Sequence[Any], *, more: bool = False) -> None:
        """Show rows; the line looked at stays when its record is still there."""
        kept = self.current()
        self.model_rows.set_rows(rows, more=more)
        if rows:
            self.select(rows.index(kept) if kept in rows else 0)

    def append(self, rows: Sequence[Any], *, more: bool) -> None:
        """The page asked for by `model_rows.page_requested`."""
        self.model_rows.append(rows, more=more)

    def select(self, line: int) -> None:
        """Go to a line."""
        self.setCurrentIndex(self.model_rows.index(line, 0))

    def current(self) -> Any:
        """The record looked at, None when the list is empty."""
        return self.model_rows.row(self.currentIndex().row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's hook: Enter chooses."""
        is_return = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_return and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if self.current() is not None:
                self.chosen.emit(self.current())
        else:
            super().keyPressEvent(event)

    def _on_double_click(self, index: QModelIndex) -> None:
        self.chosen.emit(self.model_rows.row(index.row()))

    def _on_current(self, index: QModelIndex) -> None:
        self.looked_at.emit(self.model_rows.row(index.row()))
