"""Numbers of cases and papers, and the blocks they come from."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counter_app.domain.bodies.lease import LeaseTaken
from counter_app.domain.errors import InputFault
from counter_app.domain.numbering import BLOCK, Number, Series, next_block


def _lease(first: int, last: int, series: str = "case", counter: str = "W03") -> LeaseTaken:
    return LeaseTaken(
        series=series, year=2026, counter=counter, first=first, last=last, confirmed=True
    )


def test_the_number_of_an_acceptance() -> None:
    """The form that papers print."""
    number = Number("交政务", 2026, Series.ACCEPTANCE, "W03", 123)
    assert number.text() == "交政务〔2026〕受字第W03-00123号"


@pytest.mark.parametrize(
    "typed",
    [
        "交政务〔2026〕受字第W03-00123号",
        " 交政务[2026] 受字第 w03-00123 号",
        "交政务（2026）受字第W03-00123号",
        "交政务【2026】受字第W03-00123号",
    ],
)
def test_numbers_as_typed(typed: str) -> None:
    """Any bracket and any space: the number is found all the same."""
    assert Number.parse(typed) == Number("交政务", 2026, Series.ACCEPTANCE, "W03", 123)


@pytest.mark.parametrize(
    "typed",
    ["", "W03-00123", "交政务〔2026〕猫字第W03-00123号", "交政务〔2026〕受字第W03-00000号"],
)
def test_what_is_no_number(typed: str) -> None:
    """An unknown kind, a serial 0 and anything else is refused."""
    with pytest.raises(InputFault):
        Number.parse(typed)


@settings(max_examples=80, deadline=None)
@given(
    year=st.integers(2000, 2999),
    series=st.sampled_from(Series),
    counter=st.integers(1, 999),
    serial=st.integers(1, 10**7),
)
def test_every_number_reads_back(year: int, series: Series, counter: int, serial: int) -> None:
    """Every series has its own mark, so a printed number tells what it numbers."""
    number = Number("交政务", year, series, f"W{counter:02d}", serial)
    assert Number.parse(number.text()) == number


def test_the_first_block() -> None:
    """A window that never leased begins at 1; leases of others do not matter."""
    assert next_block([], "case", 2026, "W03") == range(1, BLOCK + 1)
    others = [_lease(1, 400, counter="W04"), _lease(1, 200, series="receipt")]
    assert next_block(others, "case", 2026, "W03") == range(1, 201)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 5000), st.integers(0, 400)), max_size=8))
def test_a_new_block_never_touches_an_old_one(spans: list[tuple[int, int]]) -> None:
    """Whatever incarnations of this window leased before, no serial is handed out twice."""
    leases = [_lease(first, first + length) for first, length in spans]
    block = next_block(leases, "case", 2026, "W03")
    assert len(block) == BLOCK
    assert all(lease.last < block.start for lease in leases)
