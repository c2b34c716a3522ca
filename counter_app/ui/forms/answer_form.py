"""A supervisor's answer to a row of the responsibility register (A3.5, A4.3)."""

from collections.abc import Callable

from counter_app.services.registers import Responsibility
from counter_app.ui.forms.duty_words import breach_words
from counter_app.ui.kit.actions import Action
from counter_app.ui.kit.fields import NoteField
from counter_app.ui.kit.form import Form
from counter_app.words import _


class AnswerForm(Form):
    """`answer(words, consequence)` writes it down; what was answered before stands in it."""

    def __init__(self, row: Responsibility, answer: Callable[[str, str], object]) -> None:
        super().__init__(_("Answer the register"))
        self._answer = answer
        self.add("answer", NoteField(_("What is said of it"), lines=4))
        self.add("consequence", NoteField(_("What follows"), lines=3))
        before = row.record.answer
        if before is not None:
            self.restore({"answer": before.answer, "consequence": before.consequence})
        self.show_notice(
            _("{number}: {breach}, since {day}").format(
                number=row.case.number,
                breach=breach_words(row.record.breach),
                day=row.record.since.isoformat(),
            ),
            tone="info",
        )
        self.set_actions(
            [
                Action("Enter", _("Record it"), self._submit),
                Action("", _("Back (Esc)"), self.stepped_back.emit),
            ]
        )

    def _submit(self) -> None:
        values = self.values()
        self._answer(values["answer"], values["consequence"])
