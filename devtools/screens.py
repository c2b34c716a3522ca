"""Photographs of every screen of the real program on the demo hall, for `dev.py look`.

Each theme and scale runs in a process of its own, because Qt reads the scale at its start.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from devtools.machine import ROOT

VARIANTS = {
    "light-100": ("light", "1"),
    "light-150": ("light", "1.5"),
    "high_contrast-100": ("high_contrast", "1"),
    "high_contrast-150": ("high_contrast", "1.5"),
}
SIZE, CITIZEN = (1366, 768), (1280, 800)
PATIENCE = 20.0


def shots(folder: Path) -> dict[str, list[Path]]:
    """Take every picture; the pictures of each variant by its name."""
    taken = {}
    for name, (theme, scale) in VARIANTS.items():
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": scale}
        command = [sys.executable, "-m", "devtools.screens", str(folder), name, theme]
        subprocess.run(command, cwd=ROOT, env=environment, check=True)
        taken[name] = sorted(folder.glob(f"{name}-*.png"))
    return taken


def photograph(folder: Path, name: str, theme: str) -> None:
    """One variant: sign-in, wizard, every screen, a case, the palette, the citizen's card."""
    from PySide6.QtGui import QCursor
    from PySide6.QtWidgets import QApplication

    from counter_app import settings
    from counter_app.services import demo
    from counter_app.ui.program import Doors, Program

    app = QApplication.instance() or QApplication([])
    QCursor.setPos(*SIZE)  # away from every button, or one of them would look hovered over
    with tempfile.TemporaryDirectory() as place:
        root = Path(place)
        opened = demo.open_first(root, _morning)
        settings.save(opened.pc._replace(theme=theme))
        program = Program(
            opened.pc.profile,
            _morning,
            Doors(_nobody, _nobody, lambda _opened, _told: None, lambda: None),
        )
        camera = Camera(app, program, folder, name)
        program.sign_in([("S03", "王示例")])
        camera.take("01-sign-in")
        program.first_start()
        camera.take("02-first-start")
        program.enter(opened)
        _tour(camera, program, opened)
        if program.window is not None:
            program.window.close()
        opened.desk.database.close()


def _tour(camera: "Camera", program: Any, opened: Any) -> None:
    from counter_app.services import case_reading
    from counter_app.ui.forms.reception_offer import APPLY

    shell = program.window
    shell.showNormal()
    shell.resize(*SIZE)
    for place, screen in enumerate(("today", "reception", "cases", "matters", "settings"), 3):
        shell.show_screen(screen)
        camera.take(f"{place:02d}-{screen}")
    waiting, corrected, accepted = case_reading.list_cases(opened.desk)[:3]
    for place, line in enumerate((waiting, corrected, accepted), 8):
        shell.show_screen("cases", line.id)
        camera.take(f"{place:02d}-case-{line.state}")
    shell.open_palette()
    camera.take("11-palette")
    shell.show_screen("reception", (APPLY, "JC-SP-005"))
    camera.take("12-application")
    shell.show_screen("papers")
    camera.take("14-papers")
    shell.show_screen("papers", "by_hand")
    camera.take("15-paper-choice")
    shell.shown_screen().by_hand.fill_in("fee_notice", accepted.number)
    camera.take("16-paper-by-hand")
    shell.show_screen("settings", "printers")
    camera.take("17-printers")
    shell.show_screen("settings", "calendar")
    camera.take("18-calendar")
    shell.show_screen("ledgers", "case_ledger")
    camera.take("19-ledger")
    shell.show_screen("duty")
    camera.take("20-duty")
    _window(camera, shell, opened)
    program._citizen.resize(*CITIZEN)
    camera.of(program._citizen, "13-citizen")
    _citizen_states(camera, program._citizen, opened)


def _window(camera: "Camera", shell: Any, opened: Any) -> None:
    """The window's own screen, its forms, and the clerk's side of the absence sign."""
    import attrs

    from counter_app.ui.forms import record_forms

    shell.show_screen("window")
    camera.take("21-window")
    shell.show_screen("window", "opening")
    camera.take("22-opening")
    shell.show_screen("window", "closing")
    camera.take("23-closing")
    shell.shown_screen().begin_record(record_forms.message)
    camera.take("24-message")
    shell.show_screen("regimes")
    camera.take("26-regimes")
    station = opened.desk.station
    opened.desk.station = attrs.evolve(station, roles=frozenset({"clerk", "supervisor"}))
    shell.show_screen("figures")
    camera.take("27-figures")
    opened.desk.station = station
    shell.top.absence_requested.emit()
    camera.take("25-away")
    shell.top.absence_requested.emit()


def _citizen_states(camera: "Camera", citizen: Any, opened: Any) -> None:
    """Everything a citizen can see on the second screen."""
    from counter_app.services import absences
    from counter_app.ui.public import board, reading, touching

    spec = opened.desk.reference.matter_in_force("JC-SP-005", _morning().date())
    names = tuple(one.name for one in spec.materials)
    done = tuple(place < 2 for place in range(len(names)))
    away = absences.go(opened.desk).value
    sign = absences.sign_words(opened.desk, away)
    absence = reading.AbsencePage(sign, away.expected_back)
    absence.say_time(_morning())
    rating = touching.RatingPage(board.RatingAsked("v", "咨字第W03-00012号", _morning()))
    reasons = touching.RatingPage(rating.asked)
    reasons._ask_reasons(2)
    number = "交政务〔2026〕受字第W03-00012号"
    pages = {
        "31-citizen-guide": reading.GuidePage(board.GuideShown(spec.name, names, done)),
        "32-citizen-way": reading.WayPage(
            board.WayShown("5号窗口", "请您到5号窗口，在一楼大厅东侧。")
        ),
        "33-citizen-away": absence,
        "34-citizen-rating": rating,
        "35-citizen-reasons": reasons,
        "36-citizen-signature": touching.SignaturePage(
            board.SignatureAsked("p", "受理通知书", number)
        ),
        "37-citizen-thanks": touching.ThanksPage("感谢您的评价"),
    }
    for what, page in pages.items():
        citizen.show_page(page)
        camera.of(citizen, what)
    absences.come_back(opened.desk)


class Camera:
    """Waits until nothing runs any more, then takes the picture."""

    def __init__(self, app: Any, program: Any, folder: Path, name: str) -> None:
        self._app, self._program, self._folder, self._name = app, program, folder, name

    def take(self, what: str) -> None:
        """The window that is shown now."""
        self._program.window.resize(*SIZE)
        self.of(self._program.window, what)

    def of(self, window: Any, what: str) -> None:
        """A window of the program."""
        self._settle(lambda: self._program.jobs.waiting() == 0)
        window.grab().save(str(self._folder / f"{self._name}-{what}.png"))

    def _settle(self, is_quiet: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        quiet_since = None
        while time.monotonic() < end:
            self._app.processEvents()
            if not is_quiet():
                quiet_since = None
            elif quiet_since is None:
                quiet_since = time.monotonic()
            elif time.monotonic() - quiet_since > 0.4:
                return
            time.sleep(0.01)


def _morning() -> datetime:
    from counter_app.domain.clock import CST

    return datetime(2026, 11, 23, 9, 41, tzinfo=CST)


def _nobody(*_asked: object) -> None:
    raise RuntimeError("nobody signs in while photographs are taken")


if __name__ == "__main__":
    photograph(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
