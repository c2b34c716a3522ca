"""What is left behind when our own program fails: a file without personal data."""

import re
import traceback
from datetime import datetime
from pathlib import Path

from counter_app import __name__ as PROGRAM

_PERSONAL = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+|\d{4,}[Xx]?")


def masked(text: str) -> str:
    """`text` without Chinese characters and without numbers of four digits or more."""
    return _PERSONAL.sub("*", text)


def write_report(folder: Path, at: datetime, error: BaseException) -> Path:
    """Write where the program failed. The folder is made; raises OSError if it cannot be."""
    import platform  # costs 5 ms that a start without a fault need not pay

    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"report-{at:%Y%m%d-%H%M%S-%f}.txt"
    frames = traceback.extract_tb(error.__traceback__)
    lines = [
        f"{PROGRAM} {at.isoformat()}",
        f"{platform.platform()} Python {platform.python_version()}",
        f"{type(error).__name__}: {masked(str(error))}",
        *(f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames),
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
