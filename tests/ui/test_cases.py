"""The list of cases and the detail, with real keys on real files."""

from collections.abc import Callable
from pathlib import Path

import attrs
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from counter_app.domain.bodies.case import Verdict
from counter_app.domain.cases.commands import Judge
from counter_app.domain.cases.state import CaseState
from counter_app.domain.deadlines import Light
from counter_app.models.base import database
from counter_app.services import demo, drafts, intake
from counter_app.services.changes import Changes
from counter_app.services.intake import Application
from counter_app.services.paper_reading import papers_about
from counter_app.services.profiles import Opened
from counter_app.ui.context import Context
from counter_app.ui.forms.case_papers import PaperPreview
from counter_app.ui.kit.jobs import Jobs
from counter_app.ui.screens import case_words
from counter_app.ui.screens.case_detail import CaseDetailPage
from counter_app.ui.screens.cases import CasesScreen
from counter_app.ui.shell import Shell
from tests.hall import Clock, open_hall
from tests.ui.desk import facts_about, make_context, make_shell, papers_in
from tests.ui.robots import Robot

SIX = "JC-WS-007"
NOWHERE = {"papers": "ipp://localhost:1/none"}


@attrs.frozen
class Desk:
    """A window at work: its files, its shell, the robot, and a case of six materials."""

    opened: Opened
    context: Context
    shell: Shell
    robot: Robot
    case: str

    @property
    def screen(self) -> CasesScreen:
        screen = self.shell.shown_screen()
        assert isinstance(screen, CasesScreen)
        return screen

    @property
    def page(self) -> CaseDetailPage:
        return self.screen.detail

    def state(self) -> CaseState:
        return intake.case_of(self.opened.desk, self.case).state

    def verdicts(self) -> list[Verdict]:
        """What is written down, in the order of the guide."""
        seen = self.page.seen
        assert seen is not None
        case = intake.case_of(self.opened.desk, self.case)
        return [case.verdict(line.material.id) for line in seen.detail.materials]


def received(opened: Opened, matter: str = SIX, who: int = 0) -> str:
    """A case just received."""
    application = Application(matter=matter, applicant=demo.citizen(who))
    return intake.receive(opened.desk, application).value.case


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def opened(tmp_path: Path, clock: Clock) -> Opened:
    return open_hall(tmp_path, clock, "W05")


Start = Callable[..., Desk]


@pytest.fixture
def start(qtbot: QtBot, opened: Opened) -> Start:
    """Open the detail of a case just received."""

    def begin(matter: str = SIX) -> Desk:
        context = make_context(opened)
        case = received(opened, matter)
        shell, robot = make_shell(qtbot, context, "cases", argument=case)
        return Desk(opened, context, shell, robot, case)

    return begin


def test_all_in_order_is_accepted_by_two_keys(start: Start, tmp_path: Path) -> None:
    """F9 judges six materials in order, F6 accepts; the notice lies in the printer's folder."""
    desk = start()
    desk.robot.press("F9", "F6")
    assert desk.state() is CaseState.ACCEPTED
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
    found = intake.case_of(desk.opened.desk, desk.case).materials
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
    found = next(iter(intake.case_of(desk.opened.desk, desk.case).materials.values()))
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
    found = next(iter(intake.case_of(desk.opened.desk, desk.case).materials.values()))
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
    assert desk.state() is CaseState.RECEIVED
    seen = desk.page.seen
    assert seen is not None
    assert seen.detail.materials[5].material.name in desk.page.notice.text.text()
    assert seen.detail.materials[5].material.name in desk.page.acts.reasons.text()


def test_enter_does_what_comes_next(start: Start) -> None:
    """Enter says what is missing; with everything judged it accepts."""
    desk = start()
    desk.robot.press("Enter")
    assert not desk.page.notice.isHidden()
    desk.robot.press("F9", "Enter")
    assert desk.state() is CaseState.ACCEPTED
    desk.robot.press("1", "F9")
    assert desk.page.notice.text.text(), "a decided case is not judged any more"


def test_two_missing_ask_for_correction_once(start: Start, tmp_path: Path) -> None:
    """The notice lists both; Enter does not issue it twice."""
    desk = start()
    desk.robot.press("2", "2", "F9", "F7", "Enter")
    assert desk.state() is CaseState.IN_CORRECTION
    case = intake.case_of(desk.opened.desk, desk.case)
    assert [len(asked.items) for asked in case.corrections] == [2]
    assert len(papers_in(tmp_path / "papers")) == 1


def test_supplied_materials_are_judged_again(start: Start, clock: Clock) -> None:
    """After the notice F9 means what it asked for; the case is accepted that day (S17)."""
    desk = start()
    desk.robot.press("2", "F9", "F7")
    clock.at("2026-11-25 10:00")
    desk.page.refresh()
    desk.robot.press("F9", "F6")
    case = intake.case_of(desk.opened.desk, desk.case)
    assert case.accepted_on is not None and case.accepted_on.isoformat() == "2026-11-25"
    assert "case.supplied" in facts_about(desk.opened, desk.case)


def test_a_second_notice_with_something_new_is_refused(start: Start, tmp_path: Path) -> None:
    """S13: the first notice listed one material; a second one may not add another."""
    desk = start()
    desk.robot.press("2", "F9", "F7", "Down", "2", "F7")
    case = intake.case_of(desk.opened.desk, desk.case)
    assert len(case.corrections) == 1
    seen = desk.page.seen
    assert seen is not None
    assert seen.detail.materials[2].material.name in desk.page.notice.text.text()
    assert "72" in desk.page.notice.small.text()
    assert len(papers_in(tmp_path / "papers")) == 1


def test_printer_off_keeps_the_number_and_does_not_tell(qtbot: QtBot, opened: Opened) -> None:
    """S55: not printed is not told; Try again prints the same number."""
    away = attrs.evolve(opened, pc=attrs.evolve(opened.pc, printers=NOWHERE))
    context = make_context(away)
    case = received(opened)
    shell, robot = make_shell(qtbot, context, "cases", argument=case)
    robot.press("2", "F9", "F7")
    (paper,) = papers_about(case)
    assert not paper.told and paper.state == "failed"
    assert intake.case_of(opened.desk, case).first_told() is None
    assert not shell.banner.isHidden()
    shell.banner.again.click()
    (again,) = papers_about(case)
    assert (again.number, again.attempts, again.told) == (paper.number, 2, False)
    robot.press("Ctrl+H")
    assert papers_about(case)[0].told
    assert intake.case_of(opened.desk, case).first_told() is not None


def test_silence_accepts(start: Start, clock: Clock) -> None:
    """S11: five working days have passed; correction is refused, the notice bears the first day."""
    desk = start()
    clock.at("2026-12-01 08:30")
    desk.page.refresh()
    assert not desk.page.standing_notice.isHidden()
    desk.robot.press("F7")
    assert desk.state() == "received"
    desk.robot.press("F6")
    case = intake.case_of(desk.opened.desk, desk.case)
    assert case.deemed
    assert case.accepted_on is not None
    assert case.accepted_on.isoformat() == "2026-11-23"


def test_refusal_needs_reason_and_destination(start: Start) -> None:
    """F10 opens the form; empty fields are named, Esc keeps what was typed, the paper ends it."""
    desk = start()
    desk.robot.press("F10")
    desk.robot.commit("登记机关为市局")
    desk.robot.press("Ctrl+Enter")
    form = desk.page.acts.form
    assert form is not None and form.fields["destination"].fault
    desk.robot.press("Esc")
    assert desk.page.acts.form is None
    desk.robot.press("F10", "Tab")
    form = desk.page.acts.form
    assert form is not None and form.fields["reason"].draft() == "登记机关为市局"
    desk.robot.commit("吕梁市示例窗口")
    desk.robot.press("Enter")
    assert desk.state() is CaseState.NOT_ACCEPTED
    assert desk.page.acts.form is None
    assert not drafts.load(f"refusal:{desk.case}")


def test_no_permit_needed_is_advised(start: Start) -> None:
    """F11: the advice is printed and the case ends (行政许可法 32(一))."""
    desk = start()
    desk.robot.press("F11")
    form = desk.page.acts.form
    assert form is not None
    form.fields["advice"].setFocus()
    form.fields["advice"].restore("")
    desk.robot.commit("不需办理许可，备案即可")
    form.fields["destination"].restore("1号窗口")
    desk.robot.press("Ctrl+Enter")
    assert desk.state() is CaseState.NOT_A_PERMIT


def test_the_guide_knows_what_to_do_instead(qtbot: QtBot, tmp_path: Path, clock: Clock) -> None:
    """S19: for pre-packed food only, the advice and the window to file at stand in the form."""
    opened = open_hall(tmp_path, clock, "W03")
    case = received(opened, "JC-SP-005")
    shell, robot = make_shell(qtbot, make_context(opened), "cases", argument=case)
    robot.press("F11")
    screen = shell.shown_screen()
    assert isinstance(screen, CasesScreen) and screen.detail.acts.form is not None
    assert screen.detail.acts.form.fields["advice"].draft()


def test_looking_is_kept_on_record(start: Start) -> None:
    """S61: masked until a reason is given; the look is a fact; F3 masks again."""
    desk = start()
    people = desk.page.head.people
    assert "王示例" not in people.text()
    desk.robot.press("F3", "Enter")
    assert "王示例" in people.text()
    applicant = intake.case_of(desk.opened.desk, desk.case).applicant
    assert "party.looked_at" in facts_about(desk.opened, applicant)
    desk.robot.press("F3")
    assert "王示例" not in people.text()


def test_another_reason_needs_words(start: Start) -> None:
    """The third reason alone is not one."""
    desk = start()
    desk.robot.press("F3", "3", "Enter")
    form = desk.page.acts.form
    assert form is not None and form.fields["reason"].fault


def test_the_arithmetic_unfolds(start: Start) -> None:
    """F5 shows how the days were counted, before and after acceptance."""
    desk = start()
    assert desk.page.clocks.first.sums.isHidden()
    desk.robot.press("F5")
    assert len(desk.page.clocks.first.sums.text().splitlines()) > 3
    assert not desk.page.clocks.first.sums.isHidden()
    desk.robot.press("F9", "F6")
    assert "2026-12-21" in desk.page.clocks.first.day.text()


def test_papers_are_printed_again_and_looked_at(start: Start, tmp_path: Path, qtbot: QtBot) -> None:
    """Ctrl+P prints the same number once more; Ctrl+O shows the pages, Esc closes them."""
    desk = start()
    desk.robot.press("F8", "Ctrl+P", "Ctrl+O")
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
    seen = desk.page.seen
    assert seen is not None
    other = seen.detail.materials[5].material.id
    done = intake.judge(
        desk.opened.desk, desk.case, [Judge(material=other, verdict=Verdict.MISSING)]
    )
    desk.context.bus.changed.emit(done.changes)
    assert desk.page.checklist.table.current().place == 3
    assert desk.page.checklist.table.model_rows.rows()[5].found.verdict is Verdict.MISSING


def test_the_palette_offers_what_is_allowed(start: Start) -> None:
    """Ctrl+K knows the actions of the case shown; what the law refuses now is not among them."""
    desk = start()
    calls = {entry.hint for entry in desk.screen.palette_entries()}
    assert "F8" in calls and "F6" not in calls
    desk.robot.press("Esc")
    assert not list(desk.screen.palette_entries())


def test_keys_do_not_outrun_the_desk(qtbot: QtBot, opened: Opened) -> None:
    """Real lanes: F9 and F6 pressed at once; the acceptance waits for the findings."""
    reports: list[BaseException] = []
    jobs = Jobs(reports.append)
    context = make_context(opened, jobs)
    case = received(opened)
    shell, robot = make_shell(qtbot, context, "cases", argument=case)
    screen = shell.shown_screen()
    assert isinstance(screen, CasesScreen)
    qtbot.waitUntil(lambda: screen.detail.seen is not None)
    qtbot.waitUntil(lambda: jobs.waiting() == 0)
    robot.press("1", "2", "2", "4", "Enter", "1", "1", "F7")
    qtbot.waitUntil(lambda: intake.case_of(opened.desk, case).first_told() is not None)
    found = intake.case_of(opened.desk, case)
    assert [len(asked.items) for asked in found.corrections] == [2]
    assert jobs.close() and not reports


def test_a_clash_stands_over_everything(start: Start) -> None:
    """Two windows decided: the sentence is shown above the checklist."""
    desk = start()
    database.execute_sql("UPDATE subject SET clash = ? WHERE id = ?", ("另一窗口已受理", desk.case))
    desk.context.bus.changed.emit(Changes(frozenset({"case"}), frozenset({desk.case})))
    assert desk.page.standing_notice.text.text() == "另一窗口已受理"


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


def test_esc_leads_back_to_the_list(start: Start) -> None:
    """The list comes back with the keys in its line; Enter opens the case again."""
    desk = start()
    desk.robot.press("Esc")
    assert desk.screen.pages.currentWidget() is desk.screen.list
    desk.robot.press("Enter")
    assert desk.screen.pages.currentWidget() is desk.screen.detail
    assert desk.page.case == desk.case


def test_the_list_filters_while_typing(start: Start, qtbot: QtBot) -> None:
    """Initials find a case; Enter right after the last letter opens the right one."""
    desk = start()
    received(desk.opened, who=1)
    wanted = received(desk.opened, who=4)
    desk.robot.press("Esc")
    desk.robot.type("lsk")
    desk.robot.press("Enter")
    assert desk.page.case == wanted
    desk.robot.press("Esc", "Esc")
    desk.screen.list.edit.setText("0006")
    desk.robot.press("Enter")
    assert desk.page.case == wanted


def test_state_and_window_narrow_the_list(start: Start, qtbot: QtBot) -> None:
    """Only accepted ones, only this window; typed text is narrowed as well."""
    desk = start()
    desk.robot.press("F9", "F6")
    received(desk.opened, who=1)
    desk.robot.press("Esc")
    listed = desk.screen.list
    assert len(listed.table.model_rows.rows()) == 2
    listed.state.setCurrentIndex(listed.state.findData(CaseState.ACCEPTED.value))
    assert [line.id for line in listed.table.model_rows.rows()] == [desk.case]
    desk.robot.press("Alt+O")
    qtbot.waitUntil(listed.only_here.isChecked)
    assert len(listed.table.model_rows.rows()) == 1
    listed.edit.setText("W05")
    listed.ask()
    assert [line.id for line in listed.table.model_rows.rows()] in ([desk.case], [])
    listed.edit.setText("没有这个人")
    listed.ask()
    assert not listed.nothing.isHidden()


def test_a_change_keeps_the_line_looked_at(start: Start) -> None:
    """Another window judges the case under the cursor: the line stays chosen."""
    desk = start()
    second = received(desk.opened, who=1)
    desk.robot.press("Esc", "Down")
    chosen = desk.screen.list.table.current().id
    assert chosen == desk.case != second
    seen = desk.page.seen
    assert seen is not None
    verdicts = [
        Judge(material=line.material.id, verdict=Verdict.IN_ORDER) for line in seen.detail.materials
    ]
    intake.judge(desk.opened.desk, desk.case, verdicts)
    done = intake.accept(desk.opened.desk, desk.case)
    desk.context.bus.changed.emit(done.changes)
    line = desk.screen.list.table.current()
    assert (line.id, line.state) == (desk.case, "accepted")


def test_pages_come_by_themselves(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    """The list asks for the next page when it is walked to, and keeps what it has at a refresh."""
    monkeypatch.setattr("counter_app.ui.forms.case_list.PAGE", 3)
    desk = start()
    for who in range(4):
        received(desk.opened, who=who)
    desk.robot.press("Esc")
    model = desk.screen.list.table.model_rows
    while model.canFetchMore(desk.screen.list.table.rootIndex()):
        model.fetchMore(desk.screen.list.table.rootIndex())
        QApplication.processEvents()
    assert model.rowCount() == 5
    desk.screen.list.ask()
    assert model.rowCount() == 5


@pytest.mark.parametrize(
    ("light", "left", "has_number"),
    [
        (Light.TODAY, 0, False),
        (Light.BLUE, 6, True),
        (Light.RED, -3, True),
        (Light.RED, 0, False),
    ],
)
def test_lights_have_words(light: Light, left: int, has_number: bool) -> None:
    """S34: colour is never alone."""
    words = case_words.light_words(light, left)
    assert words
    assert (str(abs(left)) in words) is has_number


def test_no_light_no_words() -> None:
    """A case that owes nothing says nothing."""
    assert case_words.light_words(Light.NONE, None) == ""


def test_papers_say_where_they_stand() -> None:
    """Voided beats everything; a failed reprint does not untell."""
    assert case_words.paper_state("printed", told=True, void=True)[1] == "quiet"
    assert case_words.paper_state("failed", told=True, void=False)[1] == "warn"
    assert case_words.paper_state("failed", told=False, void=False)[1] == "bad"
    assert case_words.paper_state("issued", told=False, void=False)[1] == "warn"
    assert case_words.paper_state("unconfirmed", told=True, void=False)[1] == "warn"
