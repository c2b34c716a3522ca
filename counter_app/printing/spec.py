"""A paper as declared in `resources/papers/<kind>.toml`, checked when it is loaded.

Every fault names the file, the line and the field, because a supervisor edits these texts.
"""

import re
import tomllib
from collections.abc import Mapping
from typing import Any, get_args, get_origin

import attrs
from attrs import field, frozen

from counter_app.domain.errors import InputFault
from counter_app.domain.numbering import Series
from counter_app.domain.wordings.state import version_of
from counter_app.printing.blocks import (
    BLOCKS,
    Block,
    BoxBlock,
    Grid,
    ImageBlock,
    QrBlock,
    SealBlock,
    TableBlock,
    TextBlock,
    TicksBlock,
    TypedBlock,
)
from counter_app.printing.fonts import CHAINS
from counter_app.printing.operations import BLACK, GREY, PALE, RED
from counter_app.printing.template import EMPTY, Template
from counter_app.words import _

SIZES: dict[str, tuple[float, float]] = {
    "A3": (297, 420),
    "A4": (210, 297),
    "A4L": (297, 210),
    "A5": (148, 210),
    "A5L": (210, 148),
    "roll80": (72, 0),
    "roll58": (48, 0),
    "form241": (241, 140),
}
TYPES = ("text", "list", "rows", "image")
CHOICES = {
    "align": ("left", "center", "right", "justify"),
    "color": (BLACK, RED, GREY, PALE),
    "face": ("", *CHAINS),
    "label_face": tuple(CHAINS),
    "type": TYPES,
    "size": tuple(SIZES),
    "series": tuple(Series),
}
_ROUNDING = 0.01  # mm
_COUNTERS = frozenset({"copy", "page", "pages"})
"""What the foot of a sheet knows besides the values."""
_OF_ENTRIES = frozenset({"text", "prefix", "cells"})
"""The fields that are filled once for each entry and know its number `n` and its columns."""


@frozen(kw_only=True)
class Page:
    """The sheet; `margin` is top, right, bottom, left in mm. Rolls are cut where the text ends."""

    size: str
    margin: tuple[float, ...]


@frozen(kw_only=True)
class Base:
    """The type of running text."""

    face: str = "body"
    size: float = 10.5
    lead: float = 14.0


@frozen(kw_only=True)
class Value:
    """One value the caller gives: its Chinese label, type and, for rows, the columns."""

    label: str
    type: str = "text"
    required: bool = False
    columns: tuple[str, ...] = ()


@frozen(kw_only=True)
class PaperSpec:
    """A checked paper. `version` is a short hash of its text; `fit` the sheets it should fit on.

    `series` says which numbers it bears (`domain.numbering.Series`), empty for none.
    """

    kind: str
    version: str
    title: str
    page: Page
    base: Base
    values: Mapping[str, Value]
    blocks: tuple[Block, ...]
    series: str = ""
    fit: int = 0
    copies: tuple[str, ...] = ()
    footer: Template = EMPTY
    sample: Mapping[str, Any] = field(factory=dict)


class _Reader:
    """Turns tables into records and knows where in the file it is."""

    def __init__(self, name: str, text: str) -> None:
        self._name = name
        self._lines = text.splitlines()
        self._starts = [n for n, line in enumerate(self._lines) if line.strip() == "[[block]]"]

    def fault(self, key: str, message: str, block: int | None = None) -> InputFault:
        line = self._line(key, block)
        return InputFault({f"{self._name}:{line} {key}": message})

    def _line(self, key: str, block: int | None) -> int:
        ends = [*self._starts, len(self._lines)]
        first, last = (0, len(self._lines)) if block is None else (ends[block], ends[block + 1])
        for number in range(first, last):
            if self._lines[number].split("=")[0].strip(" []") == key:
                return number + 1
        return first + 1

    def record(self, kind: type[Any], table: object, key: str, block: int | None = None) -> Any:
        if not isinstance(table, dict):
            raise self.fault(key, _("A table is expected here."), block)
        known = {f.name: f for f in attrs.fields(kind)}
        for name in table:
            if name not in known:
                raise self.fault(name, _("This field does not exist here."), block)
        for name, attribute in known.items():
            if attribute.default is attrs.NOTHING and name not in table:
                raise self.fault(key, _("The field {name} is missing.").format(name=name), block)
        return kind(**{n: self.read(known[n].type, value, n, block) for n, value in table.items()})

    def read(self, kind: Any, value: object, key: str, block: int | None) -> Any:
        if get_origin(kind) is tuple:
            if not isinstance(value, list):
                raise self.fault(key, _("A list is expected here."), block)
            return tuple(self.read(get_args(kind)[0], item, key, block) for item in value)
        if kind is Template:
            return self._template(value, key, block)
        if kind is int and isinstance(value, int) and not isinstance(value, bool) and value < 0:
            raise self.fault(key, _("A number cannot be negative."), block)
        if kind is float and isinstance(value, int | float) and not isinstance(value, bool):
            if value < 0:
                raise self.fault(key, _("A length cannot be negative."), block)
            return float(value)
        if not isinstance(value, kind) or isinstance(value, bool) != (kind is bool):
            raise self.fault(key, _("A {kind} is expected here.").format(kind=kind.__name__), block)
        if kind is str and key in CHOICES and value not in CHOICES[key]:
            choices = ", ".join(filter(None, CHOICES[key]))
            raise self.fault(key, _("Choose one of: {choices}").format(choices=choices), block)
        return value

    def _template(self, value: object, key: str, block: int | None) -> Template:
        if not isinstance(value, str):
            raise self.fault(key, _("A {kind} is expected here.").format(kind="str"), block)
        try:
            return Template.parse(value)
        except ValueError as fault:
            raise self.fault(key, str(fault), block) from fault


def load_spec(kind: str, text: str, shared: PaperSpec | None = None) -> PaperSpec:
    """Check the TOML `text` of the paper `kind`; raises InputFault naming line and field.

    A further layout of a paper prints the values, the sample and the numbers of `shared`.
    """
    name = f"{kind}.toml"
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise unreadable(name, fault) from fault
    reader = _Reader(name, text)
    blocks = data.pop("block", [])
    own = _own(reader, data) if shared is None else _shared(reader, data, shared)
    spec = PaperSpec(
        kind=kind,
        version=version_of(text),
        blocks=tuple(_read_block(reader, n, table) for n, table in enumerate(blocks)),
        **own,
        **_parts(reader, data),
    )
    for index, block in enumerate(spec.blocks):
        _check_names(reader, spec, index, block)
        _check_width(reader, spec, index, block)
    _check_sheet(reader, spec)
    return spec


def _own(reader: _Reader, data: dict[str, Any]) -> dict[str, Any]:
    """The values a main layout declares."""
    tables = data.pop("values", {})
    return {"values": {key: reader.record(Value, table, key) for key, table in tables.items()}}


def _shared(reader: _Reader, data: Mapping[str, Any], shared: PaperSpec) -> dict[str, Any]:
    """What a further layout has from the main one, and therefore may not say itself."""
    names = ("values", "sample", "series")
    for key in names:
        if key in data:
            raise reader.fault(key, _("This stands in the main layout of the paper."))
    return {key: getattr(shared, key) for key in names}


def _parts(reader: _Reader, data: Mapping[str, Any]) -> dict[str, Any]:
    """What stands in the head of the file, and the sheet and the type."""
    head = {"page": Page, "base": Base}
    known = {f.name: f.type for f in attrs.fields(PaperSpec)}
    parts: dict[str, Any] = {}
    for key, value in data.items():
        if key not in known or key in ("kind", "version", "blocks"):
            raise reader.fault(key, _("This field does not exist here."))
        if key == "sample":
            parts[key] = value
        elif key in head:
            parts[key] = reader.record(head[key], value, key)
        else:
            parts[key] = reader.read(known[key], value, key, None)
    for key in ("title", "page", "base"):
        if key not in parts:
            raise reader.fault(key, _("The field {name} is missing.").format(name=key))
    if len(parts["page"].margin) != 4:
        raise reader.fault("margin", _("Four margins are needed: top, right, bottom, left."))
    return parts


def unreadable(name: str, fault: tomllib.TOMLDecodeError) -> InputFault:
    """What is no TOML at all, with the line the parser stopped at."""
    found = re.search(r"line (\d+), column (\d+)", str(fault))
    line, column = found.groups() if found else ("", "")
    if not line:
        return InputFault({name: _("The text ends too early: a quote or a bracket is open.")})
    message = _("This line cannot be read from column {column} on: {reason}")
    reason = str(fault).partition(" (at ")[0]
    return InputFault({f"{name}:{line} toml": message.format(column=column, reason=reason)})


LEAST_ROOM_MM = 20.0
"""What the margins must leave of the sheet, across and down."""
LEAST_TYPE, LARGEST_TYPE = 4.0, 160.0
"""Type sizes and leading in points."""
MOST_COPIES = 10


def _check_sheet(reader: _Reader, spec: PaperSpec) -> None:
    """Room for type between the margins, readable type, columns with a width, a known footer."""
    width, height = SIZES[spec.page.size]
    top, right, bottom, left = spec.page.margin
    if width - left - right < LEAST_ROOM_MM or (height and height - top - bottom < LEAST_ROOM_MM):
        raise reader.fault("margin", _("The margins leave no room on the sheet."))
    if len(spec.copies) > MOST_COPIES:
        raise reader.fault("copies", _("At most {most} copies.").format(most=MOST_COPIES))
    for key in ("size", "lead"):
        _check_type(reader, key, getattr(spec.base, key), None)
    for name in sorted(spec.footer.names):
        known = spec.values.get(name)
        if name not in _COUNTERS and (known is None or known.type != "text"):
            message = _("The value {name} is not declared.")
            raise reader.fault("footer", message.format(name=name))
    for index, block in enumerate(spec.blocks):
        if isinstance(block, TypedBlock):
            for key in ("size", "lead"):
                _check_type(reader, key, getattr(block, key) or LEAST_TYPE, index)
        if isinstance(block, Grid) and not all(block.cols):
            raise reader.fault("cols", _("Every column needs a width."), index)


def _check_type(reader: _Reader, key: str, points: float, index: int | None) -> None:
    if not LEAST_TYPE <= points <= LARGEST_TYPE:
        message = _("Between {least} and {most} points.")
        told = message.format(least=f"{LEAST_TYPE:g}", most=f"{LARGEST_TYPE:g}")
        raise reader.fault(key, told, index)


def names_printed(spec: PaperSpec) -> frozenset[str]:
    """The values that come out somewhere on the paper; a block switched off prints nothing."""
    found = set(spec.footer.names)
    for block in spec.blocks:
        if not block.off:
            found |= {name for _key, name, _type in _asked(block)}
            found.add(getattr(block, "each", ""))
    return frozenset(found & spec.values.keys())


def _read_block(reader: _Reader, index: int, table: dict[str, Any]) -> Block:
    kind = table.pop("type", "")
    if kind not in BLOCKS:
        choices = ", ".join(BLOCKS)
        raise reader.fault("type", _("Choose one of: {choices}").format(choices=choices), index)
    block: Block = reader.record(BLOCKS[kind], table, kind, index)
    if isinstance(block, TableBlock) and not (
        len(block.cols) == len(block.head) == len(block.cells)
    ):
        raise reader.fault("cols", _("cols, head and cells must be equally many."), index)
    if isinstance(block, TableBlock) and len(block.foot) > len(block.cols):
        raise reader.fault("foot", _("A row has more cells than there are columns."), index)
    if isinstance(block, TicksBlock) and any(len(option) != 2 for option in block.options):
        raise reader.fault("options", _("Each option is a key and a text."), index)
    if isinstance(block, Grid) and any(
        len(row) > len(block.cols) for row in getattr(block, "rows", ())
    ):
        raise reader.fault("rows", _("A row has more cells than there are columns."), index)
    return block


def _check_names(reader: _Reader, spec: PaperSpec, index: int, block: Block) -> None:
    """Every value a block asks for is declared, with the right type."""
    own: set[str] = set()
    for key, types in (("each", ("list", "rows")), ("when", TYPES), ("unless", TYPES)):
        name = getattr(block, key, "")
        if name and (name not in spec.values or spec.values[name].type not in types):
            raise reader.fault(key, _("The value {name} is not declared.").format(name=name), index)
        if name and key == "each":
            own = {"n", *spec.values[name].columns}
            if isinstance(block, TextBlock) and own != {"n"} and not block.text.parts:
                raise reader.fault("each", _("Say in text what each entry prints."), index)
    for key, name, wanted in _asked(block):
        if (
            not (name in own and key in _OF_ENTRIES)
            and spec.values.get(name, Value(label="", type="")).type != wanted
        ):
            raise reader.fault(key, _("The value {name} is not declared.").format(name=name), index)


def _check_width(reader: _Reader, spec: PaperSpec, index: int, block: Block) -> None:
    """Nothing is wider than the type area, which the margins leave."""
    _top, right, _bottom, left = spec.page.margin
    room = SIZES[spec.page.size][0] - left - right
    key, wide = "width", getattr(block, "width", 0.0) + getattr(block, "inset", 0.0)
    if isinstance(block, Grid):
        key, wide = "cols", sum(block.cols)
    elif isinstance(block, BoxBlock):
        count = len(block.texts)
        wide = count * block.width + (count - 1) * block.space
    elif isinstance(block, QrBlock | SealBlock):
        key, wide = "side", block.side
    if wide > room + _ROUNDING:
        message = _("{wide} mm are wider than the {room} mm between the margins.")
        raise reader.fault(key, message.format(wide=f"{wide:g}", room=f"{room:g}"), index)


def _asked(block: Block) -> list[tuple[str, str, str]]:
    """(field, value name, type it must have) of everything the block prints."""
    picture = "image" if isinstance(block, ImageBlock) else "text"
    asked = [("images", name, "image") for name in getattr(block, "images", ()) if name]
    for key, type_ in (("value", picture), ("code", "text"), ("chosen", "list")):
        if name := getattr(block, key, ""):
            asked.append((key, name, type_))
    for attribute in attrs.fields(type(block)):
        pending = [getattr(block, attribute.name)]
        while pending:
            item = pending.pop()
            if isinstance(item, Template):
                asked += [(attribute.name, name, "text") for name in sorted(item.names)]
            elif isinstance(item, tuple):
                pending += item
    return asked


def headings(spec: PaperSpec, rows: str) -> dict[str, str]:
    """What the paper calls each column of the rows value `rows`; unprinted ones are left out."""
    found: dict[str, str] = {}
    columns = set(spec.values[rows].columns)
    for block in spec.blocks:
        if getattr(block, "each", "") != rows:
            continue
        if isinstance(block, TableBlock):
            for head, cell in zip(block.head, block.cells, strict=True):
                for name in cell.names & columns:
                    found.setdefault(name, head.replace("\n", ""))
        elif isinstance(block, TextBlock):
            for literal, asked in block.text.parts:
                if asked in columns and literal.strip("：\n　 "):
                    found.setdefault(str(asked), literal.strip("：\n　 "))
    return found
