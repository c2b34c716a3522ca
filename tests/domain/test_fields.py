"""What an input means: dates, numbers, texts."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counter_app.domain.content import UNVERIFIED, is_placeholder, shown
from counter_app.domain.errors import InputFault
from counter_app.domain.fields import (
    NOTE_LIMIT,
    clean_note,
    clean_text,
    parse_date,
    standard_form,
)

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-11-23", TODAY),
        ("2026-1-3", date(2026, 1, 3)),
        ("2026/11/23", TODAY),
        ("2026.11.23", TODAY),
        ("20261123", TODAY),
        ("２０２６年１１月２３日", TODAY),
        ("2026年11月23", TODAY),
        ("11-23", TODAY),
        ("11月 23日", TODAY),
        ("1123", TODAY),
        ("0209", date(2026, 2, 9)),
        ("+3", date(2026, 11, 26)),
        ("-1", date(2026, 11, 22)),
        ("今天", TODAY),
        ("昨天", date(2026, 11, 22)),
        ("前天", date(2026, 11, 21)),
        ("明天", date(2026, 11, 24)),
        ("后天", date(2026, 11, 25)),
        ("2024-02-29", date(2024, 2, 29)),
    ],
)
def test_dates(typed: str, day: date) -> None:
    """A date however a clerk writes it."""
    assert parse_date(typed, TODAY) == day


@pytest.mark.parametrize(
    "typed", ["", "2026-02-29", "2026-13-01", "11-31", "0230", "下周", "2026-11", "0000-01-01"]
)
def test_dates_that_are_none(typed: str) -> None:
    """A day that does not exist is refused, not moved."""
    with pytest.raises(InputFault) as caught:
        parse_date(typed, TODAY, field="happened_on")
    assert list(caught.value.faults) == ["happened_on"]


def test_days_out_of_reach() -> None:
    """Where only the past or only the future makes sense, the other is refused; today is both."""
    assert parse_date("今天", TODAY, future=False, past=False) == TODAY
    with pytest.raises(InputFault):
        parse_date("明天", TODAY, future=False)
    with pytest.raises(InputFault):
        parse_date("昨天", TODAY, past=False)


@settings(max_examples=80, deadline=None)
@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_every_date_reads_back(day: date) -> None:
    """All three ways of writing a full date mean the same day."""
    written = (f"{day:%Y-%m-%d}", f"{day:%Y%m%d}", f"{day.year}年{day.month}月{day.day}日")
    assert {parse_date(text, TODAY) for text in written} == {day}


def test_texts() -> None:
    """Breaks fold to a space in lines and stay in notes; composed and decomposed are one."""
    assert clean_text(" 甲\r\n 乙\t\u3000丙 ") == "甲 乙 丙"
    assert clean_note(" 甲  \r\n\r\n\r\n\r\n乙\v丙\x00 ") == "甲\n\n乙\n丙"
    assert clean_text("e\u0301") == "\u00e9"
    assert clean_text("") == ""
    with pytest.raises(InputFault):
        clean_text(" ", required=True)
    with pytest.raises(InputFault):
        clean_note("第一行\n\ue000")


def test_long_notes() -> None:
    """Ten thousand characters are fine; beyond the limit the clerk is told both lengths."""
    assert len(clean_note("字" * 10_000)) == 10_000
    with pytest.raises(InputFault, match=str(NOTE_LIMIT + 1)):
        clean_note("字" * (NOTE_LIMIT + 1))


def test_private_characters_of_old_fonts() -> None:
    """Names typed with an old GBK font: the standard character is offered by name."""
    assert standard_form("\ue863") == "䶮"
    assert standard_form("\ue81e") == "龴"
    assert standard_form("\ue000") is None
    private = [chr(0xE815 + place) for place in range(80)]
    assert not any("\ue000" <= (standard_form(one) or "\ue000") <= "\uf8ff" for one in private)
    with pytest.raises(InputFault, match="䶮"):
        clean_text("张\ue863")


def test_values_nobody_confirmed() -> None:
    """A placeholder is shown as 未核定, never as a fact."""
    assert is_placeholder("0358-0000000(占位)")
    assert is_placeholder(UNVERIFIED)
    assert not is_placeholder("市场监督管理部门")
    assert not is_placeholder(None)
    assert (shown(None), shown("甲")) == (UNVERIFIED, "甲")


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_cleaning_is_idempotent(typed: str) -> None:
    """What has been cleaned once stays as it is."""
    try:
        once = clean_text(typed)
        note = clean_note(typed)
    except InputFault:
        return
    assert clean_text(once) == once
    assert clean_note(note) == note
