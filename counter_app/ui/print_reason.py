"""Why a paper that was handed over is printed once more: asked before it names somebody (S61)."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from counter_app.domain.papers.rules import MIN_REASON
from counter_app.ui.kit.actions import Action
from counter_app.ui.kit.choices import ChoiceField
from counter_app.ui.kit.fields import TextField
from counter_app.ui.kit.form import Form
from counter_app.ui.kit.theme import theme
from counter_app.words import _

OTHER = "other"


class PrintReason(Form):
    """One key chooses the usual reason; another one is written out. `print_it(reason)`."""

    def __init__(self, print_it: Callable[[str], object]) -> None:
        super().__init__(_("Print once more"), enter_submits=True)
        self._print_it = print_it
        self._reasons = {
            "lost": _("The applicant has lost the paper"),
            "spoilt": _("The paper came out spoilt"),
            OTHER: _("Another reason"),
        }
        self.why = ChoiceField(
            _("Why it is printed again"), list(self._reasons.items()), mnemonic="Y", lined_up=False
        )
        self.words = TextField(_("In words"), mnemonic="W", hint=_("needed for another reason"))
        self.add("why", self.why)
        self.add("reason", self.words)
        self.set_actions(
            [
                Action("Enter", _("Print; this is kept on record"), self._submit),
                Action("", _("Back (Esc)"), self.stepped_back.emit),
            ]
        )

    def _submit(self) -> None:
        values = self.values()
        usual = "" if values["why"] == OTHER else self._reasons[values["why"]]
        reason = "：".join(part for part in (usual, values["reason"]) if part)
        if len(reason) < MIN_REASON:
            message = _("Say why in at least {least} characters; it stays on record.")
            self.show_faults({"reason": message.format(least=MIN_REASON)})
            return
        self._print_it(reason)


class Why(QFrame):
    """The form over the work; Esc takes it away and nothing is printed."""

    def __init__(self, parent: QWidget, print_it: Callable[[str], object]) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "overlay")
        self.setAccessibleName(_("Print once more"))
        self._print_it = print_it
        self.form = PrintReason(self._chosen)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 12)
        box.addWidget(self.form)
        self.form.stepped_back.connect(self.close)
        self.setFixedWidth(theme.px(420))
        self.adjustSize()
        self.move(parent.width() - self.width() - 24, parent.height() - self.height() - 56)
        self.show()
        self.raise_()
        self.form.begin()

    def _chosen(self, reason: str) -> None:
        self.close()
        self._print_it(reason)
