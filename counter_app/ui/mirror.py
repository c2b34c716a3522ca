"""What the clerk explains, as the citizen sees it: one matter and its materials, no person."""

from PySide6.QtCore import QObject, QTimer

from counter_app.domain.bodies.case import Verdict
from counter_app.domain.cases.values import OPEN, RUNNING, CaseState
from counter_app.domain.matters import MatterSpec
from counter_app.services.case_reading import CaseDetail
from counter_app.services.reception import Served
from counter_app.ui.context import Context
from counter_app.ui.public.board import GuideShown, RatingAsked, WayShown

SETTLED_MS = 600
"""How long a guide is looked at before the citizen sees it: searching passes by many."""
HANDED = frozenset({Verdict.IN_ORDER, Verdict.CORRECTED})


class Mirror(QObject):
    """Hands the board what changed, and only that: a refresh must not wipe what a citizen does."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._shown: GuideShown | None = None
        self._wanted: GuideShown | None = None
        self._before = ("", CaseState.UNKNOWN)
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(SETTLED_MS)
        self._settled.timeout.connect(self._show)

    def explain(self, spec: MatterSpec) -> None:
        """A guide was found; it is shown once the clerk stays with it."""
        names = [one.name for one in spec.materials]
        self._wanted = GuideShown(spec.name, tuple(names), (False,) * len(names))
        self._settled.start()

    def follow(self, detail: CaseDetail) -> None:
        """The case shown: its materials while they are judged, a rating once it is done."""
        case, before = detail.case, self._before
        self._before = (case.id, case.state)
        if case.state in OPEN:
            names = tuple(line.material.name for line in detail.materials)
            done = tuple(line.found.verdict in HANDED for line in detail.materials)
            self._wanted = GuideShown(detail.matter.name, names, done)
            self._show()
            return
        self.clear()
        was_open = before[0] == case.id and before[1] in OPEN | RUNNING
        if was_open and case.state not in RUNNING:
            self.ask_rating(case.id, case.number)

    def _show(self) -> None:
        self._settled.stop()
        if self._wanted is not None and self._wanted != self._shown:
            self._shown = self._wanted
            self._context.board.show_guide(self._wanted)

    def clear(self) -> None:
        """The citizen has left, or the clerk looks at something else."""
        self._settled.stop()
        if self._shown is not None or self._wanted is not None:
            self._shown = self._wanted = None
            self._context.board.clear()

    def part(self, served: Served, said: str, channel: str) -> None:
        """A visit got its outcome: where to go, or how it was. Nobody stands here who called."""
        self.clear()
        if channel != "counter":
            return
        if served.way:
            self._context.board.show_way(WayShown(served.way, said))
        else:
            self.ask_rating(served.visit, served.number)

    def ask_rating(self, about: str, number: str) -> None:
        """The service is done; whoever wants to says how it was."""
        self._shown = self._wanted = None
        self._context.board.ask_rating(RatingAsked(about, number, self._context.now()))
