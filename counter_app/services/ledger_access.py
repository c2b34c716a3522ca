"""The access log: who saw unmasked particulars, of whom, and why (A5.5.1, 个人信息保护法 51)."""

from typing import Any

from counter_app.domain.bodies.party import PartyLookedAt
from counter_app.models.codec import decode
from counter_app.services.ledger_period import Period, Row, shown_name, tally, words
from counter_app.services.paper_values import clerk_words

LOOKS = (
    "SELECT f.line, p.name, p.party_kind FROM fact f JOIN party p ON p.id = f.subject"
    " WHERE f.kind = 'party.looked_at'"
)
WINDOW = "json_extract(CAST(f.line AS TEXT), '$.window')"


def access_log(period: Period) -> dict[str, Any]:
    """Every look in its order; the person looked at stays masked here."""
    hall = period.desk.reference.hall()
    names = words()["particulars"]
    rows: list[Row] = []
    clerks: set[str] = set()
    for line, name, kind in period.select(LOOKS, "f.recorded_at", WINDOW, "f.recorded_at, f.id"):
        fact = decode(bytes(line), period.desk.vault)
        assert isinstance(fact.body, PartyLookedAt), "the query asks for no other"
        clerks.add(fact.clerk)
        rows.append(
            {
                "at": period.moment(fact.happened_at),
                "clerk": clerk_words(hall, fact.clerk),
                "window": period.counter(fact.window),
                "name": shown_name(fact.subject, name, kind),
                "kind": words()["party_kind"][kind],
                "fields": "、".join(names.get(one, one) for one in fact.body.fields),
                "reason": fact.body.reason,
            }
        )
    counted = tally("次", rows, (row["kind"] for row in rows))
    lookers = words()["totals"]["looks"].format(clerks=len(clerks))
    return {"rows": rows, "totals": counted + lookers}
