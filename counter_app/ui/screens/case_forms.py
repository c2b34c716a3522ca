"""The forms beside a case, their drafts, and the particulars shown for a while."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Protocol, cast

from PySide6.QtCore import QObject, QTimer, Signal

from counter_app.domain.bodies.case import Ground, Verdict
from counter_app.domain.bodies.elsewhere import Elsewhere
from counter_app.domain.cases.course_commands import CourseCommand
from counter_app.domain.context import SUPERVISOR
from counter_app.services import course, intake, parties, second_person
from counter_app.services.act import Late
from counter_app.services.case_acts import Taken
from counter_app.services.changes import Changes
from counter_app.services.desk import Done
from counter_app.services.parties import PartyCard
from counter_app.ui.context import Context
from counter_app.ui.forms.case_actions import ActionColumn
from counter_app.ui.forms.case_head import CaseHead
from counter_app.ui.forms.case_seen import Seen
from counter_app.ui.forms.checklist import Checklist
from counter_app.ui.forms.ending_steps import STEPS
from counter_app.ui.forms.late_fields import LateForm
from counter_app.ui.forms.look_reason import LookReasonForm
from counter_app.ui.forms.no_permit import NoPermitForm
from counter_app.ui.forms.refusal import NotAccepting, RefusalForm
from counter_app.ui.forms.second_notice import SecondNoticeForm
from counter_app.ui.forms.step_form import StepForm
from counter_app.ui.kit.errors import FaultSurface
from counter_app.ui.kit.form import Form
from counter_app.ui.kit.notice import Notice

MASK_AGAIN_MS = 60_000
FINDING, REFUSAL, ADVICE = "finding", "refusal", "no_permit"


class Page(FaultSurface, Protocol):
    """The page of one case, as far as its forms need it; it is a QObject as well."""

    context: Context
    case: str
    seen: Seen | None
    head: CaseHead
    notice: Notice
    checklist: Checklist
    acts: ActionColumn

    def issue(self, act: Callable[..., Done[Taken]], **texts: Any) -> None:
        """Decide the case with a paper, and print it."""

    def refresh(self) -> None:
        """Read the case again."""


class CaseForms(QObject):
    """Opens what needs words. `looked`: the applicant unmasked, for a minute at most.

    `disputed(number)`: hand the case to the supervisor.
    """

    disputed = Signal(str)

    def __init__(self, page: Page) -> None:
        super().__init__(cast(QObject, page))
        self.page = page
        self.looked: PartyCard | None = None
        self.late: Late | None = None
        self._mask_again = QTimer(self)
        self._mask_again.setSingleShot(True)
        self._mask_again.setInterval(MASK_AGAIN_MS)
        self._mask_again.timeout.connect(self.mask)

    def _saver(self, kind: str) -> Callable[[dict[str, str]], object]:
        return partial(self.page.context.save_draft, f"{kind}:{self.page.case}")

    # -- entered afterwards

    def open_late(self) -> None:
        """Ctrl+B: what follows happened earlier; Ctrl+B again ends it."""
        page, seen = self.page, self.page.seen
        if self.late is not None:
            self.end_late()
            page.refresh()
        elif seen is not None:
            who = second_person.who_can_confirm(page.context.counter.desk)
            page.notice.clear()
            page.acts.open_form(LateForm(page.context.now, who, self._ask_late))

    def _ask_late(self, late: Late, password: str) -> None:
        """A supervisor who answers for the entry says so with his password."""
        page, desk = self.page, self.page.context.counter.desk
        if not late.approved_by:
            self._begin_late(late)
            return
        page.context.jobs.desk(
            lambda: second_person.confirm(desk, late.approved_by, password),
            lambda _nothing: self._begin_late(late),
            page.context.errors.failed(page.acts.form or page),
        )

    def _begin_late(self, late: Late) -> None:
        self.late = late
        self.page.acts.close_form(forget=True)
        self.page.refresh()
        self.page.checklist.begin_here()

    def end_late(self) -> None:
        """What follows happens now."""
        self.late = None

    # -- not accepting, no permit

    def open_refusal(self) -> None:
        """F10: the grounds the law leaves in this case (行政许可法 32(二)(四))."""
        page = self.page

        def issue(entry: NotAccepting) -> None:
            act = intake.refuse if isinstance(entry.ground, Ground) else intake.send_elsewhere
            target = entry.destination if isinstance(entry.ground, Ground) else entry.target
            page.issue(act, ground=entry.ground, reason=entry.reason, destination=target)

        allowed = {"refuse": Ground.NOT_THIS_ORGAN, "refuse_defective": Ground.STILL_DEFECTIVE}
        grounds: list[Ground | Elsewhere] = [
            ground for id, ground in allowed.items() if not page.acts.why_not_alone(id)
        ]
        if Ground.NOT_THIS_ORGAN in grounds:
            grounds.append(Elsewhere.WRONG_LEVEL)
        if not page.acts.why_not_alone("advise"):
            grounds.append(Elsewhere.EXEMPT)
        self._open(RefusalForm(grounds, issue, self._saver(REFUSAL)), REFUSAL)

    def open_advice(self) -> None:
        """F11: no permit is needed (行政许可法 32(一))."""
        page, seen = self.page, self.page.seen
        if seen is not None:

            def issue(advice: str, destination: str) -> None:
                page.issue(intake.advise_no_permit, advice=advice, destination=destination)

            known = seen.detail.matter.instead
            self._open(NoPermitForm(known, seen.destination, issue, self._saver(ADVICE)), ADVICE)

    def open_override(self) -> None:
        """Ctrl+F7: a second notice that names something new, answered for by a supervisor."""
        page, seen = self.page, self.page.seen
        if seen is not None:

            def issue(reason: str, supervisor: str, password: str) -> None:
                page.issue(
                    intake.ask_correction_confirmed,
                    override_reason=reason,
                    approved_by=supervisor,
                    password=password,
                )

            desk = page.context.counter.desk
            is_own = SUPERVISOR in desk.station.roles
            who = second_person.who_can_confirm(desk)
            page.notice.clear()
            page.acts.open_form(SecondNoticeForm(who, issue, is_own=is_own))

    # -- after acceptance

    def step_calls(self) -> dict[str, Callable[[], None]]:
        """What the steps after acceptance do: each opens its form."""
        return {step.id: partial(self.open_step, step.id) for step in STEPS}

    def open_step(self, id: str) -> None:
        """The form of a step of the course of the case."""
        page, seen = self.page, self.page.seen
        if seen is None:
            return

        def take(command: CourseCommand, on_paper: Mapping[str, str]) -> None:
            page.issue(course.take, command=command, on_paper=on_paper)

        step = next(one for one in STEPS if one.id == id)
        self._open(StepForm(step, seen, page.context.today, take, self._saver(id)), id)

    def _open(self, form: Form, kind: str) -> None:
        """Show the form on the right; a draft of it is put back before the first key."""
        context, key = self.page.context, f"{kind}:{self.page.case}"
        self.page.notice.clear()
        self.page.acts.open_form(form, partial(self._saver(kind), {}))
        context.jobs.desk(lambda: context.load_draft(key), form.restore)

    # -- a finding half written

    def save_finding(self, draft: dict[str, str]) -> None:
        """Keep what stands in the inline row."""
        self._saver(FINDING)(draft)

    def take_up_finding(self) -> None:
        """A finding that was half written when the program ended stands open again."""
        context, case = self.page.context, self.page.case
        key = f"{FINDING}:{case}"
        context.jobs.desk(lambda: context.load_draft(key), partial(self._on_finding, case))

    def _on_finding(self, case: str, draft: Mapping[str, str]) -> None:
        checklist = self.page.checklist
        if case == self.page.case and draft and checklist.form is None:
            texts = {name: draft[name] for name in draft if name not in ("material", "verdict")}
            checklist.open_row(draft["material"], Verdict(draft["verdict"]), texts)

    # -- disputes

    def hand_dispute(self) -> None:
        """Ctrl+D: the form that hands it to the supervisor is the window's (A1.3.5)."""
        if self.page.seen is not None:
            self.disputed.emit(self.page.seen.detail.case.number)

    # -- particulars

    def open_look(self) -> None:
        """F3 asks why; F3 again masks."""
        if self.looked is not None:
            self.mask()
        else:
            self.page.acts.open_form(LookReasonForm(self._look))

    def _look(self, reason: str) -> None:
        context, seen = self.page.context, self.page.seen
        if seen is not None:
            desk, party = context.counter.desk, seen.detail.case.applicant
            context.jobs.desk(
                lambda: parties.look_at(desk, party, reason),
                self._on_looked,
                context.errors.failed(self.page.acts.form or self.page),
            )

    def _on_looked(self, answer: tuple[PartyCard, Changes]) -> None:
        self.looked, changes = answer
        self._mask_again.start()
        self.page.acts.close_form(forget=True)
        self._show_head()
        self.page.checklist.begin_here()
        self.page.context.bus.changed.emit(changes)

    def mask(self) -> None:
        """Masked again: after a minute, at F3, when another case comes."""
        self._mask_again.stop()
        self.looked = None
        self._show_head()

    def _show_head(self) -> None:
        seen = self.page.seen
        if seen is not None and seen.detail.case.id == self.page.case:
            self.page.head.show_case(seen.detail, self.looked)
