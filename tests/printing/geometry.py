"""Where the things on a sheet stand, for tests that look for collisions and for what sticks out."""

from itertools import combinations

from counter_app.printing.fonts import house_fonts
from counter_app.printing.marks import _mark_height
from counter_app.printing.operations import PALE, Bars, Ink, Line, Operation, Qr, Rect, Sheet, Text
from counter_app.printing.setting import MM
from counter_app.printing.spec import PaperSpec

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in points."""

_SLACK = 0.3


def width_of(text: Text) -> float:
    """How far the type of a run reaches; a space may hang over the edge."""
    face = house_fonts().face(text.face)
    inner = text.text.rstrip(" ")
    wide = sum(face.advance(face.glyphs[ord(character)]) for character in inner)
    return wide * text.size / 1000 + text.spread * max(len(inner) - 1, 0)


def box_of(operation: Operation) -> Box:
    """The room an operation takes; of type the part that is ink in a Chinese character."""
    if isinstance(operation, Text):
        x, y, _, size = operation[:4]
        return x, y - 0.8 * size, x + width_of(operation), y + 0.1 * size
    if isinstance(operation, Line):
        x1, y1, x2, y2 = operation[:4]
        return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)
    if isinstance(operation, Qr):
        return operation.x, operation.y, operation.x + operation.side, operation.y + operation.side
    assert isinstance(operation, Rect | Bars | Ink)
    x, y, width, height = operation[:4]
    return x, y, x + width, y + height


def is_mark(operation: Operation, sheet: Sheet, spec: PaperSpec) -> bool:
    """Whether it is a copy mark, the number at the top or the foot line, outside the type area."""
    if not isinstance(operation, Text) or operation.size > 9:
        return False
    middle = operation.y - 0.38 * operation.size
    foot = sheet.height - spec.page.margin[2] * MM + 5 * MM
    return min(abs(middle - foot), abs(middle - _mark_height(spec.page.margin[0] * MM))) < 0.05


def outside(sheet: Sheet, spec: PaperSpec) -> list[Operation]:
    """What reaches over the margins; marks may stand above and below, though not beside."""
    top, right, bottom, left = (margin * MM for margin in spec.page.margin)
    found: list[Operation] = []
    for operation in sheet.operations:
        if isinstance(operation, Text) and operation.color == PALE:
            continue
        x1, y1, x2, y2 = box_of(operation)
        is_free = is_mark(operation, sheet, spec) or (isinstance(operation, Qr) and y1 < top)
        low, high = (0.0, sheet.height) if is_free else (top, sheet.height - bottom)
        if (
            x1 < left - _SLACK
            or x2 > sheet.width - right + _SLACK
            or y1 < low - _SLACK
            or y2 > high + _SLACK
        ):
            found.append(operation)
    return found


def collisions(sheet: Sheet) -> list[tuple[Operation, Operation]]:
    """Pairs of runs of type, or of type and a code or picture, that lie on each other.

    A signature may lie on the words of its box.
    """
    solid = [
        (box_of(op), op)
        for op in sheet.operations
        if isinstance(op, Qr | Bars) or (isinstance(op, Text) and op.color != PALE)
    ]
    solid.sort(key=lambda pair: pair[0][1])
    return [
        (one, other)
        for (a, one), (b, other) in combinations(solid, 2)
        if a[3] > b[1] + _SLACK and b[3] > a[1] + _SLACK
        if a[2] > b[0] + _SLACK and b[2] > a[0] + _SLACK
    ]
