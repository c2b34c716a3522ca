"""What search compares: plain text, its grams, and the initials of names."""

import os
import re
import unicodedata
from functools import cache
from typing import Any

SURNAMES = {
    "单": "s", "解": "x", "仇": "q", "查": "z", "曾": "z", "区": "o", "朴": "p", "盖": "g",
    "尉": "y", "秘": "b", "折": "s", "员": "y", "缪": "m", "翟": "z", "召": "s", "乐": "y",
    "长": "z", "覃": "q", "种": "c", "繁": "p", "黑": "h", "逄": "p", "冼": "x", "郗": "x",
}  # fmt: skip
"""First letters of characters that sound different as surnames."""

LONGEST_PERSONAL_NAME = 4

_RUN = re.compile(r"[a-z0-9]{4,}")

SUFFIX_DIGITS = 6
"""How many last digits of an identity or telephone number a case row keeps."""


def plain(text: str | None) -> str:
    """`text` in lower case, half width, letters (Chinese among them) and digits only."""
    folded = unicodedata.normalize("NFKC", text or "").lower()
    return "".join(char for char in folded if char.isalnum())


def words(text: str | None) -> list[str]:
    """The Latin words and digit runs of `text`, each whole: `w0300123` and `00123` of W03-00123.

    Digits share their bigrams with every other number; a whole run is rare.
    """
    folded = unicodedata.normalize("NFKC", text or "").lower()
    return list(dict.fromkeys(_RUN.findall(folded) + _RUN.findall(plain(text))))


def grams(text: str | None) -> str:
    """Single characters, bigrams and whole words of `text`: `张 张晓 晓 晓明 明`."""
    letters = plain(text)
    pairs = [letters[at : at + 2] for at in range(len(letters) - 1)]
    return " ".join(dict.fromkeys([*letters, *pairs, *words(text)]))


def reversed_text(text: str) -> str:
    """`text` made plain and turned round, so that a suffix is looked up as a prefix."""
    return plain(text)[::-1]


def tail(number: str) -> str:
    """The last six characters of an identity or telephone number, turned round."""
    return reversed_text(number)[:SUFFIX_DIGITS]


@cache
def _pinyin() -> Any:
    """pypinyin, imported when first needed and without its phrase table (40 MB, 0.3 s)."""
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "1")
    os.environ.setdefault("PYPINYIN_NO_DICT_COPY", "1")
    import pypinyin

    return pypinyin


def initials(name: str) -> str:
    """First letters of the syllables of `name` (张晓明 → zxm); for saving, not for searching.

    A character without a known reading is left out; Latin letters and digits stay.
    """
    library = _pinyin()
    letters: list[str] = []
    characters = plain(name)
    for at, char in enumerate(characters):
        if at == 0 and char in SURNAMES and len(characters) <= LONGEST_PERSONAL_NAME:
            letters.append(SURNAMES[char])
            continue
        if char.isascii():
            letters.append(char)
            continue
        for reading in library.pinyin(char, style=library.Style.NORMAL, errors="ignore"):
            letters.append(plain(reading[0])[:1])
    return "".join(letter for letter in letters if letter.isascii())
