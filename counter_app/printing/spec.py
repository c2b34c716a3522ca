"""A paper as declared in `resources/papers/<kind>.toml`, checked when it is loaded.

Every fault names the file, the line and the field, because a supervisor edits these texts.
"""

import hashlib
import tomllib
from collections.abc import Mapping
from typing import Any, get_args, get_origin

import attrs
from attrs import field, frozen

from counter_app.domain.errors import InputFault
from counter_app.domain.numbering import Series
from counter_app.printing.blocks import BLOCKS, Block, Grid, ImageBlock, TableBlock, TicksBlock
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
_CHOICES = {
    "align": ("left", "center", "right", "justify"),
    "color": (BLACK, RED, GREY, PALE),
    "face": ("", *CHAINS),
    "label_face": tuple(CHAINS),
    "type": TYPES,
    "size": tuple(SIZES),
    "series": tuple(Series),
}
_COUNTERS = frozenset({"n", "copy", "page", "pages"})


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
        if kind is str and key in _CHOICES and value not in _CHOICES[key]:
            choices = ", ".join(filter(None, _CHOICES[key]))
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
        raise InputFault({name: str(fault)}) from fault
    reader = _Reader(name, text)
    blocks = data.pop("block", [])
    values = data.pop("values", {})
    if shared is not None:
        for key in ("values", "sample", "series"):
            if values if key == "values" else key in data:
                raise reader.fault(key, _("This stands in the main layout of the paper."))
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
    if shared is not None:
        parts |= {"sample": shared.sample, "series": shared.series}
        declared = dict(shared.values)
    else:
        declared = {key: reader.record(Value, table, key) for key, table in values.items()}
    spec = PaperSpec(
        kind=kind,
        version=hashlib.sha256(text.encode()).hexdigest()[:12],
        values=declared,
        blocks=tuple(_read_block(reader, n, table) for n, table in enumerate(blocks)),
        **parts,
    )
    for index, block in enumerate(spec.blocks):
        _check_names(reader, spec, index, block)
    return spec


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
    own = set(_COUNTERS)
    for key, types in (("each", ("list", "rows")), ("when", TYPES), ("unless", TYPES)):
        name = getattr(block, key, "")
        if name and (name not in spec.values or spec.values[name].type not in types):
            raise reader.fault(key, _("The value {name} is not declared.").format(name=name), index)
        if name and key == "each":
            own |= set(spec.values[name].columns)
    for key, name, wanted in _asked(block):
        if name not in own and spec.values.get(name, Value(label="", type="")).type != wanted:
            raise reader.fault(key, _("The value {name} is not declared.").format(name=name), index)


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
    """What the table of the rows value `rows` calls its columns; unprinted ones are left out."""
    found: dict[str, str] = {}
    for block in spec.blocks:
        if isinstance(block, TableBlock) and block.each == rows:
            for head, cell in zip(block.head, block.cells, strict=True):
                for name in cell.names & set(spec.values[rows].columns):
                    found.setdefault(name, head.replace("\n", ""))
    return found
