"""How pieces fall onto sheets, whatever the pieces."""

from collections import Counter
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from counter_app.printing.catalogue import render
from counter_app.printing.flow import Piece, fall
from counter_app.printing.operations import Text
from tests.printing.geometry import collisions, outside
from tests.printing.reading import HEAD, spec_of

TOP, BOTTOM = 20.0, 120.0
PIECES = st.lists(
    st.builds(
        Piece,
        height=st.floats(0, 130).map(lambda height: round(height, 1)),
        gap=st.sampled_from([0.0, 4.0]),
        glued=st.booleans(),
    ),
    max_size=40,
)
WORDS = st.lists(
    st.sampled_from(
        ["交城县", "，", "（原件）", "《许可法》", "2026年", "A4", "；", "　", "。", "䶮𬱖", "\n"]
    ),
    max_size=40,
).map("".join)
ROWS = st.lists(st.fixed_dictionaries({"name": WORDS, "remark": WORDS}), max_size=12)
PAPER = """
[[block]]
type = "title"
text = "{text}"
size = 22
lead = 30
align = "center"
[[block]]
type = "text"
each = "items"
prefix = "{n}．"
hang = 1.5
align = "justify"
[[block]]
type = "table"
gap = 3
each = "rows"
cols = [10, 30, 60]
head = ["A", "B", "C"]
cells = ["{n}", "{name}", "{remark}"]
foot = ["D", "{text}"]
empty = "E"
[[block]]
type = "ticks"
columns = 2
options = [["1", "{text}"], ["2", "F"], ["3", "G"]]
[[block]]
type = "seal"
lines = ["{text}", "H"]
height = 30
[[block]]
type = "sign"
cols = [50, 50]
minimum = 14
rows = [["I", "J"], ["K{text}", "L"]]
"""
SHEET = HEAD.replace('"A4"', '"A5"')


@given(PIECES)
@settings(max_examples=300)
def test_every_piece_falls_once_and_in_order(pieces: list[Piece]) -> None:
    """Nothing is lost, doubled or put before its turn; no sheet is empty."""
    sheets = [*fall(pieces, TOP, BOTTOM)]
    fallen = [piece for sheet in sheets for _, piece in sheet.pieces]
    assert [*map(id, fallen)] == [*map(id, pieces)]
    assert all(sheet.pieces for sheet in sheets) or not pieces


@given(PIECES)
@settings(max_examples=300)
def test_pieces_stand_one_below_the_other_inside_the_sheet(pieces: list[Piece]) -> None:
    """No overlap, and nothing below the edge but a piece higher than the whole sheet."""
    for sheet in fall(pieces, TOP, BOTTOM):
        ends = [TOP, *(y + piece.height for y, piece in sheet.pieces)]
        for end, (y, _) in zip(ends, sheet.pieces, strict=False):
            assert y >= end
        assert ends[-1] <= BOTTOM + 0.1 or len(sheet.pieces) == 1


@given(PIECES)
@settings(max_examples=300)
def test_what_is_glued_parts_only_where_the_sheet_is_full_of_it(pieces: list[Piece]) -> None:
    """A sheet ends between glued pieces only when all on it are glued to each other."""
    sheets = [*fall(pieces, TOP, BOTTOM)]
    for sheet, _next in pairwise(sheets):
        if sheet.pieces[-1][1].glued:
            assert all(piece.glued for _, piece in sheet.pieces)


@given(PIECES)
def test_a_sheet_asks_for_no_more_than_the_next_piece(pieces: list[Piece]) -> None:
    """A ledger is made as it is drawn: what is taken ahead is one piece, or what must stay."""
    taken = 0

    def counted() -> object:
        nonlocal taken
        for piece in pieces:
            taken += 1
            yield piece

    fallen = 0
    for sheet in fall(counted(), TOP, BOTTOM):  # type: ignore[arg-type]
        fallen += len(sheet.pieces)
        ahead = pieces[fallen:taken]
        assert len(ahead) <= 1 or all(piece.glued for piece in ahead[:-1])


def test_a_head_too_high_to_repeat_is_left_out() -> None:
    """Head and row together are higher than the sheet: the row comes without it, not below it."""
    head = Piece(80.0)
    rows = [Piece(30.0, head=head), Piece(10.0, head=head)]
    sheets = [[piece for _, piece in sheet.pieces] for sheet in fall([head, *rows], TOP, BOTTOM)]
    assert sheets == [[head], [rows[0], rows[1]]]


@given(WORDS, st.lists(WORDS, max_size=8), ROWS)
@settings(max_examples=60)
def test_nothing_stands_outside_the_type_area(
    text: str, items: list[str], rows: list[dict[str, str]]
) -> None:
    """Whatever the values: every stroke and every run of type between the margins."""
    values = {"text": text, "items": items, "rows": rows}
    spec = spec_of(PAPER, SHEET)
    for sheet in render(spec, values).sheets:
        assert outside(sheet, spec) == []


@given(WORDS, st.lists(WORDS, max_size=8), ROWS)
@settings(max_examples=60)
def test_no_text_is_lost_and_none_doubled(
    text: str, items: list[str], rows: list[dict[str, str]]
) -> None:
    """Every character of every value is drawn as often as the paper says it."""
    values = {"text": text, "items": items, "rows": rows}
    sheets = render(spec_of(PAPER, SHEET), values).sheets
    drawn = Counter(
        "".join(
            op.text
            for sheet in sheets
            for op in sheet.operations
            if isinstance(op, Text) and not (op.text.startswith("第") and op.size == 9)
        )
    )
    text = text.strip(" \n")
    wanted = Counter(text * 5)  # title, foot, ticks, seal and signature
    for item in items:
        wanted.update(item.strip(" \n"))
    for row in rows:
        wanted.update("".join(cell.strip(" \n") for cell in row.values()))
    for character in "交城县，原件许可法年；　。䶮𬱖":
        assert drawn[character] == wanted[character], character


@given(WORDS, st.lists(WORDS, max_size=8), ROWS)
@settings(max_examples=40)
def test_no_two_runs_of_type_overlap(
    text: str, items: list[str], rows: list[dict[str, str]]
) -> None:
    """On no sheet does one run lie on another."""
    values = {"text": text, "items": items, "rows": rows}
    for sheet in render(spec_of(PAPER, SHEET), values).sheets:
        assert collisions(sheet) == []


@given(st.lists(WORDS, max_size=60))
@settings(max_examples=60)
def test_the_signature_is_never_alone(items: list[str]) -> None:
    """All rows of the box on one sheet, and two lines before them."""
    blocks = (
        "[[block]]\ntype = 'text'\neach = 'items'\n[[block]]\ntype = 'text'\ntext = '前一'\n"
        "[[block]]\ntype = 'text'\ntext = '前二'\n"
        "[[block]]\ntype = 'sign'\ncols = [50]\nminimum = 20\nrows = [['签一'], ['签二']]"
    )
    last = render(spec_of(blocks, SHEET), {"items": items}).sheets[-1]
    words = [op.text for op in last.operations if isinstance(op, Text)]
    assert {"前一", "前二", "签一", "签二"} <= set(words)
