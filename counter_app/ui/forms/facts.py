"""Label and value, line by line, for everything that is shown and not typed."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QScrollArea, QWidget

from counter_app.domain.content import UNVERIFIED

Row = tuple[str, str]


class Facts(QWidget):
    """Label and value, line by line; 未核定 stands out."""

    def __init__(self) -> None:
        super().__init__()
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(0, 12, 0, 12)
        self.grid.setHorizontalSpacing(24)
        self.grid.setVerticalSpacing(12)
        self.grid.setColumnStretch(1, 1)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Replace everything."""
        while self.grid.count():
            widget = self.grid.takeAt(0).widget()
            widget.hide()
            widget.deleteLater()
        for line, (name, value) in enumerate(rows):
            self._row(line, name, value)
        self.grid.setRowStretch(len(rows), 1)

    def _row(self, line: int, name: str, value: str) -> None:
        label, text = QLabel(name), QLabel(value or UNVERIFIED)
        label.setProperty("role", "quiet")
        text.setWordWrap(True)
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        if not value or UNVERIFIED in value:
            text.setProperty("tone", "warn")
        text.setAccessibleName(f"{name} {text.text()}")
        self.grid.addWidget(label, line, 0, Qt.AlignmentFlag.AlignTop)
        self.grid.addWidget(text, line, 1)


def scrolling(widget: QWidget) -> QScrollArea:
    """A widget that may be longer than the pane, on the ground of the pane."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(widget)
    area.viewport().setAutoFillBackground(False)
    widget.setAutoFillBackground(False)
    return area
