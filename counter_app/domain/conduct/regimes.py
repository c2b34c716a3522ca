"""The five regimes as texts: numbered articles, searched by their words, in versions (A1.0)."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Self

import attrs

from counter_app.domain.bodies.reading import ReadingConfirmed
from counter_app.domain.content import read_record, read_required, read_rows, read_text
from counter_app.domain.facts import Fact, in_order
from counter_app.domain.phrases import bare


@attrs.frozen(kw_only=True)
class Article:
    """One paragraph: its clause id (`A1.6.2`, empty for a heading without one), number, words."""

    clause: str
    text: str
    heading: bool = False


@attrs.frozen(kw_only=True)
class Regime:
    """One annex in one version."""

    id: str
    name: str
    preamble: str
    articles: tuple[Article, ...]
    number: int = 1

    def found(self, words: str) -> tuple[Article, ...]:
        """The articles that hold `words`; spaces, width and punctuation make no difference."""
        wanted = bare(words)
        if not wanted:
            return self.articles
        return tuple(
            one
            for one in self.articles
            if wanted in bare(one.text) or (one.clause and bare(one.clause) == wanted)
        )

    @classmethod
    def from_content(cls, content: Mapping[str, Any], number: int = 1) -> Self:
        """Read a document; InputFault names the paragraph and its field."""
        rows = [
            (read_record(row, f"articles[{place}]"), f"articles[{place}].")
            for place, row in enumerate(read_rows(content, "articles"), start=1)
        ]
        return cls(
            id=read_required(content, "id"),
            name=read_required(content, "name"),
            preamble=read_text(content, "preamble"),
            articles=tuple(
                Article(
                    clause=read_text(row, "clause", where),
                    text=read_required(row, "text", where),
                    heading=bool(row.get("heading")),
                )
                for row, where in rows
            ),
            number=number,
        )

    def to_content(self) -> dict[str, Any]:
        """Plain JSON that `from_content` reads back."""
        return {
            "id": self.id,
            "name": self.name,
            "preamble": self.preamble,
            "articles": [attrs.asdict(one) for one in self.articles],
        }


@attrs.frozen(kw_only=True)
class Reading:
    """Who has read which version when."""

    id: str
    regime: str = ""
    number: int = 0
    clerk: str = ""
    counter: str = ""
    at: datetime | None = None


def fold(subject: str, facts: Iterable[Fact]) -> Reading:
    """The receipt `subject`; total over any set of facts."""
    reading = Reading(id=subject)
    for fact in in_order(facts):
        if isinstance(fact.body, ReadingConfirmed):
            reading = Reading(
                id=subject,
                regime=fact.body.regime,
                number=fact.body.number,
                clerk=fact.clerk,
                counter=fact.window,
                at=fact.happened_at,
            )
    return reading
