"""Signing in: who sits here, and the password. Unlocking runs off the window's thread."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from counter_app.ui.kit.actions import Action
from counter_app.ui.kit.choices import ChoiceField
from counter_app.ui.kit.errors import ErrorDoor
from counter_app.ui.kit.fields import TextField
from counter_app.ui.kit.first_paint import FirstPaint
from counter_app.ui.kit.form import Form
from counter_app.ui.kit.jobs import Runner
from counter_app.ui.kit.theme import theme
from counter_app.words import _


class ClerkChoice(NamedTuple):
    """A clerk of this hall who may sign in here."""

    id: str
    shown: str


Unlock = Callable[[str, str], Any]


def card(form: Form, heading: str, under: str) -> tuple[QWidget, QFrame]:
    """A form on a white card in the middle of the window, and the card itself."""
    page = QWidget()
    frame = QFrame()
    frame.setProperty("role", "surface")
    frame.setFixedWidth(theme.px(460))
    title, small = QLabel(heading), QLabel(under)
    title.setProperty("role", "title")
    small.setProperty("role", "quiet")
    title.setWordWrap(True)
    small.setWordWrap(True)
    inside = QVBoxLayout(frame)
    inside.setContentsMargins(32, 32, 32, 28)
    inside.setSpacing(8)
    inside.addWidget(title)
    inside.addWidget(small)
    inside.addSpacing(12)
    inside.addWidget(form)
    line = QHBoxLayout()
    line.addStretch(1)
    line.addWidget(frame)
    line.addStretch(1)
    box = QVBoxLayout(page)
    box.addStretch(2)
    box.addLayout(line)
    box.addStretch(3)
    return page, frame


class SignIn(QWidget):
    """`signed_in(result)` carries what `unlock(clerk id, password)` returned.

    `unlock` raises InputFault({"password": …}) for a wrong password. `painted`: the first picture
    stands, warming up may begin.
    """

    signed_in = Signal(object)
    painted = Signal()

    def __init__(
        self,
        hall: str,
        window: str,
        clerks: Sequence[ClerkChoice],
        unlock: Unlock,
        jobs: Runner,
        errors: ErrorDoor,
        last: str = "",
    ) -> None:
        super().__init__()
        self._unlock, self._jobs, self._errors = unlock, jobs, errors
        self._is_busy = False
        self.setWindowTitle(" · ".join((hall, window)))
        self.resize(1366, 768)
        FirstPaint(self).happened.connect(self.painted)
        self.form = Form()
        self.form.add(
            "clerk",
            ChoiceField(
                _("Clerk"), [(c.id, c.shown) for c in clerks], mnemonic="C", lined_up=False
            ),
        ).choose(last)
        self.form.add("password", TextField(_("Password"), mnemonic="P", is_secret=True))
        self._busy = QProgressBar()
        self._busy.setRange(0, 0)
        self._busy.setTextVisible(False)
        self._busy.setAccessibleName(_("Opening the data of this window…"))
        self._busy.hide()
        self.form.body.addWidget(self._busy)
        self.form.set_actions([Action("Enter", _("Sign in"), self._sign_in, self._refusal)])
        page, _frame = card(self.form, hall, window)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(page)

    def begin(self) -> None:
        """Focus into the password: the clerk of yesterday is the clerk of today."""
        self.form.fields["password"].setFocus()

    def _refusal(self) -> str:
        return _("Opening the data of this window…") if self._is_busy else ""

    def _sign_in(self) -> None:
        values = self.form.values()
        if not values["password"]:
            self.form.show_faults({"password": _("Type your password.")})
            return
        clerk, password = values["clerk"], values["password"]
        self._set_busy(True)
        self._jobs.desk(lambda: self._unlock(clerk, password), self._done, self._failed)

    def _set_busy(self, is_busy: bool) -> None:
        self._is_busy = is_busy
        self._busy.setVisible(is_busy)
        self.form.refresh_actions()

    def _done(self, result: Any) -> None:
        self._set_busy(False)
        self.form.fields["password"].restore("")
        self.signed_in.emit(result)

    def _failed(self, error: BaseException) -> None:
        self._set_busy(False)
        self.form.fields["password"].restore("")
        self._errors.show(error, self.form)
        self.begin()
