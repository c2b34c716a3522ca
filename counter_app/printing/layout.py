"""From a checked paper and its values to sheets of plain operations.

The only place that knows geometry. A paper that should fit on `fit` sheets is tried with its
leading, padding and gaps shrunk step by step before it is allowed more sheets.
"""

from collections.abc import Callable, Mapping
from typing import Any

from counter_app.printing import shapes, tables
from counter_app.printing.blocks import (
    BarcodeBlock,
    Block,
    BoxBlock,
    FieldsBlock,
    ImageBlock,
    QrBlock,
    RuleBlock,
    SealBlock,
    SignBlock,
    SpacerBlock,
    TableBlock,
    TextBlock,
    TicksBlock,
    TypedBlock,
)
from counter_app.printing.flow import Filled, Piece, fall
from counter_app.printing.fonts import Fonts
from counter_app.printing.marks import finish
from counter_app.printing.operations import Line, Operation, Qr, Sheets
from counter_app.printing.setting import MM, Setting
from counter_app.printing.spec import SIZES, PaperSpec
from counter_app.printing.values import check_values

LADDER = (0.95, 0.9, 0.85, 0.8)
_ENDLESS = 1e6
_LINES_WITH_SIGNATURE = 2


def layout(
    spec: PaperSpec, values: Mapping[str, Any], fonts: Fonts, *, sample: bool = False
) -> Sheets:
    """Lay out all copies of a paper; `sample` prints 样张 across it.

    Raises InputFault for missing or wrong values, MissingGlyph for an unprintable character.
    """
    checked = check_values(spec, values, fonts)
    width, height = (side * MM for side in SIZES[spec.page.size])
    top, right, bottom, left = (side * MM for side in spec.page.margin)
    setting = Setting(fonts, round(left, 2), round(width - left - right, 2))
    end = height - bottom if height else _ENDLESS
    fallen = fall(_Composer(spec, checked, setting).pieces(), top, end)
    if spec.fit and len(fallen) > spec.fit and height:
        fallen = _squeezed(spec, checked, setting, (top, end)) or fallen
    return finish(spec, checked, setting, fallen, sample=sample)


def _squeezed(
    spec: PaperSpec, values: Mapping[str, Any], setting: Setting, area: tuple[float, float]
) -> list[Filled] | None:
    """The paper at the first step of the ladder at which it fits, or None."""
    top, end = area
    for scale in LADDER:
        pieces = _Composer(spec, values, setting.at_scale(scale)).pieces()
        if sum(piece.gap + piece.height for piece in pieces) > spec.fit * (end - top) * 1.02:
            continue
        fallen = fall(pieces, top, end)
        if len(fallen) <= spec.fit:
            return fallen
    return None


class _Composer:
    """Turns blocks into pieces."""

    def __init__(self, spec: PaperSpec, values: Mapping[str, Any], setting: Setting) -> None:
        self._spec = spec
        self._values = values
        self._setting = setting
        self._makers: dict[type[Block], Callable[[Any], list[Piece]]] = {
            TextBlock: self._text,
            FieldsBlock: lambda b: tables.fields(setting, b, values, *self._type(b)),
            TableBlock: lambda b: tables.table(setting, b, values, *self._type(b)),
            SignBlock: lambda b: tables.sign(setting, b, values, *self._type(b)),
            SealBlock: self._seal,
            QrBlock: self._qr,
            RuleBlock: self._rule,
            BoxBlock: lambda b: shapes.boxes(setting, b, values, *self._type(b)),
            BarcodeBlock: lambda b: shapes.barcode(setting, b, values, *self._type(b)),
            ImageBlock: lambda b: shapes.image(setting, b, values),
            TicksBlock: lambda b: shapes.ticks(setting, b, values, *self._type(b)),
            SpacerBlock: lambda b: [Piece(b.height * MM * setting.scale)],
        }

    def pieces(self) -> list[Piece]:
        """All pieces of the paper in order, glued where the paper must not be cut."""
        pieces: list[Piece] = []
        for block in self._spec.blocks:
            if block.off:
                continue
            if block.when and not self._values[block.when]:
                continue
            if block.unless and self._values[block.unless]:
                continue
            made = self._makers[type(block)](block)
            if not made:
                continue
            made[0].gap += block.gap * MM * self._setting.scale
            if isinstance(block, SignBlock | SealBlock):
                for piece in pieces[-_LINES_WITH_SIGNATURE:]:
                    piece.glued = True
            if block.keep:
                for piece in made:
                    piece.glued = True
            pieces += made
        return pieces

    def _type(self, block: TypedBlock) -> tuple[str, tuple[float, float]]:
        """Face and (size, lead) of a block; its own size brings its own leading."""
        base = self._spec.base
        size = block.size or base.size
        lead = block.lead or (base.lead if size == base.size else size * 1.4)
        return block.face or base.face, (size, lead)

    def _text(self, block: TextBlock) -> list[Piece]:
        if not block.each:
            text = block.text.fill(self._values)
            return self._paragraphs(block, text) if text else []
        pieces: list[Piece] = []
        for number, entry in enumerate(self._values[block.each], 1):
            own = entry if isinstance(entry, dict) else {}
            known = {**self._values, **own, "n": number}
            text = block.text.fill(known) if block.text.parts else entry
            pieces += self._paragraphs(block, block.prefix.fill(known) + text)
        return pieces

    def _paragraphs(self, block: TextBlock, text: str) -> list[Piece]:
        pieces: list[Piece] = []
        for paragraph in text.split("\n"):
            pieces += self._paragraph(block, paragraph)
        return pieces

    def _paragraph(self, block: TextBlock, text: str) -> list[Piece]:
        face, (size, lead) = self._type(block)
        lead *= self._setting.scale
        left = self._setting.left + block.inset * MM
        width = (block.width * MM or self._setting.width) - block.inset * MM
        lines = self._setting.lines(face, size, text, width, block.indent, block.hang)
        pieces: list[Piece] = []
        for place, line in enumerate(lines):
            indent = (block.hang if place else block.indent) * size
            last = place == len(lines) - 1
            align = "left" if last and block.align == "justify" else block.align
            drawn = self._setting.place(
                line, face, size, left + indent, lead / 2, width - indent, align, block.color
            )
            pieces.append(Piece(lead, drawn=list(drawn)))
        if len(pieces) > 1:  # neither the first nor the last line of a paragraph stands alone
            pieces[0].glued = pieces[-2].glued = True
        return pieces

    def _qr(self, block: QrBlock) -> list[Piece]:
        content = self._values[block.value]
        if not content:
            return []
        side, left, free = block.side * MM, self._setting.left, self._setting.width
        x = {"left": left, "center": left + (free - side) / 2}.get(block.align, left + free - side)
        face, (size, lead) = self._type(block)
        top = block.top * MM
        drawn: list[Operation] = [Qr(round(x, 2), round(top, 2), round(side, 2), content)]
        height = side
        for line in block.caption.fill(self._values).splitlines():
            drawn += self._setting.place(
                line, face, size, x - side, top + height + lead * 0.7, 3 * side, "center"
            )
            height += lead
        if block.top:
            return [Piece(0.0, floating=drawn)]
        return [Piece(height + (lead / 2 if height > side else 0.0), drawn=drawn)]

    def _rule(self, block: RuleBlock) -> list[Piece]:
        left, right = self._setting.left, round(self._setting.left + self._setting.width, 2)
        drawn: list[Operation] = [Line(left, 0.0, right, 0.0, block.weight, block.color)]
        if block.double:
            below = block.weight / 2 + 2.0
            drawn.append(Line(left, below, right, below, 0.5, block.color))
        return [Piece(block.weight + (2.5 if block.double else 0.0), drawn=drawn)]

    def _seal(self, block: SealBlock) -> list[Piece]:
        """Organ and date, centred on each other, in the middle of an empty square for the seal."""
        face, (size, lead) = self._type(block)
        height = max(block.height * MM, len(block.lines) * lead)
        texts = [template.fill(self._values) for template in block.lines]
        wide = max(self._setting.measure(face, size, text) for text in texts)
        column = max(wide, block.height * MM)
        left = self._setting.left + self._setting.width - block.right * size - column
        drawn: list[Operation] = []
        middle = height / 2 - (len(texts) - 1) * lead / 2
        for text in texts:
            drawn += self._setting.place(text, face, size, left, middle, column, "center")
            middle += lead
        if block.code and self._values[block.code]:
            drawn += self._code_beside(block, height)
        return [Piece(height, drawn=drawn)]

    def _code_beside(self, block: SealBlock, height: float) -> list[Operation]:
        side, left = block.side * MM, self._setting.left
        lines = block.caption.fill(self._values).splitlines()
        top = (height - side - len(lines) * 12) / 2
        content = self._values[block.code]
        drawn: list[Operation] = [Qr(left, round(top, 2), round(side, 2), content)]
        for number, line in enumerate(lines):
            middle = top + side + 10 + number * 12
            drawn += self._setting.place(line, "body", 9, left, middle, side, "center")
        return drawn
