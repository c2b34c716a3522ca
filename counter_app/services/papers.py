"""Issuing papers and getting them into the citizen's hand: told means printed."""

from collections.abc import Callable, Mapping
from typing import Any

import attrs

from counter_app.domain.bodies.paper import PaperIssued
from counter_app.domain.errors import InputFault, Refusal
from counter_app.domain.numbering import Series
from counter_app.domain.papers.state import Paper, fold
from counter_app.models.base import database, outages_told
from counter_app.printing import catalogue
from counter_app.printing.canvas import to_pdf
from counter_app.printing.fonts import house_fonts
from counter_app.printing.marks import reprinted
from counter_app.printing.operations import Sheets, from_json, shifted, to_json
from counter_app.printing.spec import PaperSpec
from counter_app.printing.transport.addresses import options_of
from counter_app.printing.values import check_values
from counter_app.services import journal
from counter_app.services.act import Act
from counter_app.services.desk import Desk
from counter_app.services.numbers import take_number
from counter_app.services.wordings import spec_named, take_wording
from counter_app.words import _


@attrs.frozen(kw_only=True)
class Issued:
    """A paper that now exists: its id and its number."""

    id: str
    number: str
    kind: str


def issue(
    act: Act,
    kind: str,
    about: str,
    values_for: Callable[[str], dict[str, Any]],
    key_of: str = "",
    replaces: str = "",
) -> Issued:
    """Issue a paper in this act: take its number, keep everything printed on it.

    `values_for` gets the number and gives the values; they are sealed under
    `key_of`, the key of the party they name. An incomplete paper is refused here,
    before anything is written (InputFault naming the value), and so is one that would
    name a person whose particulars were erased (Refusal). The wording in force today holds;
    values it does not know, because a newer program gives them, are left out.
    """
    if key_of and act.vault.key(key_of) is None:
        raise Refusal(
            _("No paper can be issued: the particulars of the person it names were erased."),
            "个人信息保护法 第47条",
        )
    name = layout_of(kind, act.station.layouts)
    spec = take_wording(act, name)
    number = take_number(act, Series(spec.series)) if spec.series else ""
    newer = _newer(spec, kind)
    values = {name: one for name, one in values_for(number).items() if name not in newer}
    check_values(spec, values, house_fonts())
    body = PaperIssued(
        paper_kind=kind,
        number=number,
        about=about,
        key_of=key_of,
        spec=f"{name}@{spec.version}",
        values=values,
        replaces=replaces,
    )
    return Issued(id=act.append(body).id, number=number, kind=kind)


def layout_of(kind: str, layouts: Mapping[str, str]) -> str:
    """The layout this PC prints `kind` in: `kind.size` where one is chosen and there is one."""
    size = layouts.get(kind, "")
    return f"{kind}.{size}" if size in catalogue.LAYOUTS.get(kind, ()) else kind


def _newer(spec: PaperSpec, kind: str) -> frozenset[str]:
    """Values the program has learnt to give since this wording was put in force."""
    return frozenset(catalogue.paper(kind).values.keys() - spec.values.keys())


def paper_of(desk: Desk, paper: str) -> Paper:
    """The folded paper."""
    return fold(paper, journal.facts_of(paper, desk.vault))


def sheets_of(desk: Desk, paper: Paper) -> Sheets:
    """The drawing of an issued paper: kept once made, so a reprint is the same paper (S59).

    Drawn for the first time, it is drawn from the text it was issued under, whatever is in force
    now. Raises Refusal after an erasure, Outage when that text has not arrived here yet or the
    drawing cannot be kept.
    """
    if paper.values is None:
        raise Refusal(
            _("This paper cannot be drawn again: its particulars were erased."),
            "个人信息保护法 第47条",
        )
    row = database.execute_sql(
        "SELECT operations FROM sheet WHERE paper = ?", (paper.id,)
    ).fetchone()
    if row is not None:
        return from_json(bytes(row[0]).decode("utf-8"))
    spec = spec_named(paper.spec)
    sheets = catalogue.render(spec, paper.values, sample=desk.reference.hall().demo)
    with outages_told():
        database.execute_sql(
            "INSERT INTO sheet(paper, operations) VALUES (?, ?) ON CONFLICT DO NOTHING",
            (paper.id, to_json(sheets).encode("utf-8")),
        )
    return sheets


def title_of(paper: Paper) -> str:
    """What a paper is called in a printer's queue: its number, else its kind; nobody's name."""
    return paper.number or catalogue.paper(paper.kind).title


def pdf_of(desk: Desk, paper_id: str, address: str = "") -> bytes:
    """The PDF of an issued paper as the next print would be; a reprint says so on one line.

    `address` is the printer it goes to, which may want its pages moved (`dx`, `dy`).
    """
    paper = paper_of(desk, paper_id)
    if not paper.kind:
        raise InputFault({"paper": _("There is no such paper on this PC.")})
    sheets = sheets_of(desk, paper)
    if address:
        wanted = options_of(address)
        sheets = shifted(sheets, wanted.dx, wanted.dy)
    if paper.is_told:
        today = desk.clock().date().isoformat()
        sheets = reprinted(sheets, len(paper.reprints) + 1, today, desk.station.clerk)
    return to_pdf(sheets, title=title_of(paper), created=paper.issued_at or desk.clock())
