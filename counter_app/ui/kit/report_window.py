"""The calm window for our own faults: what is safe, and where the report lies."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPushButton, QVBoxLayout, QWidget

from counter_app.words import _


class ReportWindow(QDialog):
    """Not modal: work goes on behind it."""

    def __init__(self, report: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Something went wrong in the program"))
        self.setModal(False)
        title = QLabel(_("That was our fault, not yours."))
        title.setProperty("role", "heading")
        body = QLabel(
            _(
                "Everything confirmed before is saved, and what you were typing is still on the"
                " screen. You can go on working. If it happens again, give this file to the"
                " administrator; it holds no personal data:"
            )
        )
        body.setWordWrap(True)
        self.place = QLabel(str(report))
        self.place.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.place.setWordWrap(True)
        self.place.setProperty("role", "quiet")
        go_on = QPushButton(_("Go on"))
        go_on.setProperty("role", "primary")
        go_on.setDefault(True)
        go_on.clicked.connect(self.accept)
        buttons = QDialogButtonBox()
        buttons.addButton(go_on, QDialogButtonBox.ButtonRole.AcceptRole)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 24, 24, 16)
        box.setSpacing(12)
        for widget in (title, body, self.place, buttons):
            box.addWidget(widget)
        self.setMinimumWidth(520)
