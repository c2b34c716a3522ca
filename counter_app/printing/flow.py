"""Pieces of a paper and how they fall onto sheets."""

from collections.abc import Iterable, Iterator
from itertools import islice

from attrs import define, field

from counter_app.printing.operations import Line, Operation, Text

_ROUNDING = 0.01


@define
class Piece:
    """Something that is never cut: a line of text, a table row, a signature box.

    `drawn` is relative to the top of the piece. `glued` keeps it on the sheet of the next piece.
    `head` is repeated above it at the top of a sheet; `opening` and `closing` are the strokes
    that finish a table cut at that place. `uprights` are the places of strokes, `weight` wide,
    that run down its whole height. `floating` is drawn at fixed places of its sheet.
    """

    height: float
    gap: float = 0.0
    drawn: list[Operation] = field(factory=list)
    glued: bool = False
    head: "Piece | None" = None
    opening: tuple[Line, ...] = ()
    closing: tuple[Line, ...] = ()
    uprights: tuple[float, ...] = ()
    weight: float = 0.0
    floating: tuple[Operation, ...] = ()


@define
class Filled:
    """One sheet with its pieces; `end` is the lower edge of the last one."""

    end: float
    pieces: list[tuple[float, Piece]] = field(factory=list)

    def put(self, piece: Piece) -> None:
        if self.pieces:
            self.end += piece.gap
        self.pieces.append((self.end, piece))
        self.end += piece.height

    def drawn(self) -> list[Operation]:
        """The operations of the sheet in its own coordinates."""
        return _strokes(self)


def fall(pieces: Iterable[Piece], top: float, bottom: float) -> Iterator[Filled]:
    """Put `pieces` one below the other between `top` and `bottom`, on as many sheets as needed.

    A sheet comes as soon as the first piece of the next is known. Glued pieces stay together
    unless together they are higher than a sheet; a head that leaves no room for the piece
    below it is not repeated. No pieces are one empty sheet.
    """
    source = iter(pieces)
    waiting = list(islice(source, 1))
    if not waiting:
        yield Filled(top)
    is_first = True
    while waiting:
        sheet = Filled(top)
        head = waiting[0].head
        if head and not is_first and top + head.height + waiting[0].height <= bottom + _ROUNDING:
            sheet.put(head)
        end = _break_at(waiting, _reach(waiting, source, sheet.end, bottom))
        for piece in waiting[:end]:
            sheet.put(piece)
        waiting = waiting[end:] or list(islice(source, 1))
        is_first = False
        yield sheet


def _reach(waiting: list[Piece], source: Iterator[Piece], end: float, bottom: float) -> int:
    """The first piece that does not fit any more; at least one piece is always taken.

    Pieces are taken from `source` until one does not fit.
    """
    place = 0
    while True:
        if place == len(waiting):
            waiting += islice(source, 1)
            if place == len(waiting):
                return place
        piece = waiting[place]
        end += piece.height + (piece.gap if place else 0.0)
        if place and end > bottom + _ROUNDING:
            return place
        place += 1


def _break_at(waiting: list[Piece], end: int) -> int:
    """The last place at or before `end` that parts no glued pair; `end` when there is none."""
    if end >= len(waiting):
        return end
    place = end
    while place and waiting[place - 1].glued:
        place -= 1
    return place or end


def _strokes(sheet: Filled) -> list[Operation]:
    """The operations of a sheet in sheet coordinates; strokes that continue are joined."""
    drawn: list[Operation] = []
    last = len(sheet.pieces) - 1
    for place, (y, piece) in enumerate(sheet.pieces):
        operations: Iterable[Operation] = piece.drawn
        if place == 0 and piece.opening:
            operations = (*operations, *piece.opening)
        if place == last and piece.closing:
            operations = (*operations, *piece.closing)
        drawn += [_moved(operation, y) for operation in operations]
        drawn += piece.floating
    return drawn + _uprights(sheet)


def _uprights(sheet: Filled) -> list[Operation]:
    """The uprights of all rows, each as long as it runs without a gap."""
    runs: dict[tuple[float, float], Line] = {}
    done: list[Operation] = []
    for grid, start, end in _stretches(sheet):
        for x in grid.uprights:
            key = (x, grid.weight)
            above = runs.get(key)
            if above is not None and abs(above.y2 - start) < 2 * _ROUNDING:
                runs[key] = above._replace(y2=round(end, 2))
                continue
            if above is not None:
                done.append(above)
            runs[key] = Line(x, round(start, 2), x, round(end, 2), grid.weight)
    return [*done, *runs.values()]


def _stretches(sheet: Filled) -> list[tuple[Piece, float, float]]:
    """Rows of one grid that follow each other: (one of them, from, to)."""
    stretches: list[tuple[Piece, float, float]] = []
    for y, piece in sheet.pieces:
        if not piece.uprights:
            continue
        if stretches:
            grid, start, end = stretches[-1]
            if grid.uprights is piece.uprights and abs(end - y) < 2 * _ROUNDING:
                stretches[-1] = (grid, start, y + piece.height)
                continue
        stretches.append((piece, y, y + piece.height))
    return stretches


def _moved(operation: Operation, y: float) -> Operation:
    if isinstance(operation, Text):
        x, base, face, size, text, color, spread = operation
        return Text(x, round(base + y, 2), face, size, text, color, spread)
    if isinstance(operation, Line):
        x1, y1, x2, y2, width, color = operation
        return Line(x1, round(y1 + y, 2), x2, round(y2 + y, 2), width, color)
    return operation._replace(y=round(operation.y + y, 2))
