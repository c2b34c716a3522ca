"""Peewee tables and the keyed database; nothing above knows either.

peewee takes the standard library's sqlite3 along when it finds it: a second copy of
SQLite in the process, of which this program may have only one. It does without.
"""

import sys
from typing import Any, cast

_modules = cast(dict[str, Any], sys.modules)
_spared = "sqlite3" not in _modules
if _spared:
    _modules["sqlite3"] = None  # an import now fails as if it were not installed
try:
    import peewee  # noqa: F401
    import playhouse.apsw_ext
    import playhouse.sqlite_ext  # noqa: F401
finally:
    if _spared:
        del _modules["sqlite3"]
