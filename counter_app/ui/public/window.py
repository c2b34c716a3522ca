"""The citizen window: takes no focus, never covers the clerk's screen, comes back by itself."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QScreen
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from counter_app.ui.public.idle import IdleCard
from counter_app.ui.public.placement import ScreenFacts, Wanted, choose_screen

SETTLE_MS = 300


def facts_of(screen: QScreen) -> ScreenFacts:
    """The description of a real screen."""
    area = screen.geometry()
    return ScreenFacts(
        name=screen.name(),
        model=screen.model(),
        serial=screen.serialNumber(),
        area=(area.x(), area.y(), area.width(), area.height()),
        is_primary=screen is QGuiApplication.primaryScreen(),
    )


class CitizenWindow(QWidget):
    """`placed(name)`: it stands on that screen; an empty name: it is hidden. `lost`: its screen
    was unplugged, so what somebody had begun on it is gone.

    `clerk_screen` says where the clerk's window is now. Pages beside the idle card are shown
    with `show_page`; `show_idle` takes them away, and losing the screen does so too.
    """

    placed = Signal(str)
    lost = Signal()

    def __init__(self, idle: IdleCard, clerk_screen: Callable[[], QScreen | None]) -> None:
        super().__init__()
        self._clerk_screen, self._wanted = clerk_screen, Wanted()
        self._is_open = False
        self.setWindowFlags(
            Qt.WindowType.Window
            | Qt.WindowType.FramelessWindowHint
            | Qt.WindowType.WindowDoesNotAcceptFocus
        )
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.idle = idle
        self._stack = QStackedWidget()
        self._stack.addWidget(idle)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._stack)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(self.place)
        app = QApplication.instance()
        if isinstance(app, QGuiApplication):
            app.screenAdded.connect(self._on_change)
            app.screenRemoved.connect(self._on_removed)
            app.primaryScreenChanged.connect(self._on_change)

    def open(self, wanted: Wanted) -> None:
        """Stand on the wanted screen from now on, whenever it is there."""
        self._wanted, self._is_open = wanted, True
        self.place()

    def shut(self) -> None:
        """Hide until `open` is called again."""
        self._is_open = False
        self.place()

    def place(self) -> None:
        """Look where to stand; hidden when there is no screen for it."""
        screens = {facts_of(screen): screen for screen in QGuiApplication.screens()}
        clerk = self._clerk_screen()
        chosen = choose_screen(list(screens), facts_of(clerk) if clerk else None, self._wanted)
        if chosen is None or not self._is_open:
            self.hide()
            self.placed.emit("")
            return
        self.winId()
        self.windowHandle().setScreen(screens[chosen])
        self.setGeometry(screens[chosen].geometry())
        self.setWindowState(Qt.WindowState.WindowFullScreen)
        self.show()
        self.placed.emit(chosen.name)

    def show_page(self, page: QWidget) -> None:
        """Show something else than the idle card; the page then belongs to this window."""
        self._drop_page()
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)

    def show_idle(self) -> None:
        """Back to the idle card."""
        self._drop_page()
        self._stack.setCurrentWidget(self.idle)

    def _drop_page(self) -> None:
        current = self._stack.currentWidget()
        if current is not self.idle:
            self._stack.removeWidget(current)
            current.deleteLater()

    def _on_removed(self, _screen: QScreen) -> None:
        self.hide()
        self.show_idle()
        self.lost.emit()
        self._settle.start()

    def _on_change(self, _screen: QScreen) -> None:
        self._settle.start()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Qt's hook: nobody in front of the counter can close it; ending the program does."""
        if event.spontaneous():
            event.ignore()
        else:
            super().closeEvent(event)
