"""The left rail: icon, word and shortcut of every screen."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy, QVBoxLayout, QWidget

from counter_app.ui.kit.icons import pixmap
from counter_app.ui.kit.theme import theme

WIDE_PX, HIGH_PX, LEAST_PX = 84, 66, 50
"""A button at 15 px text; where the window is low it gives up its shortcut before anything else."""


class RailButton(QAbstractButton):
    """One screen: the icon over the word, the shortcut small below; a bar marks where we are."""

    def __init__(self, word: str, icon: str, shortcut: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(word)
        self._icon, self._shortcut = icon, shortcut
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(word)
        self.setAccessibleDescription(shortcut)
        self.setToolTip(f"{word}  {shortcut}".strip())
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Maximum)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.is_under_click = False

    def nextCheckState(self) -> None:
        """Qt's hook: a click turns it on; a screen reader turns it on without one."""
        self.is_under_click = True
        super().nextCheckState()
        self.is_under_click = False

    def sizeHint(self) -> QSize:
        """Qt's hook."""
        return QSize(theme.px(WIDE_PX), theme.px(HIGH_PX))

    def minimumSizeHint(self) -> QSize:
        """Qt's hook."""
        return QSize(theme.px(WIDE_PX), theme.px(LEAST_PX))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook."""
        painter = QPainter(self)
        area = self.rect()
        has_room = area.height() >= theme.px(HIGH_PX) - 4
        top = theme.px(4) if has_room else (area.height() - theme.px(LEAST_PX)) // 2 + 2
        if self.isChecked() or self.underMouse():
            painter.fillRect(area, theme.colour("primary_soft"))
        if self.isChecked():
            painter.fillRect(QRect(0, 0, 4, area.height()), theme.colour("primary"))
        colour = theme.colour("primary" if self.isChecked() else "quiet")
        size = theme.px(24)
        drawn = pixmap(self._icon, colour.name(), size)
        painter.drawPixmap((area.width() - size) // 2, top, drawn)
        painter.setPen(theme.colour("primary" if self.isChecked() else "text"))
        middle = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
        font = painter.font()
        font.setBold(self.isChecked())
        painter.setFont(font)
        painter.drawText(QRect(0, top + size + 1, area.width(), theme.px(21)), middle, self.text())
        if not has_room:
            return
        font.setBold(False)
        font.setPixelSize(theme.px(11))
        painter.setFont(font)
        painter.setPen(theme.colour("quiet"))
        painter.drawText(
            QRect(0, top + theme.px(46), area.width(), theme.px(15)), middle, self._shortcut
        )


class Rail(QFrame):
    """`chosen(id)`: a screen was clicked, or turned on by a screen reader."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "rail")
        self._buttons: dict[str, RailButton] = {}
        self._is_marking = False
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 8, 0, 8)
        self._box.setSpacing(0)
        self._box.addStretch(1)

    def add(self, id: str, word: str, icon: str, shortcut: str) -> None:
        """One more screen, below the others."""
        button = RailButton(word, icon, shortcut, self)
        self._buttons[id] = button
        self._box.insertWidget(self._box.count() - 1, button)
        button.clicked.connect(self._on_click)
        button.toggled.connect(self._on_toggle)

    def mark(self, id: str) -> None:
        """This screen is shown."""
        self._is_marking = True
        self._buttons[id].setChecked(True)
        self._is_marking = False

    def _on_toggle(self, is_on: bool) -> None:
        button = self.sender()
        assert isinstance(button, RailButton)
        if is_on and not self._is_marking and not button.is_under_click:
            self._on_click()

    def _on_click(self) -> None:
        sender = self.sender()
        for id, button in self._buttons.items():
            if button is sender:
                self.chosen.emit(id)
