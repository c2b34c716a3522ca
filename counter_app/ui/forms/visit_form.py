"""Who came and how the question is answered: the form of the reception."""

from datetime import date
from functools import partial

from attrs import frozen
from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut

from counter_app.domain.bodies.party import PartyKind
from counter_app.domain.bodies.visit import AnswerWay, Channel
from counter_app.domain.errors import InputFault
from counter_app.domain.parties import mask_id
from counter_app.services.parties import PartyInput
from counter_app.services.reception import Reception
from counter_app.ui.context import Context
from counter_app.ui.forms.card import Card
from counter_app.ui.kit.choices import ChoiceField
from counter_app.ui.kit.fields import DateField, LatinField, TextField
from counter_app.ui.kit.form import Form
from counter_app.words import _

DRAFT = "reception"


@frozen(kw_only=True)
class Answered:
    """What the form says about the answer."""

    way: AnswerWay
    text: str
    promised_by: date | None


class VisitForm(Form):
    """Name and telephone (both may stay empty), how they reached us, how they are answered.

    `matter` is the code the visit is about, `question` what was asked when there is no
    matter; `visit` continues a visit that is open. F8 changes between counter and telephone.
    `restored(matter)`: what was not finished last time is back.
    """

    restored = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__(save_draft=lambda draft: context.save_draft(DRAFT, draft))
        self._context = context
        self.matter = self.question = self.visit = ""
        self.card: Card | None = None
        self.name = TextField(_("Visitor (may stay empty)"), mnemonic="N")
        self.phone = LatinField(_("Telephone"), mnemonic="T", most=20)
        self.channel = ChoiceField(
            _("Reached us (F8)"),
            [
                (Channel.COUNTER.value, _("at the window")),
                (Channel.TELEPHONE.value, _("by telephone")),
            ],
            mnemonic="C",
        )
        self.add_row(
            ("visitor.name", self.name), ("visitor.phone", self.phone), ("channel", self.channel)
        )
        self.way = ChoiceField(
            _("Answer"),
            [
                (AnswerWay.BY_GUIDE.value, _("by the guide")),
                (AnswerWay.OWN_WORDS.value, _("in other words")),
                (AnswerWay.TO_VERIFY.value, _("to be verified")),
            ],
            mnemonic="A",
        )
        self.add("way", self.way)
        self.answer = TextField(_("What was answered"), mnemonic="W", most=500)
        self.promised_by = DateField(_("Reply by"), context.today, mnemonic="B")
        self.add_row(("answer", self.answer), ("promised_by", self.promised_by))
        self.way.edited.connect(self._on_way)
        self._on_way()
        toggle = QShortcut(QKeySequence("F8"), self)
        toggle.setAutoRepeat(False)
        toggle.activated.connect(self._toggle_channel)

    def _on_way(self) -> None:
        way = AnswerWay(self.way.value)
        self.answer.setHidden(way is AnswerWay.BY_GUIDE)
        self.promised_by.setHidden(way is not AnswerWay.TO_VERIFY)

    def _toggle_channel(self) -> None:
        by_phone = self.channel.value == Channel.TELEPHONE.value
        self.channel.choose((Channel.COUNTER if by_phone else Channel.TELEPHONE).value)

    @property
    def by_telephone(self) -> bool:
        """Whether nothing can be handed over."""
        return bool(self.channel.value == Channel.TELEPHONE.value)

    def take_card(self, card: Card) -> None:
        """A card was read: the name is filled in, the number is kept for the application."""
        self.card = card
        if card.name:
            self.name.restore(card.name)
        number = mask_id(card.number) if card.kind is PartyKind.PERSON else card.number
        self.show_notice(_("Card read: {number}").format(number=number), tone="good")

    def visitor(self) -> PartyInput:
        """Who came, as far as they said. Raises InputFault for a telephone without a name."""
        name, phone = self.name.value, self.phone.value
        if phone and not name:
            raise InputFault(
                {"visitor.name": _("A telephone is kept with a name. Add it, or leave both empty.")}
            )
        card = self.card if name else None
        return PartyInput(
            kind=card.kind if card else PartyKind.PERSON,
            name=name,
            number=card.number if card else "",
            phone=phone,
            address=card.address if card else "",
            source="card" if card else "typed",
        )

    def entry(self) -> Reception:
        """The whole form. Raises InputFault naming the field."""
        return Reception(
            matter=self.matter,
            question="" if self.matter else self.question,
            visitor=self.visitor(),
            channel=Channel(self.channel.value),
            visit=self.visit,
        )

    def answered(self) -> Answered:
        """The answer. Raises InputFault for a day that is none."""
        return Answered(
            way=AnswerWay(self.way.value),
            text=self.answer.value if not self.answer.isHidden() else "",
            promised_by=self.promised_by.value if not self.promised_by.isHidden() else None,
        )

    def draft(self) -> dict[str, str]:
        """The content as typed; nothing when only the defaults stand there."""
        content = super().draft()
        typed = [key for key in ("visitor.name", "visitor.phone", "answer") if content[key]]
        return {**content, "matter": self.matter} if typed else {}

    def load(self) -> None:
        """Bring back what was not finished last time."""
        self._context.jobs.read(partial(self._context.load_draft, DRAFT), self._on_draft)

    def _on_draft(self, draft: dict[str, str]) -> None:
        if draft and not self.draft():
            self.restore(draft)
            self.show_notice(_("What was not finished last time is back."), tone="info")
            if draft.get("matter"):
                self.restored.emit(draft["matter"])

    def reset(self) -> None:
        """Ready for the next citizen."""
        self.finish_draft()
        self.matter = self.question = self.visit = ""
        self.card = None
        for field in (self.name, self.phone, self.answer, self.promised_by):
            field.restore("")
        self.channel.choose(Channel.COUNTER.value)
        self.way.choose(AnswerWay.BY_GUIDE.value)
        self.clear_faults()
        self.finish_draft()
        self._context.save_draft(DRAFT, {})
