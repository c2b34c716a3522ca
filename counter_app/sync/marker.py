"""The HALL marker: which hall a share belongs to. Written once, never replaced (H13).

Without a readable marker that matches, a share counts as unavailable: an
unmounted folder must never be taken for an empty hall.
"""

import hashlib
import hmac
import json
from datetime import datetime

from counter_app.sync.folder import MARKER
from counter_app.sync.storage import Absent, Down, Storage

OLDEST_FORMAT = 1
NEWEST_FORMAT = 1


class OtherHall(Down):
    """The share is readable but belongs to another hall, or to a newer program."""


def raise_marker(storage: Storage, hall: str, hall_key: bytes, now: datetime) -> None:
    """Make the share this hall's. Repeating it is harmless; another hall's share is refused.

    Errors: OtherHall, Full, Busy, Down.
    """
    try:
        check_marker(storage, hall, hall_key)
    except OtherHall:
        raise
    except Down:
        storage.put(MARKER, _marker(hall, hall_key, now))
        check_marker(storage, hall, hall_key)


def check_marker(storage: Storage, hall: str, hall_key: bytes) -> None:
    """Pass in silence, or raise Down (no marker) or OtherHall (somebody else's)."""
    try:
        text = storage.read(MARKER)
    except Absent as missing:
        raise Down("the share carries no hall marker") from missing
    try:
        marker = json.loads(text)
        told, lowest, highest, proof = (
            marker["hall"],
            int(marker["oldest"]),
            int(marker["newest"]),
            str(marker["proof"]),
        )
    except (ValueError, KeyError, TypeError) as torn:
        raise Down("the hall marker of the share is damaged") from torn
    if told != hall or not hmac.compare_digest(proof, _proof(hall, hall_key)):
        raise OtherHall("the share belongs to another hall")
    if lowest > NEWEST_FORMAT or highest < OLDEST_FORMAT:
        raise OtherHall("the share is written by another version of the program")


def _marker(hall: str, hall_key: bytes, now: datetime) -> bytes:
    fields = {
        "hall": hall,
        "oldest": OLDEST_FORMAT,
        "newest": NEWEST_FORMAT,
        "created": now.isoformat(),
        "proof": _proof(hall, hall_key),
    }
    return json.dumps(fields, sort_keys=True).encode()


def _proof(hall: str, hall_key: bytes) -> str:
    """Shows that the marker was written by somebody who holds the hall key."""
    return hmac.new(hall_key, b"marker\0" + hall.encode(), hashlib.sha256).hexdigest()
