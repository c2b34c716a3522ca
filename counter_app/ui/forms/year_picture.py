"""A year at a glance: twelve months, days off and weekend days worked, in shape and colour."""

import calendar as months
from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from counter_app.domain.workdays import DayKind, YearTable
from counter_app.ui.kit.theme import theme

COLUMNS, ROWS = 4, 3
WEEKS = 6
LINES = WEEKS + 1.6
"""A month is its name and up to six weeks."""


class YearPicture(QWidget):
    """Rest days are quiet, days off of a festival on a ground, days worked for it in a frame."""

    def __init__(self) -> None:
        super().__init__()
        self._table: YearTable | None = None
        self.setMinimumSize(theme.px(520), theme.px(250))

    def sizeHint(self) -> QSize:
        """Qt's hook."""
        return QSize(theme.px(720), theme.px(420))

    def show_year(self, table: YearTable | None) -> None:
        """Show another year, or nothing while the text means none."""
        self._table = table
        if table is not None:
            days = len(table.working_days)
            self.setAccessibleName(f"{table.year} {days}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook."""
        table = self._table
        if table is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width, height = self.width() / COLUMNS, self.height() / ROWS
        for month in range(12):
            place = QRectF(month % COLUMNS * width, month // COLUMNS * height, width, height)
            self._month(painter, place.adjusted(6, 4, -10, -4), table, month + 1)
        painter.end()

    def _month(self, painter: QPainter, place: QRectF, table: YearTable, month: int) -> None:
        cell_w, cell_h = place.width() / 7, place.height() / LINES
        painter.setFont(self._font(cell_h, bold=True))
        painter.setPen(theme.colour("text"))
        head = QRectF(place.x(), place.y(), place.width(), cell_h * 1.4)
        painter.drawText(head, Qt.AlignmentFlag.AlignVCenter, f"  {month}月")
        painter.setFont(self._font(cell_h))
        for line, week in enumerate(months.Calendar().monthdatescalendar(table.year, month)):
            for column, day in enumerate(week):
                if day.month == month:
                    top = place.y() + cell_h * (1.6 + line)
                    cell = QRectF(place.x() + column * cell_w, top, cell_w, cell_h)
                    self._day(painter, cell.adjusted(1, 1, -1, -1), table, day)

    @staticmethod
    def _day(painter: QPainter, cell: QRectF, table: YearTable, day: date) -> None:
        kind, name = table.kind_of(day), table.name_of(day)
        is_worked = kind is DayKind.MAKE_UP_WORKDAY
        if is_worked or name:
            painter.setPen(theme.colour("warn") if is_worked else Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("warn_soft" if is_worked else "bad_soft"))
            painter.drawRoundedRect(cell, 3, 3)
        tones = {DayKind.MAKE_UP_WORKDAY: "warn", DayKind.WORKDAY: "text"}
        painter.setPen(theme.colour(tones.get(kind, "bad" if name else "quiet")))
        painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, str(day.day))

    def _font(self, cell: float, *, bold: bool = False) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(max(9, min(theme.px(13), round(cell * 0.72))))
        font.setBold(bold)
        return font
