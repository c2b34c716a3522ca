"""Issued papers: a ledger; told means printed or handed over, once and for good."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counter_app.domain.bodies.paper import PaperIssued, PaperVoided, PrintReported, PrintState
from counter_app.domain.facts import UnknownBody
from counter_app.domain.papers.state import TELLS, Paper, fold
from tests.domain.writers import MORNING, Writer


def issued() -> Writer:
    """A window that has just issued a correction notice."""
    writer = Writer()
    writer.write(
        PaperIssued(
            paper_kind="correction_notice",
            number="交政务〔2026〕补字第W03-00001号",
            about="case",
            key_of="",
            spec="correction_notice@1",
            values={"number": "x"},
        )
    )
    return writer


def report(attempt: int, state: PrintState, reason: str = "") -> PrintReported:
    """One attempt ended like this."""
    return PrintReported(attempt=attempt, state=state, printer="ipp://p/1", job="7", reason=reason)


def paper_of(writer: Writer) -> Paper:
    """The paper the facts are about."""
    return fold(writer.seen[0].subject, writer.seen)


@pytest.mark.parametrize("state", list(PrintState))
def test_only_paper_in_the_hand_tells(state: PrintState) -> None:
    """Submitted, unconfirmed, failed, cancelled: not told. Printed or handed over: told."""
    window = issued()
    assert not paper_of(window).is_told
    window.write(report(1, state))
    assert paper_of(window).is_told == (state in TELLS)
    assert paper_of(window).state is state


def test_the_first_telling_counts_and_a_later_failure_does_not_untell() -> None:
    """A reprint that jams does not take the first paper out of the citizen's hand."""
    window = issued()
    window.write(report(1, PrintState.PRINTED))
    window.write(report(2, PrintState.PRINTED), MORNING + timedelta(hours=1))
    window.write(report(3, PrintState.FAILED, "卡纸"), MORNING + timedelta(hours=2))
    paper = paper_of(window)
    assert paper.told_at == MORNING
    assert (paper.attempts, paper.state, paper.reason) == (3, PrintState.FAILED, "卡纸")


def test_a_voided_paper_keeps_number_and_record() -> None:
    """Nothing disappears from the register."""
    window = issued()
    window.write(PaperVoided(reason="写错窗口", approved_by="S07"))
    paper = paper_of(window)
    assert paper.void_reason == "写错窗口"
    assert paper.number == "交政务〔2026〕补字第W03-00001号"


def test_a_newer_programs_entry_asks_for_an_update() -> None:
    """An entry of a later version is kept and says so."""
    window = issued()
    window.write(UnknownBody("paper.scanned", 1, {}), subject=window.seen[0].subject)
    assert paper_of(window).needs_update


@settings(max_examples=40)
@given(st.lists(st.sampled_from(PrintState), max_size=6), st.data())
def test_any_arrival_gives_the_same_paper(states: list[PrintState], data: st.DataObject) -> None:
    """Shuffled, doubled, with gaps, even without the issue itself."""
    window = issued()
    for attempt, state in enumerate(states, start=1):
        window.write(report(attempt, state))
    kept = data.draw(st.lists(st.sampled_from(window.seen)))
    mixed = data.draw(st.permutations(kept + kept[:1]))
    assert fold("p", mixed) == fold("p", kept)
