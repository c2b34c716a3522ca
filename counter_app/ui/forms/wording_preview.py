"""The paper as it would be printed, drawn a moment after the last key; faults by line and field."""

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, Qt, QTimer, Signal
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from counter_app.domain.errors import InputFault
from counter_app.services import wording_check
from counter_app.services.wording_check import Fault, faults_of
from counter_app.ui.context import Context
from counter_app.ui.forms.wording_words import FIELDS, named
from counter_app.ui.kit.jobs import Ticket
from counter_app.ui.kit.tables import Column, Table
from counter_app.ui.kit.theme import theme
from counter_app.words import _

PAUSE_MS = 300
_GAP = 24


def fault_columns() -> list[Column[Fault]]:
    """Where it is and what is wrong."""
    return [
        Column(_("Line"), lambda one: str(one.line) if one.line else "", 50, is_number=True),
        Column(_("Field"), lambda one: named(FIELDS, one.field), 110),
        Column(_("What to correct"), lambda one: one.message, tone=lambda _one: "bad"),
    ]


class WordingPreview(QFrame):
    """`checked(list of faults)`; `fault_chosen(Fault)`. The last good picture stays meanwhile."""

    checked = Signal(object)
    fault_chosen = Signal(object)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._wanted: tuple[str, str] = ("", "")
        self._ticket: Ticket | None = None
        self._pictures: list[QPixmap] = []
        self.pages: list[bytes] = []
        self.state = QLabel()
        self.state.setWordWrap(True)
        self.faults = Table(fault_columns(), _("Faults of the layout"), row_px=30)
        self.whole = QLabel()
        self.whole.setWordWrap(True)
        self.whole.setProperty("role", "fault")
        self.sheet = QWidget()
        self.column = QVBoxLayout(self.sheet)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)
        self.area = QScrollArea()
        self.area.setWidget(self.sheet)
        self.area.setWidgetResizable(True)
        self.area.setAccessibleName(_("Preview"))
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        for widget in (self.state, self.faults, self.whole):
            box.addWidget(widget)
        box.addWidget(self.area, 1)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.draw_now)
        self.faults.chosen.connect(self.fault_chosen.emit)
        self.faults.looked_at.connect(self._spell_out)
        self._show_faults([])

    def draw_soon(self, layout: str, text: str) -> None:
        """Draw `text` when nothing more is typed for a moment."""
        self._wanted = (layout, text)
        self._timer.start()

    def draw(self, layout: str, text: str) -> None:
        """Draw another text at once, unless it is drawn already; the last picture goes."""
        if not layout or (self._wanted == (layout, text) and not self._timer.isActive()):
            return
        self._show_pages([])
        self._wanted = (layout, text)
        self.draw_now()

    def draw_now(self) -> None:
        """Ask for the picture; an answer to an older text is dropped."""
        self._timer.stop()
        if self._ticket is not None:
            self._ticket.cancel()
        asked = self._wanted

        def done(pages: list[bytes]) -> None:
            if asked == self._wanted:
                self._show_faults([])
                self._show_pages(pages)
                self.checked.emit([])

        def failed(error: BaseException) -> None:
            if asked != self._wanted:
                return
            if not isinstance(error, InputFault):
                self.context.errors.show(error)
                return
            found = faults_of(error)
            self._show_faults(found)
            self.checked.emit(found)

        self._ticket = self.context.jobs.read(lambda: wording_check.preview(*asked), done, failed)

    def _show_faults(self, found: Sequence[Fault]) -> None:
        self.faults.set_rows(found)
        self.faults.setVisible(bool(found))
        self.faults.setFixedHeight(theme.px(30) * min(len(found), 3) + theme.px(42))
        self.whole.setVisible(bool(found))
        if found:
            words = _("■ {n} to correct. Below is the paper as it was before.")
            self.state.setText(words.format(n=len(found)))
        else:
            self.state.setText(_("● Can be printed. The sample mark stands across it."))
        self.state.setProperty("tone", "bad" if found else "good")
        self.state.style().unpolish(self.state)
        self.state.style().polish(self.state)

    def _spell_out(self, fault: Fault | None) -> None:
        """The whole sentence of the fault looked at; lines of the table may be cut."""
        self.whole.setText(fault.message if fault else "")

    def _show_pages(self, pages: Sequence[bytes]) -> None:
        self.pages, self._pictures = list(pages), []
        for page in pages:
            picture = QPixmap()
            picture.loadFromData(QByteArray(page))
            self._pictures.append(picture)
        while self.column.count():
            item = self.column.takeAt(0)
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for number, _picture in enumerate(self._pictures, 1):
            label = QLabel()
            label.setAccessibleName(_("Page {n}").format(n=number))
            self.column.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)
        self.column.addStretch(1)
        self._fit()

    def _fit(self) -> None:
        """Pages as wide as the pane, never larger than they are."""
        room = max(self.area.viewport().width() - _GAP, 120)
        for number, picture in enumerate(self._pictures):
            label = self.column.itemAt(number).widget()
            if isinstance(label, QLabel):
                wide = min(room, picture.width())
                smooth = Qt.TransformationMode.SmoothTransformation
                label.setPixmap(picture.scaledToWidth(wide, smooth))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's hook."""
        super().resizeEvent(event)
        self._fit()

    def first_fault(self) -> Fault | None:
        """The fault looked at, or the first."""
        fault: Fault | None = self.faults.current()
        return fault
