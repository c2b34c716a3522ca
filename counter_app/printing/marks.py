"""What is put on every sheet after the layout: copy marks, page numbers, 样张, 补打."""

from collections.abc import Mapping
from typing import Any

from attrs import evolve

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


def finish(
    spec: PaperSpec,
    values: Mapping[str, Any],
    setting: Setting,
    fallen: list[Filled],
    *,
    sample: bool,
) -> Sheets:
    """Every copy of every sheet, with its copy mark, its page number and 样张 where wanted."""
    width, height = (side * MM for side in SIZES[spec.page.size])
    bottom = spec.page.margin[2] * MM
    sheets: list[Sheet] = []
    drawn = [sheet.drawn() for sheet in fallen]
    for copy in spec.copies or ("",):
        for number, sheet in enumerate(fallen, 1):
            tall = height or sheet.end + bottom
            known = {**values, "copy": copy, "page": number, "pages": len(fallen)}
            operations: list[Operation] = _across(setting, width, tall) if sample else []
            operations += drawn[number - 1]
            operations += _marks(
                spec, setting, copy, values.get("number", "") if number > 1 else ""
            )
            if height:
                operations += _footer(spec, setting, known, tall - bottom)
            sheets.append(Sheet(round(width, 2), round(tall, 2), tuple(operations)))
    return Sheets(spec.kind, spec.version, tuple(sheets))


def _across(setting: Setting, width: float, height: float) -> list[Operation]:
    size = round(width / 4, 1)
    return [*setting.place(_SAMPLE, "sans", size, 0.0, height / 2, width, "center", PALE)]


def _marks(spec: PaperSpec, setting: Setting, copy: str, number: str) -> list[Operation]:
    """The copy mark at the left, and on following sheets the paper's number at the right."""
    middle = _mark_height(spec.page.margin[0] * MM)
    left, width = setting.left, setting.width
    return [
        *setting.place(copy, "body", _SMALL, left, middle, width),
        *setting.place(number, "body", _SMALL, left, middle, width, "right"),
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
    return [*setting.place(text, "body", _SMALL, setting.left, middle, setting.width, "center")]


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
