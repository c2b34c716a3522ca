"""Sample facts, one for every registered body; run as a module it writes the missing fossils."""

import enum
import typing
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from types import UnionType
from typing import Any, get_args, get_origin

import attrs

from counter_app.domain.clock import CST
from counter_app.domain.facts import SEALED_BY, Body, Fact, bodies
from counter_app.models.codec import encode

FOLDER = Path(__file__).resolve().parent.parent / "fossils"
KEY_NAME = "fossil-key"
INSTANT = datetime(2026, 3, 2, 9, 30, tzinfo=CST)


class FossilVault:
    """Holds the one key all fossils are sealed under."""

    def key(self, name: str) -> bytes | None:
        return b"fossil key of thirty-two bytes.." if name == KEY_NAME else None


def file_of(kind: str, version: int) -> Path:
    """Where the sample line of a body lies."""
    return FOLDER / f"{kind}.v{version}.json"


def sample(body: type[Body]) -> Fact:
    """A fact whose body has every attribute filled."""
    return Fact(
        id="",
        actor="w03-0a1b2c",
        seq=7,
        subject_kind=body.subject_kind(),
        subject="w03-0a1b2c:5:00c0ffee",
        parents=("w03-0a1b2c:6:00c0ffee",),
        hlc=116_123_456_789_000_000,
        happened_at=INSTANT,
        recorded_at=INSTANT,
        clerk="clerk-1",
        window="W03",
        body=_filled(body),
    )


def _filled(cls: type[Any]) -> Any:
    hints = typing.get_type_hints(cls)
    fields = attrs.fields(cls)
    keys = {field.metadata[SEALED_BY] for field in fields if SEALED_BY in field.metadata}
    return cls(
        **{
            field.name: KEY_NAME if field.name in keys else _value(hints[field.name], field.name)
            for field in fields
        }
    )


def _value(hint: Any, name: str) -> Any:
    origin = get_origin(hint)
    if origin in (UnionType, typing.Union):
        return _value(get_args(hint)[0], name)
    if origin is tuple:
        return (_value(get_args(hint)[0], name),)
    if origin in (dict, Mapping):
        return {name: "值"}
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return next(iter(hint))
    if attrs.has(hint):
        return _filled(hint)
    plain = {str: f"{name} 值", int: 3, bool: True, date: INSTANT.date(), datetime: INSTANT}
    return plain[hint]


def write_missing() -> list[Path]:
    """Write a fossil for each body that has none; existing ones are never touched."""
    missing = [key for key in bodies() if not file_of(*key).exists()]
    for kind, version in missing:
        _, line = encode(sample(bodies()[kind, version]), FossilVault())
        file_of(kind, version).write_bytes(line)
    return [file_of(*key) for key in missing]


if __name__ == "__main__":
    for written in write_missing():
        print(written.name)
