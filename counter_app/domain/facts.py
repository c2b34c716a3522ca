"""Facts: what happened, who wrote it, and what its writer had seen.

Everything that must reach another window is a fact; nothing is ever updated or
deleted. This file holds the envelope; the bodies stand beside it in `bodies/`,
one file per kind of subject, and register themselves here by kind and version.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any, ClassVar, TypeVar, dataclass_transform

import attrs

SEALED_BY = "sealed_by"
"""Metadata key: the attribute is encrypted under the key of the party its sibling names."""

HLC_COUNTER_BITS = 16
MAX_DRIFT_MS = 10 * 60 * 1000
"""A foreign clock further ahead than this does not pull ours forward (sync 6.7)."""


class Body:
    """What a fact says. Subclasses are frozen attrs classes made with `@body`."""

    kind: ClassVar[str]
    version: ClassVar[int]

    @classmethod
    def subject_kind(cls) -> str:
        """`case` for `case.received`: the kind of subject the fact belongs to."""
        return cls.kind.partition(".")[0]


B = TypeVar("B", bound=Body)
_BODIES: dict[tuple[str, int], type[Body]] = {}


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(attrs.field,))
def body(kind: str, version: int = 1) -> Callable[[type[B]], type[B]]:
    """Make a class a frozen fact body, registered under `kind` and `version`."""

    def register(cls: type[B]) -> type[B]:
        if (kind, version) in _BODIES:
            raise ValueError(f"fact kind {kind} version {version} is declared twice")
        made = attrs.frozen(kw_only=True)(cls)
        made.kind = kind
        made.version = version
        _BODIES[kind, version] = made
        return made

    return register


def bodies() -> Mapping[tuple[str, int], type[Body]]:
    """Every registered body by (kind, version)."""
    return dict(_BODIES)


@attrs.frozen
class UnknownBody(Body):
    """A body of a newer program: kept, chained, forwarded; its subject “needs update”."""

    unknown_kind: str
    unknown_version: int
    raw: Mapping[str, Any]


def sealed(by: str, **options: Any) -> Any:
    """A body attribute that is stored encrypted under the key of the party in attribute `by`."""
    return attrs.field(metadata={SEALED_BY: by}, **options)


@attrs.frozen(kw_only=True)
class Fact:
    """One thing that happened to one subject.

    `id` is `actor:seq:h8`; the first fact of a subject gives the subject its id.
    `parents` are the heads of the subject as the writer saw them. `hlc` is a
    hybrid logical clock (milliseconds << 16 | counter). `happened_at` differs
    from `recorded_at` only for late entries, which say why.
    """

    id: str
    actor: str
    seq: int
    subject_kind: str
    subject: str
    parents: tuple[str, ...]
    hlc: int
    happened_at: datetime
    recorded_at: datetime
    clerk: str
    window: str
    body: Body
    late_reason: str = ""

    @property
    def order(self) -> tuple[int, str]:
        """Total order among facts: causality first (in the clock), ids break ties."""
        return (self.hlc, self.id)


def in_order(facts: Iterable[Fact]) -> list[Fact]:
    """`facts` without duplicates in (hlc, id) order: what every fold replays."""
    return sorted({fact.id: fact for fact in facts}.values(), key=lambda fact: fact.order)


def heads(facts: Iterable[Fact]) -> tuple[str, ...]:
    """Ids of the facts no other fact of the set names as parent, sorted."""
    kept = {fact.id: fact for fact in facts}
    seen = {parent for fact in kept.values() for parent in fact.parents}
    return tuple(sorted(set(kept) - seen))


def tick(now_ms: int, last: int, parents: Iterable[int] = ()) -> int:
    """The next hybrid clock value: above the wall clock, our own last and every parent."""
    return max([now_ms << HLC_COUNTER_BITS, last + 1, *(parent + 1 for parent in parents)])


def heard(now_ms: int, last: int, foreign: int) -> int:
    """Our clock after hearing `foreign`; a clock far ahead is not followed."""
    if (foreign >> HLC_COUNTER_BITS) - now_ms > MAX_DRIFT_MS:
        return last
    return max(last, foreign)
