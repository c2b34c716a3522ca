"""Setting lines of type: where a line of text goes and which runs it is made of."""

import math

from attrs import define, evolve, field

from counter_app.printing.breaking import break_lines
from counter_app.printing.fonts import Fonts
from counter_app.printing.operations import BLACK, Text

MM = 72 / 25.4
# The middle of a Chinese character lies .38 em above its base line in all faces we use.
_MIDDLE = 0.38
# More air than this between characters (in em) looks torn, so such a line stays ragged.
_LOOSEST = 0.12


@define
class Setting:
    """How type is set on this paper at this step of the fit ladder; widths in points.

    `left`, `width` and `height` are the type area, `scale` shrinks leading, padding and gaps.
    With `remember` lines once broken are kept for the next step.
    """

    fonts: Fonts
    left: float
    width: float
    height: float
    scale: float = 1.0
    remember: bool = False
    _broken: dict[tuple[object, ...], list[str]] = field(factory=dict)

    def lines(
        self,
        role: str,
        size: float,
        text: str,
        width: float,
        indent: float = 0.0,
        hang: float = 0.0,
    ) -> list[str]:
        """`text` broken for a column of `width` points; indents are counted in characters."""
        key = (role, size, text, width, indent, hang)
        if self.remember and key in self._broken:
            return self._broken[key]
        advances = self.fonts.role(role).advances
        lines = break_lines(text, advances, width * 1000 / size, indent * 1000, hang * 1000)
        if self.remember:
            self._broken[key] = lines
        return lines

    def measure(self, role: str, size: float, text: str) -> float:
        """The width of `text` in points."""
        return self.fonts.role(role).width(text) * size / 1000

    def at_scale(self, scale: float) -> "Setting":
        """The same setting on another step of the ladder; broken lines are shared."""
        return evolve(self, scale=scale, broken=self._broken)

    def place(
        self,
        text: str,
        role: str,
        size: float,
        x: float,
        middle: float,
        width: float,
        align: str = "left",
        color: str = BLACK,
    ) -> list[Text]:
        """The runs of one line standing in a column at `x`, vertically around `middle`."""
        if not text:
            return []
        spread = 0.0
        if align != "left":
            free = width - self.measure(role, size, text)
            if align == "center":
                x += free / 2
            elif align == "right":
                x += free
            elif 0 < free < _LOOSEST * size * len(text) and len(text) > 1:
                spread = round(free / (len(text) - 1), 3)
        base = round(middle + _MIDDLE * size, 2)
        runs = self.fonts.role(role).runs(text)
        if len(runs) == 1:
            return [Text(round(x, 2), base, runs[0][0], size, text, color, spread)]
        placed: list[Text] = []
        for face, piece in runs:
            placed.append(Text(round(x, 2), base, face, size, piece, color, spread))
            x += self.measure(role, size, piece) + spread * len(piece)
        return placed

    def squeeze(
        self,
        text: str,
        role: str,
        size: float,
        x: float,
        middle: float,
        width: float,
        align: str = "left",
    ) -> list[Text]:
        """One line as `place` sets it, in smaller type where it would be wider than `width`."""
        line = text.replace("\n", " ")
        if line and (wide := self.measure(role, size, line)) > width:
            size = math.floor(size * width / wide * 100) / 100
        return self.place(line, role, size, x, middle, width, align)
