"""The settings of this PC, as its signed-in clerk changes them."""

from pathlib import Path
from typing import Any

from counter_app import settings
from counter_app.services.desk import Desk
from counter_app.settings import ThisPC


def folder_of(desk: Desk) -> Path:
    """The data folder: records, keys, settings and logs lie in it."""
    return desk.database.path.parent


def settings_of(desk: Desk) -> ThisPC:
    """The settings as they stand in the file."""
    return settings.load(folder_of(desk))


def keep(desk: Desk, **changes: Any) -> ThisPC:
    """Change the named settings and save them; the others stay as the file has them.

    Raises InputFault naming the setting that cannot be right; then nothing is saved.
    """
    changed = settings_of(desk)._replace(**changes)
    settings.save(changed)
    return changed
