"""A few questions and one act: the short forms of the small registers."""

from collections.abc import Callable, Mapping
from typing import Any

from counter_app.ui.forms.card import Card
from counter_app.ui.kit.actions import Action
from counter_app.ui.kit.fields import Field
from counter_app.ui.kit.form import Form
from counter_app.words import _

Values = Mapping[str, Any]


class AskForm(Form):
    """`send(values)` is called with what the fields mean, once all of them mean something."""

    def __init__(
        self,
        title: str,
        fields: Mapping[str, Field],
        act: str,
        send: Callable[[Values], object],
        *more: Action,
    ) -> None:
        super().__init__(title)
        for name, field in fields.items():
            self.add(name, field)
        self._send = send
        self.set_actions(
            [
                Action("Enter", act, self._submit),
                *more,
                Action("", _("Back (Esc)"), self.stepped_back.emit),
            ]
        )

    def take_card(self, card: Card) -> bool:
        """The name of who is asked about, where there is one; the number is not kept here."""
        name = next((one for key, one in self.fields.items() if key.endswith(".name")), None)
        if name is None or not card.name:
            return False
        name.restore(card.name)
        return True

    def take_paper(self, number: str) -> bool:
        """What the record is about, where that is asked."""
        about = self.fields.get("about") or self.fields.get("number")
        if about is not None:
            about.restore(number)
        return about is not None

    def _submit(self) -> None:
        self._send(self.values())
