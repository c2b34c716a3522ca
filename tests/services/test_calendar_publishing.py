"""Publishing a year's calendar moves due days, and says which."""

import json
from datetime import date
from pathlib import Path

import attrs
import pytest

from counter_app.domain.bodies.case import Verdict
from counter_app.domain.bodies.document import DocumentKind
from counter_app.domain.cases.commands import Judge
from counter_app.domain.errors import InputFault, Refusal
from counter_app.domain.matters import materials_for
from counter_app.models.base import database
from counter_app.services import case_reading, course, demo, founding, intake, papers
from counter_app.services.calendar_publishing import (
    effects,
    publish_calendar,
    read_calendar,
    versions,
)
from counter_app.services.desk import Desk
from tests.hall import Clock, open_hall
from tests.printing.reading import pages_of
from tests.services.windows import carry, join, switch

NOTICE = {
    "year": 2027,
    "version": 2,
    "provisional": False,
    "source": "2027年放假通知（测试用，虚构）",
    "holidays": [
        {"name": "元旦", "first": "2027-01-01", "last": "2027-01-04", "make_up": ["2027-01-09"]}
    ],
}


def administrator(desk: Desk) -> Desk:
    """The same desk, used by an administrator."""
    desk.station = attrs.evolve(desk.station, roles=frozenset({"administrator", "clerk"}))
    return desk


def accepted(desk: Desk, days: int) -> str:
    """A case of a matter with `days` working days by law, accepted at once; its number."""
    code = f"TEST-{days}"
    spec = attrs.evolve(
        desk.reference.matter_in_force("JC-SP-005", date(2026, 11, 23)),
        code=code,
        statutory=attrs.evolve(
            desk.reference.matter_in_force("JC-SP-005", date(2026, 11, 23)).statutory, amount=days
        ),
    )
    desk.act(
        lambda act: founding.publish(
            act,
            DocumentKind.MATTER,
            code,
            spec.to_content(),
            source="测试",
            effective_from=date(2026, 1, 1),
        )
    )
    case = intake.receive(desk, intake.Application(matter=code, applicant=demo.citizen(0))).value
    verdicts = [
        Judge(material=one.id, verdict=Verdict.IN_ORDER)
        for one in materials_for(spec, by_agent=False)
    ]
    intake.judge(desk, case.case, verdicts)
    intake.accept(desk, case.case)
    return case.number


def test_a_new_year_moves_the_provisional_days_and_leaves_the_firm_ones(tmp_path: Path) -> None:
    """Scenario S07/S08: 30 working days from 2026-11-23 move from 2027-01-05 to 01-06, 28 stay."""
    desk = administrator(open_hall(tmp_path, Clock()).desk)
    crossing, firm = accepted(desk, 30), accepted(desk, 28)
    file = tmp_path / "2027.json"
    file.write_text(json.dumps(NOTICE), "utf-8")
    done = publish_calendar(desk, read_calendar(file))
    assert [(one.number, one.before, one.after) for one in done.moved] == [
        (crossing, "2027-01-05", "2027-01-06")
    ]
    assert firm not in {one.number for one in done.moved}


def test_a_clerk_may_not_publish_a_calendar(tmp_path: Path) -> None:
    """Scenario: a clerk imports a year; it is refused and nothing changes."""
    desk = open_hall(tmp_path, Clock()).desk
    with pytest.raises(Refusal):
        publish_calendar(desk, NOTICE)
    assert desk.reference.calendar().table(2027).provisional


def test_a_toml_calendar_is_read_like_a_json_one(tmp_path: Path) -> None:
    """Scenario: the administrator has the year as .toml, the shape shipped with the program."""
    file = tmp_path / "2027.toml"
    file.write_text('year = 2027\nversion = 1\nprovisional = true\nsource = "x"\n', "utf-8")
    assert read_calendar(file)["year"] == 2027


@pytest.mark.parametrize("content", ["{", "year = "])
def test_a_damaged_calendar_is_named(tmp_path: Path, content: str) -> None:
    """Scenario: the file is torn; the message says so and nothing is published."""
    file = tmp_path / ("2027.json" if content == "{" else "2027.toml")
    file.write_text(content, "utf-8")
    with pytest.raises(InputFault):
        read_calendar(file)


def test_every_moved_case_says_so_in_its_own_history(tmp_path: Path) -> None:
    """S08: old and new day stand in the case; the case that did not move says nothing."""
    desk = administrator(open_hall(tmp_path, Clock()).desk)
    crossing, firm = accepted(desk, 30), accepted(desk, 28)
    publish_calendar(desk, NOTICE)
    lines = {line.number: line.id for line in case_reading.list_cases(desk)}
    detail = case_reading.case_detail(desk, lines[crossing])
    (recomputed,) = detail.case.course.recomputed
    assert (recomputed.year, recomputed.table) == (2027, 2)
    assert "2027-01-05 → 2027-01-06" in detail.timeline[-1].text
    assert case_reading.case_detail(desk, lines[firm]).case.course.recomputed == ()


def test_what_would_move_is_told_before_it_does(tmp_path: Path) -> None:
    """The administrator looks first: the same list, and nothing is written."""
    desk = administrator(open_hall(tmp_path, Clock()).desk)
    accepted(desk, 30)
    foreseen = effects(desk, NOTICE)
    assert desk.reference.calendar().table(2027).provisional
    assert publish_calendar(desk, NOTICE).moved == foreseen
    assert [one.kind for one in foreseen[0].papers] == ["acceptance_notice"]


def test_the_paper_with_the_old_day_is_issued_anew(tmp_path: Path) -> None:
    """S08: the notice is to be printed anew; the new one bears the new day and names the old."""
    clock = Clock()
    desk = administrator(open_hall(tmp_path, clock).desk)
    number = accepted(desk, 30)
    clock.at("2026-11-24 09:00")
    publish_calendar(desk, NOTICE)
    (line,) = case_reading.list_cases(desk)
    detail = case_reading.case_detail(desk, line.id)
    (old,) = detail.papers
    assert detail.outdated == {old.id}
    taken = course.reissue(desk, old).value
    assert (taken.number, taken.case) == (number, line.id)
    assert taken.paper is not None
    assert papers.paper_of(desk, taken.paper.id).replaces == old.id
    text = "".join("".join(pages_of(papers.pdf_of(desk, taken.paper.id))).split())
    assert "2027年1月6日" in text
    assert case_reading.case_detail(desk, line.id).outdated == frozenset()


def test_a_paper_without_a_day_is_printed_again_as_it_is(tmp_path: Path) -> None:
    """A receipt voucher bears no day that a calendar moves."""
    desk = administrator(open_hall(tmp_path, Clock()).desk)
    accepted(desk, 30)
    (line,) = case_reading.list_cases(desk)
    intake.issue_receipt(desk, line.id)
    receipt = case_reading.case_detail(desk, line.id).papers[-1]
    with pytest.raises(Refusal):
        course.reissue(desk, receipt)


def test_other_windows_hear_of_the_moved_days(tmp_path: Path) -> None:
    """S08: the row and the history of a window that was offline follow when it hears of it."""
    clock = Clock()
    first = open_hall(tmp_path, clock)
    desk = administrator(first.desk)
    number = accepted(desk, 30)
    other = join(tmp_path, first, clock)
    carry(first, other)
    switch(first)
    publish_calendar(desk, NOTICE)
    carry(first, other)
    (line,) = case_reading.list_cases(switch(other))
    assert (line.number, line.due_on) == (number, "2027-01-06")


def test_the_history_of_a_year_is_kept(tmp_path: Path) -> None:
    """S08: the corrected table stands before the one shipped with the program."""
    desk = administrator(open_hall(tmp_path, Clock()).desk)
    publish_calendar(desk, NOTICE)
    newest, shipped = versions(desk, 2027)
    assert (newest.version, newest.table.provisional) == (2, False)
    assert shipped.table.provisional


def test_a_case_whose_guide_is_not_here_is_left_to_those_who_have_it(tmp_path: Path) -> None:
    """S59: without its guide nobody knows its days at this window."""
    desk = administrator(open_hall(tmp_path, Clock()).desk)
    accepted(desk, 30)
    database.execute_sql("DELETE FROM document WHERE kind = 'matter' AND key = 'TEST-30'")
    desk.reference.forget()
    assert effects(desk, NOTICE) == ()


def test_a_month_without_a_working_day_is_a_slip(tmp_path: Path) -> None:
    """Typed 2027-02-01 to 2027-02-28: no notice closes a month."""
    desk = administrator(open_hall(tmp_path, Clock()).desk)
    holiday = {"name": "春节", "first": "2027-02-01", "last": "2027-02-28", "make_up": []}
    with pytest.raises(InputFault) as fault:
        publish_calendar(desk, {**NOTICE, "holidays": [holiday]})
    assert "2027-02" in fault.value.faults["holidays"]
