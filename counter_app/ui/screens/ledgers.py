"""Ledgers: choose what, from when, which window; read it page by page, print it, keep it."""

from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from counter_app.printing import catalogue
from counter_app.printing.raster import page_count, to_png
from counter_app.printing.transport.printers import Outcome, OutcomeState
from counter_app.services import ledgers
from counter_app.services.ledgers import AVAILABLE
from counter_app.ui.context import Context
from counter_app.ui.kit.actions import Action
from counter_app.ui.kit.choices import ChoiceField
from counter_app.ui.kit.fields import DateField
from counter_app.ui.kit.form import Form
from counter_app.ui.screens.screen import Screen
from counter_app.words import _

PREVIEW_DPI = 144
MARGIN_PX = 16
MOST_PAGES = 30
"""A preview of more pages than this would only be scrolled past; print or keep it instead."""


class LedgersScreen(Screen):
    """Enter draws the ledger anew; what is shown is what is printed and kept."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.form = Form(_("Ledgers"))
        today = context.today()
        kinds = [(kind, catalogue.paper(kind).title) for kind in AVAILABLE]
        self.kind = self.form.add("kind", ChoiceField(_("Ledger"), kinds, lined_up=False))
        self.first = self.form.add("from", DateField(_("From"), context.today))
        self.last = self.form.add("to", DateField(_("To"), context.today))
        self.window_field = self.form.add(
            "window", ChoiceField(_("Window"), self._windows(), lined_up=False)
        )
        self.first.restore(today.replace(day=1).isoformat())
        self.last.restore(today.isoformat())
        self.pages, self.heading = QVBoxLayout(), QLabel()
        self.pdf = b""
        self._lay_out()
        self.form.set_actions(
            [
                Action("Enter", _("Show it"), self.draw),
                Action("Ctrl+P", _("Print"), self.print, self._nothing),
                Action("Ctrl+S", _("Keep as PDF…"), self.ask_file, self._nothing),
            ]
        )

    def _windows(self) -> list[tuple[str, str]]:
        hall = self.context.counter.desk.reference.hall()
        return [("", _("Whole hall")), *((one.id, one.label) for one in hall.counters)]

    def _lay_out(self) -> None:
        left = QFrame()
        left.setProperty("role", "surface")
        left.setFixedWidth(320)
        column = QVBoxLayout(left)
        column.setContentsMargins(16, 12, 16, 12)
        column.addWidget(self.form)
        column.addStretch(1)
        sheet = QWidget()
        sheet.setLayout(self.pages)
        self.pages.setSpacing(16)
        self.area = QScrollArea()
        self.area.setWidget(sheet)
        self.area.setWidgetResizable(True)
        self.area.setAccessibleName(_("Pages of the ledger"))
        self.heading.setProperty("role", "quiet")
        right = QVBoxLayout()
        right.addWidget(self.heading)
        right.addWidget(self.area, 1)
        box = QHBoxLayout(self)
        box.setContentsMargins(16, 16, 16, 16)
        box.setSpacing(16)
        box.addWidget(left)
        box.addLayout(right, 1)

    def activate(self) -> None:
        """Into the form."""
        self.form.begin()

    def open(self, argument: object) -> None:
        """The kind of a ledger."""
        self.kind.choose(str(argument))
        self.draw()

    # -- the ledger

    def draw(self) -> None:
        """Draw it from the facts as they are now."""
        values = self.form.values()
        desk, today = self.context.counter.desk, self.context.today()
        first: date = values["from"] or today.replace(day=1)
        last: date = values["to"] or today

        def drawn() -> tuple[bytes, list[bytes], int]:
            pdf = ledgers.pdf_of(desk, values["kind"], first, last, values["window"])
            count = page_count(pdf)
            shown = range(min(count, MOST_PAGES))
            return pdf, [to_png(pdf, page, PREVIEW_DPI) for page in shown], count

        self.context.jobs.read(drawn, self._show, self.context.errors.failed(self.form))

    def _show(self, answer: tuple[bytes, list[bytes], int]) -> None:
        self.pdf, pictures, count = answer
        while self.pages.count():
            widget = self.pages.takeAt(0).widget()
            if isinstance(widget, QLabel):
                widget.deleteLater()
        for number, picture in enumerate(pictures, start=1):
            drawn, label = QPixmap(), QLabel()
            drawn.loadFromData(QByteArray(picture))
            label.setPixmap(self._fitted(drawn))
            label.setAccessibleName(_("Page {n}").format(n=number))
            self.pages.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)
        self.pages.addStretch(1)
        self.heading.setText(_("{n} pages").format(n=count))
        self.form.refresh_actions()

    def _fitted(self, page: QPixmap) -> QPixmap:
        """The page no wider than the room it has: nobody scrolls sideways along a row."""
        room = self.area.viewport().width() - 2 * MARGIN_PX
        if page.width() <= room:
            return page
        return page.scaledToWidth(room, Qt.TransformationMode.SmoothTransformation)

    def _nothing(self) -> str:
        return "" if self.pdf else _("Show the ledger first.")

    # -- printing and keeping

    def print(self) -> None:
        """Print what is shown; ledgers bear no number and are printed as often as wanted."""
        counter, pdf = self.context.counter, self.pdf
        address = counter.address(str(self.kind.value))
        title = catalogue.paper(str(self.kind.value)).title

        def told(outcome: Outcome) -> None:
            if outcome.state is OutcomeState.CONFIRMED:
                self.toast(_("Printed"))
            else:
                text = _("The ledger may not have come out. {reason}")
                self.toast(text.format(reason=outcome.reason).strip())

        self.context.jobs.printer(address)(
            lambda: counter.print_pdf(address, pdf, title), told, self.context.errors.show
        )

    def ask_file(self) -> None:
        """Ask where the PDF goes."""
        name = f"{catalogue.paper(str(self.kind.value)).title}.pdf"
        path, _kind = QFileDialog.getSaveFileName(self, _("Keep as PDF…"), name, "*.pdf")
        if path:
            self.keep(Path(path))

    def keep(self, path: Path) -> None:
        """Write what is shown to `path`."""
        pdf = self.pdf

        def written(_count: Any) -> None:
            self.toast(_("Written: {file}").format(file=path.name))

        self.context.jobs.read(lambda: path.write_bytes(pdf), written)
