"""The one door for errors: at the field, in the notice bar, as a banner, or a calm report."""

import logging
import sys
import threading
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Protocol

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    QTimer,
    QtMsgType,
    Signal,
    Slot,
    qInstallMessageHandler,
)

from counter_app.domain.errors import Clash, InputFault, Outage, Refusal
from counter_app.ui.kit.report import masked, write_report
from counter_app.words import _

log = logging.getLogger(__name__)


class FaultSurface(Protocol):
    """A form that can show what went wrong with it."""

    def show_faults(self, faults: Mapping[str, str]) -> None:
        """Put each sentence under its field and the focus into the first."""
        ...

    def show_notice(self, text: str, clause: str = "", help: str = "", tone: str = "bad") -> None:
        """Say it in the notice bar of the form."""
        ...


class ErrorDoor(QObject):
    """`show` never raises. `banner` and `clash` go to the shell, `reported` to the report window.

    banner(Outage, retry or None) · clash(Clash) · refused(Refusal), only when there is no form ·
    reported(Path of the report).
    """

    banner = Signal(object, object)
    clash = Signal(object)
    refused = Signal(object)
    reported = Signal(object)
    _from_elsewhere = Signal(object)

    def __init__(
        self, reports: Path, now: Callable[[], datetime], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._reports, self._now = reports, now
        self._from_elsewhere.connect(self._show_soon)

    def show(
        self,
        error: BaseException,
        form: FaultSurface | None = None,
        retry: Callable[[], object] | None = None,
    ) -> None:
        """Show `error` where it belongs; `retry` stands behind the banner's Try again."""
        if isinstance(error, InputFault) and form is not None:
            form.show_faults(error.faults)
        elif isinstance(error, Refusal) and form is not None:
            form.show_notice(error.message, error.basis, error.help, "bad")
        elif isinstance(error, Refusal):
            self.refused.emit(error)
        elif isinstance(error, Clash):
            self.clash.emit(error)
        elif isinstance(error, Outage):
            self.banner.emit(error, retry if error.retry else None)
        else:
            self._report(error)

    def failed(
        self, form: FaultSurface | None = None, retry: Callable[[], object] | None = None
    ) -> Callable[[BaseException], None]:
        """The `failed` callback of a job that belongs to `form`."""

        def receive(error: BaseException) -> None:
            self.show(error, form, retry)

        return receive

    @Slot(object)
    def _show_soon(self, error: BaseException) -> None:
        """In the window's thread, and not amid whatever failed there."""
        QTimer.singleShot(0, self, partial(self.show, error))

    def from_any_thread(self, error: BaseException) -> None:
        """The same as `show`, for callers outside the window's thread."""
        self._from_elsewhere.emit(error)

    def _report(self, error: BaseException) -> None:
        log.error("unexpected %s", type(error).__name__)
        try:
            path = write_report(self._reports, self._now(), error)
        except OSError as fault:
            self.banner.emit(_unreported(fault), None)
        else:
            self.reported.emit(path)


def _unreported(fault: OSError) -> Outage:
    """Something went wrong, and there is no room to say what."""
    what = _("Something went wrong, and the report about it cannot be written")
    hint = _("Check the disk of this PC ({reason}); what was confirmed before is saved.")
    return Outage(what, hint.format(reason=fault.strerror), retry=False)


_QT_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def install_hooks(door: ErrorDoor) -> Callable[[], None]:
    """Join the three roads on which an unexpected error can arrive; returns the way back."""
    qt_log = logging.getLogger("qt")

    def on_exception(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        else:
            door.from_any_thread(error.with_traceback(trace))

    def on_thread(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            door.from_any_thread(args.exc_value)

    def on_qt(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        qt_log.log(_QT_LEVELS.get(kind, logging.WARNING), "%s", masked(text))

    before = sys.excepthook, threading.excepthook, qInstallMessageHandler(on_qt)
    sys.excepthook, threading.excepthook = on_exception, on_thread

    def undo() -> None:
        sys.excepthook, threading.excepthook = before[0], before[1]
        qInstallMessageHandler(before[2])

    return undo
