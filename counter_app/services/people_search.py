"""Finding whoever has been here before, masked, with what they came for last."""

import attrs

from counter_app.domain.bodies.party import PartyKind
from counter_app.models.base import database
from counter_app.models.search import people_matching
from counter_app.services import parties
from counter_app.services.desk import Desk
from counter_app.services.parties import PartyCard


@attrs.frozen(kw_only=True)
class PersonLine:
    """One person or organisation. `last_case` and `last_visit` are ids, empty where none is."""

    card: PartyCard
    cases: int
    last_case: str
    last_visit: str

    @property
    def is_organisation(self) -> bool:
        """Names of organisations are public and shown whole."""
        return self.card.kind is PartyKind.ORGANISATION


def find_people(desk: Desk, text: str, limit: int = 20) -> list[PersonLine]:
    """People by name, initials or the last digits of ID or telephone, latest known first."""
    return [_line(desk, party) for party in people_matching(text, limit)]


def _line(desk: Desk, party: str) -> PersonLine:
    count, last = database.execute_sql(
        "SELECT COUNT(*), MAX(n) FROM cases WHERE applicant = ?", (party,)
    ).fetchone()
    case = database.execute_sql("SELECT id FROM cases WHERE n = ?", (last,)).fetchone()
    visit = database.execute_sql(
        "SELECT id FROM visit WHERE visitor = ? ORDER BY opened_at DESC LIMIT 1", (party,)
    ).fetchone()
    return PersonLine(
        card=parties.card(desk, party),
        cases=count,
        last_case=case[0] if case else "",
        last_visit=visit[0] if visit else "",
    )
