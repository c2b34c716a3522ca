"""One case: what was handed in, what happened, what the law allows now."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.services import intake
from counter_app.services.case_acts import Taken
from counter_app.services.changes import Changes
from counter_app.services.desk import Done
from counter_app.ui.context import Context
from counter_app.ui.forms.case_actions import ActionColumn
from counter_app.ui.forms.case_clocks import Clocks
from counter_app.ui.forms.case_head import CaseHead
from counter_app.ui.forms.case_history import History
from counter_app.ui.forms.case_papers import CasePapers
from counter_app.ui.forms.case_seen import Seen, banner_of, late_banner, see
from counter_app.ui.forms.checklist import Checklist, Finding
from counter_app.ui.kit.notice import Notice
from counter_app.ui.kit.theme import theme
from counter_app.ui.mirror import Mirror
from counter_app.ui.print_flow import print_all
from counter_app.ui.screens.case_forms import CaseForms
from counter_app.words import _

NARROW_PX = 1100
"""Below this width, at 15 px text, the course of the case gives way."""


class CaseDetailPage(QWidget):
    """Left finds, middle says, right acts. `left`: Esc, back to the list.
    `parting`: what the citizen is told on leaving.

    Findings are written one by one as they are made, in the desk's order; an action pressed
    meanwhile waits until they are written.
    """

    left = Signal()
    parting = Signal(str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.case = ""
        self.seen: Seen | None = None
        self._shown_times, self._writing, self._acting = 0, 0, False
        self._then: Callable[[], object] | None = None
        self._is_from_open = False
        self.head, self.notice, self.clocks, self.history = (
            CaseHead(),
            Notice(),
            Clocks(),
            History(),
        )
        self.standing_notice = Notice()
        self.checklist = Checklist(lambda draft: self.forms.save_finding(draft))
        self.papers = CasePapers(context)
        self.acts = ActionColumn()
        self.forms = CaseForms(self)
        self.mirror = Mirror(context, self)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 12, 24, 12)
        box.setSpacing(10)
        for widget in (self.head, self.standing_notice, self.notice, self.clocks):
            box.addWidget(widget)
        middle = QVBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(self.history, 1)
        middle.addWidget(self.papers)
        self._columns = QHBoxLayout()
        self._columns.setSpacing(12)
        self._columns.addWidget(self.checklist)
        self._columns.addLayout(middle)
        self._columns.addWidget(self.acts)
        box.addLayout(self._columns, 1)

    def hideEvent(self, event: QHideEvent) -> None:
        """Qt's hook: what is not looked at is masked."""
        super().hideEvent(event)
        self.forms.mask()
        self.mirror.clear()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's hook: where letters are large for the window, the checklist gets more room."""
        super().resizeEvent(event)
        is_narrow = self.width() < theme.px(NARROW_PX)
        for place, share in enumerate((11, 8, 6) if is_narrow else (5, 4, 3)):
            self._columns.setStretch(place, share)

    def _connect(self) -> None:
        self.checklist.judged.connect(self._write)
        self.checklist.entered.connect(self._on_enter)
        self.checklist.refused.connect(self._say)
        self.acts.set_calls(
            {
                **self.forms.step_calls(),
                "accept": lambda: self.issue(intake.accept),
                "ask_correction": lambda: self.issue(intake.ask_correction),
                "receipt": lambda: self.issue(intake.issue_receipt),
                "refuse": self.forms.open_refusal,
                "override": self.forms.open_override,
                "advise": self.forms.open_advice,
                "look": self.forms.open_look,
                "late": self.forms.open_late,
                "sums": self.clocks.toggle,
                "dispute": self.forms.hand_dispute,
                "leave": self.left.emit,
            }
        )
        self.acts.closed.connect(self.checklist.begin)

    # -- content

    def show_case(self, case: str) -> None:
        """Show another case, or the same one again."""
        if case != self.case:
            self._clear()
        self.case = case
        self._is_from_open = True
        self.notice.clear()
        self.refresh()

    def _clear(self) -> None:
        """Another case comes: no key may act on what the last one showed."""
        self.forms.mask()
        self.forms.end_late()
        self.seen, self._then = None, None
        self.checklist.forget()
        self.checklist.show_lines((), _("The case is being read."), also_defective=False)
        self.acts.close_form()
        self.acts.clear()

    def refresh(self) -> None:
        """Ask again; an answer that is older than what is shown is asked for once more."""
        if self.case:
            desk, case, late = self.context.counter.desk, self.case, self.forms.late
            self.context.jobs.read(
                lambda: see(desk, case, late),
                partial(self._on_seen, case, self._shown_times),
                partial(self._on_unseen, case),
            )

    def _on_seen(self, case: str, asked_at: int, seen: Seen) -> None:
        if case != self.case:
            return
        if asked_at != self._shown_times or self._writing:
            if not self._writing:
                self.refresh()
            return
        self._show(seen)

    def _on_unseen(self, case: str, error: BaseException) -> None:
        """A case that cannot be shown leads back to the list."""
        self.context.errors.show(error)
        if case == self.case and self.seen is None:
            self.case = ""
            self.left.emit()

    def _show(self, seen: Seen) -> None:
        self._shown_times += 1
        self.seen = seen
        detail, today = seen.detail, self.context.today()
        self.head.show_case(detail, self.forms.looked)
        self.clocks.show_case(detail, seen.telling)
        judge = next(one for one in detail.actions if one.id == "judge")
        told = detail.case.first_told() is not None
        closed = "" if judge.allowed else judge.reason
        self.checklist.show_lines(detail.materials, closed, also_defective=told)
        self.history.show_entries(detail.timeline, seen.hall, today)
        self.papers.show_papers(detail.papers, detail.outdated)
        self.acts.show_possible(detail)
        self.parting.emit(seen.parting)
        if self.isVisible():
            self.mirror.follow(detail)
        said = late_banner(self.forms.late) or banner_of(detail)
        if said is None:
            self.standing_notice.clear()
        else:
            self.standing_notice.say(*said)
        if self._is_from_open:
            self._is_from_open = False
            self.begin()
            self.forms.take_up_finding()

    def begin(self) -> None:
        """The keys go to the open form, else to the checklist."""
        if self.acts.form is not None:
            self.acts.form.begin()
        else:
            self.checklist.begin()

    # -- judging

    def _write(self, findings: Sequence[Finding]) -> None:
        """Write findings down at once; a kill loses none that the desk has taken."""
        desk, case, late = self.context.counter.desk, self.case, self.forms.late
        self._writing += 1
        self.notice.clear()

        def writing() -> tuple[Changes, Seen]:
            done = intake.judge(desk, case, findings, late=late)
            return done.changes, see(desk, case, late)

        self.context.jobs.desk(
            writing,
            partial(self._on_written, case, findings),
            partial(self._on_refused, case, findings),
        )

    def _on_written(
        self, case: str, findings: Sequence[Finding], answer: tuple[Changes, Seen]
    ) -> None:
        changes, seen = answer
        self._writing -= 1
        if case == self.case:
            self.checklist.settle(findings)
            self._show(seen)
        self.context.bus.changed.emit(changes)
        if not self._writing:
            then, self._then = self._then, None
            if then is not None:
                then()

    def _on_refused(self, case: str, findings: Sequence[Finding], error: BaseException) -> None:
        """The line is as it was; words that were refused stand in the inline row again."""
        self._writing -= 1
        self._then = None
        if case == self.case:
            self.checklist.take_back(findings)
            if len(findings) == 1:
                self.checklist.reopen(findings[0])
            self.context.errors.show(error, self.checklist.form or self)
            self.refresh()

    # -- acting

    def _on_enter(self) -> None:
        """Enter in the checklist: the one thing that comes next, when everything is judged."""
        if self._writing:
            self._then = self._on_enter
            return
        step = self.acts.next_step()
        if step:
            self.acts.run(step)
        elif self.checklist.is_open:
            self._say(_("Judge every material first: 1 to 5, or F9 for the rest."))

    def _when_written(self, call: Callable[[], object]) -> None:
        if self._writing:
            self._then = call
        else:
            call()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's hook: a key of an action that is greyed says why; Esc goes back to the list."""
        action = self.acts.action_of(event)
        if action:
            self._when_written(partial(self._run_or_say, action))
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _run_or_say(self, action: str) -> None:
        reason, clause = self.acts.why_not(action)
        if reason:
            self._say(reason, clause)
        else:
            self.acts.run(action)

    def issue(self, act: Callable[..., Done[Taken]], **texts: Any) -> None:
        """Do what gives the citizen a paper, and print it; a second key meanwhile does nothing."""
        if self._acting:
            return
        self._acting = True
        self.notice.clear()
        desk, case, late = self.context.counter.desk, self.case, self.forms.late
        self.context.jobs.desk(
            lambda: act(desk, case, late=late, **texts), self._on_issued, self._on_not_issued
        )

    def _on_issued(self, done: Done[Taken]) -> None:
        self._acting = False
        if self.acts.form is not None:
            self.acts.close_form(forget=True)
        self.context.bus.changed.emit(done.changes)
        taken = done.value
        if taken.paper is not None:
            print_all(self.context, self, (taken.paper, *taken.more))
        self.checklist.begin_here()

    def _on_not_issued(self, error: BaseException) -> None:
        self._acting = False
        self.context.errors.show(error, self.acts.form or self)
        self.refresh()

    def show_faults(self, faults: Mapping[str, str]) -> None:
        """Faults of a whole act: no field here bears their names."""
        self._say("\n".join(faults.values()))

    def show_notice(self, text: str, clause: str = "", help: str = "", tone: str = "bad") -> None:
        """A refusal, with its clause and what is possible instead."""
        self.notice.say(text, clause, help, tone)

    def _say(self, text: str, clause: str = "") -> None:
        self.notice.say(text, clause, "", "warn")
