"""What a clerk types into a command is cleaned as the command is made, whatever the form."""

import pytest

from counter_app.domain.bodies.case import Verdict
from counter_app.domain.bodies.visit import AnswerWay
from counter_app.domain.cases import commands as case
from counter_app.domain.errors import InputFault, Refusal
from counter_app.domain.fields import NOTE_LIMIT
from counter_app.domain.reception import commands as visit
from tests.domain.applications import SPEC, do
from tests.domain.writers import received


def test_spaces_breaks_and_marks_nobody_sees_are_folded() -> None:
    """Text pasted from a web page: Windows breaks, a zero-width mark, spaces at the ends."""
    command = visit.Answer(way=AnswerWay.OWN_WORDS, answer=" 先到\u200b3号窗口\r\n再来 ")
    assert command.answer == "先到3号窗口\n再来"


@pytest.mark.parametrize(
    ("make", "field"),
    [
        (lambda text: visit.OpenVisit(number="1", question=text), "question"),
        (lambda text: visit.TellOrally(remark=text), "remark"),
        (lambda text: visit.Guide(to_counter="", reason=text, paper=""), "reason"),
        (lambda text: visit.Advise(advice="a", destination=text, paper=""), "destination"),
        (lambda text: case.Judge(material="m01", verdict=Verdict.MISSING, cure=text), "cure"),
        (lambda text: case.CorrectOnTheSpot(material="m01", fault=text, corrected_by="x"), "fault"),
    ],
)
@pytest.mark.parametrize("text", ["张\ue863", "字" * (NOTE_LIMIT + 1)])
def test_a_fault_stands_at_its_field(make: object, field: str, text: str) -> None:
    """A character no other computer prints, or too much text: the form's field is named."""
    assert callable(make)
    with pytest.raises(InputFault) as caught:
        make(text)
    assert list(caught.value.faults) == [field]


def test_a_correction_on_the_spot_is_screened_like_all_that_is_printed() -> None:
    """A1.5.7: what was put right is printed on the correction notice."""
    command = case.CorrectOnTheSpot(
        material=SPEC.materials[0].id, fault="有牌子，自己看", corrected_by="申请人"
    )
    with pytest.raises(Refusal) as refused:
        do(received(), command)
    assert refused.value.clause == "A1.5.7"
