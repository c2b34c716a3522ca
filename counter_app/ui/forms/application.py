"""The application form: who applies, through whom, and nothing typed twice."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal

from counter_app.domain.bodies.party import PartyKind
from counter_app.domain.matters import Audience
from counter_app.services.intake import Application
from counter_app.services.parties import PartyInput
from counter_app.services.twins import Twin, twins_of
from counter_app.ui.context import Context
from counter_app.ui.forms.card import Card
from counter_app.ui.forms.guide_card import GuideCard
from counter_app.ui.forms.late_fields import LateFields
from counter_app.ui.forms.party_fields import PartyFields
from counter_app.ui.kit.actions import Action
from counter_app.ui.kit.choices import ChoiceField
from counter_app.ui.kit.fields import TextField
from counter_app.ui.kit.form import Form
from counter_app.words import _

DRAFT = "application"
MYSELF, BY_AGENT = "myself", "agent"


class ApplicationForm(Form):
    """Ctrl+Enter hands the application in; a card read fills the party the keys are at.

    `visit` is the open visit it grows out of; `visitor` stands in the fields already.
    """

    submitted = Signal()
    twin_wanted = Signal(str)

    def __init__(
        self,
        context: Context,
        card: GuideCard,
        visit: str = "",
        visitor: PartyInput | None = None,
    ) -> None:
        super().__init__(
            _("Application"),
            save_draft=lambda draft: context.save_draft(DRAFT, draft),
        )
        self._context, self._card, self._visit = context, card, visit
        self._twins: list[Twin] = []
        self.applicant = PartyFields(self, "applicant.", "NITDKL")
        self._add_agent()
        self._add_reasons()
        self.late = LateFields(self, context.now)
        self.late.bind(self)
        self.by.edited.connect(self._on_by)
        self._on_by()
        self.set_actions(
            [
                Action("Enter", _("Receive the application (Ctrl+Enter)"), self.submitted.emit),
                Action("Ctrl+O", _("Open the other case"), self._open_twin, self._no_twin),
                Action("", _("Enter afterwards… (Ctrl+B)"), self.late.toggle),
                Action("", _("Back (Esc)"), self.stepped_back.emit),
            ]
        )
        if card.spec.audience is Audience.ORGANISATION:
            self.applicant.kind.choose(PartyKind.ORGANISATION.value)
        if visitor is not None and visitor.name:
            self.applicant.fill(visitor)

    def _add_agent(self) -> None:
        self.by = ChoiceField(
            _("Handed in by"),
            [(MYSELF, _("the applicant")), (BY_AGENT, _("an agent"))],
            mnemonic="H",
        )
        self.add("by", self.by)
        self.agent = PartyFields(self, "agent.", "AGPXYZ", whole=False)
        self.agent_basis = TextField(_("What entitles the agent"), mnemonic="E")
        self.add("agent_basis", self.agent_basis)

    def _add_reasons(self) -> None:
        self.rest_day_reason = TextField(_("Why on a rest day"), mnemonic="R")
        self.add("rest_day_reason", self.rest_day_reason)
        self.rest_day_reason.setHidden(self._card.is_workday)
        self.twin_reason = TextField(_("Why another application is taken"), mnemonic="O")
        self.add("twin_reason", self.twin_reason)
        self.twin_reason.hide()

    def begin(self) -> None:
        """The keys go to the name; what stands before it is right most of the time."""
        self.applicant.name.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def has_agent(self) -> bool:
        """Whether somebody else hands it in."""
        return bool(self.by.value == BY_AGENT)

    def _on_by(self) -> None:
        self.agent.set_hidden(not self.has_agent)
        self.agent_basis.setHidden(not self.has_agent)

    # -- the same applicant again

    def show_faults(self, faults: Mapping[str, str]) -> None:
        """A twin asks for its field and for which case it is; a rest day for its reason."""
        if "rest_day_reason" in faults:
            self.rest_day_reason.show()
        if "twin_reason" in faults:
            self.twin_reason.show()
            desk, entry = self._context.counter.desk, self.application()
            self._context.jobs.read(
                lambda: twins_of(desk, entry.matter, entry.applicant), self._on_twins
            )
        super().show_faults(faults)

    def _on_twins(self, twins: list[Twin]) -> None:
        self._twins = twins
        self.refresh_actions()

    def _no_twin(self) -> str:
        return "" if self._twins else _("No other case of this applicant is known.")

    def _open_twin(self) -> None:
        self.twin_wanted.emit(self._twins[0].case)

    def take_card(self, card: Card) -> None:
        """The agent's card when the keys are there, or when the applicant is known already."""
        is_agent = self.agent.has_focus() or (
            bool(self.applicant.number.value) and not self.applicant.has_focus()
        )
        (self.agent if self.has_agent and is_agent else self.applicant).take_card(card)

    def application(self) -> Application:
        """What the form says."""
        return Application(
            matter=self._card.spec.code,
            applicant=self.applicant.party(),
            agent=self.agent.party() if self.has_agent else None,
            agent_basis=self.agent_basis.value if self.has_agent else "",
            visit=self._visit,
            rest_day_reason=self.rest_day_reason.value,
            twin_reason="" if self.twin_reason.isHidden() else self.twin_reason.value,
            late=self.late.late(),
        )

    def draft(self) -> dict[str, str]:
        """The content as typed with its matter; nothing before a name or number stands there."""
        content = super().draft()
        begun = content["applicant.name"] or content["applicant.number"]
        return {**content, "matter": self._card.spec.code} if begun else {}

    def take_draft(self, draft: dict[str, str]) -> None:
        """What was not handed in last time, when it is of this matter and nothing is typed yet."""
        if draft.get("matter") == self._card.spec.code and not self.draft():
            self.restore(draft)
            self.late.show_typed()
            self.show_notice(_("What was not finished last time is back."), tone="info")
