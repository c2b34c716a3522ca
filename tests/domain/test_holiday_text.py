"""The yearly notice typed a line a festival: what is written reads back, faults name the line."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.errors import InputFault
from counter_app.domain.holiday_text import read, written
from counter_app.domain.workdays import YearTable
from tests.domain.writers import calendar


def table(text: str, year: int = 2026) -> YearTable:
    """The year the text describes."""
    return YearTable.from_content({"year": year, "holidays": read(text, year)})


def test_the_notice_of_2026_reads_back_as_it_is_written() -> None:
    """国办 2025-11-04: seven festivals with their make-up days, typed and read alike."""
    official = calendar().table(2026)
    assert table(written(official)).holidays == official.holidays


@pytest.mark.parametrize(
    "line",
    [
        "国庆节 10-01至10-07 班 09-20 10-10",
        "国庆节 10月1日至10月7日 班 9月20日、10月10日",
        "国庆节  10/1—10/7 班9/20，10/10",
        "国庆节 １０-０１到１０-０７ 班 09-20 10-10",
    ],
)
def test_dashes_words_and_wide_digits_mean_the_same(line: str) -> None:
    """A clerk types the notice the way it is printed, or short."""
    (holiday,) = table(line).holidays
    assert (holiday.first, holiday.last) == (date(2026, 10, 1), date(2026, 10, 7))
    assert holiday.make_up == (date(2026, 9, 20), date(2026, 10, 10))


def test_one_day_off_needs_no_span() -> None:
    """元旦 alone, and an empty line between festivals."""
    (holiday,) = table("\n元旦 01-01\n").holidays
    assert (holiday.first, holiday.last, holiday.make_up) == (date(2026, 1, 1),) * 2 + ((),)


@pytest.mark.parametrize(
    "line", ["国庆节", "国庆节 十月一日", "国庆节 02-30", "国庆节 10-01 班 明天"]
)
def test_a_line_that_means_nothing_is_named(line: str) -> None:
    """The second line is wrong: the sentence names it, and what stands in it."""
    with pytest.raises(InputFault) as fault:
        read(f"元旦 01-01\n{line}", 2026)
    assert "2" in fault.value.faults["holidays"]
    assert line in fault.value.faults["holidays"]


SPANS = st.lists(
    st.tuples(st.integers(0, 300), st.integers(0, 6)), max_size=6, unique_by=lambda span: span[0]
)


@given(SPANS)
def test_any_year_that_can_be_written_reads_back(spans: list[tuple[int, int]]) -> None:
    """Property: festivals anywhere in the year survive being written and read."""
    new_year, festivals, free = date(2027, 1, 1), [], 0
    for start, more in sorted(spans):
        if start >= free:
            first = new_year + timedelta(days=start)
            last = first + timedelta(days=more)
            name = f"节{start}"
            festivals.append({"name": name, "first": first.isoformat(), "last": last.isoformat()})
            free = start + more + 1
    year = YearTable.from_content({"year": 2027, "holidays": festivals})
    assert table(written(year), 2027).holidays == year.holidays
