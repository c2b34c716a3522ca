"""The only place that knows how a fact is written down.

A line is canonical JSON (sorted keys, no spaces, UTF-8, no floats) of the
envelope and the body. It does not carry its own id: the id is `actor:seq:h8`,
`h8` being the first 8 hex digits of the SHA-256 of the line. A first fact
writes an empty subject, because the subject takes the id of the fact. Sealed
attributes stand as ciphertext, so hashes hold after an erasure.
"""

import base64
import enum
import hashlib
import json
import os
from binascii import Error as NotBase64
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, cast, get_args, get_origin

import attrs
import cattrs
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from counter_app.domain import bodies as _registered  # noqa: F401  # registers every body
from counter_app.domain.clock import CST
from counter_app.domain.facts import SEALED_BY, Body, Fact, UnknownBody, bodies
from counter_app.models.vault import PartyVault, Vault

__all__ = ["MalformedFact", "PartyVault", "Vault", "canonical", "decode", "encode", "key_names"]

HASH_DIGITS = 8
NONCE_BYTES = 12
LARGEST_INTEGER = 2**63 - 1
"""What a column of the database can hold."""


_PLAIN = frozenset({str, int, bool, type(None)})
"""Values that hold no other: most of a line, and not worth a call each."""

_canonical_json = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))

UNREADABLE = (
    ValueError,
    KeyError,
    TypeError,
    OverflowError,
    RecursionError,
    cattrs.errors.CattrsError,
)
"""What reading a wrong line may end in."""


class MalformedFact(ValueError):
    """A line that no program of ours can have written."""


def encode(fact: Fact, vault: Vault) -> tuple[str, bytes]:
    """The id and the line of `fact`; its own `id` is not looked at except to tell a first fact.

    `subject` is empty (or the fact's id) for the first fact of a subject. Raises ValueError for
    what must not be written: floats, naive instants, a sealed attribute without its key.
    """
    kind, version, content = _body_out(fact.body, vault)
    recorded_at = _instant_out(fact.recorded_at)
    at_once = fact.happened_at is fact.recorded_at
    line = canonical(
        {
            "actor": fact.actor,
            "seq": fact.seq,
            "subject_kind": fact.subject_kind,
            "subject": "" if fact.subject == fact.id else fact.subject,
            "parents": list(fact.parents),
            "hlc": fact.hlc,
            "happened_at": recorded_at if at_once else _instant_out(fact.happened_at),
            "recorded_at": recorded_at,
            "clerk": fact.clerk,
            "window": fact.window,
            "late_reason": fact.late_reason,
            "kind": kind,
            "version": version,
            "body": content,
        }
    )
    return _id(fact.actor, fact.seq, line), line


def decode(line: bytes, vault: Vault) -> Fact:
    """The fact written in `line`; an erased attribute is None, a newer body `UnknownBody`.

    Raises MalformedFact.
    """
    try:
        content = _parsed(line)
        fact_id = _id(_text(content["actor"]), _number(content["seq"]), line)
        return Fact(
            id=fact_id,
            actor=content["actor"],
            seq=content["seq"],
            subject_kind=_text(content["subject_kind"]),
            subject=_text(content["subject"]) or fact_id,
            parents=_converter.structure(content["parents"], tuple[str, ...]),
            hlc=_number(content["hlc"]),
            happened_at=_instant_in(content["happened_at"]),
            recorded_at=_instant_in(content["recorded_at"]),
            clerk=_text(content["clerk"]),
            window=_text(content["window"]),
            late_reason=_text(content["late_reason"]),
            body=_body_in(_text(content["kind"]), _number(content["version"]), content, vault),
        )
    except MalformedFact:
        raise
    except UNREADABLE as error:
        raise MalformedFact(f"{type(error).__name__}: {error}") from error


def key_names(line: bytes) -> tuple[str, ...]:
    """The keys the sealed attributes of `line` are under; none for a body of a newer program.

    Raises MalformedFact.
    """
    try:
        content = _parsed(line)
        raw = content["body"]
        cls = bodies().get((content["kind"], content["version"]))
        by = sorted(set(_sealed_attributes(cls).values())) if cls else []
        return tuple(_text(raw[name]) for name in by if raw[name])
    except MalformedFact:
        raise
    except UNREADABLE as error:
        raise MalformedFact(f"{type(error).__name__}: {error}") from error


def canonical(content: Any) -> bytes:
    """`content` as the one JSON text it has; raises ValueError for a float anywhere."""
    _refuse_floats(content)
    return _canonical_json.encode(content).encode("utf-8")


def _id(actor: str, seq: int, line: bytes) -> str:
    return f"{actor}:{seq}:{hashlib.sha256(line).hexdigest()[:HASH_DIGITS]}"


def _refuse_floats(content: Any) -> None:
    if type(content) in _PLAIN:
        return
    if isinstance(content, float):
        raise ValueError(
            f"{content!r} is a float; write amounts in fen and shares in whole numbers"
        )
    if isinstance(content, Mapping):
        for key, value in content.items():
            if not isinstance(key, str):
                raise ValueError(f"{key!r} is no text and cannot name a value")
            if type(value) not in _PLAIN:
                _refuse_floats(value)
    elif isinstance(content, list | tuple):
        for value in content:
            _refuse_floats(value)


def _parsed(line: bytes) -> dict[str, Any]:
    content = json.loads(
        line.decode("utf-8"),
        parse_float=_no_float,
        parse_constant=_no_float,
        object_pairs_hook=_once,
    )
    if not isinstance(content, dict):
        raise MalformedFact("a line holds one object")
    return content


def _no_float(text: str) -> float:
    raise MalformedFact(f"{text} is a float")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    content = dict(pairs)
    if len(content) != len(pairs):
        raise MalformedFact("a name is used twice")
    return content


# Bodies and their sealed attributes

_sealed_of: dict[type[Body], dict[str, str]] = {}


def _sealed_attributes(cls: type[Body]) -> dict[str, str]:
    """Sealed attribute → the attribute that names its key; looked up once a class."""
    known = _sealed_of.get(cls)
    if known is None:
        known = _sealed_of[cls] = {
            field.name: field.metadata[SEALED_BY]
            for field in attrs.fields(cast(type[attrs.AttrsInstance], cls))
            if SEALED_BY in field.metadata
        }
    return known


def _body_out(body: Body, vault: Vault) -> tuple[str, int, dict[str, Any]]:
    if isinstance(body, UnknownBody):
        return body.unknown_kind, body.unknown_version, dict(body.raw)
    content: dict[str, Any] = _converter.unstructure(body)
    for name, by in _sealed_attributes(type(body)).items():
        if content[by] and content[name] is not None:
            content[name] = _seal(content[name], body.kind, name, content[by], vault)
    return body.kind, body.version, content


def _body_in(kind: str, version: int, content: dict[str, Any], vault: Vault) -> Body:
    raw = content["body"]
    if not isinstance(raw, dict):
        raise MalformedFact("a body is an object")
    cls = bodies().get((kind, version))
    if cls is None:
        return UnknownBody(unknown_kind=kind, unknown_version=version, raw=raw)
    opened = dict(raw)
    for name, by in _sealed_attributes(cls).items():
        if raw[by] and raw.get(name) is not None:
            opened[name] = _unseal(_text(raw[name]), kind, name, _text(raw[by]), vault)
    return _converter.structure(opened, cls)


def _seal(value: Any, kind: str, name: str, by: str, vault: Vault) -> str:
    key = vault.key(by)
    if key is None:
        raise ValueError(f"{kind}.{name} cannot be sealed: no key {by}")
    nonce = os.urandom(NONCE_BYTES)
    sealed = ChaCha20Poly1305(key).encrypt(nonce, canonical(value), f"{kind}.{name}".encode())
    return base64.b64encode(nonce + sealed).decode("ascii")


def _unseal(text: str, kind: str, name: str, by: str, vault: Vault) -> Any:
    try:
        sealed = base64.b64decode(text, validate=True)
    except NotBase64 as error:
        raise MalformedFact(f"{kind}.{name} is not sealed as it should be") from error
    key = vault.key(by)
    if key is None:
        return None
    try:
        opened = ChaCha20Poly1305(key).decrypt(
            sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], f"{kind}.{name}".encode()
        )
    except InvalidTag as error:
        raise MalformedFact(f"{kind}.{name} was changed after it was sealed") from error
    return json.loads(opened)


# Values


def _text(value: Any, _cls: Any = None) -> str:
    if not isinstance(value, str):
        raise MalformedFact(f"{value!r} is not text")
    return value


def _number(value: Any, _cls: Any = None) -> int:
    if type(value) is not int or abs(value) > LARGEST_INTEGER:
        raise MalformedFact(f"{value!r} is not a whole number we can keep")
    return value


def _truth(value: Any, _cls: Any = None) -> bool:
    if not isinstance(value, bool):
        raise MalformedFact(f"{value!r} is neither true nor false")
    return value


def _instant_out(value: datetime) -> str:
    if value.tzinfo is None:
        raise ValueError(f"{value} has no time zone")
    return value.astimezone(CST).isoformat()


def _instant_in(value: Any, _cls: Any = None) -> datetime:
    instant = datetime.fromisoformat(_text(value))
    if instant.tzinfo is None:
        raise MalformedFact(f"{value} has no time zone")
    return instant.astimezone(CST)


def _day_in(value: Any, _cls: Any = None) -> date:
    return date.fromisoformat(_text(value))


def _row_in(value: Any, cls: Any) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise MalformedFact(f"{value!r} is not a list")
    return tuple(_converter.structure(item, get_args(cls)[0]) for item in value)


def _is_row(cls: Any) -> bool:
    return get_origin(cls) is tuple and get_args(cls)[1:] == (...,)


def _made_converter() -> cattrs.Converter:
    converter = cattrs.Converter(forbid_extra_keys=True, detailed_validation=False)
    converter.register_structure_hook(str, _text)
    converter.register_structure_hook(int, _number)
    converter.register_structure_hook(enum.StrEnum, lambda value, cls: cls(_text(value)))
    converter.register_structure_hook(enum.IntEnum, lambda value, cls: cls(_number(value)))
    converter.register_structure_hook(bool, _truth)
    converter.register_structure_hook(date, _day_in)
    converter.register_structure_hook(datetime, _instant_in)
    converter.register_structure_hook_func(_is_row, _row_in)
    converter.register_unstructure_hook(date, date.isoformat)
    converter.register_unstructure_hook(datetime, _instant_out)
    return converter


_converter = _made_converter()
