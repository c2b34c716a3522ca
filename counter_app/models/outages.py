"""What a clerk is told when a file cannot be read or written. Knows no database."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from counter_app.domain.errors import Outage
from counter_app.words import _


def disk_full() -> Outage:
    """What a clerk is told when a file system has no room left."""
    return Outage(
        _("The disk is full"),
        _("Nothing was saved. Free some space on this PC, then try again."),
    )


def read_only() -> Outage:
    """What a clerk is told when the data folder may not be written."""
    return Outage(
        _("The records cannot be written"),
        _("The data folder is read-only. Ask the administrator for the right to write to it."),
    )


def outage_of_file(error: OSError) -> Outage | None:
    """The outage behind a file error; None when it is our own bug."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return disk_full()
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return read_only()
    return None


@contextmanager
def file_outages_told() -> Iterator[None]:
    """Turn full and read-only disks into `Outage`; let every other error pass."""
    try:
        yield
    except OSError as error:
        outage = outage_of_file(error)
        if outage is None:
            raise
        raise outage from error
