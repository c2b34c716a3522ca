"""The materials of a case, judged by single keys; the next line comes up by itself."""

from collections.abc import Mapping, Sequence

import attrs
from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from counter_app.domain.bodies.case import Verdict
from counter_app.domain.cases.commands import CorrectOnTheSpot, Judge, TakeOver
from counter_app.domain.cases.rules import DEFECTIVE
from counter_app.domain.cases.state import MaterialState
from counter_app.domain.matters import Material, Required
from counter_app.services.case_reading import MaterialLine
from counter_app.services.held import Held
from counter_app.services.timeline import verdict_words
from counter_app.ui.forms.case_words import VERDICT_TONES, shaped
from counter_app.ui.forms.correction import FindingForm, framed, usual
from counter_app.ui.kit.drafts import SaveDraft
from counter_app.ui.kit.tables import Column, Table
from counter_app.words import _

Finding = Judge | CorrectOnTheSpot | TakeOver

KEYS = {
    Qt.Key.Key_1: Verdict.IN_ORDER,
    Qt.Key.Key_2: Verdict.MISSING,
    Qt.Key.Key_3: Verdict.NOT_IN_FORM,
    Qt.Key.Key_4: Verdict.CORRECTED,
    Qt.Key.Key_5: Verdict.NOT_NEEDED,
}
_IN_WORDS = frozenset({Verdict.NOT_IN_FORM, Verdict.CORRECTED})
_RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@attrs.frozen
class Row:
    """A material with what was found in it, as far as the clerk knows: written or under way."""

    place: int
    material: Material
    found: MaterialState
    held: Held | None = None


class Checklist(QFrame):
    """1–5 judge the line, F9 all that are left. `judged(findings)` wants them written down.

    A finding stands on the screen at once and is taken off again by `take_back` when it
    was refused. `entered`: Enter, with no inline row open. `refused(sentence)`: a key that
    means nothing now.
    """

    judged = Signal(list)
    entered = Signal()
    refused = Signal(str)

    def __init__(self, save_draft: SaveDraft) -> None:
        super().__init__()
        self.setProperty("role", "surface")
        self._save_draft = save_draft
        self._lines: Sequence[MaterialLine] = ()
        self._under_way: dict[str, MaterialState] = {}
        self._closed = ""
        self._also_defective = False
        self.form: FindingForm | None = None
        self._frame: QFrame | None = None
        self.heading, self.about, self.legend = QLabel(_("Materials")), QLabel(), QLabel()
        self.heading.setProperty("role", "heading")
        self.about.setProperty("role", "caption")
        self.about.setWordWrap(True)
        self.legend.setProperty("role", "caption")
        self.legend.setWordWrap(True)
        self.table = Table(self._columns(), _("Materials"), row_px=36)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(12, 12, 12, 10)
        self.box.setSpacing(8)
        for widget in (self.heading, self.table, self.about, self.legend):
            self.box.addWidget(widget)
        self.box.setStretchFactor(self.table, 1)
        self.setFocusProxy(self.table)
        self.table.installEventFilter(self)
        self.table.looked_at.connect(self._describe)
        rest = QShortcut(QKeySequence("F9"), self)
        rest.setAutoRepeat(False)
        rest.activated.connect(self.judge_rest)

    @staticmethod
    def _columns() -> list[Column[Row]]:
        return [
            Column("", lambda row: str(row.place), 36, is_number=True, tone=lambda _row: "quiet"),
            Column(_("Material"), _named),
            Column(
                _("Found"),
                lambda row: shaped(
                    verdict_words(row.found.verdict), VERDICT_TONES[row.found.verdict]
                ),
                152,
                tone=lambda row: VERDICT_TONES[row.found.verdict],
            ),
        ]

    # -- content

    def show_lines(
        self, lines: Sequence[MaterialLine], closed: str, *, also_defective: bool
    ) -> None:
        """Show what was found. `closed`: why nothing can be judged any more, empty while it can.

        `also_defective`: what a correction notice asked for is still to be looked at again.
        """
        self._lines, self._closed, self._also_defective = lines, closed, also_defective
        self._paint()

    @property
    def is_open(self) -> bool:
        """Whether materials can still be judged."""
        return not self._closed

    def _rows(self) -> list[Row]:
        return [
            Row(place, line.material, self._under_way.get(line.material.id, line.found), line.held)
            for place, line in enumerate(self._lines, 1)
        ]

    def _paint(self) -> None:
        kept, rows = self.table.current(), self._rows()
        self.table.set_rows(rows)
        ids = [row.material.id for row in rows]
        if kept is not None and kept.material.id in ids:
            self.table.select(ids.index(kept.material.id))
        left = sum(row.found.verdict is Verdict.UNJUDGED for row in rows)
        counted = _("Materials {done}/{count}").format(done=len(rows) - left, count=len(rows))
        self.heading.setText(counted)
        self.legend.setText(
            self._closed
            or _(
                "1 in order   2 missing   3 not in form   4 corrected here   5 not needed"
                "   F9 the rest in order"
            )
            + ("   " + _("6 taken over") if any(row.held for row in rows) else "")
        )
        self._describe(self.table.current())

    def _describe(self, row: Row | None) -> None:
        """The line looked at in full: nothing that matters is cut off."""
        if row is None:
            self.about.clear()
            return
        one, found = row.material, row.found
        parts = [one.name, one.form, one.source, one.notes]
        if one.originals:
            parts.append(_("originals: {n}").format(n=one.originals))
        if one.copies:
            parts.append(_("copies: {n}").format(n=one.copies))
        if one.required is Required.WHEN_APPLICABLE:
            parts.append(_("only where it applies"))
        if row.held is not None:
            said = _("held already: {number}, {day}; 6 takes it over")
            parts.append(said.format(number=row.held.number, day=row.held.judged_on.isoformat()))
        if found.taken_from:
            parts.append(_("taken over from {number}").format(number=found.taken_from))
        wrong = [part for part in (found.problem, found.cure, found.corrected_by) if part]
        if wrong:
            parts.append(f"{verdict_words(found.verdict)}：{'；'.join(wrong)}")
        self.about.setText("　".join(part for part in parts if part))

    def begin(self) -> None:
        """The keys go to the first line still to be judged, or to the open inline row."""
        if self.form is not None:
            self.form.begin()
            return
        waiting = self._waiting()
        if waiting:
            self.table.select(waiting[0])
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _waiting(self) -> list[int]:
        """The lines still to be looked at: unjudged ones, and those a notice asked for."""
        wanted = {Verdict.UNJUDGED, *(DEFECTIVE if self._also_defective else ())}
        return [
            row.place - 1
            for row in self._rows()
            if row.found.verdict in wanted
            and not (row.material.id in self._under_way and row.found.verdict in DEFECTIVE)
        ]

    # -- keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt's hook: a digit judges the line; a key held down judges only once."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        verdict = KEYS.get(Qt.Key(event.key()))
        is_held = event.key() == Qt.Key.Key_6
        if verdict is None and not is_held and event.key() not in _RETURN:
            return False
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if not event.isAutoRepeat():
            if is_held:
                self.take_over()
            elif verdict is None:
                self.entered.emit()
            else:
                self.judge(verdict)
        return True

    def judge(self, verdict: Verdict) -> None:
        """Judge the line looked at; what needs words opens the inline row."""
        row = self.table.current()
        if self._closed or row is None:
            self.refused.emit(self._closed)
        elif verdict in _IN_WORDS or (verdict is Verdict.MISSING is row.found.verdict):
            self.open_row(row.material.id, verdict, {})
        else:
            self._keep([_plain(row.material, verdict)])

    def take_over(self) -> None:
        """6: what the hall holds already serves here; nothing is asked for again."""
        row = self.table.current()
        if self._closed or row is None or row.held is None:
            self.refused.emit(self._closed or _("The hall does not hold this material."))
            return
        self._keep([row.held.command()])

    def judge_rest(self) -> None:
        """Everything still to be judged is in order; after a notice, what it asked for."""
        rows = self._rows()
        left = [row for row in rows if row.found.verdict is Verdict.UNJUDGED]
        if not left and self._also_defective:
            left = [row for row in rows if row.found.verdict in DEFECTIVE]
        if self._closed or not left:
            self.refused.emit(self._closed or _("Every material has been judged."))
            return
        self._keep([_plain(row.material, Verdict.IN_ORDER) for row in left])

    def open_row(self, material: str, verdict: Verdict, texts: Mapping[str, str]) -> None:
        """Open the inline row for a material; `texts` come from a draft, else what is usual."""
        row = next((row for row in self._rows() if row.material.id == material), None)
        if row is None or self._closed:
            return
        self.close_row()
        self.table.select(row.place - 1)
        filled = texts or usual(verdict, row.material, row.found)
        self.form = FindingForm(
            row.material, verdict, filled, lambda finding: self._keep([finding]), self._save_draft
        )
        self.form.stepped_back.connect(self.leave_row)
        self._frame = framed(self.form)
        self.box.insertWidget(2, self._frame)
        self.about.hide()
        self.legend.hide()
        self._frame.show()
        QTimer.singleShot(0, self.table, self._keep_in_sight)
        self.form.begin()

    def _keep_in_sight(self) -> None:
        """The list has become lower: its line must not be out of sight."""
        self.table.scrollTo(self.table.currentIndex())

    def close_row(self) -> None:
        """Take the inline row away and forget its draft."""
        if self.form is None:
            return
        self._drop_row()
        self._save_draft({})

    def leave_row(self) -> None:
        """Esc in the inline row: nothing is written."""
        self.close_row()
        self.begin_here()

    def begin_here(self) -> None:
        """The keys go to the list, at the line it is at."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- writing

    def _keep(self, findings: Sequence[Finding]) -> None:
        self.close_row()
        for finding in findings:
            self._under_way[finding.material] = _found(finding)
        self._paint()
        self._go_on()
        self.begin_here()
        self.judged.emit(list(findings))

    def _go_on(self) -> None:
        """To the next line still to be judged below, else to the first one above."""
        current = self.table.currentIndex().row()
        waiting = self._waiting()
        below = [place for place in waiting if place > current]
        if waiting:
            self.table.select((below or waiting)[0])

    def settle(self, findings: Sequence[Finding]) -> None:
        """They are written; what comes with `show_lines` next is the truth."""
        for finding in findings:
            if self._under_way.get(finding.material) == _found(finding):
                del self._under_way[finding.material]

    def take_back(self, findings: Sequence[Finding]) -> None:
        """They were refused: the lines are as before, and the first one is looked at again."""
        self.settle(findings)
        self._paint()
        ids = [row.material.id for row in self._rows()]
        if findings and findings[0].material in ids:
            self.table.select(ids.index(findings[0].material))

    def reopen(self, finding: Finding) -> None:
        """Put refused words back into the inline row; a finding without words needs none."""
        if isinstance(finding, CorrectOnTheSpot):
            texts = {"fault": finding.fault, "corrected_by": finding.corrected_by}
            self.open_row(finding.material, Verdict.CORRECTED, texts)
        elif isinstance(finding, Judge) and finding.problem:
            texts = {"problem": finding.problem, "cure": finding.cure}
            self.open_row(finding.material, finding.verdict, texts)

    def forget(self) -> None:
        """Another case comes: nothing is under way, no row is open, no draft is touched."""
        self._drop_row()
        self._under_way = {}

    def _drop_row(self) -> None:
        if self._frame is not None and self.form is not None:
            self.form.finish_draft()
            self._frame.hide()
            self._frame.deleteLater()
        self.form = self._frame = None
        self.about.show()
        self.legend.show()


def _named(row: Row) -> str:
    """The material, and whether the hall holds it already (在线政务服务若干规定 7)."""
    is_open = row.held is not None and row.found.verdict is not Verdict.IN_ORDER
    name = row.material.name
    return _("{material} (held already)").format(material=name) if is_open else name


def _plain(material: Material, verdict: Verdict) -> Judge:
    """A finding that needs no words; papers in order were handed in as the guide counts them."""
    if verdict is not Verdict.IN_ORDER:
        return Judge(material=material.id, verdict=verdict)
    return Judge(
        material=material.id,
        verdict=verdict,
        originals=material.originals or 0,
        copies=material.copies or 0,
    )


def _found(finding: Finding) -> MaterialState:
    """How a finding looks before it is written."""
    if isinstance(finding, CorrectOnTheSpot):
        return MaterialState(
            verdict=Verdict.CORRECTED, problem=finding.fault, corrected_by=finding.corrected_by
        )
    if isinstance(finding, TakeOver):
        return MaterialState(verdict=Verdict.IN_ORDER, taken_from=finding.source_number)
    return MaterialState(
        verdict=finding.verdict,
        originals=finding.originals,
        copies=finding.copies,
        problem=finding.problem,
        cure=finding.cure,
    )
