"""The base of what the citizen reads: letters that grow with the screen, targets for a thumb.

Nothing here takes the keyboard. At 60 cm from the eye the smallest letter is 24 px high and the
smallest target 60 px (适老化), measured at 800 px; larger screens get larger ones.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from counter_app.ui.kit.theme import theme

SMALLEST, TARGET = 24, 60
"""px at 800 px: the smallest letter, the smallest side of a target."""
MEASURE = 800


class PublicPage(QWidget):
    """Labels and buttons whose size follows the screen."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setAutoFillBackground(True)
        self._sized: list[tuple[QWidget, int, int]] = []
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(64, 40, 64, 40)
        self.box.setSpacing(16)

    def label(self, size: int, colour: str = "", *, centred: bool = False) -> QLabel:
        """A label of `size` px at 800; `colour` names a token."""
        made = QLabel()
        made.setWordWrap(True)
        made.setTextFormat(Qt.TextFormat.PlainText)
        made.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        if centred:
            made.setAlignment(Qt.AlignmentFlag.AlignCenter)
        if colour:
            made.setStyleSheet(f"color: {theme.colour(colour).name()};")
        self._sized.append((made, max(size, SMALLEST), 0))
        return made

    def button(self, text: str, size: int = 28, height: int = 76) -> QPushButton:
        """A button nobody reaches by key; it is pressed with a finger."""
        made = QPushButton(text)
        made.setAccessibleName(text)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setAutoDefault(False)
        self._sized.append((made, max(size, SMALLEST), max(height, TARGET)))
        return made

    def forget(self, widgets: list[QWidget]) -> None:
        """These are gone: they follow the screen no more."""
        self._sized = [one for one in self._sized if one[0] not in widgets]

    def fit(self) -> None:
        """Give every letter and target its size."""
        scale = max(1.0, min(self.height(), self.width()) / MEASURE)
        for widget, size, height in self._sized:
            widget.ensurePolished()  # polishing later would bring back the height of the style
            font = QFont(self.font())
            font.setPixelSize(round(size * scale))
            widget.setFont(font)
            if height:
                widget.setMinimumHeight(round(height * scale))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's hook."""
        super().resizeEvent(event)
        self.fit()
