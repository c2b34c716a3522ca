"""Sealed segments: what went in comes out, and no flipped, cut or borrowed byte gets through."""

import json
import zlib

import attrs
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from counter_app.sync import segments
from counter_app.sync.segments import Forged, Header, Torn, open_segment, seal

HALL_KEY = b"k" * 32
DEVICE = Ed25519PrivateKey.from_private_bytes(b"d" * 32)
LINES = (b'{"kind":"visit.opened"}', '{"name":"䶮𬱖𠀀"}'.encode())
KEYS = {"0011": b"p" * 32}
HEADER = Header(
    hall="h1",
    actor="w01-aaaaaa",
    number=7,
    previous="0123456789abcdef",
    epoch=1,
    count=2,
    observed=(("w02-bbbbbb", 3, "fedcba9876543210"),),
)
SEALED = seal(HEADER, LINES, KEYS, HALL_KEY, DEVICE)

lines_of_facts = st.lists(st.binary(min_size=1, max_size=60).filter(lambda b: b"\n" not in b))
party_keys = st.dictionaries(st.text(max_size=8), st.binary(min_size=32, max_size=32), max_size=3)


@settings(max_examples=40)
@given(lines=lines_of_facts, keys=party_keys)
def test_what_is_sealed_opens_again(lines: list[bytes], keys: dict[str, bytes]) -> None:
    """Any lines and keys come back as they were, with the header and the signer."""
    header = attrs.evolve(HEADER, count=len(lines))
    opened = open_segment(seal(header, lines, keys, HALL_KEY, DEVICE), "h1", HALL_KEY)
    assert opened.lines == tuple(lines)
    assert opened.keys == keys
    assert opened.header == header
    assert opened.device == DEVICE.public_key().public_bytes_raw()


@settings(max_examples=300)
@given(at=st.integers(0, len(SEALED) - 1), bit=st.integers(0, 7))
def test_every_flipped_bit_is_noticed(at: int, bit: int) -> None:
    """Rot or malice anywhere in the file: it is not used."""
    rotten = bytearray(SEALED)
    rotten[at] ^= 1 << bit
    with pytest.raises((Forged, Torn)):
        open_segment(bytes(rotten), "h1", HALL_KEY)


@given(length=st.integers(0, len(SEALED) - 1))
def test_every_cut_is_noticed(length: int) -> None:
    """A writer died in the middle of the file."""
    with pytest.raises((Forged, Torn)):
        open_segment(SEALED[:length], "h1", HALL_KEY)


def test_another_hall_and_another_key() -> None:
    """A segment of another hall, or sealed with another key, is not ours."""
    with pytest.raises(Forged, match="another hall"):
        open_segment(SEALED, "h2", HALL_KEY)
    with pytest.raises(Forged, match="not sealed with the key"):
        open_segment(SEALED, "h1", b"x" * 32)


def test_nothing_personal_stands_in_clear() -> None:
    """Neither a line nor a key can be read from the file."""
    assert all(line not in SEALED for line in LINES)
    assert KEYS["0011"] not in SEALED


def test_two_seals_of_one_header_differ() -> None:
    """A restored window may seal under the same number again: never with the same nonce."""
    again = seal(HEADER, LINES, KEYS, HALL_KEY, DEVICE)
    assert again != SEALED
    assert open_segment(again, "h1", HALL_KEY).h16 != open_segment(SEALED, "h1", HALL_KEY).h16


def test_a_fact_is_one_line_and_counted() -> None:
    """A line break inside a fact, or a wrong count, is our own bug and never leaves."""
    with pytest.raises(ValueError, match="one line"):
        seal(HEADER, [b"a\nb", b"c"], {}, HALL_KEY, DEVICE)
    with pytest.raises(ValueError, match="one line"):
        seal(HEADER, [b"a"], {}, HALL_KEY, DEVICE)


def test_header_and_signature_stay_small() -> None:
    """Sync T3: at most 250 bytes beside the facts for a segment without news of others."""
    header = attrs.evolve(HEADER, hall="0f" * 8, observed=(), count=1)
    line = b"x"
    bare = len(seal(header, [line], {}, HALL_KEY, DEVICE)) - len(zlib.compress(b"{}\n" + line))
    assert bare <= 250


@pytest.mark.parametrize(
    "payload",
    [
        b"not compressed",
        zlib.compress(b"[]\nline"),
        zlib.compress(b'{"k":1}\nline'),
        zlib.compress(b"{\nline"),
        zlib.compress(b"{}\nline")[:-2],
        zlib.compress(b"{}\nline\nmore"),
    ],
)
def test_a_member_seals_nonsense(payload: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """A broken program of our own hall signs and seals what no segment holds: not used."""
    monkeypatch.setattr(segments, "_payload", lambda _lines, _keys: payload)
    sealed = seal(attrs.evolve(HEADER, count=1), [b"x"], {}, HALL_KEY, DEVICE)
    with pytest.raises(Forged):
        open_segment(sealed, "h1", HALL_KEY)


def test_an_endless_payload_is_cut_short(monkeypatch: pytest.MonkeyPatch) -> None:
    """A few kilobytes that unfold to gigabytes are refused at the limit."""
    monkeypatch.setattr(segments, "LARGEST_PAYLOAD", 1000)
    sealed = seal(attrs.evolve(HEADER, count=1), [b"x" * 2000], {}, HALL_KEY, DEVICE)
    with pytest.raises(Forged):
        open_segment(sealed, "h1", HALL_KEY)


@pytest.mark.parametrize(
    "fields",
    [
        {},
        [1, 2],
        ["h1", "w01-aaaaaa", 7, "", 1, "rot13", 2, []],
        ["h1", "w01-aaaaaa", "seven", "", 1, segments.ALGORITHM, 2, []],
        ["h1", "w01-aaaaaa", 7, "", 1, segments.ALGORITHM, 2, [["w02"]]],
    ],
)
def test_a_member_writes_a_header_nobody_knows(
    fields: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Signed, but of no format we know: refused, told, not guessed at."""
    monkeypatch.setattr(segments, "_header_bytes", lambda _header: json.dumps(fields).encode())
    sealed = seal(HEADER, LINES, KEYS, HALL_KEY, DEVICE)
    with pytest.raises(Forged, match="header"):
        open_segment(sealed, "h1", HALL_KEY)
