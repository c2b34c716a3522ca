"""Courtesy phrases of the conduct rules (annex 1, part 5) and the five forbidden ones."""

import enum
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from string import Formatter
from typing import Any, Self

import attrs

from counter_app.domain.content import read_kind, read_record, read_required, read_rows, read_texts
from counter_app.domain.errors import InputFault, Refusal
from counter_app.words import _


class Stage(enum.StrEnum):
    """Where in a reception a phrase belongs: 迎, 办, 送, or on the telephone."""

    GREETING = "greeting"
    HANDLING = "handling"
    PARTING = "parting"
    TELEPHONE = "telephone"


@attrs.frozen(kw_only=True)
class Phrase:
    """One phrase; `{counter}`, `{place}` and `{date}` are filled from registers, never typed."""

    id: str
    stage: Stage
    text: str
    clause: str
    shortcut: str = ""

    def said(self, *, counter: str = "", place: str = "", day: date | None = None) -> str:
        """The phrase as spoken; `day` becomes ×月×日 (A1.5.3f)."""
        spoken = f"{day.month}月{day.day}日" if day else ""
        return self.text.format(counter=counter, place=place, date=spoken)


class Forbidden(str):
    """A phrase nobody says to the public; `better` is what to say instead (A1.5.7)."""

    better: str = ""

    @classmethod
    def read(cls, text: str) -> Self:
        """`phrase` or `phrase=>better`, as a hall writes its own additions."""
        phrase, _arrow, better = text.partition("=>")
        return cls.instead(phrase.strip(), better.strip())

    @classmethod
    def instead(cls, phrase: str, better: str) -> Self:
        """The phrase with what to say instead."""
        made = cls(phrase)
        made.better = better
        return made


@attrs.frozen(kw_only=True)
class PhraseBook:
    """All phrases, and what must never be said or shown with what to say instead."""

    phrases: tuple[Phrase, ...]
    forbidden: tuple[str, ...]
    better: tuple[str, ...]

    def at(self, stage: Stage) -> tuple[Phrase, ...]:
        """The phrases of one stage, in the order of the rules."""
        return tuple(phrase for phrase in self.phrases if phrase.stage is stage)

    def phrase(self, phrase_id: str) -> Phrase:
        """The phrase with this id; KeyError for one the book does not have."""
        found = next((one for one in self.phrases if one.id == phrase_id), None)
        if found is None:
            raise KeyError(phrase_id)
        return found

    def revised(self, words: Mapping[str, str]) -> Self:
        """The book with other words for some phrases, by their id; unknown ids change nothing."""
        phrases = (attrs.evolve(one, text=words.get(one.id, one.text)) for one in self.phrases)
        return attrs.evolve(self, phrases=tuple(phrases))

    @classmethod
    def from_content(cls, content: Mapping[str, Any]) -> Self:
        """Read `resources/phrases.toml` or a published version; InputFault names the entry."""
        pairs = [
            read_record(row, f"forbidden[{place}]")
            for place, row in enumerate(read_rows(content, "forbidden"), start=1)
        ]
        return cls(
            phrases=tuple(
                _phrase(read_record(row, f"phrases[{place}]"), f"phrases[{place}].")
                for place, row in enumerate(read_rows(content, "phrases"), start=1)
            ),
            forbidden=tuple(
                Forbidden.instead(
                    read_required(pair, "text", "forbidden."),
                    read_required(pair, "better", "forbidden."),
                )
                for pair in pairs
            )
            + tuple(map(Forbidden.read, read_texts(content, "more_forbidden"))),
            better=tuple(read_required(pair, "better", "forbidden.") for pair in pairs),
        )


def refuse_other_gaps(phrase: Phrase, words: str) -> None:
    """Refuse words that lose, or invent, what the program fills in (A1.5.3f, A1.5.4a).

    Raises InputFault on the id of the phrase.
    """
    if not words.strip():
        raise InputFault({phrase.id: _("Say something, or leave the sentence as it was.")})
    wanted = _gaps(phrase.text)
    try:
        is_same = _gaps(words) == wanted
    except ValueError:
        is_same = False
    if not is_same:
        gaps = "、".join(f"{{{gap}}}" for gap in wanted) or _("nothing")
        message = _("The program fills in {gaps} here; keep that as it is, and nothing else.")
        raise InputFault({phrase.id: message.format(gaps=gaps)})


def _gaps(text: str) -> list[str]:
    return sorted(name for _text, name, _spec, _how in Formatter().parse(text) if name is not None)


def check_public_text(text: str, forbidden: Iterable[str]) -> None:
    """Refuse text for the public that contains a forbidden phrase (A1.5.7).

    Spaces, punctuation, width and case make no difference, and ×× in a phrase
    stands for anything, so only what stands before it is looked for. Raises Refusal.
    """
    plain = bare(text)
    for phrase in forbidden:
        core = _core(phrase)
        if core and core in plain:
            message = _("“{phrase}” must not be said to the public. Please word it differently.")
            better = phrase.better if isinstance(phrase, Forbidden) else ""
            instead = _("Say instead: {better}").format(better=better) if better else ""
            raise Refusal(message.format(phrase=phrase), "A1.5.7", instead)


@cache
def _core(phrase: str) -> str:
    """What of a forbidden phrase is looked for; there are a handful, asked at every act."""
    return bare(phrase.split("×")[0])


def bare(text: str) -> str:
    """Letters and digits alone, width and case folded: what punctuation cannot hide."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(letter for letter in folded if letter.isalnum())


def _phrase(row: Mapping[str, Any], where: str) -> Phrase:
    phrase = Phrase(
        id=read_required(row, "id", where),
        stage=read_kind(row, "stage", Stage, where),
        text=read_required(row, "text", where),
        clause=read_required(row, "clause", where),
        shortcut=str(row.get("shortcut", "")),
    )
    try:
        phrase.said()
    except (KeyError, IndexError, ValueError):
        message = _("Only {{counter}}, {{place}} and {{date}} can be filled in.").format()
        raise InputFault({f"{where}text": message}) from None
    return phrase
