"""Reading ledgers back, the way the tests need it."""

from datetime import date

from counter_app.domain.bodies.party import PartyKind
from counter_app.services import ledgers, papers, print_desk
from counter_app.services.desk import Desk
from counter_app.services.parties import PartyInput

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
