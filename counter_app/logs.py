"""The log of this PC: what the program did, never whom it was about.

One filter masks numbers of persons and organisations wherever they slip in,
in messages and in the texts of errors. Facts, bodies and other records of
the program are never logged: given as an argument, one shows its class and id.
"""

import logging
import re
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

import attrs

FILE_NAME = "counter.log"
LARGEST_BYTES = 1_000_000
OLD_FILES = 5

CREDIT_CODE = re.compile(r"(?<![0-9A-Za-z])([0-9A-Z]{2})\d{6}[0-9A-Z]{10}(?![0-9A-Za-z])")
IDENTITY_NUMBER = re.compile(r"(?<![0-9A-Za-z])(\d{2})\d{15}[0-9Xx](?![0-9A-Za-z])")
OLD_IDENTITY_NUMBER = re.compile(r"(?<!\d)(\d{2})\d{13}(?!\d)")
MOBILE = re.compile(r"(?<!\d)(1[3-9])\d{9}(?!\d)")
MOBILE_GROUPED = re.compile(r"(?<!\d)(1[3-9])\d[ -]\d{4}[ -]\d{4}(?!\d)")
LANDLINE = re.compile(r"(?<!\d)(0\d{2,3})[- ]?\d{7,8}(?!\d)")
PATTERNS = (
    IDENTITY_NUMBER,
    CREDIT_CODE,
    OLD_IDENTITY_NUMBER,
    MOBILE,
    MOBILE_GROUPED,
    LANDLINE,
)


def masked(text: str) -> str:
    """`text` with identity numbers, credit codes and telephone numbers cut to their beginning."""
    for pattern in PATTERNS:
        text = pattern.sub(r"\1***", text)
    return text


def _speakable(value: Any) -> Any:
    """What of `value` may be logged: of our own records nothing but their class and id."""
    cls = type(value)
    is_record = attrs.has(cls) or issubclass(cls, tuple)
    if not cls.__module__.startswith("counter_app.") or not is_record:
        return value
    return f"<{cls.__name__} {getattr(value, 'id', '')}>"


class PersonalDataFilter(logging.Filter):
    """Rewrites a record so that nobody can be told from it."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Mask message, arguments and traceback; every record passes."""
        record.msg = _speakable(record.msg)
        if isinstance(record.args, tuple):
            record.args = tuple(_speakable(value) for value in record.args)
        elif record.args:
            record.args = {name: _speakable(value) for name, value in record.args.items()}
        record.msg = masked(record.getMessage())
        record.args = None
        if record.exc_info:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
            record.exc_info = None
        if record.exc_text:
            record.exc_text = masked(record.exc_text)
        return True


def start(profile: Path, level: int = logging.INFO) -> Path:
    """Log to `counter.log` in `profile` (five old files of 1 MB); returns the file.

    Starting again moves the log to the new profile. Raises OSError when the file cannot be opened.
    """
    profile.mkdir(parents=True, exist_ok=True)
    file = profile / FILE_NAME
    handler = RotatingFileHandler(
        file, maxBytes=LARGEST_BYTES, backupCount=OLD_FILES, encoding="utf-8", delay=False
    )
    handler.addFilter(PersonalDataFilter())
    handler.setFormatter(
        logging.Formatter("%(asctime)s %(levelname)s %(threadName)s %(name)s: %(message)s")
    )
    stop()
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(level)
    logging.raiseExceptions = False
    return file


def stop() -> None:
    """Close the log file; what is logged afterwards goes to the terminal alone."""
    root = logging.getLogger()
    for handler in list(root.handlers):
        if isinstance(handler, RotatingFileHandler):
            root.removeHandler(handler)
            handler.close()
