"""IPP messages as bytes (RFC 8010): the little of it that a counter needs."""

import struct
from collections.abc import Sequence
from typing import Any

from attrs import frozen

INTEGER, BOOLEAN, ENUM = 0x21, 0x22, 0x23
TEXT, NAME, KEYWORD, URI, CHARSET, LANGUAGE, MIME = 0x41, 0x42, 0x44, 0x45, 0x47, 0x48, 0x49
_OPERATION, JOB, _END, PRINTER = 0x01, 0x02, 0x03, 0x04
_FIRST_VALUE_TAG = 0x10
_VERSION = (2, 0)

Attribute = tuple[int, str, int | str | bool]


class BrokenMessage(ValueError):
    """What came back is no IPP message."""


@frozen
class Answer:
    """A decoded response: its status code and the attributes of each group."""

    status: int
    groups: tuple[tuple[int, dict[str, list[Any]]], ...]

    @property
    def is_good(self) -> bool:
        """Whether the request was carried out."""
        return self.status < 0x0100

    def first(self, group: int) -> dict[str, list[Any]]:
        """The attributes of the first group of this kind; empty when there is none."""
        return next((attributes for tag, attributes in self.groups if tag == group), {})


def _encode(tag: int, name: str, value: int | str | bool) -> bytes:
    if tag in (INTEGER, ENUM):
        data = struct.pack(">i", value)
    elif tag == BOOLEAN:
        data = b"\1" if value else b"\0"
    else:
        data = str(value).encode()
    label = name.encode()
    return struct.pack(">BH", tag, len(label)) + label + struct.pack(">H", len(data)) + data


def request(
    operation: int,
    number: int,
    uri: str,
    attributes: Sequence[Attribute],
    job: Sequence[Attribute] = (),
) -> bytes:
    """A request without its document. Attributes of one name in a row make one list."""
    opening: list[Attribute] = [
        (CHARSET, "attributes-charset", "utf-8"),
        (LANGUAGE, "attributes-natural-language", "zh-cn"),
        (URI, "printer-uri", uri),
    ]
    parts = [struct.pack(">BBHi", *_VERSION, operation, number), bytes([_OPERATION])]
    before = ""
    for tag, name, value in [*opening, *attributes]:
        parts.append(_encode(tag, "" if name == before else name, value))
        before = name
    if job:
        parts.append(bytes([JOB]))
        parts += [_encode(*attribute) for attribute in job]
    return b"".join([*parts, bytes([_END])])


def answer(data: bytes) -> Answer:
    """Decode a response; raises BrokenMessage."""
    try:
        return _decode(data)
    except (struct.error, IndexError, UnicodeDecodeError) as fault:
        raise BrokenMessage(str(fault)) from fault


def _decode(data: bytes) -> Answer:
    status: int = struct.unpack_from(">H", data, 2)[0]
    groups: list[tuple[int, dict[str, list[Any]]]] = []
    at, current = 8, ""
    while data[at] != _END:
        tag = data[at]
        at += 1
        if tag < _FIRST_VALUE_TAG:
            groups.append((tag, {}))
            continue
        length = struct.unpack_from(">H", data, at)[0]
        name = data[at + 2 : at + 2 + length].decode()
        at += 2 + length
        size = struct.unpack_from(">H", data, at)[0]
        raw = data[at + 2 : at + 2 + size]
        at += 2 + size
        current = name or current
        groups[-1][1].setdefault(current, []).append(_value(tag, raw))
    return Answer(status, tuple(groups))


def _value(tag: int, raw: bytes) -> Any:
    if tag in (INTEGER, ENUM) and len(raw) == 4:
        return struct.unpack(">i", raw)[0]
    if tag == BOOLEAN:
        return raw != b"\0"
    if 0x40 <= tag < 0x60:
        return raw.decode("utf-8", "replace")
    return raw
