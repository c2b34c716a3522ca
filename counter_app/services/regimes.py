"""The reader of the five regimes: texts in force, their versions, who has read them (A1.0)."""

import json
import tomllib
from datetime import date
from typing import Any

import attrs

from counter_app.domain.bodies.document import DocumentKind
from counter_app.domain.bodies.reading import ReadingConfirmed
from counter_app.domain.conduct.regimes import Article, Regime
from counter_app.domain.errors import InputFault, Refusal
from counter_app.models.base import database
from counter_app.printing import catalogue
from counter_app.printing.canvas import to_pdf
from counter_app.services.act import Act
from counter_app.services.desk import Desk, Done
from counter_app.services.founding import publish
from counter_app.services.paper_values import day_words
from counter_app.words import RESOURCES, _

IDS = ("annex1", "annex2", "annex3", "annex4", "annex5")


@attrs.frozen(kw_only=True)
class Receipt:
    """Who has read the version in force: name, staff number, window, when (ISO)."""

    clerk: str
    staff_number: str
    counter: str
    read_at: str


def shipped(regime: str) -> Regime:
    """The text that came with the program: the first version."""
    text = (RESOURCES / "regimes" / f"{regime}.toml").read_text("utf-8")
    return Regime.from_content(tomllib.loads(text))


def in_force(desk: Desk, regime: str) -> Regime:
    """The version in force today; InputFault for a regime there is not."""
    if regime not in IDS:
        raise InputFault({"regime": _("There is no such regime.")})
    row = database.execute_sql(
        "SELECT number, content FROM document WHERE kind = ? AND key = ? AND effective_from <= ?"
        " ORDER BY effective_from DESC, number DESC LIMIT 1",
        (DocumentKind.REGIME.value, regime, desk.clock().date().isoformat()),
    ).fetchone()
    return Regime.from_content(json.loads(row[1]), row[0] + 1) if row else shipped(regime)


def search(desk: Desk, words: str) -> list[tuple[Regime, Article]]:
    """The articles of all five that hold `words`, in their order; no words: every article."""
    found: list[tuple[Regime, Article]] = []
    for id in IDS:
        regime = in_force(desk, id)
        found.extend((regime, article) for article in regime.found(words))
    return found


def publish_version(
    desk: Desk, content: dict[str, Any], effective_from: date, note: str
) -> Done[int]:
    """A new version of a regime takes effect; older ones are kept. Administrators only."""
    if "administrator" not in desk.station.roles:
        raise Refusal(_("Only an administrator publishes a regime."), "A1.0")
    regime = Regime.from_content(content)
    if regime.id not in IDS:
        raise InputFault({"id": _("There is no such regime.")})
    if effective_from < desk.clock().date():
        raise InputFault({"effective_from": _("It cannot hold from a day that is past.")})

    def publishing(act: Act) -> int:
        body = publish(
            act,
            DocumentKind.REGIME,
            regime.id,
            regime.to_content(),
            source=note,
            effective_from=effective_from,
            note=note,
        )
        return body.number + 1

    return desk.act(publishing)


def confirm_read(desk: Desk, regime: str) -> Done[int]:
    """The clerk signed in has read and understood the version in force; once is enough."""
    number = in_force(desk, regime).number
    if has_read(desk, regime):
        raise Refusal(_("You have signed for this version already."), "A1.0")

    def confirming(act: Act) -> int:
        act.append(ReadingConfirmed(regime=regime, number=number))
        return number

    return desk.act(confirming)


def has_read(desk: Desk, regime: str) -> bool:
    """Whether the clerk signed in has a receipt for the version in force."""
    row = database.execute_sql(
        "SELECT 1 FROM register WHERE kind = 'reading' AND tag = ? AND amount = ? AND clerk = ?",
        (regime, in_force(desk, regime).number, desk.station.clerk),
    ).fetchone()
    return row is not None


def receipts(desk: Desk, regime: str) -> list[Receipt]:
    """Who has read the version in force, the first reader first."""
    hall, number = desk.reference.hall(), in_force(desk, regime).number
    rows = database.execute_sql(
        "SELECT clerk, counter, MIN(at) FROM register WHERE kind = 'reading' AND tag = ?"
        " AND amount = ? GROUP BY clerk ORDER BY MIN(at)",
        (regime, number),
    )
    found = []
    for clerk, counter, at in rows:
        member, place = hall.member(clerk), hall.counter(counter)
        found.append(
            Receipt(
                clerk=member.name if member else clerk,
                staff_number=member.staff_number if member else "",
                counter=place.label if place else counter,
                read_at=at[:16].replace("T", " "),
            )
        )
    return found


def text_pdf(desk: Desk, regime: str) -> bytes:
    """The text in force, to print."""
    found = in_force(desk, regime)
    values = {
        "office": desk.reference.hall().name,
        "name": found.name,
        "version": f"第{found.number}版",
        "effective_from": "未核定",
        "preamble": found.preamble,
        "articles": [one.text for one in found.articles],
        "printed_on": day_words(desk.clock()),
    }
    return _pdf(desk, "regulation_text", values, found.name)


def receipts_pdf(desk: Desk, regime: str) -> bytes:
    """The list of receipts, to print and sign."""
    found = in_force(desk, regime)
    values = {
        "office": desk.reference.hall().name,
        "name": found.name,
        "version": f"第{found.number}版",
        "rows": [
            {
                "clerk": one.clerk,
                "staff_number": one.staff_number,
                "window": one.counter,
                "read_at": one.read_at,
            }
            for one in receipts(desk, regime)
        ],
        "printed_on": day_words(desk.clock()),
    }
    return _pdf(desk, "read_receipt", values, found.name)


def _pdf(desk: Desk, kind: str, values: dict[str, Any], title: str) -> bytes:
    sheets = catalogue.render(kind, values, sample=desk.reference.hall().demo)
    return to_pdf(sheets, title=title, created=desk.clock())
