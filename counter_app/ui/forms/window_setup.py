"""This hall: the window of this PC, every other window, the hours; 未核定 stands out."""

from typing import Any

from PySide6.QtWidgets import QLabel

from counter_app.domain.hall import Counter, Hall, Hours
from counter_app.domain.matters import UNVERIFIED
from counter_app.ui.context import Context
from counter_app.ui.forms.facts import Facts
from counter_app.ui.forms.settings_page import SettingsPage
from counter_app.ui.kit.tables import Column, Table
from counter_app.words import _


def counter_columns() -> list[Column[Counter]]:
    """Every window of the hall."""
    return [
        Column(_("Window"), lambda one: one.label),
        Column(_("Place"), lambda one: one.place),
        Column(
            _("Telephone"),
            lambda one: one.phone or UNVERIFIED,
            125,
            tone=lambda one: "" if one.phone else "warn",
        ),
        Column(_("Matters"), lambda one: str(len(one.matters)), 60, is_number=True),
        Column(_("Covered by"), lambda one: one.backup or "—", 80),
    ]


def hours_words(table: Hours) -> str:
    """Opening hours as people say them."""
    if table.lunch is None:
        return f"{table.opens:%H:%M}–{table.closes:%H:%M}"
    noon, after = table.lunch
    return f"{table.opens:%H:%M}–{noon:%H:%M}　{after:%H:%M}–{table.closes:%H:%M}"


class WindowSetup(SettingsPage):
    """Shown, not typed: the administrator publishes a new version of the hall as a document."""

    def __init__(self, context: Context) -> None:
        super().__init__(_("This hall"), context)
        self.facts = Facts()
        self.table = Table(counter_columns(), _("Windows of the hall"))
        self.demo = QLabel(
            _("This is a made-up hall to try the program; its papers say that they are samples.")
        )
        self.demo.setProperty("tone", "warn")
        self.body.addWidget(self.demo)
        self.body.addWidget(self.facts)
        self.body.addWidget(self.table, 1)

    def begin(self) -> None:
        """Into the windows."""
        self.table.setFocus()

    def refresh(self) -> None:
        """Ask for the hall."""
        desk = self.context.counter.desk
        self.context.jobs.read(lambda: (desk.reference.hall(), desk.station), self._show)

    def _show(self, known: tuple[Hall, Any]) -> None:
        hall, station = known
        here = hall.counter(station.counter)
        today = self.context.today()
        self.facts.show_rows(
            [
                (_("Hall"), hall.name),
                (_("This PC is"), f"{here.label}　{here.place}" if here else station.counter),
                (_("Clerk"), f"{station.clerk_name}（{station.clerk}）"),
                *(
                    (table.name or _("Hours"), _mark(table, table.covers(today)))
                    for table in hall.hours
                ),
                (_("Information desk"), hall.information_desk),
                (_("Supervision telephone"), hall.supervision_phone or ""),
            ]
        )
        self.demo.setVisible(hall.demo)
        self.table.set_rows(hall.counters)


def _mark(table: Hours, holds: bool) -> str:
    words = hours_words(table)
    return "　".join((words, _("(holds today)"))) if holds else words
