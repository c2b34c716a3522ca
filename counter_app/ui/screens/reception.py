"""Reception: one door for everyone who comes or calls (A1.4.1a)."""

from collections.abc import Iterable
from functools import partial
from typing import ClassVar

from attrs import evolve
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from counter_app.domain.bodies.visit import AnswerWay
from counter_app.services.case_acts import Taken
from counter_app.services.reception import Served
from counter_app.ui.context import Context
from counter_app.ui.forms import application
from counter_app.ui.forms.application import ApplicationForm
from counter_app.ui.forms.card import Card
from counter_app.ui.forms.guide_card import GuideCard
from counter_app.ui.forms.matter_finder import MatterFinder
from counter_app.ui.forms.matter_panel import MatterPanel
from counter_app.ui.forms.reception_offer import ReceptionOffer
from counter_app.ui.forms.side_forms import SideForms
from counter_app.ui.forms.visit_acts import VisitActs
from counter_app.ui.forms.visit_form import VisitForm
from counter_app.ui.forms.visit_reading import OpenVisit, look_up
from counter_app.ui.kit.entries import Entry
from counter_app.ui.kit.form import Form
from counter_app.ui.kit.theme import theme
from counter_app.ui.mirror import Mirror
from counter_app.ui.print_flow import print_blanks, print_issued
from counter_app.ui.screens.screen import Screen
from counter_app.words import _

GREET_AGAIN_MS = 8000
"""How long the farewell stands before the strip greets the next citizen."""

WIDEST_FINDER = 380
"""px: large text gets its room on the right, where the sentences stand."""


class ReceptionScreen(Screen):
    """Left finds the matter, right says and acts. Enter does what this matter needs here.

    `open` takes a matter's code, a visit's id to go on with, or `(APPLY, code)`.
    """

    kinds: ClassVar[frozenset[str]] = frozenset({"document"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.finder = MatterFinder(context, _("Reception"))
        self.panel = MatterPanel()
        self.form = VisitForm(context)
        self.acts = VisitActs(context, self.form)
        self.sides = SideForms(context, self.form, self.acts)
        self.offer = ReceptionOffer(self.finder, self.panel, self.form, self.acts, self.sides)
        self.mirror = Mirror(context, self)
        self._lay_out()
        self._connect()
        self.offer.show()
        self.form.load()

    def _lay_out(self) -> None:
        inner = QWidget()
        inner.setAutoFillBackground(False)
        right = QVBoxLayout(inner)
        right.setContentsMargins(20, 16, 20, 16)
        right.setSpacing(12)
        right.addWidget(self.panel, 1)
        right.addWidget(self.form)
        right.addWidget(self.sides)
        surface = QScrollArea()
        surface.setProperty("role", "surface")
        surface.setWidgetResizable(True)
        surface.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        surface.setWidget(inner)
        inner.setAutoFillBackground(False)
        surface.viewport().setAutoFillBackground(False)
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 16, 16, 16)
        line.setSpacing(16)
        line.addWidget(self.finder)
        line.addWidget(surface, 1)
        self.finder.setFixedWidth(min(theme.px(340), WIDEST_FINDER))

    def _connect(self) -> None:
        self.finder.found.connect(self._on_found)
        self.finder.missed.connect(self._on_missed)
        self.finder.chosen.connect(self.offer.primary)
        self.finder.typed.connect(self._on_typed)
        self.form.edited.connect(self.offer.show)
        self.form.channel.edited.connect(
            lambda: self.telephone_changed.emit(self.is_on_telephone())
        )
        self.form.restored.connect(self.open)
        self.form.stepped_back.connect(self._step_back)
        self.acts.served.connect(self._on_served)
        self.acts.arrived.connect(self._on_arrived)
        self.acts.passing.connect(self.sides.ask_priority)
        self.acts.handed_on.connect(self._on_handed_on)
        self.acts.received.connect(self._on_received)
        self.sides.opened.connect(self._on_side)
        self.sides.closed.connect(self._on_no_side)
        self.sides.case_wanted.connect(partial(self.go, "cases"))
        self._greet = QTimer(self)
        self._greet.setSingleShot(True)
        self._greet.setInterval(GREET_AGAIN_MS)
        self._greet.timeout.connect(self._on_greet)

    # -- what the shell asks

    def refresh(self) -> None:
        """Guides or windows changed."""
        self.finder.refresh()

    def activate(self) -> None:
        """The keys go where the next question is typed."""
        self.sides.shown.begin() if self.sides.shown else self.finder.setFocus()

    def open(self, argument: object) -> None:
        """A matter's code, a visit's id, or `(APPLY, code)`."""
        self.sides.close_form()
        code = argument
        if isinstance(argument, tuple):
            self.offer.wants_application, code = True, argument[1]
        if code:
            desk = self.context.counter.desk
            self.context.jobs.read(
                lambda: look_up(desk, str(code)),
                self._on_looked_up,
                self.context.errors.failed(self.form),
            )
        else:
            self.form.show_notice(_("Find the matter, then Enter fills the form."), tone="info")
            self.offer.show()

    def take_card(self, card: Card) -> bool:
        """The visitor's, or the applicant's or agent's in the application."""
        return self.sides.take_card(card)

    def is_on_telephone(self) -> bool:
        """The channel that stands in the form."""
        return self.form.by_telephone

    def palette_entries(self) -> Iterable[Entry]:
        """The actions that stand on the buttons."""
        for action in (self.sides.shown or self.form).actions_row.actions_list():
            if not action.refused_because():
                yield Entry(action.text, action.call, action.key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's hook: a key that is on no button yet may be on one in a moment."""
        if self.sides.shown is None and not event.isAutoRepeat():
            self.offer.press(QKeySequence(event.keyCombination()).toString())
        super().keyPressEvent(event)

    def set_stage(self, stage: str) -> None:
        """After the farewell the strip greets the next citizen by itself."""
        super().set_stage(stage)
        if stage == "farewell":
            self._greet.start()

    def _on_greet(self) -> None:
        if self.phrase_stage() == "farewell":
            self.set_stage("welcome")

    # -- what was found

    def _on_found(self, card: GuideCard) -> None:
        self.form.matter, self.form.question = card.spec.code, ""
        self.panel.show_card(card)
        self.mirror.explain(card.spec) if self.finder.is_meant() else self.mirror.clear()
        self.offer.show()

    def _on_missed(self, asked: str) -> None:
        self.form.matter, self.form.question = "", asked
        self.panel.say_nothing(asked)
        self.mirror.clear()
        self.offer.show()

    def _on_typed(self) -> None:
        if self.finder.text():
            self.form.clear_faults()
            self.set_stage("work")

    def _on_looked_up(self, found: OpenVisit) -> None:
        visit = found.visit
        if visit is not None:
            self.form.reset()
            self.offer.open_visit = found
            self.form.visit = visit.id
            self.form.channel.choose(visit.channel.value)
            if found.is_promised:
                self.form.way.choose(AnswerWay.OWN_WORDS.value)
        self.set_stage("work")
        self.finder.go_to(found.matter_name or (visit.question if visit else ""))
        if visit is not None:
            asked = visit.question or found.matter_name
            text = _("Going on with {number}: {asked}").format(number=visit.number, asked=asked)
            said = (*visit.answers, visit.hand_note)
            self.form.show_notice(text, help="；".join(filter(None, said)), tone="info")
        self.offer.show()
        if self.offer.wants_application:
            self.finder.when_ready(self.offer.apply)

    def _on_arrived(self) -> None:
        if self.offer.open_visit is not None:
            self.offer.open_visit = evolve(self.offer.open_visit, is_arriving=False)
        self.sides.close_form()
        self.form.show_notice(_("Arrival confirmed; go on with the visit."), tone="good")
        self.offer.show()

    # -- what came of it

    def _on_side(self, _form: Form) -> None:
        self.finder.setEnabled(False)
        self.form.hide()
        self.panel.fold(True)

    def _on_no_side(self) -> None:
        self.finder.setEnabled(True)
        self.form.show()
        self.panel.fold(False)
        self.activate()

    def _on_served(self, served: Served, said: str) -> None:
        bundled, channel = self.offer.bundled, self.form.channel.value
        self._begin_anew()
        self.mirror.part(served, said, channel)
        if said:
            self.form.show_notice(said, tone="info")
        self.say_at_parting(said)
        self.toast(_("Recorded: {number}").format(number=served.number))
        if served.paper is not None:
            print_issued(self.context, self, served.paper.id, served.paper.kind)
            if bundled:
                print_blanks(self.context, self, bundled)
        else:
            self.set_stage("farewell")

    def _on_handed_on(self, served: Served) -> None:
        self._begin_anew()
        self.toast(_("Handed on: {number}").format(number=served.number))

    def _on_received(self, taken: Taken) -> None:
        self._begin_anew()
        self.toast(_("Received: {number}").format(number=taken.number))
        self.go("cases", taken.case)

    def _begin_anew(self) -> None:
        """Everything empty, the keys in the search line: the next citizen is welcome."""
        self.offer.open_visit, self.offer.wants_application = None, False
        self.offer.bundled = ""
        if isinstance(self.sides.shown, ApplicationForm):
            self.sides.shown.finish_draft()
        self.context.save_draft(application.DRAFT, {})
        self.sides.close_form()
        self.form.reset()
        self.finder.clear()
        self.mirror.clear()
        self.offer.show()
        self.set_stage("welcome")
        if self.isVisible():
            self.activate()

    def _step_back(self) -> None:
        draft = self.form.draft()
        self._begin_anew()
        if draft:
            self.toast(_("Cleared"), lambda: self.form.restore(draft))
