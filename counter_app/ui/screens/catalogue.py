"""The one place where screens are added: a line here and a file beside it."""

from importlib import import_module
from typing import cast

from attrs import frozen

from counter_app.ui.context import Context
from counter_app.ui.screens.screen import Screen
from counter_app.words import N_


@frozen
class ScreenEntry:
    """A screen before it is loaded. `shortcuts`: the first stands on the rail; `title` is a msgid.

    `initials` are the pinyin initials of the Chinese title, for the palette. `place` is
    "module:Class", imported when the screen is first shown.
    """

    id: str
    title: str
    icon: str
    shortcuts: tuple[str, ...]
    initials: str
    place: str

    def load(self) -> type[Screen]:
        """Import the class; no widget is made."""
        module, name = self.place.split(":")
        return cast(type[Screen], getattr(import_module(module), name))

    def make(self, context: Context) -> Screen:
        """Make the screen."""
        return self.load()(context)


_HERE = "counter_app.ui.screens"

SCREENS = (
    ScreenEntry("today", N_("Today"), "today", ("Ctrl+1",), "jr", f"{_HERE}.today:TodayScreen"),
    ScreenEntry(
        "reception",
        N_("Reception"),
        "reception",
        ("F2", "Ctrl+2"),
        "jd",
        f"{_HERE}.reception:ReceptionScreen",
    ),
    ScreenEntry("cases", N_("Cases"), "cases", ("Ctrl+3",), "bj", f"{_HERE}.cases:CasesScreen"),
    ScreenEntry(
        "matters", N_("Matters"), "matters", ("Ctrl+5",), "sx", f"{_HERE}.matters:MattersScreen"
    ),
    ScreenEntry(
        "papers", N_("Issued papers"), "paper", ("Ctrl+0",), "dj", f"{_HERE}.papers:PapersScreen"
    ),
    ScreenEntry(
        "ledgers",
        N_("Ledgers"),
        "ledgers",
        ("Ctrl+6",),
        "tz",
        f"{_HERE}.ledgers:LedgersScreen",
    ),
    ScreenEntry(
        "window",
        N_("Window"),
        "window",
        ("Ctrl+7",),
        "ck",
        f"{_HERE}.window_desk:WindowDeskScreen",
    ),
    ScreenEntry(
        "regimes",
        N_("Regimes"),
        "info",
        ("Ctrl+4",),
        "zd",
        f"{_HERE}.regimes:RegimesScreen",
    ),
    ScreenEntry("duty", N_("On duty"), "supervisor", ("Ctrl+8",), "zb", f"{_HERE}.duty:DutyScreen"),
    ScreenEntry(
        "figures",
        N_("Figures"),
        "chart",
        ("Ctrl+Shift+8",),
        "sj",
        f"{_HERE}.figures:FiguresScreen",
    ),
    ScreenEntry(
        "settings",
        N_("Settings"),
        "settings",
        ("Ctrl+9",),
        "sz",
        f"{_HERE}.settings:SettingsScreen",
    ),
)
