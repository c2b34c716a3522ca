"""The case a test of the detail works on: its window, its files and what was written."""

from pathlib import Path

import attrs
from pytestqt.qtbot import QtBot

from counter_app.domain.bodies.case import Verdict
from counter_app.domain.cases.state import Case
from counter_app.services import demo, intake
from counter_app.services.intake import Application
from counter_app.services.profiles import Opened
from counter_app.ui.context import Context
from counter_app.ui.kit.form import Form
from counter_app.ui.kit.jobs import Runner
from counter_app.ui.screens.case_detail import CaseDetailPage
from counter_app.ui.screens.cases import CasesScreen
from counter_app.ui.shell import Shell
from tests.hall import Clock, open_hall
from tests.ui.desk import make_context, make_shell
from tests.ui.robots import Robot

SIX = "JC-WS-007"
"""A matter of window 5 that asks for six materials."""


@attrs.frozen
class Desk:
    """A window at work: its clock, files, shell and robot, and a case just received."""

    clock: Clock
    opened: Opened
    context: Context
    shell: Shell
    robot: Robot
    case: str

    @property
    def screen(self) -> CasesScreen:
        """The screen of cases."""
        screen = self.shell.shown_screen()
        assert isinstance(screen, CasesScreen)
        return screen

    @property
    def page(self) -> CaseDetailPage:
        """The case shown."""
        return self.screen.detail

    def now(self) -> Case:
        """The case as it is written down."""
        return intake.case_of(self.opened.desk, self.case)

    def state(self) -> str:
        """The state as it is written down."""
        return self.now().state.value

    def verdicts(self) -> list[Verdict]:
        """What is written down, in the order of the guide."""
        return [self.now().verdict(id) for id, _name in self.materials()]

    def materials(self) -> list[tuple[str, str]]:
        """Ids and names of the materials, in the order of the guide."""
        seen = self.page.seen
        assert seen is not None
        return [(line.material.id, line.material.name) for line in seen.detail.materials]

    def has_form(self) -> bool:
        """Whether a form stands in place of the actions."""
        return self.page.acts.form is not None

    def form(self) -> Form:
        """The form that stands in place of the actions."""
        form = self.page.acts.form
        assert form is not None
        return form


def received(opened: Opened, matter: str = SIX, who: int = 0) -> str:
    """A case just received."""
    application = Application(matter=matter, applicant=demo.citizen(who), twin_reason="试验")
    return intake.receive(opened.desk, application).value.case


def begin_case(
    qtbot: QtBot,
    folder: Path,
    *,
    counter: str = "W05",
    matter: str = SIX,
    printers: dict[str, str] | None = None,
    jobs: Runner | None = None,
) -> Desk:
    """A new hall, a case just received, its detail open."""
    clock = Clock()
    opened = open_hall(folder, clock, counter)
    if printers is not None:
        opened = attrs.evolve(opened, pc=opened.pc._replace(printers=printers))
    context = make_context(opened, jobs)
    case = received(opened, matter)
    shell, robot = make_shell(qtbot, context, "cases", argument=case)
    return Desk(clock, opened, context, shell, robot, case)
