"""What an input means, decided once: text and dates."""

import re
import unicodedata
from datetime import date, timedelta
from functools import partial
from typing import Any

import attrs

from counter_app.domain.errors import InputFault
from counter_app.words import _

NAME_LIMIT = 100
LINE_LIMIT = 500
NOTE_LIMIT = 20_000

_SHORT_DAY = re.compile(r"(\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2})")
_STEP = re.compile(r"[+-]\d{1,4}")
_FULL_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
_PLAIN_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})")
_BREAKS = re.compile(r"[ \t\r\n\v\f\x1c-\x1e\x85\u2028\u2029\u3000\xa0]+")
_GBK_PRIVATE = 0xE815
# Characters of GBK's row FE that got their standard code point after GB 18030-2000.
_LATER_STANDARD = {
    "\ue816": "\U00020087",
    "\ue817": "\U00020089",
    "\ue818": "\U000200cc",
    "\ue81e": "\u9fb4",
    "\ue826": "\u9fb5",
    "\ue82b": "\u9fb6",
    "\ue82c": "\u9fb7",
    "\ue831": "\U000215d7",
    "\ue832": "\u9fb8",
    "\ue83b": "\U0002298f",
    "\ue843": "\u9fb9",
    "\ue854": "\u9fba",
    "\ue855": "\U000241fe",
    "\ue864": "\u9fbb",
}
_RELATIVE = {"前天": -2, "昨天": -1, "今天": 0, "明天": 1, "后天": 2}


def clean_text(
    text: str,
    limit: int = LINE_LIMIT,
    *,
    field: str = "text",
    required: bool = False,
    lines: bool = False,
) -> str:
    """The text as it is kept: NFC, no control characters, no space at the ends.

    Line breaks are folded to one space, or kept with `lines=True`. Raises
    InputFault when the text is longer than `limit` characters (never cut
    silently), when it is empty though `required`, and for private-use characters,
    which print as blanks on every other computer.
    """
    seen = unicodedata.normalize("NFC", text)
    if not seen.isprintable():  # a look at every letter only where one may have to go
        seen = "".join(
            letter for letter in seen if _BREAKS.match(letter) or not _is_control(letter)
        )
    cleaned = _fold_lines(seen) if lines else _BREAKS.sub(" ", seen)
    cleaned = cleaned.strip()
    if required and not cleaned:
        raise InputFault({field: _("Please fill this in.")})
    if len(cleaned) > limit:
        message = _("Too long: {length} characters, at most {limit}. Please shorten the text.")
        raise InputFault({field: message.format(length=len(cleaned), limit=limit)})
    _refuse_private_use(cleaned, field)
    return cleaned


def clean_note(text: str, limit: int = NOTE_LIMIT, *, field: str = "note") -> str:
    """A longer text with its line breaks; see `clean_text`."""
    return clean_text(text, limit, field=field, lines=True)


def typed(field: str, **options: Any) -> Any:
    """An attribute of a command that a clerk types: cleaned by `clean_note` as it is made.

    A fault (too long, a private-use character) stands at the form's `field`.
    """
    return attrs.field(converter=partial(clean_note, field=field), **options)


def half_width(text: str) -> str:
    """Full-width letters, digits and signs of a Chinese input method, made half-width."""
    return "".join(
        chr(ord(letter) - 0xFEE0) if "\uff01" <= letter <= "\uff5e" else letter for letter in text
    )


def squeeze(text: str) -> str:
    """Half-width and without any space, for numbers that people group as they like."""
    return "".join(half_width(text).split())


def parse_date(
    text: str, today: date, *, field: str = "date", future: bool = True, past: bool = True
) -> date:
    """The day meant by `text`.

    Accepts 2026-11-23, 2026/11/23, 20261123, 2026年11月23日, 11-23 and 1123 (of this
    year), +3 (days from today), 今天, 昨天, 前天, 明天, 后天. Raises InputFault for a day
    that does not exist and, with `future=False` or `past=False`, for a day after or
    before `today`.
    """
    plain = squeeze(text)
    if not plain:
        raise InputFault({field: _("Please give a date, e.g. 2026-11-23.")})
    if plain in _RELATIVE:
        day = today + timedelta(days=_RELATIVE[plain])
    elif _STEP.fullmatch(plain):
        day = today + timedelta(days=int(plain))
    else:
        day = _written_day(plain, today, field)
    if not future and day > today:
        message = _("{day} lies in the future; please check the date.")
        raise InputFault({field: message.format(day=day)})
    if not past and day < today:
        message = _("{day} lies in the past; please check the date.")
        raise InputFault({field: message.format(day=day)})
    return day


def _written_day(plain: str, today: date, field: str) -> date:
    full = _FULL_DAY.fullmatch(plain) or _PLAIN_DAY.fullmatch(plain)
    short = _SHORT_DAY.fullmatch(plain)
    if full:
        parts = (int(full[1]), int(full[2]), int(full[3]))
    elif short:
        parts = (today.year, int(short[1] or short[3]), int(short[2] or short[4]))
    else:
        message = _("“{text}” is not a date; please write it as 2026-11-23.")
        raise InputFault({field: message.format(text=plain)})
    try:
        return date(*parts)
    except ValueError:
        message = _("There is no day “{text}”; please check year, month and day.")
        raise InputFault({field: message.format(text=plain)}) from None


def _fold_lines(text: str) -> str:
    """Unix line breaks, no space before a break, at most one empty line in a row."""
    unix = re.sub(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]", "\n", text)
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t\u3000\xa0]+(?=\n)", "", unix))


def _is_control(letter: str) -> bool:
    # Cf holds marks that no one sees (zero width, direction), which make equal names differ.
    return unicodedata.category(letter) in {"Cc", "Cf", "Cs"}


def standard_form(letter: str) -> str | None:
    """The standard character behind a private code point of old GBK fonts (GB 18030, row FE)."""
    place = ord(letter) - _GBK_PRIVATE
    if not 0 <= place < 80:
        return None
    trail = 0x50 + place + (place >= 0x2F)  # 0x7F is no trail byte
    found = bytes((0xFE, trail)).decode("gb18030")
    return _LATER_STANDARD.get(found, found)


def _refuse_private_use(text: str, field: str) -> None:
    for place, letter in enumerate(text, start=1):
        if unicodedata.category(letter) != "Co":
            continue
        standard = standard_form(letter)
        if standard:
            message = _(
                "Character {place} (U+{code:04X}) is an old private form of {standard}. Please "
                "replace it by {standard}, which prints everywhere."
            )
        else:
            message = _(
                "Character {place} (U+{code:04X}) exists on this computer's font only and would "
                "print as a blank. Please type the standard character, or pick it by its parts."
            )
        raise InputFault({field: message.format(place=place, code=ord(letter), standard=standard)})
