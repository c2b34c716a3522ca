"""Cards and papers read while a window is active: the burst is caught wherever the keys go."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from counter_app.ui.forms.card import read_card
from counter_app.ui.kit.wedge import Wedge

PAPER = "JC:"
"""What the QR of every paper begins with; its number follows."""


class CardReader(QObject):
    """`read(Card)` and `paper(number)`, the number in the QR of one of our papers.

    `unknown`: something else was read where nothing can be typed; `torn`: the input method took
    a key of it.

    Only while the window of `place` has the keys; other bursts stay where they were typed.
    """

    read = Signal(object)
    paper = Signal(str)
    unknown = Signal()
    torn = Signal()

    def __init__(self, place: QWidget, today: Callable[[], date]) -> None:
        super().__init__(place)
        self._place, self._today = place, today
        app = QApplication.instance()
        assert isinstance(app, QApplication), "a widget needs an application"
        self._wedge = Wedge(app, self._is_ours)
        self._wedge.scanned.connect(self._on_scan)
        self._wedge.ignored.connect(self.unknown)
        self._wedge.torn.connect(self.torn)
        place.destroyed.connect(self._wedge.deleteLater)

    def _is_ours(self, text: str) -> bool:
        here = self._place.isActiveWindow() and self._place.isEnabled()
        return here and (text.startswith(PAPER) or read_card(text, self._today()) is not None)

    def _on_scan(self, text: str) -> None:
        if text.startswith(PAPER):
            self.paper.emit(text.removeprefix(PAPER))
        else:
            self.read.emit(read_card(text, self._today()))
