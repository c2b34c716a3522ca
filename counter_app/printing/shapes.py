"""What is drawn rather than set: frames to write into, bar codes, pictures, boxes to tick."""

from collections.abc import Mapping
from typing import Any

from counter_app.domain.errors import InputFault
from counter_app.printing.blocks import BarcodeBlock, BoxBlock, ImageBlock, TicksBlock
from counter_app.printing.codes import code128_bars, ink_of
from counter_app.printing.flow import Piece
from counter_app.printing.operations import GREY, Bars, Ink, Line, Operation, Rect, Text
from counter_app.printing.setting import MM, Setting
from counter_app.words import _

Type = tuple[float, float]
_TICK_BOX = 0.82
"""The side of a box to tick, in em of the text beside it."""
_SMALLEST = 4.0
"""Points; the caption of a frame is not made smaller than this."""
_BETWEEN = 1.5
"""The gap between options that run on, in em."""


def _start(setting: Setting, width: float, align: str) -> float:
    """Where something `width` points wide begins."""
    free = setting.width - width
    shift = {"center": free / 2, "right": free}.get(align, 0.0)
    return round(setting.left + shift, 2)


def fitted(
    picture: str, x: float, y: float, width: float, height: float, align: str = "left"
) -> Ink:
    """The ink of `picture` in its own proportions, as large as the given room allows."""
    columns, rows, dots = ink_of(picture)
    scale = min(width / columns, height / rows)
    wide, tall = columns * scale, rows * scale
    shift = {"center": (width - wide) / 2, "right": width - wide}.get(align, 0.0)
    top = y + (height - tall) / 2
    return Ink(
        round(x + shift, 2), round(top, 2), round(wide, 2), round(tall, 2), columns, rows, dots
    )


def boxes(
    setting: Setting, block: BoxBlock, values: Mapping[str, Any], face: str, type_: Type
) -> list[Piece]:
    """Frames side by side, their captions in grey in the middle."""
    count, space, height = len(block.texts), block.space * MM, block.height * MM
    width = block.width * MM or (setting.width - (count - 1) * space) / count
    left = _start(setting, count * width + (count - 1) * space, block.align)
    drawn: list[Operation] = []
    for template in block.texts:
        drawn.append(
            Rect(round(left, 2), 0.0, round(width, 2), round(height, 2), block.frame, block.color)
        )
        drawn += _inside(setting, face, type_, template.fill(values), (left, width, height))
        left += width + space
    return [Piece(height, drawn=drawn)]


def _inside(
    setting: Setting, face: str, type_: Type, text: str, room: tuple[float, float, float]
) -> list[Text]:
    """`text` in the middle of a frame (left, width, height), smaller where it is too long."""
    left, width, height = room
    size, lead = type_
    lines = setting.lines(face, size, text, width - 8)
    while len(lines) * lead > height and size > _SMALLEST:
        size, lead = size * 0.9, lead * 0.9
        lines = setting.lines(face, size, text, width - 8)
    drawn: list[Text] = []
    middle = height / 2 - (len(lines) - 1) * lead / 2
    for line in lines:
        drawn += setting.place(line, face, round(size, 2), left, middle, width, "center", GREY)
        middle += lead
    return drawn


def barcode(
    setting: Setting, block: BarcodeBlock, values: Mapping[str, Any], face: str, type_: Type
) -> list[Piece]:
    """The bars and their text; nothing for an empty value."""
    content = values[block.value]
    if not content:
        return []
    try:
        code128_bars(content)
    except ValueError as fault:
        message = _("A bar code holds a short line of letters, digits and signs.")
        raise InputFault({block.value: message}) from fault
    size, lead = type_
    width, height = block.width * MM, block.height * MM
    left = _start(setting, width, block.align)
    drawn: list[Operation] = [Bars(left, 0.0, round(width, 2), round(height, 2), content)]
    drawn += setting.squeeze(content, face, size, left, height + lead * 0.6, width, "center")
    return [Piece(height + lead, drawn=drawn)]


def image(setting: Setting, block: ImageBlock, values: Mapping[str, Any]) -> list[Piece]:
    """The picture; nothing where there is none."""
    if not values[block.value]:
        return []
    width, height = block.width * MM, block.height * MM
    left = _start(setting, width, block.align)
    drawn: list[Operation] = [fitted(values[block.value], left, 0.0, width, height, block.align)]
    return [Piece(height, drawn=drawn)]


def ticks(
    setting: Setting, block: TicksBlock, values: Mapping[str, Any], face: str, type_: Type
) -> list[Piece]:
    """Options with their boxes; a chosen one is ticked."""
    size, lead = type_[0], type_[1] * setting.scale
    chosen = frozenset(values[block.chosen]) if block.chosen else frozenset()
    side = size * _TICK_BOX
    offset = side + size * 0.4
    column = setting.width / block.columns if block.columns else setting.width
    pieces: list[Piece] = []
    x = 0.0
    for place, (key, text) in enumerate(block.options):
        words = text.fill(values).replace("\n", " ")
        wide = offset + setting.measure(face, size, words)
        if block.columns:
            x = (place % block.columns) * column
            is_new = place % block.columns == 0
        else:
            is_new = not pieces or x + wide > setting.width
            x = 0.0 if is_new else x
        lines = setting.lines(face, size, words, column - offset - (size if x else 0.0))
        height = len(lines) * lead
        if is_new:
            pieces.append(Piece(height))
        piece = pieces[-1]
        piece.height = max(piece.height, height)
        piece.drawn += _box(setting.left + x, lead / 2, side, is_ticked=key.fill(values) in chosen)
        for number, line in enumerate(lines):
            middle = lead / 2 + number * lead
            left = setting.left + x + offset
            piece.drawn += setting.place(line, face, size, left, middle, column, color=block.color)
        x += wide + _BETWEEN * size
    return pieces


def _box(x: float, middle: float, side: float, *, is_ticked: bool) -> list[Operation]:
    """A box around the height `middle`, with a tick in it where wanted."""
    x, top, side = round(x, 2), round(middle - side / 2, 2), round(side, 2)
    drawn: list[Operation] = [Rect(x, top, side, side, 0.6)]
    if is_ticked:
        corner = (round(x + side * 0.42, 2), round(top + side * 0.8, 2))
        drawn.append(Line(round(x + side * 0.16, 2), round(top + side * 0.5, 2), *corner, 1.2))
        drawn.append(Line(*corner, round(x + side * 0.92, 2), round(top + side * 0.12, 2), 1.2))
    return drawn
