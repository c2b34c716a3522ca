"""The main job without a window: serve one made-up citizen from end to end, on paper."""

from pathlib import Path
from typing import Any
from urllib.parse import urlparse
from urllib.request import url2pathname

from counter_app.domain.bodies.case import Verdict
from counter_app.domain.cases.commands import Judge
from counter_app.domain.matters import materials_for
from counter_app.services import demo, intake, reception
from counter_app.services.counter import CounterServices
from counter_app.services.papers import Issued
from counter_app.services.profiles import Opened
from counter_app.services.reception import Reception

MATTER = "JC-SP-005"


def main_job(opened: Opened) -> dict[str, Any]:
    """Tell once on paper, take the application, judge it, print the notice of acceptance.

    Returns the numbers, how each print ended, and the folder the papers lie in.
    """
    desk = opened.desk
    counter = CounterServices(desk, opened.pc.printers)
    served = reception.issue_one_time_notice(
        desk, Reception(matter=MATTER, visitor=demo.citizen(0))
    ).value
    application = intake.Application(
        matter=MATTER,
        applicant=demo.citizen(0),
        visit=served.visit,
        rest_day_reason="演示",
        twin_reason="演示",
    )
    taken = intake.receive(desk, application).value
    spec = desk.reference.matter_in_force(MATTER, desk.clock().date())
    verdicts = [
        Judge(material=one.id, verdict=Verdict.IN_ORDER)
        for one in materials_for(spec, by_agent=False)
    ]
    intake.judge(desk, taken.case, verdicts)
    accepted = intake.accept(desk, taken.case).value
    return {
        "visit": served.number,
        "case": taken.number,
        "one_time_notice": _printed(counter, served.paper),
        "acceptance_notice": _printed(counter, accepted.paper),
        "papers": _folder(opened),
    }


def _printed(counter: CounterServices, paper: Issued | None) -> str:
    assert paper is not None, "the act issues a paper"
    done = counter.print(paper.id)
    return f"{paper.number} {done.state.value}"


def _folder(opened: Opened) -> str:
    address = urlparse(opened.pc.printers["papers"])
    return str(Path(url2pathname(address.path))) if address.scheme == "file" else address.geturl()
