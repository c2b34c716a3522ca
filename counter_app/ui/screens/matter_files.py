"""Files of the guides: the empty workbook, blank forms, the page that is made public."""

from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from counter_app.printing.transport.printers import Outcome, OutcomeState
from counter_app.services import blank_forms, guide_export, guide_papers, matter_sheets
from counter_app.services.changes import Changes
from counter_app.services.guide_export import Exported
from counter_app.ui.context import Context
from counter_app.ui.screens.matter_guide import GuideView
from counter_app.words import _

BLANK_NAME = "办事指南.xlsx"
PUBLIC_NAME = "办事指南.html"


class Page(Protocol):
    """The screen of matters, as far as its files need it; it is a QWidget as well."""

    context: Context
    code: str
    guide: GuideView

    def toast(self, text: str) -> None:
        """A word in passing."""

    def refresh(self) -> None:
        """Ask again."""


class MatterFiles(QObject):
    """Asks where, then does it; a dialog that is closed does nothing."""

    def __init__(self, page: Any) -> None:
        super().__init__(page)
        self._page: Page = page
        self._window: QWidget = page

    def ask_form(self) -> None:
        """Ask for the PDF of the blank form."""
        self._ask_pdf_of(is_sample=False)

    def ask_sample(self) -> None:
        """Ask for the PDF that shows the form filled in."""
        self._ask_pdf_of(is_sample=True)

    def _ask_pdf_of(self, *, is_sample: bool) -> None:
        name, _kind = QFileDialog.getOpenFileName(self._window, _("Choose a file"), "", "*.pdf")
        if name:
            self.attach(Path(name), is_sample=is_sample)

    def attach(self, path: Path, *, is_sample: bool = False) -> None:
        """Keep the PDF with the material chosen; every window hands it out."""
        page = self._page
        desk, code = page.context.counter.desk, page.code
        _number, material = page.guide.materials.current()
        page.context.jobs.desk(
            lambda: blank_forms.attach(desk, code, material.id, path, is_sample=is_sample),
            self._on_attached,
        )

    def _on_attached(self, changes: Changes) -> None:
        self._page.toast(_("Form attached"))
        self._page.context.bus.changed.emit(changes)
        self._page.refresh()

    def print_guide(self) -> None:
        """The guide for the citizen, on the printer of notices."""
        page = self._page
        counter, code = page.context.counter, page.code
        address = counter.address(guide_papers.GUIDE)

        def printed() -> Outcome:
            pdf = guide_papers.pdf_of(counter.desk, code, guide_papers.GUIDE)
            outcome: Outcome = counter.print_pdf(address, pdf, _("Service guide"))
            return outcome

        def told(outcome: Outcome) -> None:
            is_out = outcome.state is OutcomeState.CONFIRMED
            text = _("Printed") if is_out else _("The guide may not have come out. {reason}")
            page.toast(text.format(reason=outcome.reason).strip())

        page.context.jobs.printer(address)(printed, told, page.context.errors.show)

    def ask_poster(self) -> None:
        """Ask where the poster goes."""
        self._ask_pdf(guide_papers.POSTER, _("Poster as PDF…"))

    def ask_change_note(self) -> None:
        """Ask where the note of what changed goes."""
        self._ask_pdf(guide_papers.CHANGE_NOTE, _("What changed, as PDF…"))

    def _ask_pdf(self, kind: str, title: str) -> None:
        name, _kind = QFileDialog.getSaveFileName(
            self._window, title, f"{self._page.code}.pdf", "*.pdf"
        )
        if name:
            self.write_pdf(kind, Path(name))

    def write_pdf(self, kind: str, path: Path) -> None:
        """Write the guide as `kind` to `path`."""
        page, code = self._page, self._page.code
        desk = page.context.counter.desk

        def written(_count: Any) -> None:
            page.toast(_("Written: {file}").format(file=path.name))

        page.context.jobs.desk(
            lambda: path.write_bytes(guide_papers.pdf_of(desk, code, kind)), written
        )

    def ask_public(self) -> None:
        """Ask where the public page goes."""
        title = _("Make the guides public…")
        name, _kind = QFileDialog.getSaveFileName(self._window, title, PUBLIC_NAME, "*.html")
        if name:
            self.write_public(Path(name))

    def write_public(self, path: Path) -> None:
        """Write the public page: complete guides only; the gaps of the others are counted."""
        page, desk = self._page, self._page.context.counter.desk

        def written(done: Exported) -> None:
            text = _("{n} guides written; {gaps} lack an element and stay inside")
            page.toast(text.format(n=done.written, gaps=len(done.gaps)))

        page.context.jobs.desk(lambda: guide_export.write(desk, path), written)

    def ask_blank(self) -> None:
        """Ask where the empty workbook goes."""
        title = _("Blank workbook…")
        name, _kind = QFileDialog.getSaveFileName(self._window, title, BLANK_NAME, "*.xlsx")
        if name:
            self.write_blank(Path(name))

    def write_blank(self, path: Path) -> None:
        """Write the empty workbook to `path`."""
        page = self._page

        def written(_result: Any) -> None:
            page.toast(_("Written: {file}").format(file=path.name))

        page.context.jobs.read(lambda: matter_sheets.write_blank(path), written)
