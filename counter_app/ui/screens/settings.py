"""Settings: the sections on the left, one calm page on the right."""

from collections.abc import Callable

from attrs import frozen
from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from counter_app.ui.context import Context
from counter_app.ui.forms.about import About
from counter_app.ui.forms.appearance import Appearance
from counter_app.ui.forms.calendar_page import CalendarPage
from counter_app.ui.forms.facts import scrolling
from counter_app.ui.forms.password_change import PasswordChange
from counter_app.ui.forms.phrases_page import PhrasesPage
from counter_app.ui.forms.policy_page import PolicyPage
from counter_app.ui.forms.printer_setup import PrinterSetup
from counter_app.ui.forms.settings_page import SettingsPage
from counter_app.ui.forms.share_setup import ShareSetup
from counter_app.ui.forms.window_setup import WindowSetup
from counter_app.ui.forms.wordings_page import WordingsPage
from counter_app.ui.kit.entries import Entry
from counter_app.ui.kit.icons import icon
from counter_app.ui.kit.theme import theme
from counter_app.ui.screens.matter_guide import side_by_side
from counter_app.ui.screens.screen import Screen
from counter_app.words import _

_INTO = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Right)


@frozen
class Section:
    """One page. `id` is what `open` takes; `initials` are for the palette.

    `is_whole`: the page needs the whole width, so the sections step aside while one works in it.
    """

    id: str
    title: str
    icon: str
    initials: str
    make: Callable[[Context], SettingsPage]
    is_wide: bool = False
    is_whole: bool = False


def sections() -> tuple[Section, ...]:
    """The pages in order."""
    return (
        Section("hall", _("This hall"), "hall", "bdt", WindowSetup, True),
        Section("share", _("Shared folder"), "share", "gxwjj", ShareSetup),
        Section("printers", _("Printers"), "printer", "dyj", PrinterSetup),
        Section("wordings", _("Wording of the papers"), "paper", "djbs", WordingsPage, True, True),
        Section("calendar", _("Working days of the year"), "calendar", "gzr", CalendarPage, True),
        Section("policy", _("Rules the hall sets"), "clock", "dtgz", PolicyPage),
        Section("phrases", _("Courtesy phrases"), "message", "wmyy", PhrasesPage),
        Section("appearance", _("Appearance"), "eye", "wg", Appearance),
        Section("password", _("My password"), "key", "wdmm", PasswordChange),
        Section("about", _("About, and verifying"), "info", "gyhy", About, True),
    )


class SettingsScreen(Screen):
    """Up and Down choose a section, Enter goes into its page, Esc comes back."""

    kinds = frozenset({"document", "wording"})

    def __init__(self, context: Context) -> None:
        self.pages: dict[str, SettingsPage] = {}
        super().__init__(context)
        self.sections = sections()
        self.list = QListWidget()
        self.list.setAccessibleName(_("Sections of the settings"))
        self.stack, self._left = QStackedWidget(), QFrame()
        for section in self.sections:
            self.list.addItem(QListWidgetItem(section.title))
            page = section.make(context)
            page.saved.connect(self._on_saved)
            page.stepped_back.connect(self._back)
            self.pages[section.id] = page
            self.stack.addWidget(_framed(page, section.is_wide))
        self._lay_out()
        self._dress()
        self.list.currentRowChanged.connect(self._on_row)
        self.list.installEventFilter(self)
        self.list.setCurrentRow(0)

    def _dress(self) -> None:
        """Icons and heights in the colours and the size in force."""
        self._left.setFixedWidth(min(theme.px(240), 320))
        self.list.setIconSize(QSize(theme.px(18), theme.px(18)))
        for place, section in enumerate(self.sections):
            item = self.list.item(place)
            item.setIcon(icon(section.icon, theme.colour("quiet").name(), theme.px(18)))
            item.setSizeHint(QSize(0, theme.px(40)))

    def changeEvent(self, event: QEvent) -> None:
        """Qt's hook: other colours or another size of text, chosen on the page beside."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange) and self.pages:
            self._dress()

    def _lay_out(self) -> None:
        self._left.setProperty("role", "surface")
        column = QVBoxLayout(self._left)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        heading = QLabel(_("Settings"))
        heading.setProperty("role", "heading")
        column.addWidget(heading)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        column.addWidget(self.list, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 16, 16, 16)
        box.addLayout(side_by_side(self._left, self.stack))

    def refresh(self) -> None:
        """The hall or a wording changed; other pages are left alone: somebody may be typing."""
        self.pages["hall"].refresh()
        if self.page() is self.pages["wordings"]:
            self.page().refresh()

    def page(self) -> SettingsPage:
        """The page shown."""
        return self.pages[self.sections[max(0, self.list.currentRow())].id]

    def activate(self) -> None:
        """Into the sections, or back to the page that took their room."""
        if self._left.isHidden():
            self.page().begin()
        else:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def open(self, argument: object) -> None:
        """The id of a section, or ("wordings", layout)."""
        name, within = argument if isinstance(argument, tuple) else (argument, "")
        for place, section in enumerate(self.sections):
            if section.id == name:
                self.list.setCurrentRow(place)
        page = self.page()
        if within and isinstance(page, WordingsPage):
            page.open_at(str(within))
            self._enter()

    def palette_entries(self) -> list[Entry]:
        """Every section by name or initials."""
        return [
            Entry(section.title, self._opener(place), _("Settings"), section.initials, section.icon)
            for place, section in enumerate(self.sections)
        ]

    def _opener(self, place: int) -> Callable[[], None]:
        def show() -> None:
            self.list.setCurrentRow(place)
            self._enter()

        return show

    def _on_row(self, place: int) -> None:
        self.stack.setCurrentIndex(place)
        self.page().clear_faults()
        self.page().refresh()

    def _on_saved(self, text: str) -> None:
        self.toast(text)

    def _enter(self) -> None:
        """Into the page chosen."""
        self._left.setVisible(not self.sections[max(0, self.list.currentRow())].is_whole)
        self.page().begin()

    def _back(self) -> None:
        self._left.show()
        self.activate()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt's hook: Enter and Right go into the page."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in _INTO
            and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ):
            self._enter()
            return True
        return super().eventFilter(watched, event)


def _framed(page: SettingsPage, is_wide: bool) -> QWidget:
    """The page on a white card; forms keep to the width a line of text wants."""
    outside = QFrame()
    outside.setProperty("role", "surface")
    inside = QVBoxLayout(outside)
    inside.setContentsMargins(24, 20, 24, 20)
    if is_wide:
        inside.addWidget(page)
        return outside
    page.setMaximumWidth(theme.px(640))
    inside.addWidget(page)
    inside.addStretch(1)
    return scrolling(outside)
