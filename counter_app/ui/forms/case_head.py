"""The head of a case: number, applicant (masked until asked for), matter, standing and light."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from counter_app.domain.cases.clocks import CaseView
from counter_app.services.case_reading import CaseDetail
from counter_app.services.parties import PartyCard
from counter_app.ui.forms.case_words import TONES, light_words, shaped, standing_words
from counter_app.words import _


class CaseHead(QWidget):
    """Two lines: what it is and where it stands; who it is for."""

    def __init__(self) -> None:
        super().__init__()
        self.matter, self.number, self.standing, self.light = (QLabel() for _part in range(4))
        self.people = QLabel()
        self.matter.setProperty("role", "title")
        self.number.setProperty("role", "quiet")
        self.standing.setProperty("role", "heading")
        self.light.setProperty("role", "heading")
        first, second = QHBoxLayout(), QHBoxLayout()
        for line in (first, second):
            line.setSpacing(16)
        first.addWidget(self.matter)
        first.addStretch(1)
        first.addWidget(self.standing)
        first.addWidget(self.light)
        second.addWidget(self.number)
        second.addWidget(self.people)
        second.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addLayout(first)
        box.addLayout(second)

    def show_case(self, detail: CaseDetail, looked: PartyCard | None) -> None:
        """`looked`: the applicant unmasked, once somebody gave the reason."""
        self.matter.setText(detail.matter.name)
        self.number.setText(detail.case.number)
        parts = [_person(looked or detail.applicant)]
        if detail.agent is not None:
            parts.append(_("agent {person}").format(person=_person(detail.agent)))
        self.people.setText("　·　".join(parts))
        self._stand(detail.view)

    def _stand(self, view: CaseView) -> None:
        tone = TONES[view.light]
        self.standing.setText(standing_words(view.standing))
        self.light.setText(shaped(light_words(view.light, view.remaining), tone))
        self.light.setVisible(bool(self.light.text()))
        self.light.setProperty("tone", tone)
        self.light.style().unpolish(self.light)
        self.light.style().polish(self.light)


def _person(card: PartyCard) -> str:
    parts = (card.name, card.number, card.phone, card.address)
    return "　".join(part for part in parts if part)
