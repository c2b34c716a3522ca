"""One act at a time: asked for by a form, done on the desk lane, answered where it belongs."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject

from counter_app.domain.errors import InputFault
from counter_app.services.desk import Done
from counter_app.ui.context import Context
from counter_app.ui.kit.form import Form

T = TypeVar("T")


class Doing(QObject):
    """Keeps a second press of the key from doing the same thing twice."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.is_busy = False

    def run(
        self,
        form: Form,
        prepare: Callable[[], Callable[[], Done[T]]],
        then: Callable[[T], object],
        refused: Callable[[BaseException], bool] = lambda _error: False,
    ) -> None:
        """Read the form with `prepare`, do what it gave, call `then` with the outcome.

        Faults of the form stand at its fields, refusals in its notice bar, outages in the
        banner with Try again, unless `refused` has an answer of its own and says so.
        Nothing happens while an act is under way.
        """
        if self.is_busy:
            return
        form.clear_faults()
        try:
            call = prepare()
        except InputFault as fault:
            form.show_faults(fault.faults)
            return
        self.is_busy = True

        def done(outcome: Done[T]) -> None:
            self.is_busy = False
            self._context.bus.changed.emit(outcome.changes)
            then(outcome.value)

        def failed(error: BaseException) -> None:
            self.is_busy = False
            if not refused(error):
                again = partial(self.run, form, prepare, then, refused)
                self._context.errors.show(error, form, again)

        self._context.jobs.desk(call, done, failed)
