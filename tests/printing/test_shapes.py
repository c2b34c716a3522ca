"""Frames, bar codes, pictures, boxes to tick and the foot of a table."""

import base64
import io

import pypdfium2
import pytest
import zxingcpp
from PIL import Image, ImageDraw

from counter_app.domain.errors import InputFault
from counter_app.printing.catalogue import render
from counter_app.printing.operations import (
    Bars,
    Ink,
    Line,
    Operation,
    Rect,
    Text,
    from_json,
    to_json,
)
from counter_app.printing.setting import MM
from tests.printing.reading import HEAD, pdf_of, spec_of, text_of

LEFT, TOP, WIDTH = 20 * MM, 20 * MM, 170 * MM
SHAPES_HEAD = (
    HEAD + 'ink = { label = "签名", type = "image" }\nchosen = { label = "已选", type = "list" }\n'
)
TABLE = (
    "[[block]]\ntype = 'table'\neach = 'rows'\ncols = [10, 50, 30]\n"
    "head = ['序号', '名称', '说明']\n"
    "cells = ['{n}', '{name}', '{remark}']\nempty = '无'\nfoot = ['合计', '{text}']"
)


def signature(wide: int = 400, tall: int = 100) -> str:
    """A made-up signature: one thick stroke from corner to corner on nothing."""
    picture = Image.new("RGBA", (wide, tall), (0, 0, 0, 0))
    ImageDraw.Draw(picture).line((0, tall, wide, 0), fill=(0, 0, 90, 255), width=9)
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return base64.b64encode(buffer.getvalue()).decode()


def drawn(blocks: str, **values: object) -> tuple[Operation, ...]:
    """The operations of a paper of one sheet."""
    (sheet,) = render(spec_of(blocks, SHAPES_HEAD), values).sheets
    return sheet.operations


def page_of(blocks: str, dpi: int = 150, **values: object) -> Image.Image:
    """The first page as a picture."""
    pdf = pdf_of(spec_of(blocks, SHAPES_HEAD), values)
    with pypdfium2.PdfDocument(pdf) as document:
        return document[0].render(scale=dpi / 72).to_pil().convert("L")


def texts(operations: tuple[Operation, ...]) -> list[str]:
    """The words drawn, in order."""
    return [operation.text for operation in operations if isinstance(operation, Text)]


def test_frames_share_the_width() -> None:
    """Two frames with 10 mm between them reach from margin to margin, captions inside in grey."""
    operations = drawn(
        "[[block]]\ntype = 'box'\nheight = 54\nspace = 10\ntexts = ['身份证人像面', '身份证国徽面']"
    )
    frames = [operation for operation in operations if isinstance(operation, Rect)]
    assert [frame.x for frame in frames] == pytest.approx([LEFT, LEFT + 90 * MM], abs=0.02)
    assert {frame.width for frame in frames} == {round(80 * MM, 2)}
    for frame, text in zip(frames, [op for op in operations if isinstance(op, Text)], strict=True):
        assert frame.x < text.x < frame.x + frame.width
        assert frame.y < text.y < frame.y + frame.height
        assert text.color == "grey"


def test_a_frame_of_its_own_width_stands_where_it_is_aligned() -> None:
    """86 × 54 mm in the middle, as an identity card is."""
    operations = drawn(
        "[[block]]\ntype = 'box'\nwidth = 86\nheight = 54\nalign = 'center'\ntexts = ['粘贴处']"
    )
    (frame,) = [operation for operation in operations if isinstance(operation, Rect)]
    assert frame.x == pytest.approx(LEFT + 42 * MM, abs=0.02)


def test_a_long_caption_stays_in_its_frame() -> None:
    """Two hundred characters in a small frame are set smaller until they fit."""
    operations = drawn(
        "[[block]]\ntype = 'box'\nwidth = 50\nheight = 20\ntexts = ['{text}']", text="粘贴处" * 66
    )
    (frame,) = [operation for operation in operations if isinstance(operation, Rect)]
    lines = [operation for operation in operations if isinstance(operation, Text)]
    assert "".join(line.text for line in lines) == "粘贴处" * 66
    assert lines[0].y - lines[0].size > frame.y
    assert lines[-1].y < frame.y + frame.height


def test_a_bar_code_is_read_back() -> None:
    """Read from a picture as coarse as a receipt printer, 203 dpi; its figures stand below."""
    block = "[[block]]\ntype = 'barcode'\nvalue = 'text'\nalign = 'right'"
    number = "JCZW-2026-W07-00123"
    (code,) = zxingcpp.read_barcodes(page_of(block, dpi=203, text=number))
    assert (code.text, code.format) == (number, zxingcpp.BarcodeFormat.Code128)
    assert texts(drawn(block, text=number)) == [number]
    assert drawn(block) == ()


def test_a_bar_code_of_chinese_is_refused() -> None:
    """Code 128 knows no Chinese: refused with its field before a byte is made."""
    with pytest.raises(InputFault) as fault:
        drawn("[[block]]\ntype = 'barcode'\nvalue = 'text'", text="交城")
    assert "text" in fault.value.faults


def test_a_qr_code_too_long_is_refused() -> None:
    """Three thousand letters fit into no QR code."""
    with pytest.raises(InputFault) as fault:
        drawn("[[block]]\ntype = 'qr'\nvalue = 'text'", text="x" * 3000)
    assert "text" in fault.value.faults


def test_the_ink_of_a_picture_appears() -> None:
    """A signature 40 × 10 mm: ink in its place, in its own proportions, white around it."""
    block = "[[block]]\ntype = 'image'\nvalue = 'ink'\nwidth = 40\nheight = 20\nalign = 'center'"
    (ink,) = drawn(block, ink=signature())
    assert isinstance(ink, Ink)
    assert (ink.width, ink.height) == pytest.approx((40 * MM, 10 * MM), abs=0.02)
    page, scale = page_of(block, ink=signature()), 150 / 72
    box = [round(edge * scale) for edge in (ink.x, ink.y, ink.x + ink.width, ink.y + ink.height)]
    inside = page.crop((box[0], box[1], box[2], box[3]))
    assert inside.getextrema()[0] == 0
    page.paste(255, (box[0] - 2, box[1] - 2, box[2] + 2, box[3] + 2))
    assert page.getextrema() == (255, 255)
    assert drawn(block) == ()


@pytest.mark.parametrize("given", ["王", "AAAA", 7, [signature()]])
def test_what_is_no_picture_is_refused(given: object) -> None:
    """Text, bytes that are no PNG, a number, a list: named by the label of the value."""
    with pytest.raises(InputFault) as fault:
        drawn("[[block]]\ntype = 'image'\nvalue = 'ink'\nwidth = 40\nheight = 20", ink=given)
    assert "签名" in fault.value.faults["ink"]


def test_a_signature_lies_in_its_box() -> None:
    """Of two boxes to sign in the second has its image; the first waits for a pen."""
    block = (
        "[[block]]\ntype = 'sign'\ncols = [80, 80]\nminimum = 20\nimages = ['', 'ink']\n"
        "rows = [['经办人：', '申请人：']]"
    )
    (ink,) = [op for op in drawn(block, ink=signature()) if isinstance(op, Ink)]
    assert LEFT + 80 * MM < ink.x < ink.x + ink.width < LEFT + 160.1 * MM
    assert TOP < ink.y < ink.y + ink.height < TOP + 20 * MM
    assert not [op for op in drawn(block) if isinstance(op, Ink)]


TICKS = (
    "[[block]]\ntype = 'ticks'\nchosen = 'chosen'\ncolumns = {columns}\n"
    "options = [['1', '非常满意'], ['2', '满意'], ['3', '基本满意'], ['4', '不满意']]"
)


@pytest.mark.parametrize(("columns", "lines"), [(1, 4), (2, 2), (0, 1)])
def test_boxes_to_tick_stand_in_columns_or_run_on(columns: int, lines: int) -> None:
    """One, two in a line, or as many as fit; a box before each text."""
    operations = drawn(TICKS.format(columns=columns))
    assert texts(operations) == ["非常满意", "满意", "基本满意", "不满意"]
    assert len({op.y for op in operations if isinstance(op, Text)}) == lines
    boxes = [op for op in operations if isinstance(op, Rect)]
    words = [op for op in operations if isinstance(op, Text)]
    for box, word in zip(boxes, words, strict=True):
        assert box.x + box.width < word.x < box.x + box.width + 10
        assert box.y < word.y < box.y + 1.5 * box.height


def test_a_chosen_box_is_ticked() -> None:
    """The third alone carries the two strokes of a tick."""
    operations = drawn(TICKS.format(columns=1), chosen=["3"])
    third = [op for op in operations if isinstance(op, Rect)][2]
    strokes = [op for op in operations if isinstance(op, Line)]
    assert len(strokes) == 2
    for stroke in strokes:
        assert third.x <= min(stroke.x1, stroke.x2) <= max(stroke.x1, stroke.x2)
        assert max(stroke.x1, stroke.x2) <= third.x + third.width
        assert third.y <= min(stroke.y1, stroke.y2)


def test_a_long_option_wraps_beside_its_box() -> None:
    """Three lines of text hang under each other, not under the box; a pasted newline is a space."""
    block = "[[block]]\ntype = 'ticks'\noptions = [['1', '{text}']]"
    operations = drawn(block, text="不满意\n" + "原因很长，" * 20)
    lines = [op for op in operations if isinstance(op, Text)]
    assert len(lines) > 2
    assert len({line.x for line in lines}) == 1


def test_shapes_are_stored_and_read_back() -> None:
    """Bars and ink survive the stored form."""
    blocks = (
        "[[block]]\ntype = 'barcode'\nvalue = 'text'\n"
        "[[block]]\ntype = 'image'\nvalue = 'ink'\nwidth = 40\nheight = 20"
    )
    sheets = render(spec_of(blocks, SHAPES_HEAD), {"text": "A1", "ink": signature()})
    assert {type(op) for op in sheets.sheets[0].operations} == {Bars, Text, Ink}
    assert from_json(to_json(sheets)) == sheets


def test_the_foot_is_the_last_row() -> None:
    """Totals under the rows, the label centred, the rest one cell to the right edge."""
    operations = drawn(TABLE, rows=[{"name": "甲"}], text="1 件")
    assert texts(operations)[-2:] == ["合计", "1 件"]
    assert texts(drawn(TABLE, text="0 件"))[3:] == ["无", "合计", "0 件"]


@pytest.mark.parametrize("count", range(36, 48))
def test_the_foot_never_stands_alone(count: int) -> None:
    """However many rows: on the sheet with the totals stands at least one row."""
    rows = [{"name": f"第{n}行"} for n in range(1, count + 1)]
    pdf = pdf_of(spec_of(TABLE, SHAPES_HEAD), {"rows": rows, "text": "共"})
    with pypdfium2.PdfDocument(pdf) as document:
        last = text_of(pdf, len(document) - 1)
    assert "合计" in last
    assert f"第{count}行" in last


FAULTS = [
    ("type = 'box'\ntexts = ['{nobody}']\nheight = 5", "test.toml:17 texts", "nobody"),
    ("type = 'box'\ntexts = ['']\nheight = 5\nradius = 3", "test.toml:19 radius", ""),
    ("type = 'box'\ntexts = ['']", "test.toml:15 box", "height"),
    ("type = 'box'\ntexts = ['', '']\nheight = 5\nwidth = 90", "test.toml:19 width", "170"),
    ("type = 'barcode'\nvalue = 'nobody'", "test.toml:17 value", "nobody"),
    ("type = 'barcode'\nvalue = 'ink'", "test.toml:17 value", "ink"),
    ("type = 'barcode'\nvalue = 'text'\nside = 3", "test.toml:18 side", ""),
    ("type = 'barcode'\nvalue = 'text'\nwidth = 171", "test.toml:18 width", "170"),
    ("type = 'image'\nvalue = 'text'\nwidth = 1\nheight = 1", "test.toml:17 value", "text"),
    ("type = 'image'\nvalue = 'ink'\nwidth = 1", "test.toml:15 image", "height"),
    ("type = 'image'\nvalue = 'ink'\nwidth = 1\nheight = 1\nlead = 3", "test.toml:20 lead", ""),
    ("type = 'ticks'\noptions = [['1', '{nobody}']]", "test.toml:17 options", "nobody"),
    ("type = 'ticks'\noptions = [['1']]", "test.toml:17 options", ""),
    ("type = 'ticks'\noptions = []\nchosen = 'text'", "test.toml:18 chosen", "text"),
    ("type = 'ticks'\noptions = []\ncolumns = -1", "test.toml:18 columns", ""),
    ("type = 'ticks'\noptions = []\nboxes = 1", "test.toml:18 boxes", ""),
    ("type = 'sign'\ncols = [9]\nrows = [['']]\nimages = ['text']", "test.toml:19 images", "text"),
    ("type = 'sign'\ncols = [171]\nrows = [['']]", "test.toml:17 cols", "170"),
    ("type = 'qr'\nvalue = 'text'\nside = 171", "test.toml:18 side", "170"),
    (
        "type = 'table'\neach = 'rows'\ncols = [9]\nhead = ['']\ncells = ['']\nfoot = ['', '']",
        "test.toml:21 foot",
        "",
    ),
    (
        "type = 'table'\neach = 'rows'\ncols = [9]\nhead = ['']\ncells = ['']\nfoot = ['{name}']",
        "test.toml:21 foot",
        "name",
    ),
]


@pytest.mark.parametrize(("block", "place", "word"), FAULTS)
def test_a_wrong_shape_is_named_by_line_and_field(block: str, place: str, word: str) -> None:
    """The supervisor mistypes a field of one of these blocks: file, line, field and word."""
    with pytest.raises(InputFault) as fault:
        spec_of("[[block]]\n" + block, SHAPES_HEAD)
    assert place in fault.value.faults
    assert word in fault.value.faults[place]
