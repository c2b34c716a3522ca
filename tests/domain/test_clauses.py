"""A clerk reads the regime's own numbering, never an id of ours."""

import pytest

from counter_app.domain.clauses import clause_words


@pytest.mark.parametrize(
    ("clause", "words"),
    [
        ("A3.4.6", "一次性告知制 第四条第（六）项"),
        ("A3.3.1b", "一次性告知制 第三条第（一）项"),
        ("A3.1b", "一次性告知制 第一条"),
        ("A2.1", "首问负责制 第一条"),
        ("A1.5.7", "窗口工作人员服务规范 第五条第7项"),
        ("A5.4.2.3e", "全代办工作制度 第四条第（二）项"),
        ("A4", "限时办结制"),
        ("行政许可法 第32条", "行政许可法 第32条"),
        ("", ""),
    ],
)
def test_the_regimes_number_themselves(clause: str, words: str) -> None:
    """Ids of every depth, an article of a law, nothing at all."""
    assert clause_words(clause) == words
