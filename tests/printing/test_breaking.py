"""Lines of Chinese text."""

import itertools
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counter_app.printing.breaking import NO_END, NO_START, break_lines, may_break

EM = 1000.0


class _Widths(dict[str, float]):
    """Full width for everything but ASCII, which is half as wide."""

    def __missing__(self, character: str) -> float:
        return EM / 2 if character.isascii() else EM


WIDTHS: Mapping[str, float] = _Widths()
TEXTS = st.text(
    st.sampled_from("一次性告知单　 ，。；：！？（）《》“”、—…·％%0123456789abcXYZ-./:,'\n"),
    max_size=120,
)
SENTENCES = st.lists(
    st.sampled_from(
        [
            "交城县",
            "，",
            "（四）",
            "《许可法》",
            "2026年11月23日",
            "0358-0000000",
            "：",
            "“",
            "”",
            "。",
        ]
    ),
    max_size=40,
).map("".join)


def set_in(text: str, ems: float, indent: float = 0.0, hang: float = 0.0) -> list[str]:
    """`text` in lines of `ems` characters."""
    return break_lines(text, WIDTHS, ems * EM, indent * EM, hang * EM)


def width_of(line: str) -> float:
    """The width of a line; a space may hang over its end."""
    return sum(WIDTHS[character] for character in line.rstrip(" "))


@given(TEXTS, st.integers(1, 20))
@settings(max_examples=300)
def test_nothing_is_lost(text: str, ems: int) -> None:
    """Whatever the text and the column, the lines joined are the text."""
    assert "".join(set_in(text, ems)) == text.replace("\n", "")


@given(TEXTS, st.integers(4, 20))
@settings(max_examples=300)
def test_no_line_starts_or_ends_with_forbidden_punctuation(text: str, ems: int) -> None:
    """避头尾, unless the line above is so full of punctuation that it can end nowhere else."""
    for paragraph in text.split("\n"):
        lines = set_in(paragraph, ems)
        for above, line in itertools.pairwise(lines):
            if not may_break(above[-1], line[0]):
                pairs = itertools.pairwise(above)
                assert not any(may_break(*pair) for pair in pairs if " " not in pair)


@given(SENTENCES, st.integers(9, 30))
@settings(max_examples=200)
def test_real_sentences_keep_every_rule(text: str, ems: int) -> None:
    """Text as forms have it, without heaps of punctuation: no line over the edge, numbers whole."""
    lines = set_in(text.replace("：：", "").replace("，，", ""), ems)
    for line in lines:
        assert width_of(line) <= ems * EM or not any(
            may_break(a, b) for a, b in itertools.pairwise(line)
        )


@given(TEXTS, st.integers(2, 20))
@settings(max_examples=200)
def test_no_line_is_wider_than_the_column(text: str, ems: int) -> None:
    """Every line fits."""
    assert all(width_of(line) <= ems * EM for line in set_in(text, ems))


def test_closing_punctuation_takes_a_character_along() -> None:
    """The comma does not start the second line."""
    assert set_in("一二三四，五", 4) == ["一二三", "四，五"]


def test_opening_punctuation_goes_to_the_next_line() -> None:
    """The bracket does not end the first line."""
    assert set_in("一二三《四五》", 4) == ["一二三", "《四五》"]


def test_numbers_and_words_stay_whole() -> None:
    """A telephone number moves to the next line as one."""
    assert set_in("电话：0358-0000000转", 8) == ["电话：", "0358-0000000转"]


def test_a_run_wider_than_the_column_is_cut() -> None:
    """Thirty letters without a gap in a column of ten half-width places."""
    assert set_in("a" * 30, 5) == ["a" * 10] * 3


def test_ideographic_spaces_are_kept() -> None:
    """The room for a date to be written by hand stays."""
    assert set_in("年　　月　　日", 10) == ["年　　月　　日"]


def test_pasted_newlines_begin_paragraphs() -> None:
    """Each pasted line is its own paragraph, the empty one included."""
    assert set_in("一\n\n二", 5) == ["一", "", "二"]


def test_indents_count() -> None:
    """Two characters in the first line, one in the others."""
    assert set_in("一二三四五六七", 4, indent=2, hang=1) == ["一二", "三四五", "六七"]


@pytest.mark.parametrize("mark", sorted(NO_START | NO_END))
def test_every_mark_is_kept_from_its_place(mark: str) -> None:
    """Each mark by itself, at the edge of a column."""
    first, second = set_in("一二三" + mark + "四五六", 4 if mark in NO_END else 3)[:2]
    assert not (mark in NO_END and first.endswith(mark))
    assert not (mark in NO_START and second.startswith(mark))
