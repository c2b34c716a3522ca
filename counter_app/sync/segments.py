"""The sealed segment: a stretch of one window's facts as one write-once file.

Layout, in bytes (sync 5.3, 5.4):

    magic "CSG" format(1) · header length(2) · header · salt(16) · nonce(12) ·
    device key(32) · ciphertext · signature(64)

Everything before the ciphertext is its associated data. The key is derived per
segment from the hall key, actor, number and salt; the nonce is random, because
a restored window may seal other bytes under the same number. The Ed25519
signature of the device covers the SHA-256 of all before it.

The payload is one JSON line with the party keys the facts need, then the fact
lines as they stand in the journal, compressed. The keys stand apart so that no
fact's hash covers them: deleting a key must leave hashes and trails valid.
"""

import base64
import json
import os
import zlib
from collections.abc import Mapping, Sequence

import attrs
from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from counter_app.sync.shelf import fingerprint

FORMAT = 1
ALGORITHM = "chacha20-poly1305/zlib"
LARGEST_PAYLOAD = 64 * 1024 * 1024
"""Bytes a segment may unfold to; segments are cut at a few hundred KiB."""

_MAGIC = b"CSG" + bytes([FORMAT])
_SALT, _NONCE, _DEVICE, _TAG, _SIGNATURE = 16, 12, 32, 16, 64


class Torn(Exception):
    """Not a whole segment: cut off, or some other file."""


class Forged(Exception):
    """A whole segment that does not prove that a member of this hall wrote it."""


@attrs.frozen(kw_only=True)
class Header:
    """What a segment says in clear: its place in its window's chain, never a body.

    `observed` holds the heads of other windows that changed since the writer's
    previous segment, as (actor, number, h16): the cross-links of sync 5.4.
    """

    hall: str
    actor: str
    number: int
    previous: str
    epoch: int
    count: int
    observed: tuple[tuple[str, int, str], ...] = ()


@attrs.frozen(kw_only=True)
class Segment:
    """An opened segment: authentic, whole, and who signed it."""

    h16: str
    header: Header
    device: bytes
    lines: tuple[bytes, ...]
    keys: Mapping[str, bytes]


def seal(
    header: Header,
    lines: Sequence[bytes],
    keys: Mapping[str, bytes],
    hall_key: bytes,
    device: Ed25519PrivateKey,
) -> bytes:
    """The file of a segment. Sealing twice gives two different files."""
    if any(b"\n" in line for line in lines) or len(lines) != header.count:
        raise ValueError("a fact is one line and the header counts them")
    told = _header_bytes(header)
    salt, nonce = os.urandom(_SALT), os.urandom(_NONCE)
    front = b"".join(
        (
            _MAGIC,
            len(told).to_bytes(2, "big"),
            told,
            salt,
            nonce,
            device.public_key().public_bytes_raw(),
        )
    )
    cipher = ChaCha20Poly1305(_segment_key(hall_key, header, salt))
    sealed = front + cipher.encrypt(nonce, _payload(lines, keys), front)
    return sealed + device.sign(_digest(sealed))


def open_segment(data: bytes, hall: str, hall_key: bytes) -> Segment:
    """Check everything a segment claims and return what it carries.

    Raises Torn or Forged. Whether the signing device may speak for the actor is
    for the caller to ask (`Courier` pins the first device it meets).
    """
    if len(data) < len(_MAGIC) + 2 or not data.startswith(_MAGIC):
        raise Torn("not a segment of this format")
    start = len(_MAGIC) + 2
    salt_at = start + int.from_bytes(data[len(_MAGIC) : start], "big")
    nonce_at = salt_at + _SALT
    device_at = nonce_at + _NONCE
    sealed_at = device_at + _DEVICE
    if len(data) < sealed_at + _TAG + _SIGNATURE:
        raise Torn("the segment is cut off")
    device = data[device_at:sealed_at]
    _check_signature(data, device)
    header = _read_header(data[start:salt_at])
    if header.hall != hall:
        raise Forged("the segment belongs to another hall")
    cipher = ChaCha20Poly1305(_segment_key(hall_key, header, data[salt_at:nonce_at]))
    try:
        payload = cipher.decrypt(
            data[nonce_at:device_at], data[sealed_at:-_SIGNATURE], data[:sealed_at]
        )
    except InvalidTag as wrong:
        raise Forged("the segment is not sealed with the key of this hall") from wrong
    lines, keys = _read_payload(payload)
    if len(lines) != header.count:
        raise Forged("the segment does not carry as many facts as it says")
    return Segment(h16=fingerprint(data), header=header, device=device, lines=lines, keys=keys)


def _segment_key(hall_key: bytes, header: Header, salt: bytes) -> bytes:
    about = b"\0".join((b"seg", header.actor.encode(), str(header.number).encode()))
    return HKDF(algorithm=hashes.SHA256(), length=32, salt=salt, info=about).derive(hall_key)


def _digest(data: bytes) -> bytes:
    digest = hashes.Hash(hashes.SHA256())
    digest.update(data)
    return digest.finalize()


def _check_signature(data: bytes, device: bytes) -> None:
    try:
        Ed25519PublicKey.from_public_bytes(device).verify(
            data[-_SIGNATURE:], _digest(data[:-_SIGNATURE])
        )
    except InvalidSignature as wrong:
        raise Forged("the signature of the device does not fit") from wrong


def _header_bytes(header: Header) -> bytes:
    fields = [
        header.hall,
        header.actor,
        header.number,
        header.previous,
        header.epoch,
        ALGORITHM,
        header.count,
        header.observed,
    ]
    return json.dumps(fields, separators=(",", ":"), ensure_ascii=True).encode()


def _read_header(told: bytes) -> Header:
    try:
        hall, actor, number, previous, epoch, algorithm, count, observed = json.loads(told)
        if algorithm != ALGORITHM:
            raise ValueError(f"unknown algorithm {algorithm!r}")
        return Header(
            hall=str(hall),
            actor=str(actor),
            number=int(number),
            previous=str(previous),
            epoch=int(epoch),
            count=int(count),
            observed=tuple((str(who), int(n), str(h16)) for who, n, h16 in observed),
        )
    except (ValueError, TypeError) as odd:
        raise Forged("the header of the segment cannot be read") from odd


def _payload(lines: Sequence[bytes], keys: Mapping[str, bytes]) -> bytes:
    coded = {name: base64.b64encode(key).decode() for name, key in keys.items()}
    first = json.dumps(coded, sort_keys=True, separators=(",", ":")).encode()
    return zlib.compress(b"\n".join((first, *lines)), level=6)


def _read_payload(payload: bytes) -> tuple[tuple[bytes, ...], dict[str, bytes]]:
    """Fact lines and keys; only called on what a member of the hall has sealed."""
    unfolding = zlib.decompressobj()
    try:
        text = unfolding.decompress(payload, LARGEST_PAYLOAD)
        if not unfolding.eof:
            raise ValueError("the payload is too large or cut off")
        first, *lines = text.split(b"\n")
        keys = {str(name): base64.b64decode(key) for name, key in json.loads(first).items()}
    except (zlib.error, ValueError, TypeError, AttributeError) as odd:
        raise Forged("the payload of the segment cannot be read") from odd
    return tuple(lines), keys
