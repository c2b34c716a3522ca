"""Grids of cells: fields, tables and signature boxes as rows that fall onto sheets."""

from collections.abc import Mapping, Sequence
from typing import Any

from attrs import frozen

from counter_app.printing.blocks import FieldsBlock, Grid, SignBlock, TableBlock
from counter_app.printing.flow import Piece
from counter_app.printing.operations import Line, Operation
from counter_app.printing.setting import MM, Setting
from counter_app.printing.shapes import fitted

Type = tuple[float, float]
# A row of more lines than this may be cut between two lines when the sheet ends.
_CUT_FROM = 12
_CUT_LINES = 4
_SIGNED = 0.6
"""The part of a signature box that the signature fills."""


@frozen
class _Cell:
    """Text of one cell already broken into lines."""

    x: float
    width: float
    role: str
    align: str
    lines: list[str]


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

    def cells(
        self, texts: Sequence[str], roles: Sequence[str], aligns: Sequence[str]
    ) -> list[_Cell]:
        """One cell for each text; the last one runs to the right edge."""
        cells: list[_Cell] = []
        for place, text in enumerate(texts):
            last = place == len(texts) - 1
            left, right = self._edges[place], self._edges[-1 if last else place + 1]
            inner = right - left - 2 * self._block.pad
            lines = self._setting.lines(roles[place], self._size, text, inner)
            cells.append(_Cell(left, right - left, roles[place], aligns[place], lines))
        return cells

    def row(self, cells: list[_Cell], *, top: bool, high: bool = False) -> list[Piece]:
        """The row as one piece, or as several when it is long. `high` sets text at the top."""
        count = max(len(cell.lines) for cell in cells)
        if count > _CUT_FROM:
            return self._cut_row(cells, count, top=top)
        height = max(count * self._lead + 2 * self._pad, self._block.minimum * MM)
        drawn: list[Operation] = []
        for cell in cells:
            free = height - len(cell.lines) * self._lead
            drawn += self._text(cell, cell.lines, self._pad if high else free / 2)
        return [self._framed(cells, drawn, height, top=top, bottom=True)]

    def _cut_row(self, cells: list[_Cell], count: int, *, top: bool) -> list[Piece]:
        pieces: list[Piece] = []
        for first in range(0, count, _CUT_LINES):
            last = first + _CUT_LINES >= count
            lead_in = self._pad if first == 0 else 0.0
            height = min(_CUT_LINES, count - first) * self._lead + lead_in
            drawn: list[Operation] = []
            for cell in cells:
                drawn += self._text(cell, cell.lines[first : first + _CUT_LINES], lead_in)
            pieces.append(
                self._framed(
                    cells,
                    drawn,
                    height + (self._pad if last else 0.0),
                    top=top and first == 0,
                    bottom=last,
                )
            )
        return pieces

    def _text(self, cell: _Cell, lines: list[str], top: float) -> list[Operation]:
        drawn: list[Operation] = []
        pad = self._block.pad
        for line in lines:
            drawn += self._setting.place(
                line,
                cell.role,
                self._size,
                cell.x + pad,
                top + self._lead / 2,
                cell.width - 2 * pad,
                cell.align,
            )
            top += self._lead
        return drawn

    def _framed(
        self, cells: list[_Cell], drawn: list[Operation], height: float, *, top: bool, bottom: bool
    ) -> Piece:
        frame = self._block.frame
        if not frame:
            return Piece(height, drawn=drawn)
        left, right = self._edges[0], self._edges[-1]
        over = Line(left, 0.0, right, 0.0, frame)
        under = Line(left, height, right, height, frame)
        for x in [*(cell.x for cell in cells), right]:
            drawn.append(Line(x, 0.0, x, height, frame))
        if top:
            drawn.append(over)
        if bottom:
            drawn.append(under)
        return Piece(
            height, drawn=drawn, opening=[] if top else [over], closing=[] if bottom else [under]
        )


def _signature(cell: _Cell, picture: str, height: float) -> Operation:
    """The ink of a signature in the right half of its cell, in the lower part of the row."""
    tall = height * _SIGNED
    return fitted(picture, cell.x + cell.width / 2, height - tall, cell.width / 2, tall, "center")


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
        pieces += rows.row(rows.cells(texts, roles, aligns), top=not pieces)
    return pieces


def table(
    setting: Setting, block: TableBlock, values: Mapping[str, Any], face: str, type_: Type
) -> list[Piece]:
    """A head that is repeated and one row for each entry."""
    rows = _Rows(setting, block, face, *type_)
    count = len(block.cols)
    heads = rows.row(
        rows.cells(block.head, [block.label_face] * count, ["center"] * count), top=True
    )
    head = heads[0]
    head.glued = True
    pieces = [head]
    aligns = [*block.align, *["left"] * (count - len(block.align))]
    for number, entry in enumerate(values[block.each], 1):
        known = {**values, **entry, "n": number}
        texts = [template.fill(known) for template in block.cells]
        pieces += rows.row(rows.cells(texts, [face] * count, aligns), top=False)
    if len(pieces) == 1:
        pieces += rows.row(rows.cells([block.empty], [face], ["center"]), top=False)
    if block.foot:
        pieces[-1].glued = True  # totals never stand alone
        texts = [template.fill(values) for template in block.foot]
        roles = [block.label_face, *[face] * (len(texts) - 1)]
        places = ["center", *aligns[1 : len(texts)]]
        if 1 < len(texts) < count:
            places[-1] = "left"  # it runs over several columns and belongs to none
        pieces += rows.row(rows.cells(texts, roles, places), top=False)
    for piece in pieces[1:]:
        piece.head = head
        piece.opening = []
    return pieces


def sign(
    setting: Setting, block: SignBlock, values: Mapping[str, Any], face: str, type_: Type
) -> list[Piece]:
    """Boxes to sign in, text at the top, all on one sheet."""
    rows = _Rows(setting, block, face, *type_)
    pieces: list[Piece] = []
    for templates in block.rows:
        texts = [template.fill(values) for template in templates]
        cells = rows.cells(texts, [face] * len(texts), ["left"] * len(texts))
        made = rows.row(cells, top=not pieces, high=True)
        if not pieces:
            for cell, name in zip(cells, block.images, strict=False):
                if name and values[name]:
                    made[0].drawn.append(_signature(cell, values[name], made[0].height))
        pieces += made
    for piece in pieces[:-1]:
        piece.glued = True
    return pieces
