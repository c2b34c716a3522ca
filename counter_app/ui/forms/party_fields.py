"""The fields of a person or an organisation, for the forms that take one in."""

from attrs import evolve

from counter_app.domain.bodies.party import PartyKind
from counter_app.services.parties import PartyInput
from counter_app.ui.forms.card import Card
from counter_app.ui.kit.choices import ChoiceField
from counter_app.ui.kit.fields import Field, LatinField, TextField
from counter_app.ui.kit.form import Form
from counter_app.words import _

TYPED, CARD = "typed", "card"


class PartyFields:
    """Adds the fields of a party to `form` under `prefix`, e.g. `applicant.name`.

    `whole` adds kind and address; an agent has name, number and telephone only.
    """

    def __init__(self, form: Form, prefix: str, letters: str, *, whole: bool = True) -> None:
        self._form, self._prefix, self._whole = form, prefix, whole
        self._read = ""
        self.name = TextField(_("Name"), mnemonic=letters[0])
        self.number = LatinField(_("Identity number"), mnemonic=letters[1], most=30)
        self.phone = LatinField(_("Telephone"), mnemonic=letters[2], most=20)
        self.address = TextField(_("Address"), mnemonic=letters[3])
        self.kind = ChoiceField(
            _("Who applies"),
            [
                (PartyKind.PERSON.value, _("a person")),
                (PartyKind.ORGANISATION.value, _("an organisation")),
            ],
            mnemonic=letters[4],
        )
        self.representative = TextField(_("Legal representative"), mnemonic=letters[5])
        if whole:
            form.add(prefix + "kind", self.kind)
            self.kind.edited.connect(self._on_kind)
        named: list[tuple[str, Field]] = [
            (prefix + "name", self.name),
            (prefix + "number", self.number),
        ]
        if whole:
            form.add_row(*named)
            form.add_row((prefix + "phone", self.phone), (prefix + "address", self.address))
            form.add(prefix + "legal_representative", self.representative)
            self._on_kind()
        else:
            form.add_row(*named, (prefix + "phone", self.phone))

    def shown_fields(self) -> list[Field]:
        """The fields that stand on the form."""
        all_fields: list[Field] = [self.name, self.number, self.phone]
        return [*all_fields, self.kind, self.address] if self._whole else all_fields

    def set_hidden(self, is_hidden: bool) -> None:
        """Take the fields away, or bring them back."""
        for field in self.shown_fields():
            field.setHidden(is_hidden)

    def has_focus(self) -> bool:
        """Whether the keys go to one of these fields."""
        focus = self.name.window().focusWidget()
        return any(field.control is focus for field in self.shown_fields())

    def fill(self, party: PartyInput) -> None:
        """Put in what is known already."""
        self.kind.choose(party.kind.value)
        for field, text in (
            (self.name, party.name),
            (self.number, party.number),
            (self.phone, party.phone),
            (self.address, party.address),
        ):
            if text:
                field.restore(text)
        if party.source == CARD:
            self._read = party.number

    def take_card(self, card: Card) -> None:
        """A card was read: it replaces name, number and, where it has one, the address."""
        if self._whole:
            self.kind.choose(card.kind.value)
        self.number.restore(card.number)
        if card.name:
            self.name.restore(card.name)
        if card.address:
            self.address.restore(card.address)
        self._read = card.number

    def party(self) -> PartyInput:
        """What the fields say; faults are found by the service, all at once."""
        number = self.number.value
        made = PartyInput(
            name=self.name.value,
            number=number,
            phone=self.phone.value,
            source=CARD if number and number == self._read else TYPED,
        )
        if not self._whole:
            return made
        kind = PartyKind(self.kind.value)
        is_person = kind is PartyKind.PERSON
        return evolve(
            made,
            kind=kind,
            address=self.address.value,
            legal_representative="" if is_person else self.representative.value,
        )

    def _on_kind(self) -> None:
        is_person = self.kind.value == PartyKind.PERSON.value
        self.representative.setHidden(is_person)
        _relabel(self.number, _("Identity number") if is_person else _("Credit code"))


def _relabel(field: Field, text: str) -> None:
    field.label_text = text
    field.set_mnemonic(field.mnemonic)
    field.control.setAccessibleName(text)
