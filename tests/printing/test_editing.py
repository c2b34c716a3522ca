"""Editing a layout piece by piece: what is not touched stays, and the text stays valid."""

import difflib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.errors import InputFault
from counter_app.printing.catalogue import names, paper, read, text_of
from counter_app.printing.editing import SHEET, LayoutText
from counter_app.printing.entries import Entry, Shape, meant, shown, written
from tests.printing.reading import HEAD, spec_of

NOTICE = LayoutText(text_of("one_time_notice"))
SPEC = paper("one_time_notice")


def entry(place: int, name: str, text: LayoutText = NOTICE) -> Entry:
    """A field of the notice."""
    return next(one for one in text.entries(place, SPEC) if one.name == name)


def changed(after: LayoutText, before: LayoutText = NOTICE) -> list[str]:
    """The lines that differ, as `-old` and `+new`."""
    lines = difflib.ndiff(before.text.splitlines(), after.text.splitlines())
    return [line[0] + line[2:] for line in lines if line[0] in "+-"]


@pytest.mark.parametrize("name", names())
def test_every_field_of_every_layout_reads_back_as_it_stands(name: str) -> None:
    """The administrator opens each block and leaves it: not one letter moves."""
    layout, spec = LayoutText(text_of(name)), paper(name)
    for place in range(SHEET, len(spec.blocks)):
        for one in layout.entries(place, spec):
            assert layout.with_entry(place, one, one.text).text == layout.text


@pytest.mark.parametrize("name", names())
def test_blocks_of_every_layout_move_go_and_switch(name: str) -> None:
    """Every block moves down, goes, is switched off and on; the rest stays as it was."""
    layout = LayoutText(text_of(name))
    blocks = layout.data()["block"]
    for place in range(len(blocks)):
        swapped = list(blocks)
        if place + 1 < len(blocks):
            swapped[place : place + 2] = reversed(swapped[place : place + 2])
        assert layout.moved(place, 1).data() == {**layout.data(), "block": swapped}
        rest = blocks[:place] + blocks[place + 1 :]
        assert layout.removed(place).data() == {**layout.data(), "block": rest}
        off = layout.switched(place)
        assert off.data()["block"][place]["off"] is True
        assert off.switched(place).text == layout.text
        added = layout.with_text_block(place).data()["block"]
        assert added[place + 1] == {"type": "text", "text": ""}


def test_nothing_moves_beyond_the_ends() -> None:
    """Up from the first place, down from the last."""
    assert NOTICE.moved(0, -1) is NOTICE
    assert NOTICE.moved(len(SPEC.blocks) - 1, 1) is NOTICE


def test_a_block_moves_up_past_a_text_that_ends_without_a_line() -> None:
    """The last line of a text typed by hand has no end; blocks do not run together."""
    layout = LayoutText(HEAD + "[[block]]\ntype = 'rule'\n[[block]]\ntype = 'spacer'\nheight = 3")
    assert [one.kind for one in layout.moved(1, -1).blocks()] == ["spacer", "rule"]
    assert [one.kind for one in layout.with_text_block(1).blocks()] == ["rule", "spacer", "text"]


def test_one_field_changes_one_line() -> None:
    """Widths, margins, copies: the comment at the top and everything else stay."""
    assert changed(NOTICE.with_entry(4, entry(4, "cols"), "30，48 24.5、54")) == [
        "-cols = [24, 54, 24, 54]",
        "+cols = [30, 48, 24.5, 54]",
    ]
    assert changed(NOTICE.with_entry(SHEET, entry(SHEET, "page.margin"), "20,27,16,27")) == [
        "-margin = [18, 27, 16, 27]",
        "+margin = [20, 27, 16, 27]",
    ]
    assert changed(NOTICE.with_entry(SHEET, entry(SHEET, "copies"), "")) == [
        '-copies = ["第一联　申请人留存", "第二联　窗口存根"]'
    ]
    assert changed(NOTICE.with_entry(3, entry(3, "keep"), "true")) == ["+keep = true"]


def test_a_row_of_a_table_changes_alone() -> None:
    """Rows are typed one a line, cells between bars."""
    rows = entry(4, "rows")
    after = NOTICE.with_entry(4, rows, rows.text.replace("设立依据", "依据|条款"))
    assert changed(after) == ['-  ["设立依据", "{basis}"],', '+  ["依据", "条款", "{basis}"],']


def test_the_blocks_are_known_by_their_first_words() -> None:
    """The list names what a block prints, or the value it is about."""
    words = [one.words for one in NOTICE.blocks()]
    assert words[1] == "一 次 性 告 知 单" and words[3] == "qr" and words[4] == "事项名称"
    bare = LayoutText("[[block]]\ntype = 'rule'\n")
    assert bare.blocks()[0].words == ""


def test_values_are_chosen_among_those_of_the_right_type() -> None:
    """`each` of a table names a list or rows; a needed one cannot be left out."""
    assert entry(6, "each").choices == ("materials", "notes")
    assert entry(7, "each").choices == ("", "materials", "notes")
    assert entry(0, "align").choices[0] == ""
    assert entry(0, "keep").choices == ("", "true")
    with pytest.raises(InputFault) as fault:
        NOTICE.with_entry(6, entry(6, "each"), "")
    assert set(fault.value.faults) == {"each"}


def test_lines_belong_to_blocks() -> None:
    """A fault at a line opens the block it stands in."""
    lines = NOTICE.text.splitlines()
    assert NOTICE.place_of(lines.index("cols = [24, 54, 24, 54]") + 1) == 4
    assert NOTICE.place_of(2) == SHEET == NOTICE.place_of(len(lines))
    assert NOTICE.place_of(NOTICE.line_of(5)) == 5
    assert NOTICE.line_of(SHEET) == 1


def test_a_text_that_is_no_toml_is_a_fault_by_line() -> None:
    """The expert left a quote open; or the text ends inside a list."""
    with pytest.raises(InputFault) as fault:
        LayoutText('title = "x"\nsize = = 3\n').data()
    assert set(fault.value.faults) == {"layout:2 toml"}
    with pytest.raises(InputFault):
        LayoutText("copies = [").blocks()


def test_a_block_of_an_unknown_type_has_no_fields() -> None:
    """It can be moved and removed, not filled in."""
    layout = LayoutText("[[block]]\ntype = 'hologram'\n")
    assert layout.entries(0, SPEC) == ()
    assert layout.removed(0).text == ""


def test_a_missing_table_is_named() -> None:
    """The expert removed [page]; the form says so at its fields."""
    layout = LayoutText('title = "x"\n[base]\nsize = 10\n')
    size = next(one for one in layout.entries(SHEET, SPEC) if one.name == "page.size")
    with pytest.raises(InputFault) as fault:
        layout.with_entry(SHEET, size, "A4")
    assert set(fault.value.faults) == {"page.size"}


def test_a_field_is_added_to_an_empty_head() -> None:
    """A text that begins with a table gets its title in front of it."""
    layout = LayoutText("[base]\nsize = 10\n")
    title = next(one for one in layout.entries(SHEET, SPEC) if one.name == "title")
    assert layout.with_entry(SHEET, title, "引导单").data()["title"] == "引导单"


@pytest.mark.parametrize("typed", ["ten", "10,5x"])
def test_what_is_no_number_is_said_at_the_field(typed: str) -> None:
    """The text stays as it was."""
    for name in ("cols", "gap"):
        with pytest.raises(InputFault) as fault:
            NOTICE.with_entry(4, entry(4, name), typed)
        assert set(fault.value.faults) == {name}


def test_a_wrong_type_is_shown_as_it_stands() -> None:
    """`cols = 20` typed in the text: the form shows 20 and waits for widths."""
    assert shown(Shape.NUMBERS, 20) == "20"
    assert shown(Shape.ROWS, "x") == "x" and shown(Shape.LINES, "x") == "x"
    assert shown(Shape.ROWS, [["a"], 3]) == "a"
    assert shown(Shape.FLAG, "yes") == ""


CELLS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")) | st.just("\n"))


@given(st.lists(st.lists(CELLS.map(lambda one: one.strip(" ")), min_size=1), min_size=1))
def test_any_rows_are_typed_and_read_back(rows: list[list[str]]) -> None:
    """Bars, backslashes and line breaks inside cells."""
    one = Entry(name="rows", shape=Shape.ROWS, text="")
    kept = [row for row in rows if shown(Shape.ROWS, [row]).strip()]
    assert (meant(one, shown(Shape.ROWS, kept)) or []) == kept


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cs",))))
def test_any_text_is_written_as_toml(text: str) -> None:
    """Quotes, control characters, everything beyond the BMP."""
    assert LayoutText(f"k = {written(text)}\n").data() == {"k": text}


def test_rows_and_truths_are_written_as_toml() -> None:
    """Rows one under the other, so that a comparison names the row."""
    assert written([["a", "b"]]) == '[\n  ["a", "b"],\n]'
    assert written([1, 2.5]) == "[1, 2.5]"
    assert (written(True), written(False), written([])) == ("true", "false", "[]")


# What the sheet allows


@pytest.mark.parametrize(
    ("head", "place"),
    [
        (HEAD.replace("[20, 20, 20, 20]", "[20, 100, 20, 100]"), "margin"),
        (HEAD.replace("[20, 20, 20, 20]", "[150, 20, 140, 20]"), "margin"),
        (HEAD.replace("size = 10", "size = 2"), "size"),
        (HEAD.replace("lead = 14", "lead = 500"), "lead"),
        ('footer = "{nobody}"\n' + HEAD, "footer"),
        ('footer = "{items}"\n' + HEAD, "footer"),
        (f"copies = {['x'] * 11}\n" + HEAD, "copies"),
    ],
)
def test_a_sheet_nobody_could_print_is_a_fault_at_its_line(head: str, place: str) -> None:
    """Margins without room, type too small to read, a footer that names nothing."""
    with pytest.raises(InputFault) as fault:
        spec_of("", head)
    assert next(iter(fault.value.faults)).endswith(f" {place}")


def test_type_and_columns_of_a_block_are_checked_too() -> None:
    """A column without a width, letters as tall as the sheet."""
    for block, place in (
        ("[[block]]\ntype = 'fields'\ncols = [20, 0]\nrows = [['a', 'b']]", "cols"),
        ("[[block]]\ntype = 'text'\ntext = 'a'\nsize = 400", "size"),
    ):
        with pytest.raises(InputFault) as fault:
            spec_of(block)
        assert next(iter(fault.value.faults)).endswith(f" {place}")


def test_a_block_switched_off_prints_nothing() -> None:
    """The rule is drawn, then it is not."""
    from counter_app.printing.catalogue import render

    on = spec_of("[[block]]\ntype = 'text'\ntext = '{text}'")
    off = spec_of("[[block]]\ntype = 'text'\ntext = '{text}'\noff = true")
    assert render(on, {"text": "x"}).sheets != render(off, {"text": "x"}).sheets
    assert read("guide_slip", text_of("guide_slip")).version == paper("guide_slip").version
