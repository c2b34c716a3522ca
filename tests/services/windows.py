"""Windows of one hall in one process: each with its own files, one bound at a time."""

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import attrs

from counter_app.domain.bodies.case import Verdict
from counter_app.domain.bodies.document import DocumentKind
from counter_app.domain.cases.commands import CorrectOnTheSpot, Judge
from counter_app.domain.cases.rules import listed
from counter_app.domain.matters import MatterSpec
from counter_app.models.base import database
from counter_app.models.codec import key_names
from counter_app.models.tables import PROJECTIONS, TABLES
from counter_app.services import demo, founding, intake, profiles
from counter_app.services.act import Act
from counter_app.services.changes import Changes
from counter_app.services.desk import Desk
from counter_app.services.intake import Application
from counter_app.services.parties import PartyInput
from counter_app.services.profiles import Opened
from counter_app.settings import ThisPC
from tests.hall import Clock

FOOD = "JC-SP-005"
CITIZEN = PartyInput(name="孙试样", number="11010519491231002X", phone="13500001234")


def join(folder: Path, first: Opened, clock: Clock, counter: str = "W05") -> Opened:
    """A further window of the hall of `first`; it knows nothing yet and is bound now."""
    paper = (folder / "papers").as_uri()
    pc = ThisPC(
        profile=folder / f"{counter}-{len(list(folder.iterdir()))}",
        counter=counter,
        share=folder / "share",
        printers={"papers": paper, "labels": paper},
    )
    keys = first.keys
    clerk = demo.clerk_of(counter)
    return profiles.join_hall(pc, clerk, keys.hall, keys.hall_key, clock, demo.LIGHT)


def switch(to: Opened) -> Desk:
    """Bind the tables to the records of `to`: two windows never share a process in life."""
    database.initialize(to.desk.database)
    return to.desk


def lines_of(opened: Opened) -> list[bytes]:
    """Every fact of a window, as the courier carries them."""
    switch(opened)
    rows = database.execute_sql("SELECT line FROM fact ORDER BY hlc, id")
    return [bytes(line) for (line,) in rows]


def carry(
    source: Opened, target: Opened, shuffled: random.Random | None = None, at_once: int = 1000
) -> Changes:
    """Everything of `source` to `target`, in any order and in parcels of `at_once`."""
    lines = lines_of(source)
    keys = source.desk.vault.keys([name for line in lines for name in key_names(line)])
    if shuffled:
        shuffled.shuffle(lines)
    desk = switch(target)
    changes = Changes()
    for start in range(0, len(lines), at_once):
        changes |= desk.absorb(lines[start : start + at_once], keys)
    return changes


def tables() -> dict[str, list[tuple[Any, ...]]]:
    """All that is written in the bound records."""
    return {one._meta.table_name: _all(one._meta.table_name) for one in TABLES}


def rows() -> dict[str, list[Any]]:
    """The projections and clashes of the bound records, without the order of arrival.

    How far a block of numbers is used up matters to the window that leased it alone.
    """
    found: dict[str, list[Any]] = {}
    for one in PROJECTIONS:
        names = [name for name in one._meta.columns if name not in ("n", "next")]
        found[one._meta.table_name] = _all(one._meta.table_name, ", ".join(names))
    found["clash"] = _all("subject", "id, clash")
    return found


def rebuilt(desk: Desk) -> dict[str, list[Any]]:
    """The rows after a rebuild from the facts."""
    desk.rebuild()
    return rows()


def _all(table: str, columns: str = "*") -> list[tuple[Any, ...]]:
    return sorted(
        database.execute_sql(f"SELECT {columns} FROM {table}").fetchall(), key=lambda row: repr(row)
    )


def receive(desk: Desk, who: PartyInput = CITIZEN, matter: str = FOOD) -> str:
    """An application is handed in; gives the case."""
    application = Application(matter=matter, applicant=who, twin_reason="试验")
    return intake.receive(desk, application).value.case


def revised(desk: Desk, matter: str = FOOD, **changes: object) -> MatterSpec:
    """A new version of a guide, in force from today on."""
    newest = max(number for number, _day in desk.reference.versions()[matter])
    before = desk.reference.matter(matter, newest)
    assert before is not None
    content = attrs.evolve(before, **changes).to_content()
    today = desk.clock().date()

    def publishing(act: Act) -> None:
        kind = DocumentKind.MATTER
        founding.publish(act, kind, matter, content, source="试验", effective_from=today)

    desk.act(publishing)
    return desk.reference.matter_in_force(matter, today)


def judge_all(desk: Desk, case: str, missing: Sequence[str] = (), spot: Sequence[str] = ()) -> None:
    """Every material judged: in order, but for those missing or corrected on the spot."""
    state = intake.case_of(desk, case)
    spec = desk.reference.matter(state.matter, state.matter_version)
    assert spec is not None
    verdicts: list[Judge | CorrectOnTheSpot] = []
    for one in listed(state, spec):
        if one.id in spot:
            fix = CorrectOnTheSpot(material=one.id, fault="未签名", corrected_by="申请人")
            verdicts.append(fix)
        else:
            verdict = Verdict.MISSING if one.id in missing else Verdict.IN_ORDER
            verdicts.append(Judge(material=one.id, verdict=verdict))
    intake.judge(desk, case, verdicts)
