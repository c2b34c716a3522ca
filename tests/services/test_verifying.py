"""Verifying: sound records pass, everything else is named, nothing is changed."""

import random
from pathlib import Path

import pytest

from counter_app.domain.bodies.case import Ground
from counter_app.models.base import database
from counter_app.services import intake, reception, verifying
from counter_app.services.desk import Desk
from counter_app.services.reception import Reception
from tests.hall import Clock, open_demo
from tests.services.windows import carry, join, switch


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """The filled demo hall."""
    return open_demo(tmp_path, Clock()).desk


def first(table: str, where: str = "1 = 1") -> str:
    """The id of one row."""
    row = database.execute_sql(f"SELECT id FROM {table} WHERE {where} LIMIT 1").fetchone()
    return str(row[0])


def spoil(sql: str, *values: object) -> None:
    """What no act of the program does."""
    database.execute_sql(sql, values)


def picture() -> list[object]:
    """All rows of everything."""
    tables = ("fact", "subject", *verifying.COLUMNS)
    return [database.execute_sql(f"SELECT * FROM {table}").fetchall() for table in tables]


def test_sound_records_have_no_findings_and_stay_as_they_are(desk: Desk) -> None:
    """Scenario: the demo hall is verified twice; no row moves and no table is left over."""
    before = picture()
    assert verifying.verify(desk) == []
    assert verifying.verify(desk) == []
    assert picture() == before
    left = database.execute_sql("SELECT COUNT(*) FROM temp.sqlite_master").fetchone()
    assert left == (0,)


def test_work_goes_on_after_verifying(desk: Desk) -> None:
    """Scenario: the clerk verifies at noon and receives the next citizen."""
    verifying.verify(desk)
    reception.issue_one_time_notice(desk, Reception(matter="JC-SP-006"))
    assert verifying.verify(desk) == []


def test_a_changed_line_is_found(desk: Desk) -> None:
    """Scenario: somebody edits a record with a database tool; its hash tells."""
    fact = first("fact", "kind = 'visit.opened'")
    line = bytes(database.execute_sql("SELECT line FROM fact WHERE id = ?", (fact,)).fetchone()[0])
    spoil("UPDATE fact SET line = ? WHERE id = ?", line.replace(b'"S03"', b'"S04"'), fact)
    assert fact in {one.subject for one in verifying.verify(desk)}


def test_an_unreadable_line_is_found(desk: Desk) -> None:
    """Scenario: a record is cut off; the lists cannot be compared, the record is named."""
    fact = first("fact", "kind = 'visit.opened'")
    spoil("UPDATE fact SET line = CAST('{' AS BLOB) WHERE id = ?", fact)
    found = verifying.verify(desk)
    assert fact in {one.subject for one in found}


def test_a_misfiled_record_is_found(desk: Desk) -> None:
    """Scenario: the journal says another clock value than the record itself."""
    fact = first("fact", "kind = 'visit.opened'")
    spoil("UPDATE fact SET hlc = hlc + 1 WHERE id = ?", fact)
    assert [one.subject for one in verifying.verify(desk)] == [fact]


def test_a_missing_parent_is_found(desk: Desk) -> None:
    """Scenario: a record is deleted; the one that follows it names it in vain."""
    subject = first("subject", "kind = 'case'")
    spoil("DELETE FROM fact WHERE id = ?", subject)
    found = verifying.verify(desk)
    assert any(subject in one.message for one in found)


def test_wrong_heads_are_found(desk: Desk) -> None:
    """Scenario: a subject forgets its newest record: the next act would branch off."""
    subject = first("subject", "kind = 'case'")
    spoil("UPDATE subject SET heads = '[]' WHERE id = ?", subject)
    assert [one.subject for one in verifying.verify(desk)] == [subject]


def test_a_number_given_twice_is_found(desk: Desk) -> None:
    """Scenario: two cases bear one number."""
    number = database.execute_sql("SELECT number FROM cases LIMIT 1").fetchone()[0]
    spoil("UPDATE cases SET number = ?", number)
    assert any(number in one.message for one in verifying.verify(desk))


def test_rows_that_differ_from_the_records_are_found(desk: Desk) -> None:
    """Scenario: a line of a list was edited, one deleted, one added."""
    edited, deleted = first("cases"), first("paper")
    spoil("UPDATE cases SET state = 'finished' WHERE id = ?", edited)
    spoil("DELETE FROM paper WHERE id = ?", deleted)
    spoil(
        "INSERT INTO party(id, party_kind, name, initials, number, number_reversed, phone,"
        " phone_reversed) VALUES ('x', 'person', '', '', '', '', '', '')"
    )
    found = {one.subject: one.message for one in verifying.verify(desk)}
    assert set(found) == {edited, deleted, "x"}
    assert "state" in found[edited]


def test_days_of_closed_cases_may_stay_as_they_were(desk: Desk) -> None:
    """Scenario: a calendar arrives after a case ended; its old due day is history, no fault."""
    case = first("cases", "state = 'received' ORDER BY n DESC")
    intake.refuse(desk, case, Ground.NOT_THIS_ORGAN, "不属于本机关职权范围", "县自然资源局")
    assert verifying.verify(desk) == []
    spoil("UPDATE cases SET due_on = '2020-01-01' WHERE id = ?", case)
    assert verifying.verify(desk) == []


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_records_that_arrived_in_any_order_are_sound(tmp_path: Path, seed: int) -> None:
    """Scenario: another window hears everything late and shuffled; its lists are right anyway."""
    clock = Clock()
    first_window = open_demo(tmp_path, clock)
    second = join(tmp_path, first_window, clock)
    carry(first_window, second, random.Random(seed), at_once=7)
    assert verifying.verify(switch(second)) == []
