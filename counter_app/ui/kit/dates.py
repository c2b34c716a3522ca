"""Reading a day as clerks type it."""

import re
from datetime import date, timedelta

_FULL = re.compile(r"(\d{4})(?:-|/|\.|年)(\d{1,2})(?:-|/|\.|月)(\d{1,2})日?")
_SHORT = re.compile(r"(\d{1,2})(?:-|/|\.|月)(\d{1,2})日?")


def read_date(text: str, today: date) -> date | None:
    """The day meant by `text`: 2026-11-23, 20261123, 1123, 11-23, +3 (days from today).

    A day without a year is in the year of `today`. None when it is no day.
    """
    text = text.strip()
    if re.fullmatch(r"[+-]\d{1,4}", text):
        return today + timedelta(days=int(text))
    if match := _FULL.fullmatch(text):
        parts = [int(part) for part in match.groups()]
    elif match := _SHORT.fullmatch(text):
        parts = [today.year, *(int(part) for part in match.groups())]
    elif re.fullmatch(r"\d{8}", text):
        parts = [int(text[:4]), int(text[4:6]), int(text[6:])]
    elif re.fullmatch(r"\d{4}", text):
        parts = [today.year, int(text[:2]), int(text[2:])]
    else:
        return None
    try:
        return date(*parts)
    except ValueError:
        return None
