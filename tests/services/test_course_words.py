"""What happened to a case reads as one sentence in Chinese."""

import pytest

from counter_app.domain.bodies import course as b
from counter_app.domain.facts import Body
from counter_app.services.course_words import (
    COURSE_WORDS,
    outcome_words,
    procedure_words,
    service_words,
)
from tests.models.fossils import sample


@pytest.mark.parametrize("body", COURSE_WORDS, ids=lambda body: body.__name__)
def test_every_step_of_the_course_has_its_sentence(body: type[Body]) -> None:
    """The course of a case on the screen: no step is told by its identifier."""
    said = COURSE_WORDS[body](sample(body).body)
    assert said
    assert not said.isascii()


def test_what_was_explained_is_named() -> None:
    """The extension, or the delay."""
    told = [
        COURSE_WORDS[b.Explained](b.Explained(about=about, way="电话", said="因复测"))
        for about in ("extension", "overdue")
    ]
    assert told[0] != told[1]


def test_closed_lists_are_all_in_chinese() -> None:
    """Outcomes, ways of delivery, procedures; one of the matter's own law by its name."""
    words = [outcome_words(one) for one in b.Outcome]
    words += [service_words(one) for one in b.ServiceWay]
    words += [procedure_words(one) for one in b.Procedure if one is not b.Procedure.OWN]
    assert not [one for one in words if not one or one.isascii()]
    assert procedure_words(b.Procedure.OWN, "征求有关部门意见") == "征求有关部门意见"
