"""The idle card: hall, window, service and the first-contact clerk, readable from two metres."""

from attrs import frozen
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from counter_app.ui.kit.theme import theme
from counter_app.words import _


@frozen
class IdleFacts:
    """What may be read by everyone. `clerk_shown` e.g. 张××; `lines` stand small at the foot."""

    hall: str
    window: str
    service: str
    clerk_shown: str
    greeting: str = ""
    lines: tuple[str, ...] = ()


class IdleCard(QWidget):
    """Sizes follow the height of the screen, 800 px being the measure."""

    _SIZES = {"hall": 30, "window": 92, "service": 44, "clerk": 34, "greeting": 30, "foot": 22}

    def __init__(self, facts: IdleFacts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self._labels = {name: QLabel() for name in self._SIZES}
        for label in self._labels.values():
            label.setWordWrap(True)
        rule = QFrame()
        rule.setFixedHeight(3)
        rule.setStyleSheet(f"background: {theme.tokens.primary};")
        box = QVBoxLayout(self)
        box.setContentsMargins(96, 64, 96, 56)
        box.setSpacing(16)
        box.addWidget(self._labels["hall"])
        box.addWidget(rule)
        box.addStretch(2)
        for name in ("window", "service"):
            box.addWidget(self._labels[name])
        box.addSpacing(24)
        box.addWidget(self._labels["clerk"])
        box.addStretch(3)
        for name in ("greeting", "foot"):
            box.addWidget(self._labels[name])
        self._colour("window", "primary")
        self._colour("hall", "quiet")
        self._colour("foot", "quiet")
        self.show_facts(facts)

    def _colour(self, name: str, colour: str) -> None:
        self._labels[name].setStyleSheet(f"color: {theme.colour(colour).name()};")

    def show_facts(self, facts: IdleFacts) -> None:
        """Show another window or clerk."""
        clerk = _("First-contact clerk: {name}").format(name=facts.clerk_shown)
        texts = {
            "hall": facts.hall,
            "window": facts.window,
            "service": facts.service,
            "clerk": clerk if facts.clerk_shown else "",
            "greeting": facts.greeting,
            "foot": "　　".join(facts.lines),
        }
        for name, text in texts.items():
            self._labels[name].setText(text)
            self._labels[name].setVisible(bool(text))
            self._labels[name].setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's hook: letters grow with the screen."""
        super().resizeEvent(event)
        for name, size in self._SIZES.items():
            font = QFont(self.font())
            font.setPixelSize(max(14, size * min(self.height(), self.width()) // 800))
            self._labels[name].setFont(font)
