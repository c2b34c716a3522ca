"""Grids of cells: fields, tables and signature boxes as rows that fall onto sheets."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from counter_app.printing.blocks import FieldsBlock, Grid, SignBlock, TableBlock
from counter_app.printing.flow import Piece
from counter_app.printing.operations import Line, Operation
from counter_app.printing.setting import MM, Setting
from counter_app.printing.shapes import fitted

Type = tuple[float, float]
# A row of more lines than this, or of half a sheet, may be cut where the sheet ends.
_CUT_FROM = 12
_CUT_LINES = 4
_SIGNED = 0.6
"""The part of a signature box that the signature fills."""


class _Slot(NamedTuple):
    """Where the cells of one column stand and how their text is set; `inner` is its room."""

    x: float
    width: float
    inner: float
    role: str
    align: str


class _Columns(NamedTuple):
    """The slots of rows with equally many cells, and the strokes between them."""

    slots: tuple[_Slot, ...]
    uprights: tuple[float, ...]


class _Rows:
    """Builds the rows of one grid."""

    def __init__(self, setting: Setting, block: Grid, face: str, size: float, lead: float) -> None:
        self._setting = setting
        self._block = block
        self._face = face
        self._size = size
        self._lead = lead * setting.scale
        self._pad = block.pad * setting.scale
        self._edges = [setting.left]
        for width in block.cols:
            self._edges.append(round(self._edges[-1] + width * MM, 2))
        self._over = self._across(0.0)
        self._most = min(_CUT_FROM, int(setting.height / 2 / self._lead))
        self._step = max(1, min(_CUT_LINES, self._most))

    def columns(self, roles: Sequence[str], aligns: Sequence[str]) -> _Columns:
        """One slot for each role; the last one runs to the right edge."""
        slots: list[_Slot] = []
        for place, role in enumerate(roles):
            last = place == len(roles) - 1
            left, right = self._edges[place], self._edges[-1 if last else place + 1]
            inner = right - left - 2 * self._block.pad
            slots.append(_Slot(left, right - left, inner, role, aligns[place]))
        edges = (*(slot.x for slot in slots), self._edges[-1]) if self._block.frame else ()
        return _Columns(tuple(slots), edges)

    def row(
        self, columns: _Columns, texts: Sequence[str], *, top: bool, high: bool = False
    ) -> list[Piece]:
        """The row as one piece, or as several when it is long. `high` sets text at the top."""
        lines_of, size = self._setting.lines, self._size
        cells = [
            lines_of(slot.role, size, text, slot.inner)
            for slot, text in zip(columns.slots, texts, strict=True)
        ]
        count = max(map(len, cells))
        if count > max(self._most, 1):
            return self._cut_row(columns, cells, count, top=top)
        height = max(count * self._lead + 2 * self._pad, self._block.minimum * MM)
        drawn: list[Operation] = []
        for slot, lines in zip(columns.slots, cells, strict=True):
            above = self._pad if high else (height - len(lines) * self._lead) / 2
            self._draw(drawn, slot, lines, above)
        return [self._framed(columns, drawn, height, top=top, bottom=True)]

    def _cut_row(
        self, columns: _Columns, cells: list[list[str]], count: int, *, top: bool
    ) -> list[Piece]:
        pieces: list[Piece] = []
        for first in range(0, count, self._step):
            last = first + self._step >= count
            above = self._pad if first == 0 else 0.0
            height = min(self._step, count - first) * self._lead + above
            drawn: list[Operation] = []
            for slot, lines in zip(columns.slots, cells, strict=True):
                self._draw(drawn, slot, lines[first : first + self._step], above)
            pieces.append(
                self._framed(
                    columns,
                    drawn,
                    height + (self._pad if last else 0.0),
                    top=top and first == 0,
                    bottom=last,
                )
            )
        return pieces

    def _draw(self, drawn: list[Operation], slot: _Slot, lines: list[str], top: float) -> None:
        x, middle = slot.x + self._block.pad, top + self._lead / 2
        for line in lines:
            if line:
                drawn += self._setting.place(
                    line, slot.role, self._size, x, middle, slot.inner, slot.align
                )
            middle += self._lead

    def _across(self, y: float) -> tuple[Line, ...]:
        """The stroke over the whole width at `y`; none where the grid has no frame."""
        frame = self._block.frame
        return (Line(self._edges[0], y, self._edges[-1], y, frame),) if frame else ()

    def _framed(
        self, columns: _Columns, drawn: list[Operation], height: float, *, top: bool, bottom: bool
    ) -> Piece:
        under = self._across(height)
        if top:
            drawn += self._over
        if bottom:
            drawn += under
        return Piece(
            height,
            drawn=drawn,
            opening=() if top else self._over,
            closing=() if bottom else under,
            uprights=columns.uprights,
            weight=self._block.frame,
        )


def _signature(slot: _Slot, picture: str, height: float) -> Operation:
    """The ink of a signature in the right half of its cell, in the lower part of the row."""
    tall = height * _SIGNED
    return fitted(picture, slot.x + slot.width / 2, height - tall, slot.width / 2, tall, "center")


def fields(
    setting: Setting, block: FieldsBlock, values: Mapping[str, Any], face: str, type_: Type
) -> list[Piece]:
    """Labels and values in turn."""
    rows = _Rows(setting, block, face, *type_)
    pieces: list[Piece] = []
    for templates in block.rows:
        texts: list[str] = []
        for label, value in zip(templates[::2], templates[1::2], strict=False):
            if not (block.drop_empty and value.is_empty(values)):
                texts += [label.fill(values), value.fill(values)]
        if not texts:
            continue
        roles = [block.label_face if n % 2 == 0 else face for n in range(len(texts))]
        aligns = ["center" if n % 2 == 0 else "left" for n in range(len(texts))]
        pieces += rows.row(rows.columns(roles, aligns), texts, top=not pieces)
    return pieces


def table(
    setting: Setting, block: TableBlock, values: Mapping[str, Any], face: str, type_: Type
) -> Iterator[Piece]:
    """A head that is repeated, one row for each entry, and the foot, never alone on a sheet."""
    rows = _Rows(setting, block, face, *type_)
    count = len(block.cols)
    heads = rows.row(
        rows.columns([block.label_face] * count, ["center"] * count), block.head, top=True
    )
    for piece in heads:
        piece.glued = True
        yield piece
    head = heads[0] if len(heads) == 1 else None  # one cut into pieces is printed once
    last: Piece | None = None
    for piece in _body(rows, block, values, face):
        if last is not None:
            yield last
        last = piece
        last.head = head
    assert last is not None  # a table without entries has its row that says so
    last.glued = bool(block.foot)
    yield last
    if block.foot:
        texts = [template.fill(values) for template in block.foot]
        roles = [block.label_face, *[face] * (len(texts) - 1)]
        places = ["center", *_aligns(block)[1 : len(texts)]]
        if 1 < len(texts) < count:
            places[-1] = "left"  # it runs over several columns and belongs to none
        for piece in rows.row(rows.columns(roles, places), texts, top=False):
            piece.head = head
            yield piece


def _aligns(block: TableBlock) -> list[str]:
    return [*block.align, *["left"] * (len(block.cols) - len(block.align))]


def _body(rows: _Rows, block: TableBlock, values: Mapping[str, Any], face: str) -> Iterator[Piece]:
    """The rows of the entries, or the one that says there are none."""
    columns = rows.columns([face] * len(block.cols), _aligns(block))
    known: dict[str, Any] = dict(values)
    for number, entry in enumerate(values[block.each], 1):
        known.update(entry, n=number)
        texts = [template.fill(known) for template in block.cells]
        yield from rows.row(columns, texts, top=False)
    if not values[block.each]:
        yield from rows.row(rows.columns([face], ["center"]), [block.empty], top=False)


def sign(
    setting: Setting, block: SignBlock, values: Mapping[str, Any], face: str, type_: Type
) -> list[Piece]:
    """Boxes to sign in, text at the top, all on one sheet."""
    rows = _Rows(setting, block, face, *type_)
    pieces: list[Piece] = []
    for templates in block.rows:
        texts = [template.fill(values) for template in templates]
        columns = rows.columns([face] * len(texts), ["left"] * len(texts))
        made = rows.row(columns, texts, top=not pieces, high=True)
        if not pieces:
            for slot, name in zip(columns.slots, block.images, strict=False):
                if name and values[name]:
                    made[0].drawn.append(_signature(slot, values[name], made[0].height))
        pieces += made
    for piece in pieces[:-1]:
        piece.glued = True
    return pieces
