"""Reception: one door for everyone who comes or calls (A1.4.1a)."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import ClassVar

from attrs import evolve
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from counter_app.domain.bodies.visit import AnswerWay
from counter_app.services.intake import Taken
from counter_app.services.reception import Served
from counter_app.ui.context import Context
from counter_app.ui.forms import application
from counter_app.ui.forms.application import ApplicationForm
from counter_app.ui.forms.card_reader import CardReader
from counter_app.ui.forms.guide_card import GuideCard
from counter_app.ui.forms.matter_finder import MatterFinder
from counter_app.ui.forms.matter_panel import MatterPanel
from counter_app.ui.forms.side_forms import SideForms
from counter_app.ui.forms.visit_acts import VisitActs
from counter_app.ui.forms.visit_form import VisitForm
from counter_app.ui.forms.visit_reading import OpenVisit, look_up
from counter_app.ui.kit.actions import Action
from counter_app.ui.kit.entries import Entry
from counter_app.ui.kit.form import Form
from counter_app.ui.kit.theme import theme
from counter_app.ui.print_flow import print_issued
from counter_app.ui.screens.screen import Screen
from counter_app.words import _

GREET_AGAIN_MS = 8000
"""How long the farewell stands before the strip greets the next citizen."""

WIDEST_FINDER = 380
"""px: large text gets its room on the right, where the sentences stand."""

APPLY = "apply"
"""`open((APPLY, code))` goes straight to the application form; the code may be empty."""


class ReceptionScreen(Screen):
    """Left finds the matter, right says and acts. Enter does what this matter needs here.

    `open` takes a matter's code, a visit's id to go on with, or `(APPLY, code)`.
    """

    kinds: ClassVar[frozenset[str]] = frozenset({"document"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._open_visit: OpenVisit | None = None
        self._wants_application = False
        self._shown_actions = ""
        self.finder = MatterFinder(context, _("Reception"))
        self.panel = MatterPanel()
        self.form = VisitForm(context)
        self.acts = VisitActs(context, self.form)
        self.sides = SideForms(context, self.form, self.acts)
        self.cards = CardReader(self, context.today)
        self._lay_out()
        self._connect()
        self._show_actions()
        self.form.load()

    def _lay_out(self) -> None:
        inner = QWidget()
        inner.setAutoFillBackground(False)
        right = QVBoxLayout(inner)
        right.setContentsMargins(20, 16, 20, 16)
        right.setSpacing(12)
        right.addWidget(self.panel, 1)
        right.addWidget(self.form)
        right.addWidget(self.sides, 100)
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
        self.finder.chosen.connect(self._primary)
        self.finder.typed.connect(self._on_typed)
        self.form.edited.connect(self._show_actions)
        self.form.restored.connect(self.open)
        self.form.stepped_back.connect(self._step_back)
        self.acts.served.connect(self._on_served)
        self.acts.arrived.connect(self._on_arrived)
        self.acts.received.connect(self._on_received)
        self.cards.read.connect(self.sides.take_card)
        self.sides.opened.connect(self._on_side)
        self.sides.closed.connect(self._on_no_side)
        self._guide_key = QShortcut(QKeySequence("F3"), self.finder)
        self._guide_key.setAutoRepeat(False)
        self._guide_key.activated.connect(self._primary)
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
            self._wants_application, code = True, argument[1]
        if code:
            desk = self.context.counter.desk
            self.context.jobs.read(
                lambda: look_up(desk, str(code)),
                self._on_looked_up,
                self.context.errors.failed(self.form),
            )
        else:
            self.form.show_notice(_("Find the matter, then Enter fills the form."), tone="info")
            self._show_actions()

    def palette_entries(self) -> Iterable[Entry]:
        """The actions that stand on the buttons."""
        for action in (self.sides.shown or self.form).actions_row.actions_list():
            if not action.refused_because():
                yield Entry(action.text, action.call, action.key)

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
        self._show_actions()

    def _on_missed(self, asked: str) -> None:
        self.form.matter, self.form.question = "", asked
        self.panel.say_nothing(asked)
        self._show_actions()

    def _on_typed(self) -> None:
        if self.finder.text():
            self.form.clear_faults()
            self.set_stage("work")

    def _on_looked_up(self, found: OpenVisit) -> None:
        visit = found.visit
        if visit is not None:
            self._open_visit = found
            self.form.visit = visit.id
            self.form.channel.choose(visit.channel.value)
            if found.is_promised:
                self.form.way.choose(AnswerWay.OWN_WORDS.value)
        self.set_stage("work")
        self.finder.go_to(found.matter_name or (visit.question if visit else ""))
        if visit is not None:
            asked = visit.question or found.matter_name
            text = _("Going on with {number}: {asked}").format(number=visit.number, asked=asked)
            self.form.show_notice(text, help="；".join(visit.answers), tone="info")
        self._show_actions()
        if self._wants_application:
            self.finder.when_ready(self._apply)

    # -- what can be done

    def _show_actions(self) -> None:
        card, visit = self.panel.card, self._open_visit
        mode = mode_of(self.form, card, wants_application=self._wants_application)
        target = card.target.label if card and card.target else ""
        shown = f"{mode} {target} {bool(card)} {bool(visit and visit.is_arriving)}"
        self._guide_key.setEnabled(mode == "away")
        if shown != self._shown_actions:
            self._shown_actions = shown
            self.form.set_actions(self._actions(mode, target))

    def _actions(self, mode: str, target: str) -> list[Action]:
        elsewhere = Action("F3", _("To another window"), self._ready(self._choose_window))
        tell = Action("F4", _("Told by word of mouth"), self._ready(self.acts.tell))
        apply = Action("F5", _("Make it an application"), self._ready(self._apply))
        answer = Action("F6", _("Save the answer"), self._ready(self.acts.answer))
        advise = Action("F7", _("No permit needed"), self._ready(self._advise))
        other = Action("Shift+F3", _("Another window"), self._ready(self._choose_window))
        to_window = _("Send to {window} (F3)").format(window=target or _("its window"))
        primary, rest = {
            APPLY: (_("Fill in the application"), [elsewhere, tell]),
            "here": (_("Print one-time notice"), [elsewhere, tell, apply, answer, advise]),
            "away": (to_window, [tell, answer, advise, other]),
            "answer": (_("Save the answer"), [tell, apply] if self.panel.card else []),
            "unknown": (_("Send to the information desk"), [elsewhere, answer]),
        }[mode]
        made = [Action("Enter", primary, self._primary), *rest]
        if self._open_visit is not None and self._open_visit.is_arriving:
            made.append(Action("F9", _("The citizen is here"), self.acts.confirm_arrival))
        return made

    def _ready(self, call: Callable[[], object]) -> Callable[[], None]:
        """`call`, once what is typed has been answered: no key acts on an older list."""
        return partial(self.finder.when_ready, call)

    def _primary(self) -> None:
        self.finder.when_ready(self._do_primary)

    def _do_primary(self) -> None:
        card = self.panel.card
        mode = mode_of(self.form, card, wants_application=self._wants_application)
        if mode == APPLY:
            self._apply()
        elif mode == "here":
            self.acts.issue_notice()
        elif mode == "answer":
            self.acts.answer()
        else:
            self.sides.guide(card)

    def _choose_window(self) -> None:
        self.sides.choose_window(self.panel.card)

    def _advise(self) -> None:
        self.sides.advise(self.panel.card)

    def _apply(self) -> None:
        visit = self._open_visit.visit if self._open_visit is not None else None
        self.sides.apply(self.panel.card, visit)

    def _on_arrived(self) -> None:
        if self._open_visit is not None:
            self._open_visit = evolve(self._open_visit, is_arriving=False)
        self._show_actions()

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
        self._begin_anew()
        if said:
            self.form.show_notice(said, tone="info")
        self.toast(_("Recorded: {number}").format(number=served.number))
        if served.paper is not None:
            print_issued(self.context, self, served.paper.id, served.paper.kind)
        else:
            self.set_stage("farewell")

    def _on_received(self, taken: Taken) -> None:
        self._begin_anew()
        self.toast(_("Received: {number}").format(number=taken.number))
        self.go("cases", taken.case)

    def _begin_anew(self) -> None:
        """Everything empty, the keys in the search line: the next citizen is welcome."""
        self._open_visit, self._wants_application = None, False
        if isinstance(self.sides.shown, ApplicationForm):
            self.sides.shown.finish_draft()
        self.context.save_draft(application.DRAFT, {})
        self.sides.close_form()
        self.form.reset()
        self.finder.clear()
        self._show_actions()
        if self.isVisible():
            self.activate()

    def _step_back(self) -> None:
        draft = self.form.draft()
        self._begin_anew()
        if draft:
            self.toast(_("Cleared"), lambda: self.form.restore(draft))


def mode_of(form: VisitForm, card: GuideCard | None, *, wants_application: bool) -> str:
    """What Enter means: apply, answer, unknown (no matter), away or here."""
    if wants_application and card is not None and not card.away:
        return APPLY
    if form.by_telephone or form.way.value != AnswerWay.BY_GUIDE.value:
        return "answer"
    if card is None:
        return "unknown"
    return "away" if card.away else "here"
