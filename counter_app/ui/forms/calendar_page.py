"""The working days of a year: typed a festival a line, seen at a glance, published (3.1, S08)."""

from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout

from counter_app.domain import holiday_text
from counter_app.domain.errors import InputFault
from counter_app.domain.workdays import WorkCalendar, YearTable
from counter_app.services import calendar_publishing
from counter_app.services.calendar_publishing import (
    CalendarVersion,
    DueChange,
    Recomputed,
)
from counter_app.services.timeline import paper_words
from counter_app.ui.context import Context
from counter_app.ui.forms.settings_page import SettingsPage
from counter_app.ui.forms.year_picture import YearPicture
from counter_app.ui.kit.actions import Action
from counter_app.ui.kit.choices import ChoiceField
from counter_app.ui.kit.fields import NoteField, TextField
from counter_app.ui.kit.tables import Column, Table
from counter_app.ui.kit.theme import theme
from counter_app.words import _

FIRM, PROVISIONAL = "firm", "provisional"


class CalendarPage(SettingsPage):
    """PageUp and PageDown change the year; the picture follows what is typed.

    What publishing would move stands in the list below before anybody publishes it.
    """

    def __init__(self, context: Context) -> None:
        super().__init__(_("Working days of the year"), context)
        self.year = context.today().year + 1
        self._calendar = WorkCalendar()
        self._newest = 0
        self.heading, self.said, self.history = QLabel(), QLabel(), QLabel()
        self.heading.setProperty("role", "heading")
        self.said.setProperty("role", "quiet")
        self.history.setProperty("role", "caption")
        self.history.setWordWrap(True)
        self.picture = YearPicture()
        self.moved = Table(_columns(), _("Cases whose days move"), row_px=32)
        self._lay_out()
        self.fields["holidays"].edited.connect(self._draw)
        self.set_actions(
            [
                Action("Enter", _("Publish"), self._publish, self._refused),
                Action("F5", _("What would move"), self.foresee),
                Action("Ctrl+PgUp", _("Year before"), lambda: self.turn(-1)),
                Action("Ctrl+PgDown", _("Year after"), lambda: self.turn(1)),
                Action("", _("Back (Esc)"), self.stepped_back.emit),
            ]
        )

    def _lay_out(self) -> None:
        left, right = QVBoxLayout(), QVBoxLayout()
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(self.heading)
        head.addWidget(self.said)
        head.addStretch(1)
        left.addLayout(head)
        left.addWidget(self.picture, 1)
        left.addWidget(self.moved)
        self.moved.setFixedHeight(theme.px(32 * 4))
        self.moved.hide()
        self.add(
            "holidays",
            NoteField(
                _("Days off, a festival a line"),
                placeholder="国庆节 10-01至10-07 班 09-20 10-10",
                lines=9,
            ),
            right,
        )
        kinds = [(FIRM, _("as announced")), (PROVISIONAL, _("provisional"))]
        self.add("standing", ChoiceField(_("This year is"), kinds), right)
        self.add("source", TextField(_("Where it was read: notice and day")), right)
        right.addWidget(self.history)
        right.addStretch(1)
        columns = QHBoxLayout()
        columns.setSpacing(24)
        columns.addLayout(left, 3)
        columns.addLayout(right, 2)
        self.body.addLayout(columns, 1)

    # -- the year shown

    def turn(self, years: int) -> None:
        """Another year."""
        self.year += years
        self.moved.hide()
        self.refresh()

    def refresh(self) -> None:
        """Ask for the year and its history."""
        desk, year = self.context.counter.desk, self.year

        def ask() -> tuple[WorkCalendar, list[CalendarVersion]]:
            return desk.reference.calendar(), calendar_publishing.versions(desk, year)

        self.context.jobs.read(ask, self._show)

    def _show(self, answer: tuple[WorkCalendar, list[CalendarVersion]]) -> None:
        self._calendar, history = answer
        table = self._calendar.table(self.year)
        self._newest = max((one.version for one in history), default=0)
        self.restore(
            {
                "holidays": holiday_text.written(table),
                "standing": PROVISIONAL if table.provisional else FIRM,
                "source": table.source,
            }
        )
        told = [
            _("version {n}: {source}").format(n=one.version, source=one.source) for one in history
        ]
        self.history.setText("\n".join(told))
        self._draw()

    def _draw(self) -> None:
        """The picture of what stands in the text; a line that means nothing leaves the last one."""
        self.fields["holidays"].show_fault("")
        try:
            table = YearTable.from_content(self._content())
        except InputFault as fault:
            self.fields["holidays"].show_fault(next(iter(fault.faults.values())))
            return
        self.picture.show_year(table)
        mark = _("(provisional)") if table.provisional else ""
        self.heading.setText(f"{self.year} {mark}".strip())
        count = len(table.working_days)
        legend = _("■ day off   □ weekend day worked")
        self.said.setText("　".join((_("{n} working days").format(n=count), legend)))

    def _content(self) -> dict[str, Any]:
        return {
            "year": self.year,
            "version": self._newest + 1,
            "provisional": self.fields["standing"].value == PROVISIONAL,
            "source": self.fields["source"].value,
            "holidays": holiday_text.read(self.fields["holidays"].value, self.year),
        }

    # -- what moves, and publishing

    def foresee(self) -> None:
        """The cases whose days would move, before anybody publishes."""
        desk, failed = self.context.counter.desk, self.context.errors.failed(self)
        try:
            content = self._content()
        except InputFault as fault:
            self.show_faults(fault.faults)
            return
        work = calendar_publishing.effects
        self.context.jobs.read(lambda: work(desk, content), self._on_foreseen, failed)

    def _on_foreseen(self, changes: tuple[DueChange, ...]) -> None:
        self._list(changes)
        self.show_notice(_("{n} open cases would move.").format(n=len(changes)), tone="info")

    def _list(self, changes: tuple[DueChange, ...]) -> None:
        self.moved.set_rows(changes)
        self.moved.setVisible(bool(changes))

    def _refused(self) -> str:
        if "administrator" in self.context.counter.desk.station.roles:
            return ""
        return _("Only an administrator of the hall may publish a calendar.")

    def _publish(self) -> None:
        desk, content = self.context.counter.desk, self._content_or_faults()
        if content is not None:
            self.context.jobs.desk(
                lambda: calendar_publishing.publish_calendar(desk, content),
                self._on_published,
                self.context.errors.failed(self),
            )

    def _content_or_faults(self) -> dict[str, Any] | None:
        try:
            content = self._content()
            if not content["source"]:
                raise InputFault({"source": _("Say where it was read.")})
        except InputFault as fault:
            self.show_faults(fault.faults)
            return None
        return content

    def _on_published(self, done: Recomputed) -> None:
        text = _("Published: {n} open cases moved. Print the papers named here anew.")
        self._list(done.moved)
        self.show_notice(text.format(n=len(done.moved)), tone="good")
        self.context.bus.changed.emit(done.changes)
        self.refresh()


def _columns() -> list[Column[DueChange]]:
    return [
        Column(_("Case"), lambda one: one.number, 230),
        Column(_("Before"), lambda one: one.before, 116, is_number=True),
        Column(_("After"), lambda one: one.after, 116, is_number=True),
        Column(
            _("To print anew"), lambda one: "、".join(paper_words(each.kind) for each in one.papers)
        ),
    ]
