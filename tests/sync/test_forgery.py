"""What somebody else lays on the share under our names is told and never used."""

from collections.abc import Sequence

import attrs
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from counter_app.sync.folder import Folder
from counter_app.sync.report import LampState
from counter_app.sync.segments import Header, seal
from counter_app.sync.shelf import fingerprint
from tests.sync.windows import HALL, HALL_KEY, Window, journal_of, open_visit

DEVICE = Ed25519PrivateKey.from_private_bytes(b"m" * 32)
HEADER = Header(hall=HALL, actor="w07-eeeeee", number=1, previous="", epoch=1, count=1)


def lay(share: Folder, actor: str, number: int, data: bytes) -> None:
    """A segment and its head, as any program could lay them there."""
    h16 = fingerprint(data)
    share.put(f"log/{actor}/{number:08d}.{h16}", data)
    share.put(f"heads/{actor}.{number:08d}.{h16}", b"")


def sealed(header: Header, lines: Sequence[bytes] = (b"{}",), key: bytes = HALL_KEY) -> bytes:
    """A segment of some program of the hall."""
    return seal(header, lines, {}, key, DEVICE)


@pytest.mark.parametrize(
    ("actor", "number", "data"),
    [
        ("w07-eeeeee", 1, b"no segment at all"),
        ("w07-eeeeee", 1, sealed(HEADER, key=b"x" * 32)),
        ("w07-eeeeee", 1, sealed(attrs.evolve(HEADER, hall="h2"))),
        ("w08-ffffff", 1, sealed(HEADER)),
        ("w07-eeeeee", 2, sealed(HEADER)),
        ("w07-eeeeee", 2, sealed(attrs.evolve(HEADER, number=2))),
        ("w07-eeeeee", 1, sealed(attrs.evolve(HEADER, previous="0123456789abcdef"))),
    ],
    ids=["garbage", "key", "hall", "actor", "number", "no predecessor", "a predecessor"],
)
def test_what_is_not_genuine_is_told(
    second: Window, share: Folder, actor: str, number: int, data: bytes
) -> None:
    """Garbage, another key or hall, a borrowed name, a chain that cannot be: attention."""
    lay(share, actor, number, data)
    with second.here():
        assert second.courier.once().state is LampState.ATTENTION
        told = second.courier.once()
        assert actor in told.problem
        assert journal_of() == []


def test_another_device_under_a_known_name(first: Window, second: Window, share: Folder) -> None:
    """The first device met under a name is the one; another's segments are not taken."""
    with first.here():
        open_visit(first.desk, "甲")
        first.courier.publish()
    with second.here():
        assert second.courier.once().state is LampState.SYNCED
    (head,) = share.list("heads")
    header = attrs.evolve(HEADER, actor=first.actor, number=2, previous=head.rpartition(".")[2])
    lay(share, first.actor, 2, sealed(header))
    with second.here():
        told = second.courier.once()
        assert (told.state, told.applied) == (LampState.ATTENTION, 0)


def test_another_device_under_our_own_name(second: Window, share: Folder) -> None:
    """Somebody writes under our name with another key: not taken, even the first time."""
    lay(share, second.actor, 1, sealed(attrs.evolve(HEADER, actor=second.actor)))
    with second.here():
        told = second.courier.once()
        assert second.actor in told.problem
        assert second.shipping.fork() is None


@pytest.mark.logs_errors
def test_a_fact_nobody_can_read(first: Window, second: Window, share: Folder) -> None:
    """A broken program of the hall seals a broken fact: set aside and told; all else arrives."""
    first_broken = sealed(HEADER)
    lay(share, "w07-eeeeee", 1, first_broken)
    with first.here():
        open_visit(first.desk, "甲")
        first.courier.publish()
    with second.here():
        told = second.courier.once()
        assert (told.state, told.applied) == (LampState.ATTENTION, 2)
        assert len(journal_of()) == 2


@pytest.mark.logs_errors
def test_a_sound_segment_after_a_broken_one(second: Window, share: Folder) -> None:
    """The broken one does not take the later ones of its chain with it."""
    header = attrs.evolve(HEADER, count=0)
    start = sealed(HEADER)
    lay(share, "w07-eeeeee", 1, start)
    follower = attrs.evolve(header, number=2, previous=fingerprint(start))
    lay(share, "w07-eeeeee", 2, sealed(follower, lines=()))
    with second.here():
        assert second.courier.once().state is LampState.ATTENTION
        assert [tip.number for tip in second.shipping.tips()] == [2]
