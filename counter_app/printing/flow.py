"""Pieces of a paper and how they fall onto sheets."""

from attrs import define, field

from counter_app.printing.operations import Line, Operation, Text

_ROUNDING = 0.01


@define
class Piece:
    """Something that is never cut: a line of text, a table row, a signature box.

    `drawn` is relative to the top of the piece. `glued` keeps it on the sheet of the next piece.
    `head` is repeated above it at the top of a sheet; `opening` and `closing` are the strokes
    that finish a table cut at that place. `floating` is drawn at fixed places of its sheet.
    """

    height: float
    gap: float = 0.0
    drawn: list[Operation] = field(factory=list)
    glued: bool = False
    head: "Piece | None" = None
    opening: list[Line] = field(factory=list)
    closing: list[Line] = field(factory=list)
    floating: list[Operation] = field(factory=list)


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


def fall(pieces: list[Piece], top: float, bottom: float) -> list[Filled]:
    """Put `pieces` one below the other between `top` and `bottom`, on as many sheets as needed.

    Glued pieces stay together unless
    together they are higher than a sheet.
    """
    sheets: list[Filled] = []
    start = 0
    while start < len(pieces):
        sheet = Filled(top)
        head = pieces[start].head
        if sheets and head is not None:
            sheet.put(head)
        end = _break_at(pieces, start, _reach(pieces, start, sheet.end, bottom))
        for piece in pieces[start:end]:
            sheet.put(piece)
        sheets.append(sheet)
        start = end
    return sheets


def _reach(pieces: list[Piece], start: int, end: float, bottom: float) -> int:
    """The first piece that does not fit any more; at least one piece is always taken."""
    for place in range(start, len(pieces)):
        piece = pieces[place]
        end += piece.height + (piece.gap if place > start else 0.0)
        if place > start and end > bottom + _ROUNDING:
            return place
    return len(pieces)


def _break_at(pieces: list[Piece], start: int, end: int) -> int:
    """The last place at or before `end` that parts no glued pair; `end` when there is none."""
    if end >= len(pieces):
        return end
    place = end
    while place > start and pieces[place - 1].glued:
        place -= 1
    return place if place > start else end


def _strokes(sheet: Filled) -> list[Operation]:
    """The operations of a sheet in sheet coordinates; strokes that continue are joined."""
    drawn: list[Operation] = []
    uprights: dict[tuple[float, float, str], Line] = {}
    for place, (y, piece) in enumerate(sheet.pieces):
        operations: list[Operation] = [*piece.drawn]
        if place == 0:
            operations += piece.opening
        if place == len(sheet.pieces) - 1:
            operations += piece.closing
        for operation in operations:
            moved = _moved(operation, y)
            if isinstance(moved, Line) and moved.x1 == moved.x2:
                drawn += _join(uprights, moved)
            else:
                drawn.append(moved)
        drawn += piece.floating
    return drawn + list(uprights.values())


def _join(uprights: dict[tuple[float, float, str], Line], line: Line) -> list[Operation]:
    """Lengthen the upright that ends where `line` begins, or give back the one it replaces."""
    key = (line.x1, line.width, line.color)
    before = uprights.get(key)
    if before is not None and abs(before.y2 - line.y1) < 2 * _ROUNDING:
        uprights[key] = before._replace(y2=line.y2)
        return []
    uprights[key] = line
    return [] if before is None else [before]


def _moved(operation: Operation, y: float) -> Operation:
    if isinstance(operation, Text):
        return operation._replace(y=round(operation.y + y, 2))
    if isinstance(operation, Line):
        return operation._replace(y1=round(operation.y1 + y, 2), y2=round(operation.y2 + y, 2))
    return operation._replace(y=round(operation.y + y, 2))
