"""Wordings for the screens: every layout with its state, its versions, and two texts compared."""

import enum
from collections.abc import Iterator
from datetime import date, datetime
from difflib import SequenceMatcher

from attrs import frozen

from counter_app.domain.errors import InputFault
from counter_app.domain.wordings.rules import may_propose, may_see
from counter_app.domain.wordings.state import WordingState, version_of
from counter_app.models.base import database
from counter_app.printing import catalogue
from counter_app.printing.editing import LayoutText
from counter_app.services.desk import Desk
from counter_app.services.wordings import standing
from counter_app.words import _

_COLUMNS = (
    "id, layout, version, text, note, state, proposed_by, proposed_at, decided_by, decided_at,"
    " effective_from, reason"
)


class Sign(enum.StrEnum):
    """How two texts differ in one line."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@frozen(kw_only=True)
class Listed:
    """A layout in the list. `number` counts the hall's own wordings up to the one in force.

    `number` 0: the shipped text holds. `waiting`: proposals nobody has answered; `coming`: an
    approved wording whose day is still to come.
    """

    layout: str
    title: str
    group: str
    number: int
    waiting: int
    coming: bool


@frozen(kw_only=True)
class Version:
    """A text of a layout; an empty `id` is the one shipped with the program.

    `number` counts the approved ones; `text` is never empty.
    """

    id: str
    version: str
    text: str
    state: WordingState | None
    number: int = 0
    note: str = ""
    proposed_by: str = ""
    proposed_by_name: str = ""
    proposed_at: datetime | None = None
    decided_by_name: str = ""
    decided_at: datetime | None = None
    effective_from: date | None = None
    reason: str = ""
    in_force: bool = False
    back_to_shipped: bool = False


@frozen(kw_only=True)
class Difference:
    """One line that differs. `block` names the block (empty: none), `field` what the line sets."""

    sign: Sign
    block: str
    field: str
    line: int
    before: str
    after: str


def refused_because(desk: Desk) -> str:
    """Why the signed-in clerk has nothing to do with wordings; empty when they have."""
    if may_see(desk.station.roles):
        return ""
    return _(
        "The wording of papers is changed by an administrator and put in force by a second "
        "administrator or supervisor. Tell one of them what should read differently."
    )


def not_proposing_because(desk: Desk) -> str:
    """Why the signed-in clerk may not propose; empty when they may."""
    if may_propose(desk.station.roles):
        return ""
    return _("Only an administrator of the hall may propose a wording.")


def listing(desk: Desk) -> list[Listed]:
    """Every layout in the order of the catalogue."""
    today = desk.clock().date()
    rows = database.execute_sql(
        "SELECT layout, COUNT(*) FROM wording WHERE state = 'proposed' GROUP BY layout"
    )
    waiting = dict(rows.fetchall())
    groups = {kind: group for group, kinds in catalogue.GROUPS.items() for kind in kinds}
    found = []
    for layout in catalogue.names():
        held = standing(layout)
        begun = [one for one in held.approved if one.effective_from <= today]
        found.append(
            Listed(
                layout=layout,
                title=catalogue.paper(layout).title,
                group=groups[layout.partition(".")[0]],
                number=0 if held.on(today) == held.shipped else len(begun),
                waiting=waiting.get(layout, 0),
                coming=len(begun) < len(held.approved),
            )
        )
    return found


def versions(desk: Desk, layout: str) -> list[Version]:
    """Open proposals, then what is or was in force, the newest first, the shipped text last.

    What was rejected or withdrawn comes after it.
    """
    held = standing(layout)
    now = held.on(desk.clock().date())
    rows = database.execute_sql(
        f"SELECT {_COLUMNS} FROM wording WHERE layout = ? AND state <> 'kept'"
        " ORDER BY effective_from, approved_at, proposed_at, id",
        (layout,),
    ).fetchall()
    found: dict[WordingState, list[Version]] = {state: [] for state in WordingState}
    for row in rows:
        number = len(found[WordingState.APPROVED]) + 1
        version = _version(desk, row, number)
        found[version.state or WordingState.KEPT].insert(0, version)
    approved = _marked(found[WordingState.APPROVED], desk.clock().date())
    shipped = Version(
        id="",
        version=held.shipped,
        text=catalogue.text_of(layout),
        state=None,
        in_force=now == held.shipped and not any(one.in_force for one in approved),
    )
    closed = (*found[WordingState.REJECTED], *found[WordingState.WITHDRAWN])
    return [*found[WordingState.PROPOSED], *approved, shipped, *closed]


def proposals(desk: Desk) -> list[tuple[str, Version]]:
    """Every open proposal with its layout, the oldest first."""
    rows = database.execute_sql(
        f"SELECT {_COLUMNS} FROM wording WHERE state = 'proposed' ORDER BY proposed_at, id"
    ).fetchall()
    known = catalogue.names()
    return [(row[1], _version(desk, row, 0)) for row in rows if row[1] in known]


def _marked(newest_first: list[Version], today: date) -> list[Version]:
    """The same versions, the one that holds today marked."""
    from attrs import evolve

    begun = (n for n, one in enumerate(newest_first) if (one.effective_from or today) <= today)
    held = next(begun, -1)
    return [evolve(one, in_force=n == held) for n, one in enumerate(newest_first)]


def _version(desk: Desk, row: tuple[str, ...], number: int) -> Version:
    (fact, layout, version, text, note, state, proposed_by, proposed_at, decided_by, decided_at,
     effective_from, reason) = row  # fmt: skip
    shipped = catalogue.text_of(layout)
    return Version(
        id=fact,
        version=version or version_of(shipped),
        text=text or shipped,
        state=WordingState(state),
        number=number if state == WordingState.APPROVED else 0,
        note=note,
        proposed_by=proposed_by,
        proposed_by_name=_name(desk, proposed_by),
        proposed_at=datetime.fromisoformat(proposed_at),
        decided_by_name=_name(desk, decided_by),
        decided_at=datetime.fromisoformat(decided_at) if decided_at else None,
        effective_from=date.fromisoformat(effective_from) if effective_from else None,
        reason=reason,
        back_to_shipped=not text,
    )


def _name(desk: Desk, clerk: str) -> str:
    member = desk.reference.hall().member(clerk)
    return member.name if member else clerk


def compare(before: str, after: str) -> list[Difference]:
    """Every line that differs, with the block and the field it belongs to."""
    old, new = _Side.of(before), _Side.of(after)
    found: list[Difference] = []
    matcher = SequenceMatcher(None, old.lines, new.lines, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag != "equal":
            found += _differences(old, new, (i1, i2), (j1, j2))
    return found


@frozen
class _Side:
    """One of the two texts; `words` are what its blocks are known by, as far as it can be read."""

    layout: LayoutText
    lines: list[str]
    words: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> "_Side":
        layout = LayoutText(text)
        try:
            words = tuple(f"{one.place + 1} {one.words}" for one in layout.blocks())
        except InputFault:
            words = ()
        return cls(layout, text.splitlines(), words)


def _differences(
    old: _Side, new: _Side, gone: tuple[int, int], come: tuple[int, int]
) -> Iterator[Difference]:
    """The lines of one place, the first of the old beside the first of the new."""
    for step in range(max(gone[1] - gone[0], come[1] - come[0])):
        was, now = gone[0] + step, come[0] + step
        here = old.lines[was].strip() if was < gone[1] else ""
        there = new.lines[now].strip() if now < come[1] else ""
        if not here and not there:
            continue
        side, line = (new, now) if there else (old, was)
        place = side.layout.place_of(line + 1)
        yield Difference(
            sign=Sign.CHANGED if here and there else Sign.ADDED if there else Sign.REMOVED,
            block=side.words[place] if 0 <= place < len(side.words) else "",
            field=_field(side.lines[: line + 1]),
            line=line + 1,
            before=here,
            after=there,
        )


def _field(lines: list[str]) -> str:
    """What the last of `lines` sets: its own key, or that of the list it stands in."""
    for line in reversed(lines):
        name, equals, _rest = line.partition("=")
        if equals and name.strip().replace("_", "").replace(".", "").isalnum():
            return name.strip()
        if line.startswith("["):
            return line.strip(" []")
    return ""
