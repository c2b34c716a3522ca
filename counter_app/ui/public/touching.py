"""Pages the citizen touches: the rating, typed by the citizen alone, and the signature."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from counter_app.domain.opinions.ratings import LEVELS, REASONS, reasons_of
from counter_app.ui.kit.theme import theme
from counter_app.ui.public.board import RatingAsked, SignatureAsked
from counter_app.ui.public.page import PublicPage
from counter_app.words import _

FIELD = (1000, 300)
"""The field a signature is written in, whatever the screen: width and height."""
LEAST_POINTS = 8
"""A tap is no signature."""


class RatingPage(PublicPage):
    """Five levels, then the reasons of the one chosen; every step may be left out.

    `rated(stars, codes)` when the citizen sends it, `declined` for “不评价”.
    """

    rated = Signal(int, tuple)
    declined = Signal()

    def __init__(self, asked: RatingAsked) -> None:
        super().__init__(_("Rating of this service"))
        self.asked = asked
        self.stars = 0
        self.title = self.label(48, "primary", centred=True)
        self.small = self.label(26, "quiet", centred=True)
        self.choices = QGridLayout()
        self.choices.setSpacing(16)
        self._buttons: list[QPushButton] = []
        self.foot = QHBoxLayout()
        self.foot.setSpacing(24)
        for widget in (self.title, self.small):
            self.box.addWidget(widget)
        self.box.addStretch(1)
        self.box.addLayout(self.choices)
        self.box.addStretch(1)
        self.box.addLayout(self.foot)
        self._ask_level()

    def _refill(self, buttons: list[QPushButton], columns: int, foot: list[QPushButton]) -> None:
        for old in self._buttons:
            old.hide()
            old.deleteLater()
        self.forget([*self._buttons])
        self._buttons = [*buttons, *foot]
        for place, button in enumerate(buttons):
            self.choices.addWidget(button, place // columns, place % columns)
        for button in foot:
            self.foot.addWidget(button)
        self.fit()

    def _made(self, text: str, call: Callable[[], object], size: int = 28) -> QPushButton:
        button = self.button(text, size, 96)
        button.clicked.connect(call)
        return button

    def _ask_level(self) -> None:
        self.stars = 0
        self.title.setText(_("Please rate this service"))
        words = _("Nobody at the window sees your choice. You need not rate.")
        self.small.setText(f"{words}　{self.asked.number}")

        def chosen(stars: int) -> Callable[[], None]:
            return lambda: self._ask_reasons(stars)

        levels = [self._made(words, chosen(stars), 32) for stars, words in LEVELS.items()]
        self._refill(levels, 5, [self._made(_("Do not rate"), self.declined.emit)])

    def _ask_reasons(self, stars: int) -> None:
        self.stars = stars
        self.title.setText(LEVELS[stars])
        self.small.setText(_("Choose reasons if you like, then send."))
        reasons = []
        for code in reasons_of(stars):
            button = self.button(REASONS[code], 26, 72)
            button.setCheckable(True)
            button.setProperty("code", code)
            reasons.append(button)
        back = self._made(_("Back"), self._ask_level)
        send = self._made(_("Send"), self._send)
        send.setProperty("role", "primary")
        self._refill(reasons, 2, [back, send])

    def _send(self) -> None:
        codes = tuple(one.property("code") for one in self._buttons if one.isChecked())
        self.rated.emit(self.stars, codes)


class ThanksPage(PublicPage):
    """One sentence in large letters."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        said = self.label(56, "primary", centred=True)
        said.setText(words)
        self.box.addWidget(said, 1)
        self.fit()


class Pad(QWidget):
    """Where a finger or a pen writes; lines are kept in a field of 1000 × 300."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Sign here"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumHeight(260)
        self.lines: list[list[tuple[int, int]]] = []

    def _point(self, at: QPointF) -> tuple[int, int]:
        x = at.x() * FIELD[0] / max(1, self.width())
        y = at.y() * FIELD[1] / max(1, self.height())
        return min(FIELD[0], max(0, round(x))), min(FIELD[1], max(0, round(y)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt's hook: a line begins."""
        self.lines.append([self._point(event.position())])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt's hook: the line goes on."""
        if self.lines:
            self.lines[-1].append(self._point(event.position()))
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), theme.colour("surface"))
        painter.setPen(QPen(theme.colour("line"), 2))
        painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.setPen(QPen(theme.colour("text"), 4))
        across, down = self.width() / FIELD[0], self.height() / FIELD[1]
        for line in self.lines:
            painter.drawPolyline([QPointF(x * across, y * down) for x, y in line])
        painter.end()

    def clear(self) -> None:
        """Begin again."""
        self.lines.clear()
        self.update()

    def strokes(self) -> str:
        """The lines as text, empty for less than a signature."""
        if sum(map(len, self.lines)) < LEAST_POINTS:
            return ""
        return "\n".join(" ".join(f"{x},{y}" for x, y in line) for line in self.lines)


class SignaturePage(PublicPage):
    """What is signed for, and the pad. `written(strokes)` when it is sent, `declined` when not."""

    written = Signal(str)
    declined = Signal()

    def __init__(self, asked: SignatureAsked) -> None:
        super().__init__(_("Signature"))
        self.asked = asked
        title = self.label(44, "primary", centred=True)
        title.setText(_("Please sign that you have received"))
        what = self.label(32, centred=True)
        what.setText(f"{asked.title}　{asked.number}")
        self.pad = Pad()
        self.hint: QLabel = self.label(26, "quiet", centred=True)
        self.hint.setText(_("Write with your finger in the field."))
        line = QHBoxLayout()
        line.setSpacing(24)
        for words, call in (
            (_("Do not sign"), self.declined.emit),
            (_("Write again"), self.pad.clear),
            (_("Done"), self._send),
        ):
            button = self.button(words)
            button.clicked.connect(call)
            line.addWidget(button)
        column = QVBoxLayout()
        column.addWidget(self.pad, 1)
        for widget in (title, what):
            self.box.addWidget(widget)
        self.box.addLayout(column, 1)
        self.box.addWidget(self.hint)
        self.box.addLayout(line)
        self.fit()

    def _send(self) -> None:
        strokes = self.pad.strokes()
        if strokes:
            self.written.emit(strokes)
        else:
            self.hint.setText(_("Nothing is written yet."))
