"""The citizen signs for a paper on the citizen screen."""

import pytest

from counter_app.domain.errors import Refusal
from counter_app.services import papers, print_desk, reception
from counter_app.services.desk import Desk
from counter_app.services.reception import Reception
from counter_app.services.signing import sign_for
from tests.services.windows import CITIZEN, FOOD, tables


def test_a_signature_is_kept_sealed_with_the_paper(desk: Desk) -> None:
    """Scenario: handed over, signed for; the strokes stand in no table in the clear."""
    served = reception.issue_one_time_notice(desk, Reception(matter=FOOD, visitor=CITIZEN)).value
    assert served.paper is not None
    strokes = "12,34 56,78 90,12"
    with pytest.raises(Refusal):
        sign_for(desk, served.paper.id, strokes)
    print_desk.confirm(desk, served.paper.id, came_out=True)
    changes = sign_for(desk, served.paper.id, strokes)
    assert "paper" in changes.kinds
    found = papers.paper_of(desk, served.paper.id)
    assert found.strokes == strokes and found.signed_at is not None
    assert strokes not in repr(tables())
