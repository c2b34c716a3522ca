"""The catalogue: every English word of the interface has its Chinese, and no other stands there."""

import ast
import re
import unicodedata
from string import Formatter

from devtools.words import KEYWORDS, extracted, key, messages, stored, untranslated
from tests.house.tree import python

PERCENT_FIELDS = re.compile(r"%\((\w+)\)[sd]")


def test_msgids_are_english() -> None:
    """Scenario: someone writes Chinese into `_()`: identifiers of the catalogue are English."""
    foreign = [name for _context, name in messages(extracted()) if not printable_english(name)]
    assert foreign == []


def printable_english(text: str) -> bool:
    """No character of the wide scripts: English, its punctuation and signs like ● or →."""
    return not any(unicodedata.east_asian_width(char) in "WF" for char in text)


def test_every_word_is_translated() -> None:
    """Scenario: a button got a new label and nobody wrote its Chinese."""
    missing = sorted(set(messages(extracted())) - set(messages(stored())))
    assert missing == []
    assert untranslated(stored()) == []


def test_no_word_hides_in_an_f_string() -> None:
    """Scenario: `_()` stands inside an f-string: nothing extracts it and it stays English."""
    hidden = [
        f"{file}:{call.lineno}"
        for file, tree in python()
        for text in ast.walk(tree)
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in KEYWORDS
    ]
    assert hidden == []


def test_no_word_is_unused() -> None:
    """Scenario: a label was dropped and its translation stayed behind."""
    assert sorted(set(messages(stored())) - set(messages(extracted()))) == []


def test_translations_fill_the_same_blanks() -> None:
    """Scenario: a translation forgets `{name}`, and the clerk reads half a sentence."""
    different = [
        key(message)
        for message in messages(stored()).values()
        if isinstance(message.id, str)
        and isinstance(message.string, str)
        and message.string
        and blanks(message.id) != blanks(message.string)
    ]
    assert different == []


def blanks(text: str) -> set[str]:
    """The names a text leaves to be filled in, `{name}` or `%(name)s`."""
    named = {name for _text, name, _spec, _conversion in Formatter().parse(text) if name}
    return named | set(PERCENT_FIELDS.findall(text))
