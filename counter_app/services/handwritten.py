"""Papers filled in by hand: for the steps of a regime that no screen of its own writes yet.

What a rule of the program decides (a notice of acceptance, say) is never made here. Everything
the hall, the window and the case know already stands in the form before the clerk types.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import attrs

from counter_app.domain.bodies.party import PartyKind
from counter_app.domain.cases.state import Case
from counter_app.domain.cases.state import fold as fold_case
from counter_app.domain.errors import InputFault, Refusal
from counter_app.domain.facts import Fact
from counter_app.domain.fields import clean_note
from counter_app.domain.matters import UNVERIFIED, shown
from counter_app.domain.parties import mask_name
from counter_app.domain.people.state import Party
from counter_app.domain.people.state import fold as fold_party
from counter_app.domain.phrases import check_public_text
from counter_app.models.base import database
from counter_app.printing import catalogue
from counter_app.printing.canvas import to_pdf
from counter_app.printing.spec import Value, headings
from counter_app.services import journal, paper_values, papers, parties, wordings
from counter_app.services.act import Act
from counter_app.services.desk import Desk, Done
from counter_app.services.papers import Issued
from counter_app.services.parties import PartyInput
from counter_app.words import _

BY_RULE = frozenset(
    {
        "one_time_notice",
        "guide_slip",
        "advice_slip",
        "receipt_voucher",
        "correction_notice",
        "acceptance_notice",
        "non_acceptance_notice",
        "supply_undertaking",
        "special_procedure_notice",
        "extension_approval",
        "extension_notice",
        "referral_list",
        "completion_notice",
        "completion_slip_on_the_spot",
        "collection_notice",
        "service_receipt",
        "returned_materials",
        "file_cover",
        "file_index",
    }
)
"""Papers that are part of an act the law decides; they come out of that act alone."""

WRITTEN_BY_THE_PROGRAM = frozenset({"number", "qr"})
"""Values nobody types."""

NAMES_SOMEBODY = ("applicant", "principal", "person", "caller", "reporter")
"""Values that name a person: the paper is sealed under that person's key (个保法 47)."""

OF_THE_CASE = ("applicant", "principal")
"""Values the case knows: masked on the screen (A5.5.1), whole on the paper."""

GAP = "　" * 6
"""What stands where the pen will write."""
_EMPTY_ROWS = 6


@attrs.frozen(kw_only=True)
class Entry:
    """One field of the form: its value's name, label, type (text, list, rows) and what is known.

    `columns` are the names of the cells of a row, `headings` what the paper calls them.
    """

    name: str
    label: str
    type: str
    required: bool
    columns: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    known: str = ""
    is_long: bool = False


def kinds() -> list[str]:
    """The papers that may be filled in by hand, in the order of the catalogue.

    Ledgers are no forms: their rows come from what happened.
    """
    return [
        kind
        for group, members in catalogue.GROUPS.items()
        if group != "ledgers"
        for kind in members
        if kind not in BY_RULE
    ]


def entries(desk: Desk, kind: str, about: str = "") -> list[Entry]:
    """The form of the paper `kind`, filled with what is known; `about` is a case number or empty.

    Raises InputFault on `about` for a number nobody knows.
    """
    known = _known(desk, about)
    spec = wordings.spec_in_force(kind, desk.clock().date())
    return [
        Entry(
            name=name,
            label=value.label,
            type=value.type,
            required=value.required,
            columns=value.columns,
            headings=tuple(headings(spec, name).get(one, one) for one in value.columns),
            known=known.get(name, ""),
            is_long=len(str(spec.sample.get(name, ""))) > _LONG,
        )
        for name, value in spec.values.items()
        if name not in WRITTEN_BY_THE_PROGRAM and value.type != "image"
    ]


_LONG = 24
"""Characters from which on a sample value asks for more than one line."""


def issue(desk: Desk, kind: str, typed: Mapping[str, Any], about: str = "") -> Done[Issued]:
    """Issue the paper `kind` as typed; print it next.

    Raises Refusal for a paper that a rule decides, or for words that may not be said to the
    public (A1.5.7); InputFault at each field that is missing or cannot be printed.
    """
    _see_it_is_a_form(kind)
    values = {name: _cleaned(name, value) for name, value in typed.items()}

    def issuing(act: Act) -> Issued:
        for text in _texts(values.values()):
            check_public_text(text, act.reference.forbidden_phrases())
        case = _case(about, act.facts)
        whole = _unmasked(act, case)

        def values_for(number: str) -> dict[str, Any]:
            written = {"number": number, "qr": paper_values.qr_of(number)}
            declared = catalogue.paper(kind).values
            known = {**values, **written}
            return {
                name: whole.get(value, value) if name in OF_THE_CASE else value
                for name, value in known.items()
                if name in declared
            }

        key_of = paper_values.key_of(act, _named(act, case, values))
        return papers.issue(act, kind, case.id if case else "", values_for, key_of)

    return desk.act(issuing)


def blank_pdf(desk: Desk, kind: str) -> bytes:
    """The paper with empty fields, to be written in with a pen; it bears no number."""
    _see_it_is_a_form(kind)
    spec = wordings.spec_in_force(kind, desk.clock().date())
    values = {name: _gaps(value) for name, value in spec.values.items()}
    sheets = catalogue.render(spec, values, sample=desk.reference.hall().demo)
    return to_pdf(sheets, title=spec.title, created=desk.clock())


def _gaps(value: Value) -> Any:
    """What is written in by hand; nothing for a picture."""
    lines = [GAP] * (_EMPTY_ROWS if value.required else 0)
    rows = [dict.fromkeys(value.columns, "　")] * _EMPTY_ROWS
    return {"text": GAP, "list": lines, "rows": rows}.get(value.type)


def _see_it_is_a_form(kind: str) -> None:
    if kind not in kinds():
        raise Refusal(
            _("This paper comes out of its own step and is not filled in by hand."),
            "A3.4.6",
            _("Open the visit or the case and take the step there."),
        )


def _cleaned(name: str, value: Any) -> Any:
    if isinstance(value, str):
        return clean_note(value, field=name)
    if isinstance(value, Mapping):
        return {column: clean_note(text, field=name) for column, text in value.items()}
    return [_cleaned(name, one) for one in value]


def _texts(values: Any) -> Iterator[str]:
    for value in values:
        if isinstance(value, str):
            yield value
        else:
            yield from _texts(value.values() if isinstance(value, Mapping) else value)


def _case(about: str, facts: Callable[[str], Sequence[Fact]]) -> Case | None:
    """The case with the number `about`; None for an empty one."""
    if not about.strip():
        return None
    row = database.execute_sql(
        "SELECT id FROM cases WHERE number = ?", (about.strip().removeprefix("JC:"),)
    ).fetchone()
    if row is None:
        raise InputFault({"about": _("There is no case with this number on this PC.")})
    return fold_case(row[0], facts(row[0]))


def _named(act: Act, case: Case | None, values: Mapping[str, Any]) -> str:
    """The party the paper names: the applicant of its case, or whoever is typed in."""
    if case is not None:
        return case.applicant
    for name in NAMES_SOMEBODY:
        if isinstance(typed := values.get(name), str) and typed:
            entry = PartyInput(kind=PartyKind.PERSON, name=typed)
            return parties.record(act, entry)
    return ""


def _known(desk: Desk, about: str) -> dict[str, str]:
    """Everything the hall, this window, this clerk and the case say of themselves."""
    hall, station = desk.reference.hall(), desk.station
    counter = hall.counter(station.counter)
    window, phone = paper_values.window_words(counter), shown(counter.phone if counter else None)
    clerk = paper_values.clerk_words(hall, station.clerk)
    known = {
        **dict.fromkeys(("organ", "office", "hall"), hall.name),
        **dict.fromkeys(("window", "from_window"), window),
        **dict.fromkeys(("phone", "window_phone"), phone),
        **dict.fromkeys(("first_contact", "clerk", "proxy_clerk", "printed_by"), clerk),
        **dict.fromkeys(("review_organ", "court"), UNVERIFIED),
        "supervision_phone": shown(hall.supervision_phone),
        "printed_on": paper_values.day_words(desk.clock()),
        "issued_at": paper_values.moment_words(desk.clock()),
    }
    case = _case(about, lambda subject: journal.facts_of(subject, desk.vault))
    return known | (_known_of_case(desk, case) if case else {})


def _shown(party: Party) -> str:
    """The applicant as screens show him; an organisation's name is public."""
    who = party.particulars
    if who is None:
        return UNVERIFIED
    return mask_name(who.name) if party.kind is PartyKind.PERSON else who.name


def _unmasked(act: Act, case: Case | None) -> dict[str, str]:
    """From the name as the screen showed it to the one the paper prints."""
    if case is None:
        return {}
    party = fold_party(case.applicant, act.facts(case.applicant))
    return {_shown(party): party.particulars.name} if party.particulars else {}


def _known_of_case(desk: Desk, case: Case) -> dict[str, str]:
    spec = desk.reference.matter(case.matter, case.matter_version)
    return {
        **dict.fromkeys(OF_THE_CASE, _shown(parties.party_of(desk, case.applicant))),
        "case_number": case.number,
        "matter": spec.name if spec else case.matter,
        "matter_code": case.matter,
        "received_on": paper_values.day_words(case.received_at),
        "accepted_on": paper_values.day_words(case.accepted_on),
        "first_contact": paper_values.clerk_words(desk.reference.hall(), case.first_contact),
    }
