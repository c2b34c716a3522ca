"""Breaking Chinese text into lines.

No line starts with closing punctuation or ends with opening punctuation (避头尾), Latin and
number runs stay whole, U+3000 is an ordinary character and never lost. Where a rule cannot be
kept (a run wider than the line, nothing but punctuation) the text is cut rather than lost.
"""

import re
from collections.abc import Mapping

NO_START = frozenset("，。、；：？！）》〉】〕」』”’…—·％℃％,.;:?!)]}%°")
NO_END = frozenset("（《〈【〔「『“‘([{￥¥#")
_SPACE = " "
_TOKEN = re.compile(r"[A-Za-z0-9]+(?:[-./:@_%+&=?#~,'][A-Za-z0-9]+)*|——|……| +|.", re.DOTALL)


def break_lines(
    text: str,
    advances: Mapping[str, float],
    width: float,
    indent: float = 0.0,
    hang: float = 0.0,
) -> list[str]:
    """Cut `text` into lines of at most `width`.

    `advances`, `width`, `indent` (first line of each paragraph) and `hang` (its other lines)
    share one unit. Newlines in `text` begin paragraphs. Joined without separators, the lines of
    a paragraph are the paragraph; a space may hang over the right edge.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        if sum(map(advances.__getitem__, paragraph)) + indent <= width:
            lines.append(paragraph)
        else:
            lines.extend(_break_paragraph(paragraph, advances, width, indent, hang))
    return lines


def may_break(left: str, right: str) -> bool:
    """Whether a line may end after the character `left` with `right` starting the next."""
    return right not in NO_START and left not in NO_END and right != _SPACE


def _units(text: str) -> list[str]:
    """Pieces between which a line may end."""
    units: list[str] = []
    for token in _TOKEN.findall(text):
        if units and not may_break(units[-1][-1], token[0]):
            units[-1] += token
        else:
            units.append(token)
    return units


def _measure(unit: str, advances: Mapping[str, float]) -> float:
    """The width of a unit without the spaces that may hang over the edge."""
    return sum(map(advances.__getitem__, unit.rstrip(_SPACE)))


def _break_paragraph(
    text: str, advances: Mapping[str, float], width: float, indent: float, hang: float
) -> list[str]:
    lines: list[str] = []
    line, used = "", indent
    for unit in _units(text):
        need = _measure(unit, advances)
        if line and used + need > width + 1e-6:
            lines.append(line)
            line, used = "", hang
        if used + need > width + 1e-6:
            *full, unit = _cut(unit, advances, width, used, hang)
            lines.extend(full)
            used = hang if full else used
        line += unit
        used += sum(map(advances.__getitem__, unit))
    lines.append(line)
    return lines


def _cut(
    unit: str, advances: Mapping[str, float], width: float, used: float, hang: float
) -> list[str]:
    """Cut a unit that is wider than a whole line; at least one character per line."""
    pieces: list[str] = []
    start, at = 0, 0
    while at < len(unit):
        step = advances[unit[at]]
        if at > start and unit[at] != _SPACE and used + step > width + 1e-6:
            end = at
            while end > start + 1 and not may_break(unit[end - 1], unit[end]):
                end -= 1
            if end == start + 1 and not may_break(unit[start], unit[end]):
                end = at
            pieces.append(unit[start:end])
            start, used = end, hang + sum(map(advances.__getitem__, unit[end:at]))
            continue
        used += step
        at += 1
    pieces.append(unit[start:])
    return pieces
