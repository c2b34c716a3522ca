"""Finding a matter by name, alias, initials or any Chinese characters of it."""

from collections.abc import Iterable
from datetime import date

import attrs

from counter_app.domain.hall import Hall
from counter_app.domain.matters import MatterSpec, search_keys
from counter_app.services.desk import Desk


@attrs.frozen(kw_only=True)
class MatterHit:
    """One line of the matter search: what it is and which window has it."""

    code: str
    name: str
    number: int
    case_class: str
    here: bool
    counter: str
    counter_label: str
    effective_from: date


def find_matters(desk: Desk, text: str, limit: int = 30) -> list[MatterHit]:
    """The matters in force that `text` finds, the best first, own window before others.

    `text` may be the name or an alias, part of either, several words, pinyin
    initials or the code. An empty text lists this window's matters first.
    """
    today = desk.clock().date()
    specs = desk.reference.matters_in_force(today)
    hall = desk.reference.hall()
    ranked = sorted(
        (
            (_rank(spec, text), desk.station.counter not in _windows(spec, hall), spec.code, spec)
            for spec in specs
        ),
        key=lambda one: one[:3],
    )
    found = [spec for rank, _away, _code, spec in ranked if rank < NO_MATCH]
    return [hit(desk, spec) for spec in found[:limit]]


NO_MATCH = 9


def _rank(spec: MatterSpec, text: str) -> int:
    """0 exact name … 5 all words somewhere; NO_MATCH when it is not meant."""
    words = text.strip().casefold().split()
    if not words:
        return 0
    whole = "".join(words)
    name = spec.name.casefold()
    if whole == name or any(whole == alias.casefold() for alias in spec.aliases):
        return 0
    if name.startswith(whole) or spec.code.casefold() == whole:
        return 1
    if any(keys.startswith(whole) for keys in spec.initials.split()):
        return 2
    if whole in name:
        return 3
    if any(whole in alias.casefold() for alias in spec.aliases):
        return 4
    return 5 if all(_somewhere(word, search_keys(spec)) for word in words) else NO_MATCH


def _somewhere(word: str, keys: Iterable[str]) -> bool:
    return any(word in key.casefold() for key in keys)


def _windows(spec: MatterSpec, hall: Hall) -> set[str]:
    return {counter.id for counter in hall.counters_for(spec.code)}


def hit(desk: Desk, spec: MatterSpec) -> MatterHit:
    """`spec` as a line of the search."""
    hall = desk.reference.hall()
    windows = _windows(spec, hall)
    here = desk.station.counter in windows
    target = hall.counter(desk.station.counter) if here else hall.counter_for(spec.code)
    versions = dict(desk.reference.versions()[spec.code])
    return MatterHit(
        code=spec.code,
        name=spec.name,
        number=spec.number,
        case_class=spec.case_class.label,
        here=here,
        counter=target.id if target else "",
        counter_label=target.label if target else "",
        effective_from=versions[spec.number],
    )
