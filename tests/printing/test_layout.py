"""Where things stand."""

import pytest

from counter_app.printing.catalogue import render
from counter_app.printing.operations import Line, Operation, Qr, Text
from counter_app.printing.setting import MM
from counter_app.printing.spec import PaperSpec
from tests.printing.reading import HEAD, spec_of

LEFT, TOP = 20 * MM, 20 * MM
WIDTH, HEIGHT = 210 * MM, 297 * MM


def texts(operations: tuple[Operation, ...]) -> list[Text]:
    """The text operations."""
    return [operation for operation in operations if isinstance(operation, Text)]


def drawn(spec: PaperSpec, **values: object) -> tuple[Operation, ...]:
    """The operations of a paper of one sheet."""
    (sheet,) = render(spec, values).sheets
    return sheet.operations


@pytest.mark.parametrize(
    ("align", "x"),
    [("left", LEFT), ("center", WIDTH / 2 - 10), ("right", WIDTH - 20 * MM - 20)],
)
def test_a_line_stands_where_it_is_aligned(align: str, x: float) -> None:
    """Two characters of 10 pt in a leading of 14 pt, at the top margin."""
    spec = spec_of(f"[[block]]\ntype = 'text'\ntext = '{{text}}'\nalign = '{align}'")
    (text,) = texts(drawn(spec, text="交城"))
    assert text.x == pytest.approx(x, abs=0.02)
    assert text.y == pytest.approx(TOP + 7 + 3.8, abs=0.02)
    assert (text.face, text.size) == ("serif", 10.0)


def test_justified_lines_end_at_the_margin() -> None:
    """All lines but the last are spread to the right edge, evenly and only a little."""
    spec = spec_of("[[block]]\ntype = 'text'\ntext = '{text}'\nalign = 'justify'\nindent = 2")
    lines = texts(drawn(spec, text="交城县政务服务大厅，" * 20))
    assert lines[0].x == pytest.approx(LEFT + 20, abs=0.02)
    for line in lines[:-1]:
        end = line.x + 10 * len(line.text) + line.spread * (len(line.text) - 1)
        assert end == pytest.approx(WIDTH - 20 * MM, abs=0.5)
    assert lines[-1].spread == 0


def test_a_table_has_its_frame_and_centred_numbers() -> None:
    """Two columns, two rows: three uprights over the whole height and one line for each edge."""
    spec = spec_of(
        "[[block]]\ntype = 'table'\neach = 'rows'\ncols = [10, 50]\nhead = ['序号', '名称']\n"
        "cells = ['{n}', '{name}']\nalign = ['center']"
    )
    operations = drawn(spec, rows=[{"name": "甲"}, {"name": "乙"}])
    lines = [operation for operation in operations if isinstance(operation, Line)]
    uprights = sorted(line.x1 for line in lines if line.x1 == line.x2)
    assert uprights == pytest.approx([LEFT, LEFT + 10 * MM, LEFT + 60 * MM], abs=0.02)
    assert len([line for line in lines if line.y1 == line.y2]) == 4
    number = next(text for text in texts(operations) if text.text == "2")
    assert LEFT + 10 < number.x < LEFT + 20


def test_an_empty_table_says_so() -> None:
    """No row: one wide cell with the words for it."""
    spec = spec_of(
        "[[block]]\ntype = 'table'\neach = 'rows'\ncols = [10, 50]\nhead = ['序号', '名称']\n"
        "cells = ['{n}', '{name}']\nempty = '无'"
    )
    assert [text.text for text in texts(drawn(spec))] == ["序号", "名称", "无"]


def test_a_table_cut_by_the_sheet_is_closed_and_opened() -> None:
    """A hundred rows: on each sheet the head, and a line under the last row."""
    spec = spec_of(
        "[[block]]\ntype = 'table'\neach = 'rows'\ncols = [10, 50]\nhead = ['序号', '名称']\n"
        "cells = ['{n}', '{name}']"
    )
    sheets = render(spec, {"rows": [{"name": "甲"}] * 100}).sheets
    assert len(sheets) > 1
    for sheet in sheets:
        assert [text.text for text in texts(sheet.operations)][:2] == ["序号", "名称"]
        lines = [op for op in sheet.operations if isinstance(op, Line)]
        lowest = max(line.y2 for line in lines if line.x1 == line.x2)
        assert lowest < HEIGHT - 20 * MM + 0.1
        assert any(line.y1 == line.y2 == lowest for line in lines)


def test_a_paper_is_squeezed_onto_its_sheet_before_it_takes_another() -> None:
    """Forty-five lines with a leading that is a little too large fit at a smaller one."""
    head = "fit = 1\n" + HEAD
    spec = spec_of("[[block]]\ntype = 'text'\neach = 'items'", head)
    lines = texts(drawn(spec, items=["行"] * 60))
    assert len(lines) == 60
    assert lines[1].y - lines[0].y < 14
    assert len(render(spec, {"items": ["行"] * 80}).sheets) == 2


def test_the_signature_box_takes_two_lines_along() -> None:
    """The box does not fit under the text: the last two lines go to the next sheet with it."""
    spec = spec_of(
        "[[block]]\ntype = 'text'\neach = 'items'\n"
        "[[block]]\ntype = 'sign'\ncols = [50]\nminimum = 30\nrows = [['签收']]"
    )
    first, second = render(spec, {"items": [f"第{n}行" for n in range(1, 50)]}).sheets
    words = [text.text for text in texts(second.operations)]
    assert words[:3] == ["第48行", "第49行", "签收"]
    assert texts(first.operations)[-2].text == "第47行"
    assert texts(first.operations)[-1].text == "第1页 共2页"


def test_a_roll_is_cut_where_the_text_ends() -> None:
    """A receipt printer's paper is as long as what is on it."""
    head = HEAD.replace('"A4"', '"roll80"').replace("20, 20, 20, 20", "3, 2, 6, 2")
    spec = spec_of("[[block]]\ntype = 'text'\neach = 'items'", head)
    (short,) = render(spec, {"items": ["行"]}).sheets
    (long,) = render(spec, {"items": ["行"] * 500}).sheets
    assert short.width == long.width == pytest.approx(72 * MM, abs=0.02)
    assert short.height == pytest.approx(9 * MM + 14, abs=0.02)
    assert long.height == pytest.approx(9 * MM + 500 * 14, abs=0.02)


def test_a_code_may_stand_at_a_fixed_place() -> None:
    """`top` puts it there, whatever else is on the sheet."""
    spec = spec_of(
        "[[block]]\ntype = 'text'\ntext = '上'\n"
        "[[block]]\ntype = 'qr'\nvalue = 'text'\nside = 24\ntop = 100\ncaption = '扫码'"
    )
    code = next(op for op in drawn(spec, text="JC:1") if isinstance(op, Qr))
    assert (code.x, code.y) == pytest.approx((WIDTH - 44 * MM, 100 * MM), abs=0.02)
    assert not [op for op in drawn(spec) if isinstance(op, Qr)]


def test_a_block_may_depend_on_a_value() -> None:
    """`when` and `unless` look at one value."""
    spec = spec_of(
        "[[block]]\ntype = 'text'\ntext = '有'\nwhen = 'text'\n"
        "[[block]]\ntype = 'text'\ntext = '无'\nunless = 'text'"
    )
    assert [text.text for text in texts(drawn(spec, text="x"))] == ["有"]
    assert [text.text for text in texts(drawn(spec))] == ["无"]


def test_rules_and_spaces_take_their_room() -> None:
    """A double rule and ten millimetres, then text."""
    spec = spec_of(
        "[[block]]\ntype = 'rule'\nweight = 1.4\ndouble = true\n"
        "[[block]]\ntype = 'spacer'\nheight = 10\n[[block]]\ntype = 'text'\ntext = '下'"
    )
    operations = drawn(spec)
    assert len([op for op in operations if isinstance(op, Line)]) == 2
    assert texts(operations)[0].y > TOP + 10 * MM


def test_a_seal_may_come_without_a_code() -> None:
    """Organ and date over the space for the seal; no value, no code."""
    spec = spec_of("[[block]]\ntype = 'seal'\nlines = ['某局', '2026年']\ncode = 'text'")
    assert [text.text for text in texts(drawn(spec))] == ["某局", "2026年"]
    assert len(drawn(spec, text="JC:1")) == 3


def test_a_grid_may_have_no_frame_and_no_empty_rows() -> None:
    """Without a frame no strokes; a row whose values are all empty is left out."""
    spec = spec_of(
        "[[block]]\ntype = 'fields'\ncols = [20, 50]\nframe = 0\ndrop_empty = true\n"
        "rows = [['甲', '{text}'], ['乙', '固定']]"
    )
    assert [type(op) for op in drawn(spec)] == [Text, Text]
    assert len(drawn(spec, text="x")) == 4
