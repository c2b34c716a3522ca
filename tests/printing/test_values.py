"""Values are checked before anything is drawn."""

from typing import Any

import pytest

from counter_app.domain.errors import InputFault
from counter_app.printing.catalogue import render
from counter_app.printing.values import clean
from tests.printing.reading import spec_of

SPEC = spec_of("")


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"nobody": "x"}, "nobody"),
        ({"text": 3}, "text"),
        ({"text": ["x"]}, "text"),
        ({"items": "x"}, "items"),
        ({"items": [3]}, "items"),
        ({"rows": ["x"]}, "rows"),
        ({"rows": [{"colour": "x"}]}, "rows"),
        ({"rows": [{"name": 3}]}, "rows"),
    ],
)
def test_a_wrong_value_is_named(values: dict[str, Any], field: str) -> None:
    """Unknown names and wrong types are the caller's fault, each named."""
    with pytest.raises(InputFault) as fault:
        render(SPEC, values)
    assert list(fault.value.faults) == [field]


def test_all_faults_are_told_at_once() -> None:
    """Two wrong values, two messages."""
    with pytest.raises(InputFault) as fault:
        render(SPEC, {"text": 3, "items": 3})
    assert set(fault.value.faults) == {"text", "items"}


@pytest.mark.parametrize(
    ("pasted", "cleaned"),
    [
        ("王示例", "王示例"),
        ("一\r\n二\r三\u2028四", "一\n二\n三\n四"),
        ("一\t二", "一　二"),
        ("\ufeff王\u200b示\x00例", "王示例"),
        ("年　　月", "年　　月"),
    ],
)
def test_pasted_text_is_cleaned(pasted: str, cleaned: str) -> None:
    """Newlines of every system, tabs, marks without a shape."""
    assert clean(pasted) == cleaned
