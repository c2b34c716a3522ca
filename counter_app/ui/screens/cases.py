"""Cases: the list, and the case the clerk has opened from it."""

from collections.abc import Iterable

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from counter_app.ui.context import Context
from counter_app.ui.forms.card import Card
from counter_app.ui.forms.case_list import CaseList
from counter_app.ui.kit.entries import Entry
from counter_app.ui.screens.case_detail import CaseDetailPage
from counter_app.ui.screens.screen import Screen

TAIL = 6
"""So many last characters of a number are looked for, and shown in the search line."""


class CasesScreen(Screen):
    """The list in front; `open(case id)` shows the case, Esc leads back to the list."""

    kinds = frozenset({"case", "paper", "party", "document"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.list = CaseList(context)
        self.detail = CaseDetailPage(context)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.list)
        self.pages.addWidget(self.detail)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.pages)
        self.list.opened.connect(self.open)
        self.detail.left.connect(self.show_list)
        self.detail.parting.connect(self.say_at_parting)
        self.detail.forms.disputed.connect(lambda number: self.go("window", ("dispute", number)))

    def refresh(self) -> None:
        """Ask again for what is shown; what is hidden is asked for when it is shown."""
        if self.pages.currentWidget() is self.detail:
            self.detail.refresh()
        else:
            self.list.ask()

    def activate(self) -> None:
        """Typing goes to the search line, or to the checklist of the case shown."""
        if self.pages.currentWidget() is self.detail:
            self.detail.begin()
        else:
            self.list.setFocus()

    def open(self, argument: object) -> None:
        """Show the case with the id `argument`."""
        self.pages.setCurrentWidget(self.detail)
        self.set_stage("work")
        self.detail.show_case(str(argument))
        self.detail.begin()

    def take_card(self, card: Card) -> bool:
        """The list shows the cases of whose card it is."""
        if self.pages.currentWidget() is not self.list:
            return False
        self.list.look_for(card.number[-TAIL:])
        return True

    def palette_entries(self) -> Iterable[Entry]:
        """What can be done with the case shown."""
        if self.pages.currentWidget() is self.detail:
            yield from self.detail.acts.entries()

    def show_list(self) -> None:
        """Back to the list, at the line it was left at."""
        self.pages.setCurrentWidget(self.list)
        self.set_stage("welcome")
        self.say_at_parting("")
        self.list.ask()
        self.list.setFocus()
