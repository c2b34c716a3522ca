"""Search while typing: one line to type in, one list to walk with the arrows."""

from collections.abc import Callable, Sequence
from typing import Any

from attrs import field, frozen
from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from counter_app.ui.kit.icons import pixmap
from counter_app.ui.kit.theme import theme
from counter_app.words import _

DEBOUNCE_MS = 120


@frozen
class Hit:
    """One line of the result list. `detail` stands quiet on the right, `data` comes back chosen."""

    text: str
    detail: str = ""
    icon: str = ""
    tone: str = ""
    data: Any = field(default=None, repr=False)


Give = Callable[[Sequence[Hit]], object]
Ask = Callable[[str, Give], object]

_ROLE = Qt.ItemDataRole.UserRole
_WALK = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class _HitPainter(QStyledItemDelegate):
    """Paints icon, text and the quiet detail; one height for all lines."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Qt's hook."""
        return QSize(120, theme.px(40))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Qt's hook."""
        hit = index.data(_ROLE)
        view: Any = option
        area: QRect = view.rect
        painter.save()
        if view.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, theme.colour("primary_soft"))
            painter.fillRect(
                QRect(area.left(), area.top(), 3, area.height()), theme.colour("primary")
            )
        inner = area.adjusted(theme.px(14), 0, -theme.px(14), 0)
        if hit.icon:
            size = theme.px(18)
            drawn = pixmap(hit.icon, theme.colour("quiet").name(), size)
            painter.drawPixmap(inner.left(), inner.center().y() - size // 2, drawn)
            inner.setLeft(inner.left() + size + theme.px(10))
        self._words(painter, inner, hit, view.font)
        painter.restore()

    @staticmethod
    def _words(painter: QPainter, inner: QRect, hit: Hit, font: QFont) -> None:
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(font)
        metrics = painter.fontMetrics()
        detail_wide = min(metrics.horizontalAdvance(hit.detail) + 4, inner.width() // 2)
        elide = Qt.TextElideMode.ElideRight
        painter.setPen(theme.colour(hit.tone or "quiet"))
        detail = metrics.elidedText(hit.detail, elide, detail_wide)
        painter.drawText(inner, Qt.AlignmentFlag.AlignRight | middle, detail)
        room = inner.adjusted(0, 0, -detail_wide - 12, 0)
        painter.setPen(theme.colour("text"))
        painter.drawText(
            room,
            Qt.AlignmentFlag.AlignLeft | middle,
            metrics.elidedText(hit.text, elide, room.width()),
        )


class LiveSearch(QWidget):
    """`ask(text, give)` is called 120 ms after the last committed character; answers may be late.

    An answer to an older question is dropped, and Enter waits for the newest. `chosen(data)`:
    Enter, or a click unless `click_chooses` is off; `looked_at(data)`: the line under the arrows;
    `entered_without_hit(text)`: Enter with no line.
    """

    chosen = Signal(object)
    looked_at = Signal(object)
    entered_without_hit = Signal(str)

    def __init__(
        self,
        ask: Ask,
        name: str,
        placeholder: str = "",
        parent: QWidget | None = None,
        *,
        click_chooses: bool = True,
    ) -> None:
        super().__init__(parent)
        self._ask, self._question, self._answered = ask, 0, 0
        self._then: Callable[[], object] | None = None
        self.edit = QLineEdit()
        self.edit.setPlaceholderText(placeholder)
        self.edit.setClearButtonEnabled(True)
        self.edit.setAccessibleName(name)
        self.list = QListWidget()
        self.list.setAccessibleName(_("{name}: results").format(name=name))
        self.list.setItemDelegate(_HitPainter(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.nothing = QLabel(_("Nothing found. Try fewer characters or the initials."))
        self.nothing.setProperty("role", "quiet")
        self.nothing.setWordWrap(True)
        self.nothing.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        for widget in (self.edit, self.nothing, self.list):
            box.addWidget(widget)
        box.setStretchFactor(self.list, 1)
        self.setFocusProxy(self.edit)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(DEBOUNCE_MS)
        self._wait.timeout.connect(self.ask_now)
        self._connect(click_chooses)

    def _connect(self, click_chooses: bool) -> None:
        self.edit.textChanged.connect(self._on_text)
        self.edit.installEventFilter(self)
        if click_chooses:
            self.list.itemClicked.connect(self._on_click)
        self.list.currentRowChanged.connect(self._on_row)

    def ask_now(self) -> None:
        """Ask without waiting, e.g. when the screen is shown."""
        self._wait.stop()
        self._question += 1
        question, text = self._question, self.edit.text().strip()

        def give(hits: Sequence[Hit]) -> None:
            if question == self._question:
                self._answered = question
                self._show(text, hits)
                then, self._then = self._then, None
                if then is not None:
                    then()

        self._ask(text, give)

    def when_answered(self, call: Callable[[], object]) -> None:
        """Run `call` once the list answers what is typed: at once, or after the answer under way.

        A key pressed right after the last letter must not act on an older list. Typing on
        drops the call.
        """
        if self._wait.isActive():
            self.ask_now()
        if self._answered == self._question:
            call()
        else:
            self._then = call

    def _on_text(self) -> None:
        self._then = None
        self._wait.start()

    def _show(self, text: str, hits: Sequence[Hit]) -> None:
        self.list.clear()
        for hit in hits:
            item = QListWidgetItem()
            item.setData(_ROLE, hit)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{hit.text} {hit.detail}")
            self.list.addItem(item)
        self.nothing.setVisible(bool(text) and not hits)
        if hits:
            self.list.setCurrentRow(0)

    def current(self) -> Any:
        """The data of the line looked at, None when there is none."""
        item = self.list.currentItem()
        return item.data(_ROLE).data if self.list.count() and item is not None else None

    def hits(self) -> list[Hit]:
        """The lines shown."""
        return [self.list.item(row).data(_ROLE) for row in range(self.list.count())]

    def clear(self) -> None:
        """Empty line, asked again at once."""
        self.edit.setText("")
        self.ask_now()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt's hook: the arrows walk the list while the focus stays in the line."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() in _WALK:
            QApplication.sendEvent(self.list, event)
            return True
        if event.key() in _RETURN and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.when_answered(self._enter)
            return True
        return False

    def _enter(self) -> None:
        if self.list.currentItem() is not None and self.list.count():
            self.chosen.emit(self.current())
        else:
            self.entered_without_hit.emit(self.edit.text().strip())

    def _on_click(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(_ROLE).data)

    def _on_row(self, row: int) -> None:
        if row >= 0:
            self.looked_at.emit(self.list.item(row).data(_ROLE).data)
