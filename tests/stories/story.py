"""What a story plays on: a real hall on real files, a clock the story sets."""

from datetime import date
from pathlib import Path

import attrs

from counter_app.domain.bodies.case import Verdict
from counter_app.domain.bodies.document import DocumentKind
from counter_app.domain.cases.commands import Judge
from counter_app.domain.cases.rules import listed
from counter_app.domain.cases.state import Case
from counter_app.domain.errors import InputFault, Refusal
from counter_app.services import (
    case_reading,
    founding,
    intake,
    matter_search,
    papers,
)
from counter_app.services.act import Act
from counter_app.services.counter import CounterServices
from counter_app.services.desk import Desk
from counter_app.services.papers import Issued
from counter_app.services.parties import PartyInput
from counter_app.services.print_desk import Printed
from counter_app.services.profiles import Opened
from tests.hall import Clock, open_hall
from tests.printing.reading import text_of

CITIZEN = PartyInput(name="王示例", number="141122199001010005", phone="13500001234")


class Story:
    """What a story remembers from step to step."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clock = Clock()
        self.opened: Opened = open_hall(folder, self.clock)
        self.other: Opened | None = None
        self.printers = dict(self.opened.pc.printers)
        self.case = ""
        self.visit = ""
        self.paper: Issued | None = None
        self.printed: Printed | None = None
        self.refusal: Refusal | None = None
        self.fault: InputFault | None = None
        self.hit: matter_search.MatterHit | None = None
        self.kept = ""

    @property
    def desk(self) -> Desk:
        """The desk of window 3."""
        return self.opened.desk

    @property
    def state(self) -> Case:
        """The case as it stands."""
        return intake.case_of(self.desk, self.case)

    @property
    def detail(self) -> case_reading.CaseDetail:
        """The case as the screen shows it."""
        return case_reading.case_detail(self.desk, self.case)

    def code(self, name: str) -> str:
        """The code of the matter with this name."""
        found = matter_search.find_matters(self.desk, name)
        return next(hit.code for hit in found if hit.name == name)

    def publish(self, name: str, first: date, **changes: object) -> None:
        """A new version of a guide."""
        code = self.code(name)
        newest = max(number for number, _day in self.desk.reference.versions()[code])
        spec = self.desk.reference.matter(code, newest)
        assert spec is not None
        content = attrs.evolve(spec, **changes).to_content()

        def publishing(act: Act) -> None:
            founding.publish(
                act, DocumentKind.MATTER, code, content, source="试验", effective_from=first
            )

        self.desk.act(publishing)

    def judge(self, verdicts: dict[str, Verdict]) -> None:
        """Every material judged: in order unless named."""
        spec = self.desk.reference.matter(self.state.matter, self.state.matter_version)
        assert spec is not None
        judged = [
            Judge(
                material=one.id,
                verdict=verdicts.get(one.id, Verdict.IN_ORDER),
                problem="未签名" if verdicts.get(one.id) is Verdict.NOT_IN_FORM else "",
                cure="请签名" if verdicts.get(one.id) is Verdict.NOT_IN_FORM else "",
            )
            for one in listed(self.state, spec)
        ]
        intake.judge(self.desk, self.case, judged)

    def apply(self, name: str, reason: str = "") -> None:
        """王示例 hands in an application."""
        application = intake.Application(
            matter=self.code(name),
            applicant=CITIZEN,
            rest_day_reason=reason,
            twin_reason="另一经营场所",
        )
        self.case = intake.receive(self.desk, application).value.case

    def ask(self) -> None:
        """The correction notice, printed."""
        self.print(intake.ask_correction(self.desk, self.case).value.paper)
        assert self.paper is not None
        self.kept = self.paper.number

    def print(self, paper: Issued | None, reason: str = "") -> None:
        """Put the paper on the printer of its kind; once more for a reason."""
        assert paper is not None
        self.paper = paper
        services = CounterServices(self.desk, self.printers)
        self.printed = services.print(paper.id, reason)

    def text(self) -> str:
        """What stands on the paper, read out of the PDF."""
        assert self.paper is not None
        return "".join(text_of(papers.pdf_of(self.desk, self.paper.id)).split())


def ids(text: str) -> list[str]:
    """`m01、m02`."""
    return text.split("、")
