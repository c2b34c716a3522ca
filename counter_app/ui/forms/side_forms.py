"""Forms that stand beside the search for a moment: send on, advise, apply."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.domain.clauses import clause_words
from counter_app.domain.errors import InputFault
from counter_app.domain.reception.state import Visit
from counter_app.services.changes import Changes
from counter_app.services.errands import colleagues
from counter_app.services.parties import PartyInput
from counter_app.ui.context import Context
from counter_app.ui.forms.advice_form import AdviceForm
from counter_app.ui.forms.application import DRAFT, ApplicationForm
from counter_app.ui.forms.card import Card
from counter_app.ui.forms.guide_card import GuideCard, Ways, read_ways
from counter_app.ui.forms.guide_form import INFORMATION_DESK, GuideForm
from counter_app.ui.forms.hand_on_form import HandOnForm
from counter_app.ui.forms.priority_form import PriorityForm
from counter_app.ui.forms.visit_acts import VisitActs
from counter_app.ui.forms.visit_form import VisitForm
from counter_app.ui.forms.visit_reading import visitor_of
from counter_app.ui.kit.form import Form
from counter_app.words import _


class SideForms(QWidget):
    """Shows one form at a time in place of the visit's. `opened(Form)` and `closed` tell."""

    opened = Signal(object)
    case_wanted = Signal(str)
    closed = Signal()

    def __init__(self, context: Context, form: VisitForm, acts: VisitActs) -> None:
        super().__init__()
        self._context, self._form, self._acts = context, form, acts
        self.shown: Form | None = None
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addStretch(1)
        self.hide()

    def open(self, form: Form) -> None:
        """Show `form`; Esc closes it."""
        self.close_form()
        self.shown = form
        form.stepped_back.connect(self.close_form)
        self._box.insertWidget(0, form)
        self.show()
        self.opened.emit(form)
        form.begin()

    def close_form(self) -> None:
        """Take the form away; what was typed is kept as its draft."""
        form, self.shown = self.shown, None
        if form is not None:
            self.hide()
            self._box.removeWidget(form)
            form.hide()
            form.deleteLater()
            self.closed.emit()

    def take_card(self, card: Card) -> bool:
        """A card was read: it belongs to the form shown, if that asks who somebody is."""
        form = self._form if self.shown is None else self.shown
        if isinstance(form, ApplicationForm | VisitForm):
            form.take_card(card)
            return True
        return False

    def guide(self, card: GuideCard | None) -> None:
        """Send on at once when the register names one window, to the desk when there is no matter.

        A matter that several windows serve, or none, is a choice.
        """
        if card is None:
            self._with_ways(
                lambda ways: self._acts.guide(INFORMATION_DESK, ways.said(INFORMATION_DESK))
            )
        elif card.target is None:
            self.choose_window(card)
        else:
            self._acts.guide(card.target.id, card.said)

    def choose_window(self, card: GuideCard | None) -> None:
        """Choose where to send the citizen."""
        chosen = card.counters[0].id if card and card.away and card.counters else INFORMATION_DESK

        def show(ways: Ways) -> None:
            form = GuideForm(ways, chosen)
            form.submitted.connect(partial(self._acts.guide_by, form, ways.said))
            self.open(form)

        self._with_ways(show)

    def hand_on(self) -> None:
        """Choose the colleague who goes on."""
        desk = self._context.counter.desk

        def show(people: list[tuple[str, str]]) -> None:
            form = HandOnForm(people)
            form.submitted.connect(partial(self._acts.hand_on, form))
            self.open(form)

        failed = self._context.errors.failed(self._form)
        self._context.jobs.read(lambda: colleagues(desk), show, failed)

    def ask_priority(self, why: str) -> None:
        """Somebody sent here earlier still waits; `why` says so."""
        form = PriorityForm(why)
        form.submitted.connect(partial(self._acts.confirm_first, form))
        self.open(form)

    def _with_ways(self, call: Callable[[Ways], object]) -> None:
        desk = self._context.counter.desk
        failed = self._context.errors.failed(self._form)
        self._context.jobs.read(lambda: read_ways(desk), call, failed)

    def advise(self, card: GuideCard | None) -> None:
        """Say that no permit is needed."""
        if card is not None:
            form = AdviceForm(card)
            form.submitted.connect(partial(self._acts.advise, form))
            self.open(form)

    def apply(self, card: GuideCard | None, visit: Visit | None) -> None:
        """Fill in the application, with everything that is known already."""
        if card is None:
            return
        if card.away:
            help = _("Send the citizen there; every window can show the guide.")
            self._form.show_notice(
                _("Another window takes this application."), clause_words("A3.4.3"), help
            )
            return
        try:
            visitor = self._form.visitor()
        except InputFault as fault:
            self._form.show_faults(fault.faults)
            return
        if visit is None or visitor.name:
            self._open_application(card, visitor)
            return
        desk = self._context.counter.desk

        def known(found: tuple[PartyInput, Changes]) -> None:
            self._context.bus.changed.emit(found[1])
            self._open_application(card, found[0])

        failed = self._context.errors.failed(self._form)
        self._context.jobs.desk(lambda: visitor_of(desk, visit), known, failed)

    def _open_application(self, card: GuideCard, visitor: PartyInput) -> None:
        form = ApplicationForm(self._context, card, self._form.visit, visitor)
        form.submitted.connect(partial(self._acts.receive, form))
        form.twin_wanted.connect(self.case_wanted)
        if self._form.card is not None and not visitor.number:
            form.applicant.take_card(self._form.card)
        self.open(form)
        load = partial(self._context.load_draft, DRAFT)
        self._context.jobs.read(load, form.take_draft)
