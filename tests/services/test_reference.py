"""Reference data as values: which version holds on which day."""

from datetime import date
from typing import Any

import pytest

from counter_app.domain.bodies.document import DocumentKind
from counter_app.domain.errors import InputFault
from counter_app.domain.workdays import WorkCalendar
from counter_app.models.base import database
from counter_app.services import case_reading, founding, intake
from counter_app.services.act import Act
from counter_app.services.desk import Desk
from counter_app.services.reference import Reference
from tests.hall import Clock
from tests.services.windows import FOOD, judge_all, rebuilt, receive, rows


def publish(
    desk: Desk, kind: DocumentKind, key: str, content: dict[str, Any], effective_from: date
) -> None:
    """One more version of a document."""

    def publishing(act: Act) -> None:
        founding.publish(act, kind, key, content, source="试验", effective_from=effective_from)

    desk.act(publishing)


def test_a_future_guide_takes_effect_by_itself(desk: Desk, clock: Clock) -> None:
    """A3.4.5: nobody has to be there at midnight; what was received before keeps its version."""
    before = receive(desk)
    content = desk.reference.matter_in_force(FOOD, date(2026, 11, 23)).to_content()
    publish(desk, DocumentKind.MATTER, FOOD, content | {"name": "新指南"}, date(2026, 12, 1))
    assert desk.reference.matter_in_force(FOOD, date(2026, 11, 30)).number == 1
    clock.at("2026-12-01 09:00")
    assert desk.reference.matter_in_force(FOOD, clock().date()).name == "新指南"
    assert intake.case_of(desk, before).matter_version == 1
    assert intake.case_of(desk, receive(desk)).matter_version == 2


def test_a_guide_that_has_not_begun_is_no_guide_yet(desk: Desk) -> None:
    """A new matter of next month cannot be applied for today."""
    content = desk.reference.matter_in_force(FOOD, date(2026, 11, 23)).to_content()
    publish(
        desk, DocumentKind.MATTER, "JC-XX-900", content | {"code": "JC-XX-900"}, date(2027, 1, 1)
    )
    with pytest.raises(InputFault):
        desk.reference.matter_in_force("JC-XX-900", date(2026, 11, 23))
    codes = [spec.code for spec in desk.reference.matters_in_force(date(2026, 11, 23))]
    assert "JC-XX-900" not in codes and codes == sorted(codes)


def test_a_future_hall_waits_for_its_day(desk: Desk, clock: Clock) -> None:
    """New opening hours from December do not close the office in November."""
    content = desk.reference.hall().to_content() | {"name": "新址"}
    publish(desk, DocumentKind.HALL, "jiaocheng", content, date(2026, 12, 1))
    assert desk.reference.hall().name == "交城县政务服务分中心"
    clock.at("2026-12-01 08:30")
    assert desk.reference.hall().name == "新址"
    assert Reference().hall().name == "新址"


def test_a_pc_whose_clock_stands_before_everything_still_has_a_hall(
    desk: Desk, clock: Clock
) -> None:
    """An empty battery must not hide the hall; the earliest version is taken."""
    clock.at("2020-01-01 08:30")
    desk.reference.forget()
    assert desk.reference.hall().id == "jiaocheng"


def test_a_corrected_calendar_moves_open_cases(desk: Desk, clock: Clock) -> None:
    """S08: the invented table of 2027 moves the 30-working-day case by a day, firm now."""
    moved = receive(desk, matter="JC-NY-035")
    judge_all(desk, moved)
    intake.accept(desk, moved)
    (line,) = case_reading.lines_of(desk, [moved])
    assert line.due_on == "2027-01-05"
    table = {
        "year": 2027,
        "holidays": [
            {"name": "元旦", "first": "2027-01-01", "last": "2027-01-04", "make_up": ["2027-01-09"]}
        ],
    }
    publish(desk, DocumentKind.CALENDAR, "2027", table, date(2027, 1, 1))
    (line,) = case_reading.lines_of(desk, [moved])
    assert line.due_on == "2027-01-06"
    due = case_reading.case_detail(desk, moved).view.due
    assert due is not None and not due.provisional
    assert rows() == rebuilt(desk)


def test_without_documents_the_calendar_is_computed(desk: Desk) -> None:
    """Monday to Friday: never an error, always provisional."""
    database.execute_sql("DELETE FROM document WHERE kind = 'calendar'")
    desk.reference.forget()
    calendar = desk.reference.calendar()
    assert isinstance(calendar, WorkCalendar)
    assert calendar.provisional_in(date(2026, 11, 23), date(2026, 11, 24))


def test_phrases_are_read_once_and_forbid_what_the_rules_forbid(desk: Desk) -> None:
    """A1.5.7: five sentences."""
    assert desk.reference.seed_phrases is desk.reference.seed_phrases
    assert len(desk.reference.forbidden_phrases()) == 5
