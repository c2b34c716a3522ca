"""How long something has lasted, whatever is done to the PC's clock (S54).

Linux tells since when it runs and which start of the system this is, so a span survives the end
of the program. Elsewhere the span is measured while the program runs, and by the wall clock
across its end.
"""

import time
import uuid
from collections.abc import Callable
from pathlib import Path

Uptime = Callable[[], tuple[str, float]]
"""Gives the name of the present run and the seconds since it began."""

BOOT = Path("/proc/sys/kernel/random/boot_id")
_RUN = uuid.uuid4().hex


def uptime(boot: Path = BOOT) -> tuple[str, float]:
    """The start of the system and the seconds since, suspended time included where it is known."""
    try:
        run = boot.read_text("ascii").strip()
    except OSError:
        return _RUN, time.monotonic()
    return run, time.clock_gettime(time.CLOCK_BOOTTIME)
