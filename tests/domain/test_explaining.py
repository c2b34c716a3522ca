"""Explaining a delay to the applicant, and answering for one (A4.2, A4.3, A3.5)."""

import attrs
import pytest

from counter_app.domain.cases import course_commands as c
from counter_app.domain.cases.rules import decide
from counter_app.domain.cases.state import fold
from counter_app.domain.errors import Refusal
from tests.domain.applications import case_of, do, refused
from tests.domain.courses import boss, faults, on, running
from tests.domain.test_extending import WITHIN, granted
from tests.domain.writers import Writer

DELAY = c.Explain(about="overdue", way="电话", said="因复测延误", public_reason="设备检修")
ANSWER = c.AnswerResponsibility(record="overdue", answer="交接遗漏", consequence="已提醒")


def test_an_extension_is_explained_with_how_it_was_heard() -> None:
    """A4.2: the way and the words are kept; the first explanation is the one that counts."""
    writer = granted(WITHIN)
    told = attrs.evolve(DELAY, about="extension", public_reason="")
    do(writer, told, on("2026-11-16"))
    do(writer, attrs.evolve(told, said="再次说明"), on("2026-11-17"))
    explained = case_of(writer).course.explained("extension")
    assert explained is not None
    assert (explained.way, explained.said, explained.clerk) == ("电话", "因复测延误", "S03")


def test_only_what_was_granted_is_explained() -> None:
    """A4.2: no extension, nothing to explain; A4.3: a case in time is not late."""
    assert refused(running(), attrs.evolve(DELAY, about="extension"), on("2026-11-16")).clause == (
        "A4.2"
    )
    assert refused(running(), DELAY, on("2026-11-16")).clause == "A4.3"


def test_a_delay_is_explained_and_its_reason_published() -> None:
    """优化营商环境条例 36: the reason the hall publishes stands beside what was said."""
    writer = running()
    do(writer, DELAY, on("2026-12-02"))
    explained = case_of(writer).course.explained("overdue")
    assert explained is not None
    assert explained.public_reason == "设备检修"


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"about": "天气"}, {"about"}),
        ({"way": "", "said": ""}, {"way", "said"}),
    ],
    ids=["about nothing known", "neither way nor words"],
)
def test_an_explanation_says_what_and_how(changes: dict[str, str], wrong: set[str]) -> None:
    """A4.3: each gap stands at its field."""
    assert faults(running(), attrs.evolve(DELAY, **changes), on("2026-12-02")) == wrong


def test_the_register_is_answered_by_a_supervisor() -> None:
    """A3.5: answer and consequence are kept; a clerk is refused."""
    writer = running()
    assert refused(writer, ANSWER, on("2026-12-02")).clause == "A3.5"
    do(writer, ANSWER, boss("2026-12-02"))
    (answer,) = case_of(writer).course.answers
    assert (answer.record, answer.answer, answer.consequence) == ("overdue", "交接遗漏", "已提醒")


def test_an_answer_names_its_row_and_has_words() -> None:
    """A3.5: both gaps at their fields."""
    empty = c.AnswerResponsibility(record="", answer="")
    assert faults(running(), empty, boss("2026-12-02")) == {"record", "answer"}


def test_a_case_that_has_not_arrived_is_not_answered_for() -> None:
    """The receipt is still on its way to this window."""
    nothing = Writer()
    state = fold("w09-000001:1:00000000", nothing.seen)
    with pytest.raises(Refusal) as refusal:
        decide(ANSWER, state, boss("2026-12-02"))
    assert refusal.value.clause == "A3.5"
