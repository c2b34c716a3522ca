"""What law leaves to the hall: warnings, extensions, corrections, notes (rules 3.2, 3.5)."""

from counter_app.domain.deadlines import Unit
from counter_app.domain.policy import Policy
from counter_app.services import policy_publishing
from counter_app.services.changes import Changes
from counter_app.services.desk import Done
from counter_app.services.policy_publishing import PolicyInput
from counter_app.ui.context import Context
from counter_app.ui.forms.settings_page import SettingsPage
from counter_app.ui.kit.actions import Action
from counter_app.ui.kit.choices import ChoiceField
from counter_app.ui.kit.fields import LatinField, NoteField
from counter_app.words import _

NUMBER = 4
"""Digits a number of days or months may have."""


class PolicyPage(SettingsPage):
    """An administrator publishes a new version of the hall; everybody else reads what holds."""

    def __init__(self, context: Context) -> None:
        super().__init__(_("Rules the hall sets"), context)
        self.add_row(
            (
                "warn_working_days",
                LatinField(_("Yellow with so many working days left"), most=NUMBER),
            ),
            (
                "extension_times",
                LatinField(_("Extensions of the pledge in one case, at most"), most=NUMBER),
            ),
        )
        units = [
            (Unit.WORKING_DAY.value, _("working days")),
            (Unit.CALENDAR_DAY.value, _("days")),
            (Unit.MONTH.value, _("months")),
        ]
        self.add_row(
            (
                "correction_amount",
                LatinField(_("Time to correct (empty: not confirmed)"), most=NUMBER),
            ),
            ("correction_unit", ChoiceField(_("Unit"), units)),
        )
        self.add_row(
            ("note_months", LatinField(_("Months until a plain note is checked"), most=NUMBER)),
            ("effective_from", LatinField(_("Holds from (empty: today)"), most=10)),
        )
        self._ask_window()
        self.add("note", NoteField(_("What changes, and who decided it"), lines=2))
        self.set_actions(
            [
                Action("Enter", _("Publish"), self._publish, self.only_administrators),
                Action("", _("Back (Esc)"), self.stepped_back.emit),
            ]
        )

    def _ask_window(self) -> None:
        """What concerns the window and its citizen (A1.5.7, A1.6.2, A2.4, A5.5.3)."""
        self.add_row(
            ("away_amber_minutes", LatinField(_("Away: amber after minutes"), most=NUMBER)),
            ("away_limit_minutes", LatinField(_("Away: red after minutes"), most=NUMBER)),
        )
        self.add_row(
            ("guide_minutes", LatinField(_("Guide comes back after minutes"), most=NUMBER)),
            (
                "rectify_working_days",
                LatinField(_("Working days to put a bad rating right"), most=NUMBER),
            ),
        )
        self.add(
            "forbidden",
            NoteField(_("Never said to the public besides the five (sentence=>better)"), lines=2),
        )

    def refresh(self) -> None:
        """Ask for what holds."""
        desk = self.context.counter.desk
        self.context.jobs.read(desk.reference.policy, self._show)

    def _show(self, policy: Policy) -> None:
        given = policy_publishing.typed(policy)
        self.restore({name: getattr(given, name) for name in self.fields})

    def _publish(self) -> None:
        desk, given = self.context.counter.desk, PolicyInput(**self.values())
        self.context.jobs.desk(
            lambda: policy_publishing.publish_policy(desk, given),
            self._on_published,
            self.context.errors.failed(self),
        )

    def _on_published(self, done: Done[Policy]) -> None:
        changes: Changes = done.changes
        self.saved.emit(_("Published: every window counts by it after its next synchronization"))
        self.context.bus.changed.emit(changes)
        self.refresh()
