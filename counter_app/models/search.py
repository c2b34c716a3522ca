"""Finding cases and people by what a clerk types: characters, initials, numbers, last digits.

Raw SQL throughout: rows by the hundred thousand, answers within a key press.
A typed text is made plain first; what it looks like decides where we look:
numbers first as whole words, because their bigrams are in every other number;
Chinese or mixed text in the grams, letters also among initials, four and more
digits also among the ends of identity and telephone numbers.
"""

from typing import Any

from counter_app.models.base import database
from counter_app.models.grams import SUFFIX_DIGITS, plain, words

SHORTEST_SUFFIX = 4
HIGHEST = chr(0x10FFFF)

CASES_BY_GRAM = """
SELECT c.n FROM (SELECT rowid AS n FROM cases_gram WHERE cases_gram MATCH ? ORDER BY rowid DESC)
JOIN cases c USING (n)
WHERE instr(plain(c.applicant_name), ?) OR instr(plain(c.number), ?)
   OR instr(plain(c.matter_name), ?)
LIMIT ?
"""
CASES_BY_SHORT_GRAM = """
SELECT rowid FROM cases_gram WHERE cases_gram MATCH ? ORDER BY rowid DESC LIMIT ?
"""
PEOPLE_BY_GRAM = """
SELECT p.n FROM (SELECT rowid AS n FROM party_gram WHERE party_gram MATCH ? ORDER BY rowid DESC)
JOIN party p USING (n) WHERE instr(plain(p.name), ?) LIMIT ?
"""
PEOPLE_BY_SHORT_GRAM = """
SELECT rowid FROM party_gram WHERE party_gram MATCH ? ORDER BY rowid DESC LIMIT ?
"""
CASES_BY_PERSON = """
SELECT n FROM cases WHERE applicant IN (
    SELECT id FROM party WHERE number_reversed >= ? AND number_reversed < ?
    UNION SELECT id FROM party WHERE phone_reversed >= ? AND phone_reversed < ?
) ORDER BY n DESC LIMIT ?
"""


def cases_matching(text: str, limit: int = 50) -> list[str]:
    """Ids of the cases `text` may mean, newest first; empty for an empty text."""
    typed = plain(text)
    if not typed:
        return []
    if len(typed) > 2:
        contained = (typed, typed, typed, limit)
        whole = words(text)
        found = _column(CASES_BY_GRAM, (_all(whole), *contained)) if whole else set()
        found = found or _column(CASES_BY_GRAM, (_all_grams(typed), *contained))
    else:
        found = _column(CASES_BY_SHORT_GRAM, (_quoted(typed), limit))
    if _are_initials(typed):
        found |= _starting("cases", "applicant_initials", typed, limit)
    if _is_suffix(typed) and len(typed) <= SUFFIX_DIGITS:
        found |= _starting("cases", "number_tail", typed[::-1], limit)
        found |= _starting("cases", "phone_tail", typed[::-1], limit)
    elif _is_suffix(typed):
        low, high = _range(typed[::-1])
        found |= _column(CASES_BY_PERSON, (low, high, low, high, limit))
    return _ids("cases", found, limit)


def people_matching(text: str, limit: int = 50) -> list[str]:
    """Ids of the persons and organisations `text` may mean, latest known first."""
    typed = plain(text)
    if not typed:
        return []
    if len(typed) > 2:
        found = _column(PEOPLE_BY_GRAM, (_all_grams(typed), typed, limit))
    else:
        found = _column(PEOPLE_BY_SHORT_GRAM, (_quoted(typed), limit))
    if _are_initials(typed):
        found |= _starting("party", "initials", typed, limit)
    if _is_suffix(typed):
        found |= _starting("party", "number_reversed", typed[::-1], limit)
        found |= _starting("party", "phone_reversed", typed[::-1], limit)
    return _ids("party", found, limit)


def _quoted(gram: str) -> str:
    return f'"{gram}"'


def _all(tokens: list[str]) -> str:
    return " ".join(_quoted(token) for token in tokens)


def _all_grams(typed: str) -> str:
    """Every bigram must occur; that they stand in a row is seen to afterwards."""
    pairs = dict.fromkeys(typed[at : at + 2] for at in range(len(typed) - 1))
    return " ".join(_quoted(pair) for pair in pairs)


def _are_initials(typed: str) -> bool:
    return typed.isascii() and typed.isalpha()


def _is_suffix(typed: str) -> bool:
    """Four or more digits; an identity number may end in X, a credit code holds letters."""
    return len(typed) >= SHORTEST_SUFFIX and typed.isascii() and any(map(str.isdigit, typed))


def _range(prefix: str) -> tuple[str, str]:
    return prefix, prefix + HIGHEST


def _starting(table: str, column: str, prefix: str, limit: int) -> set[int]:
    return _column(
        f"SELECT n FROM {table} WHERE {column} >= ? AND {column} < ? ORDER BY n DESC LIMIT ?",
        (*_range(prefix), limit),
    )


def _column(sql: str, values: tuple[Any, ...]) -> set[int]:
    return {row[0] for row in database.execute_sql(sql, values)}


def _ids(table: str, numbers: set[int], limit: int) -> list[str]:
    newest = sorted(numbers, reverse=True)[:limit]
    marks = ",".join("?" * len(newest))
    sql = f"SELECT id FROM {table} WHERE n IN ({marks}) ORDER BY n DESC"
    return [row[0] for row in database.execute_sql(sql, newest)]
