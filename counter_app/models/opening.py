"""Opening the records of a profile: check first, copy, then bring up to date.

Nothing is ever overwritten because it could not be read.
"""

import os
from pathlib import Path

import apsw

from counter_app.domain.errors import InputFault, Outage
from counter_app.models import keyring
from counter_app.models.base import (
    CounterDatabase,
    atomic_immediate,
    database,
    outages_told,
    source_of,
)
from counter_app.models.engine import PeeweeException
from counter_app.models.migrations import STEPS, Step
from counter_app.words import _

FILE_NAME = "counter.db"
DAMAGE = (apsw.NotADBError, apsw.CorruptError)
WHOLE_CHECK_BYTES = 32 * 1024 * 1024
"""Files up to this size are checked page by page at every start; larger ones by a command."""


def open_profile(profile: Path, key: bytes, steps: tuple[Step, ...] = STEPS) -> CounterDatabase:
    """Open or create `counter.db` in `profile` with the raw `key` and bind the tables to it.

    Raises InputFault (field `key`) when the key belongs to other records, Outage when the file
    is damaged, of a newer program, busy, or its folder full or read-only.
    """
    with outages_told():
        _make_folder(profile)
        opened = CounterDatabase(profile / FILE_NAME, key)
        is_new = not opened.path.exists() or opened.path.stat().st_size == 0
        try:
            if not is_new:
                _read(profile, opened, key)
            _bring_up_to_date(opened, steps, is_new)
            _write_ahead(opened)
        except BaseException:
            opened.close()
            raise
    return opened


def check_whole(opened: CounterDatabase) -> None:
    """Check every page of the file; raises Outage when one is damaged."""
    try:
        answer = opened.execute_sql("PRAGMA quick_check(1)").fetchone()
    except PeeweeException as error:
        if not isinstance(source_of(error), DAMAGE):
            raise
        raise _damaged(opened.path) from error
    if answer[0] != "ok":
        raise _damaged(opened.path)


def _make_folder(profile: Path) -> None:
    try:
        profile.mkdir(parents=True, exist_ok=True, mode=0o700)
    except (FileExistsError, NotADirectoryError) as error:
        raise Outage(
            _("The records cannot be written"),
            _("{folder} is not a folder. Choose another data folder.").format(folder=profile),
            retry=False,
        ) from error


def _read(profile: Path, opened: CounterDatabase, key: bytes) -> None:
    """See that the key fits and the file is sound, before anything is written."""
    try:
        opened.execute_sql("SELECT count(*) FROM sqlite_master").fetchone()
    except PeeweeException as error:
        source = source_of(error)
        if isinstance(source, apsw.NotADBError) and keyring.is_key_of(profile, key) is not True:
            raise _wrong_key() from error
        if isinstance(source, DAMAGE):
            raise _damaged(opened.path) from error
        raise
    if opened.path.stat().st_size <= WHOLE_CHECK_BYTES:
        check_whole(opened)


def _wrong_key() -> InputFault:
    return InputFault(
        {
            "key": _(
                "This key does not open the records of this window. "
                "Nothing was changed. Ask the administrator for the matching data folder."
            )
        }
    )


def _damaged(path: Path) -> Outage:
    return Outage(
        _("The records of this window are damaged"),
        _(
            "Nothing was changed. Keep {file} and call the administrator; "
            "the other windows hold the same records."
        ).format(file=path),
        retry=False,
    )


def _bring_up_to_date(opened: CounterDatabase, steps: tuple[Step, ...], is_new: bool) -> None:
    at = int(opened.execute_sql("PRAGMA user_version").fetchone()[0])
    if at > len(steps):
        raise Outage(
            _("The records belong to a newer version of the program"),
            _("Nothing was changed. Install the newer version on this PC, then start again."),
            retry=False,
        )
    if at < len(steps) and not is_new:
        keep_copy(opened, at)
    database.initialize(opened)
    for number in range(at, len(steps)):
        with atomic_immediate():
            steps[number](opened)
            opened.execute_sql(f"PRAGMA user_version = {number + 1}")


def keep_copy(opened: CounterDatabase, version: int) -> Path:
    """Copy the file, still encrypted, to `counter.db.before-<next version>`, or not at all."""
    target = opened.path.with_name(f"{FILE_NAME}.before-{version + 1}")
    unfinished = target.with_name(f"{target.name}.part")
    unfinished.unlink(missing_ok=True)
    try:
        opened.execute_sql("VACUUM INTO ?", (str(unfinished),))
        with unfinished.open("rb+") as file:
            os.fsync(file.fileno())
        os.replace(unfinished, target)
    finally:
        unfinished.unlink(missing_ok=True)
    return target


def _write_ahead(opened: CounterDatabase) -> None:
    mode = opened.execute_sql("PRAGMA journal_mode = WAL").fetchone()[0]
    if mode != "wal":
        raise Outage(
            _("The data folder cannot hold the records"),
            _("It lies on a network drive. Choose a folder on the disk of this PC."),
            retry=False,
        )
