"""The half day at the window: opening checklist, closing review, sign-off (A1.1, A1.6.3)."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QCheckBox, QLabel

from counter_app.domain.clauses import clause_words
from counter_app.domain.conduct.shift import CLOSING_ITEMS, NEED_REASON, OPENING_ITEMS, Shift
from counter_app.services.shifts import LeftOver, left_words
from counter_app.ui.kit.actions import Action
from counter_app.ui.kit.choices import ChoiceField
from counter_app.ui.kit.fields import NoteField
from counter_app.ui.kit.form import Form
from counter_app.words import _

SHOWN = 8
"""So many left-overs of a kind are named; the sheet names all."""


def _hours_words(shift: Shift) -> str:
    """Since when somebody sits here, how late that was, and since when no longer."""
    parts = [
        _("Signed in at {time}").format(time=f"{shift.opened_at:%H:%M}" if shift.opened_at else "")
    ]
    if shift.late_minutes:
        parts.append(_("{n} minutes late").format(n=shift.late_minutes))
    if shift.closed_at is not None:
        parts.append(_("signed off at {time}").format(time=f"{shift.closed_at:%H:%M}"))
    return "　".join(parts)


class OpeningForm(Form):
    """`tick(item)` writes one item down at once; a tick cannot be taken back.

    After the sign-off nothing is ticked any more; `reopen()` opens the window again.
    """

    def __init__(
        self,
        shift: Shift,
        tick: Callable[[str], object],
        print_sheet: Callable[[], object],
        close: Callable[[], object],
        reopen: Callable[[], object],
    ) -> None:
        super().__init__(_("Opening the window"))
        self.show_notice(_hours_words(shift), tone="info")
        self.boxes: dict[str, QCheckBox] = {}
        for item in shift.items():
            words, clause = OPENING_ITEMS[item]
            box = QCheckBox(words)
            box.setAccessibleName(words)
            box.setToolTip(clause_words(clause))
            box.setChecked(item in shift.ticked)
            box.setEnabled(item not in shift.ticked and shift.closed_at is None)
            box.clicked.connect(lambda _on=False, item=item: self._ticked(item, tick))
            self.boxes[item] = box
            self.body.addWidget(box)
        if shift.closed_at is None:
            first = Action("Enter", _("Tick all that is left"), lambda: self._tick_all(tick))
            last = [Action("F10", _("Close the window…"), close)]
        else:
            first, last = Action("Enter", _("Open the window again"), reopen), []
        printed = Action("Ctrl+P", _("Print the sheet"), print_sheet)
        back = Action("", _("Back (Esc)"), self.stepped_back.emit)
        self.set_actions([first, printed, *last, back])

    def _ticked(self, item: str, tick: Callable[[str], object]) -> None:
        self.boxes[item].setEnabled(False)
        tick(item)

    def _tick_all(self, tick: Callable[[str], object]) -> None:
        for item, box in self.boxes.items():
            if box.isEnabled():
                box.setChecked(True)
                self._ticked(item, tick)


class ClosingForm(Form):
    """What is left, what was done, who goes on. `close(reason, taker, ticked)` signs off."""

    def __init__(
        self,
        left: Sequence[LeftOver],
        people: Sequence[tuple[str, str]],
        close: Callable[[str, str, tuple[str, ...]], object],
    ) -> None:
        super().__init__(_("Closing the window"))
        self._close = close
        for kind in dict.fromkeys(one.kind for one in left):
            found = [one for one in left if one.kind is kind]
            named = "、".join(one.number or one.what for one in found[:SHOWN])
            line = QLabel(f"{left_words(kind)}（{len(found)}）：{named}")
            line.setWordWrap(True)
            line.setProperty("tone", "bad" if kind in NEED_REASON else "warn")
            self.body.addWidget(line)
        if not left:
            self.show_notice(_("Nothing is left open."), tone="good")
        self.boxes: dict[str, QCheckBox] = {}
        for item, (words, _clause) in CLOSING_ITEMS.items():
            box = QCheckBox(words)
            box.setAccessibleName(words)
            self.boxes[item] = box
            self.body.addWidget(box)
        self.reason = self.add("reason", NoteField(_("Why something stays open"), lines=2))
        self.taker = self.add(
            "taker",
            ChoiceField(_("Handed over to"), [("", _("nobody")), *people], lined_up=False),
        )
        self.set_actions(
            [
                Action("Enter", _("Sign off and print the sheet"), self._submit),
                Action("", _("Back (Esc)"), self.stepped_back.emit),
            ]
        )

    def _submit(self) -> None:
        ticked = tuple(item for item, box in self.boxes.items() if box.isChecked())
        self._close(self.reason.value, self.taker.value, ticked)
