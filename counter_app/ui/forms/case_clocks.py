"""Both clocks of a case side by side, with the arithmetic behind them."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from counter_app.domain.cases.clocks import CaseView, Standing
from counter_app.domain.clock import CST
from counter_app.domain.deadlines import DueDate
from counter_app.domain.matters import MatterSpec
from counter_app.services.case_reading import CaseDetail
from counter_app.words import _

MOST_LINES = 5
"""More lines of arithmetic than this stand in two columns: the materials need the height."""


class ClockPanel(QFrame):
    """One clock: its name, the day, how it was counted; the lines of the arithmetic on demand."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "surface")
        self.name, self.day, self.how, self.sums = QLabel(), QLabel(), QLabel(), QLabel()
        self.name.setProperty("role", "quiet")
        self.day.setProperty("role", "heading")
        self.how.setProperty("role", "caption")
        self.more_sums = QLabel()
        columns = QHBoxLayout()
        columns.setSpacing(24)
        for sums in (self.sums, self.more_sums):
            sums.setProperty("role", "caption")
            sums.hide()
            columns.addWidget(sums, 0, Qt.AlignmentFlag.AlignTop)
        columns.addStretch(1)
        line = QHBoxLayout()
        line.setSpacing(12)
        for label in (self.name, self.day, self.how):
            line.addWidget(label)
        line.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 7, 14, 7)
        box.setSpacing(4)
        box.addLayout(line)
        box.addLayout(columns)
        box.addStretch(1)

    def say(self, name: str, day: str, how: str = "", sums: Sequence[str] = ()) -> None:
        """Show a clock; an empty `day` says that none runs. Long sums stand in two columns."""
        for label, text in ((self.name, name), (self.day, day), (self.how, how)):
            label.setText(text)
        half = len(sums) if len(sums) <= MOST_LINES else (len(sums) + 1) // 2
        self.sums.setText("\n".join(sums[:half]))
        self.more_sums.setText("\n".join(sums[half:]))
        self.setAccessibleName(" ".join(part for part in (name, day, how) if part))

    def expand(self, is_open: bool) -> None:
        """Show or hide the arithmetic."""
        for sums in (self.sums, self.more_sums):
            sums.setVisible(is_open and bool(sums.text()))


class Clocks(QWidget):
    """Before acceptance by when the law wants an answer; afterwards the statute and the pledge."""

    def __init__(self) -> None:
        super().__init__()
        self.first, self.second = ClockPanel(), ClockPanel()
        self._is_open = False
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addWidget(self.first, 1)
        box.addWidget(self.second, 1)

    def toggle(self) -> None:
        """Unfold or fold the arithmetic of both clocks."""
        self._is_open = not self._is_open
        self._unfold()

    def show_case(self, detail: CaseDetail, telling: DueDate | None) -> None:
        """Show the clocks that run now; `telling` has the arithmetic of the time for an answer."""
        view, matter, told = detail.view, detail.matter, detail.case.first_told()
        if view.clock_from is None and told is not None and told.told_at is not None:
            day = f"{told.told_at.astimezone(CST):%Y-%m-%d}"
            self.first.say(_("Told at once on"), day, _("waiting for the applicant's correction"))
            self.second.say(_("After acceptance"), "", _limits(matter))
        elif view.clock_from is None:
            self._before(view, matter, telling)
        else:
            self._after(view, matter, view.clock_from)
        self._unfold()

    def _before(self, view: CaseView, matter: MatterSpec, telling: DueDate | None) -> None:
        if view.standing in (Standing.NOT_ACCEPTED, Standing.NOT_A_PERMIT):
            self.first.say(_("Ended"), "", standing_how(view.standing))
            self.second.say(_("Pledged limit"), "", _("no clock runs"))
            return
        if view.tell_by is None:
            self.first.say(_("Answer by"), "", _("this matter sets no time for the answer"))
        else:
            until = view.tell_by.astimezone(CST)
            self.first.say(
                _("Accept or tell by"),
                f"{until:%Y-%m-%d %H:%M}",
                _("Administrative Licensing Law 32(4)"),
                _sums(telling),
            )
        self.second.say(_("After acceptance"), "", _limits(matter))

    def _after(self, view: CaseView, matter: MatterSpec, start: date) -> None:
        law = matter.statutory.text() if matter.statutory else matter.statutory_note
        pledge = matter.pledged.text() if matter.pledged else ""
        self._clock(self.first, _("Statutory limit"), view.statutory, law, start)
        self._clock(self.second, _("Pledged limit"), view.pledged, pledge, start)

    @staticmethod
    def _clock(panel: ClockPanel, name: str, due: DueDate | None, limit: str, start: date) -> None:
        if due is None:
            panel.say(name, "", limit or _("not set for this matter"))
            return
        day = due.day.isoformat()
        if due.provisional:
            day = _("{day} (provisional)").format(day=day)
        how = _("{limit} from {month}-{date}").format(
            limit=limit, month=f"{start.month:02d}", date=f"{start.day:02d}"
        )
        panel.say(name, day, how, _sums(due))

    def _unfold(self) -> None:
        for panel in (self.first, self.second):
            panel.expand(self._is_open)


def standing_how(standing: Standing) -> str:
    """Why no clock runs any more."""
    if standing is Standing.NOT_ACCEPTED:
        return _("not accepted; the reason stands on the notice")
    return _("no permit needed; the advice was given")


def _limits(matter: MatterSpec) -> str:
    """What will run once the application is accepted."""
    parts = []
    if matter.statutory:
        parts.append(_("statutory {limit}").format(limit=matter.statutory.text()))
    if matter.pledged:
        parts.append(_("pledged {limit}").format(limit=matter.pledged.text()))
    return "　".join(parts) or matter.statutory_note or _("not set for this matter")


def _sums(due: DueDate | None) -> list[str]:
    return due.arithmetic() if due else []
