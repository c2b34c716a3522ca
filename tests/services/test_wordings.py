"""Wordings at real windows: proposed, put in force, issued under, printed again as they were."""

import random
from datetime import timedelta
from pathlib import Path

import pytest

from counter_app.domain.bodies.visit import AnswerWay
from counter_app.domain.errors import Clash, InputFault, Outage, Refusal
from counter_app.models.base import database
from counter_app.models.codec import key_names
from counter_app.printing import catalogue
from counter_app.services import papers, reception, verifying, wordings
from counter_app.services.desk import Desk
from counter_app.services.papers import Issued
from counter_app.services.profiles import Opened
from counter_app.services.reception import Reception
from tests.hall import Clock
from tests.printing.reading import text_of
from tests.services.windows import carry, join, lines_of, rebuilt, rows, switch
from tests.services.wording_desk import (
    SLIP,
    administrator,
    put_in_force,
    reworded,
    supervisor,
)

MARK = "（新）"


def guided(desk: Desk) -> Issued:
    """A citizen is sent to window 1 with a slip."""
    paper = reception.guide(desk, Reception(matter="JC-SJ-001"), "W01").value.paper
    assert paper is not None
    return paper


def words(desk: Desk, paper: Issued) -> str:
    """What the slip says."""
    return text_of(papers.pdf_of(desk, paper.id))


def forget_sheets() -> None:
    """Another window, or another program: the drawing kept on this PC is not there."""
    database.execute_sql("DELETE FROM sheet")


def kept_texts() -> list[tuple[str, str]]:
    """Layouts and versions of the texts kept as papers were issued under them."""
    return database.execute_sql(
        "SELECT layout, version FROM wording WHERE state = 'kept' ORDER BY layout"
    ).fetchall()


def test_a_paper_reprints_as_it_was_issued_on_both_windows(
    tmp_path: Path, first: Opened, clock: Clock
) -> None:
    """Scenario S59: issued under the shipped text, a new wording in force, reprinted, issued new.

    The old paper says what it said, at either window; the new paper says the new.
    """
    before = guided(first.desk)
    other = join(tmp_path, first, clock)
    carry(first, other)
    put_in_force(first, reworded())
    carry(first, other)
    for opened in (first, other):
        desk = switch(opened)
        forget_sheets()
        assert MARK not in words(desk, before)
        assert MARK in words(desk, guided(desk))
        assert rows() == rebuilt(desk)
        assert verifying.verify(desk) == []


def test_a_later_program_draws_the_paper_from_the_text_kept_with_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, first: Opened
) -> None:
    """Scenario: the update ships another layout; the paper of yesterday is drawn as it was."""
    paper = guided(first.desk)
    shipped = dict(zip(catalogue.names(), map(catalogue.text_of, catalogue.names()), strict=True))
    folder = tmp_path / "resources" / "papers"
    folder.mkdir(parents=True)
    for name, text in shipped.items():
        (folder / f"{name}.toml").write_text(text, "utf-8")
    (folder / f"{SLIP}.toml").write_text(reworded(), "utf-8")
    monkeypatch.setattr(catalogue, "RESOURCES", tmp_path / "resources")
    catalogue.paper.cache_clear()
    forget_sheets()
    try:
        assert MARK not in words(first.desk, paper)
        assert MARK in words(first.desk, guided(first.desk))
        assert len(kept_texts()) == 2
    finally:
        monkeypatch.undo()
        catalogue.paper.cache_clear()


def test_a_shipped_text_is_kept_once(first: Opened) -> None:
    """Three slips of one text, and two papers of one kind in one act: one text travels."""
    for _slip in range(3):
        guided(first.desk)

    def twice(act: papers.Act) -> None:
        for _time in range(2):
            wordings.take_wording(act, "advice_slip")

    first.desk.act(twice)
    assert [layout for layout, _version in kept_texts()] == ["advice_slip", SLIP]


def test_a_paper_whose_text_is_not_here_waits(tmp_path: Path, first: Opened, clock: Clock) -> None:
    """The paper came first, its wording has not: no other layout is taken; then it is drawn."""
    put_in_force(first, reworded())
    paper = guided(first.desk)
    lines = lines_of(first)
    keys = first.desk.vault.keys([name for line in lines for name in key_names(line)])
    other = join(tmp_path, first, clock)
    texts = [line for line in lines if b'"wording.' in line]
    other.desk.absorb([line for line in lines if line not in texts], keys)
    with pytest.raises(Outage) as outage:
        papers.pdf_of(other.desk, paper.id)
    assert outage.value.retry
    other.desk.absorb(texts, keys)
    assert MARK in words(other.desk, paper)


def test_a_future_wording_takes_effect_by_itself(first: Opened, clock: Clock) -> None:
    """Put in force for next Monday (A3.4.5): today's slip is the old one, Monday's the new."""
    put_in_force(first, reworded(), clock().date() + timedelta(days=7))
    assert MARK not in words(first.desk, guided(first.desk))
    clock.at("2026-11-30 09:00")
    assert MARK in words(first.desk, guided(first.desk))
    assert wordings.text_in_force(SLIP, clock().date()) == reworded()


def test_back_to_the_shipped_text_needs_the_second_person_too(first: Opened) -> None:
    """Reset is a proposal like any other; the shipped text itself means the same."""
    put_in_force(first, reworded())
    desk = administrator(first)
    version = wordings.standing(SLIP).last
    shipped = catalogue.text_of(SLIP)
    subject = wordings.propose(desk, SLIP, shipped, version, "恢复出厂").value
    assert wordings.last_text(SLIP) == reworded()
    with pytest.raises(Refusal):
        wordings.approve(desk, subject, desk.clock().date())
    wordings.approve(supervisor(first), subject, desk.clock().date())
    assert wordings.last_text(SLIP) == shipped
    assert MARK not in words(first.desk, guided(first.desk))
    assert rows() == rebuilt(first.desk)


def test_nothing_that_cannot_be_printed_is_proposed(first: Opened) -> None:
    """Line and field are named; nothing is written."""
    desk = administrator(first)
    text = catalogue.text_of(SLIP).replace('type = "title"', 'type = "heading"', 1)
    with pytest.raises(InputFault) as fault:
        wordings.propose(desk, SLIP, text, wordings.standing(SLIP).last, "改")
    assert next(iter(fault.value.faults)).startswith("guide_slip.toml:")
    assert database.execute_sql("SELECT COUNT(*) FROM wording").fetchone() == (0,)


def test_a_proposal_is_rejected_or_withdrawn_and_stays_on_record(first: Opened) -> None:
    """The shipped text goes on holding; the record says who and why."""
    for answer in ("rejected", "withdrawn"):
        desk = administrator(first)
        base = wordings.standing(SLIP).last
        subject = wordings.propose(desk, SLIP, reworded(), base, "按新规定改").value
        if answer == "rejected":
            after = wordings.reject(supervisor(first), subject, "字号太小").value
        else:
            after = wordings.withdraw(desk, subject).value
        assert (after.state, after.decided_by != "") == (answer, True)
    assert wordings.last_text(SLIP) == catalogue.text_of(SLIP)


def test_a_wording_that_is_not_here_cannot_be_answered(first: Opened) -> None:
    """A subject nobody has heard of."""
    with pytest.raises(InputFault):
        wordings.reject(supervisor(first), "w09-000000:1:00000000", "不妥当")


def test_a_proposal_from_an_outdated_text_is_told_so(first: Opened) -> None:
    """Two administrators began from the same text; the second is told before it is written."""
    base = wordings.standing(SLIP).last
    put_in_force(first, reworded())
    desk = administrator(first)
    with pytest.raises(Clash):
        wordings.propose(desk, SLIP, reworded(mark="（乙）"), base, "按新规定改")


def two_at_once(tmp_path: Path, first: Opened, clock: Clock) -> Opened:
    """Two windows put different wordings in force without seeing each other."""
    other = join(tmp_path, first, clock)
    carry(first, other)
    put_in_force(first, reworded())
    clock.moment += timedelta(minutes=1)
    put_in_force(other, reworded(mark="（乙）"))
    carry(other, first)
    carry(first, other)
    return other


def clashes() -> int:
    """How many subjects wait for a person."""
    row = database.execute_sql("SELECT COUNT(*) FROM subject WHERE clash <> ''").fetchone()
    return int(row[0])


def test_two_wordings_at_once_are_a_clash_until_one_follows_the_last(
    tmp_path: Path, first: Opened, clock: Clock
) -> None:
    """Both stand, every window takes the later one; a third one made from it settles the matter."""
    other = two_at_once(tmp_path, first, clock)
    for opened in (first, other):
        desk = switch(opened)
        assert wordings.last_text(SLIP) == reworded(mark="（乙）")
        assert clashes() == 2
        assert rows() == rebuilt(desk)
    clock.moment += timedelta(minutes=1)
    put_in_force(first, reworded(mark="（丙）"))
    carry(first, other)
    for opened in (first, other):
        desk = switch(opened)
        assert clashes() == 0
        assert rows() == rebuilt(desk)


def test_a_return_to_the_shipped_text_beside_another_wording_is_seen(
    tmp_path: Path, first: Opened, clock: Clock
) -> None:
    """One window returns to the shipped text while another changes the wording once more."""
    put_in_force(first, reworded())
    other = join(tmp_path, first, clock)
    carry(first, other)
    put_in_force(first, "")
    clock.moment += timedelta(minutes=1)
    put_in_force(other, reworded(mark="（乙）"))
    carry(other, first)
    assert clashes() == 2
    put_in_force(first, "")
    assert clashes() == 0
    clock.moment += timedelta(minutes=1)
    put_in_force(first, reworded(mark="（丙）"))
    assert clashes() == 0


def test_two_answers_to_one_proposal_are_shown(tmp_path: Path, first: Opened, clock: Clock) -> None:
    """One window rejects what another put in force; the first answer counts and both see it."""
    desk = administrator(first)
    base = wordings.standing(SLIP).last
    subject = wordings.propose(desk, SLIP, reworded(), base, "按新规定改").value
    other = join(tmp_path, first, clock)
    carry(first, other)
    wordings.approve(supervisor(first), subject, clock().date())
    clock.moment += timedelta(minutes=1)
    wordings.reject(supervisor(other), subject, "不妥当")
    carry(first, other)
    carry(other, first)
    for opened in (first, other):
        desk = switch(opened)
        assert wordings.last_text(SLIP) == reworded()
        assert clashes() == 1
        assert rows() == rebuilt(desk)


@pytest.mark.parametrize("seed", range(3))
def test_a_third_window_has_the_same_rows_whatever_came_first(
    tmp_path: Path, first: Opened, clock: Clock, seed: int
) -> None:
    """Proposals, answers, kept texts and papers arrive shuffled, one by one."""
    guided(first.desk)
    two_at_once(tmp_path, first, clock)
    switch(first)
    guided(first.desk)
    wanted = rows()
    late = join(tmp_path, first, clock, "W06")
    carry(first, late, random.Random(seed), at_once=1)
    assert rows() == wanted


def test_values_a_newer_program_gives_are_left_out_of_an_older_wording(first: Opened) -> None:
    """The hall's own wording does not know a value: nothing is printed for it, nothing stops."""
    put_in_force(first, reworded())
    own = wordings.text_in_force(SLIP, first.desk.clock().date())
    older = "\n".join(line for line in own.splitlines() if "phone" not in line)
    database.execute_sql("UPDATE wording SET text = ? WHERE state = 'approved'", (older,))
    paper = guided(first.desk)
    values = papers.paper_of(first.desk, paper.id).values
    assert values is not None and "phone" not in values
    assert MARK in words(first.desk, paper)


def test_a_wording_of_a_newer_program_asks_for_an_update(first: Opened) -> None:
    """A block this program does not know: the clerk is told to update, nothing is guessed."""
    put_in_force(first, reworded())
    newer = reworded() + '\n[[block]]\ntype = "hologram"\n'
    database.execute_sql("UPDATE wording SET text = ? WHERE state = 'approved'", (newer,))
    with pytest.raises(Outage) as outage:
        guided(first.desk)
    assert not outage.value.retry


def test_a_paper_of_an_unknown_layout_waits(first: Opened) -> None:
    """A newer program's kind of paper: its text is looked for, nothing else is taken."""
    with pytest.raises(Outage):
        wordings.spec_named("hologram@123456789abc")


def test_an_answer_without_its_proposal_has_no_row(
    tmp_path: Path, first: Opened, clock: Clock
) -> None:
    """The approval came first; the wording stands in no list until the proposal is here."""
    subject = put_in_force(first, reworded())
    lines = [line for line in lines_of(first) if b'"wording.' in line]
    other = join(tmp_path, first, clock)
    carry_only = [line for line in lines if b'"wording.approved"' in line]
    other.desk.absorb(carry_only, {})
    assert database.execute_sql("SELECT COUNT(*) FROM wording").fetchone() == (0,)
    other.desk.absorb(lines, {})
    row = database.execute_sql("SELECT id, state FROM wording").fetchone()
    assert row == (subject, "approved")


def test_answers_of_the_reception_go_on_as_before(first: Opened) -> None:
    """A question answered prints nothing and keeps no text."""
    today = first.desk.clock().date()
    reception.answer(first.desk, Reception(matter="JC-SJ-001"), AnswerWay.TO_VERIFY, "核实", today)
    assert kept_texts() == []


def test_a_wording_changed_behind_the_records_is_found(first: Opened) -> None:
    """Somebody edits the list of wordings with a database tool; verifying names the line."""
    subject = put_in_force(first, reworded())
    database.execute_sql("UPDATE wording SET text = 'title = 1' WHERE id = ?", (subject,))
    assert [finding.subject for finding in verifying.verify(first.desk)] == [subject]
