"""What the reception offers for the matter looked at, and what Enter means there."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut

from counter_app.domain.bodies.visit import AnswerWay
from counter_app.ui.forms.matter_finder import MatterFinder
from counter_app.ui.forms.matter_panel import MatterPanel
from counter_app.ui.forms.side_forms import SideForms
from counter_app.ui.forms.visit_acts import VisitActs
from counter_app.ui.forms.visit_form import VisitForm
from counter_app.ui.forms.visit_reading import OpenVisit
from counter_app.ui.kit.actions import Action
from counter_app.words import _

APPLY = "apply"
"""`ReceptionScreen.open((APPLY, code))` goes straight to the application; `code` may be empty."""


class ReceptionOffer(QObject):
    """Puts the actions on the visit's form; no key acts on an older list than the one typed for.

    `open_visit` is the visit gone on with; `wants_application` makes Enter fill in the application.
    """

    def __init__(
        self,
        finder: MatterFinder,
        panel: MatterPanel,
        form: VisitForm,
        acts: VisitActs,
        sides: SideForms,
    ) -> None:
        super().__init__(form)
        self._finder, self._panel, self._form = finder, panel, form
        self._acts, self._sides = acts, sides
        self.open_visit: OpenVisit | None = None
        self.wants_application = False
        self._shown = ""
        self.bundled = ""
        self._guide_key = QShortcut(QKeySequence("F3"), finder)
        self._guide_key.setAutoRepeat(False)
        self._guide_key.activated.connect(self.primary)

    def show(self) -> None:
        """Put the buttons right for what is looked at and typed."""
        card, visit = self._panel.card, self.open_visit
        mode = self._mode()
        target = card.target.label.partition("（")[0] if card and card.target else ""
        shown = f"{mode} {target} {bool(card)} {bool(visit and visit.is_arriving)}"
        self._guide_key.setEnabled(mode == "away")
        if shown != self._shown:
            self._shown = shown
            self._form.set_actions(self._actions(mode, target))

    def _mode(self) -> str:
        """apply, answer, unknown (no matter), away or here."""
        card, form = self._panel.card, self._form
        if self.wants_application and card is not None and not card.away:
            return APPLY
        if form.by_telephone or form.way.value != AnswerWay.BY_GUIDE.value:
            return "answer"
        if card is None:
            return "unknown"
        return "away" if card.away else "here"

    def _actions(self, mode: str, target: str) -> list[Action]:
        elsewhere = Action("F3", _("To another window"), self._ready(self._choose_window))
        tell = Action("F4", _("Told by word of mouth"), self._ready(self._acts.tell))
        apply = Action("F5", _("Make it an application"), self._ready(self.apply))
        answer = Action("F6", _("Save the answer"), self._ready(self._acts.answer))
        advise = Action("F7", _("No permit needed"), self._ready(self._advise))
        bundle = Action("F10", _("Notice with all blanks"), self._ready(self.bundle))
        other = Action("Shift+F3", _("Another window"), self._ready(self._choose_window))
        to_window = _("Send to {window} (F3)").format(window=target or _("its window"))
        primary, rest = {
            APPLY: (_("Fill in the application"), [elsewhere, tell]),
            "here": (_("Print one-time notice"), [elsewhere, tell, apply, answer, advise, bundle]),
            "away": (to_window, [tell, answer, advise, other]),
            "answer": (_("Save the answer"), [tell, apply] if self._panel.card else []),
            "unknown": (_("Send to the information desk"), [elsewhere, answer]),
        }[mode]
        made = [Action("Enter", primary, self.primary), *rest]
        if self.open_visit is not None and self.open_visit.is_arriving:
            made.append(Action("F9", _("The citizen is here"), self._acts.confirm_arrival))
        made.append(Action("Shift+F5", _("Hand on to a colleague"), self._ready(self._hand_on)))
        return made

    def _ready(self, call: Callable[[], object]) -> Callable[[], None]:
        """`call`, once what is typed has been answered: no key acts on an older list."""
        return partial(self._finder.when_ready, partial(self._if_meant, call))

    def press(self, key: str) -> None:
        """A key pressed before what was typed has been answered: it is meant for the answer."""

        def act() -> None:
            for action in self._form.actions_row.actions_list():
                if action.key == key and not action.refused_because():
                    action.call()

        self._finder.when_ready(act)

    def primary(self) -> None:
        """What Enter means."""
        self._finder.when_ready(partial(self._if_meant, self._do_primary))

    def _if_meant(self, call: Callable[[], object]) -> None:
        """Nothing is recorded for a matter that merely stands first in an empty search."""
        if self._finder.is_meant() or self.open_visit is not None:
            call()
        else:
            self._form.show_notice(
                _("Find the matter first, or write what was asked."), tone="info"
            )
            self._finder.setFocus()

    def _do_primary(self) -> None:
        mode = self._mode()
        if mode == APPLY:
            self.apply()
        elif mode == "here":
            self._acts.issue_notice()
        elif mode == "answer":
            self._acts.answer()
        else:
            self._sides.guide(self._panel.card)

    def bundle(self) -> None:
        """一手清: the notice and every blank form of the guide at once (A3.2b)."""
        card = self._panel.card
        self.bundled = card.spec.code if card is not None else ""
        self._acts.issue_notice()

    def _choose_window(self) -> None:
        self._sides.choose_window(self._panel.card)

    def _hand_on(self) -> None:
        self._sides.hand_on()

    def _advise(self) -> None:
        self._sides.advise(self._panel.card)

    def apply(self) -> None:
        """Fill in the application for the matter looked at."""
        visit = self.open_visit.visit if self.open_visit is not None else None
        self._sides.apply(self._panel.card, visit)
