"""Reading plain JSON documents: every complaint names the field it is about."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any, TypeVar

from counter_app.domain.errors import InputFault
from counter_app.words import _

UNVERIFIED = "未核定"
PLACEHOLDER_MARKS = ("占位", "待本县核定", "待核定", UNVERIFIED, "UNVERIFIED")

Kind = TypeVar("Kind", bound=StrEnum)


def shown(value: str | None) -> str:
    """The value, or 未核定 where this county has not confirmed one."""
    return value if value else UNVERIFIED


def is_placeholder(value: object) -> bool:
    """Whether `value` stands for something that nobody has confirmed."""
    return isinstance(value, str) and any(mark in value for mark in PLACEHOLDER_MARKS)


def read_text(content: Mapping[str, Any], key: str, where: str = "") -> str:
    """A text; absent or null is ""."""
    value = content.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise InputFault({where + key: _("Text is expected here.")})
    return value.strip()


def read_required(content: Mapping[str, Any], key: str, where: str = "") -> str:
    """A text that must be there."""
    value = read_text(content, key, where)
    if not value:
        raise InputFault({where + key: _("Please fill this in.")})
    return value


def read_fact(content: Mapping[str, Any], key: str, where: str = "") -> str | None:
    """A text of this county, or None when it is absent or only a placeholder."""
    value = read_text(content, key, where)
    return None if not value or is_placeholder(value) else value


def read_texts(content: Mapping[str, Any], key: str, where: str = "") -> tuple[str, ...]:
    """A list of texts; absent or null is empty, blank entries are dropped."""
    values = read_rows(content, key, where)
    if not all(isinstance(value, str) for value in values):
        raise InputFault({where + key: _("A list of texts is expected here.")})
    return tuple(value.strip() for value in values if value.strip())


def read_rows(content: Mapping[str, Any], key: str, where: str = "") -> Sequence[Any]:
    """A list; absent or null is empty."""
    values = content.get(key)
    if values is None:
        return ()
    if not isinstance(values, list | tuple):
        raise InputFault({where + key: _("A list is expected here.")})
    return values


def read_record(value: object, where: str) -> Mapping[str, Any]:
    """A table of named values."""
    if not isinstance(value, Mapping):
        raise InputFault({where: _("Named values are expected here.")})
    return value


def read_count(content: Mapping[str, Any], key: str, where: str = "") -> int | None:
    """A number of pieces, 0 or more; None where the source states none."""
    value = content.get(key)
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise InputFault({where + key: _("A whole number, 0 or more, is expected here.")})
    return value


def read_flag(content: Mapping[str, Any], key: str, where: str = "") -> bool:
    """Yes or no; absent or null is no."""
    value = content.get(key)
    if value is None:
        return False
    if not isinstance(value, bool):
        raise InputFault({where + key: _("Yes or no is expected here.")})
    return value


def read_kind(content: Mapping[str, Any], key: str, kinds: type[Kind], where: str = "") -> Kind:
    """One of the values of `kinds`."""
    value = content.get(key)
    try:
        return kinds(value if isinstance(value, str) else "")
    except ValueError:
        message = _("“{value}” is not known here; use one of: {known}.")
        known = ", ".join(kinds)
        raise InputFault({where + key: message.format(value=value, known=known)}) from None
