"""Names on the share (sync 6.1): ASCII, lower case, two levels, the state in the name."""

import re
from collections.abc import Iterable

from counter_app.services.shipping import Place

HEADS = "heads"

_HEAD = re.compile(r"([a-z0-9-]{1,40})\.(\d{8})\.([0-9a-f]{16})")


def segment_name(place: Place) -> str:
    """`log/<actor>/<n8>.<h16>`: where the sealed segment lies."""
    return f"{segment_folder(place.actor)}/{place.number:08d}.{place.h16}"


def segment_folder(actor: str) -> str:
    """Where all segments of an actor lie."""
    return f"log/{actor}"


def head_name(place: Place) -> str:
    """`heads/<actor>.<n8>.<h16>`: the empty file that says how far an actor is."""
    return f"{HEADS}/{place.actor}.{place.number:08d}.{place.h16}"


def heads_in(names: Iterable[str]) -> list[Place]:
    """The places a listing of heads names, sorted; what is no head is somebody's litter."""
    matches = [_HEAD.fullmatch(name) for name in names]
    return sorted(Place(match[1], int(match[2]), match[3]) for match in matches if match)
