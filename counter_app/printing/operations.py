"""What a laid-out paper is: plain, frozen drawing operations.

They are stored with the issued paper, so that a reprint is the same paper whatever changed
since. Lengths are points, the origin is the top left corner, y grows downwards.
"""

import json
from collections.abc import Iterable
from typing import Any, NamedTuple

from attrs import evolve, frozen

BLACK = "black"
RED = "red"
GREY = "grey"
PALE = "pale"


class Text(NamedTuple):
    """One run of one face; (x, y) is the start of its base line, `spread` is extra space (pt)."""

    x: float
    y: float
    face: str
    size: float
    text: str
    color: str = BLACK
    spread: float = 0.0


class Line(NamedTuple):
    """A straight stroke of `width` points."""

    x1: float
    y1: float
    x2: float
    y2: float
    width: float = 0.5
    color: str = BLACK


class Rect(NamedTuple):
    """The outline of a rectangle; (x, y) is its top left corner."""

    x: float
    y: float
    width: float
    height: float
    stroke: float = 0.5
    color: str = BLACK


class Qr(NamedTuple):
    """A QR code, level M, `side` points wide without its quiet zone."""

    x: float
    y: float
    side: float
    content: str


class Bars(NamedTuple):
    """A Code 128 bar code, `width` points wide without its quiet zones."""

    x: float
    y: float
    width: float
    height: float
    content: str


class Ink(NamedTuple):
    """A picture in black: `columns` × `rows` dots, `dots` its packed bits (1 is ink), deflated,
    in hexadecimal digits."""

    x: float
    y: float
    width: float
    height: float
    columns: int
    rows: int
    dots: str


Operation = Text | Line | Rect | Qr | Bars | Ink
_TAGS: dict[str, type[Operation]] = {
    "t": Text,
    "l": Line,
    "r": Rect,
    "q": Qr,
    "b": Bars,
    "i": Ink,
}
_NAMES = {kind: tag for tag, kind in _TAGS.items()}


@frozen
class Sheet:
    """One side of paper."""

    width: float
    height: float
    operations: tuple[Operation, ...]

    def and_also(self, more: Iterable[Operation]) -> "Sheet":
        """The same sheet with `more` drawn on top."""
        return evolve(self, operations=(*self.operations, *more))


@frozen
class Sheets:
    """A whole paper with all its copies; `kind` and `version` name the layout it came from."""

    kind: str
    version: str
    sheets: tuple[Sheet, ...]


def shifted(sheets: Sheets, dx: float, dy: float) -> Sheets:
    """The same paper moved by `dx` to the right and `dy` down, in mm; the sheets keep their size.

    What a printer's offsets ask for (`PrinterOptions`), on the way out only: a stored paper is
    never moved.
    """
    right, down = (round(way * 72 / 25.4, 2) for way in (dx, dy))
    if not right and not down:
        return sheets
    return evolve(
        sheets,
        sheets=tuple(
            evolve(sheet, operations=tuple(_moved(op, right, down) for op in sheet.operations))
            for sheet in sheets.sheets
        ),
    )


def _moved(operation: Operation, right: float, down: float) -> Operation:
    across = {"x", "x1", "x2"}.intersection(operation._fields)
    along = {"y", "y1", "y2"}.intersection(operation._fields)
    return operation._replace(
        **{name: round(getattr(operation, name) + right, 2) for name in across},
        **{name: round(getattr(operation, name) + down, 2) for name in along},
    )


def to_json(sheets: Sheets) -> str:
    """One stable line of JSON: equal sheets give equal text."""
    return json.dumps(
        {
            "kind": sheets.kind,
            "version": sheets.version,
            "sheets": [
                {
                    "size": [sheet.width, sheet.height],
                    "ops": [[_NAMES[type(op)], *op] for op in sheet.operations],
                }
                for sheet in sheets.sheets
            ],
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def from_json(line: str) -> Sheets:
    """The sheets that `to_json` wrote; raises ValueError for anything else."""
    try:
        data: dict[str, Any] = json.loads(line)
        sheets: list[Sheet] = []
        for sheet in data["sheets"]:
            width, height = sheet["size"]
            operations = tuple(_TAGS[tag](*rest) for tag, *rest in sheet["ops"])
            sheets.append(Sheet(width, height, operations))
        return Sheets(data["kind"], data["version"], tuple(sheets))
    except (KeyError, TypeError, ValueError) as fault:
        raise ValueError(f"not the operations of a paper: {fault!r}") from fault
