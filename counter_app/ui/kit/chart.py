"""Bars in our own colours: a name, a bar, a number; read line by line like a table."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from counter_app.ui.kit.theme import theme

ROW_PX, NAME_PX, NUMBER_PX, GAP_PX = 30, 240, 64, 12


class BarChart(QWidget):
    """Horizontal bars from zero, all on one scale; `accessibleDescription` says them in words."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._lines: tuple[tuple[str, int], ...] = ()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_lines(self, lines: Sequence[tuple[str, int]]) -> None:
        """Name and number of every bar, from the top."""
        self._lines = tuple(lines)
        self.setAccessibleDescription("；".join(f"{name} {count}" for name, count in lines))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Qt's hook."""
        return QSize(theme.px(600), theme.px(ROW_PX) * max(1, len(self._lines)))

    def minimumSizeHint(self) -> QSize:
        """Qt's hook."""
        return QSize(theme.px(360), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        high, wide, gap = theme.px(ROW_PX), theme.px(NAME_PX), theme.px(GAP_PX)
        room = max(1, self.width() - wide - theme.px(NUMBER_PX) - 2 * gap)
        most = max((count for _name, count in self._lines), default=0) or 1
        metrics = painter.fontMetrics()
        for place, (name, count) in enumerate(self._lines):
            top = place * high
            line = QRect(0, top, wide, high)
            painter.setPen(theme.colour("text"))
            shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, wide)
            vertical = Qt.AlignmentFlag.AlignVCenter
            painter.drawText(line, vertical | Qt.AlignmentFlag.AlignRight, shown)
            length = round(room * count / most)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("primary"))
            if length:
                painter.drawRoundedRect(wide + gap, top + high // 5, length, high * 3 // 5, 3, 3)
            painter.setPen(theme.colour("quiet" if count == 0 else "text"))
            number = QRect(wide + gap + length + gap // 2, top, theme.px(NUMBER_PX), high)
            painter.drawText(number, vertical | Qt.AlignmentFlag.AlignLeft, str(count))
        painter.end()
