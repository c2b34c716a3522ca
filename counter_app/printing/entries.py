"""Fields of a layout as somebody types them: one line, several lines, or a choice, and back."""

import enum
import json
import re
from collections.abc import Mapping
from typing import Any, get_args, get_origin

import attrs
from attrs import frozen

from counter_app.domain.errors import InputFault
from counter_app.printing.blocks import BLOCKS
from counter_app.printing.spec import CHOICES, Base, Page, PaperSpec, Value
from counter_app.printing.template import Template
from counter_app.words import _

SEPARATOR = "|"
_NAMING = {
    "when": ("text", "list", "rows", "image"),
    "unless": ("text", "list", "rows", "image"),
    "each": ("list", "rows"),
    "code": ("text",),
    "chosen": ("list",),
}
"""Fields that name a value, with the types that value may have."""
_FIRST = (
    "text", "each", "rows", "head", "cells", "foot", "lines", "texts", "options", "value", "cols"
)  # fmt: skip


class Shape(enum.StrEnum):
    """How a field is typed."""

    FLAG = "flag"
    CHOICE = "choice"
    NUMBER = "number"
    LINE = "line"
    NOTE = "note"
    NUMBERS = "numbers"
    LINES = "lines"
    ROWS = "rows"


@frozen(kw_only=True)
class Entry:
    """One field: its name (`page.size`, `cols`), how it is typed, and what stands there now.

    `choices` are those of a CHOICE, the empty one first where the field may be left out.
    """

    name: str
    shape: Shape
    text: str
    choices: tuple[str, ...] = ()
    needed: bool = False

    @property
    def key(self) -> str:
        """The name within its table."""
        return self.name.rpartition(".")[2]


def sheet_entries(data: Mapping[str, Any]) -> tuple[Entry, ...]:
    """What holds for the whole paper; `data` is the parsed layout."""
    root = {field.name: field for field in attrs.fields(PaperSpec)}
    found = [_entry("title", root["title"], data)]
    for table, kind in (("page", Page), ("base", Base)):
        part = data.get(table, {})
        found += [_entry(f"{table}.{one.name}", one, part) for one in attrs.fields(kind)]
    found += [_entry(name, root[name], data) for name in ("fit", "copies", "footer")]
    return tuple(found)


def block_entries(block: Mapping[str, Any], values: Mapping[str, Value]) -> tuple[Entry, ...]:
    """The fields of a block, its own before those every block has; `off` is not among them."""
    kind = BLOCKS[block["type"]]
    fields = sorted(attrs.fields(kind), key=_rank)
    return tuple(_entry(one.name, one, block, values) for one in fields if one.name != "off")


def _rank(attribute: Any) -> tuple[int, bool]:
    """What the block says comes first, then its measures, then what every block has."""
    name = attribute.name
    return (_FIRST.index(name) if name in _FIRST else len(_FIRST), attribute.inherited)


def _entry(
    name: str, attribute: Any, table: Mapping[str, Any], values: Mapping[str, Value] | None = None
) -> Entry:
    key = name.rpartition(".")[2]
    needed = attribute.default is attrs.NOTHING
    shape = _shape(key, attribute.type)
    choices = CHOICES.get(key, ())
    if key in _NAMING or (key == "value" and values is not None):
        types = _NAMING.get(key, ("text", "image"))
        names = [one for one, value in (values or {}).items() if value.type in types]
        shape, choices = Shape.CHOICE, tuple(names)
    if shape is Shape.CHOICE:
        choices = choices if needed else ("", *filter(None, choices))
    elif shape is Shape.FLAG:
        choices = ("", "true")
    given = table.get(key)
    text = "" if given is None else shown(shape, given)
    return Entry(name=name, shape=shape, text=text, choices=choices, needed=needed)


def _shape(key: str, kind: Any) -> Shape:
    if get_origin(kind) is tuple:
        inner = get_args(kind)[0]
        if get_origin(inner) is tuple:
            return Shape.ROWS
        return Shape.NUMBERS if inner is float else Shape.LINES
    if kind is bool:
        return Shape.FLAG
    if kind in (float, int):
        return Shape.NUMBER
    if kind is Template:
        return Shape.NOTE
    return Shape.CHOICE if key in CHOICES else Shape.LINE


def shown(shape: Shape, value: Any) -> str:
    """A value of the layout as it is typed; one of a wrong type is shown as it stands."""
    if shape is Shape.FLAG:
        return "true" if value is True else ""
    if shape is Shape.ROWS and isinstance(value, list):
        return "\n".join(
            f" {SEPARATOR} ".join(_escaped(str(cell)) for cell in row)
            for row in value
            if isinstance(row, list)
        )
    if shape is Shape.LINES and isinstance(value, list):
        return "\n".join(_escaped(str(one), bars=False) for one in value)
    if shape is Shape.NUMBERS and isinstance(value, list):
        return ", ".join(str(one) for one in value)
    return str(value)


def _escaped(text: str, *, bars: bool = True) -> str:
    text = text.replace("\\", "\\\\").replace("\n", "\\n")
    return text.replace(SEPARATOR, f"\\{SEPARATOR}") if bars else text


_ESCAPE = re.compile(r"\\(.)")


def _plain(text: str) -> str:
    return _ESCAPE.sub(lambda found: "\n" if found[1] == "n" else found[1], text)


def _cells(line: str) -> list[str]:
    return [_plain(cell.strip(" ")) for cell in re.split(rf"(?<!\\)\{SEPARATOR}", line)]


def meant(entry: Entry, text: str) -> Any:
    """What `text`, typed for `entry`, means; None for a field left out.

    Raises InputFault on the entry's name.
    """
    if not text.strip(" "):
        if entry.needed:
            raise InputFault({entry.name: _("This is needed here.")})
        return None
    if entry.shape is Shape.FLAG:
        return True
    if entry.shape is Shape.NUMBER:
        return _number(entry.name, text)
    if entry.shape is Shape.NUMBERS:
        return [_number(entry.name, one) for one in re.split(r"[,，、\s]+", text.strip(" ,，、\n"))]
    if entry.shape is Shape.LINES:
        return [_plain(line) for line in text.split("\n")]
    if entry.shape is Shape.ROWS:
        return [_cells(line) for line in text.split("\n") if line.strip()]
    return text


def _number(name: str, text: str) -> int | float:
    try:
        number = float(text.strip())
    except ValueError:
        raise InputFault({name: _("A number is expected here, e.g. 10.5.")}) from None
    return int(number) if number.is_integer() else number


def written(value: Any) -> str:
    """A value as TOML; rows stand one under the other."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, list):
        if value and isinstance(value[0], list):
            return "[\n" + "".join(f"  {written(row)},\n" for row in value) + "]"
        return f"[{', '.join(written(one) for one in value)}]"
    return str(value)
