"""The hall key as a text an administrator hands to a window that joins."""

from counter_app.domain.errors import InputFault
from counter_app.services.profiles import SECRET_BYTES, HallKeys
from counter_app.words import _

SEPARATOR = "."


def text_of(keys: HallKeys) -> str:
    """Hall id and key in one line; whoever has it can read everything the hall shares."""
    return f"{keys.hall}{SEPARATOR}{keys.hall_key.hex()}"


def read(text: str) -> tuple[str, bytes]:
    """Hall id and key from the line; InputFault on `hall_key` when it was not copied whole."""
    hall, separator, digits = "".join(text.split()).rpartition(SEPARATOR)
    try:
        key = bytes.fromhex(digits)
    except ValueError:
        key = b""
    if not hall or not separator or len(key) != SECRET_BYTES:
        raise InputFault({"hall_key": _("This is not the key of a hall; copy it whole.")})
    return hall, key
