"""Operations as they are stored with a paper."""

import pytest

from counter_app.printing.canvas import to_pdf
from counter_app.printing.catalogue import KINDS, render, sample
from counter_app.printing.fonts import MissingGlyph
from counter_app.printing.operations import (
    RED,
    Line,
    Qr,
    Rect,
    Sheet,
    Sheets,
    Text,
    from_json,
    shifted,
    to_json,
)
from tests.printing.reading import CREATED, codes_of, text_of

DRAWN = Sheets(
    "test",
    "0",
    (
        Sheet(
            200.0,
            100.0,
            (
                Text(10.0, 20.0, "serif", 10.0, "王䶮", RED, 0.5),
                Line(0.0, 30.0, 200.0, 30.0),
                Rect(5.0, 35.0, 20.0, 20.0),
                Qr(120.0, 10.0, 60.0, "JC:1"),
            ),
        ),
    ),
)
STORED = (
    '{"kind":"test","version":"0","sheets":[{"size":[200.0,100.0],"ops":['
    '["t",10.0,20.0,"serif",10.0,"王䶮","red",0.5],["l",0.0,30.0,200.0,30.0,0.5,"black"],'
    '["r",5.0,35.0,20.0,20.0,0.5,"black"],["q",120.0,10.0,60.0,"JC:1"]]}]}'
)


def test_the_stored_form_is_stable() -> None:
    """Papers of past years are read back: this line may never change its meaning."""
    assert to_json(DRAWN) == STORED
    assert from_json(STORED) == DRAWN


@pytest.mark.parametrize("kind", KINDS)
def test_a_stored_paper_prints_the_same_bytes(kind: str) -> None:
    """Stored, read back and drawn again: byte for byte the same paper."""
    sheets = render(kind, sample(kind))
    again = from_json(to_json(sheets))
    assert again == sheets
    assert to_json(again) == to_json(sheets)
    first, second = (to_pdf(s, title="试纸", created=CREATED) for s in (sheets, again))
    assert first == second


@pytest.mark.parametrize("line", ["", "[]", "{}", STORED.replace('"q"', '"x"')])
def test_anything_else_is_refused(line: str) -> None:
    """A damaged record is no paper."""
    with pytest.raises(ValueError, match="not the operations"):
        from_json(line)


def test_every_kind_of_operation_is_drawn() -> None:
    """Text in colour, a stroke, a frame and a code: all there."""
    pdf = to_pdf(DRAWN, title="试纸", created=CREATED)
    assert text_of(pdf) == "王䶮"
    assert codes_of(pdf) == {"JC:1"}


def test_a_character_its_face_lacks_stops_the_drawing() -> None:
    """A stored paper names a face without the character: the fault names it, no empty box."""
    broken = Sheets("test", "0", (Sheet(99.0, 99.0, (Text(0.0, 9.0, "sans", 9.0, "𠀀"),)),))
    with pytest.raises(MissingGlyph):
        to_pdf(broken, title="试纸", created=CREATED)


def test_a_shifted_paper_lies_elsewhere_on_the_same_sheet() -> None:
    """An offset of one printer: 25.4 mm right and 12.7 mm up are 72 and -36 points for all."""
    (sheet,) = shifted(DRAWN, 25.4, -12.7).sheets
    text, line, rect, code = sheet.operations
    assert (sheet.width, sheet.height) == (200.0, 100.0)
    assert text == Text(82.0, -16.0, "serif", 10.0, "王䶮", RED, 0.5)
    assert line == Line(72.0, -6.0, 272.0, -6.0)
    assert rect == Rect(77.0, -1.0, 20.0, 20.0)
    assert code == Qr(192.0, -26.0, 60.0, "JC:1")


def test_no_offset_leaves_the_paper_as_it_is() -> None:
    """Most printers: nothing is copied."""
    assert shifted(DRAWN, 0, 0.001) is DRAWN
