"""Papers are checked when they are loaded."""

import pytest

from counter_app.domain.errors import InputFault
from counter_app.printing.catalogue import KINDS, paper
from counter_app.printing.spec import load_spec
from tests.printing.reading import HEAD, spec_of

FAULTS = [
    ("[[block]]\ntype = 'text'\ntext = '{nobody}'", "test.toml:15 text", "nobody"),
    ("[[block]]\ntype = 'picture'", "test.toml:14 type", "text"),
    ("[[block]]\ntype = 'text'\ncolour = 'red'", "test.toml:15 colour", ""),
    ("[[block]]\ntype = 'text'\ncolor = 'green'", "test.toml:15 color", "red"),
    ("[[block]]\ntype = 'text'\nsize = 'big'", "test.toml:15 size", ""),
    ("[[block]]\ntype = 'text'\nsize = true", "test.toml:15 size", ""),
    ("[[block]]\ntype = 'text'\ngap = -1", "test.toml:15 gap", ""),
    ("[[block]]\ntype = 'text'\ntext = 3", "test.toml:15 text", ""),
    ("[[block]]\ntype = 'text'\ntext = '{text'", "test.toml:15 text", ""),
    ("[[block]]\ntype = 'text'\ntext = '{text!r}'", "test.toml:15 text", ""),
    ("[[block]]\ntype = 'text'\nkeep = 1", "test.toml:15 keep", ""),
    ("[[block]]\ntype = 'text'\neach = 'text'", "test.toml:15 each", "text"),
    ("[[block]]\ntype = 'text'\ntext = '{page}'", "test.toml:15 text", "page"),
    ("[[block]]\ntype = 'text'\ntext = '{n}'", "test.toml:15 text", "n"),
    ("[[block]]\ntype = 'text'\nwidth = 171", "test.toml:15 width", "170"),
    ("[[block]]\ntype = 'text'\nwhen = 'never'", "test.toml:15 when", "never"),
    ("[[block]]\ntype = 'text'\neach = 'rows'", "test.toml:15 each", ""),
    ("[[block]]\ntype = 'text'\ntext = '{n}'", "test.toml:15 text", "n"),
    ("[[block]]\ntype = 'text'\ntext = '{page}'", "test.toml:15 text", "page"),
    (
        "[[block]]\ntype = 'table'\neach = 'rows'\ncols = [9]\nhead = ['a']\ncells = ['{name}']"
        "\nfoot = ['{name}']",
        "test.toml:19 foot",
        "name",
    ),
    ("[[block]]\ntype = 'qr'\nvalue = 'rows'", "test.toml:15 value", "rows"),
    ("[[block]]\ntype = 'spacer'", "test.toml:13 spacer", "height"),
    ("[[block]]\ntype = 'fields'\ncols = 20\nrows = []", "test.toml:15 cols", ""),
    ("[[block]]\ntype = 'fields'\ncols = [20]\nrows = [['a', 'b']]", "test.toml:16 rows", ""),
    (
        "[[block]]\ntype = 'table'\neach = 'rows'\ncols = [9]\nhead = ['a', 'b']\ncells = ['c']",
        "test.toml:16 cols",
        "",
    ),
]


@pytest.mark.parametrize(("block", "place", "word"), FAULTS)
def test_a_wrong_block_is_named_by_line_and_field(block: str, place: str, word: str) -> None:
    """The supervisor mistypes a block: file, line and field are in the message."""
    with pytest.raises(InputFault) as fault:
        spec_of(block)
    assert place in fault.value.faults
    assert word in fault.value.faults[place]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('title = "试纸"', "title = 3"),
        ('title = "试纸"', ""),
        ('title = "试纸"', 'title = "试纸"\nauthor = "x"'),
        ('title = "试纸"', 'title = "试纸"\nkind = "x"'),
        ('title = "试纸"', 'title = "试纸"\ncopies = "x"'),
        ('size = "A4"', 'size = "B6"'),
        ("margin = [20, 20, 20, 20]", "margin = [20, 20]"),
        ('[page]\nsize = "A4"\nmargin = [20, 20, 20, 20]', "page = 3"),
        ('text = { label = "正文" }', "text = { name = 3 }"),
        ('text = { label = "正文" }', 'text = { label = "正文", type = "number" }'),
        ('title = "试纸"', "title ="),
        ('title = "试纸"', 'title = "试纸"\nfooter = "{nobody}"'),
        ('title = "试纸"', 'title = "试纸"\nfooter = "{rows}"'),
    ],
)
def test_a_wrong_head_is_refused(before: str, after: str) -> None:
    """The part before the blocks is checked as strictly."""
    assert before in HEAD
    with pytest.raises(InputFault) as fault:
        load_spec("test", HEAD.replace(before, after))
    assert all(place.startswith("test.toml") for place in fault.value.faults)


def test_every_paper_of_the_catalogue_loads() -> None:
    """Each kind has a title, a version, values with labels and blocks."""
    for kind in KINDS:
        spec = paper(kind)
        assert spec.title
        assert len(spec.version) == 12
        assert spec.blocks
        assert all(value.label for value in spec.values.values())
        assert paper(kind) is spec


def test_an_unknown_kind_is_refused() -> None:
    """A paper that is not in the catalogue."""
    with pytest.raises(InputFault):
        paper("love_letter")


def test_a_changed_text_has_another_version() -> None:
    """One character more, another version."""
    assert load_spec("test", HEAD).version != load_spec("test", HEAD + "\n").version
