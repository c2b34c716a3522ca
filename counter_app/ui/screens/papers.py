"""Papers: what this window has issued, where each print stands, and what may be done about it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QHBoxLayout

from counter_app.printing.raster import page_count, to_png
from counter_app.services import papers, print_desk, print_jobs, voiding
from counter_app.services import print_register as register
from counter_app.services.changes import Changes
from counter_app.services.paper_reading import PaperLine
from counter_app.services.print_register import PaperCard
from counter_app.services.timeline import paper_words
from counter_app.ui.context import Context
from counter_app.ui.forms.case_papers import PREVIEW_DPI, PaperPreview
from counter_app.ui.forms.paper_by_hand import PaperChoice
from counter_app.ui.forms.paper_card import PaperCardView
from counter_app.ui.forms.paper_list import PaperList
from counter_app.ui.forms.paper_side import ByHand, PaperSide
from counter_app.ui.forms.void_form import ELSEWHERE, VoidForm
from counter_app.ui.kit.actions import Action
from counter_app.ui.print_flow import let_go, print_issued
from counter_app.ui.public.board import SignatureAsked
from counter_app.ui.screens.screen import Screen
from counter_app.words import _


class PapersScreen(Screen):
    """The register left, the paper right; a form takes the place of the paper while it is open."""

    kinds = frozenset({"paper", "document", "wording"})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.list, self.card = PaperList(context), PaperCardView(context)
        self.side = PaperSide(self.card, self.list.setFocus)
        self.by_hand = ByHand(context, self.side)
        self._wanted = ""
        box = QHBoxLayout(self)
        box.setContentsMargins(16, 16, 16, 16)
        box.setSpacing(16)
        box.addWidget(self.list, 3)
        box.addWidget(self.side, 2)
        self.list.looked_at.connect(self._on_looked)
        context.board.came_to_nothing.connect(self.toast)
        self.card.set_actions(
            [
                Action("Ctrl+P", _("Print"), self.print, self._not_printable),
                Action("Ctrl+T", _("Take back"), self.take_back, self._not_under_way),
                Action("Ctrl+H", _("It came out"), self.came_out, self._not_open),
                Action("Ctrl+J", _("It did not"), lambda: self._confirm(False), self._not_open),
                Action("Ctrl+O", _("Look at it"), self.look, self._nothing),
                Action("F8", _("Void"), self.void, self._not_voidable),
                Action("F9", _("Agree to voiding"), self.agree, self._not_asked),
                Action("F6", _("Fill in a paper"), self.by_hand.choose),
                Action("F7", _("Let the citizen sign"), self.ask_signature, self._not_signable),
            ]
        )

    # -- showing

    def refresh(self) -> None:
        """Ask again; the paper looked at stays."""
        self.list.ask()

    def activate(self) -> None:
        """Typing filters the register, or goes on in the form that is open."""
        if self.side.form is not None:
            self.side.form.begin()
        else:
            self.list.setFocus()

    def open(self, argument: object) -> None:
        """The number of a paper, or `by_hand` for the form of one."""
        if argument == "by_hand":
            self.by_hand.choose()
        elif argument:
            self.list.show_paper(str(argument))

    def take_paper(self, number: str) -> bool:
        """The paper itself, or the case a paper is filled in for."""
        if isinstance(self.side.form, PaperChoice):
            self.side.form.about.restore(number)
        else:
            self.list.show_paper(number)
        return True

    def _on_looked(self, line: PaperLine | None) -> None:
        self._wanted = line.id if line is not None else ""
        if line is None:
            self.card.show_card(None)
            return
        desk, paper = self.context.counter.desk, line.id
        self.context.jobs.read(lambda: register.card(desk, paper), self._on_card)

    def _on_card(self, card: PaperCard) -> None:
        if card.paper.id == self._wanted:
            self.card.show_card(card)

    # -- why not

    def _nothing(self) -> str:
        return "" if self.card.card is not None else _("No paper is chosen.")

    def _not_printable(self) -> str:
        card = self.card.card
        if card is None:
            return self._nothing()
        if card.paper.void_reason:
            return _("This paper was voided.")
        return _("It is at the printer already.") if card.is_under_way else ""

    def _not_under_way(self) -> str:
        card = self.card.card
        is_on = card is not None and card.is_under_way
        return "" if is_on else _("It is not at the printer of this PC.")

    def _not_open(self) -> str:
        card = self.card.card
        if card is not None and card.paper.is_told:
            return _("It has been handed over already.")
        return self._not_printable()

    def _not_voidable(self) -> str:
        card = self.card.card
        if card is not None and card.paper.void_request and not card.paper.void_reason:
            return _("It has been requested already; a supervisor decides at any window.")
        return self._not_printable()

    def _not_signable(self) -> str:
        card = self.card.card
        if card is None or card.paper.void_reason:
            return self._not_printable()
        if not card.paper.is_told:
            return _("Hand the paper over first; nobody signs for what he has not got.")
        return _("This paper is signed for already.") if card.paper.signed_at else ""

    def _not_asked(self) -> str:
        card = self.card.card
        is_asked = card is not None and card.may_agree
        return "" if is_asked else _("Nobody waits for you to agree.")

    # -- acts

    def _paper(self) -> Any:
        assert self.card.card is not None, "the action is refused without a paper"
        return self.card.card.paper

    def print(self) -> None:
        """Print, or print once more with a reason; the number stays (S55, S61)."""
        paper = self._paper()
        print_issued(self.context, self, paper.id, paper.kind)

    def ask_signature(self) -> None:
        """The paper stands on the citizen screen with a field to sign in."""
        paper = self._paper()
        asked = SignatureAsked(paper.id, paper_words(paper.kind), paper.number)
        self.context.board.ask_signature(asked)

    def take_back(self) -> None:
        """Cancel what is at the printer or in line for it."""
        paper = self._paper()
        self.context.jobs.read(
            lambda: print_jobs.ask_cancel(paper.id),
            lambda _nothing: self.toast(_("The printer is asked to give it back.")),
        )

    def came_out(self) -> None:
        """The clerk holds it in the hand, or it was handed over otherwise."""
        self._confirm(True)

    def _confirm(self, is_out: bool) -> None:
        desk, paper = self.context.counter.desk, self._paper()
        self._act(lambda: print_desk.confirm(desk, paper.id, came_out=is_out))
        if is_out:
            let_go(self.context, paper.id)

    def _act(self, call: Callable[[], Changes]) -> None:
        self.context.jobs.desk(call, self._on_changes, self.context.errors.failed(self.side.form))

    def _on_changes(self, changes: Changes) -> None:
        self.side.close_form()
        self.context.bus.changed.emit(changes)

    def look(self) -> None:
        """The pages as they would be printed."""
        desk, paper = self.context.counter.desk, self._paper()

        def drawn() -> list[bytes]:
            pdf = papers.pdf_of(desk, paper.id)
            return [to_png(pdf, page, PREVIEW_DPI) for page in range(page_count(pdf))]

        def show(pages: list[bytes]) -> None:
            PaperPreview(f"{paper_words(paper.kind)} {paper.number}", pages, self).show()

        self.context.jobs.desk(drawn, show, self.context.errors.failed())

    def void(self) -> None:
        """A reason and a second person; number and record stay."""
        card, desk = self.card.card, self.context.counter.desk
        assert card is not None
        paper = card.paper.id

        def go(reason: str, approver: str, password: str) -> None:
            if approver == ELSEWHERE:
                self._act(lambda: voiding.request(desk, paper, reason))
            else:
                self._act(lambda: voiding.void(desk, paper, reason, approver, password))
                let_go(self.context, paper)

        self.side.open_form(VoidForm(card.approvers, go))

    def agree(self) -> None:
        """The second person agrees."""
        desk, paper = self.context.counter.desk, self._paper()
        self._act(lambda: voiding.agree(desk, paper.id))
        let_go(self.context, paper.id)
