"""One paper of the register: where it stands, what to do, and everything that happened to it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from counter_app.services.print_register import Happening, PaperCard
from counter_app.services.timeline import paper_words
from counter_app.ui.context import Context
from counter_app.ui.forms.case_actions import QuietRow
from counter_app.ui.forms.case_words import moment
from counter_app.ui.kit.actions import Action
from counter_app.ui.kit.tables import Column, Table
from counter_app.words import _


class PaperCardView(QFrame):
    """Title, number, advice, actions, history; nothing while no line is chosen."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setProperty("role", "surface")
        self.context = context
        self.card: PaperCard | None = None
        self.title, self.number, self.advice = QLabel(), QLabel(), QLabel()
        self.reasons = QLabel()
        self.reasons.setProperty("role", "caption")
        self.title.setProperty("role", "heading")
        self.number.setProperty("role", "caption")
        for label in (self.title, self.number, self.advice, self.reasons):
            label.setWordWrap(True)
        self.row, self._actions = QuietRow(), tuple[Action, ...]()
        self.history = Table(self._columns(), _("History of the paper"), row_px=34)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 14, 16, 12)
        box.setSpacing(10)
        for widget in (
            self.title, self.number, self.advice, self.row, self.reasons, self.history,
        ):  # fmt: skip
            box.addWidget(widget)
        box.setStretchFactor(self.history, 1)
        self.show_card(None)

    def _columns(self) -> list[Column[Happening]]:
        return [
            Column(_("At what time"), lambda line: moment(line.at, self.context.today()), 116),
            Column(_("What happened"), lambda line: line.text),
            Column(_("Clerk"), lambda line: line.clerk, 90, tone=lambda _line: "quiet"),
        ]

    def set_actions(self, actions: Sequence[Action]) -> None:
        """What can be done with the paper shown."""
        self._actions = tuple(actions)
        self.row.set_actions(actions)
        self._tell_reasons()

    def _tell_reasons(self) -> None:
        """Each reason once, behind the keys it stands in the way of."""
        told: dict[str, list[str]] = {}
        for action in self._actions:
            if reason := action.refused_because():
                told.setdefault(reason, []).append(action.key)
        self.reasons.setText("\n".join(f"{' '.join(keys)}：{why}" for why, keys in told.items()))

    def show_card(self, card: PaperCard | None) -> None:
        """Show a paper, or that none is chosen."""
        self.card = card
        if card is None:
            self.title.setText(_("No paper is chosen."))
            self.number.setText("")
            self.advice.setText("")
            self.history.set_rows([])
        else:
            self.title.setText(paper_words(card.paper.kind))
            printer = _("last printed at {printer}").format(printer=card.paper.printer)
            parts = (card.paper.number, printer if card.paper.printer else "")
            self.number.setText("　".join(part for part in parts if part))
            self.advice.setText(card.advice)
            self.history.set_rows(list(reversed(card.history)))
        self.advice.setVisible(bool(self.advice.text()))
        self.row.refresh()
        self._tell_reasons()
