"""Every row of the rules the law gives us to compute, by its name: kinds of cases and lights."""

from datetime import date

import attrs
import pytest

from counter_app.domain.bodies import case as b
from counter_app.domain.cases import commands
from counter_app.domain.cases import course_commands as c
from counter_app.domain.cases.law import seen_now
from counter_app.domain.cases.state import CaseState
from counter_app.domain.deadlines import Light, light
from counter_app.domain.matters import CaseClass
from tests.domain.applications import SPEC, case_of, do, judged, refused
from tests.domain.courses import on, running
from tests.domain.writers import calendar, guide, received

# -- 3.4 kinds of cases


def test_row_3_4_the_guide_says_which_kind() -> None:
    """A4.1: on the spot, promised, reported upward."""
    kinds = {code: guide(code).case_class for code in ("JC-MZ-023", "JC-SP-005", "JC-NY-053")}
    assert list(kinds.values()) == [
        CaseClass.ON_THE_SPOT,
        CaseClass.PLEDGED,
        CaseClass.REFERRED_UP,
    ]


def test_row_3_4_supplement_and_return_are_outcomes() -> None:
    """补办件 is a correction asked for; 退回件 ends with the reason."""
    assert do(judged(missing=("m01",)), commands.AskCorrection(paper="补1")).state is (
        CaseState.IN_CORRECTION
    )
    service = attrs.evolve(SPEC, permit_law_applies=False)
    returned = c.Return(reason="不属于优待范围", paper="退1")
    case = do(judged(), returned, on("2026-11-03", service))
    assert (case.state, case.reason) == (CaseState.RETURNED, "不属于优待范围")


def test_row_3_4_the_application_itself_never_follows_later() -> None:
    """容缺: only what the guide marks; nothing is marked here."""
    command = c.AcceptConditionally(supply_by=date(2026, 11, 10), paper="", undertaking="")
    assert refused(judged(missing=("m01",)), command).clause == "容缺受理"


# -- 3.5 lights


@pytest.mark.parametrize(
    ("today", "shown"),
    [
        ("2026-11-26", Light.BLUE),
        ("2026-11-27", Light.YELLOW),
        ("2026-11-30", Light.TODAY),
        ("2026-12-01", Light.RED),
    ],
)
def test_row_3_5_blue_yellow_today_red(today: str, shown: Light) -> None:
    """Due on Monday 11-30: yellow with one working day left, red the day after."""
    day = date.fromisoformat(today)
    assert light(date(2026, 11, 30), day, calendar(), 1) is shown


def test_row_3_5_the_threshold_is_a_setting() -> None:
    """Three working days: yellow from Wednesday on."""
    assert light(date(2026, 11, 30), date(2026, 11, 25), calendar(), 3) is Light.YELLOW


def test_row_3_5_on_the_spot_open_at_closing_is_red() -> None:
    """A4.1a: 17:31."""
    spot = attrs.evolve(
        SPEC, case_class=CaseClass.ON_THE_SPOT, statutory=None, permit_law_applies=False
    )
    assert seen_now(case_of(running(spot)), on("2026-11-03 17:31", spot)).light is Light.RED


def test_row_3_5_every_event_has_two_times() -> None:
    """Happened and recorded: a late entry bears both."""
    fact = received().write(b.ReceiptIssued(paper="收1"), on("2026-11-03").now)
    assert fact.recorded_at > fact.happened_at
