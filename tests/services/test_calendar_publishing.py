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
from counter_app.services import demo, founding, intake
from counter_app.services.calendar_publishing import publish_calendar, read_calendar
from counter_app.services.desk import Desk
from tests.hall import Clock, open_hall

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
