"""The clerk's side of the absence sign: what it says, and why it took longer (A1.6.2)."""

from collections.abc import Callable
from datetime import datetime, time
from typing import Any

from PySide6.QtWidgets import QLabel

from counter_app.domain.bodies.absence import AbsenceKind
from counter_app.domain.clock import CST
from counter_app.domain.conduct.absence import KIND_WORDS, Absence, Sign
from counter_app.domain.errors import InputFault
from counter_app.domain.hall import Hall
from counter_app.services.absences import Away
from counter_app.ui.kit.actions import Action
from counter_app.ui.kit.choices import ChoiceField
from counter_app.ui.kit.fields import LatinField, NoteField, TextField
from counter_app.ui.kit.form import Form
from counter_app.words import _

TONES = {"red": "bad", "yellow": "warn"}


class AwayForm(Form):
    """`revise(sign, password)` says something else, `back()` takes the sign down, `print()`."""

    def __init__(
        self,
        away: Away,
        hall: Hall,
        approvers: list[tuple[str, str]],
        now: Callable[[], datetime],
        *,
        revise: Callable[[Sign, str], object],
        back: Callable[[], object],
        print_sign: Callable[[], object],
    ) -> None:
        super().__init__(_("The sign is up"))
        self._now, self._revise = now, revise
        self.time = QLabel()
        self.time.setProperty("role", "title")
        self.body.addWidget(self.time)
        kinds = [(kind.value, words) for kind, words in KIND_WORDS.items()]
        self.kind = self.add("kind", ChoiceField(_("What the sign says"), kinds))
        self.add("reason", TextField(_("Reason on the sign")))
        self.add("expected_back", LatinField(_("Back at (24-hour time, e.g. 10:30)"), most=5))
        windows = [("", _("Information desk"))]
        windows += [(one.id, one.label) for one in hall.counters if one.id != away.absence.counter]
        self.add("cover_counter", ChoiceField(_("Window that covers"), windows, lined_up=False))
        people = [("", _("nobody named")), *((one.id, one.name) for one in hall.staff)]
        self.add("cover_clerk", ChoiceField(_("Colleague who covers"), people, lined_up=False))
        asked = [("", _("nobody")), *approvers]
        self.add("approver", ChoiceField(_("Supervisor who allows it"), asked, lined_up=False))
        self.add("password", TextField(_("Password of the supervisor here"), is_secret=True))
        self.edited.connect(self._fit)
        self.show_away(away, fill=True)
        self.set_actions(
            [
                Action("Enter", _("Show this on the sign"), self._submit),
                Action("", _("F12  Back at the window"), back),
                Action("Ctrl+P", _("Print the sign"), print_sign),
            ]
        )

    def _fit(self) -> None:
        is_errand = self.kind.value == AbsenceKind.ERRAND.value
        self.fields["approver"].setHidden(not is_errand)
        self.fields["password"].setHidden(not is_errand)

    def show_away(self, away: Away, *, fill: bool = False) -> None:
        """How long already; with `fill` also what the sign says now."""
        minutes = away.seconds // 60
        words = _("Away for {n} minutes").format(n=minutes)
        if away.light.value == "red":
            words = _("Away for {n} minutes: longer than allowed").format(n=minutes)
        self.time.setText(words)
        self.time.setProperty("tone", TONES.get(away.light.value, ""))
        self.time.style().unpolish(self.time)
        self.time.style().polish(self.time)
        if fill:
            self.restore(_draft_of(away.absence))
            self._fit()

    def _submit(self) -> None:
        try:
            values = self.values()
            sign = self._sign(values)
        except InputFault as fault:
            self.show_faults(fault.faults)
            return
        self._revise(sign, str(values["password"]))

    def _sign(self, values: dict[str, Any]) -> Sign:
        return Sign(
            kind=AbsenceKind(values["kind"]),
            reason=values["reason"],
            expected_back=self._time(values["expected_back"]),
            cover_counter=values["cover_counter"],
            cover_clerk=values["cover_clerk"],
            approver=values["approver"],
        )

    def _time(self, text: str) -> datetime | None:
        if not text:
            return None
        now = self._now().astimezone(CST)
        digits = text.replace(":", "").replace("：", "").rjust(4, "0")
        try:
            moment = time.fromisoformat(f"{digits[:2]}:{digits[2:]}")
        except ValueError:
            message = _("Write the time as 10:30.")
            raise InputFault({"expected_back": message}) from None
        return now.replace(hour=moment.hour, minute=moment.minute, second=0, microsecond=0)


def _draft_of(absence: Absence) -> dict[str, str]:
    back = absence.expected_back
    return {
        "kind": absence.kind.value,
        "reason": absence.reason,
        "expected_back": f"{back.astimezone(CST):%H:%M}" if back else "",
        "cover_counter": absence.cover_counter,
        "cover_clerk": absence.cover_clerk,
        "approver": absence.approver,
    }


class OverrunForm(Form):
    """Why it took longer; asked once the citizen is being served again, never before."""

    def __init__(self, absence: Absence, explain: Callable[[str], object]) -> None:
        super().__init__(_("Why it took longer"))
        words = _("You were away {n} minutes longer than the rule allows.")
        self.show_notice(words.format(n=absence.overrun), "A1.6.2", tone="warn")
        reason = self.add("reason", NoteField(_("Reason (stands in the register)"), lines=3))
        self.set_actions(
            [
                Action("Enter", _("Record it"), lambda: explain(reason.value)),
                Action("", _("Later (Esc); it stays on today's list"), self.stepped_back.emit),
            ]
        )
