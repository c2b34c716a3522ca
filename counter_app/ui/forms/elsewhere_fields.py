"""Where to go instead, when another office does it: who, where, and its telephone (A3.4.3)."""

from counter_app.domain.elsewhere import Destination
from counter_app.ui.kit.fields import TextField
from counter_app.ui.kit.form import Form
from counter_app.words import _


class ElsewhereFields:
    """Three fields of `form`, away until the answer chosen needs them."""

    def __init__(self, form: Form) -> None:
        self.organ = TextField(_("Office that does it"), mnemonic="O")
        self.place = TextField(_("Its place"), mnemonic="P")
        self.phone = TextField(_("Its telephone"), mnemonic="T")
        form.add("organ", self.organ)
        form.add("place", self.place)
        form.add("phone", self.phone)
        self.set_shown(False)

    def set_shown(self, shown: bool) -> None:
        """Bring them or take them away."""
        for field in (self.organ, self.place, self.phone):
            field.setHidden(not shown)

    def destination(self) -> Destination:
        """What they say."""
        return Destination(organ=self.organ.value, place=self.place.value, phone=self.phone.value)
