"""peewee and its driver, loaded once and without the standard library's SQLite.

peewee takes sqlite3 along when it finds it: a second copy of SQLite in the process, of
which this program may have only one. Whoever needs peewee takes it from here; whoever
only needs the key file does not load it at all.
"""

import sys
from typing import Any, cast

_modules = cast(dict[str, Any], sys.modules)
_spared = "sqlite3" not in _modules
if _spared:
    _modules["sqlite3"] = None  # an import now fails as if it were not installed
try:
    from peewee import (
        SQL,
        AutoField,
        BigIntegerField,
        BlobField,
        BooleanField,
        CompositeKey,
        DatabaseProxy,
        IntegerField,
        Model,
        PeeweeException,
        TextField,
        fn,
    )
    from peewee import __exception_wrapper__ as peewee_errors  # type: ignore[attr-defined]
    from playhouse.apsw_ext import APSWDatabase
    from playhouse.sqlite_ext import AutoIncrementField
finally:
    if _spared:
        del _modules["sqlite3"]

__all__ = [
    "APSWDatabase",
    "AutoField",
    "AutoIncrementField",
    "BigIntegerField",
    "BlobField",
    "BooleanField",
    "CompositeKey",
    "DatabaseProxy",
    "IntegerField",
    "Model",
    "PeeweeException",
    "SQL",
    "TextField",
    "fn",
    "peewee_errors",
]
