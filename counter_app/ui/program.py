"""The running program: first start or sign-in, then the shell, the citizen screen, the lamps."""

import sys
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from PySide6 import QtCore
from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

from counter_app import settings
from counter_app.ui.kit.bus import Bus
from counter_app.ui.kit.errors import ErrorDoor, install_hooks
from counter_app.ui.kit.jobs import Jobs
from counter_app.ui.kit.theme import BASE_PX, DARK, HIGH_CONTRAST, LIGHT, theme
from counter_app.words import _

if TYPE_CHECKING:
    from counter_app.domain.errors import Clash, Outage, Refusal
    from counter_app.ui.context import Context

COLD_AT_SIGN_IN = (
    "counter_app.services.profiles",
    "argon2.low_level",
    "cryptography.hazmat.primitives.ciphers.aead",
    "counter_app.services.counter",
    "counter_app.sync.courier",
    "counter_app.ui.shell",
    "counter_app.ui.wiring",
    "counter_app.ui.screens.today",
)
TONES = {"SYNCED": "good", "SYNCING": "quiet", "OFFLINE": "warn", "ATTENTION": "bad"}
COLD_MS, WARM_UP_MS = 200, 15
"""Rest after the first picture, so that the first keys meet a free window; then between modules."""
LATEST_MS = 5000
"""When to settle down although no picture was seen, e.g. in a minimised window."""
FRAME_PX = 40
"""What a window manager adds to a window at most."""
WATCH_MS, HANGS_AFTER = 5000, 30.0
"""How often the courier is looked at, and after how many seconds a round counts as hanging."""
POINTS_AT_BASE = 12
"""The font size in points that `BASE_PX` stands for."""


class Sharing(Protocol):
    """The courier at work."""

    def poke(self) -> None:
        """Something was written here: do a round now."""

    def busy_for(self) -> float:
        """Seconds the present round has taken, 0 between rounds."""

    def stop(self) -> object:
        """End after the present round."""


class Doors(NamedTuple):
    """What the composition root lets the program do; each runs on the desk lane.

    `unlock(clerk, password)` and `found(Setup)` give the opened window; `share(opened,
    told)` starts the courier and calls `told` with each report, from its own thread. `stands()`
    is called in the window's thread, once, when the first picture stands.
    """

    unlock: Callable[[str, str], Any]
    found: Callable[[Any], Any]
    share: Callable[[Any, Callable[[Any], None]], Sharing | None]
    stands: Callable[[], object]


class Program(QObject):
    """Owns what lives as long as the process: lanes, bus, error door, windows.

    `status`: 1 when the program ends without ever having had a window to work in.
    """

    _told = Signal(object)

    def __init__(self, profile: Path, clock: Callable[[], datetime], doors: Doors) -> None:
        super().__init__()
        self.profile, self.clock, self.doors = profile, clock, doors
        self.bus = Bus()
        self.errors = ErrorDoor(profile / "reports", clock, self)
        self._unhook = install_hooks(self.errors)
        self.jobs = Jobs(self.errors.show, self)
        self.window: QWidget | None = None
        self._citizen: QWidget | None = None
        self._report: QWidget | None = None
        self._sharing: Sharing | None = None
        self._watch = QTimer(self)
        self._watch.timeout.connect(self._on_watch)
        self._cold: deque[str] = deque()
        self._is_settled = self._is_drained = False
        self.status = 0
        for signal, slot in (
            (self.errors.reported, self._show_report),
            (self.errors.banner, self._say_outage),
            (self.errors.refused, self._say_refusal),
            (self.errors.clash, self._say_clash),
        ):
            signal.connect(slot)
        QTimer.singleShot(LATEST_MS, self, self._settle)
        self._told.connect(self._on_report)  # queued: the courier emits it from its own thread
        self._dress()

    def _dress(self) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        pc = settings.load(self.profile)
        tokens = {"dark": DARK, "high_contrast": HIGH_CONTRAST}.get(pc.theme, LIGHT)
        theme.apply(app, tokens, round(pc.font_size * BASE_PX / POINTS_AT_BASE))

    # -- ways in

    def sign_in(self, clerks: Sequence[tuple[str, str]], last: str = "") -> None:
        """Show the sign-in screen for `clerks` (id, shown name)."""
        from counter_app.ui.forms.sign_in import ClerkChoice, SignIn

        pc = settings.load(self.profile)
        number = int(pc.counter[1:]) if pc.counter else 0
        screen = SignIn(
            _("Government service counter"),
            _("Window {number}").format(number=number),
            [ClerkChoice(id, shown) for id, shown in clerks],
            self.doors.unlock,
            self.jobs,
            self.errors,
            last,
        )
        screen.signed_in.connect(self.enter)
        self._warm_up(COLD_AT_SIGN_IN)
        self._show(screen)
        screen.begin()

    def first_start(self) -> None:
        """Show the wizard: new hall, or join one."""
        from counter_app.ui.forms.first_start import FirstStart

        wizard = FirstStart(self.doors.found, self.jobs, self.errors)
        wizard.finished.connect(self.enter)
        self._warm_up(COLD_AT_SIGN_IN)
        self._show(wizard)
        wizard.begin()

    def enter(self, opened: Any) -> None:
        """The window is open: show the shell and start sharing."""
        from counter_app.ui.shell import Shell
        from counter_app.ui.wiring import warm_modules

        context = self._context(opened)
        shell = Shell(context, drain=self._drain, warm=warm_modules())
        self._show(shell)
        self._furnish(shell, opened)
        shell.show_screen("today")
        self._sharing = self.doors.share(opened, self._told.emit)
        if self._sharing is not None:
            opened.desk.on_written = self._sharing.poke
            self._watch.start(WATCH_MS)
        else:
            shell.top.share.say(_("this PC alone"), "quiet")

    def _show(self, window: Any) -> None:
        before, self.window = self.window, window
        window.painted.connect(self._settle)
        if _is_tight(window):
            window.showMaximized()
        else:
            window.show()
        if before is not None:
            before.close()
            before.deleteLater()

    # -- after the first picture

    def _warm_up(self, modules: Iterable[str]) -> None:
        """What the next window needs is loaded while the clerk types the password."""
        self._cold.extend(modules)

    def _settle(self) -> None:
        if not self._is_settled:
            self._is_settled = True
            self.doors.stands()
            from PySide6.QtCore import Qt  # noqa: F401 - made here, not under the first key

            QTimer.singleShot(COLD_MS, self, self._warm_next)

    def _warm_next(self) -> None:
        if self._cold:
            import_module(self._cold.popleft())
            QTimer.singleShot(WARM_UP_MS, self, self._warm_next)

    # -- what goes wrong before there is a shell to show it

    def _has_shell(self) -> bool:
        return hasattr(self.window, "top")

    def _show_report(self, path: Path) -> None:
        if not self._has_shell():
            from counter_app.ui.kit.report_window import ReportWindow

            if self.window is None:
                self.status = 1
            self._report = ReportWindow(path, self.window)  # without a parent nobody else holds it
            self._report.show()

    def _say_outage(self, outage: "Outage", _retry: object) -> None:
        self._say(outage.what, outage.hint)

    def _say_refusal(self, refusal: "Refusal") -> None:
        self._say(refusal.message, refusal.help)

    def _say_clash(self, clash: "Clash") -> None:
        self._say(clash.message, "")

    def _say(self, text: str, help: str) -> None:
        """In the form that is shown, else in one line on the terminal, and the end."""
        form = getattr(self.window, "form", None)
        if form is not None:
            form.show_notice(text, help=help, tone="warn")
        elif self.window is None:
            print(" ".join((text, help)), file=sys.stderr)
            self.status = 1
            QApplication.quit()

    # -- inside

    def _context(self, opened: Any) -> "Context":
        from counter_app.domain.parties import mask_name
        from counter_app.services import drafts
        from counter_app.services.counter import CounterServices
        from counter_app.ui.context import Context, Place

        desk, station = opened.desk, opened.desk.station
        hall = desk.reference.hall()
        counter = hall.counter(station.counter)
        role = "administrator" if "administrator" in station.roles else "clerk"

        def save(key: str, draft: dict[str, str]) -> None:
            self.jobs.desk(lambda: drafts.save(key, draft, self.clock()), _nothing)

        return Context(
            place=Place(
                hall=hall.name,
                window=counter.label if counter else station.counter,
                clerk_id=station.clerk,
                clerk_shown=mask_name(station.clerk_name),
                role=role,
            ),
            jobs=self.jobs,
            bus=self.bus,
            errors=self.errors,
            now=self.clock,
            day_kind=lambda day: _day_words(desk, day),
            counter=CounterServices(desk, opened.pc.printers),
            load_draft=drafts.load,
            save_draft=save,
        )

    def _furnish(self, shell: Any, opened: Any) -> None:
        from counter_app.ui.away import AwayWatch
        from counter_app.ui.citizen import CitizenDirector
        from counter_app.ui.deadline_watch import DeadlineWatch
        from counter_app.ui.phrase_watch import PhraseWatch
        from counter_app.ui.print_flow import resume_open
        from counter_app.ui.scanning import Scanning
        from counter_app.ui.wiring import citizen_window, printer_words, sources

        PhraseWatch(shell)
        for source in sources(shell):
            shell.add_late_source(source)
        self._citizen = citizen_window(shell, opened.desk)
        away = AwayWatch(shell, CitizenDirector(self._citizen, shell.context))
        shell.answer_absence(away.toggle)
        self._arrive(shell, opened.desk)
        shell.top.printer.say(_("asking…"), "quiet")
        self.jobs.read(
            lambda: printer_words(shell.context.counter),
            lambda said: shell.top.printer.say(*said),
            lambda error: shell.top.printer.say(str(error), "bad"),
        )
        shell.top.printer.pressed.connect(lambda: shell.show_screen("papers"))
        resume_open(shell.context, shell)
        DeadlineWatch(shell)
        Scanning(shell)

    def _arrive(self, shell: Any, desk: Any) -> None:
        """Signing in at the program is signing in at the window (A1.1.1)."""
        from counter_app.services import shifts

        def arrived(done: Any) -> None:
            self.bus.changed.emit(done.changes)
            if done.value.late_minutes:
                words = _("{n} minutes late").format(n=done.value.late_minutes)
                shell.top.clerk.setToolTip(words)

        self.jobs.desk(lambda: shifts.arrive(desk), arrived)

    @Slot(object)
    def _on_report(self, report: Any) -> None:
        shell = self.window
        if shell is None or not hasattr(shell, "top"):
            return
        words = report.state.words
        if report.unshared:
            words = _("{words}, {count} waiting").format(words=words, count=report.unshared)
        shell.top.share.say(words, TONES[report.state.name])
        shell.top.share.setToolTip(report.problem)
        if report.changes:
            self.bus.changed.emit(report.changes)

    def _on_watch(self) -> None:
        """A share that hangs sends no report: the lamp must not go on saying what it said last."""
        shell: Any = self.window
        is_hanging = self._sharing is not None and self._sharing.busy_for() > HANGS_AFTER
        if is_hanging and hasattr(shell, "top"):
            shell.top.share.say(_("the share does not answer; work goes on"), "warn")

    def raise_again(self, _arguments: list[str]) -> None:
        """A second start of the program: come to the front."""
        if self.window is not None:
            self.window.setWindowState(
                self.window.windowState() & ~QtCore.Qt.WindowState.WindowMinimized
            )
            self.window.show()
            self.window.raise_()
            self.window.activateWindow()

    def _drain(self) -> None:
        """Closing: stop the courier, drain the lanes; a running print ends first."""
        self._is_drained = True
        self._watch.stop()
        if self._sharing is not None:
            self._sharing.stop()
        self.jobs.close()
        if self._citizen is not None:
            self._citizen.close()
        QTimer.singleShot(0, QApplication.quit)

    def end(self) -> None:
        """After the event loop: finish what still runs, e.g. founding; give back the hooks."""
        if not self._is_drained:
            self._drain()
        self._unhook()


def _is_tight(window: QWidget) -> bool:
    """Whether the window with its frame would reach over the edge, e.g. on 1366×768."""
    room, wanted = window.screen().availableSize(), window.size()
    return room.width() < wanted.width() + FRAME_PX or room.height() < wanted.height() + FRAME_PX


def _nothing(_value: object) -> None:
    """A draft was saved: nobody needs to know."""


def _day_words(desk: Any, day: date) -> str:
    from counter_app.domain.workdays import DayKind

    kind = desk.reference.calendar().kind_of(day)
    return {
        DayKind.WORKDAY: _("Working day"),
        DayKind.MAKE_UP_WORKDAY: _("Make-up working day"),
        DayKind.REST_DAY: _("Rest day"),
    }[kind]
