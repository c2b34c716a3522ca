"""Opening the records: every way it can go wrong, and nothing overwritten in any of them."""

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import apsw
import pytest
from peewee import IntegrityError, PeeweeException

from counter_app.domain.errors import InputFault, Outage
from counter_app.models import base, keyring, opening, outages
from counter_app.models.base import CounterDatabase, atomic_immediate, database
from counter_app.models.journal import MetaRow
from counter_app.models.migrations import SCHEMA, STEPS
from counter_app.models.tables import TABLES
from tests.models.conftest import KEY

CHEAP = keyring.Cost(memory=64, passes=1, lanes=1)


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """A data folder whose records hold one row."""
    folder = tmp_path / "profile"
    opened = opening.open_profile(folder, KEY)
    MetaRow.create(key="actor", value="w03-0a1b2c")
    opened.close()
    return folder


def reopened(folder: Path, key: bytes = KEY) -> str:
    """What the row says after opening once more."""
    opened = opening.open_profile(folder, key)
    try:
        return MetaRow.get_by_id("actor").value
    finally:
        opened.close()


def test_the_records_are_made_and_found_again(profile: Path) -> None:
    """The first start makes the file, the second finds what the first wrote."""
    assert reopened(profile) == "w03-0a1b2c"


def test_the_file_shows_nothing_to_a_reader(profile: Path) -> None:
    """Neither the SQLite header nor any text can be read from the file without the key."""
    content = (profile / "counter.db").read_bytes()
    assert not content.startswith(b"SQLite format 3")
    assert b"w03-0a1b2c" not in content


def test_every_connection_is_careful(profile: Path) -> None:
    """Each connection of each thread writes ahead, syncs fully and minds foreign keys."""
    opened = opening.open_profile(profile, KEY)
    found: list[tuple[object, ...]] = []

    def ask() -> None:
        names = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        found.append(tuple(opened.pragma(name) for name in names))
        opened.close()

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    ask()
    assert found == [("wal", 2, 1, 5000)] * 2


def test_the_migrations_build_what_the_tables_declare(tmp_path: Path) -> None:
    """The frozen steps and the tables of today describe the same schema."""
    stepped = opening.open_profile(tmp_path / "stepped", KEY)
    schema = "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE '%_gram%'"
    by_steps = {name: " ".join(sql.split()) for name, sql in stepped.execute_sql(schema)}
    stepped.close()
    declared = CounterDatabase(tmp_path / "declared.db", KEY)
    with declared.bind_ctx(TABLES):
        declared.create_tables(TABLES)
    by_tables = {name: " ".join(sql.split()) for name, sql in declared.execute_sql(schema)}
    declared.close()
    assert {
        name: sql.replace("( ", "(").replace(" )", ")").replace(" ,", ",")
        for name, sql in by_steps.items()
    } == {name: sql.replace("IF NOT EXISTS ", "") for name, sql in by_tables.items()}


def test_the_wrong_key_opens_nothing(profile: Path) -> None:
    """Keys of other records are told apart from damage, and the file stays as it was."""
    before = (profile / "counter.db").read_bytes()
    with pytest.raises(InputFault) as told:
        opening.open_profile(profile, b"x" * 32)
    assert set(told.value.faults) == {"key"}
    assert (profile / "counter.db").read_bytes() == before
    assert reopened(profile) == "w03-0a1b2c"


def test_a_key_of_the_wrong_length_is_our_own_fault(tmp_path: Path) -> None:
    """A key is 32 bytes; anything else never reaches a file."""
    with pytest.raises(ValueError, match="32"):
        CounterDatabase(tmp_path / "a.db", b"short")


@pytest.mark.parametrize("at", [0, 20, 4096 + 100, -2000])
def test_a_damaged_file_is_reported_and_kept(tmp_path: Path, at: int) -> None:
    """A garbled page anywhere is an outage that says so; not one byte is changed."""
    key = keyring.create(tmp_path, "c1", "测试甲", "secret-1", CHEAP)
    opening.open_profile(tmp_path, key).close()
    file = tmp_path / "counter.db"
    content = bytearray(file.read_bytes())
    content[at : at + 16 or None] = b"garbled garbled!"
    file.write_bytes(content)
    with pytest.raises(Outage) as told:
        opening.open_profile(tmp_path, key)
    assert not told.value.retry
    assert str(file) in told.value.hint
    assert file.read_bytes() == content


def test_a_foreign_file_is_left_alone(tmp_path: Path) -> None:
    """A text file under the name of the records is not overwritten."""
    (tmp_path / "counter.db").write_text("not ours" * 1000)
    with pytest.raises(InputFault):
        opening.open_profile(tmp_path, KEY)
    assert (tmp_path / "counter.db").read_text() == "not ours" * 1000


def test_records_of_a_newer_program_are_left_alone(profile: Path) -> None:
    """A file of a newer schema is not opened by an older program."""
    opened = CounterDatabase(profile / "counter.db", KEY)
    opened.execute_sql(f"PRAGMA user_version = {SCHEMA + 1}")
    opened.close()
    with pytest.raises(Outage) as told:
        opening.open_profile(profile, KEY)
    assert not told.value.retry
    assert [file.name for file in profile.glob("*before*")] == []


def add_note(opened: CounterDatabase) -> None:
    opened.run_script("CREATE TABLE note (text TEXT); INSERT INTO note VALUES ('new')")


def fail(opened: CounterDatabase) -> None:
    opened.run_script("CREATE TABLE half (text TEXT)")
    opened.run_script("INSERT INTO nowhere VALUES (1)")


def test_an_upgrade_keeps_a_copy_of_the_old_file(profile: Path) -> None:
    """Before a step runs, the file as it was lies beside it, under the same key."""
    opened = opening.open_profile(profile, KEY, (*STEPS, add_note))
    assert opened.execute_sql("SELECT text FROM note").fetchone() == ("new",)
    assert opened.pragma("user_version") == SCHEMA + 1
    opened.close()
    copy = profile / f"counter.db.before-{SCHEMA + 1}"
    assert b"w03-0a1b2c" not in copy.read_bytes()
    old = CounterDatabase(copy, KEY)
    assert old.execute_sql("SELECT value FROM meta").fetchall() == [("w03-0a1b2c",)]
    assert old.pragma("user_version") == SCHEMA
    old.close()


def test_a_step_that_fails_leaves_the_schema_before_it(profile: Path) -> None:
    """A step runs whole or not at all; those before it stand."""
    with pytest.raises(apsw.Error):
        opening.open_profile(profile, KEY, (*STEPS, add_note, fail))
    opened = opening.open_profile(profile, KEY, (*STEPS, add_note))
    assert opened.pragma("user_version") == SCHEMA + 1
    assert "half" not in opened.get_tables()
    opened.close()


def test_a_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    """A data folder that is no folder is an outage, not a crash."""
    (tmp_path / "profile").write_text("")
    with pytest.raises(Outage):
        opening.open_profile(tmp_path / "profile", KEY)
    with pytest.raises(Outage):
        opening.open_profile(tmp_path / "profile" / "deeper", KEY)


def test_a_check_of_the_whole_file_finds_a_broken_page(profile: Path) -> None:
    """The command that checks everything passes sound records and names broken ones."""
    opened = opening.open_profile(profile, KEY)
    opening.check_whole(opened)
    opened.close()
    content = bytearray((profile / "counter.db").read_bytes())
    content[-3000:-2990] = b"0123456789"
    (profile / "counter.db").write_bytes(content)
    broken = CounterDatabase(profile / "counter.db", KEY)
    with pytest.raises(Outage):
        opening.check_whole(broken)
    broken.close()


# Acts


def test_an_act_that_fails_leaves_nothing(records: CounterDatabase) -> None:
    """Whatever is raised inside an act, none of its rows stay."""
    for error in (RuntimeError, KeyboardInterrupt, InputFault):
        with pytest.raises(error), atomic_immediate():
            MetaRow.create(key="a", value="1")
            MetaRow.create(key="b", value="2")
            raise error({})
    with pytest.raises(IntegrityError), atomic_immediate():
        MetaRow.create(key="a", value="1")
        MetaRow.create(key="a", value="1")
    assert MetaRow.select().count() == 0


def test_an_act_takes_the_write_lock_at_once(records: CounterDatabase) -> None:
    """While an act only reads so far, nobody else can begin one; afterwards everybody can."""
    other = CounterDatabase(records.path, KEY)
    other.timeout = 0
    with atomic_immediate():
        MetaRow.select().count()
        with pytest.raises(Exception, match="locked"):
            other.begin("IMMEDIATE")
    other.begin("IMMEDIATE")
    other.rollback()
    other.close()


def test_a_busy_file_is_an_outage_and_work_goes_on(records: CounterDatabase) -> None:
    """Another program holds the lock: the clerk is told to wait; later the act succeeds."""
    other = CounterDatabase(records.path, KEY)
    other.begin("IMMEDIATE")
    records.timeout = 0.05
    with pytest.raises(Outage) as told, atomic_immediate():
        MetaRow.create(key="a", value="1")
    assert told.value.retry
    other.rollback()
    other.close()
    with atomic_immediate():
        MetaRow.create(key="a", value="1")
    assert MetaRow.select().count() == 1


def test_a_full_file_system_loses_the_act_and_nothing_else(records: CounterDatabase) -> None:
    """SQLite finds no room: the act is rolled back, the clerk is told, smaller acts go on."""
    with atomic_immediate():
        MetaRow.create(key="before", value="1")
    pages = records.pragma("page_count")
    records.execute_sql(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(Outage) as told, atomic_immediate():
        MetaRow.create(key="small", value="1")
        MetaRow.create(key="large", value="x" * 100_000)
    assert told.value.what == outages.disk_full().what
    assert [row.key for row in MetaRow.select()] == ["before"]
    with atomic_immediate():
        MetaRow.create(key="after", value="1")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 1 MB, for those who may mount one."""
    import subprocess

    folder = tmp_path / "small"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("no right to mount a small file system")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_full_disk_loses_the_act_and_nothing_else(small_disk: Path) -> None:
    """The disk itself is full: act and key file fail with the same words, then work goes on."""
    opened = opening.open_profile(small_disk, KEY)
    with pytest.raises(Outage) as told, atomic_immediate():
        MetaRow.create(key="large", value="x" * 2_000_000)
    assert told.value.what == outages.disk_full().what
    filler = small_disk / "filler"
    with pytest.raises(OSError, match="space"):
        filler.write_bytes(b"x" * 2_000_000)
    with pytest.raises(Outage) as told_again:
        keyring.create(small_disk, "c1", "测试甲" * 2000, "secret-1", CHEAP)
    assert told_again.value.what == outages.disk_full().what
    filler.unlink()
    with atomic_immediate():
        MetaRow.create(key="small", value="1")
    opened.close()


def test_no_room_for_the_copy_stops_the_upgrade(small_disk: Path) -> None:
    """Without a copy no step runs; half a copy does not stay, the records stay usable."""
    opened = opening.open_profile(small_disk, KEY)
    MetaRow.create(key="large", value="x" * 300_000)
    opened.close()
    with pytest.raises(Outage) as told:
        opening.open_profile(small_disk, KEY, (*STEPS, add_note))
    assert told.value.what == outages.disk_full().what
    assert list(small_disk.glob("*before*")) == []
    opened = opening.open_profile(small_disk, KEY)
    assert opened.pragma("user_version") == SCHEMA
    opened.close()


def test_a_read_only_folder_is_told(small_disk: Path) -> None:
    """Records on a disk that became read-only are an outage with the reason."""
    import subprocess

    opening.open_profile(small_disk, KEY).close()
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with pytest.raises(Outage) as told:
        opened = opening.open_profile(small_disk, KEY)
        with atomic_immediate():
            MetaRow.create(key="a", value="1")
        opened.close()
    assert told.value.what == outages.read_only().what
    database.close()


def test_other_errors_are_not_dressed_up() -> None:
    """Only what is really outside is an outage; a bug stays a bug."""
    assert base.outage_of(OSError("strange")) is None
    assert base.outage_of(ValueError("bug")) is None
    assert base.outage_of(apsw.IOError("disk I/O error")) is not None
    assert base.outage_of(PermissionError(13, "denied")) is not None
    with pytest.raises(PeeweeException), base.outages_told():
        raise PeeweeException("bug")
