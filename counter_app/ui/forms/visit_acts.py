"""What the reception can do for a visit, each act from the form that asks for it."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from counter_app.domain.bodies.visit import AnswerWay
from counter_app.domain.errors import InputFault
from counter_app.services import intake, reception
from counter_app.services.case_acts import Taken
from counter_app.services.desk import Desk, Done
from counter_app.services.reception import Served
from counter_app.ui.context import Context
from counter_app.ui.forms.advice_form import AdviceForm
from counter_app.ui.forms.application import ApplicationForm
from counter_app.ui.forms.doing import Doing
from counter_app.ui.forms.guide_form import GuideForm
from counter_app.ui.forms.hand_on_form import HandOnForm
from counter_app.ui.forms.priority_form import PriorityForm
from counter_app.ui.forms.visit_form import VisitForm
from counter_app.ui.kit.form import Form


class VisitActs(QObject):
    """`served(Served, said)`: a visit got its outcome, `said` is what to tell the citizen now.

    `received(Taken)`: an application was taken in. `arrived`: a citizen sent here is here;
    `passing(why)`: somebody else was sent here earlier. `handed_on(Served)`: a colleague goes on.
    """

    served = Signal(object, str)
    received = Signal(object)
    arrived = Signal()
    passing = Signal(str)
    handed_on = Signal(object)

    def __init__(self, context: Context, form: VisitForm) -> None:
        super().__init__(form)
        self._form = form
        self._doing = Doing(context, self)
        self._counter = context.counter

    @property
    def _desk(self) -> Desk:
        desk: Desk = self._counter.desk
        return desk

    def _on_served(self, served: Served) -> None:
        self.served.emit(served, "")

    def issue_notice(self) -> None:
        """Issue the one-time notice (A3.3.1a)."""

        def prepare() -> Callable[[], Done[Served]]:
            entry, desk = self._form.entry(), self._desk
            return lambda: reception.issue_one_time_notice(desk, entry)

        self._doing.run(self._form, prepare, self._on_served)

    def tell(self) -> None:
        """Record that the guide was explained by word of mouth (A3.3.2)."""

        def prepare() -> Callable[[], Done[Served]]:
            entry, desk, remark = self._form.entry(), self._desk, self._form.answered().text
            return lambda: reception.tell_orally(desk, entry, remark)

        self._doing.run(self._form, prepare, self._on_served)

    def answer(self) -> None:
        """Save the answer, or the dated promise of one (A2.2, A2.5)."""
        form = self._form
        if not form.matter and form.way.value == AnswerWay.BY_GUIDE.value:
            form.way.choose(AnswerWay.OWN_WORDS.value)

        def prepare() -> Callable[[], Done[Served]]:
            entry, said, desk = form.entry(), form.answered(), self._desk
            return lambda: reception.answer(desk, entry, said.way, said.text, said.promised_by)

        self._doing.run(form, prepare, self._on_served)

    def guide(self, to_counter: str, said: str) -> None:
        """Send the citizen to the window the register names (A1.5.4)."""

        def prepare() -> Callable[[], Done[Served]]:
            entry, desk = self._form.entry(), self._desk
            return lambda: reception.guide(desk, entry, to_counter)

        self._doing.run(self._form, prepare, lambda served: self.served.emit(served, said))

    def guide_by(self, form: GuideForm, said: Callable[[str], str]) -> None:
        """Send the citizen where `form` says, for the reason given there."""
        to_counter = form.to_counter.value

        def prepare() -> Callable[[], Done[Served]]:
            entry, desk, reason = self._entry(form), self._desk, form.reason.value
            return lambda: reception.guide(desk, entry, to_counter, reason)

        self._doing.run(form, prepare, lambda served: self.served.emit(served, said(to_counter)))

    def advise(self, form: AdviceForm) -> None:
        """Tell that no permit is needed, on a slip (行政许可法 32(一))."""

        def prepare() -> Callable[[], Done[Served]]:
            entry, desk = self._entry(form), self._desk
            advice, destination, ground = form.advice.value, form.destination.value, form.ground
            if ground is not None:
                target = form.elsewhere.destination()
                return lambda: reception.send_elsewhere(desk, entry, ground, advice, target)
            return lambda: reception.advise(desk, entry, advice, destination)

        self._doing.run(form, prepare, self._on_served)

    def _entry(self, form: Form) -> reception.Reception:
        """The visit behind a form of its own; its faults are told in that form."""
        try:
            return self._form.entry()
        except InputFault as fault:
            raise InputFault({"visit": "\n".join(fault.faults.values())}) from fault

    def confirm_arrival(self) -> None:
        """The citizen another window sent is here (A2.4)."""
        self._confirm(self._form, "")

    def confirm_first(self, form: PriorityForm) -> None:
        """This citizen comes before who was sent earlier, for the reason chosen (A1.4.1b)."""
        self._confirm(form, form.reason.value)

    def _confirm(self, form: Form, priority: str) -> None:
        visit, desk = self._form.visit, self._desk

        def confirm() -> Done[Served]:
            return reception.confirm_guide(desk, visit, priority)

        def refused(error: BaseException) -> bool:
            why = error.faults.get("priority", "") if isinstance(error, InputFault) else ""
            if why:
                self.passing.emit(why)
            return bool(why)

        self._doing.run(form, lambda: confirm, lambda _served: self.arrived.emit(), refused)

    def hand_on(self, form: HandOnForm) -> None:
        """A colleague goes on with the visit (A2.1)."""
        to_clerk, note = form.to_clerk.value, form.note.value

        def prepare() -> Callable[[], Done[Served]]:
            entry, desk = self._entry(form), self._desk
            return lambda: reception.hand_on(desk, entry, to_clerk, note)

        self._doing.run(form, prepare, self.handed_on.emit)

    def receive(self, form: ApplicationForm) -> None:
        """Take the application in; the visit, if one is open, becomes it."""

        def prepare() -> Callable[[], Done[Taken]]:
            entry, desk = form.application(), self._desk
            return lambda: intake.receive(desk, entry)

        self._doing.run(form, prepare, self.received.emit)
