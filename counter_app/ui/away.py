"""F12: one key puts the absence sign up, one takes it down, on both screens (A1.6.2)."""

from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from counter_app.domain.conduct.absence import Absence, Sign
from counter_app.services import absences
from counter_app.services.absences import Away
from counter_app.services.changes import Changes
from counter_app.services.desk import Done
from counter_app.services.errands import colleagues
from counter_app.ui.citizen import CitizenDirector
from counter_app.ui.forms.away_form import AwayForm, OverrunForm
from counter_app.ui.kit.form import Form
from counter_app.ui.shell import Shell
from counter_app.words import _

TICK_MS = 10_000
FORM_PX = 620


class AwayWatch(QObject):
    """Keeps both screens and the switch in step with the records; asks again every ten seconds.

    The sign stands in the records, so it is up again after a restart, a kill, another sign-in.
    """

    def __init__(self, shell: Shell, director: CitizenDirector | None = None) -> None:
        super().__init__(shell)
        self._shell, self._director = shell, director
        self._away: Away | None = None
        self._is_acting = False
        self.form: Form | None = None
        self._tick = QTimer(self)
        self._tick.timeout.connect(self.ask)
        shell.context.bus.changed.connect(self._on_changes)
        self.ask()

    @property
    def away(self) -> Away | None:
        """The sign as it was last read."""
        return self._away

    # -- keeping in step

    def _on_changes(self, changes: Changes) -> None:
        if {"absence", "document"} & changes.kinds:
            self.ask()

    def ask(self) -> None:
        """Read the records."""
        desk = self._shell.context.counter.desk
        self._shell.context.jobs.read(lambda: absences.current(desk), self._show)

    def _show(self, away: Away | None) -> None:
        before, self._away = self._away, away
        self._shell.top.set_absent(away is not None)
        if self._director is not None:
            self._director.show_away(away)
        if away is None:
            self._tick.stop()
            if before is not None and isinstance(self.form, AwayForm):
                self._uncover()
            return
        if not self._tick.isActive():
            self._tick.start(TICK_MS)
        if before is None or before.absence.id != away.absence.id:
            self._cover(self._made(away))
        elif isinstance(self.form, AwayForm):
            self.form.show_away(away)

    # -- the key

    def toggle(self) -> None:
        """F12. Pressed twice in a hurry it does one thing."""
        if self._is_acting:
            return
        self._is_acting = True
        context, desk = self._shell.context, self._shell.context.counter.desk
        if self._away is None:
            context.jobs.desk(lambda: absences.go(desk), self._gone, self._failed)
        else:
            context.jobs.desk(lambda: absences.come_back(desk), self._came, self._failed)

    def _failed(self, error: BaseException) -> None:
        self._is_acting = False
        self._shell.context.errors.show(error)

    def _gone(self, done: Done[Absence]) -> None:
        self._is_acting = False
        self._shell.context.bus.changed.emit(done.changes)

    def _came(self, done: Done[Absence | None]) -> None:
        self._is_acting = False
        self._shell.context.bus.changed.emit(done.changes)
        absence = done.value
        if absence is not None and absence.owes_reason:
            self.ask_reason(absence)

    # -- the clerk's side

    def _made(self, away: Away) -> AwayForm:
        context = self._shell.context
        desk = context.counter.desk
        form = AwayForm(
            away,
            desk.reference.hall(),
            colleagues(desk, "supervisor"),
            context.now,
            revise=partial(self._revise, away.absence.id),
            back=self.toggle,
            print_sign=partial(self._print, away.absence.id),
        )
        form.stepped_back.connect(self.toggle)
        return form

    def _revise(self, absence: str, sign: Sign, password: str) -> None:
        context = self._shell.context
        desk = context.counter.desk
        context.jobs.desk(
            lambda: absences.revise(desk, absence, sign, password),
            self._gone,
            context.errors.failed(self.form),
        )

    def _print(self, absence: str) -> None:
        context = self._shell.context
        counter = context.counter
        address = counter.address("absence_sign")

        def send(pdf: bytes) -> None:
            context.jobs.printer(address)(
                lambda: counter.print_pdf(address, pdf, _("Absence sign")), self._printed
            )

        context.jobs.read(lambda: absences.sign_pdf(counter.desk, absence), send)

    def _printed(self, _outcome: object) -> None:
        if self.form is not None:
            self.form.show_notice(_("The sign is printed; put it on the desk."), tone="good")

    def ask_reason(self, absence: Absence) -> None:
        """The form that asks why it took longer."""
        context = self._shell.context
        desk = context.counter.desk

        def explain(reason: str) -> None:
            context.jobs.desk(
                lambda: absences.explain(desk, absence.id, reason),
                self._explained,
                context.errors.failed(self.form),
            )

        form = OverrunForm(absence, explain)
        form.stepped_back.connect(self._uncover)
        self._cover(form)

    def _explained(self, done: Done[Absence]) -> None:
        self._uncover()
        self._shell.context.bus.changed.emit(done.changes)

    # -- over the screens

    def _cover(self, form: Form) -> None:
        self._uncover()
        self.form = form
        frame = QFrame()
        frame.setProperty("role", "surface")
        frame.setFixedWidth(FORM_PX)
        inner = QVBoxLayout(frame)
        inner.setContentsMargins(24, 20, 24, 20)
        inner.addWidget(form)
        page = QWidget()
        outer = QVBoxLayout(page)
        outer.addStretch(1)
        outer.addWidget(frame, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(2)
        self._shell.cover(page)
        form.begin()

    def _uncover(self) -> None:
        if self.form is not None:
            self.form = None
            self._shell.uncover()
