"""What the command palette can offer, and how well it fits what was typed. No Qt."""

from collections.abc import Callable, Iterable, Sequence

from attrs import field, frozen


@frozen
class Entry:
    """Something the palette can do or open. `initials`: pinyin initials; `hint`: key or kind."""

    text: str
    run: Callable[[], object] = field(repr=False)
    hint: str = ""
    initials: str = ""
    icon: str = ""


Source = Callable[[], Iterable[Entry]]
GiveEntries = Callable[[Sequence[Entry]], object]
LateSource = Callable[[str, GiveEntries], object]

MOST_ENTRIES = 60


def rank(entry: Entry, text: str) -> int | None:
    """How well an entry fits: 0 best, None not at all. Case and spaces do not matter."""
    wanted = "".join(text.lower().split())
    name = "".join(entry.text.lower().split())
    initials, hint = entry.initials.lower(), "".join(entry.hint.lower().split())
    if not wanted:
        return 3
    if name.startswith(wanted):
        return 0
    if initials.startswith(wanted):
        return 1
    if wanted in name:
        return 2
    if len(wanted) > 1 and wanted in initials:
        return 3
    return 4 if hint.startswith(wanted) else None


def fitting(entries: Iterable[Entry], text: str) -> list[Entry]:
    """The entries that fit, best first, equal ones in their own order."""
    ranked = [(place, entry) for entry in entries if (place := rank(entry, text)) is not None]
    ranked.sort(key=lambda pair: pair[0])
    return [entry for _place, entry in ranked[:MOST_ENTRIES]]
