"""Papers, particulars and changes of a case, with real keys on real files."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from counter_app.domain.bodies.case import Verdict
from counter_app.domain.cases.commands import Judge
from counter_app.models.base import database
from counter_app.services import drafts, intake
from counter_app.services.changes import Changes
from counter_app.services.paper_reading import papers_about
from counter_app.ui.forms.case_papers import PaperPreview
from tests.ui.case_desk import Desk, begin_case
from tests.ui.desk import facts_about, papers_in, words_of

Start = Callable[..., Desk]
NOWHERE = {"papers": "ipp://localhost:1/none"}


@pytest.fixture
def start(qtbot: QtBot, tmp_path: Path) -> Start:
    """Open the detail of a case just received."""
    return partial(begin_case, qtbot, tmp_path)


def test_printer_off_keeps_the_number_and_does_not_tell(start: Start) -> None:
    """S55: not printed is not told; Try again prints the same number, another way tells."""
    desk = start(printers=NOWHERE)
    desk.robot.press("2", "F9", "F7")
    (paper,) = papers_about(desk.case)
    assert (paper.told, paper.state) == (False, "failed")
    assert desk.now().first_told() is None
    assert not desk.shell.banner.isHidden()
    desk.shell.banner.again.click()
    (again,) = papers_about(desk.case)
    assert (again.number, again.attempts, again.told) == (paper.number, 2, False)
    desk.robot.press("Ctrl+H")
    assert papers_about(desk.case)[0].told
    assert desk.now().first_told() is not None


def test_refusal_needs_reason_and_destination(start: Start) -> None:
    """F10 opens the form; empty fields are named, Esc keeps what was typed, the paper ends it."""
    desk = start()
    desk.robot.press("F10")
    desk.robot.commit("登记机关为市局")
    desk.robot.press("Ctrl+Enter")
    form = desk.form()
    assert form.fields["destination"].fault
    desk.robot.press("Esc")
    assert not desk.has_form()
    desk.robot.press("F10", "Tab")
    form = desk.form()
    assert form.fields["reason"].draft() == "登记机关为市局"
    desk.robot.commit("吕梁市示例窗口")
    desk.robot.press("Enter")
    assert desk.state() == "not_accepted"
    assert not desk.has_form()
    assert not drafts.load(f"refusal:{desk.case}")


def test_no_permit_needed_is_advised(start: Start) -> None:
    """F11: the advice is printed and the case ends (行政许可法 32(一))."""
    desk = start()
    desk.robot.press("F11")
    form = desk.form()
    form.fields["advice"].setFocus()
    form.fields["advice"].restore("")
    desk.robot.commit("不需办理许可，备案即可")
    form.fields["destination"].restore("1号窗口")
    desk.robot.press("Ctrl+Enter")
    assert desk.state() == "not_a_permit"


def test_the_guide_knows_what_to_do_instead(start: Start) -> None:
    """S19: for pre-packed food only, the advice and the window to file at stand in the form."""
    desk = start(counter="W03", matter="JC-SP-005")
    desk.robot.press("F11")
    form = desk.form()
    assert form.fields["advice"].draft()


def test_looking_is_kept_on_record(start: Start) -> None:
    """S61: masked until a reason is given; the look is a fact; F3 masks again."""
    desk = start()
    people = desk.page.head.people
    assert "王示例" not in people.text()
    desk.robot.press("F3", "Enter")
    assert "王示例" in people.text()
    applicant = desk.now().applicant
    assert "party.looked_at" in facts_about(desk.opened, applicant)
    desk.robot.press("F3")
    assert "王示例" not in people.text()


def test_another_reason_needs_words(start: Start) -> None:
    """The third reason alone is not one."""
    desk = start()
    desk.robot.press("F3", "3", "Enter")
    form = desk.form()
    assert form.fields["reason"].fault


def test_the_arithmetic_unfolds(start: Start) -> None:
    """F5 shows how the days were counted, before and after acceptance."""
    desk = start()
    assert desk.page.clocks.first.sums.isHidden()
    desk.robot.press("F5")
    assert len(desk.page.clocks.first.sums.text().splitlines()) == 5
    assert not desk.page.clocks.first.sums.isHidden()
    desk.robot.press("F9", "F6")
    assert "2026-12-21" in desk.page.clocks.first.day.text()


def test_papers_are_printed_again_and_looked_at(start: Start, tmp_path: Path, qtbot: QtBot) -> None:
    """Ctrl+P asks why and prints the number once more; Ctrl+O shows the pages, Esc closes them."""
    desk = start()
    desk.robot.press("F8", "Ctrl+P", "Enter", "Ctrl+O")
    (paper,) = papers_about(desk.case)
    assert paper.attempts == 2 and len(papers_in(tmp_path / "papers")) == 2
    (preview,) = desk.page.papers.findChildren(PaperPreview)
    assert preview.pages[0].pixmap().height() > 800
    preview.activateWindow()
    qtbot.waitUntil(preview.isActiveWindow)
    desk.robot.press("Esc")
    assert not preview.isVisible()
    assert desk.page.isVisible() and desk.page.history.texts()


def test_another_window_changes_the_case(start: Start) -> None:
    """What another window wrote appears without a key, at the line looked at."""
    desk = start()
    desk.robot.press("Down", "Down")
    other = desk.materials()[5][0]
    done = intake.judge(
        desk.opened.desk, desk.case, [Judge(material=other, verdict=Verdict.MISSING)]
    )
    desk.context.bus.changed.emit(done.changes)
    assert desk.page.checklist.table.current().place == 3
    assert desk.page.checklist.table.model_rows.rows()[5].found.verdict is Verdict.MISSING


def test_a_clash_stands_over_everything(start: Start) -> None:
    """Two windows decided: the sentence is shown above the checklist."""
    desk = start()
    database.execute_sql("UPDATE subject SET clash = ? WHERE id = ?", ("另一窗口已受理", desk.case))
    desk.context.bus.changed.emit(Changes(frozenset({"case"}), frozenset({desk.case})))
    assert desk.page.standing_notice.text.text() == "另一窗口已受理"


def test_the_palette_offers_what_is_allowed(start: Start) -> None:
    """Ctrl+K knows the actions of the case shown; what the law refuses now is not among them."""
    desk = start()
    calls = {entry.hint for entry in desk.screen.palette_entries()}
    assert "F8" in calls and "F6" not in calls
    desk.robot.press("Esc")
    assert not list(desk.screen.palette_entries())


def test_a_case_that_has_not_arrived_leads_back(start: Start) -> None:
    """A case whose guide is not here: the banner says so, no key acts on the last one."""
    desk = start()
    desk.screen.open("w09-000000:1:00000000")
    assert desk.screen.pages.currentWidget() is desk.screen.list
    assert not desk.shell.banner.isHidden()
    desk.screen.open(desk.case)
    assert desk.page.checklist.table.model_rows.rowCount() == 6


def test_what_is_not_looked_at_is_masked(start: Start) -> None:
    """Leaving the screen masks the particulars again (A5.5.1)."""
    desk = start()
    desk.robot.press("F3", "Enter", "Ctrl+2", "Ctrl+3")
    assert "王示例" not in desk.page.head.people.text()


def test_the_strip_says_the_very_day_of_the_paper(start: Start, tmp_path: Path) -> None:
    """A1.5.3f: accepted on 11-23 with 20 working days; strip, screen and paper say 12月21日."""
    desk = start()
    desk.robot.press("F9", "F6")
    assert desk.state() == "accepted"
    assert "请您12月21日来领取证照" in desk.shell.phrases.said("farewell")
    (pdf,) = papers_in(tmp_path / "papers")
    assert "2026年12月21日" in words_of(pdf)
    desk.robot.press("Esc")
    assert "12月21日" not in desk.shell.phrases.said("farewell")
