"""The main window: rail, top bar, screens made on first show, phrase strip, palette, banner."""

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from counter_app.domain.errors import Clash, Outage, Refusal
from counter_app.ui.context import Context
from counter_app.ui.kit.bars import PhraseStrip, TopBar
from counter_app.ui.kit.entries import Entry, LateSource
from counter_app.ui.kit.first_paint import FirstPaint
from counter_app.ui.kit.notice import Banner
from counter_app.ui.kit.rail import Rail
from counter_app.ui.screens.catalogue import SCREENS, ScreenEntry
from counter_app.ui.screens.screen import Screen
from counter_app.words import _

if TYPE_CHECKING:
    from counter_app.ui.kit.palette import Palette

WARM_UP_MS = 30


class Shell(QMainWindow):
    """The clerk's window. `painted`: the first picture stands.

    `drain` is called once when the window closes and returns when running work is finished.
    `warm`: modules to import one by one after the first paint. Without `answer_absence` there is
    no switch for the absence sign.
    """

    painted = Signal()

    def __init__(
        self,
        context: Context,
        entries: Sequence[ScreenEntry] = SCREENS,
        *,
        drain: Callable[[], object] | None = None,
        warm: Iterable[str] = (),
    ) -> None:
        super().__init__()
        self.context = context
        self._entries = {entry.id: entry for entry in entries}
        self._screens: dict[str, Screen] = {}
        self._drain, self._warm = drain, deque(warm)
        self._absence: Callable[[], object] | None = None
        self._palette: Palette | None = None
        self._late_sources: list[LateSource] = []
        self._current = ""
        self._cover: QWidget | None = None
        self.setWindowTitle(" · ".join((context.place.hall, context.place.window)))
        self.setMinimumSize(960, 600)
        self.resize(1366, 768)
        self.rail, self.banner, self.stack = Rail(), Banner(), QStackedWidget()
        self.top = TopBar(context.now, context.day_kind)
        self.phrases = PhraseStrip()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        place = self.context.place
        self.top.set_place(place.hall, place.window, place.clerk_shown)
        for entry in self._entries.values():
            shown = entry.shortcuts[0] if entry.shortcuts else ""
            self.rail.add(entry.id, _(entry.title), entry.icon, shown)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        for widget in (self.top, self.banner):
            right.addWidget(widget)
        right.addWidget(self.stack, 1)
        middle = QHBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self.rail)
        middle.addLayout(right, 1)
        centre = QWidget()
        outer = QVBoxLayout(centre)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(middle, 1)
        outer.addWidget(self.phrases)
        self.setCentralWidget(centre)

    def _connect(self) -> None:
        FirstPaint(self).happened.connect(self._on_painted)
        for entry in self._entries.values():
            for keys in entry.shortcuts:
                self._shortcut(keys, self._opener(entry.id))
        self._shortcut("Ctrl+K", self.open_palette)
        self.rail.chosen.connect(self.show_screen)
        self.top.offer_absence(False)
        self.context.bus.changed.connect(self._on_changes)
        errors = self.context.errors
        errors.banner.connect(self._on_outage)
        errors.clash.connect(self._on_clash)
        errors.refused.connect(self._on_refusal)
        errors.reported.connect(self._on_report)

    def _shortcut(self, keys: str, call: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(call)

    def _opener(self, id: str, argument: object = None) -> Callable[[], None]:
        def show() -> None:
            self.show_screen(id, argument)

        return show

    # -- screens

    def show_screen(self, id: str, argument: object = None) -> None:
        """Show a screen, made now if it is the first time; errors go through the door."""
        screen = self._screens.get(id) or self._make(id)
        if screen is None:
            return
        self._current = id
        self.rail.mark(id)
        self.stack.setCurrentWidget(screen)
        self.phrases.set_telephone(screen.is_on_telephone())
        self.phrases.set_parting(screen.parting())
        self.phrases.set_stage(screen.phrase_stage())
        if argument is not None:
            screen.open(argument)
        screen.activate()

    def _make(self, id: str) -> Screen | None:
        try:
            screen = self._entries[id].make(self.context)
        except Exception as error:  # noqa: BLE001 - one broken screen must not take the window down
            self.context.errors.show(error)
            return None
        screen.setObjectName(id)
        screen.stage_changed.connect(self._on_stage)
        screen.parting_changed.connect(self._on_parting)
        screen.telephone_changed.connect(self.phrases.set_telephone)
        screen.screen_requested.connect(self.show_screen)
        self._screens[id] = screen
        self.stack.addWidget(screen)
        screen.refresh()
        return screen

    def cover(self, page: QWidget) -> None:
        """Put `page` over the screens; choosing a screen goes past it, `uncover` removes it."""
        self.uncover()
        self._cover = page
        self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)

    def uncover(self) -> None:
        """Back to the screen under the cover."""
        page, self._cover = self._cover, None
        if page is None:
            return
        self.stack.removeWidget(page)
        page.deleteLater()
        screen = self.shown_screen()
        if screen is not None:
            self.stack.setCurrentWidget(screen)
            screen.activate()

    def answer_absence(self, absence: Callable[[], object]) -> None:
        """From now on somebody answers the switch for the absence sign."""
        self._absence = absence
        self.top.offer_absence(True)
        self.top.absence_requested.connect(absence)

    def shown_screen(self) -> Screen | None:
        """The screen shown."""
        return self._screens.get(self._current)

    def current_id(self) -> str:
        """The id of the screen shown, empty before the first."""
        return self._current

    def _on_stage(self, stage: str) -> None:
        if self.sender() is self.shown_screen():
            self.phrases.set_stage(stage)

    def _on_parting(self, text: str) -> None:
        if self.sender() is self.shown_screen():
            self.phrases.set_parting(text)

    def _on_changes(self, changes: Any) -> None:
        for screen in self._screens.values():
            if screen.cares(changes):
                screen.refresh()

    # -- palette

    def add_late_source(self, source: LateSource) -> None:
        """Matters, cases or people for the palette, looked up for the text typed."""
        self._late_sources.append(source)

    def open_palette(self) -> None:
        """Ctrl+K: made when it is first wanted."""
        if self._palette is None:
            from counter_app.ui.kit.palette import Palette

            self._palette = Palette(self)
            self._palette.add_source(self._palette_entries)
            for source in self._late_sources:
                self._palette.add_late_source(source)
        self._palette.open()

    def _palette_entries(self) -> Iterable[Entry]:
        screen = self.shown_screen()
        if screen is not None:
            yield from screen.palette_entries()
        for entry in self._entries.values():
            yield Entry(
                _(entry.title),
                self._opener(entry.id),
                hint="  ".join(entry.shortcuts),
                initials=entry.initials,
                icon=entry.icon,
            )
        if self._absence is not None:
            yield Entry(_("Away sign on or off"), self._absence, "F12", "zl", "absence")

    # -- errors

    def _on_outage(self, outage: Outage, retry: Callable[[], object] | None) -> None:
        self.banner.say(outage.what, outage.hint, retry)

    def _on_clash(self, clash: Clash) -> None:
        self.banner.say(clash.message, _("The screen now shows what the other window did."), None)
        screen = self.shown_screen()
        if screen is not None:
            screen.refresh()

    def _on_refusal(self, refusal: Refusal) -> None:
        self.banner.say(refusal.message, "　".join((refusal.basis, refusal.help)).strip(), None)

    def _on_report(self, path: Path) -> None:
        from counter_app.ui.kit.report_window import ReportWindow

        ReportWindow(path, self).show()

    # -- life

    def _on_painted(self) -> None:
        self.painted.emit()
        self._warm_next()

    def _warm_next(self) -> None:
        if self._warm:
            import_module(self._warm.popleft())
            QTimer.singleShot(WARM_UP_MS, self, self._warm_next)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Qt's hook: asks nothing; running work is finished, with a word about it."""
        if self._drain is not None:
            drain, self._drain = self._drain, None
            if self.context.jobs.waiting():
                self.setEnabled(False)
                self.banner.say(_("Finishing what is still running, then closing…"), "", None)
            drain()
        super().closeEvent(event)
