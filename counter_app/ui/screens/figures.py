"""The figures for supervisors: bars, the table under them, on paper and as a workbook (A5.4.1)."""

from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLabel, QVBoxLayout

from counter_app.services import figures, ledgers
from counter_app.services.figures import By, Line
from counter_app.services.ledger_period import Period
from counter_app.ui.context import Context
from counter_app.ui.forms.facts import scrolling
from counter_app.ui.kit.actions import Action
from counter_app.ui.kit.chart import BarChart
from counter_app.ui.kit.choices import ChoiceField
from counter_app.ui.kit.fields import DateField
from counter_app.ui.kit.form import Form
from counter_app.ui.kit.tables import Column, Table
from counter_app.ui.screens.screen import Screen
from counter_app.words import _

SHOWN = ("consults", "received", "accepted", "completed", "overdue", "ratings", "bad")
"""The columns of the table on screen; paper and workbook have all."""


class FiguresScreen(Screen):
    """Left what and when, right the bars of one figure and the table of the main ones."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.form = Form(_("Figures"))
        today = context.today()
        self.first = self.form.add("from", DateField(_("From"), context.today))
        self.last = self.form.add("to", DateField(_("To"), context.today))
        groups = [
            (By.WINDOW.value, _("By window")),
            (By.MATTER.value, _("By matter")),
            (By.SECTION.value, _("By section")),
            (By.DAY.value, _("By day")),
            (By.MONTH.value, _("By month")),
        ]
        self.by = self.form.add("by", ChoiceField(_("Told apart"), groups, lined_up=False))
        metrics = list(figures.metric_words().items())
        self.figure = self.form.add("metric", ChoiceField(_("Bars"), metrics, lined_up=False))
        self.first.restore(today.replace(day=1).isoformat())
        self.last.restore(today.isoformat())
        self.heading, self.chart = QLabel(), BarChart(_("Bars"))
        self.table = Table(self._columns(), _("Figures"))
        self._lines: list[Line] = []
        self._lay_out()
        self.by.edited.connect(self.refresh)
        self.figure.edited.connect(self._paint)
        self.form.set_actions(
            [
                Action("Enter", _("Show it"), self.refresh),
                Action("Ctrl+P", _("Print"), self.print),
                Action("Ctrl+E", _("Write as a workbook…"), self.ask_file),
            ]
        )

    def _columns(self) -> list[Column[Line]]:
        words = figures.metric_words()

        def column(metric: str) -> Column[Line]:
            return Column(words[metric], lambda one: str(one.counts[metric]), 76, is_number=True)

        return [Column("", lambda one: one.name), *map(column, SHOWN)]

    def _lay_out(self) -> None:
        left = QFrame()
        left.setProperty("role", "surface")
        left.setFixedWidth(320)
        column = QVBoxLayout(left)
        column.setContentsMargins(16, 12, 16, 12)
        column.addWidget(self.form)
        column.addStretch(1)
        self.heading.setProperty("role", "heading")
        bars = QFrame()
        bars.setProperty("role", "surface")
        inner = QVBoxLayout(bars)
        inner.setContentsMargins(12, 12, 12, 12)
        inner.addWidget(scrolling(self.chart))
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(self.heading)
        right.addWidget(bars, 3)
        right.addWidget(self.table, 2)
        box = QHBoxLayout(self)
        box.setContentsMargins(16, 16, 16, 16)
        box.setSpacing(16)
        box.addWidget(left)
        box.addLayout(right, 1)

    def activate(self) -> None:
        """Into the form."""
        self.form.begin()

    def _period(self) -> Period:
        values, today = self.form.values(), self.context.today()
        first: date = values["from"] or today.replace(day=1)
        return Period(desk=self.context.counter.desk, first=first, last=values["to"] or today)

    def refresh(self) -> None:
        """Count again."""
        period, by = self._period(), By(self.by.value)
        self.context.jobs.read(
            lambda: figures.figures(period, by), self._show, self.context.errors.failed(self.form)
        )

    def _show(self, lines: list[Line]) -> None:
        self.form.clear_faults()
        self._lines = lines
        self.table.set_rows(lines)
        self._paint()

    def _paint(self) -> None:
        metric = str(self.figure.value)
        total = sum(one.counts[metric] for one in self._lines)
        self.heading.setText(f"{figures.metric_words()[metric]}　{total}")
        self.chart.show_lines([(one.name, one.counts[metric]) for one in self._lines])

    def print(self) -> None:
        """The table as it stands here; the reports of day and month are among the ledgers."""
        counter, period, by = self.context.counter, self._period(), By(self.by.value)
        failed = self.context.errors.failed(self.form)

        def send(pdf: bytes) -> None:
            address = counter.address("figures_sheet")
            self.context.jobs.printer(address)(
                lambda: counter.print_pdf(address, pdf, _("Figures")),
                lambda _outcome: self.toast(_("Printed")),
                failed,
            )

        self.context.jobs.read(lambda: ledgers.figures_pdf(period, by), send, failed)

    def ask_file(self) -> None:
        """Ask where the workbook goes."""
        title = _("Figures")
        name = f"{title}.xlsx"
        path, _kind = QFileDialog.getSaveFileName(self, _("Write as a workbook…"), name, "*.xlsx")
        if path:
            self.write(Path(path))

    def write(self, path: Path) -> None:
        """Write all figures to `path`."""
        period, by = self._period(), By(self.by.value)

        def written(count: int) -> None:
            self.toast(_("Written: {file}, {n} rows").format(file=path.name, n=count))

        self.context.jobs.read(
            lambda: figures.write_book(period, by, path),
            written,
            self.context.errors.failed(self.form),
        )
