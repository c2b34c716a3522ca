"""The right column of a case: what can be done now, why the rest cannot, and the form of one."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QLabel,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from counter_app.domain.cases.state import ENDED, CaseState
from counter_app.domain.cases.values import RUNNING as RUNNING_STATES
from counter_app.services.case_reading import CaseDetail, unjudged_count
from counter_app.services.case_steps import Possible
from counter_app.ui.forms.ending_steps import DECIDED, INTAKE, OVER, RUNNING
from counter_app.ui.forms.step_form import StepSpec
from counter_app.ui.kit.actions import Action, ActionRow
from counter_app.ui.kit.entries import Entry
from counter_app.ui.kit.form import Form
from counter_app.ui.kit.theme import theme
from counter_app.words import N_, _

_NARROW = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
Line = tuple[str, str, str]
"""A step: id, key, caption."""
_PAPERS: tuple[Line, ...] = (
    ("accept", "F6", N_("Accept")),
    ("ask_correction", "F7", N_("Correction notice")),
    ("receipt", "F8", N_("Receipt voucher")),
    ("refuse", "F10", N_("Do not accept…")),
    ("advise", "F11", N_("No permit needed…")),
)
_RECEIPT: Line = ("receipt", "", N_("Receipt voucher"))
"""Still to be had once the case runs, behind the steps."""
_OVERRIDE: Line = ("override", "Ctrl+F7", N_("Second notice, supervisor…"))
"""Shown only where a second notice is refused because it names something new."""
_NOTHING_NEW = "第72条"
_OTHERS: tuple[Line, ...] = (
    ("look", "F3", N_("Full particulars")),
    ("late", "Ctrl+B", N_("Enter afterwards…")),
    ("sums", "F5", N_("Arithmetic of the dates")),
    ("dispute", "Ctrl+D", N_("Dispute to the supervisor…")),
    ("leave", "", N_("Back to the list (Esc)")),
)
_NEXT = ("decide", "serve", "archive")
"""What Enter means after acceptance, while the law allows it."""


def lines_for(state: CaseState) -> tuple[Line, ...]:
    """The steps of the phase a case is in."""
    if state in RUNNING_STATES:
        return (*_lines(RUNNING), _RECEIPT)
    if state is CaseState.DECIDED:
        return _lines(DECIDED)
    if state in ENDED:
        return _lines(OVER)
    return (*_PAPERS, *_lines(INTAKE))


def _lines(steps: Sequence[StepSpec]) -> tuple[Line, ...]:
    return tuple((one.id, one.key, one.text) for one in steps)


class QuietRow(ActionRow):
    """A row whose reasons are told elsewhere, not once for each button."""

    def refresh(self) -> None:
        """Ask every action again; the small print stays away."""
        super().refresh()
        for caption in self.findChildren(QLabel):
            caption.hide()


class ActionColumn(QStackedWidget):
    """`closed`: the form was left. What is refused stays visible with reason and clause."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._possible: Mapping[str, Possible] = {}
        self._calls: Mapping[str, Callable[[], object]] = {}
        self._steps: tuple[Line, ...] = ()
        self._next = ""
        self._forget: Callable[[], object] | None = None
        self.form: Form | None = None
        self.row, self.others = QuietRow(vertical=True), QuietRow(vertical=True)
        self.reasons = QLabel()
        self.reasons.setProperty("role", "caption")
        self.reasons.setWordWrap(True)
        self.setMinimumWidth(theme.px(248))
        self.addWidget(self._scrolled(self._page()))

    @staticmethod
    def _scrolled(page: QWidget) -> QScrollArea:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(page)
        return area

    def _page(self) -> QFrame:
        page = QFrame()
        page.setProperty("role", "surface")
        heading = QLabel(_("Now possible"))
        heading.setProperty("role", "heading")
        box = QVBoxLayout(page)
        box.setContentsMargins(12, 12, 12, 12)
        box.setSpacing(10)
        box.addWidget(heading)
        box.addWidget(self.row)
        box.addWidget(self.reasons)
        box.addStretch(1)
        box.addWidget(self.others)
        return page

    # -- actions

    def set_calls(self, calls: Mapping[str, Callable[[], object]]) -> None:
        """What each action does."""
        self._calls = calls
        self._line_up(lines_for(CaseState.RECEIVED)[: len(_PAPERS)])
        self.others.set_actions([self._action(*one) for one in _OTHERS])

    def _line_up(self, steps: tuple[Line, ...]) -> None:
        """Buttons for `steps`; the override stands behind the notice it is about."""
        if steps == self._steps:
            return
        self._steps = steps
        shown = [self._action(*one) for one in steps]
        place = next((i for i, one in enumerate(steps) if one[0] == "ask_correction"), None)
        if place is not None:
            shown.insert(place + 1, self._action(*_OVERRIDE))
        self.row.set_actions(shown)

    def _action(self, id: str, key: str, text: str) -> Action:
        return Action(key, _(text), self._calls[id], lambda: self._reason(id))

    def clear(self) -> None:
        """Nothing is known yet: nothing can be done."""
        self._possible, self._next = {}, ""
        self.row.refresh()
        self.reasons.hide()

    def show_possible(self, detail: CaseDetail) -> None:
        """Ask every action again; the step that comes next stands out."""
        self._possible = {one.id: one for one in detail.actions}
        known = lines_for(detail.case.state)
        self._line_up(tuple(one for one in known if one[0] in self._possible))
        self.row.refresh()
        self.others.refresh()
        self._tell_reasons()
        self._offer_override()
        self._next = self._next_of(detail)
        for id, key, _text in self._steps:
            self._dress(key, is_next=id == self._next)

    def _next_of(self, detail: CaseDetail) -> str:
        """What Enter means: the paper of intake that is due, else the step that ends the phase."""
        ready = [id for id, _key, _text in self._steps if not self._reason(id)]
        if "judge" in self._possible and self._possible["judge"].allowed:
            papers = [id for id in ("accept", "ask_correction") if id in ready]
            is_told = detail.case.first_told() is not None and "accept" not in papers
            judged = not unjudged_count(detail) or detail.view.deemed_on is not None
            return papers[0] if papers and judged and not is_told else ""
        return next((id for id in _NEXT if id in ready), "")

    def _offer_override(self) -> None:
        button = self.row.button(_OVERRIDE[1])
        if button is not None and self._is_override(button):
            button.setVisible(_NOTHING_NEW in self.why_not("ask_correction")[1])

    def _is_override(self, button: QWidget) -> bool:
        return bool(button.accessibleName() == _(_OVERRIDE[2]))

    def _tell_reasons(self) -> None:
        """Each reason once, behind the actions it stands in the way of."""
        told: dict[str, list[str]] = {}
        for id, key, text in self._steps:
            reason = self._reason(id)
            if reason:
                told.setdefault(reason, []).append(key or _(text).rstrip("…"))
        lines = [f"{' '.join(keys)}：{reason}" for reason, keys in told.items()]
        self.reasons.setText("\n".join(lines))
        self.reasons.setVisible(bool(lines))

    def _dress(self, key: str, *, is_next: bool) -> None:
        button = self.row.button(key) if key else None
        role = "primary" if is_next else ""
        if button is not None and button.property("role") != role:
            button.setProperty("role", role)
            button.style().unpolish(button)
            button.style().polish(button)

    def next_step(self) -> str:
        """The id of the action Enter means; empty while materials are unjudged or none fits."""
        return self._next

    def entries(self) -> Iterable[Entry]:
        """The actions allowed now, for the command palette."""
        for id, key, text in (*self._steps, *_OTHERS):
            if not self._reason(id):
                yield Entry(_(text), self._calls[id], key)

    def run(self, action: str) -> None:
        """Do it; the caller has asked whether it is allowed."""
        self._calls[action]()

    def action_of(self, event: QKeyEvent) -> str:
        """The action a key stands for, empty for other keys."""
        if event.modifiers() or event.isAutoRepeat():
            return ""
        keys = {key: id for id, key, _text in (*self._steps, *_OTHERS) if key}
        return keys.get(QKeySequence(event.key()).toString(), "")

    def why_not(self, action: str) -> tuple[str, str]:
        """Reason and clause, both empty when the law allows it. 32(二) or 32(四) is enough."""
        if action == "refuse" and not self.why_not_alone("refuse_defective"):
            return "", ""
        one = self._possible.get(action)
        if one is None:
            is_step = any(action == id for id, _key, _text in self._steps)
            return (_("The case is being read."), "") if is_step else ("", "")
        return ("", "") if one.allowed else (one.reason, one.clause)

    def why_not_alone(self, action: str) -> str:
        """The reason of exactly this action; not read yet counts as not possible."""
        one = self._possible.get(action)
        if one is None:
            return _("The case is being read.")
        return "" if one.allowed else one.reason or one.clause

    def _reason(self, action: str) -> str:
        reason, clause = self.why_not(action)
        return f"{reason}（{clause}）" if clause else reason

    # -- the form of an action

    def open_form(self, form: Form, forget: Callable[[], object] | None = None) -> None:
        """Show a form in place of the actions; `forget` drops its draft."""
        self.close_form()
        self.form, self._forget = form, forget
        page = QFrame()
        page.setProperty("role", "surface")
        box = QVBoxLayout(page)
        box.setContentsMargins(12, 12, 12, 12)
        box.addWidget(form)
        box.addStretch(1)
        for box_field in form.findChildren(QComboBox):
            box_field.setSizeAdjustPolicy(_NARROW)
            box_field.setMinimumContentsLength(8)
        self.addWidget(self._scrolled(page))
        self.setCurrentIndex(1)
        form.stepped_back.connect(self._step_back)
        form.begin()

    def _step_back(self) -> None:
        """Esc: back to the actions; what was typed is kept as a draft."""
        self.close_form()
        self.closed.emit()

    def close_form(self, *, forget: bool = False) -> None:
        """Back to the actions; `forget`: it was submitted, its draft goes."""
        if self.form is None:
            return
        self.form.finish_draft()
        if forget and self._forget is not None:
            self._forget()
        self.form, self._forget = None, None
        page = self.widget(1)
        self.removeWidget(page)
        page.deleteLater()
        self.setCurrentIndex(0)
