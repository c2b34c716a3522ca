"""From a checked paper and its values to sheets of plain operations.

The only place that knows geometry. A paper that should fit on `fit` sheets is tried with its
leading, padding and gaps shrunk step by step before it is allowed more sheets.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from counter_app.domain.errors import InputFault
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
from counter_app.printing.codes import qr_bars
from counter_app.printing.flow import Filled, Piece, fall
from counter_app.printing.fonts import Fonts
from counter_app.printing.marks import Run
from counter_app.printing.operations import Line, Operation, Qr, Text
from counter_app.printing.setting import MM, Setting
from counter_app.printing.spec import SIZES, PaperSpec
from counter_app.printing.values import check_values
from counter_app.words import _

LADDER = (0.95, 0.9, 0.85, 0.8)
_LONGEST_ROLL = 14_000.0  # points; a page of a PDF may not be longer than 14 400
_LINES_WITH_SIGNATURE = 2
_BESIDE = 6.0  # points between text and a code at a fixed place


def layout(
    spec: PaperSpec, values: Mapping[str, Any], fonts: Fonts, *, sample: bool = False
) -> Run:
    """Lay out all copies of a paper, sheet by sheet as asked; `sample` prints 样张 across it.

    Raises InputFault for missing or wrong values, MissingGlyph for an unprintable character.
    """
    checked = check_values(spec, values, fonts)
    width, height = (side * MM for side in SIZES[spec.page.size])
    top, right, bottom, left = (side * MM for side in spec.page.margin)
    is_fitted = bool(spec.fit and height)
    area = (top, height - bottom if height else _LONGEST_ROLL)
    setting = Setting(
        fonts,
        round(left, 2),
        round(width - left - right, 2),
        area[1] - area[0],
        remember=is_fitted,
    )
    sheets: Iterable[Filled] = fall(_Composer(spec, checked, setting).pieces(), *area)
    if is_fitted:
        sheets = [*sheets]
        if len(sheets) > spec.fit:
            sheets = _squeezed(spec, checked, setting, area) or sheets
    return Run(spec, checked, setting, sheets, is_sample=sample)


def _squeezed(
    spec: PaperSpec, values: Mapping[str, Any], setting: Setting, area: tuple[float, float]
) -> list[Filled] | None:
    """The paper at the first step of the ladder at which it fits, or None."""
    top, end = area
    for scale in LADDER:
        pieces = [*_Composer(spec, values, setting.at_scale(scale)).pieces()]
        if sum(piece.gap + piece.height for piece in pieces) > spec.fit * (end - top) * 1.02:
            continue
        fallen = [*fall(pieces, top, end)]
        if len(fallen) <= spec.fit:
            return fallen
    return None


class _Composer:
    """Turns blocks into pieces."""

    def __init__(self, spec: PaperSpec, values: Mapping[str, Any], setting: Setting) -> None:
        self._spec = spec
        self._values = values
        self._setting = setting
        self._y = spec.page.margin[0] * MM
        self._fixed = [self._place_of(block) for block in spec.blocks if self._is_fixed(block)]
        self._makers: dict[type[Block], Callable[[Any], Iterable[Piece]]] = {
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

    def pieces(self) -> Iterator[Piece]:
        """All pieces of the paper in order, glued where the paper must not be cut.

        The last ones are held back until it is known whether a signature follows them.
        """
        held: list[Piece] = []
        for block in self._spec.blocks:
            if block.off:
                continue
            if block.when and not self._values[block.when]:
                continue
            if block.unless and self._values[block.unless]:
                continue
            is_first = True
            gap = block.gap * MM * self._setting.scale
            self._y += gap
            for piece in self._makers[type(block)](block):
                self._y += piece.height
                if is_first:
                    piece.gap += gap
                    if isinstance(block, SignBlock | SealBlock):
                        for before in held:
                            before.glued = True
                    is_first = False
                piece.glued = piece.glued or block.keep
                held.append(piece)
                if len(held) > _LINES_WITH_SIGNATURE:
                    yield held.pop(0)
        yield from held

    def _type(self, block: TypedBlock) -> tuple[str, tuple[float, float]]:
        """Face and (size, lead) of a block; its own size brings its own leading."""
        base = self._spec.base
        size = block.size or base.size
        lead = block.lead or (base.lead if size == base.size else size * 1.4)
        return block.face or base.face, (size, lead)

    def _text(self, block: TextBlock) -> Iterator[Piece]:
        if not block.each:
            text = block.text.fill(self._values)
            if text:
                yield from self._paragraphs(block, text)
            return
        for number, entry in enumerate(self._values[block.each], 1):
            own = entry if isinstance(entry, dict) else {}
            known = {**self._values, **own, "n": number}
            text = block.text.fill(known) if block.text.parts else entry
            yield from self._paragraphs(block, block.prefix.fill(known) + text)

    def _paragraphs(self, block: TextBlock, text: str) -> Iterator[Piece]:
        for paragraph in text.split("\n"):
            yield from self._paragraph(block, paragraph)

    def _paragraph(self, block: TextBlock, text: str) -> list[Piece]:
        face, (size, lead) = self._type(block)
        lead *= self._setting.scale
        left = self._setting.left + block.inset * MM
        width = (block.width * MM or self._setting.width) - block.inset * MM
        lines = self._setting.lines(face, size, text, width, block.indent, block.hang)
        if self._fixed and self._y < max(bottom for _, _, bottom in self._fixed):
            wide = max(self._setting.measure(face, size, line) for line in lines)
            room = self._beside(block.align, left, width, len(lines) * lead)
            if wide > room[1]:
                left, width = room
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

    def _is_fixed(self, block: Block) -> bool:
        return isinstance(block, QrBlock) and bool(block.top and self._values[block.value])

    def _place_of(self, block: Any) -> tuple[float, float, float]:
        """Left, top and bottom of a code that stands at a fixed place."""
        lead = self._type(block)[1][1]
        height = block.side * MM + len(block.caption.fill(self._values).splitlines()) * lead
        return self._start_of(block), block.top * MM, block.top * MM + height

    def _beside(self, align: str, left: float, width: float, height: float) -> tuple[float, float]:
        """Left and width that text `height` high keeps clear of the codes at fixed places."""
        for x, top, bottom in self._fixed:
            if self._y >= bottom or self._y + height <= top or not left < x < left + width:
                continue
            free = x - _BESIDE - left
            narrow = 2 * free - width
            if align != "center" or narrow < width / 3:
                return left, free
            return left + (width - narrow) / 2, narrow
        return left, width

    def _start_of(self, block: QrBlock) -> float:
        left, free = self._setting.left, self._setting.width - block.side * MM
        return left + {"left": 0.0, "center": free / 2}.get(block.align, free)

    def _qr(self, block: QrBlock) -> list[Piece]:
        if not self._values[block.value]:
            return []
        content = self._coded(block.value)
        side, x = block.side * MM, self._start_of(block)
        face, (size, lead) = self._type(block)
        top = block.top * MM
        drawn: list[Operation] = [Qr(round(x, 2), round(top, 2), round(side, 2), content)]
        height = side
        for line in block.caption.fill(self._values).splitlines():
            drawn += self._caption(line, (face, size), (x, side), top + height + lead * 0.7)
            height += lead
        if block.top:
            return [Piece(0.0, floating=tuple(drawn))]
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
        has_code = bool(block.code and self._values[block.code])
        most = self._setting.width - block.right * size
        if has_code:
            most -= block.side * MM + size
        texts = [
            line
            for template in block.lines
            for line in self._setting.lines(face, size, template.fill(self._values), most)
        ]
        height = max(block.height * MM, len(texts) * lead)
        wide = max(self._setting.measure(face, size, text) for text in texts)
        column = max(wide, min(block.height * MM, most))
        left = self._setting.left + self._setting.width - block.right * size - column
        drawn: list[Operation] = []
        middle = height / 2 - (len(texts) - 1) * lead / 2
        for text in texts:
            drawn += self._setting.place(text, face, size, left, middle, column, "center")
            middle += lead
        if has_code:
            drawn += self._code_beside(block, height)
        return [Piece(height, drawn=drawn)]

    def _code_beside(self, block: SealBlock, height: float) -> list[Operation]:
        side, left = block.side * MM, self._setting.left
        lines = block.caption.fill(self._values).splitlines()
        top = (height - side - len(lines) * 12) / 2
        content = self._coded(block.code)
        drawn: list[Operation] = [Qr(left, round(top, 2), round(side, 2), content)]
        for number, line in enumerate(lines):
            drawn += self._caption(line, ("body", 9), (left, side), top + side + 10 + number * 12)
        return drawn

    def _coded(self, name: str) -> str:
        """The value `name`, which a QR code has to hold."""
        content: str = self._values[name]
        try:
            qr_bars(content)
        except ValueError as fault:
            raise InputFault({name: _("The text is too long for a QR code.")}) from fault
        return content

    def _caption(
        self, line: str, type_: tuple[str, float], code: tuple[float, float], middle: float
    ) -> list[Text]:
        """A line under a code at (x, side): in its middle, though never over the margins."""
        x, side = code
        room = x + side / 2 - self._setting.left
        half = min(1.5 * side, room, self._setting.width - room)
        return self._setting.squeeze(line, *type_, x + side / 2 - half, middle, 2 * half, "center")
