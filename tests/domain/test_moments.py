"""A moment as clerks type it: day and 24-hour time in one field, never in the future."""

import pytest

from counter_app.domain.errors import InputFault
from counter_app.domain.moments import parse_moment
from tests.domain.writers import at

NOW = at("2026-11-25 17:20")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("16:50", "2026-11-25 16:50"),
        ("11-24 16:50", "2026-11-24 16:50"),
        ("2026-11-24T09:05", "2026-11-24 09:05"),
        ("昨天 8:30", "2026-11-24 08:30"),
        ("12-31 10:00", "2025-12-31 10:00"),
        ("１１-２４　１６：５０", "2026-11-24 16:50"),
    ],
)
def test_a_moment_is_typed_short(text: str, meant: str) -> None:
    """A4.3: the time alone means today; a day without a year that lies ahead was last year's."""
    assert parse_moment(text, NOW) == at(meant)


@pytest.mark.parametrize(
    "text", ["", "昨天", "11-24", "25:00", "10:60", "2026-12-01 10:00", "17:21", "99-99 10:00"]
)
def test_what_is_no_moment_of_the_past_is_said_at_its_field(text: str) -> None:
    """A4.3: no time, no such hour, no such day, or the future."""
    with pytest.raises(InputFault) as fault:
        parse_moment(text, NOW, field="when")
    assert set(fault.value.faults) == {"when"}


def test_the_leap_day_of_last_year_is_no_day() -> None:
    """02-29 typed in January 2028 lies ahead, and 2027 had none."""
    with pytest.raises(InputFault):
        parse_moment("02-29 10:00", at("2028-01-05 10:00"))
