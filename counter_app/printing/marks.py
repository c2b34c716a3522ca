"""What is put on every sheet after the layout: copy marks, page numbers, 样张, 补打."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from attrs import define, evolve, field

from counter_app.printing.flow import Filled
from counter_app.printing.operations import (
    GREY,
    PALE,
    Operation,
    Sheet,
    Sheets,
    Text,
)
from counter_app.printing.setting import MM, Setting
from counter_app.printing.spec import SIZES, PaperSpec
from counter_app.printing.template import Template

_SMALL = 9.0
_NUMBERED = Template.parse("第{page}页 共{pages}页")
_SAMPLE = "样张"


@define
class Run:
    """A checked paper on its way to sheets, each drawn when it is asked for.

    Going through it gives the sheets without their foot lines, which name the number of sheets
    and are therefore known after the last one.
    """

    spec: PaperSpec
    values: Mapping[str, Any]
    setting: Setting
    fallen: Iterable[Filled]
    is_sample: bool
    _edges: list[float] = field(factory=list)

    def __iter__(self) -> Iterator[Sheet]:
        copies = self.spec.copies or ("",)
        if len(copies) == 1:
            yield from self._copy(copies[0], ((page.drawn(), page.end) for page in self.fallen))
            return
        drawn = [(page.drawn(), page.end) for page in self.fallen]
        for copy in copies:
            yield from self._copy(copy, drawn)

    def feet(self) -> list[tuple[Operation, ...]]:
        """The foot line of every sheet that came."""
        copies = self.spec.copies or ("",)
        pages = len(self._edges) // len(copies)
        feet: list[tuple[Operation, ...]] = []
        for place, edge in enumerate(self._edges):
            copy, page = copies[place // pages], place % pages + 1
            known = {**self.values, "copy": copy, "page": page, "pages": pages}
            feet.append(tuple(_footer(self.spec, self.setting, known, edge)) if edge else ())
        return feet

    def gathered(self) -> Sheets:
        """The whole paper."""
        bodies = [*self]
        sheets = [sheet.and_also(foot) for sheet, foot in zip(bodies, self.feet(), strict=True)]
        return Sheets(self.spec.kind, self.spec.version, tuple(sheets))

    def _copy(self, copy: str, pages: Iterable[tuple[list[Operation], float]]) -> Iterator[Sheet]:
        width, height = (side * MM for side in SIZES[self.spec.page.size])
        bottom = self.spec.page.margin[2] * MM
        number = self.values.get("number", "")
        for place, (drawn, end) in enumerate(pages):
            tall = height or end + bottom
            across = _across(self.setting, width, tall) if self.is_sample else []
            marks = _marks(self.spec, self.setting, copy, number if place else "")
            self._edges.append(tall - bottom if height else 0.0)
            yield Sheet(round(width, 2), round(tall, 2), (*across, *drawn, *marks))


def _across(setting: Setting, width: float, height: float) -> list[Operation]:
    size = round(width / 4, 1)
    return [*setting.place(_SAMPLE, "sans", size, 0.0, height / 2, width, "center", PALE)]


def _marks(spec: PaperSpec, setting: Setting, copy: str, number: str) -> list[Operation]:
    """The copy mark at the left, and on following sheets the paper's number at the right."""
    middle = _mark_height(spec.page.margin[0] * MM)
    left, width = setting.left, setting.width
    return [
        *setting.squeeze(copy, "body", _SMALL, left, middle, width / 2),
        *setting.squeeze(number, "body", _SMALL, left + width / 2, middle, width / 2, "right"),
    ]


def _mark_height(margin: float) -> float:
    """The middle of the line above the type area where marks stand."""
    return max(margin - 5 * MM, margin / 2)


def _footer(
    spec: PaperSpec, setting: Setting, known: Mapping[str, Any], end: float
) -> list[Operation]:
    template = spec.footer
    if not template.parts:
        if known["pages"] == 1:
            return []
        template = _NUMBERED
    text = template.fill(known)
    middle = end + 5 * MM
    return [*setting.squeeze(text, "body", _SMALL, setting.left, middle, setting.width, "center")]


def reprinted(sheets: Sheets, times: int, day: str, clerk: str) -> Sheets:
    """The same paper with the one line a reprint carries: 补打 第n次 日期 工号."""
    line = f"补打 第{times}次 {day} {clerk}"
    marked: list[Sheet] = []
    for sheet in sheets.sheets:
        narrow = sheet.width < 100 * MM
        x, y = (2 * MM, sheet.height - 2 * MM) if narrow else (12 * MM, sheet.height - 6 * MM)
        mark = Text(round(x, 2), round(y, 2), "serif", _SMALL, line, GREY)
        marked.append(sheet.and_also([mark]))
    return evolve(sheets, sheets=tuple(marked))
