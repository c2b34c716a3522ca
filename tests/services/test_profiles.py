"""A window's own files: founding, joining, signing in, the hall key, drafts."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from counter_app.domain.bodies.visit import AnswerWay
from counter_app.domain.errors import InputFault, Outage
from counter_app.models.base import database
from counter_app.services import demo, drafts, founding, hall_key, profiles, reception
from counter_app.services.desk import Desk
from counter_app.services.profiles import Opened
from counter_app.services.reception import Reception
from tests.hall import Clock, open_hall
from tests.services.windows import FOOD, carry, join


def test_a_founded_hall_has_its_documents_and_its_first_clerk(first: Opened) -> None:
    """Hall, calendars and every shipped guide are facts; the clerk has name and roles of it."""
    station = first.desk.station
    assert (station.clerk, station.clerk_name, station.counter) == ("S03", "王示例", "W03")
    assert station.roles == {"clerk"}
    assert station.actor == first.pc.actor and first.pc.actor.startswith("w03-")
    kinds = dict(database.execute_sql("SELECT kind, COUNT(*) FROM document GROUP BY kind"))
    assert kinds == {"hall": 1, "calendar": 2, "matter": len(founding.shipped_matters())}
    assert (first.keys.hall, len(first.keys.hall_key)) == ("jiaocheng", 32)
    assert str(first.keys.hall_key) not in repr(first.keys)


def test_a_window_the_hall_does_not_have_is_refused_before_a_file_is_made(
    tmp_path: Path, clock: Clock
) -> None:
    """The field is named and the folder stays new."""
    with pytest.raises(InputFault) as fault:
        open_hall(tmp_path, clock, "W77")
    assert set(fault.value.faults) == {"counter"}
    assert profiles.is_new(tmp_path / "W77")


@pytest.mark.parametrize(
    ("changed", "field"), [({"name": ""}, "name"), ({"counters": []}, "counters")]
)
def test_a_hall_with_a_gap_is_refused_before_a_file_is_made(
    tmp_path: Path, clock: Clock, changed: dict[str, object], field: str
) -> None:
    """The wizard shows the field again."""
    with pytest.raises(InputFault) as fault:
        open_hall(tmp_path, clock, hall=founding.shipped_hall() | changed)
    assert fault.value.faults
    assert profiles.is_new(tmp_path / "W03")


def test_a_guide_with_a_gap_founds_nothing(first: Opened) -> None:
    """Everything is read before the first document is published."""
    broken = founding.shipped_matters()[0] | {"name": ""}
    before = database.execute_sql("SELECT COUNT(*) FROM fact").fetchone()
    with pytest.raises(InputFault):
        founding.found(first.desk, founding.shipped_hall(), [broken], [])
    assert database.execute_sql("SELECT COUNT(*) FROM fact").fetchone() == before


def test_calendars_with_written_days_become_plain_text(first: Opened) -> None:
    """TOML dates are JSON texts in the journal."""
    row = database.execute_sql(
        "SELECT content FROM document WHERE kind = 'calendar' AND key = '2026'"
    ).fetchone()
    assert json.loads(row[0])["holidays"][0]["first"] == "2026-01-01"
    assert founding._plain({"a": [date(2027, 1, 1)], "b": 1}) == {
        "a": ["2027-01-01"],
        "b": 1,
    }


def test_signing_in_again_finds_everything(first: Opened, clock: Clock) -> None:
    """The same actor, keys and records after a restart."""
    number = reception.tell_orally(first.desk, Reception(matter=FOOD)).value.number
    first.desk.database.close()
    again = profiles.sign_in(first.pc.profile, "S03", demo.PASSWORD, clock)
    assert (again.pc, again.keys) == (first.pc, first.keys)
    assert database.execute_sql("SELECT number FROM visit").fetchone() == (number,)
    assert [clerk.id for clerk in profiles.clerks(first.pc.profile)] == ["S03"]


def test_a_wrong_password_opens_nothing(first: Opened, clock: Clock) -> None:
    """The field is named; an unknown clerk likewise."""
    first.desk.database.close()
    for clerk, password, field in (("S03", "falsch-1", "password"), ("S09", "x" * 8, "clerk")):
        with pytest.raises(InputFault) as fault:
            profiles.sign_in(first.pc.profile, clerk, password, clock)
        assert set(fault.value.faults) == {field}


def test_a_joined_window_learns_its_hall_and_then_its_clerk(
    tmp_path: Path, first: Opened, clock: Clock
) -> None:
    """Before the first synchronization it knows no hall and says what to do."""
    other = join(tmp_path, first, clock, "W05")
    assert other.desk.station.clerk_name == "示例5号"
    with pytest.raises(Outage) as outage:
        reception.answer(other.desk, Reception(), AnswerWay.OWN_WORDS, "请稍等")
    assert outage.value.hint
    with pytest.raises(Outage):
        other.desk.reference.hall()
    carry(first, other)
    other.desk.database.close()
    again = profiles.sign_in(other.pc.profile, "S05", demo.PASSWORD, clock)
    assert again.desk.station.clerk_name == "刘示例"
    assert "proxy_clerk" in again.desk.station.roles


def test_the_hall_key_is_handed_on_as_one_line(first: Opened) -> None:
    """Copied with line breaks it still fits; a part of it does not."""
    line = hall_key.text_of(first.keys)
    wrapped = f" {line[:30]}\n{line[30:]} "
    assert hall_key.read(wrapped) == (first.keys.hall, first.keys.hall_key)
    for broken in ("", line[:-2], line[:-1] + "g", line.partition(".")[2], "jiaocheng"):
        with pytest.raises(InputFault) as fault:
            hall_key.read(broken)
        assert set(fault.value.faults) == {"hall_key"}


def test_a_form_half_filled_in_survives_and_goes_when_emptied(desk: Desk, clock: Clock) -> None:
    """Drafts are local, by form and key; an empty one is dropped."""
    drafts.save("intake", {"name": "孙试样"}, clock(), key="1")
    drafts.save("intake", {"name": "孙试样", "phone": "13500001234"}, clock(), key="1")
    drafts.save("intake", {"name": "另一份"}, clock())
    assert drafts.load("intake", "1") == {"name": "孙试样", "phone": "13500001234"}
    assert drafts.load("intake") == {"name": "另一份"}
    drafts.save("intake", {"name": "", "phone": ""}, clock(), key="1")
    assert drafts.load("intake", "1") == {}
    drafts.drop("intake")
    assert drafts.load("intake") == {}
    assert b"\xe5\xad\x99" not in b"".join(
        bytes(line) for (line,) in database.execute_sql("SELECT line FROM fact")
    )


@pytest.mark.parametrize("moment", ["2026-11-23 09:41", "2026-10-04 10:00", "2026-10-14 08:35"])
def test_the_demo_fills_itself_on_any_day(tmp_path: Path, moment: str) -> None:
    """A working day, a day off, an early morning: cases in several states, no error, no future."""
    clock = Clock()
    clock.at(moment)
    first = demo.open_first(tmp_path, clock)
    states = {state for (state,) in database.execute_sql("SELECT state FROM cases")}
    if moment != "2026-10-04 10:00":
        assert states == {"accepted", "in_correction", "received"}
    assert demo.is_demo(first.pc.profile)
    latest = database.execute_sql("SELECT MAX(recorded_at) FROM fact").fetchone()[0]
    assert latest <= clock().isoformat()
    assert first.desk.clock() == clock()
    first.desk.database.close()


def test_the_demo_opens_again_as_it_was(tmp_path: Path, clock: Clock) -> None:
    """The second start signs in; the second window joins once and signs in later."""
    first = demo.open_first(tmp_path, clock)
    count = "SELECT COUNT(*) FROM fact"
    facts = database.execute_sql(count).fetchone()
    first.desk.database.close()
    again = demo.open_first(tmp_path, clock)
    assert database.execute_sql(count).fetchone() == facts
    second = demo.open_second(tmp_path, again, clock)
    assert second.pc.counter == "W05"
    carry(again, second)
    second.desk.database.close()
    once_more = demo.open_second(tmp_path, again, clock)
    assert once_more.pc.actor == second.pc.actor
    assert database.execute_sql(count).fetchone() == facts
    assert not demo.is_demo(tmp_path / "elsewhere" / "W03")


def test_a_copied_profile_opens_with_its_password(
    tmp_path: Path, first: Opened, clock: Clock
) -> None:
    """The files are all there is: moved to another folder they open the same records."""
    database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    first.desk.database.close()
    moved = tmp_path / "moved"
    shutil.copytree(first.pc.profile, moved)
    again = profiles.sign_in(moved, "S03", demo.PASSWORD, clock)
    assert again.keys == first.keys
