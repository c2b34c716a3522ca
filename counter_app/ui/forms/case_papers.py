"""The papers of a case: where each stands; print again, handed over otherwise, look at it."""

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QKeyEvent, QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from counter_app.printing.raster import page_count, to_png
from counter_app.services import course, papers, print_desk
from counter_app.services.case_acts import Taken
from counter_app.services.changes import Changes
from counter_app.services.desk import Done
from counter_app.services.paper_reading import PaperLine
from counter_app.services.timeline import paper_words
from counter_app.ui.context import Context
from counter_app.ui.forms.case_actions import QuietRow
from counter_app.ui.forms.case_words import paper_state, shaped
from counter_app.ui.kit.actions import Action
from counter_app.ui.kit.tables import Column, Table
from counter_app.ui.kit.theme import theme
from counter_app.ui.print_flow import let_go, print_issued
from counter_app.words import _

PREVIEW_DPI = 96


class CasePapers(QFrame):
    """The newest paper is chosen by itself; the keys work from anywhere on the screen."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setProperty("role", "surface")
        self.context = context
        self.outdated: frozenset[str] = frozenset()
        self.heading = QLabel(_("Papers"))
        self.heading.setProperty("role", "heading")
        self.table = Table(_columns(), _("Papers"), row_px=34)
        self.table.horizontalHeader().hide()
        self.number = QLabel()
        self.number.setProperty("role", "caption")
        self.number.setWordWrap(True)
        self.row = QuietRow()
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 12, 12, 12)
        box.setSpacing(8)
        for widget in (self.heading, self.table, self.number, self.row):
            box.addWidget(widget)
        box.setStretchFactor(self.table, 1)
        self.table.looked_at.connect(self._describe)
        self.table.chosen.connect(lambda _line: self.preview())
        self.row.set_actions(
            [
                Action("Ctrl+P", _("Print again"), self.print_again, self._not_printable),
                Action("Ctrl+H", _("Handed over otherwise"), self.hand_over, self._not_open),
                Action("Ctrl+O", _("Look at it"), self.preview, self._not_there),
                Action("Ctrl+R", _("Issue with the new days"), self.reissue, self._not_outdated),
            ]
        )

    def show_papers(
        self, lines: Sequence[PaperLine], outdated: frozenset[str] = frozenset()
    ) -> None:
        """Show the papers, the newest first; the one looked at stays.

        `outdated`: a day stands on them that has moved since (S08).
        """
        self.outdated = outdated
        kept = self.table.current()
        newest = list(reversed(lines))
        is_same = [line.id for line in newest] == [line.id for line in self.table.model_rows.rows()]
        self.table.set_rows(newest)
        ids = [line.id for line in newest]
        if is_same and kept is not None:
            self.table.select(ids.index(kept.id))
        elif ids:
            self.table.select(0)
        self.setVisible(bool(lines))
        rows = min(max(len(lines), 1), 3)
        self.table.setFixedHeight(theme.px(34) * rows + 4)
        self._describe(self.table.current())

    def _describe(self, line: PaperLine | None) -> None:
        if line is not None:
            attempts = _("printed {n} times").format(n=line.attempts) if line.attempts > 1 else ""
            old = _("its days have moved") if line.id in self.outdated else ""
            parts = (paper_words(line.kind), line.number, attempts, old)
            self.number.setText("　".join(part for part in parts if part))
        self.row.refresh()
        button = self.row.button("Ctrl+R")
        if button is not None:
            button.setVisible(line is not None and line.id in self.outdated)

    def _not_there(self) -> str:
        return "" if self.table.current() is not None else _("No paper has been issued yet.")

    def _not_printable(self) -> str:
        line = self.table.current()
        if line is not None and line.void:
            return _("This paper was voided.")
        return self._not_there()

    def _not_open(self) -> str:
        line = self.table.current()
        if line is not None and line.told:
            return _("It has been handed over already.")
        return self._not_printable()

    def _not_outdated(self) -> str:
        line = self.table.current()
        is_old = line is not None and line.id in self.outdated
        return "" if is_old else _("The days on this paper have not moved.")

    # -- acts

    def reissue(self) -> None:
        """A new paper with the days as they are now; the old one stays on record (S08)."""
        line, desk = self.table.current(), self.context.counter.desk
        self.context.jobs.desk(
            lambda: course.reissue(desk, line), self._on_reissued, self.context.errors.failed()
        )

    def _on_reissued(self, done: Done[Taken]) -> None:
        paper = done.value.paper
        self.context.bus.changed.emit(done.changes)
        if paper is not None:
            print_issued(self.context, self, paper.id, paper.kind)

    def print_again(self) -> None:
        """Print the paper chosen once more, under the same number (S55)."""
        line = self.table.current()
        print_issued(self.context, self, line.id, line.kind)

    def hand_over(self) -> None:
        """The paper reached the applicant without this printer, e.g. copied by hand."""
        line, desk = self.table.current(), self.context.counter.desk
        self.context.jobs.desk(
            lambda: print_desk.confirm(desk, line.id, came_out=True),
            self._on_changes,
            self.context.errors.failed(),
        )
        let_go(self.context, line.id)

    def _on_changes(self, changes: Changes) -> None:
        self.context.bus.changed.emit(changes)

    def preview(self) -> None:
        """Show the paper as it is printed, beside the work."""
        line, desk = self.table.current(), self.context.counter.desk
        if line is None:
            return

        def drawn() -> list[bytes]:
            pdf = papers.pdf_of(desk, line.id)
            return [to_png(pdf, page, PREVIEW_DPI) for page in range(page_count(pdf))]

        title = f"{paper_words(line.kind)} {line.number}"
        self.context.jobs.desk(
            drawn,
            lambda pages: PaperPreview(title, pages, self).show(),
            self.context.errors.failed(),
        )


class PaperPreview(QWidget):
    """A window of its own with the pages of a paper; Esc closes it."""

    def __init__(self, title: str, pages: Sequence[bytes], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setSpacing(16)
        self.pages = [QLabel() for _page in pages]
        for label, page in zip(self.pages, pages, strict=True):
            picture = QPixmap()
            picture.loadFromData(QByteArray(page))
            label.setPixmap(picture)
            label.setAccessibleName(title)
            column.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)
        area = QScrollArea()
        area.setWidget(sheet)
        area.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(area)
        widest = max((label.sizeHint().width() for label in self.pages), default=400)
        self.resize(widest + 60, 720)
        area.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's hook."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)


def _columns() -> list[Column[PaperLine]]:
    def state(line: PaperLine) -> tuple[str, str]:
        return paper_state(line.state, told=line.told, void=line.void)

    return [
        Column(_("Paper"), lambda line: paper_words(line.kind)),
        Column(
            _("State"),
            lambda line: shaped(*state(line)),
            124,
            tone=lambda line: state(line)[1],
        ),
    ]
