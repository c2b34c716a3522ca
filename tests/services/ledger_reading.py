"""Reading ledgers back, the way the tests need it."""

from datetime import date

import attrs

from counter_app.domain.bodies.inspection import ConductCategory
from counter_app.domain.bodies.opinion import OpinionChannel, OpinionKind
from counter_app.domain.bodies.party import PartyKind
from counter_app.domain.conduct.inspection import Inspect
from counter_app.domain.opinions.ratings import Rate
from counter_app.domain.opinions.register import Record
from counter_app.services import (
    absences,
    errands,
    inspections,
    ledgers,
    papers,
    print_desk,
    ratings,
    reception,
    shifts,
)
from counter_app.services.desk import Desk
from counter_app.services.parties import PartyInput
from counter_app.services.profiles import Opened
from counter_app.services.reception import Reception

MONTH = (date(2026, 11, 1), date(2026, 11, 30))
SHOP = PartyInput(
    kind=PartyKind.ORGANISATION,
    name="交城县示例餐饮店",
    number="91141122MA0000000B",
    phone="0358-0000000",
)
Row = dict[str, str]


def rows_of(desk: Desk, kind: str, window: str = "") -> list[Row]:
    """The rows of a ledger of November."""
    rows: list[Row] = ledgers.values_of(desk, kind, *MONTH, window)["rows"]
    return rows


def totals_of(desk: Desk, kind: str) -> str:
    """The totals of November."""
    return str(ledgers.values_of(desk, kind, *MONTH)["totals"])


def told(desk: Desk, issued: papers.Issued | None) -> str:
    """The paper came out; gives its id."""
    assert issued is not None
    print_desk.confirm(desk, issued.id, came_out=True)
    return issued.id


def day_of_the_window(opened: Opened, times: int) -> Desk:
    """Absences, a shift, inspections, messages, opinions and ratings; a supervisor reads them."""
    desk = opened.desk
    shifts.arrive(desk)
    for _each in range(times):
        absences.go(desk)
        absences.come_back(desk)
        caller = PartyInput(name="孙试样", phone="13500001234")
        errands.take_message(desk, "S05", "请回电", MONTH[1], caller)
        said = Record(channel=OpinionChannel.BOX, kind=OpinionKind.PRAISE, content="很好")
        inspections.record_opinion(desk, said, PartyInput())
        visit = reception.tell_orally(desk, Reception(matter="JC-SP-005")).value
        ratings.give(desk, visit.visit, Rate(stars=2, reasons=(214,)))
    roles = frozenset({"clerk", "supervisor"})
    desk.station = attrs.evolve(desk.station, clerk="S07", roles=roles)
    for _each in range(times):
        seen = Inspect(counter="W03", category=ConductCategory.DESK, note="桌面有水杯")
        inspections.inspect(desk, seen)
    return desk
