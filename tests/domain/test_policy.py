"""What law leaves to the hall: read from its document, proposed until it decides (3.2, 3.5)."""

import pytest

from counter_app.domain.deadlines import Limit, Unit
from counter_app.domain.errors import InputFault
from counter_app.domain.policy import Policy


def test_what_is_absent_is_as_proposed() -> None:
    """3.5: one working day of warning, one extension, no limit of corrections, twelve months."""
    assert Policy.from_content({}) == Policy()


def test_a_policy_reads_back_as_it_is_written() -> None:
    """Every setting survives the document."""
    policy = Policy(
        phrases=(("wait", "请您稍候。"),),
        warn_working_days=3,
        extension_times=2,
        correction_limit=Limit(20, Unit.WORKING_DAY),
        note_months=6,
        away_amber_minutes=20,
        away_limit_minutes=25,
        guide_minutes=40,
        rectify_working_days=5,
        forbidden=("不归我管=>我帮您问清楚",),
    )
    assert Policy.from_content(policy.to_content()) == policy
    assert Policy.from_content(Policy().to_content()) == Policy()


@pytest.mark.parametrize(
    ("content", "field"),
    [
        ({"note_months": 0}, "policy.note_months"),
        ({"warn_working_days": -1}, "policy.warn_working_days"),
        ({"correction_limit": {"amount": 5, "unit": "moon"}}, "policy.correction_limit"),
        ({"correction_limit": "五天"}, "policy.correction_limit"),
    ],
)
def test_a_setting_that_means_nothing_is_named(content: dict[str, object], field: str) -> None:
    """The hall document is edited by hand: the fault names the setting."""
    with pytest.raises(InputFault) as fault:
        Policy.from_content(content)
    assert list(fault.value.faults) == [field]
