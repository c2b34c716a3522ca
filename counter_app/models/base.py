"""The keyed database, and the one transaction an act runs in.

`database` is the only global of the program: a proxy the tables hang on, bound
to a file by `models.opening`. The SQLite in this process is apsw-sqlite3mc and
no other; a second copy on the same file would silently drop its locks.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import apsw

from counter_app.domain.errors import Outage
from counter_app.models.engine import (
    APSWDatabase,
    DatabaseProxy,
    Model,
    PeeweeException,
    peewee_errors,
)
from counter_app.models.grams import grams, plain
from counter_app.models.keyring import KEY_BYTES
from counter_app.models.outages import disk_full, outage_of_file, read_only
from counter_app.words import _

BUSY_SECONDS = 5.0
CACHE_KIB = 32 * 1024
CIPHER = "chacha20"
"""ChaCha20-Poly1305 page by page: as fast as we need on processors without AES, and checked."""

database = DatabaseProxy()


class Row(Model):
    """Base of every table."""

    class Meta:
        database = database
        legacy_table_names = False


class CounterDatabase(APSWDatabase):  # type: ignore[misc]  # playhouse carries no types
    """A database file whose every connection is keyed with the same raw 32-byte key."""

    def __init__(self, path: Path, key: bytes) -> None:
        if len(key) != KEY_BYTES:
            raise ValueError(f"the database key has {len(key)} bytes, not {KEY_BYTES}")
        self._key = key
        super().__init__(str(path), timeout=BUSY_SECONDS)
        self.register_function(grams, "grams", 1)
        self.register_function(plain, "plain", 1)

    def get_binary_type(self) -> type[bytes]:
        """Bytes go to the driver as they are; peewee would ask the standard library's sqlite3."""
        return bytes

    @property
    def path(self) -> Path:
        """Where the file lies."""
        return Path(self.database)

    def execute_sql(self, sql: str, params: Sequence[Any] | None = None) -> Any:
        """One statement, straight to the driver: peewee's own way costs as much as SQLite's work.

        Raises what peewee raises.
        """
        try:
            return self.connection().execute(sql, params or ())
        except apsw.Error:
            with peewee_errors:
                raise

    def run_script(self, script: str) -> None:
        """Run several statements, inside the transaction that is open, if one is."""
        self.connection().cursor().execute(script)

    def _add_conn_hooks(self, connection: Any) -> None:
        """Key first: nothing else can be asked of an encrypted file before."""
        connection.execute(f"PRAGMA cipher = '{CIPHER}'")
        connection.execute(f"PRAGMA key = 'raw:{self._key.hex()}'")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        connection.execute("PRAGMA temp_store = MEMORY")
        # A statement is planned once, not anew for every value it is given.
        connection.config(apsw.SQLITE_DBCONFIG_ENABLE_QPSG, 1)
        super()._add_conn_hooks(connection)


def source_of(error: BaseException | None) -> apsw.Error | None:
    """The error SQLite itself gave, which peewee wraps once or twice."""
    while isinstance(error, PeeweeException):
        error = getattr(error, "orig", None)
    return error if isinstance(error, apsw.Error) else None


def _database_busy() -> Outage:
    return Outage(
        _("The records are in use"),
        _("Another program holds the records of this window. Wait a moment, then try again."),
    )


def _disk_failing() -> Outage:
    return Outage(
        _("The disk does not answer"),
        _("Nothing was saved. Check the disk of this PC, then try again."),
    )


_OUTAGES: dict[type[apsw.Error], Callable[[], Outage]] = {
    apsw.FullError: disk_full,
    apsw.BusyError: _database_busy,
    apsw.LockedError: _database_busy,
    apsw.ReadOnlyError: read_only,
    apsw.CantOpenError: read_only,
    apsw.IOError: _disk_failing,
}


def outage_of(error: BaseException) -> Outage | None:
    """The outage behind a database or file error; None when it is our own bug."""
    if isinstance(error, OSError):
        return outage_of_file(error)
    source = source_of(error)
    for kind, told in _OUTAGES.items():
        if isinstance(source, kind):
            return told()
    return None


@contextmanager
def outages_told() -> Iterator[None]:
    """Turn busy, full, read-only and failing disks into `Outage`; let every other error pass."""
    try:
        yield
    except (PeeweeException, apsw.Error, OSError) as error:
        outage = outage_of(error)
        if outage is None:
            raise
        raise outage from error


@contextmanager
def atomic_immediate() -> Iterator[None]:
    """One act: BEGIN IMMEDIATE … COMMIT, rolled back whole on any exception.

    The write lock is taken at once, so that what was read inside still holds at
    the commit. Raises Outage when the database is busy or the disk is full; the
    program goes on. Acts do not nest.
    """
    with outages_told(), database.atomic("IMMEDIATE"):
        yield
