"""The notice bar of a form and the banner of the window."""

from collections.abc import Callable

from PySide6 import QtCore
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from counter_app.ui.kit.icons import pixmap
from counter_app.ui.kit.theme import theme
from counter_app.words import _

_PICTURES = {"bad": "fault", "warn": "warning", "good": "check", "info": "info"}


def _read_out(widget: QWidget) -> None:
    from PySide6.QtGui import QAccessible, QAccessibleEvent  # 2 ms that no start should pay

    QAccessible.updateAccessibility(QAccessibleEvent(widget, QAccessible.Event.Alert))


class Notice(QFrame):
    """A sentence with an icon and, in small print, the clause and what is possible instead."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "notice")
        self._picture = QLabel()
        self.text = QLabel()
        self.small = QLabel()
        self.small.setProperty("role", "caption")
        for label in (self.text, self.small):
            label.setWordWrap(True)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.text)
        words.addWidget(self.small)
        self._box = box = QHBoxLayout(self)
        box.setContentsMargins(12, 8, 12, 8)
        box.setSpacing(12)
        box.addWidget(self._picture)
        box.addLayout(words, 1)
        self.hide()

    def say(self, text: str, clause: str = "", help: str = "", tone: str = "bad") -> None:
        """Show it. `tone`: bad, warn, good or info."""
        self._arrange()
        colour = "primary" if tone == "info" else tone
        self._picture.setPixmap(pixmap(_PICTURES[tone], theme.colour(colour).name(), theme.px(20)))
        self.text.setText(text)
        small = "　".join(part for part in (clause, help) if part)
        self.small.setText(small)
        self.small.setVisible(bool(small))
        self.setProperty("tone", tone)
        self.style().unpolish(self)
        self.style().polish(self)
        self.setAccessibleName(" ".join((text, small)).strip())
        self.show()
        _read_out(self)

    def _arrange(self) -> None:
        """What needs `Qt`: a form has its notice from the start, but rarely something to say."""
        selectable = QtCore.Qt.TextInteractionFlag.TextSelectableByMouse
        for label in (self.text, self.small):
            label.setTextInteractionFlags(selectable)
        self._box.setAlignment(self._picture, QtCore.Qt.AlignmentFlag.AlignTop)

    def clear(self) -> None:
        """Nothing to say any more."""
        self.hide()
        self.text.clear()


class Banner(QFrame):
    """Something outside is away: a strip over the screen with Try again; work goes on below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "banner")
        self._retry: Callable[[], object] | None = None
        self.text = QLabel()
        self.text.setWordWrap(True)
        self.again = QPushButton(_("Try again"))
        self.close_button = QPushButton(_("Hide"))
        self.close_button.setProperty("role", "plain")
        box = QHBoxLayout(self)
        box.setContentsMargins(16, 6, 12, 6)
        box.setSpacing(12)
        self._picture = QLabel()
        box.addWidget(self._picture)
        box.addWidget(self.text, 1)
        box.addWidget(self.again)
        box.addWidget(self.close_button)
        self.again.clicked.connect(self._try_again)
        self.close_button.clicked.connect(self.hide)
        self.hide()

    def say(self, what: str, hint: str, retry: Callable[[], object] | None) -> None:
        """Show what is away and what to do; the button appears only with `retry`."""
        self._picture.setPixmap(pixmap("warning", theme.colour("warn").name(), theme.px(20)))
        self.text.setText("　".join(part for part in (what, hint) if part))
        self.setAccessibleName(self.text.text())
        self._retry = retry
        self.again.setVisible(retry is not None)
        self.show()
        _read_out(self)

    def _try_again(self) -> None:
        retry = self._retry
        self.hide()
        if retry is not None:
            retry()
