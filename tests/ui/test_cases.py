"""Judging materials by single keys and what follows, on real files."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import attrs
import pytest
from pytestqt.qtbot import QtBot

from counter_app.domain.bodies.case import Verdict
from counter_app.models import keyring
from counter_app.services import demo
from counter_app.ui.kit.jobs import Jobs
from counter_app.ui.screens.cases import CasesScreen
from tests.ui.case_desk import Desk, begin_case
from tests.ui.desk import facts_about, make_context, make_shell, papers_in

Start = Callable[..., Desk]


@pytest.fixture
def start(qtbot: QtBot, tmp_path: Path) -> Start:
    """Open the detail of a case just received."""
    return partial(begin_case, qtbot, tmp_path)


def test_all_in_order_is_accepted_by_two_keys(start: Start, tmp_path: Path) -> None:
    """F9 judges six materials in order, F6 accepts; the notice lies in the printer's folder."""
    desk = start()
    desk.robot.press("F9", "F6")
    assert desk.state() == "accepted"
    assert len(papers_in(tmp_path / "papers")) == 1
    assert facts_about(desk.opened, desk.case)[-2:] == ["case.accepted", "case.told"]
    assert desk.robot.keys == 2


def test_every_key_judges_and_the_next_line_comes_up(start: Start) -> None:
    """1 in order, 2 missing, 3 not in form, 4 corrected on the spot, 5 not needed."""
    desk = start()
    desk.robot.press("1", "2", "3", "Enter", "4", "Enter", "1", "5")
    assert desk.verdicts() == [
        Verdict.IN_ORDER,
        Verdict.MISSING,
        Verdict.NOT_IN_FORM,
        Verdict.CORRECTED,
        Verdict.IN_ORDER,
        Verdict.NOT_NEEDED,
    ]
    found = desk.now().materials
    kinds = [state.problem for state in found.values()]
    assert kinds[3] == "签名"
    assert [state.corrected_by for state in found.values()][3] == "申请人"


def test_typing_replaces_the_usual_words(start: Start) -> None:
    """The usual fault stands selected; Tab reaches who corrected it, Enter keeps both."""
    desk = start()
    desk.robot.press("4")
    desk.robot.commit("漏填日期")
    desk.robot.press("Tab")
    desk.robot.commit("代理人")
    desk.robot.press("Enter")
    found = next(iter(desk.now().materials.values()))
    assert (found.problem, found.corrected_by) == ("漏填日期", "代理人")


def test_words_must_not_be_empty(start: Start) -> None:
    """An emptied row says so at the field and keeps the rest; Esc leaves it, nothing is written."""
    desk = start()
    desk.robot.press("3", "Backspace", "Enter")
    form = desk.page.checklist.form
    assert form is not None and form.fields["problem"].fault
    desk.robot.press("Esc")
    assert desk.page.checklist.form is None
    assert set(desk.verdicts()) == {Verdict.UNJUDGED}
    assert desk.page.isVisible(), "Esc in the row does not leave the case"


def test_a_missing_material_can_be_put_in_other_words(start: Start) -> None:
    """2 on a material that is missing opens its words."""
    desk = start()
    desk.robot.press("2", "Up", "2")
    desk.robot.commit("只交了一份")
    desk.robot.press("Enter")
    found = next(iter(desk.now().materials.values()))
    assert found.problem == "只交了一份"
    assert found.cure.startswith("请提交")


def test_an_always_required_material_cannot_be_left_out(start: Start) -> None:
    """5 on a required material is refused; the line is unjudged and looked at again."""
    desk = start()
    desk.robot.press("5")
    assert desk.verdicts()[0] is Verdict.UNJUDGED
    assert not desk.page.notice.isHidden()
    assert desk.page.checklist.table.current().place == 1


def test_forbidden_words_come_back_into_the_row(start: Start) -> None:
    """Words no citizen may read are refused; what was typed is not lost."""
    desk = start()
    forbidden = next(iter(desk.opened.desk.reference.phrases.forbidden))
    desk.robot.press("4")
    desk.robot.press("Esc", "3")
    desk.robot.commit(forbidden)
    desk.robot.press("Enter")
    form = desk.page.checklist.form
    assert form is not None and form.fields["problem"].draft() == forbidden
    assert desk.verdicts()[0] is Verdict.UNJUDGED


def test_unjudged_material_is_named(start: Start) -> None:
    """F7 with one material unjudged is refused and the material is named (A3.1b)."""
    desk = start()
    desk.robot.press("2", "1", "1", "1", "1", "F7")
    assert desk.state() == "received"
    assert desk.materials()[5][1] in desk.page.notice.text.text()
    assert desk.materials()[5][1] in desk.page.acts.reasons.text()


def test_enter_does_what_comes_next(start: Start) -> None:
    """Enter says what is missing; with everything judged it accepts."""
    desk = start()
    desk.robot.press("Enter")
    assert not desk.page.notice.isHidden()
    desk.robot.press("F9", "Enter")
    assert desk.state() == "accepted"
    desk.robot.press("1", "F9")
    assert desk.page.notice.text.text(), "a decided case is not judged any more"


def test_two_missing_ask_for_correction_once(start: Start, tmp_path: Path) -> None:
    """The notice lists both; Enter does not issue it twice."""
    desk = start()
    desk.robot.press("2", "2", "F9", "F7", "Enter")
    assert desk.state() == "in_correction"
    case = desk.now()
    assert [len(asked.items) for asked in case.corrections] == [2]
    assert len(papers_in(tmp_path / "papers")) == 1


def test_supplied_materials_are_judged_again(start: Start) -> None:
    """After the notice F9 means what it asked for; the case is accepted that day (S17)."""
    desk = start()
    desk.robot.press("2", "F9", "F7")
    desk.clock.at("2026-11-25 10:00")
    desk.page.refresh()
    desk.robot.press("F9", "F6")
    case = desk.now()
    assert case.accepted_on is not None and case.accepted_on.isoformat() == "2026-11-25"
    assert "case.supplied" in facts_about(desk.opened, desk.case)


def test_a_second_notice_with_something_new_is_refused(start: Start, tmp_path: Path) -> None:
    """S13: the first notice listed one material; a second one may not add another."""
    desk = start()
    desk.robot.press("2", "F9", "F7", "Down", "2", "F7")
    case = desk.now()
    assert len(case.corrections) == 1
    assert desk.materials()[2][1] in desk.page.notice.text.text()
    assert "72" in desk.page.notice.small.text()
    assert len(papers_in(tmp_path / "papers")) == 1


def supervisor_here(desk: Desk) -> None:
    """S07, a supervisor, has a password at this PC."""
    profile = desk.opened.pc.profile
    key = keyring.unlock(profile, demo.clerk_of("W05").id, demo.clerk_of("W05").password)
    keyring.add_clerk(profile, key, "S07", "杨示例", "supervisor-7", demo.LIGHT)


def test_without_a_supervisor_at_this_pc_the_way_is_told(start: Start) -> None:
    """S13: nobody's password can be checked here: the key is greyed and says where it goes on."""
    desk = start()
    desk.robot.press("2", "F9", "F7", "Down", "2", "Ctrl+F7")
    desk.form().fields["override_reason"].restore("首次遗漏")
    desk.robot.press("Ctrl+Enter")
    assert len(desk.now().corrections) == 1


def test_a_supervisor_himself_needs_no_second_password(start: Start) -> None:
    """S13: signed in at this window, he says why and issues it."""
    desk = start()
    station = desk.opened.desk.station
    roles = frozenset({"clerk", "supervisor"})
    desk.opened.desk.station = attrs.evolve(station, roles=roles)
    desk.robot.press("2", "F9", "F7", "Down", "2", "Ctrl+F7")
    desk.form().fields["override_reason"].restore("首次遗漏")
    desk.robot.press("Ctrl+Enter")
    assert len(desk.now().corrections) == 2


def test_a_supervisor_answers_for_something_new(start: Start, tmp_path: Path) -> None:
    """S13: with a supervisor and a reason the second notice is issued, and both are on record."""
    desk = start()
    supervisor_here(desk)
    button = desk.page.acts.row.button("Ctrl+F7")
    assert button is not None and button.isHidden()
    desk.robot.press("2", "F9", "F7", "Down", "2", "Ctrl+F7", "Ctrl+Enter")
    fields = desk.form().fields
    assert fields["override_reason"].fault
    fields["override_reason"].restore("平面图与现场不符，首次未能看出")
    fields["password"].edit.setText("not his")
    desk.robot.press("Ctrl+Enter")
    assert fields["password"].fault
    assert len(desk.now().corrections) == 1
    fields["password"].edit.setText("supervisor-7")
    desk.robot.press("Ctrl+Enter")
    first, second = desk.now().corrections
    assert (len(first.items), len(second.items)) == (1, 2)
    assert len(papers_in(tmp_path / "papers")) == 2


def test_silence_accepts(start: Start) -> None:
    """S11: five working days have passed; correction is refused, the notice bears the first day."""
    desk = start()
    desk.clock.at("2026-12-01 08:30")
    desk.page.refresh()
    assert not desk.page.standing_notice.isHidden()
    desk.robot.press("F7")
    assert desk.state() == "received"
    desk.robot.press("F6")
    case = desk.now()
    assert case.deemed
    assert case.accepted_on is not None
    assert case.accepted_on.isoformat() == "2026-11-23"


def test_keys_do_not_outrun_the_desk(qtbot: QtBot, start: Start) -> None:
    """Real lanes, keys without a pause: the notice waits for the findings."""
    reports: list[BaseException] = []
    jobs = Jobs(reports.append)
    desk = start(jobs=jobs)
    qtbot.waitUntil(lambda: desk.page.seen is not None and not jobs.waiting())
    desk.robot.press("1", "2", "2", "4", "Enter", "1", "1", "F7")
    qtbot.waitUntil(lambda: desk.now().first_told() is not None)
    assert [len(asked.items) for asked in desk.now().corrections] == [2]
    assert jobs.close() and not reports


def test_a_half_written_finding_stands_open_again(qtbot: QtBot, start: Start) -> None:
    """kill -9 while typing: at most two seconds are lost, the row opens as it was."""
    desk = start()
    desk.robot.press("Down", "4")
    desk.robot.commit("补签日期")
    qtbot.wait(600)
    shell, _robot = make_shell(qtbot, make_context(desk.opened), "cases", argument=desk.case)
    screen = shell.shown_screen()
    assert isinstance(screen, CasesScreen)
    form = screen.detail.checklist.form
    assert form is not None
    assert form.fields["fault"].draft() == "补签日期"
    assert screen.detail.checklist.table.current().place == 2


def test_what_happened_earlier_is_entered_with_its_time(start: Start) -> None:
    """A4.3: Ctrl+B, time and reason; the banner stays until Ctrl+B ends it."""
    desk = start()
    desk.clock.at("2026-11-23 16:00")
    desk.robot.press("Ctrl+B")
    desk.form().fields["happened_at"].restore("10:30")
    desk.form().fields["late_reason"].restore("停电")
    desk.robot.press("Ctrl+Enter")
    assert "10:30" in desk.page.standing_notice.text.text()
    desk.robot.press("F9")
    assert desk.now().late_entries
    desk.robot.press("Ctrl+B")
    assert desk.page.forms.late is None


def test_a_supervisor_confirms_a_late_entry_with_his_password(start: Start) -> None:
    """32(四): a name alone is no confirmation: a wrong password begins nothing."""
    desk = start()
    supervisor_here(desk)
    desk.clock.at("2026-11-23 16:00")
    desk.robot.press("Ctrl+B")
    fields = desk.form().fields
    fields["happened_at"].restore("10:30")
    fields["late_reason"].restore("停电")
    fields["approved_by"].restore("S07")
    fields["password"].edit.setText("not his")
    desk.robot.press("Ctrl+Enter")
    assert desk.page.forms.late is None
    fields["password"].edit.setText("supervisor-7")
    desk.robot.press("Ctrl+Enter")
    assert desk.page.forms.late is not None
    assert desk.page.forms.late.approved_by == "S07"
