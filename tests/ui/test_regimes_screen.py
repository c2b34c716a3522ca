"""The regimes to read: searched, signed for, printed, published anew (A1.0)."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from counter_app.domain.errors import InputFault
from counter_app.services import regimes
from counter_app.services.profiles import Opened
from counter_app.ui.forms.regime_form import articles_in, lines_of
from counter_app.ui.screens.regimes import RegimesScreen
from tests.hall import Clock, open_hall
from tests.services.wording_desk import signed_in
from tests.ui.desk import make_context, make_shell, papers_in
from tests.ui.robots import Robot

Sit = Callable[..., tuple[RegimesScreen, Robot]]


@pytest.fixture
def opened(tmp_path: Path) -> Opened:
    """A new hall."""
    return open_hall(tmp_path, Clock())


@pytest.fixture
def sit(qtbot: QtBot, opened: Opened) -> Sit:
    """Somebody with these roles reads."""

    def make(*roles: str) -> tuple[RegimesScreen, Robot]:
        signed_in(opened, "S08" if roles else "S03", *(roles or ("clerk",)))
        shell, robot = make_shell(qtbot, make_context(opened), "regimes")
        screen = shell.shown_screen()
        assert isinstance(screen, RegimesScreen)
        return screen, robot

    return make


def test_thirty_minutes_lead_to_their_article(sit: Sit) -> None:
    """A1.0: 30 分钟 shows the article of the absence sign with where it stands."""
    screen, robot = sit()
    assert "一、" in screen.page.toPlainText()
    robot.commit("30 分钟")
    text = screen.page.toPlainText()
    assert "告知牌" in text and "第六条第2项" in text
    assert len(screen.table.model_rows.rows()[0].found) == 1
    robot.commit("无此句")
    assert "没有这样的条文" in screen.page.toPlainText()


def test_who_has_read_it_signs_once(sit: Sit, opened: Opened, tmp_path: Path) -> None:
    """F3; the key then says why not; the list and the text are printed."""
    screen, robot = sit()
    robot.press("F3")
    assert regimes.has_read(opened.desk, "annex1")
    button = screen.actions_row.button("F3")
    assert button is not None and not button.isEnabled()
    robot.press("F4", "Ctrl+P")
    assert len(papers_in(tmp_path / "papers")) == 2
    robot.press("Enter")
    assert screen.table.hasFocus()


def test_an_administrator_publishes_a_version(sit: Sit, opened: Opened) -> None:
    """F6: the text as lines; without a reason it is refused at its field; Esc changes nothing."""
    screen, robot = sit("administrator", "clerk")
    robot.press("F6", "Escape", "F6")
    form = screen.side.form
    assert form is not None
    robot.press("Ctrl+Enter")
    assert form.fields["note"].fault
    form.restore({"text": "# 总则\n[A1.6.2] 暂离须摆牌。", "note": "中心会议决定"})
    robot.press("Ctrl+Enter")
    now = regimes.in_force(opened.desk, "annex1")
    assert (now.number, [one.clause for one in now.articles]) == (2, ["", "A1.6.2"])


@pytest.mark.parametrize("annex", regimes.IDS)
def test_the_lines_of_a_regime_are_the_regime(annex: str) -> None:
    """What is edited and left as it is changes no article."""
    regime = regimes.shipped(annex)
    content = {**regime.to_content(), "articles": articles_in(lines_of(regime))}
    assert regimes.Regime.from_content(content) == regime


def test_an_emptied_text_is_no_version() -> None:
    """Everything was deleted by mistake."""
    with pytest.raises(InputFault):
        articles_in(" \n ")
