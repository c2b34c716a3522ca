"""The guide on paper: complete guides alone, posters, what a version changed (A3.4.4, A3.4.5)."""

from datetime import date
from pathlib import Path

import attrs
import pytest

from counter_app.domain.errors import Refusal
from counter_app.services import blank_forms, guide_changes, guide_papers
from counter_app.services.desk import Desk
from counter_app.services.matter_guides import guide_of
from counter_app.services.profiles import Opened
from tests.printing.reading import pages_of
from tests.services.test_guide_export import BLANK
from tests.services.windows import FOOD, revised
from tests.services.wording_desk import administrator, supervisor


@pytest.fixture
def complete(first: Opened, tmp_path: Path) -> Desk:
    """Food permits have all eight elements."""
    desk = administrator(first)
    path = tmp_path / "申请书.pdf"
    path.write_bytes(BLANK)
    blank_forms.attach(desk, FOOD, "m01", path)
    return desk


def text(desk: Desk, kind: str) -> str:
    """What stands on the paper."""
    return "".join("".join(pages_of(guide_papers.pdf_of(desk, FOOD, kind))).split())


@pytest.mark.parametrize("kind", [guide_papers.GUIDE, guide_papers.POSTER])
def test_a_complete_guide_goes_on_paper_and_on_the_wall(complete: Desk, kind: str) -> None:
    """A3.4.4: every one of the eight elements stands on both."""
    told = text(complete, kind)
    for words in ("食品经营许可", "食品安全法", "申请书.pdf", "不收费", "20个工作日"):
        assert words in told


def test_an_incomplete_guide_is_not_made_public(desk: Desk) -> None:
    """A3.4.4: the refusal names what is missing."""
    with pytest.raises(Refusal) as refusal:
        guide_papers.pdf_of(desk, FOOD, guide_papers.POSTER)
    assert refusal.value.clause == "A3.4.4"
    assert "规范格式文本" in refusal.value.message


def test_plain_words_stand_among_the_questions(complete: Desk) -> None:
    """A3.2a: what the clerk explains is what the paper explains."""
    revised(
        complete,
        plain_note="带齐五样材料就能办",
        plain_source="办事指南第3条",
        plain_checked_on=date(2026, 11, 1),
    )
    assert "带齐五样材料就能办" in text(complete, guide_papers.GUIDE)


def test_a_new_version_has_its_note_of_changes(complete: Desk, first: Opened) -> None:
    """A3.4.5: before and after, why, from when, approved by whom."""
    spec = attrs.evolve(guide_of(complete, FOOD).spec, phone="0358-0000000")
    bare = attrs.evolve(spec, materials=complete.reference.matter(FOOD, 1).materials)  # type: ignore[union-attr]
    day = date(2026, 12, 1)
    subject = guide_changes.propose(complete, bare, 1, day, "改电话", "内部通知").value
    guide_changes.approve(supervisor(first), subject)
    told = text(complete, guide_papers.CHANGE_NOTE)
    for words in ("第1版", "第2版", "2026年12月1日", "改电话", "内部通知", "0358-0000000"):
        assert words in told


def test_a_guide_of_one_version_has_changed_nothing(complete: Desk) -> None:
    """A3.4.5: there is nothing to tell."""
    with pytest.raises(Refusal) as refusal:
        guide_papers.pdf_of(complete, FOOD, guide_papers.CHANGE_NOTE)
    assert refusal.value.clause == "A3.4.5"
