"""A text is tried before anybody proposes it: line and field of whatever is wrong."""

from pathlib import Path

import pytest

from counter_app.domain.errors import InputFault
from counter_app.printing import catalogue
from counter_app.services import equipment
from counter_app.services.equipment import Sign
from counter_app.services.wording_check import (
    LARGEST_TEXT,
    MOST_PAGES,
    Fault,
    check,
    faults_of,
    preview,
)
from tests.services.wording_desk import SLIP

TEXT = catalogue.text_of(SLIP)


def faults(text: str, layout: str = SLIP) -> list[Fault]:
    """What is wrong with a text."""
    with pytest.raises(InputFault) as fault:
        check(layout, text)
    return faults_of(fault.value)


def line_of(text: str, piece: str) -> int:
    """The line (from 1) a piece stands in."""
    return next(n for n, line in enumerate(text.splitlines(), 1) if piece in line)


@pytest.mark.parametrize("layout", catalogue.names())
def test_every_shipped_layout_passes_and_can_be_looked_at(layout: str) -> None:
    """The administrator opens any paper: it is free of faults and there is a picture."""
    pages = preview(layout, catalogue.text_of(layout), 40)
    assert all(page.startswith(b"\x89PNG") for page in pages) and pages


def test_a_broken_line_is_named() -> None:
    """A quote is missing."""
    text = TEXT.replace('title = "引导单"', 'title = "引导单')
    (fault,) = faults(text)
    assert (fault.line, fault.field) == (line_of(text, "title"), "toml")


def test_a_text_that_ends_inside_a_list_has_no_line() -> None:
    """Nothing more specific can be said."""
    (fault,) = faults(TEXT + "\nextra = [1, 2")
    assert (fault.line, fault.field) == (0, "guide_slip.toml")


def test_a_wrong_field_is_named_by_line() -> None:
    """An unknown colour in a block."""
    text = TEXT.replace('type = "rule"', 'type = "rule"\ncolor = "gold"', 1)
    (fault,) = faults(text)
    assert (fault.line, fault.field) == (line_of(text, "gold"), "color")


def test_what_the_paper_must_say_cannot_be_left_out() -> None:
    """The number of the slip is not printed any more: refused, with its label."""
    text = TEXT.replace("{number}", "")
    (fault,) = faults(text)
    assert fault.field == "number" and "编号" in fault.message


def test_a_block_switched_off_leaves_its_values_out() -> None:
    """The first block prints the office, which must stand on the slip."""
    first = TEXT.index("[[block]]") + len("[[block]]\n")
    (fault,) = faults(TEXT[:first] + "off = true\n" + TEXT[first:])
    assert fault.field == "office"


def test_the_series_of_numbers_stays() -> None:
    """A slip does not take the numbers of notices."""
    (fault,) = faults(TEXT.replace('series = "guide_slip"', 'series = "one_time_notice"'))
    assert fault.field == "series"


def test_the_values_are_those_the_program_gives() -> None:
    """One invented, one removed, one loosened: each by its line. A label may change."""
    assert check(SLIP, TEXT.replace('label = "提示"', 'label = "温馨提示"')).values["note"]
    invented = TEXT.replace("[values]", '[values]\nmood = { label = "心情" }')
    assert [(one.line, one.field) for one in faults(invented)] == [
        (line_of(invented, "mood"), "mood")
    ]
    removed = "\n".join(line for line in TEXT.splitlines() if "phone" not in line)
    assert [one.field for one in faults(removed)] == ["phone"]
    loosened = TEXT.replace('label = "来访事由", required = true', 'label = "来访事由"')
    assert [one.field for one in faults(loosened)] == ["reason"]


def test_a_character_no_font_has_is_named_by_line() -> None:
    """A private-use character pasted into a fixed text."""
    text = TEXT.replace('text = "请您到"', 'text = "请您到\ue123"')
    (fault,) = faults(text)
    assert (fault.line, fault.field) == (line_of(text, "\ue123"), "text")


def test_a_sample_that_lacks_a_value_is_named_by_line() -> None:
    """The expert emptied the sample of a required value."""
    line = next(one for one in TEXT.splitlines() if one.startswith('first_contact = "'))
    (fault,) = faults(TEXT.replace(line, 'first_contact = ""'))
    assert fault.field == "first_contact" and fault.line > 0


def test_a_text_beyond_all_measure_is_refused_before_it_is_read() -> None:
    """Somebody pasted a book."""
    (fault,) = faults(TEXT + "#" * LARGEST_TEXT)
    assert fault.field == "text"


def test_a_preview_stops_after_some_pages() -> None:
    """A mistyped height makes a paper without end; the picture does not."""
    blocks = '[[block]]\ntype = "spacer"\nheight = 250\n' * (MOST_PAGES + 4)
    text = catalogue.text_of("one_time_notice").replace("[sample]", blocks + "[sample]", 1)
    assert len(preview("one_time_notice", text, 20)) == MOST_PAGES


def test_a_sample_is_printed_with_the_mark_across(tmp_path: Path) -> None:
    """样张 on the printer: nothing is recorded and no number is used."""
    found = equipment.print_wording(SLIP, TEXT, tmp_path.as_uri(), lambda _s: None)
    assert found.sign is Sign.GOOD
    assert len(list(tmp_path.rglob("*.pdf"))) == 1
