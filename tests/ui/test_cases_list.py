"""The list of cases with real keys on real files."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from counter_app.domain.bodies.case import Verdict
from counter_app.domain.cases.commands import Judge
from counter_app.domain.cases.state import CaseState
from counter_app.domain.deadlines import Light
from counter_app.services import intake
from counter_app.ui.forms import case_words
from tests.ui.case_desk import Desk, begin_case, received

Start = Callable[..., Desk]


@pytest.fixture
def start(qtbot: QtBot, tmp_path: Path) -> Start:
    """Open the detail of a case just received."""
    return partial(begin_case, qtbot, tmp_path)


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
    verdicts = [Judge(material=id, verdict=Verdict.IN_ORDER) for id, _name in desk.materials()]
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
