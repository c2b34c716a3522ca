"""Clauses of the five regimes: short ids in code, the regimes' own words on screen."""

import re

REGIMES = {
    "1": "窗口工作人员服务规范",
    "2": "首问负责制",
    "3": "一次性告知制",
    "4": "限时办结制",
    "5": "全代办工作制度",
}
NUMERALS = "一二三四五六七八九十"
_ID = re.compile(r"A([1-5])(?:\.(\d+))?(?:\.(\d+))?(?:\.\d+)?[a-z]?")


def clause_words(clause: str) -> str:
    """`A3.4.6` as the regime itself numbers it: 一次性告知制 第四条第（六）项.

    Annex 1 numbers the items of a chapter in digits. Anything that is no id of ours, an
    article of a law for instance, stays as it is.
    """
    found = _ID.fullmatch(clause)
    if found is None:
        return clause
    annex, chapter, item = found.groups()
    words = [REGIMES[annex]]
    if chapter:
        words.append(f"第{NUMERALS[int(chapter) - 1]}条")
    if item:
        number = item if annex == "1" else f"（{NUMERALS[int(item) - 1]}）"
        words.append(f"第{number}项")
    return words[0] + (" " + "".join(words[1:]) if len(words) > 1 else "")
