"""A thousand random slips over all kinds of paper, read back from their PDF."""

import ctypes
import random
import re
from collections.abc import Iterator
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
import zxingcpp
from attrs import Factory, define, evolve

from counter_app.printing.breaking import NO_END, NO_START
from counter_app.printing.canvas import to_pdf
from counter_app.printing.catalogue import KINDS, paper, render
from counter_app.printing.operations import Qr, Sheet
from counter_app.printing.spec import PaperSpec
from counter_app.printing.template import Template
from tests.printing.reading import CREATED
from tests.printing.slips import random_values

SLIPS = 1000
DPI = 150
_APART = 2.5
"""Points; characters closer than this on one base line are one line of type."""


@define
class Findings:
    """What was wrong with which slip."""

    lines: list[str] = Factory(list)
    boxes: list[str] = Factory(list)
    codes: list[str] = Factory(list)
    fonts: list[str] = Factory(list)
    count: int = 0
    read: int = 0


@pytest.fixture(scope="module")
def findings() -> Findings:
    """Every slip drawn and read once; the same slips at every run."""
    found = Findings()
    chance = random.Random(20261123)
    specs = {kind: evolve(paper(kind), copies=()) for kind in KINDS}
    starts = {kind: literal_starts(spec) for kind, spec in specs.items()}
    for number in range(SLIPS):
        kind = KINDS[number % len(KINDS)]
        sheets = render(specs[kind], random_values(kind, chance))
        pdf = to_pdf(sheets, title="试纸", created=CREATED)
        where = f"{kind} {number}"
        found.count += 1
        found.fonts += [f"{where}: {fault}" for fault in font_faults(pdf)]
        with pypdfium2.PdfDocument(pdf) as document:
            for page, sheet in zip(document, sheets.sheets, strict=True):
                look_at(page, sheet, where, starts[kind], found)
    return found


def look_at(page: Any, sheet: Sheet, where: str, starts: tuple[str, ...], found: Findings) -> None:
    """Read the lines and the codes of a page."""
    for line in lines_of(page, where, found):
        if set(line) == {"—"}:
            continue  # a cell without anything in it
        if line[0] in NO_START and not line.startswith(starts):
            found.lines.append(f"{where}: starts {line}")
        if line[-1] in NO_END:
            found.lines.append(f"{where}: ends {line}")
    for operation in sheet.operations:
        if isinstance(operation, Qr):
            found.read += 1
            if code_at(page, sheet, operation) != operation.content:
                found.codes.append(f"{where}: {operation.content}")


def lines_of(page: Any, where: str, found: Findings) -> Iterator[str]:
    """The lines of type as a reader sees them: characters side by side on one base line."""
    text_page = page.get_textpage()
    line, edge, base = "", 0.0, 0.0
    for place in range(text_page.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text_page, place)
        if pdfium.FPDFText_IsGenerated(text_page, place) == 1 or code in (10, 13):
            continue
        left, _, right, _ = text_page.get_charbox(place)
        character = chr(code)
        if code in (0, 0xFFFD, 0xFFFE) or (not character.isspace() and right - left < 0.01):
            found.boxes.append(f"{where}: U+{code:04X}")
            continue
        _, _, end, _ = text_page.get_charbox(place, loose=True)
        start, low = origin(text_page, place)
        if line and (abs(low - base) > 1 or not -1 < start - edge < _APART):
            yield line
            line = ""
        line, edge, base = line + character, end, low
    if line:
        yield line


def origin(text_page: Any, place: int) -> tuple[float, float]:
    """Where a character stands on its base line."""
    x, y = ctypes.c_double(), ctypes.c_double()
    assert pdfium.FPDFText_GetCharOrigin(text_page, place, x, y)
    return x.value, y.value


def code_at(page: Any, sheet: Sheet, qr: Qr) -> str:
    """What a scanner reads of one code with its quiet zone, at 150 dpi."""
    quiet = qr.side / 25 * 4
    edges = (
        qr.x - quiet,
        sheet.height - qr.y - qr.side - quiet,
        sheet.width - qr.x - qr.side - quiet,
        qr.y - quiet,
    )
    crop = tuple(max(edge, 0.0) for edge in edges)
    picture = page.render(scale=DPI / 72, crop=crop, grayscale=True).to_pil()
    return "".join(code.text for code in zxingcpp.read_barcodes(picture))


def font_faults(pdf: bytes) -> list[str]:
    """Fonts that are not embedded as a subset."""
    names = set(re.findall(rb"/BaseFont /([^\s/]+)", pdf))
    faults = [name.decode() for name in names if not re.match(rb"[A-Z]{6}\+", name)]
    if pdf.count(b"/FontFile2") != len(names):
        faults.append("not every font has its file")
    return faults


def literal_starts(spec: PaperSpec) -> tuple[str, ...]:
    """Beginnings the paper's own wording has, such as a dash before a page number."""
    texts: list[str] = []
    pending: list[object] = [spec.footer, *spec.blocks]
    while pending:
        item = pending.pop()
        if isinstance(item, Template):
            texts += [part for literal, _ in item.parts for part in literal.split("\n")]
        elif isinstance(item, tuple | list):
            pending += item
        elif hasattr(item, "__attrs_attrs__"):
            pending += [getattr(item, attribute.name) for attribute in item.__attrs_attrs__]
    return tuple({text[:2] for text in texts if text and text[0] in NO_START})


def test_every_kind_had_its_turn(findings: Findings) -> None:
    """A thousand slips, each kind as often as the others, most with a code."""
    assert findings.count == SLIPS
    assert findings.read > SLIPS / 4


def test_no_line_starts_or_ends_with_forbidden_punctuation(findings: Findings) -> None:
    """避头尾 in every line of every slip."""
    assert findings.lines[:5] == []


def test_no_character_is_an_empty_box(findings: Findings) -> None:
    """Each character reads back as itself and has ink."""
    assert findings.boxes[:5] == []


def test_every_code_is_read_back(findings: Findings) -> None:
    """All QR codes at 150 dpi, nothing in their quiet zones."""
    assert findings.codes[:5] == []


def test_every_font_is_embedded_as_a_subset(findings: Findings) -> None:
    """No slip relies on a font of the reader's computer."""
    assert findings.fonts[:5] == []
