"""Courtesy phrases, and what must never be shown to the public (A1.5)."""

import tomllib
from datetime import date
from typing import Any

import pytest

from counter_app.domain.errors import InputFault, Refusal
from counter_app.domain.phrases import (
    Forbidden,
    PhraseBook,
    Stage,
    check_public_text,
    refuse_other_gaps,
)
from counter_app.words import RESOURCES

BOOK = PhraseBook.from_content(
    tomllib.loads((RESOURCES / "phrases.toml").read_text(encoding="utf-8"))
)


def test_every_stage_has_its_phrases() -> None:
    """迎, 办, 送 and the telephone; the first word is 您好 (A1.5.2)."""
    assert all(BOOK.at(stage) for stage in Stage)
    assert BOOK.at(Stage.GREETING)[0].said() == "您好！"
    assert len(BOOK.forbidden) == len(BOOK.better) == 5


def test_the_better_wording_is_read_as_it_stands() -> None:
    """A1.5.7: what is offered instead goes before the clerk's eyes, with no gap left to fill."""
    assert not any("{" in one for one in BOOK.better)


def test_phrases_are_filled_from_registers() -> None:
    """S01, S22: the date and the window of the phrase are the computed ones."""
    assert BOOK.phrase("collect_on").said(day=date(2026, 10, 9)) == "请您10月9日来领取证照。"
    said = BOOK.phrase("go_to_counter").said(counter="3号窗口", place="一楼东侧")
    assert said == "请您到3号窗口，在一楼东侧。"
    with pytest.raises(KeyError):
        BOOK.phrase("shout")


def test_a_hall_says_it_in_its_own_words() -> None:
    """A1.4.2: other words for one phrase; the others stay as in annex 1, unknown ids do nothing."""
    book = BOOK.revised({"hello": "您好，欢迎您！", "gone": "再会"})
    assert book.phrase("hello").said() == "您好，欢迎您！"
    assert book.phrase("wait") == BOOK.phrase("wait")
    assert len(book.phrases) == len(BOOK.phrases)


@pytest.mark.parametrize(
    ("phrase", "words"),
    [
        ("collect_on", "请您来领取证照。"),
        ("collect_on", "请您{date}到{place}来领取证照。"),
        ("collect_on", "请您{date来领取证照。"),
        ("hello", " "),
    ],
)
def test_what_the_program_fills_in_stays(phrase: str, words: str) -> None:
    """A1.5.3f: the day is never dropped, nothing unknown is to be filled in, nothing is empty."""
    with pytest.raises(InputFault) as caught:
        refuse_other_gaps(BOOK.phrase(phrase), words)
    assert set(caught.value.faults) == {phrase}
    refuse_other_gaps(BOOK.phrase("collect_on"), "请您于{date}前来取证。")


@pytest.mark.parametrize(
    "text",
    [
        "有牌子，自己看",
        "有牌子自己看",
        "请注意：有 牌 子 、自 己 看！",
        "我不知道,你去问三号窗口",
        "快点!我要下班了",
        "已经告诉你一遍了……还不懂？",
        "没看我正忙着吗？",
        "有\u200b牌子，自己\n看",
    ],
)
def test_forbidden_phrases_are_found(text: str) -> None:
    """A1.5.7: no space, sign or line break hides a forbidden phrase."""
    with pytest.raises(Refusal) as caught:
        check_public_text(text, BOOK.forbidden)
    assert caught.value.clause == "A1.5.7"


@pytest.mark.parametrize(
    "text", ["", "请补交营业执照复印件1份。", "有牌子的车辆", "不知道的请问咨询台"]
)
def test_ordinary_text_passes(text: str) -> None:
    """What merely resembles a forbidden phrase is let through; ×× alone forbids nothing."""
    check_public_text(text, (*BOOK.forbidden, "××"))


def test_the_office_may_add_phrases() -> None:
    """The administrator's additions count like the five of the rules."""
    book = PhraseBook.from_content({"more_forbidden": ["不归我管"]})
    with pytest.raises(Refusal):
        check_public_text("这个不归我管。", book.forbidden)


def test_a_better_wording_is_offered() -> None:
    """A1.5.7: the refusal says what to say instead, for the five and for the hall's own."""
    own = Forbidden.read("不归我管 => 我帮您问清楚")
    for text, phrases, better in (
        ("有牌子自己看", BOOK.forbidden, BOOK.better[1]),
        ("这个不归我管。", (own,), "我帮您问清楚"),
    ):
        with pytest.raises(Refusal) as caught:
            check_public_text(text, phrases)
        assert better in caught.value.help
    with pytest.raises(Refusal) as caught:
        check_public_text("不归我管", ("不归我管",))
    assert not caught.value.help


GOOD = {"id": "x", "stage": "handling", "text": "请{counter}", "clause": "A1.5.3"}


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ({**GOOD, "stage": "夜间"}, "phrases[1].stage"),
        ({**GOOD, "text": "请{name}"}, "phrases[1].text"),
        ({**GOOD, "text": "请{"}, "phrases[1].text"),
        ({**GOOD, "clause": ""}, "phrases[1].clause"),
    ],
)
def test_faulty_phrases_are_named(row: dict[str, Any], field: str) -> None:
    """A phrase that could not be spoken is refused when it is published."""
    with pytest.raises(InputFault) as caught:
        PhraseBook.from_content({"phrases": [row]})
    assert list(caught.value.faults) == [field]
