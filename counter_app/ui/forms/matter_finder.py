"""The left side of the reception: find a matter while typing, read its guide."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from counter_app.services.matter_search import MatterHit, find_matters
from counter_app.ui.context import Context
from counter_app.ui.forms.guide_card import GuideCard, read_guide
from counter_app.ui.kit.live_search import Give, Hit, LiveSearch
from counter_app.words import _


class MatterFinder(QFrame):
    """`found(GuideCard)`: the guide of the line looked at; `missed(text)`: nothing is called so.

    `chosen`: Enter was pressed; `typed`: the clerk types.
    """

    found = Signal(object)
    missed = Signal(str)
    chosen = Signal()
    typed = Signal()

    def __init__(self, context: Context, title: str) -> None:
        super().__init__()
        self._context = context
        self._hit: MatterHit | None = None
        self._card: GuideCard | None = None
        self._then: Callable[[], object] | None = None
        self._walked = False
        self.setProperty("role", "surface")
        heading = QLabel(title)
        heading.setProperty("role", "heading")
        self.search = LiveSearch(
            self._ask,
            _("Find a matter"),
            _("Name, alias or pinyin initials"),
            click_chooses=False,
        )
        self.search.looked_at.connect(self._on_looked)
        self.search.chosen.connect(self._on_chosen)
        self.search.entered_without_hit.connect(self._on_entered)
        self.search.list.itemPressed.connect(self._on_pressed)
        self.search.edit.textEdited.connect(self.typed)
        self.search.edit.textChanged.connect(self._forget)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 14, 16, 16)
        box.setSpacing(10)
        for widget in (heading, self.search):
            box.addWidget(widget)
        self.setFocusProxy(self.search)

    def text(self) -> str:
        """What stands in the line."""
        return self.search.edit.text().strip()

    def is_meant(self) -> bool:
        """Whether the line looked at was sought: an empty search shows the first by itself."""
        return bool(self.text()) or self._walked

    def go_to(self, name: str) -> None:
        """Look for a matter by its name."""
        self.search.edit.setText(name)
        self.search.ask_now()

    def refresh(self) -> None:
        """Guides or windows changed: ask again, without moving the line a clerk has sought."""
        if self._hit is not None and self.is_meant():
            self._read(self._hit.code)
        else:
            self.search.ask_now()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's hook: Esc empties the line."""
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
        else:
            super().keyPressEvent(event)

    def clear(self) -> None:
        """Ready for the next citizen."""
        self._then = None
        self.search.clear()

    def when_ready(self, call: Callable[[], object]) -> None:
        """Run `call` once the guide shown is the one that was typed for."""
        self._then = None
        self.search.when_answered(lambda: self._once_read(call))

    def _forget(self) -> None:
        self._then = None

    def _once_read(self, call: Callable[[], object]) -> None:
        hit, card = self._hit, self._card
        if hit is None or (card is not None and card.spec.code == hit.code):
            call()
        else:
            self._then = call

    def _ask(self, text: str, give: Give) -> None:
        desk = self._context.counter.desk

        def answer(hits: list[MatterHit]) -> None:
            self._walked = False
            if not hits:
                self._hit = self._card = None
            give([self._line(hit) for hit in hits])
            if not hits:
                self.missed.emit(text)

        self._context.jobs.read(lambda: find_matters(desk, text), answer)

    @staticmethod
    def _line(hit: MatterHit) -> Hit:
        if hit.here:
            return Hit(hit.name, _("this window"), data=hit)
        where = hit.counter_label.partition("（")[0] or _("information desk")
        return Hit(hit.name, f"{where} →", tone="warn", data=hit)

    def _on_pressed(self) -> None:
        self._walked = True

    def _on_looked(self, hit: MatterHit) -> None:
        self._walked = self._walked or self.search.list.currentRow() > 0
        self._hit = hit
        self._then = None
        self._read(hit.code)

    def _read(self, code: str) -> None:
        desk = self._context.counter.desk
        self._context.jobs.read(lambda: read_guide(desk, code), self._on_read)

    def _on_read(self, card: GuideCard) -> None:
        if self._hit is None or card.spec.code != self._hit.code:
            return
        self._card = card
        self.found.emit(card)
        then, self._then = self._then, None
        if then is not None:
            then()

    def _on_chosen(self, _hit: MatterHit) -> None:
        self.when_ready(self.chosen.emit)

    def _on_entered(self, text: str) -> None:
        if text:
            self.chosen.emit()
