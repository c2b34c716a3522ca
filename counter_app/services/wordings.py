"""The wordings of the papers: which one holds, which one a paper was issued under, changing it."""

from datetime import date
from functools import lru_cache

from counter_app.domain.bodies.wording import WordingKept
from counter_app.domain.errors import InputFault, Outage
from counter_app.domain.wordings import commands as c
from counter_app.domain.wordings.rules import decide
from counter_app.domain.wordings.state import Holding, Standing, Wording, fold, version_of
from counter_app.models.base import database
from counter_app.printing import catalogue
from counter_app.printing.spec import PaperSpec
from counter_app.services import wording_check
from counter_app.services.act import Act
from counter_app.services.desk import Desk, Done
from counter_app.words import _

READ_SPECS = 64


@lru_cache(READ_SPECS)
def _read(layout: str, text: str) -> PaperSpec:
    """A checked text; the same text is read once. Outage when a newer program wrote it."""
    try:
        return catalogue.read(layout, text)
    except InputFault as fault:
        raise Outage(
            _("This program cannot read the wording of the paper"),
            _("A newer program wrote it. Update the program at this window, then go on."),
            retry=False,
        ) from fault


def standing(layout: str) -> Standing:
    """Every approved wording of `layout` in the order they take effect.

    Raises InputFault for a layout that is not in the catalogue.
    """
    rows = database.execute_sql(
        "SELECT version, effective_from FROM wording WHERE layout = ? AND state = 'approved'"
        " ORDER BY effective_from, approved_at, id",
        (layout,),
    )
    approved = tuple(Holding(version=v, effective_from=date.fromisoformat(day)) for v, day in rows)
    return Standing(shipped=version_of(catalogue.text_of(layout)), approved=approved)


def text_in_force(layout: str, day: date) -> str:
    """The text that holds on `day`: the approved wording, else the shipped one."""
    held = standing(layout)
    return _text(layout, held.on(day), held.shipped)


def spec_in_force(layout: str, day: date) -> PaperSpec:
    """The layout as it reads on `day`, for what is printed without being issued."""
    return _read(layout, text_in_force(layout, day))


def last_text(layout: str) -> str:
    """The text that holds once everything approved has taken effect: what an edit begins from."""
    held = standing(layout)
    return _text(layout, held.last, held.shipped)


def _text(layout: str, version: str, shipped: str) -> str:
    return catalogue.text_of(layout) if version == shipped else _stored(layout, version)


def _stored(layout: str, version: str) -> str:
    """A text among the wordings of this PC; empty when it is not there."""
    row = database.execute_sql(
        "SELECT text FROM wording WHERE layout = ? AND version = ? LIMIT 1", (layout, version)
    ).fetchone()
    return str(row[0]) if row else ""


def take_wording(act: Act, layout: str) -> PaperSpec:
    """The wording in force today for a paper that is being issued.

    The first paper under a shipped text keeps that text with it: other windows, and later
    programs that ship another one, can draw the paper as it was issued (S59).
    """
    text = text_in_force(layout, act.recorded_at.date())
    if not _is_kept(act, layout, version_of(text)):
        act.append(WordingKept(layout=layout, text=text))
    return _read(layout, text)


def _is_kept(act: Act, layout: str, version: str) -> bool:
    """Whether the text travels with the facts already, this act's own included."""
    kept = (one.body for one in act.written if isinstance(one.body, WordingKept))
    if any(body.layout == layout for body in kept):
        return True
    return bool(_stored(layout, version))


def spec_named(spec: str) -> PaperSpec:
    """The layout a paper was issued under, named `layout@version` on it.

    Raises Outage while the text has not arrived here: no other layout is ever taken.
    """
    layout, _at, version = spec.partition("@")
    text = _stored(layout, version)
    if not text and layout in catalogue.names():
        shipped = catalogue.text_of(layout)
        text = shipped if version_of(shipped) == version else ""
    if not text:
        raise Outage(
            _("The wording this paper was issued under has not arrived here yet"),
            _("It comes with the next synchronization. The paper keeps its number and waits."),
        )
    return _read(layout, text)


# -- changing


def wording_of(act: Act, subject: str) -> Wording:
    """A wording as it stands; raises InputFault for one this PC has not got."""
    wording = fold(subject, act.facts(subject))
    if wording.state is None:
        raise InputFault({"wording": _("There is no such wording on this PC.")})
    return wording


def propose(desk: Desk, layout: str, text: str, based_on: str, note: str) -> Done[str]:
    """Propose `text`, made from version `based_on`; gives the id of the proposal.

    An empty text means the shipped one, as does that text itself. Nothing is proposed that could
    not be printed: raises InputFault by line and field, else what the rules say.
    """
    text = "" if text == catalogue.text_of(layout) else text
    if text:
        wording_check.check(layout, text)
    command = c.Propose(layout=layout, text=text, based_on=based_on, note=note)

    def proposing(act: Act) -> str:
        held = standing(layout)
        return act.append(decide(command, Wording(id=""), act.context(), held)).id

    return desk.act(proposing)


def approve(desk: Desk, subject: str, effective_from: date | None) -> Done[Wording]:
    """A second person puts a proposal in force from a day on."""
    return _answer(desk, subject, c.Approve(effective_from=effective_from))


def reject(desk: Desk, subject: str, reason: str) -> Done[Wording]:
    """A second person sends a proposal back."""
    return _answer(desk, subject, c.Reject(reason=reason))


def withdraw(desk: Desk, subject: str, reason: str = "") -> Done[Wording]:
    """The proposer takes it back."""
    return _answer(desk, subject, c.Withdraw(reason=reason))


def _answer(desk: Desk, subject: str, command: c.Approve | c.Reject | c.Withdraw) -> Done[Wording]:
    def answering(act: Act) -> Wording:
        wording = wording_of(act, subject)
        if isinstance(command, c.Approve) and wording.text:
            # Two windows may run different programs: what one could print the other checks again.
            wording_check.check(wording.layout, wording.text)
        body = decide(command, wording, act.context(), standing(wording.layout))
        act.append(body, subject)
        return wording_of(act, subject)

    return desk.act(answering)
