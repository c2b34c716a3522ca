"""Who applies: known by number, entered once, shown masked until somebody asks."""

from collections.abc import Callable
from datetime import date

import attrs

from counter_app.domain.bodies.party import (
    Particulars,
    PartyAmended,
    PartyKind,
    PartyLookedAt,
    PartyRecorded,
)
from counter_app.domain.errors import InputFault, Refusal
from counter_app.domain.fields import clean_text
from counter_app.domain.parties import (
    check_credit_code,
    check_id_number,
    check_name,
    check_phone,
    mask_id,
    mask_name,
    mask_phone,
)
from counter_app.domain.people.state import Party, fold
from counter_app.models.base import database
from counter_app.services import journal
from counter_app.services.act import Act
from counter_app.services.changes import Changes
from counter_app.services.desk import Desk
from counter_app.words import _


@attrs.frozen(kw_only=True)
class PartyInput:
    """What the form says about a person or organisation, as typed or read from a card."""

    kind: PartyKind = PartyKind.PERSON
    name: str = ""
    number: str = ""
    phone: str = ""
    address: str = ""
    legal_representative: str = ""
    source: str = "typed"


@attrs.frozen(kw_only=True)
class PartyCard:
    """A party as screens show it; masked unless it was asked for with a reason (A5.5.1)."""

    id: str
    kind: PartyKind
    name: str
    number: str
    phone: str
    address: str = ""
    masked: bool = True


def checked(entry: PartyInput, today: date, prefix: str = "") -> Particulars:
    """`entry` as it will be kept; every fault of every field at once, under `prefix` + field."""
    faults: dict[str, str] = {}
    values: dict[str, str] = {}
    checks: dict[str, Callable[[], str]] = {
        "name": lambda: check_name(entry.name, field="name"),
        "number": lambda: _number(entry, today),
        "phone": lambda: check_phone(entry.phone, field="phone") if entry.phone.strip() else "",
        "legal_representative": lambda: (
            check_name(entry.legal_representative, field="legal_representative")
            if entry.legal_representative.strip()
            else ""
        ),
        "address": lambda: clean_text(entry.address, field="address"),
    }
    for field, check in checks.items():
        try:
            values[field] = check()
        except InputFault as fault:
            faults.update({prefix + name: text for name, text in fault.faults.items()})
    if faults:
        raise InputFault(faults)
    return Particulars(**values)


def _number(entry: PartyInput, today: date) -> str:
    if not entry.number.strip():
        return ""
    if entry.kind is PartyKind.PERSON:
        return check_id_number(entry.number, today, field="number")
    return check_credit_code(entry.number, field="number")


def record(act: Act, entry: PartyInput, prefix: str = "") -> str:
    """The party id for `entry`: the one known by the same number, or a new one.

    A known party whose telephone or address was given anew is amended.
    """
    particulars = checked(entry, act.recorded_at.date(), prefix)
    known = _known(particulars.number)
    if not known:
        key_of = act.vault.create()
        body = PartyRecorded(
            party_kind=entry.kind, key_of=key_of, particulars=particulars, source=entry.source
        )
        return act.append(body).id
    party = fold(known, act.facts(known))
    before = party.particulars
    if before is None or before.name != particulars.name:
        raise InputFault(
            {
                prefix + "name": _(
                    "This number is on record under another name. Compare it with the document."
                )
            }
        )
    merged = attrs.evolve(
        before,
        phone=particulars.phone or before.phone,
        address=particulars.address or before.address,
        legal_representative=particulars.legal_representative or before.legal_representative,
    )
    if merged != before:
        act.append(PartyAmended(key_of=party.key_of, particulars=merged), known)
    return known


def _known(number: str) -> str:
    if not number:
        return ""
    row = database.execute_sql("SELECT id FROM party WHERE number = ?", (number,)).fetchone()
    return row[0] if row else ""


def same_people(entry: PartyInput, today: date, prefix: str = "") -> list[str]:
    """The parties `entry` can be: those of its number, else those of its name and telephone."""
    known = checked(entry, today, prefix)
    if known.number:
        found = _ids("number = ?", known.number)
        if found:
            return found
    if not known.phone:
        return []
    return _ids(
        "name = ? AND phone = ? AND (number = '' OR ? = '')", known.name, known.phone, known.number
    )


def same_as(party: str) -> list[str]:
    """`party` and every other record of the same number: two windows may have made two."""
    others = _ids(
        "number <> '' AND number = (SELECT number FROM party WHERE id = ?)",
        party,
    )
    return others or [party]


def other_cases_of(applicant: str, case: str) -> list[str]:
    """Every case of this person but `case`, the newest first."""
    people = same_as(applicant)
    marks = ", ".join("?" * len(people))
    rows = database.execute_sql(
        f"SELECT id FROM cases WHERE applicant IN ({marks}) AND id <> ?"
        " ORDER BY received_at DESC, n DESC",
        (*people, case),
    )
    return [id for (id,) in rows.fetchall()]


def _ids(condition: str, *values: str) -> list[str]:
    rows = database.execute_sql(f"SELECT id FROM party WHERE {condition}", values)
    return [id for (id,) in rows.fetchall()]


def party_of(desk: Desk, party: str) -> Party:
    """The folded party; papers need it whole, screens use `card`."""
    return fold(party, journal.facts_of(party, desk.vault))


def card(desk: Desk, party: str) -> PartyCard:
    """The party as screens show it by default: masked."""
    found = party_of(desk, party)
    known = found.particulars
    if known is None:
        return PartyCard(id=party, kind=found.kind, name=_("erased"), number="", phone="")
    person = found.kind is PartyKind.PERSON
    return PartyCard(
        id=party,
        kind=found.kind,
        name=mask_name(known.name) if person else known.name,
        number=mask_id(known.number) if person and known.number else known.number,
        phone=mask_phone(known.phone) if known.phone else "",
    )


def look_at(desk: Desk, party: str, reason: str) -> tuple[PartyCard, Changes]:
    """The party unmasked; who looked and why goes on record (A5.5.1, S61)."""
    if not reason.strip():
        raise InputFault({"reason": _("Say why the full particulars are needed.")})

    def looking(act: Act) -> PartyCard:
        found = fold(party, act.facts(party))
        known = found.particulars
        if known is None:
            raise Refusal(_("These particulars were erased."), "个人信息保护法 第47条")
        body = PartyLookedAt(fields=("name", "number", "phone", "address"), reason=reason.strip())
        act.append(body, party)
        return PartyCard(
            id=party,
            kind=found.kind,
            name=known.name,
            number=known.number,
            phone=known.phone,
            address=known.address,
            masked=False,
        )

    done = desk.act(looking)
    return done.value, done.changes
