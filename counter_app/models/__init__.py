"""Peewee tables and the keyed database; nothing above knows either.

One SQLite library per process: apsw's. peewee takes the standard library's sqlite3 along
when it finds it, and two copies on one file silently drop each other's locks; so from here
on an import of it fails as if it were not installed. Who loaded it before (a test runner)
keeps it.
"""

import sys
from typing import Any, cast

cast(dict[str, Any], sys.modules).setdefault("sqlite3", None)
